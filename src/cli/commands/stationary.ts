// `waterbed-sim check --stationary`: runs the baseline for years and says which outcomes and which kinds drift.
import { availableParallelism } from 'node:os';
import { collect } from '../../experiment/collect.ts';
import { daysOfJob, plan } from '../../experiment/plan.ts';
import { runPool } from '../../experiment/pool.ts';
import { driftOf, kindDriftOf, YEAR_DAYS } from '../../measures/drift.ts';
import { driftText, kindDriftText } from '../../report/drift-text.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { load } from '../load.ts';
import { createProgress } from '../progress.ts';
import { counted, EXIT, paint, say, sayJson, tell, UserError } from '../terminal.ts';
import type { CheckOptions } from './check.ts';

const DEFAULT_YEARS = 5;
const DEFAULT_SEEDS = 4;

export async function stationary(path: string, options: CheckOptions): Promise<void> {
  const { years = DEFAULT_YEARS, seeds = DEFAULT_SEEDS, jobs: nThreads = availableParallelism() } = options;
  if (years < 2) throw new UserError('--years: a trend needs 2 years or more');
  if (seeds < 2) throw new UserError('--seeds: an interval needs 2 replicates or more');
  const sets = [...options.set, 'time.pre_days=0', `time.post_days=${years * YEAR_DAYS}`, `seeds=${seeds}`];
  const { scenario: whole, city } = load(path, sets);
  const scenario = baselineOf(whole);
  const jobs = plan(scenario);
  const progress = createProgress({ daysPerJob: daysOfJob(scenario), nThreads, quiet: options.json ?? false });
  const signal = listenForInterrupt(
    () => progress.note('Stopping: nothing is reported.'),
    () => {},
  );
  progress.expect(jobs.length);
  const { onProgress, onOutcome } = progress;
  const outcomes = await runPool(scenario, city, jobs, { nWorkers: nThreads, signal, onProgress, onOutcome });
  progress.end();
  if (signal.aborted) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  const { failed, records } = collect(scenario, city, jobs, outcomes);
  for (const { seed, error } of failed)
    tell(paint('yellow', `Warning: replicate ${seed} failed: ${error}`, process.stderr));
  const { [scenario.baseline]: done = [] } = records;
  if (failed.length > 0) process.exitCode = EXIT.failed;
  if (done.length < 2) return tell('Too few replicates came to their end; nothing is reported.');
  const drifts = driftOf(done);
  const kinds = kindDriftOf(done);
  const { name, baseline } = scenario;
  if (options.json) return sayJson({ name, baseline, years, replicates: done.length, outcomes: drifts, kinds });
  say(`${paint('bold', name)}: ${baseline} over ${counted(years, 'year')}, ${counted(done.length, 'replicate')}\n`);
  say(driftText(drifts, years, done.length, paint));
  if (kinds.length > 0) say(`\n${kindDriftText(kinds, years, paint)}`);
}

/** The scenario with its baseline alone. */
const baselineOf = (scenario: Scenario): Scenario => ({
  ...scenario,
  arms: { [scenario.baseline]: scenario.arms[scenario.baseline]! },
});
