// How long what is missing of a sweep takes.
import { costOf, secondsOf } from '../../experiment/sweep/estimate.ts';
import type { PlannedPoint } from '../../experiment/sweep/plan.ts';
import { createCityOf } from '../../experiment/sweep/run.ts';
import type { Todo } from './do-runs.ts';
import type { LoadedSweep } from './load-sweep.ts';

/** Seconds after its first day for which each run goes on that is begun to see. */
const TRIED_S = 0.7;

/** Seconds of one thread, from runs at the first, a middle and the last point that are begun now. */
export function timeOf(
  { sweep, given }: LoadedSweep,
  points: readonly PlannedPoint[],
  todo: Todo,
): { seconds: number; tried: number } {
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
  return { seconds, tried: costs.length };
}
