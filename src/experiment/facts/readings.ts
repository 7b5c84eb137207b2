// How a number is read from what the runs of a study left, and how numbers are put together; null where one is undefined.
import type { CountName } from '../../engine/counts.ts';
import type { ArmRecord } from '../../engine/kernel/record.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { dailyTotal } from '../../measures/totals.ts';
import type { Lived, Reading } from './fact.ts';

export const ARTICLE = 'founding article 2024';
export const PRESS = 'official figures through the press';

/** The arm of the study of three years in which operations are. */
export const POUNDING = { arm: 'pounding' };

/** Record of the reference arm. */
export const recordOf = ({ scenario, records }: Lived): ArmRecord => records[scenario.baseline]!;

/** An outcome of the post window of the reference arm, or of another. */
export function outcome(id: string, { run = 'all', arm }: { run?: string; arm?: string } = {}): Reading {
  const found = OUTCOMES.find((one) => one.id === id);
  if (!found) throw new Error(`no outcome ${id}`);
  return (runs) => found.of(arm === undefined ? recordOf(runs[run]!) : runs[run]!.records[arm]!, 'post');
}

/** A count of the post window of the reference arm. */
export const count =
  (name: CountName, run = 'all'): Reading =>
  (runs) =>
    dailyTotal(recordOf(runs[run]!), 'post', name);

/** What the watch of a study saw; a mean of nothing is not defined. */
export const seen =
  (name: string, run = 'all'): Reading =>
  (runs) => {
    const value = runs[run]!.seen[name] ?? null;
    return Number.isNaN(value) ? null : value;
  };

/** Both defined, put together. */
export const both =
  <From extends unknown[]>(
    a: (...from: From) => number | null,
    b: (...from: From) => number | null,
    of: (a: number, b: number) => number | null,
  ) =>
  (...from: From): number | null => {
    const [x, y] = [a(...from), b(...from)];
    return x === null || y === null ? null : of(x, y);
  };

export const times = <From extends unknown[]>(factor: number, a: (...from: From) => number | null) =>
  both(a, a, (x) => factor * x);
export const less = <From extends unknown[]>(
  a: (...from: From) => number | null,
  b: (...from: From) => number | null,
) => both(a, b, (x, y) => x - y);
export const sum = (...list: Reading[]): Reading => list.reduce((a, b) => both(a, b, (x, y) => x + y));
