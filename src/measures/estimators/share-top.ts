// Shares of events in the areas that have most of them.
import type { AreaCount, Estimate, Estimator } from './estimator.ts';
import { percent } from './sentences.ts';
import { checkCounts, plainEstimate, undefinedEstimate } from './totals.ts';

const TOP_PERCENT = [5, 10, 20, 50] as const;

/**
 * Change, after less before, in the share of events that falls in the 10 % of areas with most of them. Each period ranks its
 * own areas. Where 10 % of the areas is no whole number the last one counts in part: a point on the straight line between
 * two of the curve.
 *
 * Parts, each `_before` and `_after`: `top_5`, `top_10`, `top_20`, `top_50`, shares of events; and `half`, the smallest
 * share of areas that together have half of the events (Weisburd 2015: 2 to 6 % of street segments in eight cities). Few events
 * on many areas give high shares by chance alone; the Gini says how high. All roles count, each area once; weights, harm
 * and lengths of periods do not enter. Undefined without events before or after.
 */
function estimate(counts: readonly AreaCount[]): Estimate {
  checkCounts(counts);
  const before = sharesOf(counts.map((area) => area.before));
  const after = sharesOf(counts.map((area) => area.after));
  const parts = Object.fromEntries(
    [...TOP_PERCENT.map((top) => `top_${top}`), 'half'].flatMap((name) => [
      [`${name}_before`, before?.[name] ?? null],
      [`${name}_after`, after?.[name] ?? null],
    ]),
  );
  if (before && after) return plainEstimate(after.top_10 - before.top_10, parts);
  return undefinedEstimate(`there are no events ${before ? 'after' : 'before'} to be spread over areas`, parts);
}

function sharesOf(counts: readonly number[]): Record<string, number> | null {
  const falling = counts.toSorted((a, b) => b - a);
  const events = falling.reduce((sum, count) => sum + count, 0);
  if (events === 0) return null;
  /** Events in the first areas, the last of them in part. */
  const eventsIn = (nAreas: number): number =>
    falling.reduce((sum, count, i) => sum + count * Math.min(1, Math.max(0, nAreas - i)), 0);
  let reached = 0;
  const nHalf = 1 + falling.findIndex((count) => (reached += count) * 2 >= events);
  return {
    ...Object.fromEntries(TOP_PERCENT.map((top) => [`top_${top}`, eventsIn((falling.length * top) / 100) / events])),
    half: nHalf / falling.length,
  };
}

function sentence({ parts }: Estimate): string {
  const { top_10_before, top_10_after, half_before, half_after } = parts;
  return `The 10 % of areas with most events had ${percent(top_10_before!)} of them before and ${percent(top_10_after!)} after; half of all events fell in ${percent(half_before!)} of areas before and ${percent(half_after!)} after.`;
}

export const shareTop: Estimator = {
  id: 'share-top',
  label: 'Share in the top 10 % of areas',
  unit: 'share of events',
  text: 'Change in the share of events that falls in the tenth of areas with most of them; with the shares of 5, 20 and 50 %, and the areas that have half of all.',
  source: 'Weisburd (2015), Criminology 53(2):133-157, doi:10.1111/1745-9125.12070',
  needs: [],
  isPattern: true,
  weighs: [],
  noEffect: 0,
  estimate,
  sentence,
  truth: (counts) => estimate(counts).value,
};
