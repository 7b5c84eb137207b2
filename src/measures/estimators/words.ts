// Parts of the sentences in which estimators speak. Knows no estimator.
import { grouped } from '../../numbers.ts';
import type { Conclusion, Estimate } from './estimator.ts';

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
