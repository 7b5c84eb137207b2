// `waterbed run`: from a scenario to a folder of results, whole or not at all.
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { collect } from '../../experiment/collect.ts';
import { daysOfJob, plan } from '../../experiment/plan.ts';
import { runPool } from '../../experiment/pool.ts';
import type { Results } from '../../experiment/results.ts';
import type { RunFacts } from '../../report/manifest.ts';
import { closingTable, fileList } from '../../report/text.ts';
import { parametersOf } from '../../scenario/describe.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { load } from '../load.ts';
import { createProgress } from '../progress.ts';
import { counted, EXIT, paint, say, sayJson, tell } from '../terminal.ts';
import { version } from '../version.ts';
import { abandon, checkFolder, writeFolder } from '../write-output.ts';

export interface RunOptions {
  out?: string;
  force?: true;
  seeds?: number;
  jobs?: number;
  set: string[];
  quiet?: true;
  json?: true;
}

/** Leaves `process.exitCode` at 1 when a replicate failed, at 130 when it was interrupted. */
export async function run(path: string, options: RunOptions): Promise<void> {
  const startedAt = new Date().toISOString();
  const watch = stopwatch();
  const sets = options.seeds === undefined ? options.set : [...options.set, `seeds=${options.seeds}`];
  const { scenario, city } = load(path, sets);
  const { out = `output/${scenario.name}`, force = false, quiet = false } = options;
  checkFolder(out, force);

  const jobs = plan(scenario);
  const nWorkers = Math.min(options.jobs ?? availableParallelism(), jobs.length);
  const progress = createProgress({ nJobs: jobs.length, daysPerJob: daysOfJob(scenario), quiet });
  const signal = listenForInterrupt(
    () => progress.note('Stopping: replicates that are finished are written; Ctrl-C once more leaves at once.'),
    abandon,
  );
  if (!quiet)
    tell(
      `${scenario.name}: ${counted(jobs.length, 'replicate')} of ${counted(Object.keys(scenario.arms).length, 'arm')} on ${counted(nWorkers, 'thread')}`,
    );
  // Charts load while the threads simulate.
  const report = import('../../report/files.ts');
  const outcomes = await runPool(scenario, city, jobs, { ...progress, nWorkers, signal });
  watch.lap('simulation');
  if (!outcomes.some((outcome) => outcome && 'records' in outcome)) {
    progress.end();
    tell(`${signal.aborted ? 'No replicate was finished' : 'All replicates failed'}; nothing is written.`);
    process.exitCode = signal.aborted ? EXIT.interrupted : EXIT.failed;
    return;
  }

  progress.stage('Drawing charts and writing files');
  const results = collect(scenario, city, jobs, outcomes);
  const { files } = await report;
  const written = files(results, {
    parameters: parametersOf(results.scenario),
    more: new Map([['scenario.json', scenarioJson(results.scenario, out)]]),
    facts: () => ({ ...factsOf(results.scenario), jobs: nWorkers, startedAt, seconds: watch.lap('charts and tables') }),
  });
  // A turn of the event loop, so that a second Ctrl-C is heard before anything is put in place.
  await new Promise(setImmediate);
  writeFolder(out, written, force);
  progress.end();
  if (options.json) sayJson(summary(results, out, written.keys()));
  else if (!quiet) {
    say(`${closingTable(results, paint, process.stdout.columns)}\n\n${fileList(out, written.keys(), paint)}`);
  }
  if (!results.complete) process.exitCode = EXIT.interrupted;
  else if (results.failed.length > 0) process.exitCode = EXIT.failed;
}

/** The scenario as it ran; it runs again from the folder it is written to. */
function scenarioJson(scenario: Scenario, out: string): string {
  const seenFrom = (file: string): string => relative(resolve(out), resolve(file)).replaceAll('\\', '/');
  const city = scenario.city.map((place) =>
    'zones' in place
      ? { ...place, zones: seenFrom(place.zones) }
      : 'geojson' in place
        ? { ...place, geojson: seenFrom(place.geojson) }
        : place,
  );
  return `${JSON.stringify({ ...scenario, city }, null, 2)}\n`;
}

const factsOf = (scenario: Scenario): Pick<RunFacts, 'versions' | 'scenarioSha256' | 'command' | 'platform'> => ({
  versions: { waterbed: version, node: process.versions.node, v8: process.versions.v8 },
  scenarioSha256: createHash('sha256').update(JSON.stringify(scenario)).digest('hex'),
  command: ['waterbed', ...process.argv.slice(2)],
  platform: `${process.platform}-${process.arch}`,
});

/** Wall-clock seconds between laps, by name. */
function stopwatch() {
  const seconds: Record<string, number> = {};
  let since = performance.now();
  return {
    lap: (name: string): Record<string, number> => {
      const now = performance.now();
      seconds[name] = (now - since) / 1000;
      since = now;
      return seconds;
    },
  };
}

const summary = (
  { scenario, complete, replicates, failed, baseline, arms }: Results,
  out: string,
  paths: Iterable<string>,
) => ({
  name: scenario.name,
  folder: out,
  complete,
  replicates,
  failed,
  baseline,
  arms: Object.fromEntries(
    Object.entries(arms).map(([arm, { policies, outcomes }]) => [
      arm,
      {
        policies,
        outcomes: Object.fromEntries(
          Object.entries(outcomes).map(([id, { unit, mean, ci95 }]) => [id, { unit, mean, ci95 }]),
        ),
      },
    ]),
  ),
  files: [...paths],
});
