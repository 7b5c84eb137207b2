// A sweep in words: names of factors, levels, places and arms; effects with their intervals.
import { decimalsFor, grouped, signed } from '../../numbers.ts';
import type { Interval } from '../../stats/intervals.ts';
import type { ShownOutcome } from './effects.ts';
import type { Factor, SweepTable, Value } from './sweep.ts';

/** What a table does not hold: titles of the sweep and of its arms. */
export interface SweepNames {
  title?: string;
  /** Labels of arms by name. */
  arms?: Readonly<Record<string, string>>;
}

export const armName = ({ arms = {} }: SweepNames, arm: string): string => arms[arm] ?? arm;

/** A level as it is read; numbers with at most four digits that tell. */
export const valueText = (value: Value): string =>
  typeof value === 'number'
    ? grouped(Number(value.toPrecision(4)), decimalsOf(Number(value.toPrecision(4))))
    : typeof value === 'boolean'
      ? value
        ? 'on'
        : 'off'
      : value;

const decimalsOf = (value: number): number => {
  const [digits = '', power = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(power));
};

export const factorName = ({ id }: Pick<Factor, 'id'>): string => id.replace(/[_-]+/g, ' ');

/** A factor with its unit, for an axis. */
export const factorTitle = (factor: Pick<Factor, 'id' | 'unit'>): string =>
  factor.unit === '' || factorName(factor) === factor.unit
    ? factorName(factor)
    : `${factorName(factor)}, ${factor.unit}`;

/** What a factor is: the first sentence of its field's text, else its paths. */
export function factorMeaning({ text, paths }: Factor): string {
  const first = /^.*?[.!?](?=\s|$)/s.exec(text.trim())?.[0] ?? text.trim();
  return first === '' ? `${paths.join(', ')}.` : first;
}

/** 'hours 160, reach 0.6'. */
export const levelsText = (factors: readonly Factor[], values: readonly Value[]): string =>
  factors.map((factor, i) => `${factorName(factor)} ${valueText(values[i]!)}`).join(', ');

/** Where a point is, in the factors that vary. */
export const placeText = ({ factors, points }: SweepTable, varied: readonly number[], point: number): string =>
  levelsText(
    varied.map((factor) => factors[factor]!),
    varied.map((factor) => points[point]!.values[factor]!),
  );

/** Decimals of an effect as it is shown. */
export const effectDecimals = ({ mean, ci95 }: Pick<Interval, 'mean' | 'ci95'>, { scale }: ShownOutcome): number =>
  decimalsFor((mean ?? 0) * scale, (ci95 && ((ci95[1] - ci95[0]) / 2) * scale) || null, 2);

/** '+1,234 orders (95 % interval +1,012 to +1,456)'; plain, without the words; short, without the unit too. */
export function effectText(
  effect: Pick<Interval, 'mean' | 'ci95'>,
  outcome: ShownOutcome,
  form: 'full' | 'plain' | 'short' = 'full',
): string {
  const { mean, ci95 } = effect;
  if (mean === null) return 'undefined';
  const decimals = effectDecimals(effect, outcome);
  const number = (value: number): string => signed(value * outcome.scale, decimals);
  const unit = outcome.change === '' || form === 'short' ? '' : ` ${outcome.change}`;
  if (ci95 === null || ci95[0] === ci95[1]) return `${number(mean)}${unit}`;
  return form === 'short'
    ? `${number(mean)} [${number(ci95[0])}, ${number(ci95[1])}]`
    : `${number(mean)}${unit} (${form === 'full' ? '95 % interval ' : ''}${number(ci95[0])} to ${number(ci95[1])})`;
}

/** 'a, b and c'. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
