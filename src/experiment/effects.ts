// Effects: every outcome of every arm against the reference, paired by replicate.
import { headlines, OUTCOMES } from '../measures/outcomes.ts';
import { armOrder } from '../measures/series.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';
import { bootstrapInterval95 } from '../stats/bootstrap.ts';
import { holm } from '../stats/holm.ts';
import { excludesZero, type IntervalOf, tInterval95, within } from '../stats/intervals.ts';
import { correlation, differencesOf, type Pairs, pairsOf, worthOfPairing } from '../stats/pairs.ts';
import { type RatioOfMeans, ratioOfMeans } from '../stats/ratio-of-means.ts';
import { tTest } from '../stats/t-test.ts';
import type { Effect } from './comparison.ts';
import type { Results } from './results.ts';

/** Effects by arm, the reference left out, then by outcome. */
export type Effects = Record<string, Record<string, Effect>>;

export type IntervalKind = 'bootstrap' | 't';
export const INTERVALS: Record<IntervalKind, IntervalOf> = { t: tInterval95, bootstrap: bootstrapInterval95 };

/** Most tests in a family: with more, the correction leaves little power. */
export const MOST_SECONDARY = 10;

/**
 * Ids of the secondary outcomes, tested beside the primary one: those that the scenario names, else the foremost of the
 * headlines that are results. Outcomes of policy input and police activity are in no family.
 */
export function secondaryOf({ scenario, arms, baseline }: Results): string[] {
  const { outcome, secondary } = scenario.compare;
  const isOther = (id: string): boolean => id !== outcome && arms[baseline].outcomes[id] !== undefined;
  return secondary?.filter(isOther) ?? headlines(MOST_SECONDARY, isOther, ['result']);
}

/** The correction for many tests, in words. */
export const multiplicityOf = (secondary: readonly string[]): string =>
  `Holm (1979) within two families: the primary outcome over all arms; the secondary outcomes over all arms (${secondary
    .map((id) => OUTCOMES.find((outcome) => outcome.id === id)?.label ?? id)
    .join('; ')}). Outcomes in neither, and those that do not differ between replicates, are not tested.`;

export interface EffectOptions {
  /** Id of the primary outcome, a family of its own, and of the secondary ones, a second family. */
  primary: string;
  secondary: readonly string[];
  interval: IntervalKind;
}

/**
 * Effects in the post window of all arms but `results.baseline`, which is the reference; arms by name, outcomes in the
 * order of results. Exchanging two arms gives the opposite differences, to the last bit of the mean and its
 * interval. Equal arms give zeros, ratio 1, no p and probability 0.5. The p values and probabilities are those of the t
 * distribution, whichever the interval. Levels of shares stay in 0..1 and their differences in -1..1.
 */
export function effectsOf(results: Results, { primary, secondary, interval }: EffectOptions): Effects {
  const order = armOrder(Object.keys(results.arms), results.baseline);
  const arms = order.slice(1);
  const effects: Effects = Object.fromEntries(
    arms.map((arm) => [
      arm,
      Object.fromEntries(
        Object.keys(results.arms[arm].outcomes).map((id) => [id, effectOf(results, arm, id, order, interval)]),
      ),
    ]),
  );
  const all = arms.flatMap((arm) => Object.entries(effects[arm]));
  for (const ids of [[primary], secondary]) {
    const family = all.filter(([id]) => ids.includes(id)).map(([, effect]) => effect);
    const adjusted = holm(family.map(({ p }) => p));
    for (const [i, effect] of family.entries()) effect.p_adjusted = adjusted[i];
  }
  return effects;
}

const COUNTS = new Set(OUTCOMES.filter(({ isCount }) => isCount).map(({ id }) => id));

/** `order` lists all arms, the reference first. */
function effectOf({ arms }: Results, arm: string, id: string, order: string[], interval: IntervalKind): Effect {
  const valuesOf = (name: string): OutcomeSummary['values'] => arms[name].outcomes[id]?.values ?? [];
  const { label, unit, better } = arms[arm].outcomes[id];
  const pairs = pairsOf(valuesOf(arm), valuesOf(order[0]));
  const { n, mean, sd, ci95 } = INTERVALS[interval](pairs.differences);
  const ratio = COUNTS.has(id) ? ratioOfCounts(pairs, INTERVALS[interval], ci95) : null;
  const worth = worthOfPairing(pairs);
  return {
    label,
    unit,
    better,
    n,
    reference_mean: tInterval95(pairs.reference).mean,
    arm_mean: tInterval95(pairs.arm).mean,
    diff: mean,
    sd,
    ci95: unit === 'share' ? within(ci95, -1, 1) : ci95,
    ratio: ratio?.ratio ?? null,
    ratio_ci95: ratio?.ci95 ?? null,
    p: tTest(pairs.differences)?.p ?? null,
    p_adjusted: null,
    p_better: better === 'none' ? null : pBetter(better, arm, order, valuesOf),
    correlation: correlation(pairs),
    variance_reduction: worth?.factor ?? null,
    variance_reduction_ci95: worth?.ci95 ?? null,
    values: differencesOf(valuesOf(arm), valuesOf(order[0])),
  };
}

/**
 * Null unless both arms counted something. Without an interval if the interval of one of them includes 0, or if
 * resampling would make it contradict the interval of the difference.
 */
function ratioOfCounts(
  { arm, reference }: Pairs,
  interval: IntervalOf,
  difference: Effect['ci95'],
): RatioOfMeans | null {
  const found = ratioOfMeans(arm, reference, interval);
  if (found === null || found.ratio === 0) return null;
  const { ci95 } = found;
  const isKnown = ci95 !== null && ci95[0] > 0 && excludesZero(interval(arm).ci95);
  const leavesOut1 = ci95 !== null && (ci95[0] > 1 || ci95[1] < 1);
  return isKnown && leavesOut1 === excludesZero(difference) ? found : { ...found, ci95: null };
}

/** Probability that the arm's mean is better than another's, by that other arm; null below two pairs. */
const pBetter = (
  better: 'lower' | 'higher',
  arm: string,
  all: readonly string[],
  valuesOf: (name: string) => OutcomeSummary['values'],
): Record<string, number | null> =>
  Object.fromEntries(
    all
      .filter((other) => other !== arm)
      .map((other) => {
        const gain =
          better === 'higher' ? pairsOf(valuesOf(arm), valuesOf(other)) : pairsOf(valuesOf(other), valuesOf(arm));
        return [other, tTest(gain.differences)?.pPositive ?? null];
      }),
  );
