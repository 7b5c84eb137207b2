// The common part of `run` and `compare`: simulates, then writes numbers, then charts.
import { availableParallelism } from 'node:os';
import type { DrawnChart } from '../charts/draw.ts';
import type { City } from '../city/city.ts';
import { collect } from '../experiment/collect.ts';
import type { Comparison } from '../experiment/comparison.ts';
import type { JobResult } from '../experiment/job.ts';
import { daysOfJob, type Job, plan } from '../experiment/plan.ts';
import { runPool } from '../experiment/pool.ts';
import { addProfile, createProfile, type Profile } from '../experiment/profile.ts';
import type { Results } from '../experiment/results.ts';
import { chartFiles, type FileMakers, type Folder } from '../report/files.ts';
import { seedOf } from '../report/json.ts';
import { manifestJson, type RunFacts } from '../report/manifest.ts';
import { PROFILE_FILE, profileJson, profileRows, profileText } from '../report/profile.ts';
import { fileList } from '../report/text.ts';
import type { Change } from '../scenario/parse.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { CHART_KINDS } from './chart-kinds.ts';
import { drawCharts, type Gallery } from './draw-charts.ts';
import { selfContained } from './inputs.ts';
import { listenForInterrupt } from './interrupt.ts';
import { type Keeper, keepReplicates } from './kept-replicates.ts';
import { createProgress, type Progress } from './progress.ts';
import { sha256Of, sha256OfRecord } from './sha256.ts';
import { stopwatch } from './stopwatch.ts';
import { counted, EXIT, paint, say, sayJson, tell, UserError } from './terminal.ts';
import { version } from './version.ts';
import { abandonAll, claimFolder, writeFolder } from './write-output.ts';

export interface SimulateOptions {
  out?: string;
  force?: true;
  seeds?: number;
  jobs?: number;
  set: string[];
  charts: (typeof CHART_KINDS)[number];
  resume?: true;
  profile?: true;
  quiet?: true;
  json?: true;
}

/** What to simulate, and how to report it. */
export interface Study {
  scenario: Scenario;
  city: City;
  /** What the scenario read, by path. */
  texts: ReadonlyMap<string, string>;
  /** Default name of the folder. */
  out: string;
  /** Names of the files to come, as far as they are known before. */
  names: readonly string[];
  /** Run the placebo beside the arms. */
  placebo?: boolean;
  /** Replicates to add after those of `results`, none if they are enough, and why; may depend on nothing else. */
  more?: (results: Results) => { seeds: number; because: string };
  /** What is said of the results. */
  report: (results: Results) => Simulation;
}

export interface Simulation {
  /** Makes each file of numbers. */
  numbers: FileMakers;
  /** What charts show, where arms were compared. */
  comparison?: Comparison;
  /** Makes the page that shows charts, where there is one. */
  page?: (charts: readonly DrawnChart[]) => string;
  /** For people; the list of files is put below. */
  text: string;
  /** For `--json`; folder and files are added. */
  summary: Record<string, unknown>;
}

/** Changes to the scenario that the options of both commands ask for. */
export const changesOf = ({ set, seeds }: SimulateOptions): (string | Change)[] =>
  seeds === undefined ? set : [...set, { set: `seeds=${seeds}`, as: `--seeds ${seeds}` }];

const STOPPING = {
  simulation: 'Stopping: replicates that are finished are written; Ctrl-C once more leaves at once.',
  charts: 'Stopping: the numbers are written, charts are left out; Ctrl-C once more leaves at once.',
};

/** Leaves `process.exitCode` at 1 when a replicate or a chart failed, at 130 when it was interrupted. */
export async function simulate(study: Study, options: SimulateOptions): Promise<void> {
  const startedAt = new Date().toISOString();
  const watch = stopwatch();
  const { placebo = false, city, names, more } = study;
  const { out = study.out, force = false, quiet = false, resume = false, charts } = options;
  const { scenario, inputs } = selfContained(study.scenario, study.texts);
  const nThreads = options.jobs ?? availableParallelism();

  // Lets the event loop run once, so that an earlier Ctrl-C is handled before the start.
  await new Promise(setImmediate);
  const progress = createProgress({ daysPerJob: daysOfJob(scenario, placebo), nThreads, quiet, mayGrow: !!more });
  let stage: keyof typeof STOPPING = 'simulation';
  const signal = listenForInterrupt(() => progress.note(STOPPING[stage]), abandonAll);
  const note = (text: string): void => {
    if (!quiet) progress.note(text);
  };
  const profile: Profile | undefined = options.profile && {};
  const failure = new AbortController();
  const free = claimFolder(out, force, [
    ...names,
    ...inputs.keys(),
    'scenario.json',
    ...(profile ? [PROFILE_FILE] : []),
  ]);
  try {
    if (!quiet) tell(opening(study, nThreads));
    const kept = keepReplicates({ out, scenario, placebo, inputs, resume, note });
    const results = await replicate(
      { scenario, city, placebo, ...(more && { more }) },
      { progress, signal, nThreads, kept, note, profile },
    );
    watch.lap('simulation');
    if (!results) {
      progress.end();
      await kept.end(false);
      tell(`${signal.aborted ? 'No replicate was finished' : 'All replicates failed'}; nothing is written.`);
      process.exitCode = signal.aborted ? EXIT.interrupted : EXIT.failed;
      return;
    }

    progress.stage('Writing numbers');
    const { numbers: makers, page, comparison, text, summary } = study.report(results);
    stage = 'charts';
    // The first Ctrl-C ends the simulation, not the charts.
    const enough = results.complete ? signal : undefined;
    const kinds = { png: charts !== 'svg', svg: charts !== 'png' };
    // On threads of their own, while tables are made here.
    const drawing =
      charts === 'none'
        ? undefined
        : drawCharts(results, {
            comparison,
            png: kinds.png,
            // The page shows drawings, whatever is kept beside it.
            svg: kinds.svg || page !== undefined,
            nWorkers: nThreads,
            signal: AbortSignal.any([failure.signal, ...(enough ? [enough] : [])]),
            onDrawn: (done, of) => progress.stage(`Drawing charts: ${done} of ${of}`),
          });

    const numbers: Folder = new Map();
    for (const [path, make] of makers) {
      // Lets the event loop run: threads that draw get their next chart, and a second Ctrl-C is handled before files are put in place.
      await new Promise(setImmediate);
      numbers.set(path, make());
    }
    for (const [path, content] of inputs) numbers.set(path, content);
    numbers.set('scenario.json', `${JSON.stringify(results.scenario, null, 2)}\n`);
    const records = sumsOf(results);
    const paged = (drawn: readonly DrawnChart[]): Folder =>
      new Map([...(page ? ([['report.html', page(drawn)]] as const) : []), ...numbers]);
    const write = (made: Folder, part: 'tables' | 'charts', mayReplace = true): Folder => {
      watch.lap(part);
      if (profile && part === 'tables') addProfile(profile, { tables: { seconds: watch.seconds.tables!, calls: 1 } });
      const files: Folder = new Map([...made, ...(profile ? [[PROFILE_FILE, profileJson(profile)] as const] : [])]);
      const facts = { ...factsOf(results.scenario), jobs: Math.min(nThreads, results.scenario.seeds), startedAt };
      const manifest = manifestJson(results, { ...facts, records, seconds: watch.seconds }, [...files.keys()]);
      const whole: Folder = new Map([...files, ['manifest.json', manifest]]);
      writeFolder(out, whole, mayReplace);
      return whole;
    };
    let files = write(paged([]), 'tables', force);
    if (!results.complete && kept.nKept() > 0)
      note(`Kept beside ${out}: ${counted(kept.nKept(), 'finished replicate')}; --resume --force goes on from there`);

    const missing: string[] = [];
    if (drawing) {
      const gallery = await drawing;
      missing.push(...warningsOf(gallery));
      if (profile) addProfile(profile, { charts: gallery.span });
      try {
        if (!enough?.aborted)
          files = write(new Map([...paged(gallery.charts), ...chartFiles(gallery.charts, kinds)]), 'charts');
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        missing.push(`charts are left out: ${error.message}`);
      }
    }
    // Only now: if the process is killed while charts are drawn, only charts are lost.
    await kept.end(results.complete);
    for (const text of missing) progress.note(paint('yellow', `Warning: ${text}`, process.stderr));
    progress.end();
    if (options.json)
      sayJson({ ...summary, ...(profile && { profile: profileRows(profile) }), folder: out, files: [...files.keys()] });
    else if (!quiet) {
      const spans = profile ? `${profileText(profile, paint)}\n\n` : '';
      say(`${text}\n\n${spans}${fileList(out, files.keys(), paint)}`);
    }
    if (!results.complete || enough?.aborted) process.exitCode = EXIT.interrupted;
    else if (results.failed.length > 0 || missing.length > 0) process.exitCode = EXIT.failed;
  } finally {
    failure.abort();
    progress.end();
    free();
  }
}

/** Replicates in batches, until no more are asked for or the signal comes; undefined when none came to an end. */
async function replicate(
  { scenario, city, placebo = false, more = () => ENOUGH }: Pick<Study, 'scenario' | 'city' | 'placebo' | 'more'>,
  { progress, signal, nThreads, kept, note, profile }: Means,
): Promise<Results | undefined> {
  const jobs: Job[] = [];
  const outcomes: (JobResult | undefined)[] = [];
  let results: Results | undefined;
  let next = { seeds: scenario.seeds, because: '' };
  const onOutcome = (job: Job, outcome: JobResult): void => {
    kept.keep(job, outcome);
    if (profile && 'profile' in outcome) addProfile(profile, outcome.profile ?? {});
    progress.onOutcome(job, outcome);
  };
  while (next.seeds > 0 && !signal.aborted) {
    if (jobs.length > 0) note(`${next.because}: ${counted(next.seeds, 'replicate')} more`);
    const batch = plan({ seed: scenario.seed, seeds: jobs.length + next.seeds }).slice(jobs.length);
    jobs.push(...batch);
    progress.expect(jobs.length);
    const waiting = batch.filter((job) => {
      outcomes[job.id] = kept.outcomeOf(job);
      if (outcomes[job.id]) progress.skip(job);
      return !outcomes[job.id];
    });
    const { onProgress } = progress;
    const ended = await runPool(scenario, city, waiting, {
      onProgress,
      onOutcome,
      nWorkers: nThreads,
      signal,
      placebo,
      isProfiled: profile !== undefined,
    });
    for (const { id } of waiting) outcomes[id] = ended[id];
    if (!outcomes.some((outcome) => outcome && 'records' in outcome)) return undefined;
    const collecting = createProfile();
    results = collect({ ...scenario, seeds: jobs.length }, city, jobs, outcomes);
    collecting.spans('collecting')();
    if (profile) addProfile(profile, collecting.profile);
    next = more(results);
  }
  // The signal may come when a batch is done and another one would follow.
  return results && { ...results, complete: results.complete && next.seeds === 0 };
}

interface Means {
  progress: Progress;
  signal: AbortSignal;
  nThreads: number;
  kept: Keeper;
  note: (text: string) => void;
  /** Gets the spans of each replicate, and of collecting, if it is asked for. */
  profile: Profile | undefined;
}

const ENOUGH = { seeds: 0, because: '' };

function opening({ scenario: { name, seeds, arms }, placebo, more }: Study, nThreads: number): string {
  const replicates = `${more ? 'at least ' : ''}${counted(seeds, 'replicate')}`;
  const runs = `${counted(Object.keys(arms).length, 'arm')}${placebo ? ' and a placebo' : ''}`;
  return `${name}: ${replicates} of ${runs} on ${counted(Math.min(nThreads, seeds), 'thread')}`;
}

/** Hashes of what arms left, by seed and arm. */
function sumsOf(results: Results): RunFacts['records'] {
  const byArm = [...Object.values(results.records), results.placebo].filter((records) => records.length > 0);
  return Object.fromEntries(
    results.replicates.map((replicate, nth) => [
      seedOf(results, replicate),
      Object.fromEntries(byArm.map((records) => [records[nth]!.arm, sha256OfRecord(records[nth]!)])),
    ]),
  );
}

/** A line for each error, with the charts that failed. */
function warningsOf({ failed }: Gallery): string[] {
  const causes = new Set(failed.values());
  return [...causes].map((cause) => {
    const ids = [...failed.keys()].filter((id) => failed.get(id) === cause).sort();
    return `${ids.length === 1 ? 'a chart is' : `${ids.length} charts are`} left out, ${ids.join(', ')}: ${cause}`;
  });
}

const factsOf = (scenario: Scenario): Pick<RunFacts, 'versions' | 'scenarioSha256' | 'command' | 'platform'> => ({
  versions: { waterbed: version, node: process.versions.node, v8: process.versions.v8 },
  scenarioSha256: sha256Of(scenario),
  command: ['waterbed-sim', ...process.argv.slice(2)],
  platform: `${process.platform}-${process.arch}`,
});
