// Differences after a shock: spans by hand, what counts as back, the sentences, the section and the chart.
import { describe, expect, it } from 'vitest';
import { afterShocks } from '../../src/charts/after-shocks.ts';
import { renderSvg } from '../../src/charts/render.ts';
import { type ArmRecord, CHANNELS, GROUPS, seriesAt } from '../../src/engine/kernel/record.ts';
import type { Results } from '../../src/experiment/results.ts';
import { allOrders, deliveredShare, gapOf, gapsByFourWeeks, returnAfterShock } from '../../src/measures/after-shock.ts';
import { measuredShocks, shocksSection, shocksText } from '../../src/report/shocks-text.ts';
import { fakeResults } from '../support/fake-results.ts';

const PRE = 28;
const N_DAYS = PRE + 280;

/** A record of 10 orders a day at sites, and so many delivered. */
function recordOf(delivered: (day: number) => number): ArmRecord {
  const series = new Float64Array(seriesAt(N_DAYS, 0, 0));
  for (let day = 0; day < N_DAYS; day++) {
    series[seriesAt(day, CHANNELS.indexOf('site'), 0)] = 10;
    series[seriesAt(day, CHANNELS.indexOf('delivery'), GROUPS.length - 1)] = delivered(day);
  }
  return { nDays: N_DAYS, preDays: PRE, series } as unknown as ArmRecord;
}

const still = [10, 11, 12].map((n) => recordOf(() => n));
/** Half of the deliveries for 56 days, then all but a twentieth. */
const felled = [10, 11, 12].map((n) => recordOf((day) => (day < PRE ? n : day < PRE + 56 ? n / 2 : 0.95 * n)));

describe('the difference to what would have been', () => {
  it('is that of the means, in % of the reference', () => {
    expect(gapOf(felled, still, allOrders, PRE, PRE + 7).percent).toBeCloseTo((-100 * 11) / 2 / 21, 10);
    const share = (n: number, site = 10): number => n / (n + site);
    const there = [10, 11, 12].map((n) => share(n));
    const here = [5, 5.5, 6].map((n) => share(n));
    const sum = (list: number[]): number => list.reduce((a, b) => a + b, 0);
    const { percent, ci95, from, to } = gapOf(felled, still, deliveredShare, PRE, PRE + 7);
    expect(percent).toBeCloseTo(100 * (sum(here) / sum(there) - 1), 10);
    expect([from, to]).toEqual([PRE, PRE + 7]);
    expect(ci95![0]).toBeLessThan(percent!);
    expect(ci95![1]).toBeGreaterThan(percent!);
  });

  it('is nothing before the shock, and has no interval with one replicate', () => {
    const [before, after] = gapsByFourWeeks(felled, still, deliveredShare);
    expect(before).toEqual({ from: 0, to: PRE, percent: 0, ci95: [0, 0] });
    expect(after!.percent).toBeLessThan(-25);
    expect(gapOf(felled.slice(1, 2), still.slice(1, 2), deliveredShare, PRE, PRE + 7).ci95).toBeNull();
  });

  it('is undefined without orders', () => {
    const none = [recordOf(() => 0)];
    expect(gapOf(none, none, deliveredShare, PRE, PRE + 7)).toMatchObject({ percent: null, ci95: null });
    expect(returnAfterShock(none, none, deliveredShare)).toBeNull();
  });

  it('is deepest in the lowest four weeks after the shock, and last in thirteen weeks at the end', () => {
    const { deepest, last } = returnAfterShock(felled, still, deliveredShare)!;
    expect([deepest.from, deepest.to]).toEqual([PRE, PRE + 28]);
    expect([last.from, last.to]).toEqual([N_DAYS - 91, N_DAYS]);
    expect(last.percent).toBeGreaterThan(-5);
    expect(last.percent).toBeLessThan(0);
  });
});

/** Results of an arm that falls and of one that stays down. */
function results(): Results {
  const made = fakeResults({ arms: ['felled', 'down'], preDays: PRE, postDays: N_DAYS - PRE, replicates: 3 });
  const down = [10, 11, 12].map((n) => recordOf((day) => (day < PRE ? n : n / 2)));
  const { baseline, ...others } = made.scenario.arms;
  const shocks = [{ kind: 'product-cost' as const, from_day: PRE, to_day: 100, factor: 2 }];
  return {
    ...made,
    scenario: {
      ...made.scenario,
      name: 'shocks',
      arms: {
        baseline: baseline!,
        felled: { ...others.felled!, shocks },
        down: { ...others.down!, label: 'Stays down' },
      },
    },
    records: { baseline: still, felled, down },
  };
}

describe('the words', () => {
  const found = measuredShocks(results());

  it('say how deep it went, what is left, and whether that is back', () => {
    const text = shocksText(found).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(
      /felled\. Share delivered: −3\d\.\d+ % \(.* to .* %\) at its deepest, days 28 to 55; −2\.\d+ % \(.*\) in the last quarter, days 217 to 307, back within 5 %\./,
    );
    expect(text).toMatch(/Stays down\. .* days 217 to 307, not within 5 %\. Orders in all: /);
  });

  it('do not say that one replicate is back', () => {
    const { records, ...rest } = results();
    const alone = {
      ...rest,
      records: Object.fromEntries(Object.entries(records).map(([arm, list]) => [arm, list.slice(0, 1)])),
    };
    expect(shocksText(measuredShocks(alone))).toContain('which cannot be told without an interval');
  });

  it('are a section with the chart and its text', () => {
    const chart = afterShocks(results());
    const section = shocksSection(found, results(), chart, []).join('\n');
    expect(section).toContain(`![${chart.alt}](images/after-shocks.png)`);
    expect(section).toContain('`scenarios/shocks.yaml`, 3 replicates, 40 weeks');
  });
});

describe('the chart', () => {
  const chart = afterShocks(results());
  const marks = Object.keys(
    (chart.configuration.options as { plugins: { annotation: { annotations: object } } }).plugins.annotation
      .annotations,
  ).filter((key) => key.includes('policy'));

  it('has a line where each shock begins and ends, in both panels', () => {
    expect(marks.sort()).toEqual(['orders-policy-100', 'orders-policy-28', 'share-policy-100', 'share-policy-28']);
  });

  it('is told with its numbers', () => {
    expect(chart.alt).toMatch(/felled: −3\d\.\d+ % at its deepest, −2\.\d+ % in the last quarter\. Stays down: /);
    expect(renderSvg(chart)).toContain('<svg');
  });
});
