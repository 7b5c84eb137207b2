// The answer in sentences: effect of an arm on an outcome, its uncertainty, and the gain from pairing.
import type { Comparison, Effect } from '../experiment/comparison.ts';
import { hasNoEvent } from '../measures/outcomes.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';
import { grouped, noEvents, unseen } from '../numbers.ts';
import {
  differenceUnitOf,
  effectDecimals,
  isStill,
  plusMinus,
  probabilityText,
  scaleOf,
  UNDEFINED,
  unitOf,
  worthText,
} from './numbers.ts';

type Level = Pick<OutcomeSummary, 'label' | 'unit' | 'mean' | 'ci95' | 'values'>;

/** Units that are counted rather than measured. */
const COUNTED = ['orders', 'sites', 'operations', 'persons', 'events', 'weighted events', 'visits', 'h'];

/** An outcome's effect with its interval: 'Share delivered: 57.3 %, against 55.0 % in …: 2.3 percentage points more (…).' */
export function effectSentence(id: string, effect: Effect, against: string): string {
  const { label, unit, reference_mean, arm_mean, diff, ci95, n } = effect;
  if (diff === null || reference_mean === null || arm_mean === null)
    return `${label} is defined in both arms in no replicate, so that there is no effect to report.`;
  if (hasNoEvent(id, reference_mean, arm_mean)) return `${label}, here and in “${against}”: ${noEvents(n)}.`;
  const decimals = effectDecimals(effect);
  const level = (value: number): string =>
    hasNoEvent(id, value) ? `none (${unseen(n)})` : withUnit(grouped(value * scaleOf(unit), decimals), unitOf(unit));
  const moved = withUnit(grouped(Math.abs(diff) * scaleOf(unit), decimals), differenceUnitOf(unit));
  const change = isStill(effect) ? 'no difference in any replicate' : `${moved} ${sideOf(diff, unit)}`;
  const interval = isStill(effect)
    ? ''
    : ci95 === null
      ? ' A single replicate has no interval, so that the direction stays open.'
      : ` The 95 % interval runs ${rangeText(ci95, unit, decimals)}.`;
  return `${label}: ${level(arm_mean)}, against ${level(reference_mean)} in “${against}”; ${change}${n > 1 ? `, mean of ${n} replicates` : ''}.${interval}`;
}

/** The levels of an outcome that has none in one of the arms, where there is no effect to tell; '' where it has none in both. */
export function oneSidedSentence(here: Level | undefined, there: Level | undefined, against: string): string {
  if (!here || !there || (here.mean === null) === (there.mean === null)) return '';
  const level = ({ unit, mean, ci95, values }: Level): string => {
    if (mean === null) return 'undefined';
    const n = values.filter((value) => value !== null).length;
    const defined = n === values.length ? '' : ` (in the ${n} of ${values.length} replicates that have one)`;
    return `${withUnit(plusMinus(mean, ci95, { scale: scaleOf(unit), most: 2, format: grouped }), unitOf(unit))}${defined}`;
  };
  return `${here.label}: ${level(here)}, against ${level(there)} in “${against}”.`;
}

/** The probability of being better, for outcomes with a better side, and the test. */
export function certaintySentence(
  { better, p_better, p: pTest, p_adjusted }: Effect,
  against: { arm: string; label: string },
): string {
  const p = p_better?.[against.arm] ?? null;
  return [
    p === null
      ? ''
      : `The probability that it is better (${better}) than in “${against.label}” is ${probabilityText(p)}.`,
    pTest === null
      ? ''
      : `Test of no difference: p ${equals(pTest)}${p_adjusted === null ? '' : `, ${equals(p_adjusted).replace(/^= /, '')} when corrected for the number of comparisons`}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The interval against the smallest effect that matters, and the replicates needed to detect that. */
export function sizeSentence(
  effect: Effect,
  { smallest_effect_percent, seeds_needed }: Comparison['primary'],
  arm: string,
): string {
  const { unit, reference_mean, ci95, n } = effect;
  if (reference_mean === null || ci95 === null || isStill(effect)) return '';
  const smallest = Math.abs(reference_mean) * (smallest_effect_percent / 100);
  const amount = withUnit(grouped(smallest * scaleOf(unit), effectDecimals(effect)), differenceUnitOf(unit));
  const [low, high] = ci95;
  const place =
    low >= smallest || high <= -smallest
      ? 'The whole interval lies beyond'
      : low > -smallest && high < smallest
        ? 'The whole interval lies below'
        : 'The interval lies on both sides of';
  const needed = seeds_needed[arm] ?? null;
  return `${place} the smallest effect that was said to matter, ${smallest_effect_percent} % of the level it is compared with (${amount}).${needed === null ? '' : ` To find an effect of that size takes ${needed} replicates; there were ${n}.`}`;
}

/** The gain from pairing of arms, if the effect is different from 0. */
export function pairingSentence(effect: Effect): string {
  const worth = worthText(effect);
  if (worth === UNDEFINED) return '';
  const { correlation } = effect;
  const correlated = correlation === null ? '' : `; correlation of the arms ${grouped(correlation, 3)}`;
  return `As arms share their chance, each replicate is worth ${worth} independent ones here${correlated}.`;
}

/** 'from 1.2 to 1.9 more', or 'from 0.2 less to 1.9 more, so that …' where both sides are possible. */
function rangeText([low, high]: readonly [number, number], unit: string, decimals: number): string {
  const size = (value: number): string => grouped(Math.abs(value) * scaleOf(unit), decimals);
  if (low > 0) return `from ${size(low)} to ${size(high)} more`;
  if (high < 0) return `from ${size(high)} to ${size(low)} ${sideOf(high, unit)}`;
  return `from ${size(low)} ${sideOf(-1, unit)} to ${size(high)} more, so that the direction stays open`;
}

const equals = (p: number): string =>
  /^[<>]/.test(probabilityText(p)) ? probabilityText(p) : `= ${probabilityText(p)}`;
const withUnit = (number: string, unit: string): string => (unit === '' ? number : `${number} ${unit}`);
const sideOf = (value: number, unit: string): string =>
  value < 0 ? (COUNTED.includes(unit) ? 'fewer' : 'less') : 'more';

/** A label inside a sentence; abbreviations keep their capitals. */
export const lowerFirst = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
