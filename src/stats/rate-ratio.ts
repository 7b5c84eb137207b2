// The interval of the ratio of two Poisson rates.
import { binomialLaw } from './count-laws.ts';
import type { Exposed } from './e-test.ts';

/**
 * Conditional mid-p 95 % interval of the rate of `one` over that of `two`. Given all k₁ + k₂ events, k₁ is binomial with
 * the share ρn₁ / (ρn₁ + n₂); the ends are the ratios ρ at which P(X > k₁) + P(X = k₁)/2 and P(X < k₁) + P(X = k₁)/2 are
 * 2.5 %. Starts at 0 without an event in `one`; null without one in `two`, where nothing bounds it from above.
 * Berry & Armitage (1995), The Statistician 44(4):417-423, doi:10.2307/2348891.
 */
export function rateRatioInterval95(one: Exposed, two: Exposed): [number, number] | null {
  if (two.count === 0) return null;
  const n = one.count + two.count;
  /** Mid-p of as many events as there are, or more (`side` 1), or fewer (−1). */
  const tail = (ratio: number, side: 1 | -1): number => {
    const rate = ratio * one.exposure;
    const { first, p } = binomialLaw(n, rate / (rate + two.exposure));
    let sum = 0;
    for (let i = 0; i < p.length; i++) {
      const beyond = side * (first + i - one.count);
      if (beyond >= 0) sum += beyond > 0 ? p[i] : p[i] / 2;
    }
    return sum;
  };
  // Half an event stands for none, as a place to start from; a step is about a standard error of the logarithm.
  const inside = (one.count || 0.5) / one.exposure / (two.count / two.exposure);
  const step = Math.exp(Math.sqrt(1 / (one.count || 0.5) + 1 / two.count));
  const low = one.count === 0 ? 0 : edge((ratio) => tail(ratio, 1) >= 0.025, inside, 1 / step);
  return [low, edge((ratio) => tail(ratio, -1) >= 0.025, inside, step)];
}

/** Where `holds` ends beyond `inside`, where it is true, looked for in steps of `factor`; to 1e-9 of itself. */
function edge(holds: (ratio: number) => boolean, inside: number, factor: number): number {
  let kept = inside;
  while (holds(kept * factor)) kept *= factor;
  let lost = kept * factor;
  while (Math.abs(Math.log(kept / lost)) > 1e-9) {
    const middle = Math.sqrt(kept * lost);
    if (holds(middle)) kept = middle;
    else lost = middle;
  }
  return kept;
}
