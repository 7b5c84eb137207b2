// Formats effects, intervals and probabilities, for the terminal and the page.
import type { Effect, Flow } from '../experiment/comparison.ts';
import { hasNoEvent } from '../measures/outcomes.ts';
import { decimalsFor, grouped, signed, unseen } from '../numbers.ts';
import { excludesZero } from '../stats/intervals.ts';

/** Stands where a number is undefined. */
export const UNDEFINED = '–';

/** Shares are printed in %; all else as it is. */
export const scaleOf = (unit: string): number => (unit === 'share' ? 100 : 1);
export const unitOf = (unit: string): string => (unit === 'share' ? '%' : unit);
/** Unit of a difference: that of shares is counted in percentage points. */
export const differenceUnitOf = (unit: string): string => (unit === 'share' ? 'percentage points' : unit);

/** Texts for a difference that is 0 in every replicate: for events that never happened, and for all else. */
export const NO_EVENT = 'no event';
export const NO_DIFFERENCE = 'none';

/** Text of a cell if there is no effect to report; null if there is one. */
export const nothingToTell = (id: string, effect: Pick<Effect, 'reference_mean' | 'arm_mean' | 'diff' | 'sd'>) =>
  hasNoEvent(id, effect.reference_mean, effect.arm_mean) ? NO_EVENT : isStill(effect) ? NO_DIFFERENCE : null;

/** Whether the arms are equal in every replicate; with a single one they have to be told as any other. */
export const isStill = ({ diff, sd }: Pick<Effect, 'diff' | 'sd'>): boolean => diff === 0 && (sd === null || sd === 0);

/**
 * A mean and half its interval, '12.3 ± 0.4'; the ends of one that stops where its shares do, '1 (0 to 3)'; the mean alone
 * without an interval, or where all replicates agree.
 */
export function plusMinus(
  mean: number,
  ci95: readonly [number, number] | null,
  { scale = 1, most, format }: { scale?: number; most: number; format: (value: number, decimals: number) => string },
): string {
  const half = (halfOf(ci95) ?? 0) * scale;
  const decimals = decimalsFor(mean * scale, half > 0 ? half : null, most);
  const text = format(mean * scale, decimals);
  if (ci95 === null || half === 0) return text;
  const [low, high] = ci95;
  const isLopsided = Math.abs(high - mean - (mean - low)) > 1e-6 * (high - low);
  return isLopsided
    ? `${text} (${format(low * scale, decimals)} to ${format(high * scale, decimals)})`
    : `${text} ± ${grouped(half, decimals)}`;
}

/** The numbers of one effect, all with the decimals that its interval deserves; without units. */
export interface EffectTexts {
  reference: string;
  arm: string;
  diff: string;
  ci95: string;
  ratio: string;
  ratioCi95: string;
}

export function effectTexts(
  id: string,
  effect: Pick<Effect, 'unit' | 'n' | 'reference_mean' | 'arm_mean' | 'diff' | 'sd' | 'ci95' | 'ratio' | 'ratio_ci95'>,
): EffectTexts {
  const { unit, n, reference_mean, arm_mean, diff, ci95, ratio, ratio_ci95 } = effect;
  const scale = scaleOf(unit);
  const decimals = effectDecimals(effect);
  const level = (value: number | null): string =>
    value === null ? UNDEFINED : hasNoEvent(id, value) ? unseen(n) : grouped(value * scale, decimals);
  const nothing = nothingToTell(id, effect);
  if (nothing !== null)
    return {
      reference: level(reference_mean),
      arm: level(arm_mean),
      diff: nothing,
      ci95: UNDEFINED,
      ratio: UNDEFINED,
      ratioCi95: UNDEFINED,
    };
  const ratioDecimals = ratio === null ? 0 : Math.max(2, decimalsFor(ratio, halfOf(ratio_ci95)));
  return {
    reference: level(reference_mean),
    arm: level(arm_mean),
    diff: diff === null ? UNDEFINED : signed(diff * scale, decimals),
    ci95: intervalText(ci95, scale, decimals),
    ratio: ratio === null ? UNDEFINED : grouped(ratio, ratioDecimals),
    ratioCi95: intervalText(ratio_ci95, 1, ratioDecimals, grouped),
  };
}

/** Decimals of an effect's numbers: two digits of its interval's half width, else three of the reference's mean. */
export function effectDecimals({
  unit,
  reference_mean,
  diff,
  ci95,
}: Pick<Effect, 'unit' | 'reference_mean' | 'diff' | 'ci95'>): number {
  const scale = scaleOf(unit);
  const half = halfOf(ci95);
  return half
    ? decimalsFor((diff ?? 0) * scale, half * scale)
    : decimalsFor((diff || (reference_mean ?? 0)) * scale, null);
}

/** Gross, net, interval and floor of a flow, in orders. */
export function flowTexts({ gross, net, ci95, floor }: Pick<Flow, 'gross' | 'net' | 'ci95' | 'floor'>) {
  const decimals = gross >= 100 ? 0 : Math.min(1, decimalsFor(net, halfOf(ci95)));
  return {
    gross: grouped(gross, decimals),
    net: signed(net, decimals),
    ci95: intervalText(ci95, 1, decimals),
    floor: grouped(floor, decimals),
  };
}

/** 'low to high', signed where it is of differences; a narrow cell breaks it in two and no more. */
export const intervalText = (
  interval: readonly [number, number] | null,
  scale: number,
  decimals: number,
  format: (value: number, decimals: number) => string = signed,
): string =>
  interval === null
    ? UNDEFINED
    : `${format(interval[0] * scale, decimals)} to\u00a0${format(interval[1] * scale, decimals)}`;

/** A probability or p with three decimals; what rounds to 0, or to 1 without being it, is bounded instead: p is never 0. */
export function probabilityText(p: number | null): string {
  if (p === null) return UNDEFINED;
  if (p < 0.001) return '< 0.001';
  if (p < 1 && p > 0.999) return '> 0.999';
  return grouped(p, p === 1 ? 0 : 3);
}

/** Half the width of an interval; null without one. */
export const halfOf = (interval: readonly [number, number] | null): number | null =>
  interval && (interval[1] - interval[0]) / 2;

/** Larger factors are too uncertain to print. */
const MOST_WORTH = 1000;
const TENFOLD = 10;

/** '12 (5–30)': what pairing is worth, with its interval; undefined where the effect is not told from 0. */
export function worthText({
  ci95,
  variance_reduction: factor,
  variance_reduction_ci95: interval,
}: Pick<Effect, 'ci95' | 'variance_reduction' | 'variance_reduction_ci95'>): string {
  if (factor === null || !excludesZero(ci95)) return UNDEFINED;
  const times = (value: number): string =>
    value > MOST_WORTH ? `>${grouped(MOST_WORTH)}` : grouped(value, value < TENFOLD ? 1 : 0);
  if (factor > MOST_WORTH || interval === null) return times(factor);
  return `${times(factor)} (${times(interval[0])}–${times(interval[1])})`;
}
