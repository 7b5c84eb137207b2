// The Herfindahl-Hirschman index of events over areas.
import { grouped } from '../../numbers.ts';
import type { AreaCount, Estimate, Estimator } from './estimator.ts';
import { checkCounts, plainEstimate, undefinedEstimate } from './totals.ts';

/**
 * Change, after less before, in HHI = Σ (100·share)², points from 10,000 / areas (even) to 10,000 (all in one area).
 * Unlike the Gini it depends mostly on the largest shares, and empty areas do not enter.
 * Parts: `before`, `after`; `even`, what equal shares would give. All roles count, each area once; weights, harm and lengths
 * of periods do not enter. Undefined without events before or after.
 */
function estimate(counts: readonly AreaCount[]): Estimate {
  checkCounts(counts);
  const before = hhiOf(counts.map((area) => area.before));
  const after = hhiOf(counts.map((area) => area.after));
  const parts = { before, after, even: counts.length === 0 ? null : 10_000 / counts.length };
  if (before !== null && after !== null) return plainEstimate(after - before, parts);
  return undefinedEstimate(
    `there are no events ${before === null ? 'before' : 'after'} to be spread over areas`,
    parts,
  );
}

function hhiOf(counts: readonly number[]): number | null {
  const events = counts.reduce((sum, count) => sum + count, 0);
  return events === 0 ? null : (10_000 * counts.reduce((sum, count) => sum + count * count, 0)) / (events * events);
}

function sentence({ value, parts }: Estimate): string {
  const points = (name: string): string => grouped(parts[name]!);
  const moved = value === 0 ? 'did not change' : value! > 0 ? 'rose' : 'fell';
  return `Concentration ${moved}: ${points('before')} points before, ${points('after')} after; equal shares would give ${points('even')}.`;
}

export const hhi: Estimator = {
  id: 'hhi',
  label: 'Herfindahl-Hirschman index',
  unit: 'points',
  text: 'Change in the sum of squared percentage shares of areas: up to 10,000 points where one area has all events.',
  source:
    'Hirschman (1964), American Economic Review 54(5):761-762; Rhoades (1993), Federal Reserve Bulletin 79:188-189',
  needs: [],
  isPattern: true,
  weighs: [],
  noEffect: 0,
  estimate,
  sentence,
  truth: (counts) => estimate(counts).value,
};
