// What `run` and `compare` share: threads, progress, Ctrl-C, and a folder written whole or not at all. Knows no report.
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import type { City } from '../city/city.ts';
import { collect } from '../experiment/collect.ts';
import type { Outcome } from '../experiment/job.ts';
import { daysOfJob, type Job, plan } from '../experiment/plan.ts';
import { runPool } from '../experiment/pool.ts';
import type { Results } from '../experiment/results.ts';
import type { Extras } from '../report/files.ts';
import type { RunFacts } from '../report/manifest.ts';
import { fileList } from '../report/text.ts';
import { parametersOf } from '../scenario/describe.ts';
import type { Change } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import { listenForInterrupt } from './interrupt.ts';
import { createProgress, type Progress } from './progress.ts';
import { counted, EXIT, paint, say, sayJson, tell } from './terminal.ts';
import { version } from './version.ts';
import { abandon, checkFolder, writeFolder } from './write-output.ts';

export interface SimulateOptions {
  out?: string;
  force?: true;
  seeds?: number;
  jobs?: number;
  set: string[];
  quiet?: true;
  json?: true;
}

/** What is simulated and what becomes of it. */
export interface Study {
  scenario: Scenario;
  city: City;
  /** Run the placebo beside the arms. */
  placebo?: boolean;
  /** Replicates to add after those of `results`, none if they are enough, and why; may depend on nothing else. */
  more?: (results: Results) => { seeds: number; because: string };
  /** Makes the folder's contents, and what is said of them. */
  report: (results: Results, extras: Extras) => Promise<Report>;
}

interface Report {
  files: ReadonlyMap<string, string | Uint8Array>;
  /** For people; the list of files is put below. */
  text: string;
  /** For `--json`; folder and files are added. */
  summary: Record<string, unknown>;
}

/** Changes to the scenario that the options of both commands ask for. */
export const changesOf = ({ set, seeds }: SimulateOptions): (string | Change)[] =>
  seeds === undefined ? set : [...set, { set: `seeds=${seeds}`, as: `--seeds ${seeds}` }];

/** SHA-256 of a scenario as it runs, in hex; the same in whatever order its keys were written. */
export const sha256Of = (scenario: Scenario): string =>
  createHash('sha256').update(JSON.stringify(scenario, withSortedKeys)).digest('hex');

const withSortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Leaves `process.exitCode` at 1 when a replicate failed, at 130 when it was interrupted. */
export async function simulate(study: Study, options: SimulateOptions): Promise<void> {
  const startedAt = new Date().toISOString();
  const watch = stopwatch();
  const { scenario, placebo = false } = study;
  const { out = `output/${scenario.name}`, force = false, quiet = false } = options;
  checkFolder(out, force);

  const nThreads = options.jobs ?? availableParallelism();
  const progress = createProgress({ daysPerJob: daysOfJob(scenario, placebo), quiet });
  const signal = listenForInterrupt(
    () => progress.note('Stopping: replicates that are finished are written; Ctrl-C once more leaves at once.'),
    abandon,
  );
  if (!quiet) tell(opening(study, nThreads));

  const results = await replicate(study, { progress, signal, nThreads, quiet });
  watch.lap('simulation');
  if (!results) {
    progress.end();
    tell(`${signal.aborted ? 'No replicate was finished' : 'All replicates failed'}; nothing is written.`);
    process.exitCode = signal.aborted ? EXIT.interrupted : EXIT.failed;
    return;
  }

  progress.stage('Drawing charts and writing files');
  const { files, text, summary } = await study.report(results, {
    parameters: parametersOf(results.scenario),
    more: new Map([['scenario.json', scenarioJson(results.scenario, out)]]),
    facts: () => ({
      ...factsOf(results.scenario),
      jobs: Math.min(nThreads, results.scenario.seeds),
      startedAt,
      seconds: watch.lap('charts and tables'),
    }),
  });
  // A turn of the event loop, so that a second Ctrl-C is heard before anything is put in place.
  await new Promise(setImmediate);
  writeFolder(out, files, force);
  progress.end();
  if (options.json) sayJson({ ...summary, folder: out, files: [...files.keys()] });
  else if (!quiet) say(`${text}\n\n${fileList(out, files.keys(), paint)}`);
  if (!results.complete) process.exitCode = EXIT.interrupted;
  else if (results.failed.length > 0) process.exitCode = EXIT.failed;
}

/** Replicates in batches, until no more are asked for or the signal comes; undefined when none came to an end. */
async function replicate(
  { scenario, city, placebo = false, more = () => ENOUGH }: Study,
  { progress, signal, nThreads, quiet }: { progress: Progress; signal: AbortSignal; nThreads: number; quiet: boolean },
): Promise<Results | undefined> {
  const jobs: Job[] = [];
  const outcomes: (Outcome | undefined)[] = [];
  let results: Results | undefined;
  let next = { seeds: scenario.seeds, because: '' };
  while (next.seeds > 0 && !signal.aborted) {
    if (jobs.length > 0 && !quiet) progress.note(`${next.because}: ${counted(next.seeds, 'replicate')} more`);
    const batch = plan({ seed: scenario.seed, seeds: jobs.length + next.seeds }).slice(jobs.length);
    jobs.push(...batch);
    progress.expect(jobs.length);
    const ended = await runPool(scenario, city, batch, { ...progress, nWorkers: nThreads, signal, placebo });
    for (const { id } of batch) outcomes[id] = ended[id];
    if (!outcomes.some((outcome) => outcome && 'records' in outcome)) return undefined;
    results = collect({ ...scenario, seeds: jobs.length }, city, jobs, outcomes);
    next = more(results);
  }
  // The signal may come when a batch is done and another one would follow.
  return results && { ...results, complete: results.complete && next.seeds === 0 };
}

const ENOUGH = { seeds: 0, because: '' };

function opening({ scenario: { name, seeds, arms }, placebo, more }: Study, nThreads: number): string {
  const replicates = `${more ? 'at least ' : ''}${counted(seeds, 'replicate')}`;
  const runs = `${counted(Object.keys(arms).length, 'arm')}${placebo ? ' and a placebo' : ''}`;
  return `${name}: ${replicates} of ${runs} on ${counted(Math.min(nThreads, seeds), 'thread')}`;
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
  scenarioSha256: sha256Of(scenario),
  command: ['waterbed-sim', ...process.argv.slice(2)],
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
