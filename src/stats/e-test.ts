// The E-test of two Poisson rates.
import { type CountLaw, poissonLaw } from './count-laws.ts';

/** Events, and how long or wide they were counted. */
export interface Exposed {
  count: number;
  exposure: number;
}

/**
 * Two-sided p of equal rates. With the pooled rate λ̂ = (k₁ + k₂)/(n₁ + n₂) it is the probability, X₁ ~ Poisson(n₁λ̂)
 * and X₂ ~ Poisson(n₂λ̂), of a |T| at least as large as the one observed, where
 * T = (X₁/n₁ − X₂/n₂) / √(X₁/n₁² + X₂/n₂²). Summed, not drawn; p below about 1e-280 may be 0.
 * Krishnamoorthy & Thomson (2004), Journal of Statistical Planning and Inference 119(1):23-35,
 * doi:10.1016/S0378-3758(02)00408-1. Null without any event, where T has no value.
 */
export function eTest(one: Exposed, two: Exposed): number | null {
  if (one.count + two.count === 0) return null;
  const t = Math.abs(pivotOf(one.exposure, two.exposure)(one.count, two.count));
  return t === 0 ? 1 : Math.min(1, beyond(one, two, t));
}

/** P(|T| ≥ t) where both have the pooled rate; T of no events at all has no value and is not counted. */
function beyond(one: Exposed, two: Exposed, t: number): number {
  const rate = (one.count + two.count) / (one.exposure + two.exposure);
  const pivot = pivotOf(one.exposure, two.exposure);
  const first = poissonLaw(one.exposure * rate);
  const second = poissonLaw(two.exposure * rate);
  const { below, from } = tails(second);
  // What is equal by arithmetic may differ in the last bit.
  const bound = t * (1 - 1e-12);
  // T rises with x₁ and falls with x₂, so both bounds on x₂ only move up.
  let nHigh = 0;
  let nNotLow = 0;
  let p = 0;
  for (let i = 0; i < first.p.length; i++) {
    const x1 = first.first + i;
    while (nHigh < second.p.length && pivot(x1, second.first + nHigh) >= bound) nHigh++;
    while (nNotLow < second.p.length && !(pivot(x1, second.first + nNotLow) <= -bound)) nNotLow++;
    p += first.p[i] * (below[nHigh] + from[nNotLow]);
  }
  return p;
}

const pivotOf =
  (n1: number, n2: number) =>
  (x1: number, x2: number): number =>
    (x1 / n1 - x2 / n2) / Math.sqrt(x1 / (n1 * n1) + x2 / (n2 * n2));

/** Probabilities of the first i counts of a law, and of all others. */
function tails({ p }: CountLaw): { below: Float64Array; from: Float64Array } {
  const below = new Float64Array(p.length + 1);
  const from = new Float64Array(p.length + 1);
  for (let i = 0; i < p.length; i++) below[i + 1] = below[i] + p[i];
  for (let i = p.length - 1; i >= 0; i--) from[i] = from[i + 1] + p[i];
  return { below, from };
}
