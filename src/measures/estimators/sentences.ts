// Parts of the sentences that report estimates.
import { grouped } from '../../numbers.ts';
import type { AreaCount, AreaRole, Conclusion, Estimate, Estimator } from './estimator.ts';

export type Counted = 'events' | 'weighted events' | 'harm' | 'weighted harm';

/** What an estimator adds up: events, or weighted or harm units if weights or harm of areas with events are used. */
export function countedAs(counts: readonly AreaCount[], { weighs }: Pick<Estimator, 'weighs'>): Counted {
  const entering = counts.filter(({ role, before, after }) => weighs.includes(role) && before + after > 0);
  const isHarm = entering.some(({ harm = 1 }) => harm !== 1);
  if (entering.some(({ weight = 1 }) => weight !== 1)) return isHarm ? 'weighted harm' : 'weighted events';
  return isHarm ? 'harm' : 'events';
}

/** `events`, but `units of harm`. */
export const unitsOf = (what: Counted): string => (isEvents(what) ? what : `units of ${what}`);

export const isEvents = (what: Counted): boolean => what.endsWith('events');

/** Whether areas of a role have any event; a role with zeros only is not mentioned. */
export const hasEvents = (counts: readonly AreaCount[], which: AreaRole): boolean =>
  counts.some(({ role, before, after }) => role === which && before + after > 0);

/** `−118 events (95 % interval −196 to −40)`, at the precision that the width of the interval asks for. */
export function withInterval(value: number, ci95: Estimate['ci95'], unit: string): string {
  if (ci95 === null) return grouped(value, decimalsOf(value)) + unit;
  const decimals = decimalsOf(ci95[1] - ci95[0]);
  const [low, high] = ci95.map((end) => grouped(end, decimals));
  return `${grouped(value, decimals)}${unit} (95 % interval ${low} to ${high})`;
}

/** The end of a sentence on a test. */
export function verdict(conclusion: Conclusion | null): string {
  if (conclusion === null) return 'without any event there is no error to state';
  return conclusion === 'nothing' ? 'no change that is significant at 5 %' : `a ${conclusion}, significant at 5 %`;
}

/** Two digits of a small number, none after the point of a large one. */
const decimalsOf = (size: number): number => (Math.abs(size) >= 10 || size === 0 ? 0 : Math.abs(size) >= 1 ? 1 : 2);

/** A share as whole percent. */
export const percent = (share: number): string => `${grouped(share * 100)} %`;
