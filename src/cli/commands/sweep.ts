// `waterbed-sim sweep`: runs a scenario at many points, each replicate of all arms on the same chance.
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { SEGMENTS } from '../../experiment/store/runs.ts';
import { rowAt, rowsIn } from '../../experiment/store/segments.ts';
import { mostBesideOf, type Plan } from '../../experiment/sweep/plan.ts';
import { summaryOf } from '../../experiment/sweep/summary.ts';
import type { RunRow, SweepTable } from '../../experiment/sweep/sweep.ts';
import { tableOf } from '../../experiment/sweep/table.ts';
import { summaryCsv, summaryText } from '../../report/sweep-summary.ts';
import { lock } from '../lock.ts';
import { clock } from '../progress.ts';
import { doRuns, type Todo, todoOf, todoText } from '../sweep/do-runs.ts';
import { type Description, describe, earlierIn, writeDescription, writeWhole } from '../sweep/folder.ts';
import { type LoadedSweep, loadSweep, planOf } from '../sweep/load-sweep.ts';
import { type ClusterOptions, onCluster } from '../sweep/on-cluster.ts';
import { timeOf } from '../sweep/time.ts';
import { counted, EXIT, paint, say, sayJson, tell } from '../terminal.ts';

export interface SweepOptions extends ClusterOptions {
  out?: string;
  seeds?: number[];
  set: string[];
}

export async function sweep(path: string, options: SweepOptions): Promise<void> {
  const loaded = loadSweep(path, options.set, options);
  const { name, scenario } = loaded.sweep;
  const out = options.out ?? loaded.folder ?? `output/${name}`;
  const plan = planOf(loaded);
  const own = describe(loaded, options.seeds ?? upTo(scenario.seeds), plan);
  const earlier = earlierIn(out, own.description);
  const replicates = own.description.replicates;
  if (options.on !== undefined) {
    const asked = options.seeds ?? (loaded.folder === undefined ? replicates : []);
    const all = [...new Set([...asked, ...(earlier?.replicates ?? [])])].sort((a, b) => a - b);
    await onCluster(out, loaded, plan, { ...own, description: { ...own.description, replicates: all } }, options);
    return;
  }
  const todo = todoOf(out, plan, replicates, options);
  if (options.dryRun) {
    dryRun(loaded, plan, todo, replicates, out, options);
    return;
  }
  // Lets the event loop run once, so that an earlier Ctrl-C is handled before the start.
  await new Promise(setImmediate);
  const free = lock(out, resolve(out));
  try {
    const all = [...new Set([...replicates, ...(earlier?.replicates ?? [])])].sort((a, b) => a - b);
    const description: Description = { ...own.description, replicates: all };
    writeDescription(out, description, own.inputs);
    if (!options.quiet) tell(`${name}: ${todoText(todo, plan.points.length, replicates.length)}`);
    const isWhole = await doRuns(out, loaded, todo, options);
    const table = readTable(out, description, plan);
    const effects = summaryOf(table);
    writeWhole(join(out, 'summary.csv'), summaryCsv(table.factors, effects));
    if (options.json)
      sayJson({ name, folder: out, complete: isWhole, ...countsOf(todo), failed: table.failed, effects });
    else if (!options.quiet) say(`${summaryText(table, effects, paint)}\n\n${out}/summary.csv`);
    process.exitCode = !isWhole ? EXIT.interrupted : table.failed.length > 0 ? EXIT.failed : EXIT.done;
  } finally {
    free();
  }
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

/** Says what would be done. */
function dryRun(
  loaded: LoadedSweep,
  { points }: Plan,
  todo: Todo,
  replicates: readonly number[],
  out: string,
  { json, jobs = availableParallelism() }: SweepOptions,
): void {
  const { sweep } = loaded;
  const { seconds: ofOne, tried } = timeOf(loaded, points, todo);
  const seconds = ofOne / Math.min(jobs, Math.max(1, todo.nTasks));
  const bytes =
    todo.missing * bytesOfRow(sweep.outcomes, Object.keys(sweep.scenario.arms).length, sweep.factors.length);
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
    `  ${counted(todo.missing, 'run')} to do, in ${counted(todo.nTasks, 'engine run')} of at most ${mostBesideOf(sweep.scenario)} points side by side`,
  );
  say(
    `  about ${clock(seconds)} on ${counted(jobs, 'thread')}, by ${counted(tried, 'run')} begun now; ${megabytes(bytes)} MB in ${out}`,
  );
}

/** A row's length with numbers of the usual length. */
const bytesOfRow = (outcomes: readonly string[], nArms: number, nFactors: number): number =>
  200 + 12 * nFactors + nArms * (120 + outcomes.reduce((sum, { length }) => sum + length + 22, 0));

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
