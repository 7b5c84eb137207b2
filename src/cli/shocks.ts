// Runs the scenario of shocks for docs/archetypes.md.
import { collect } from '../experiment/collect.ts';
import { plan } from '../experiment/plan.ts';
import { runPool } from '../experiment/pool.ts';
import type { Results } from '../experiment/results.ts';
import { load } from './load.ts';
import { SCENARIOS } from './studies.ts';

export interface ShockOptions {
  /** Fields set in all arms, as after `--set`. */
  set: readonly string[];
  /** Replicates; as many as the scenario says where none are asked for. */
  seeds: number | undefined;
  nWorkers: number;
  signal: AbortSignal;
  /** Hears of each replicate that is done, and how many there are. */
  onDone: (task: { study: string; replicate: number }, done: number, of: number) => void;
}

/** Results of `scenarios/shocks.yaml`; undefined if stopped. Throws if a run fails, which is a bug. */
export async function runShocks({ set, seeds, nWorkers, signal, onDone }: ShockOptions): Promise<Results | undefined> {
  const sets = [...set, ...(seeds === undefined ? [] : [`seeds=${seeds}`])];
  const { scenario, city } = load(`${SCENARIOS}shocks.yaml`, sets, { quiet: true });
  const jobs = plan(scenario);
  let done = 0;
  const outcomes = await runPool(scenario, city, jobs, {
    nWorkers,
    signal,
    onOutcome: ({ replicate }) => onDone({ study: scenario.name, replicate }, ++done, jobs.length),
  });
  if (signal.aborted) return undefined;
  const results = collect(scenario, city, jobs, outcomes);
  const [failed] = results.failed;
  if (failed) throw new Error(`${scenario.name}, replicate ${failed.replicate}: ${failed.error}`);
  return results;
}
