// Counts of areas summed by role, with weights and periods.
import { type AreaCount, type AreaRole, type Estimate, type EstimateOptions, ROLES } from './estimator.ts';

/** Events of one role, each area's counts times its weight and harm. */
export interface RoleTotal {
  nAreas: number;
  /** Events before, as in a period as long as the one after: times timeAfter / timeBefore. */
  before: number;
  after: number;
  /** after − before. */
  change: number;
  /** Variances of `before` and `after` if every count is Poisson: factors squared times counts. */
  varBefore: number;
  varAfter: number;
}

export type Totals = Record<AreaRole, RoleTotal>;

/** Sums by role; a role without areas has zeros. Throws as {@link checkCounts} does. */
export function totalsByRole(counts: readonly AreaCount[], options: EstimateOptions = {}): Totals {
  checkCounts(counts, options);
  const { timeBefore = 1, timeAfter = 1 } = options;
  const totals = Object.fromEntries(
    ROLES.map((role) => [role, { nAreas: 0, before: 0, after: 0, change: 0, varBefore: 0, varAfter: 0 }]),
  ) as Totals;
  for (const { role, before, after, weight = 1, harm = 1 } of counts) {
    const total = totals[role];
    const factorAfter = weight * harm;
    const factorBefore = factorAfter * (timeAfter / timeBefore);
    total.nAreas++;
    total.before += factorBefore * before;
    total.after += factorAfter * after;
    total.varBefore += factorBefore * factorBefore * before;
    total.varAfter += factorAfter * factorAfter * after;
  }
  for (const role of ROLES) totals[role].change = totals[role].after - totals[role].before;
  return totals;
}

/** Throws a RangeError on counts that are not whole numbers from 0, and on weights, harms or periods not above 0. */
export function checkCounts(
  counts: readonly AreaCount[],
  { timeBefore = 1, timeAfter = 1 }: EstimateOptions = {},
): void {
  for (const { area, before, after, weight = 1, harm = 1 } of counts) {
    for (const [name, count] of Object.entries({ before, after })) {
      if (!(Number.isSafeInteger(count) && count >= 0))
        throw new RangeError(`area ${area}: ${name} is ${count}; expected a whole number from 0`);
    }
    for (const [name, factor] of Object.entries({ weight, harm })) {
      if (!(factor > 0 && Number.isFinite(factor)))
        throw new RangeError(`area ${area}: ${name} is ${factor}; expected a number above 0`);
    }
  }
  for (const [name, time] of Object.entries({ timeBefore, timeAfter })) {
    if (!(time > 0 && Number.isFinite(time))) throw new RangeError(`${name} is ${time}; expected a number above 0`);
  }
}

/** Says which of the roles has no area; undefined if all have. */
export function lacking(totals: Totals, needs: readonly AreaRole[]): string | undefined {
  const without = needs.filter((role) => totals[role].nAreas === 0);
  return without.length === 0 ? undefined : `no area has the role ${without.join(' or ')}`;
}

/** An estimate without a value, with the reason and any parts. */
export const undefinedEstimate = (undefinedBecause: string, parts: Estimate['parts'] = {}): Estimate => ({
  value: null,
  undefinedBecause,
  se: null,
  ci95: null,
  p: null,
  conclusion: null,
  parts,
});

/** An estimate without standard error or test. */
export const plainEstimate = (value: number, parts: Estimate['parts']): Estimate => ({
  value,
  se: null,
  ci95: null,
  p: null,
  conclusion: null,
  parts,
});
