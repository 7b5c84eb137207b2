// Poisson counts of any mean for tests of estimators, from keyed uniforms, so that a test is the same every time.
import { threefry, uniform } from '../../src/random/threefry.ts';
import { poissonLaw } from '../../src/stats/count-laws.ts';

/** A source of Poisson counts: each call draws the next one. */
export function poissonCounts(seed: number): (mean: number) => number {
  const cumulated = new Map<number, { first: number; below: Float64Array }>();
  let nDrawn = 0;
  return (mean) => {
    let law = cumulated.get(mean);
    if (!law) {
      const { first, p } = poissonLaw(mean);
      let sum = 0;
      law = { first, below: p.map((one) => (sum += one)) };
      cumulated.set(mean, law);
    }
    const u = uniform(threefry(seed, 0x70a1, nDrawn++, 0));
    let low = 0;
    for (let high = law.below.length - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if (law.below[middle] >= u) high = middle;
      else low = middle + 1;
    }
    return law.first + low;
  };
}
