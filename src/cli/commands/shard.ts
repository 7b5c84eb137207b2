// `waterbed-sim shard`: one part of what is missing of a sweep, for schedulers that start many.
import type { Part } from '../../experiment/sweep/plan.ts';
import { doRuns, type RunsOptions, todoOf, todoText } from '../sweep/do-runs.ts';
import { describe, earlierIn, keptReplicates, writeDescription } from '../sweep/folder.ts';
import { loadSweep, planOf } from '../sweep/load-sweep.ts';
import { EXIT, say, sayJson, tell } from '../terminal.ts';

export interface ShardOptions extends RunsOptions {
  shard: Part;
  out?: string;
  seeds?: number[];
  set: string[];
  json?: true;
}

/** Leaves `process.exitCode` at 1 when a run failed, at 130 when it was interrupted. */
export async function shard(path: string, options: ShardOptions): Promise<void> {
  const loaded = loadSweep(path, options.set, options);
  const { name, scenario } = loaded.sweep;
  const out = options.out ?? loaded.folder ?? `output/${name}`;
  const replicates = options.seeds ?? keptReplicates(loaded) ?? Array.from({ length: scenario.seeds }, (_, k) => k + 1);
  const plan = planOf(loaded);
  const own = describe(loaded, replicates, plan);
  // Shards of one sweep begin together, and all write the same.
  writeDescription(out, own, earlierIn(out, own.description));
  const todo = todoOf(out, plan, replicates, options, options.shard);
  const { nth, of } = options.shard;
  if (!options.quiet) tell(`${name}, shard ${nth} of ${of}: ${todoText(todo, plan.points.length, replicates.length)}`);
  await new Promise(setImmediate);
  const isWhole = await doRuns(out, loaded, todo, options);
  const after = todoOf(out, plan, replicates, {}, options.shard);
  if (options.json)
    sayJson({ name, folder: out, shard: `${nth}/${of}`, runs: after.runs, done: after.done, failed: after.failed });
  else if (!options.quiet) say(`${name}, shard ${nth} of ${of}: ${after.done} of ${after.runs} runs are done`);
  process.exitCode = !isWhole ? EXIT.interrupted : after.failed > 0 ? EXIT.failed : EXIT.done;
}
