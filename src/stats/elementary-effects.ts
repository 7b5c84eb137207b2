// Elementary effects of Morris' screening, with replicates.
import { mean as meanOf } from 'simple-statistics';
import { bootstrapInterval95 } from './bootstrap.ts';
import { holm } from './holm.ts';
import type { Interval } from './intervals.ts';
import { SIGNIFICANCE } from './replicates.ts';
import { againstNoise, rowsNeeded } from './stochastic-floor.ts';

export interface Elementary {
  /** Mean of the elementary effects: change of the outcome for the whole range. */
  mu: number;
  muCi95: Interval['ci95'];
  /** Mean of their sizes (Campolongo, Cariboni & Saltelli 2007, Environmental Modelling & Software 22(10):1509-1518). */
  muStar: number;
  muStarCi95: Interval['ci95'];
  /** Their standard deviation: what a factor does not in proportion, or with others; null for one walk. */
  sigma: number | null;
  /** μ* and σ that a factor without effect would show here by noise alone; null with one replicate. */
  floor: { muStar: number; sigma: number } | null;
  /** Of no effect, by {@link againstNoise}, and after Holm over the factors. */
  p: number | null;
  pHolm: number | null;
  /** Whether it is told from noise; null with one replicate. */
  isTold: boolean | null;
  /** Walks with which it would be, by {@link rowsNeeded}; null if it is, or if no number can be given. */
  walksNeeded: number | null;
}

/**
 * Measures of each factor from its elementary effects [factor][walk][replicate]: change of the outcome divided by the step,
 * as a part of the range, that made it. μ, μ* and σ are of means over replicates, without noise taken off: those of SALib. By
 * noise alone the mean effect of a walk has variance σ²/R, so that σ is √(σ²/R), and μ* at most √(2/π) times as much, which it
 * is for normal noise of equal size. Intervals are bootstrap-t over walks. A factor is told from noise where p after
 * Holm over the factors is at most 5 %.
 */
export function elementaryEffects(effects: readonly (readonly (readonly number[])[])[]): Elementary[] {
  const against = effects.map(againstNoise);
  const adjusted = holm(against.map(({ p }) => p));
  return effects.map((walks, f): Elementary => {
    const means = walks.map((row) => meanOf([...row]));
    const mu = bootstrapInterval95(means);
    const muStar = bootstrapInterval95(means.map(Math.abs));
    const { noise, p } = against[f];
    const replicates = walks[0]?.length ?? 0;
    const pHolm = adjusted[f];
    const isTold = pHolm === null ? null : pHolm <= SIGNIFICANCE;
    return {
      mu: mu.mean!,
      muCi95: mu.ci95,
      muStar: muStar.mean!,
      muStarCi95: muStar.ci95 && [Math.max(0, muStar.ci95[0]), muStar.ci95[1]],
      sigma: mu.sd,
      floor: noise === null ? null : { muStar: Math.sqrt((2 / Math.PI) * noise), sigma: Math.sqrt(noise) },
      p,
      pHolm,
      isTold,
      walksNeeded: isTold ? null : rowsNeeded(against[f], replicates, SIGNIFICANCE / effects.length),
    };
  });
}
