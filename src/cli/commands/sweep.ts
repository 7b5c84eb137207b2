// `waterbed-sim sweep`: runs a scenario at many points, each replicate of all arms on the same chance.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../../experiment/profile.ts';
import { mostBesideOf, type Plan } from '../../experiment/sweep/plan.ts';
import { smallestOf } from '../../experiment/sweep/smallest.ts';
import { PROFILE_FILE, profileJson, profileText } from '../../report/profile.ts';
import { smallestText } from '../../report/smallest-text.ts';
import { sweepText } from '../../report/sweep-text.ts';
import { fileList } from '../../report/text.ts';
import type { CHART_KINDS } from '../chart-kinds.ts';
import { clock } from '../progress.ts';
import { doRuns, type Todo, todoOf, todoText } from '../sweep/do-runs.ts';
import { finish } from '../sweep/finish.ts';
import { describe, earlierIn, firstIn, keptReplicates, writeWhole } from '../sweep/folder.ts';
import { anyEarlier, inFolder } from '../sweep/in-folder.ts';
import { type LoadedSweep, loadMade, loadSweep, planOf } from '../sweep/load-sweep.ts';
import { type ClusterOptions, onCluster } from '../sweep/on-cluster.ts';
import { timeOf } from '../sweep/time.ts';
import { sizesOf } from '../sweep/town-sizes.ts';
import { counted, EXIT, paint, say, sayJson, tell } from '../terminal.ts';

export interface SweepOptions extends ClusterOptions {
  out?: string;
  seeds?: number[];
  set: string[];
  charts?: (typeof CHART_KINDS)[number];
  /** Find the smallest town whose effect stays within so many % of the full one. */
  smallest?: number;
}

export async function sweep(path: string, options: SweepOptions): Promise<void> {
  const { smallest } = options;
  const loaded = smallest === undefined ? loadKept(path, options) : loadMade(path, sizesOf(path, options.set), options);
  const { name, scenario } = loaded.sweep;
  const out = options.out ?? loaded.folder ?? `output/${name}`;
  const plan = planOf(loaded);
  const own = describe(loaded, options.seeds ?? keptReplicates(loaded) ?? upTo(scenario.seeds), plan);
  const replicates = own.description.replicates;
  if (options.on !== undefined) {
    await onCluster(out, loaded, plan, own, options);
    return;
  }
  const todo = todoOf(out, plan, replicates, options);
  if (options.dryRun) {
    earlierIn(out, own.description);
    dryRun(loaded, plan, todo, replicates, out, options);
    return;
  }
  await inFolder(out, own, anyEarlier, async (description) => {
    if (!options.quiet) tell(`${name}: ${todoText(todo, plan.points.length, replicates.length)}`);
    const profile: Profile | undefined = options.profile && {};
    const isWhole = await doRuns(out, loaded, todo, options, profile);
    const { table, names, effects, files } = await finish(out, description, options.charts);
    if (profile) {
      writeWhole(join(out, PROFILE_FILE), profileJson(profile));
      files.push(PROFILE_FILE);
    }
    const about = { name, folder: out, complete: isWhole, ...countsOf(todo), failed: table.failed };
    const found = smallest === undefined ? undefined : smallestOf(table, smallest / 100);
    if (options.json) sayJson({ ...about, ...(found ? { smallest: found } : { effects }), files });
    else if (!options.quiet) {
      const text = found
        ? smallestText(found, table.outcomes[0]!, smallest!, replicates.length, paint)
        : sweepText(table, names, paint, process.stdout.columns);
      const spans = profile ? `${profileText(profile, paint)}\n\n` : '';
      say(`${text}\n\n${spans}${fileList(out, files, paint)}`);
    }
    process.exitCode = !isWhole ? EXIT.interrupted : table.failed.length > 0 ? EXIT.failed : EXIT.done;
  });
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
