// Andresen's S: the similarity of two patterns over areas, in three variants.
import { binomialLaw, type CountLaw, hypergeometricLaw, quantileOf } from '../../stats/count-laws.ts';
import { benjaminiYekutieli } from '../../stats/false-discovery.ts';
import { twoSidedP } from '../../stats/normal.ts';
import type { AreaCount, Estimate, Estimator } from './estimator.ts';
import { percent } from './sentences.ts';
import { checkCounts, undefinedEstimate } from './totals.ts';

/**
 * S = share of areas whose share of all events is alike before (base) and after (test); 1 is the same pattern. Robust S
 * leaves out areas without an event in both, which are alike without any evidence. All roles count, each area once;
 * totals may differ, and weights, harm and lengths of periods do not enter. When an area is alike depends on the
 * variant:
 *
 * - `subsample`: the base share lies within the 2.5 % and 97.5 % quantiles of the test share in a sample of 85 % of the
 *   test events without replacement. Andresen (2009) draws 200 such samples; the count of an area in one is
 *   hypergeometric, so the quantiles are exact here. Depends on which pattern is the base. The sampling removes nearly
 *   all of the chance behind the counts, so that equal patterns look unlike far more often than in 5 % of areas.
 * - `bootstrap`: the same with 100 % of the test events drawn with replacement: binomial quantiles. Still takes the base
 *   shares as known.
 * - `difference`: the test of equal proportions, χ² with N − 1 (Campbell 2007, doi:10.1002/sim.2832), corrected over the
 *   areas with events by Benjamini & Yekutieli (2001), does not reject at 5 %. Wheeler, Steenbeek & Andresen (2018).
 *
 * `value` is the robust S of `difference`: it treats both patterns in the same way, takes both as counts, keeps its
 * error rate over many areas, and is not raised by empty areas. The original S of 2009 is `subsample`. `p` is the least
 * corrected one: that of the same pattern in every area. Undefined without events before or after, when there are no
 * shares.
 */
function estimate(counts: readonly AreaCount[]): Estimate {
  checkCounts(counts);
  const base = counts.map(({ before }) => before);
  const test = counts.map(({ after }) => after);
  const nBase = sum(base);
  const nTest = sum(test);
  if (nBase === 0 || nTest === 0) {
    return undefinedEstimate(`there are no events ${nBase === 0 ? 'before' : 'after'}, so that no area has a share`);
  }
  const hasEvents = counts.map((_, area) => base[area] + test[area] > 0);
  const within = (drawn: number, lawOf: (count: number) => CountLaw): boolean[] => {
    const bounds = new Map<number, [number, number]>();
    for (const count of test) if (!bounds.has(count)) bounds.set(count, boundsOf(lawOf(count)));
    return counts.map((_, area) => {
      const [low, high] = bounds.get(test[area])!;
      // base / nBase against quantile / drawn, multiplied out so that whole numbers are compared.
      const share = base[area] * drawn;
      return low * nBase <= share && share <= high * nBase;
    });
  };
  const drawn = Math.max(1, Math.round(0.85 * nTest));
  const tested = [...counts.keys()].filter((area) => hasEvents[area]);
  const p = benjaminiYekutieli(tested.map((area) => equalSharesP(base[area], nBase, test[area], nTest)));
  const isAlike = counts.map(() => true);
  for (const [i, area] of tested.entries()) isAlike[area] = p[i] >= 0.05;
  const variants = {
    subsample: within(drawn, (count) => hypergeometricLaw(nTest, count, drawn)),
    bootstrap: within(nTest, (count) => binomialLaw(nTest, count / nTest)),
    difference: isAlike,
  };
  const parts: Estimate['parts'] = { areas: counts.length, areas_with_events: tested.length };
  for (const [name, alike] of Object.entries(variants)) {
    parts[name] = alike.filter(Boolean).length / counts.length;
    parts[`${name}_robust`] = tested.filter((area) => alike[area]).length / tested.length;
  }
  return { value: parts.difference_robust, se: null, ci95: null, p: Math.min(...p), conclusion: null, parts };
}

const boundsOf = (law: CountLaw): [number, number] => [quantileOf(law, 0.025), quantileOf(law, 0.975)];

/** Two-sided p of equal shares a/nA and b/nB: Pearson's χ² of the table times (N − 1)/N, one degree of freedom. */
function equalSharesP(a: number, nA: number, b: number, nB: number): number {
  const n = nA + nB;
  const inArea = a + b;
  if (inArea === n) return 1;
  const difference = a / nA - b / nB;
  return twoSidedP(difference * Math.sqrt(((n - 1) * nA * nB) / (inArea * (n - inArea))));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function sentence({ value, parts }: Estimate): string {
  const alike = `In ${percent(value!)} of the ${parts.areas_with_events} areas with events the share of all events`;
  return `${alike} cannot be told apart before and after${value === 1 ? ': no change of pattern is seen' : ''}.`;
}

export const sIndex: Estimator = {
  id: 's-index',
  label: "Andresen's S",
  unit: 'share of areas',
  text: 'Share of areas whose share of all events is alike before and after: 1 is the same pattern, whatever the level.',
  source:
    'Andresen (2009), Applied Geography 29(3):333-345, doi:10.1016/j.apgeog.2008.12.004; Wheeler, Steenbeek & Andresen (2018), Transactions in GIS 22(3):760-774, doi:10.1111/tgis.12341',
  needs: [],
  isPattern: true,
  weighs: [],
  noEffect: 1,
  estimate,
  sentence,
  truth: (counts) => estimate(counts).value,
};
