// `sweep --on`: what is missing of a sweep is run by many processes, on many machines.
import { resolve } from 'node:path';
import type { Plan } from '../../experiment/sweep/plan.ts';
import { collect } from '../commands/collect.ts';
import { lock } from '../lock.ts';
import { EXIT, tell, UserError } from '../terminal.ts';
import { type RunsOptions, todoOf, todoText } from './do-runs.ts';
import { type describe, earlierIn, withEarlier, writeDescription } from './folder.ts';
import type { LoadedSweep } from './load-sweep.ts';
import { onHosts } from './on-hosts.ts';
import { onSlurm } from './on-slurm.ts';
import type { PLACES } from './places.ts';
import { timeOf } from './time.ts';

export interface ClusterOptions extends RunsOptions {
  on?: (typeof PLACES)[number];
  /** Parts at most; as many as last some minutes each if not given. */
  shards?: number;
  /** Of GNU parallel: a file with a host on each line. */
  hosts?: string;
  /** Of Slurm: options for sbatch. */
  slurmArg: string[];
  /** Of Slurm: tasks at the same time, at most. */
  atOnce?: number;
  /** Of Slurm: waves at most, this one and those that collecting jobs submit. */
  waves: number;
  dryRun?: true;
  json?: true;
}

/** Parts run all replicates that the folder is to have, those of earlier times too. */
export async function onCluster(
  out: string,
  loaded: LoadedSweep,
  plan: Plan,
  own: ReturnType<typeof describe>,
  options: ClusterOptions,
): Promise<void> {
  const earlier = earlierIn(out, own.description);
  const description = withEarlier(own.description, earlier);
  const { name, replicates } = description;
  if (options.on === 'slurm' && options.jobs !== undefined)
    throw new UserError('--jobs: is not for Slurm; name --slurm-arg=--cpus-per-task=<number>');
  const todo = todoOf(out, plan, replicates, options);
  const work = () => ({ seconds: timeOf(loaded, plan.points, todo).seconds, tasks: todo.nTasks });
  const free = options.dryRun ? () => {} : lock(out, resolve(out));
  try {
    if (!options.dryRun) writeDescription(out, own, earlier);
    if (options.on === 'slurm') {
      const { runs, done, failed, missing } = todo;
      onSlurm(out, { name, runs, done, failed, missing }, work, options);
      return;
    }
    if (!options.quiet) tell(`${name}: ${todoText(todo, plan.points.length, replicates.length)}`);
    const isWhole = todo.missing === 0 || (await onHosts(out, work(), options));
    if (options.dryRun) return;
    await collect(out, { json: options.json ?? false });
    process.exitCode = isWhole ? EXIT.done : EXIT.failed;
  } finally {
    free();
  }
}
