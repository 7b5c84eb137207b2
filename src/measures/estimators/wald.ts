// An estimate with a normal interval, for sums of Poisson counts.
import { twoSidedP, Z_95 } from '../../stats/normal.ts';
import type { Conclusion, Estimate } from './estimator.ts';

/**
 * Value ± Φ⁻¹(0.975) standard errors, and the p of z = value / standard error; z is one of the parts. All are null if
 * the variance is 0 (no event anywhere).
 */
export function waldEstimate(value: number, variance: number, parts: Estimate['parts']): Estimate {
  if (variance === 0) return { value, se: null, ci95: null, p: null, conclusion: null, parts: { ...parts, z: null } };
  const se = Math.sqrt(variance);
  const z = value / se;
  const p = twoSidedP(z);
  return {
    value,
    se,
    ci95: [value - Z_95 * se, value + Z_95 * se],
    p,
    conclusion: concluded(value, 0, p),
    parts: { ...parts, z },
  };
}

/** The side of `noEffect` on which `value` lies, if p is below 5 %. */
export function concluded(value: number, noEffect: number, p: number): Conclusion {
  if (p >= 0.05) return 'nothing';
  return value < noEffect ? 'fall' : 'rise';
}
