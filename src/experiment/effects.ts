// What arms did: every outcome of every arm against the reference, replicate by replicate. Knows no outcome by name.
import { OUTCOMES } from '../measures/outcomes.ts';
import { armOrder } from '../measures/series.ts';
import { bootstrapInterval95 } from '../stats/bootstrap.ts';
import { holm } from '../stats/holm.ts';
import { type IntervalOf, tInterval95 } from '../stats/intervals.ts';
import { correlation, differencesOf, logRatio, pairsOf, varianceReduction } from '../stats/pairs.ts';
import { tTest } from '../stats/t-test.ts';
import type { Effect } from './comparison.ts';
import type { OutcomeSummary, Results } from './results.ts';

/** Effects by arm, the reference left out, then by outcome. */
export type Effects = Record<string, Record<string, Effect>>;

export type IntervalKind = 'bootstrap' | 't';
export const INTERVALS: Record<IntervalKind, IntervalOf> = { t: tInterval95, bootstrap: bootstrapInterval95 };

/** What is done about many tests, in words. */
export const MULTIPLICITY =
  'Holm (1979) within two families: the primary outcome over all arms; all other outcomes over all arms. ' +
  'Adjusted p values hold for their family; intervals and probabilities of being better are of one comparison each.';

export interface EffectOptions {
  /** Id of the outcome that is a family of its own. */
  primary: string;
  interval: IntervalKind;
}

/**
 * Effects in the post window of all arms but `results.baseline`, which is the reference; arms by name, outcomes in the
 * order of results. Exchanging two arms gives the opposite differences and log ratios, to the last bit of the mean, its
 * interval and the logarithm. Equal arms give zeros, ratio 1, p 1 and probability 0.5. The p values and probabilities are
 * those of the t distribution, whichever the interval.
 */
export function effectsOf(results: Results, { primary, interval }: EffectOptions): Effects {
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
  for (const isPrimary of [true, false]) {
    const family = all.filter(([id]) => (id === primary) === isPrimary).map(([, effect]) => effect);
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
  const ratio = COUNTS.has(id) ? logRatio(pairs, INTERVALS[interval]) : null;
  return {
    label,
    unit,
    better,
    n,
    reference_mean: tInterval95(pairs.reference).mean,
    arm_mean: tInterval95(pairs.arm).mean,
    diff: mean,
    sd,
    ci95,
    ratio: ratio && Math.exp(ratio.log),
    ratio_ci95: ratio?.ci95 ? [Math.exp(ratio.ci95[0]), Math.exp(ratio.ci95[1])] : null,
    p: tTest(pairs.differences)?.p ?? null,
    p_adjusted: null,
    p_better: better === 'none' ? null : pBetter(better, arm, order, valuesOf),
    correlation: correlation(pairs),
    variance_reduction: varianceReduction(pairs),
    values: differencesOf(valuesOf(arm), valuesOf(order[0])),
  };
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
