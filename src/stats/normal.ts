// The standard normal law where tests need it. Knows nothing of what was tested.
import { errorFunction } from 'simple-statistics';

/** Φ⁻¹(0.975): half the width of a 95 % interval, in standard errors. */
export const Z_95 = 1.959963984540054;

/**
 * P(|Z| ≥ |z|), absolute error below 1.2e-7 and 0 from |z| = 8.3: the error function of simple-statistics
 * (Press et al. 1992, Numerical Recipes in C, 6.2). Its table `cumulativeStdNormalProbability` has z to two decimals only.
 */
export const twoSidedP = (z: number): number => (z === 0 ? 1 : 1 - errorFunction(Math.abs(z) / Math.SQRT2));
