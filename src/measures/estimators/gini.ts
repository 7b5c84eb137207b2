// The generalised Gini coefficient of counts over areas, beside what chance alone gives.
import { grouped } from '../../numbers.ts';
import { scaledBesselI } from '../../stats/bessel.ts';
import type { AreaCount, Estimate, Estimator } from './estimator.ts';
import { checkCounts, plainEstimate, undefinedEstimate } from './totals.ts';

/**
 * Change in the generalised Gini G′, after less before; 0 is as even as so few events can be, 1 all in one area. With n
 * areas and c events the plain Gini G is at least 1 − c/n when c < n, for then some areas must be empty; G′ = (G −
 * G_least) / (1 − G_least) takes that off, and is G where c ≥ n. Bernasco & Steenbeek (2017).
 *
 * For comparison, the Gini of events that fall on areas by chance alone: that of a Poisson count with mean λ = c/n is
 * e^{−2λ}(I₀(2λ) + I₁(2λ)), since E|X − Y| = 2λ·e^{−2λ}(I₀(2λ) + I₁(2λ)) for two of them (Ramasubban 1958, Biometrika
 * 45:549-556, doi:10.1093/biomet/45.3-4.549). A G at this value shows no concentration. Parts, each `_before` and
 * `_after`: `generalised`, `plain`, `poisson_plain`, `poisson_generalised` (the same step from λ instead of c/n). All
 * roles count, each area once; weights, harm and lengths of periods do not enter. Undefined without events before or
 * after.
 */
function estimate(counts: readonly AreaCount[]): Estimate {
  checkCounts(counts);
  const before = giniOf(counts.map((area) => area.before));
  const after = giniOf(counts.map((area) => area.after));
  const parts = Object.fromEntries(
    NAMES.flatMap((name) => [
      [`${name}_before`, before?.[name] ?? null],
      [`${name}_after`, after?.[name] ?? null],
    ]),
  );
  if (before && after) return plainEstimate(after.generalised - before.generalised, parts);
  return undefinedEstimate(`there are no events ${before ? 'after' : 'before'} to be spread over areas`, parts);
}

const NAMES = ['generalised', 'plain', 'poisson_plain', 'poisson_generalised'] as const;

function giniOf(counts: readonly number[]): Record<(typeof NAMES)[number], number> | null {
  const rising = counts.toSorted((a, b) => a - b);
  const n = rising.length;
  const events = rising.reduce((sum, count) => sum + count, 0);
  if (events === 0) return null;
  const ranked = rising.reduce((sum, count, i) => sum + (2 * (i + 1) - n - 1) * count, 0);
  const mean = events / n;
  const least = Math.max(0, 1 - mean);
  const generalise = (gini: number): number => (gini - least) / (1 - least);
  const plain = ranked / (n * events);
  const poisson = scaledBesselI(0, 2 * mean) + scaledBesselI(1, 2 * mean);
  return {
    plain,
    // From whole numbers, so that the most even pattern gives 0: (ranked − (n − c)·c) / c².
    generalised: events < n ? (ranked - (n - events) * events) / (events * events) : plain,
    poisson_plain: poisson,
    poisson_generalised: generalise(poisson),
  };
}

function sentence({ value, parts }: Estimate): string {
  const g = (name: string): string => grouped(parts[name]!, 2);
  const moved = value! === 0 ? 'stayed at' : `${value! > 0 ? 'rose' : 'fell'} by ${grouped(Math.abs(value!), 2)} to`;
  return `Concentration ${moved} ${g('generalised_after')} on a scale from 0 (even) to 1 (one area); chance alone would give ${g('poisson_generalised_after')}.`;
}

export const generalisedGini: Estimator = {
  id: 'gini',
  label: 'Generalised Gini',
  unit: 'Gini points',
  text: 'Change in how unevenly events are spread over areas, corrected for fewer events than areas, beside what chance alone gives.',
  source:
    'Bernasco & Steenbeek (2017), Journal of Quantitative Criminology 33(3):451-467, doi:10.1007/s10940-016-9324-7',
  needs: [],
  isPattern: true,
  weighs: [],
  noEffect: 0,
  estimate,
  sentence,
  truth: (counts) => estimate(counts).value,
};
