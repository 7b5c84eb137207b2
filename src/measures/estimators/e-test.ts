// The Poisson E-test of the target, after against before.
import { eTest } from '../../stats/e-test.ts';
import { rateRatioInterval95 } from '../../stats/rate-ratio.ts';
import type { AreaCount, Estimate, EstimateOptions, Estimator } from './estimator.ts';
import { verdict, withInterval } from './sentences.ts';
import { checkCounts, undefinedEstimate } from './totals.ts';
import { concluded } from './wald.ts';

/**
 * Rate ratio of the target, (T₁/timeAfter) / (T₀/timeBefore), with the two-sided p of equal rates by the E-test. The
 * interval is the conditional mid-p one, which the paper does not give; it may just hold 1 where p is just below 5 %. No control enters: a trend that all areas share is taken for an effect. Weights and harm
 * stay out, since a weighted count is no Poisson count.
 *
 * Undefined without an event before (nothing to divide by; p and conclusion stay), and without any event.
 * Parts: `before`, `after`, events of the target.
 */
function estimate(counts: readonly AreaCount[], options: EstimateOptions = {}): Estimate {
  checkCounts(counts, options);
  const { timeBefore = 1, timeAfter = 1 } = options;
  const { nAreas, ...parts } = targetOf(counts);
  if (nAreas === 0) return undefinedEstimate('no area has the role target');
  const before = { count: parts.before, exposure: timeBefore };
  const after = { count: parts.after, exposure: timeAfter };
  const p = eTest(after, before);
  if (p === null) return undefinedEstimate('the target has no events, before or after', parts);
  if (parts.before === 0) {
    const none = undefinedEstimate('the target has no events before, and they stand below the line', parts);
    return { ...none, p, conclusion: p < 0.05 ? 'rise' : 'nothing' };
  }
  const value = parts.after / timeAfter / (parts.before / timeBefore);
  return { value, se: null, ci95: rateRatioInterval95(after, before), p, conclusion: concluded(value, 1, p), parts };
}

function sentence({ value, ci95, conclusion }: Estimate): string {
  const said = `The rate of the target after is ${withInterval(value!, ci95, ' times that before')}: ${verdict(conclusion)}`;
  return conclusion === 'nothing' ? `${said}.` : `${said}; a trend that all areas share would show as well.`;
}

/** Actual over counterfactual events of the target. */
function truth(counts: readonly AreaCount[]): number | null {
  checkCounts(counts);
  const { before, after } = targetOf(counts);
  return before > 0 ? after / before : null;
}

function targetOf(counts: readonly AreaCount[]): { nAreas: number; before: number; after: number } {
  const target = counts.filter(({ role }) => role === 'target');
  return {
    nAreas: target.length,
    before: target.reduce((sum, { before }) => sum + before, 0),
    after: target.reduce((sum, { after }) => sum + after, 0),
  };
}

export const eTestOfTarget: Estimator = {
  id: 'e-test',
  label: 'Poisson E-test',
  unit: 'rate ratio',
  text: 'How many times the rate before the rate of the target after is, tested as two Poisson rates; there is no control.',
  source:
    'Krishnamoorthy & Thomson (2004), Journal of Statistical Planning and Inference 119(1):23-35, doi:10.1016/S0378-3758(02)00408-1',
  needs: ['target'],
  isPattern: false,
  weighs: [],
  noEffect: 1,
  estimate,
  sentence,
  truth,
};
