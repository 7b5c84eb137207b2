// `waterbed-sim sweep`: runs a scenario at many points, each replicate of all arms on the same chance.
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { rowAt, rowsIn } from '../../experiment/store/segments.ts';
import { costOf, secondsOf } from '../../experiment/sweep/estimate.ts';
import { mostBesideOf, type Plan } from '../../experiment/sweep/plan.ts';
import { createCityOf } from '../../experiment/sweep/run.ts';
import { smallestOf } from '../../experiment/sweep/smallest.ts';
import { summaryOf } from '../../experiment/sweep/summary.ts';
import type { RunRow, SweepTable } from '../../experiment/sweep/sweep.ts';
import { tableOf } from '../../experiment/sweep/table.ts';
import { smallestText } from '../../report/smallest-text.ts';
import { summaryCsv, summaryText } from '../../report/sweep-summary.ts';
import { lock } from '../lock.ts';
import { clock } from '../progress.ts';
import { doRuns, type RunsOptions, type Todo, todoOf, todoText } from '../sweep/do-runs.ts';
import {
  type Description,
  describe,
  earlierIn,
  firstIn,
  keptReplicates,
  SEGMENTS,
  writeDescription,
  writeWhole,
} from '../sweep/folder.ts';
import { type LoadedSweep, loadMade, loadSweep, planOf } from '../sweep/load-sweep.ts';
import { sizesOf } from '../sweep/town-sizes.ts';
import { counted, EXIT, paint, say, sayJson, tell } from '../terminal.ts';

export interface SweepOptions extends RunsOptions {
  out?: string;
  seeds?: number[];
  set: string[];
  dryRun?: true;
  /** Find the smallest town whose effect stays within so many % of the full one. */
  smallest?: number;
  json?: true;
}

export async function sweep(path: string, options: SweepOptions): Promise<void> {
  const { smallest } = options;
  const loaded = smallest === undefined ? loadKept(path, options) : loadMade(path, sizesOf(path, options.set), options);
  const { name, scenario } = loaded.sweep;
  const out = options.out ?? loaded.folder ?? `output/${name}`;
  const own = describe(loaded, options.seeds ?? keptReplicates(loaded) ?? upTo(scenario.seeds));
  const earlier = earlierIn(out, own.description);
  const replicates = own.description.replicates;
  const plan = planOf(loaded);
  const todo = todoOf(out, plan, replicates, options);
  if (options.dryRun) {
    dryRun(loaded, plan, todo, replicates, out, options);
    return;
  }
  // Lets the event loop run once, so that an earlier Ctrl-C is handled before the start.
  await new Promise(setImmediate);
  const free = lock(out, resolve(out));
  try {
    const description = writeDescription(out, own, earlier);
    if (!options.quiet) tell(`${name}: ${todoText(todo, plan.points.length, replicates.length)}`);
    const isWhole = await doRuns(out, loaded, todo, options);
    const table = readTable(out, description, plan);
    const effects = summaryOf(table);
    writeWhole(join(out, 'summary.csv'), summaryCsv(table.factors, effects));
    if (smallest !== undefined) {
      const found = smallestOf(table, smallest / 100);
      if (options.json)
        sayJson({ name, folder: out, complete: isWhole, ...countsOf(todo), failed: table.failed, smallest: found });
      else if (!options.quiet) say(smallestText(found, table.outcomes[0]!, smallest, replicates.length, paint));
    } else if (options.json)
      sayJson({ name, folder: out, complete: isWhole, ...countsOf(todo), failed: table.failed, effects });
    else if (!options.quiet) say(`${summaryText(table, effects, paint)}\n\n${out}/summary.csv`);
    process.exitCode = !isWhole ? EXIT.interrupted : table.failed.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    free();
  }
}

/** A sweep whose first hypercube, if it has one, stays what it was when draws are added. */
function loadKept(path: string, options: SweepOptions): LoadedSweep {
  const loaded = loadSweep(path, options.set, options);
  const { name, design } = loaded.sweep;
  if (design.kind !== 'lhs' || design.settings.first !== undefined) return loaded;
  const first = firstIn(options.out ?? loaded.folder ?? `output/${name}`) ?? design.settings.draws;
  return loadSweep(path, [...options.set, `sweep.first=${first}`], { quiet: true });
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1);

const countsOf = ({ runs, done, missing }: Todo) => ({ runs, done_before: done, done_now: missing });

/** All rows of the folder. */
export function readTable(
  out: string,
  { name, factors, outcomes, arms, replicates }: Description,
  plan: Plan,
): SweepTable {
  const rows = function* (): Generator<RunRow> {
    for (const place of rowsIn(join(out, SEGMENTS))) yield rowAt<RunRow>(place);
  };
  return tableOf({ name, factors, outcomes, arms, replicates, points: plan.points }, rows());
}

/** Seconds after its first day for which each run of a dry run goes on. */
const TRIED_S = 0.7;

/** Says what would be done, from the first, a middle and the last point. */
function dryRun(
  { sweep, given }: LoadedSweep,
  { points }: Plan,
  todo: Todo,
  replicates: readonly number[],
  out: string,
  { json, jobs = availableParallelism() }: SweepOptions,
): void {
  const cityOf = createCityOf(given);
  const { scenario } = sweep;
  const costs = [...new Set([0, points.length >> 1, points.length - 1])].map((k) => {
    const parsed = sweep.scenarioAt(points[k]!.values);
    if (!parsed.ok) throw new Error('a point of the plan is refused');
    return costOf(parsed.scenario, cityOf(parsed.scenario), TRIED_S);
  });
  const mean = (of: 'before' | 'perDay'): number => costs.reduce((sum, cost) => sum + cost[of], 0) / costs.length;
  const cost = { before: mean('before'), perDay: mean('perDay') };
  const nOthers = Object.keys(scenario.arms).length - 1;
  let seconds = 0;
  for (const { points } of todo.tasks()) seconds += secondsOf(cost, scenario, 1 + nOthers * points.length);
  seconds /= Math.min(jobs, Math.max(1, todo.nTasks));
  const bytes = todo.missing * bytesOfRow(sweep.outcomes, nOthers + 1, sweep.factors.length);
  const plan = { points: points.length, replicates: replicates.length, ...countsOf(todo), engine_runs: todo.nTasks };
  if (json) {
    sayJson({ name: sweep.name, folder: out, ...plan, jobs, seconds, bytes });
    return;
  }
  say(`${sweep.name}: ${todoText(todo, points.length, replicates.length)}`);
  for (const { id, levels, range, unit, paths } of sweep.factors) {
    const values = levels.length > 0 ? levels.join(', ') : range ? `${range.from} to ${range.to}` : 'from the table';
    say(`  ${id}: ${values}${unit === '' ? '' : ` ${unit}`} (${paths.join(', ')})`);
  }
  say(
    `  ${counted(todo.missing, 'run')} to do, in ${counted(todo.nTasks, 'engine run')} of at most ${mostBesideOf(scenario)} points side by side`,
  );
  say(
    `  about ${clock(seconds)} on ${counted(jobs, 'thread')}, by ${counted(costs.length, 'run')} begun now; ${megabytes(bytes)} MB in ${out}`,
  );
}

/** A row's length with numbers of the usual length. */
const bytesOfRow = (outcomes: readonly string[], nArms: number, nFactors: number): number =>
  200 + 12 * nFactors + nArms * (120 + outcomes.reduce((sum, { length }) => sum + length + 22, 0));

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
