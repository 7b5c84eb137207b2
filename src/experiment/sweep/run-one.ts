// One run of a sweep: what a replicate of all arms at a point leaves.
import type { ArmRecord } from '../../engine/kernel/record.ts';
import { settingsOf } from '../../engine/settings.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { armOrder } from '../../measures/series.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { effortOf } from '../effort.ts';
import type { PlannedPoint } from './plan.ts';
import type { Effort, RunRow } from './sweep.ts';

/** What a run is known by. */
export interface RunOf {
  /** Of the run. */
  id: string;
  point: PlannedPoint;
  replicate: number;
  scenario: Scenario;
}

/** The row of a run from the records of its arms, by name; `outcomes` over the post window. */
export function rowOf(run: RunOf, records: ReadonlyMap<string, ArmRecord>, outcomes: readonly string[]): RunRow {
  const { scenario } = run;
  const arms = armOrder(Object.keys(scenario.arms), scenario.baseline).map((arm): [string, RunRow['arms'][string]] => {
    const record = records.get(arm)!;
    const values = outcomes.map((id): [string, number | null] => [id, measured(id)(record, 'post')]);
    return [arm, { outcomes: Object.fromEntries(values), effort: effortIn(scenario, arm, record) }];
  });
  return { ...headOf(run), arms: Object.fromEntries(arms) };
}

/** The row of a run that failed. */
export const failedRow = (run: RunOf, error: string): RunRow => ({ ...headOf(run), error, arms: {} });

const headOf = ({ id, point, replicate, scenario }: RunOf): Omit<RunRow, 'arms'> => ({
  id,
  point: point.id,
  replicate,
  seed: `${scenario.seed}/${replicate}`,
  values: point.values,
});

const BY_ID = new Map(OUTCOMES.map(({ id, of }) => [id, of]));
const measured = (id: string) => {
  const of = BY_ID.get(id);
  if (!of) throw new Error(`no outcome ${id}`);
  return of;
};

/** Of all policies of an arm. */
function effortIn(scenario: Scenario, arm: string, record: ArmRecord): Effort {
  const policies = [...scenario.policies, ...scenario.arms[arm]!.policies];
  const all = effortOf(settingsOf(scenario, arm), policies, [record]);
  const sum = (of: keyof Effort): number => all.reduce((total, effort) => total + effort[of], 0);
  return {
    offered_h: sum('offered_h'),
    spent_h: sum('spent_h'),
    offered_eur: sum('offered_eur'),
    spent_eur: sum('spent_eur'),
  };
}
