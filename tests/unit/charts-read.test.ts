// What a reader takes from charts whose numbers are far apart or many: nothing told is cut, no text covers another, alts have intervals.
import { describe, expect, it } from 'vitest';
import { comparisonChartsOf } from '../../src/charts/registry.ts';
import { fakeComparison, fakeResults } from '../support/fake-results.ts';

const results = fakeResults({ preDays: 20, postDays: 40 });

describe('a chart as it is read', () => {
  it('has an axis that holds an effect of several hundred percent with its interval', () => {
    const comparison = fakeComparison(results);
    const effect = comparison.arms.pressure!.effects[comparison.primary.outcome]!;
    const level = effect.reference_mean!;
    Object.assign(effect, { diff: 2.2 * level, ci95: [1.1 * level, 3.3 * level], p_adjusted: 0.01 });
    const chart = comparisonChartsOf(results, comparison).find(({ id }) => id === 'effects')!;
    const { x } = chart.configuration.options!.scales as unknown as { x: { min: number; max: number } };
    expect(x.max).toBeGreaterThanOrEqual(330);
    expect(x.min).toBeGreaterThan(-330);
  });

  it('names no bound of unseen events where no panel shows one', () => {
    const chart = comparisonChartsOf(results, fakeComparison(results)).find(({ id }) => id === 'outcomes-by-arm')!;
    const text = JSON.stringify(chart.configuration.options!.plugins);
    const isShown = /"content":"≤/.test(text);
    expect(/≤ [\d.]+: no event/.test(text)).toBe(isShown);
  });

  it('has flows with lines of one height where rows are many, each interval beside its number', () => {
    const chart = comparisonChartsOf(results, fakeComparison(results)).find(({ id }) => id === 'flows')!;
    const { annotations } = chart.configuration.options!.plugins!.annotation as unknown as {
      annotations: Record<string, { content?: string[] }>;
    };
    const nets = Object.entries(annotations).filter(([key]) => key.endsWith('-net'));
    expect(nets.length).toBeGreaterThan(8);
    for (const [key, { content }] of nets) expect(content, key).toEqual([expect.stringMatching(/\d \[/)]);
  });

  it('speaks differences over time and in the target with their intervals', () => {
    const charts = comparisonChartsOf(results, fakeComparison(results));
    for (const id of ['difference-over-time', 'map-of-change'])
      expect(charts.find((one) => one.id === id)!.alt, id).toMatch(/[+−]?\d[\d.,]* \[[+−]?\d[\d.,]*, [+−]?\d[\d.,]*\]/);
  });
});
