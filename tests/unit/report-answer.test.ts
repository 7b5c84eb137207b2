import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/experiment/comparison.ts';
import { grouped } from '../../src/numbers.ts';
import {
  certaintySentence,
  effectSentence,
  oneSidedSentence,
  pairingSentence,
  sizeSentence,
} from '../../src/report/answer.ts';
import { effectTexts, flowTexts, plusMinus, probabilityText, worthText } from '../../src/report/numbers.ts';

const share: Effect = {
  label: 'Share delivered',
  unit: 'share',
  better: 'none',
  n: 10,
  reference_mean: 0.55,
  arm_mean: 0.5731,
  diff: 0.0231,
  sd: 0.0046,
  ci95: [0.0198, 0.0264],
  ratio: null,
  ratio_ci95: null,
  p: 1e-7,
  p_adjusted: 2e-6,
  p_better: null,
  correlation: 0.98,
  variance_reduction: 42.3,
  variance_reduction_ci95: [18.2, 97.5],
  values: [],
};
const orders: Effect = {
  ...share,
  label: 'Orders',
  unit: 'orders',
  better: 'lower',
  reference_mean: 60000,
  arm_mean: 59000,
  diff: -1000,
  sd: 500,
  ci95: [-1360, -640],
  ratio: 59 / 60,
  ratio_ci95: [0.977, 0.989],
  p_better: { baseline: 0.9999 },
};
const still: Effect = { ...share, arm_mean: 0.55, diff: 0, sd: 0, ci95: [0, 0], variance_reduction: null };
const primary = { outcome: 'share_delivery', smallest_effect_percent: 5, seeds_needed: { pressure: 6 } };

describe('the answer in words', () => {
  it('gives shares in %, their difference in percentage points, with the decimals of the interval', () => {
    expect(effectSentence('share_delivery', share, 'Nothing')).toBe(
      'Share delivered: 57.31 %, against 55.00 % in “Nothing”; 2.31 percentage points more, mean of 10 replicates. The 95 % interval runs from 1.98 to 2.64 more.',
    );
  });

  it('counts what is counted as fewer, the interval from the small to the large', () => {
    expect(effectSentence('orders', orders, 'Nothing')).toBe(
      'Orders: 59,000 orders, against 60,000 orders in “Nothing”; 1,000 orders fewer, mean of 10 replicates. The 95 % interval runs from 640 to 1,360 fewer.',
    );
  });

  it('gives levels alone where an outcome has none in one of the arms, and nothing where there is nothing to tell', () => {
    const weeks = (mean: number | null, ci95: [number, number] | null = null, values = [mean]) => ({
      label: 'Recovery',
      unit: 'weeks',
      mean,
      ci95,
      values,
    });
    expect(oneSidedSentence(weeks(8.25, [7.05, 9.45]), weeks(null), 'Nothing')).toBe(
      'Recovery: 8.3 ± 1.2 weeks, against undefined in “Nothing”.',
    );
    expect(oneSidedSentence(weeks(8.25, [7.05, 9.45], [8, null, 8.5]), weeks(null), 'Nothing')).toBe(
      'Recovery: 8.3 ± 1.2 weeks (in the 2 of 3 replicates that have one), against undefined in “Nothing”.',
    );
    expect(oneSidedSentence(weeks(null), weeks(8.25), 'Nothing')).toBe(
      'Recovery: undefined, against 8.25 weeks in “Nothing”.',
    );
    for (const [here, there] of [
      [null, null],
      [1, 2],
    ] as const)
      expect(oneSidedSentence(weeks(here), weeks(there), 'Nothing')).toBe('');
    expect(oneSidedSentence(undefined, weeks(1), 'Nothing')).toBe('');
  });

  it('leaves the direction open where the interval holds nothing', () => {
    expect(effectSentence('share_delivery', { ...share, ci95: [-0.001, 0.05] }, 'Nothing')).toMatch(
      /from 0\.1 less to 5\.0 more, so that the direction stays open\.$/,
    );
  });

  it('says of an arm that does nothing that nothing differs, and nothing else', () => {
    expect(effectSentence('share_delivery', still, 'Nothing')).toBe(
      'Share delivered: 55.0 %, against 55.0 % in “Nothing”; no difference in any replicate, mean of 10 replicates.',
    );
    expect(sizeSentence(still, primary, 'pressure') + pairingSentence(still)).toBe('');
  });

  it('says of events that never happened up to how many are compatible, and of a mean that is 0 that it is 0', () => {
    const never = { ...still, label: 'Deaths', unit: 'persons', n: 8, reference_mean: 0, arm_mean: 0 };
    expect(effectSentence('deaths', never, 'Nothing')).toBe(
      'Deaths, here and in “Nothing”: no event in 8 replicates; up to 0.375 each is compatible.',
    );
    expect(effectSentence('deaths_expected', never, 'Nothing')).toMatch(/^Deaths: 0 persons, against 0 persons/);
    const once = { ...never, reference_mean: 0.5, diff: -0.5, sd: 0.5, ci95: [-0.9, -0.1] as [number, number] };
    expect(effectSentence('deaths', once, 'Nothing')).toMatch(/^Deaths: none \(≤ 0\.375\), against 0\.50 persons in/);
  });

  it('gives events that never happened no interval, ratio or number, in either arm or in one', () => {
    const never = {
      ...orders,
      n: 20,
      reference_mean: 0,
      arm_mean: 0,
      diff: 0,
      sd: 0,
      ci95: [0, 0] as [number, number],
    };
    const blank = { ci95: '–', ratio: '–', ratioCi95: '–' };
    expect(effectTexts('deaths', never)).toEqual({ reference: '≤ 0.15', arm: '≤ 0.15', diff: 'no event', ...blank });
    expect(effectTexts('deaths_expected', never)).toEqual({ reference: '0', arm: '0', diff: 'none', ...blank });
    const once = { ...never, arm_mean: 0.2, diff: 0.2, sd: 0.4, ci95: [-0.1, 0.5] as [number, number], ratio: null };
    expect(effectTexts('deaths', once)).toMatchObject({ reference: '≤ 0.15', arm: '0.20', diff: '+0.20' });
  });

  it('says that there is nothing to say of an undefined outcome', () => {
    expect(effectSentence('share_delivery', { ...share, diff: null, arm_mean: null }, 'Nothing')).toContain(
      'in no replicate',
    );
  });

  it('gives the probability of being better where a side is better, bounded where it rounds to certainty', () => {
    const against = { arm: 'baseline', label: 'Nothing' };
    expect(certaintySentence(orders, against)).toContain('better (lower) than in “Nothing” is > 0.999.');
    expect(certaintySentence(share, against)).toBe(
      'Test of no difference: p < 0.001, < 0.001 when corrected for the number of comparisons.',
    );
    expect([0, 1e-9, 0.5, 1 - 1e-9, 1, null].map(probabilityText)).toEqual([
      '< 0.001',
      '< 0.001',
      '0.500',
      '> 0.999',
      '1',
      '–',
    ]);
  });

  it('holds the interval against the smallest effect that matters', () => {
    const place = (ci95: [number, number]) =>
      sizeSentence({ ...share, ci95 }, primary, 'pressure').split(' the smallest')[0];
    expect(place([0.03, 0.05])).toBe('The whole interval lies beyond');
    expect(place([-0.05, -0.03])).toBe('The whole interval lies beyond');
    expect(place([-0.01, 0.02])).toBe('The whole interval lies below');
    expect(place([0.02, 0.03])).toBe('The interval lies on both sides of');
    expect(sizeSentence(share, primary, 'pressure')).toContain(
      '(2.75 percentage points). To find an effect of that size takes 6 replicates; there were 10.',
    );
  });

  it('says what pairing gained with its interval, of told effects only, and no number beyond a thousand', () => {
    expect(pairingSentence(share)).toBe(
      'As arms share their chance, each replicate is worth 42 (18–98) independent ones here; correlation of the arms 0.980.',
    );
    expect(worthText({ ...share, variance_reduction: 4.26, variance_reduction_ci95: [1.82, 9.97] })).toBe(
      '4.3 (1.8–10.0)',
    );
    expect(worthText({ ...share, variance_reduction: 800, variance_reduction_ci95: [300, 2100] })).toBe(
      '800 (300–>1,000)',
    );
    expect(worthText({ ...share, variance_reduction: 147_000, variance_reduction_ci95: [6e4, 4e5] })).toBe('>1,000');
    expect(worthText({ ...share, ci95: [-0.001, 0.0264] })).toBe('–');
    expect(pairingSentence({ ...share, ci95: [-0.001, 0.0264] })).toBe('');
  });

  it('prints what ends where shares end as an interval, not as a half', () => {
    const form = { scale: 100, most: 1, format: grouped };
    expect(plusMinus(0.5, [0.4, 0.6], form)).toBe('50 ± 10');
    expect(plusMinus(0.01, [0, 0.034], form)).toBe('1.0 (0.0 to 3.4)');
    expect(plusMinus(0.01, null, form)).toBe('1');
  });

  it('prints an effect and a flow as cells', () => {
    expect(effectTexts('orders', orders)).toEqual({
      reference: '60,000',
      arm: '59,000',
      diff: '−1,000',
      ci95: '−1,360 to\u00a0−640',
      ratio: '0.983',
      ratioCi95: '0.977 to\u00a00.989',
    });
    expect(flowTexts({ gross: 1234.5, net: -3.2, ci95: null, floor: 12.34 })).toEqual({
      gross: '1,235',
      net: '−3',
      ci95: '–',
      floor: '12',
    });
  });
});
