// Does what is missing of a sweep: the common part of `sweep` and `shard`.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Profile } from '../../experiment/profile.ts';
import { SEGMENTS } from '../../experiment/store/runs.ts';
import { idsIn, openSegment } from '../../experiment/store/segments.ts';
import { runId } from '../../experiment/sweep/identity.ts';
import { type Part, type Plan, tasksOf } from '../../experiment/sweep/plan.ts';
import { type RunTask, runSweep } from '../../experiment/sweep/run.ts';
import type { RunRow } from '../../experiment/sweep/sweep.ts';
import { listenForInterrupt } from '../interrupt.ts';
import { counted, paint } from '../terminal.ts';
import { type LoadedSweep, sha256 } from './load-sweep.ts';
import { sweepProgress } from './tell-progress.ts';

export interface RunsOptions {
  jobs?: number;
  retryFailed?: true;
  quiet?: true;
  /** Say where the time went. */
  profile?: true;
}

/** What there is to do of a plan, and what was done before. */
export interface Todo {
  /** Runs of the plan, or of its part. */
  runs: number;
  done: number;
  failed: number;
  missing: number;
  tasks: () => Iterable<RunTask>;
  nTasks: number;
}

/** Runs that failed count as done unless they are to be tried again. */
export function todoOf(
  out: string,
  plan: Plan,
  replicates: readonly number[],
  { retryFailed }: RunsOptions,
  part?: Part,
): Todo {
  const { done, failed } = idsIn(join(out, SEGMENTS));
  const isDone = (id: string): boolean => done.has(id) || (!retryFailed && failed.has(id));
  const tasks = (of: (id: string) => boolean) => tasksOf(plan, replicates, of, sha256, part);
  const todo: Todo = {
    ...{ runs: 0, done: 0, failed: 0, missing: 0, nTasks: 0 },
    *tasks() {
      for (const { points, replicate } of tasks(isDone))
        yield { replicate, points: points.map((point) => ({ ...point, run: runId(point.id, replicate, sha256) })) };
    },
  };
  for (const { points, replicate } of tasks(() => false)) {
    const ids = points.map(({ id }) => runId(id, replicate, sha256));
    const missing = ids.filter((id) => !isDone(id)).length;
    todo.runs += ids.length;
    todo.done += ids.filter((id) => done.has(id)).length;
    todo.failed += ids.filter((id) => failed.has(id)).length;
    todo.missing += missing;
    if (missing > 0) todo.nTasks++;
  }
  return todo;
}

/** Does what is missing and keeps each row as it comes. Whether all was done; what was done before an interrupt is kept. */
export async function doRuns(
  out: string,
  { given }: LoadedSweep,
  todo: Todo,
  options: RunsOptions,
  profile?: Profile,
): Promise<boolean> {
  const { jobs = availableParallelism(), quiet = false } = options;
  if (todo.missing === 0) return true;
  const progress = sweepProgress(todo.missing, quiet);
  const signal = listenForInterrupt(
    () =>
      progress.note(
        'Stopping: what is done is kept, and the same command goes on from there; Ctrl-C once more leaves at once.',
      ),
    () => {},
  );
  const sink = openSegment<RunRow>(join(out, SEGMENTS));
  try {
    await runSweep(given, todo.tasks(), {
      nWorkers: Math.min(jobs, todo.nTasks),
      signal,
      profile,
      onRows: (rows) => {
        for (const row of rows) {
          sink.append(row);
          if (row.error !== undefined)
            progress.note(
              `${paint('red', 'a run failed', process.stderr)} (${row.values.join(', ')}; seed ${row.seed}): ${row.error}`,
            );
        }
        progress.add(rows.length);
      },
    });
  } finally {
    await sink.close();
    progress.end();
  }
  return !signal.aborted;
}

/** `27 points x 20 replicates: 540 runs, 100 done, 2 failed`. */
export const todoText = ({ runs, done, failed }: Todo, nPoints: number, nReplicates: number): string =>
  [
    `${counted(nPoints, 'point')} × ${counted(nReplicates, 'replicate')}: ${counted(runs, 'run')}`,
    ...(done > 0 ? [`${done} done before`] : []),
    ...(failed > 0 ? [`${failed} failed before`] : []),
  ].join(', ');
