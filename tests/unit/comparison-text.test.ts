// The closing text of a comparison, as a reader of the terminal meets it.
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/experiment/comparison.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { comparisonText } from '../../src/report/comparison-text.ts';
import { fold } from '../../src/report/table.ts';
import { fakeComparison, fakeResults } from '../support/fake-results.ts';

const SMALL = { columns: 3, rows: 2, preDays: 10, postDays: 35 };
const results = fakeResults({ ...SMALL, replicates: 4, arms: ['a', 'b'] });
/** With labels as long as they are, not as the fake has them. */
const comparison = withLabels(fakeComparison(results));
const text = comparisonText(results, comparison, { stopping: null });
const widest = (shown: string): number => Math.max(...shown.split('\n').map(({ length }) => length));

describe('the closing text of a comparison', () => {
  it('has a table per arm within 100 columns, its primary outcome first, then what moved', () => {
    expect(widest(text)).toBeLessThanOrEqual(100);
    for (const arm of ['a', 'b']) {
      const block = text.split('\n\n').find((one) => one.startsWith(`${arm} against baseline\n`))!;
      const [, head, first, ...rest] = block.split('\n');
      expect(head!.trim().split(/\s{2,}/)).toEqual(['difference', 'in %', 'p', 'p adj.', 'better', 'saving']);
      expect(first).toMatch(/^Share delivered, % \* +\+[\d.]+ ± [\d.]+ +\+[\d.]+ ± [\d.]+ +[<\d]/);
      expect(new Set([head, first, ...rest.slice(0, 12)].map((line) => line!.length)).size).toBe(1);
      expect(rest.slice(12).join(' ')).toBe(comparison.arms[arm]!.sentence);
    }
  });

  it('gives up columns rather than wrap in a narrow terminal, and explains only those that are left', () => {
    const narrow = comparisonText(results, comparison, { stopping: null }, undefined, 80);
    const tables = narrow.split('\n\n').filter((block) => block.includes(' against baseline\n'));
    expect(widest(tables.map((table) => table.split('\n').slice(1, 14).join('\n')).join('\n'))).toBeLessThanOrEqual(80);
    expect(narrow).not.toContain('ratio');
    expect(narrow.includes('saving:')).toBe(/ saving\n/.test(narrow));
  });

  it('names interval, multiplicity, windows and seeds', () => {
    const said = text.replaceAll('\n', ' ');
    for (const part of [comparison.interval, comparison.multiplicity, 'Days 10 to 44', 'waterbed/1 to waterbed/4'])
      expect(said).toContain(part);
  });

  it('has no interval with one replicate', () => {
    const one = fakeResults({ ...SMALL, replicates: 1 });
    const single = comparisonText(one, fakeComparison(one), { stopping: null });
    expect(single).not.toContain('±');
    expect(single).toContain('No intervals with a single replicate.');
  });

  it('says undefined as –, never as 0 or null', () => {
    const { effects } = comparison.arms.a!;
    const nothing = {
      ...effects.wait_mean_min!,
      ...{ reference_mean: null, arm_mean: null, diff: null, sd: null, ci95: null, p: null, p_adjusted: null },
      ...{ correlation: null, variance_reduction: null, ratio: null },
    };
    const arms = { a: { ...comparison.arms.a!, effects: { ...effects, wait_mean_min: nothing } } };
    const line = comparisonText(results, { ...comparison, arms }, { stopping: null })
      .split('\n')
      .find((one) => one.startsWith('Mean wait'))!;
    expect(line.split(/\s{2,}/).slice(1)).toEqual(new Array(6).fill('–'));
  });

  it('tells the level of an outcome that the scenario names and one arm alone has, and in how many replicates', () => {
    const { a, baseline } = results.arms;
    const one = 'recovery_weeks_p50';
    const known = { ...a!.outcomes[one]!, label: 'Recovery', unit: 'weeks' };
    const here = { ...known, mean: 6, ci95: [4, 8] as [number, number], values: [5, null, 6, 7] };
    const there = { ...here, mean: null, ci95: null, values: [null, null, null, null] };
    const alone = {
      ...results,
      scenario: { ...results.scenario, compare: { ...results.scenario.compare, secondary: [one] } },
      arms: {
        ...results.arms,
        a: { ...a!, outcomes: { ...a!.outcomes, [one]: here } },
        baseline: { ...baseline!, outcomes: { ...baseline!.outcomes, [one]: there } },
      },
    };
    const { effects } = comparison.arms.a!;
    const undefinedEffect = { ...effects.wait_mean_min!, reference_mean: null, arm_mean: null, diff: null, ci95: null };
    const arms = { a: { ...comparison.arms.a!, effects: { ...effects, [one]: undefinedEffect } } };
    const said = comparisonText(alone, { ...comparison, arms }, { stopping: null }).replaceAll(/\s+/g, ' ');
    expect(said).toContain(
      'Recovery: 6.0 ± 2.0 weeks (in the 3 of 4 replicates that have one), against undefined in “baseline”.',
    );
    expect(text).not.toContain('replicates that have one');
  });

  it('tells no difference where there is none in any replicate, and no p, ratio or probability of it', () => {
    const { effects } = comparison.arms.a!;
    const never = {
      ...effects.orders!,
      ...{ reference_mean: 0, arm_mean: 0, diff: 0, sd: 0, ci95: [0, 0] as [number, number], p_adjusted: 1 },
    };
    const arms = {
      a: { ...comparison.arms.a!, effects: { ...effects, arrests_sites: never, deaths_expected: never } },
    };
    const quiet = comparisonText(results, { ...comparison, arms }, { stopping: null });
    const cellsOf = (text: string): string[][] =>
      text
        .split('\n')
        .filter((line) => line.startsWith(`${never.label} `))
        .map((line) => line.split(/\s{2,}/).slice(1))
        .filter(([difference]) => /^no/.test(difference!));
    expect(cellsOf(quiet)).toEqual([
      ['none', ...new Array(5).fill('–')],
      ['no event', ...new Array(5).fill('–')],
    ]);
    expect(quiet).not.toMatch(/\b0(\.0+)? ± 0(\.0+)?\b/);
    const said = quiet.replaceAll('\n', ' ');
    expect(said).toContain('“no event”, in either arm: no event in 4 replicates; up to 0.75 each is compatible.');
    expect(said).toContain('“none”: no difference in any replicate.');
    expect(text).not.toMatch(/no event|“none”/);
  });

  it('warns in yellow, of failed replicates too, and only there', () => {
    const failed = { ...results, failed: [{ replicate: 5, seed: 'waterbed/5', error: 'no more couriers' }] };
    const styled = comparisonText(failed, comparison, { stopping: null }, (style, line) => `<${style}>${line}`);
    const yellow = styled.split('\n').filter((line) => line.includes('<yellow>'));
    expect(yellow).toEqual([
      '<yellow>Warning: arms spend unequal officer-hours',
      '<yellow>Warning: replicate waterbed/5 failed: no more couriers',
    ]);
  });

  it('says that an unfinished comparison is unfinished, and that one that stopped itself looked repeatedly', () => {
    const cut = { ...results, complete: false };
    const ofNine = { ...cut, scenario: { ...results.scenario, seeds: 9 } };
    expect(comparisonText(ofNine, comparison, { stopping: null })).toContain('Unfinished: 4 of 9 replicates.');
    expect(comparisonText(cut, comparison, { stopping: null })).toContain('Unfinished.');
    const stopping = { until_ci_percent: 5, max_seeds: 200, half_interval_percent: 4, reached: true };
    expect(comparisonText(results, comparison, { stopping })).toContain('looking');
    expect(comparisonText(results, comparison, { stopping: { ...stopping, reached: false } })).not.toContain('looking');
  });
});

it('a folded line never begins with %', () => {
  expect(fold('an interval of 95 % of', 18, '')).toEqual(['an interval of', '95 % of']);
});

function withLabels(comparison: Comparison): Comparison {
  for (const { effects } of Object.values(comparison.arms))
    for (const { id, label } of OUTCOMES) if (effects[id]) effects[id].label = label;
  return comparison;
}
