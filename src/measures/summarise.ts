// All outcomes of one arm over its replicates.
import type { ArmRecord } from '../engine/kernel/record.ts';
import { tInterval95, within } from '../stats/intervals.ts';
import { OUTCOMES, type Outcome } from './outcomes.ts';
import type { Window } from './totals.ts';

/** One outcome of one arm over replicates: `values` has one number per completed replicate (null = undefined there). */
export interface OutcomeSummary {
  label: string;
  unit: string;
  better: 'lower' | 'higher' | 'none';
  mean: number | null;
  /** Standard deviation and 95 % t interval of the mean over replicates; null for one replicate. */
  sd: number | null;
  ci95: [number, number] | null;
  values: (number | null)[];
  /** The same outcome in the pre window. */
  pre: { mean: number | null; sd: number | null; ci95: [number, number] | null; values: (number | null)[] };
}

/** Summaries by outcome id, `values` in the order of `records`, which are one arm's replicates. */
export function summarise(records: readonly ArmRecord[]): Record<string, OutcomeSummary> {
  return Object.fromEntries(
    OUTCOMES.map((outcome) => {
      const { id, label, unit, better } = outcome;
      return [id, { label, unit, better, ...over(records, outcome, 'post'), pre: over(records, outcome, 'pre') }];
    }),
  );
}

function over(records: readonly ArmRecord[], outcome: Outcome, window: Window): OutcomeSummary['pre'] {
  const values = records.map((record) => outcome.of(record, window));
  return { ...levelOf(outcome.unit, values), values };
}

/** Mean, spread and interval of the replicates in which an outcome is defined; the interval of a share lies in 0..1. */
export function levelOf(unit: string, values: OutcomeSummary['values']): Pick<OutcomeSummary, 'mean' | 'sd' | 'ci95'> {
  const { mean, sd, ci95 } = tInterval95(values);
  return { mean, sd, ci95: unit === 'share' ? within(ci95, 0, 1) : ci95 };
}
