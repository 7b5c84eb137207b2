// The shipped comparison says nothing of displacement or effects that its own numbers contradict.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/experiment/comparison.ts';
import { effectSentence } from '../../src/report/answer.ts';
import { excludesZero } from '../../src/stats/intervals.ts';
import { compared } from '../support/compared.ts';
import { contradictions, effectContradictions } from '../support/read-back.ts';

describe('six ways to spend the same officer-hours, 8 seeds', () => {
  let comparison: Comparison;
  beforeAll(() => {
    comparison = compared('compare-equal-budget', ['seeds=8', 'time.burn_in_days=60']) as Comparison;
  });

  it('tell of expected violence from 0, with at most a tenth of the variance that counts have', () => {
    const effects = Object.values(comparison.arms).map((arm) => arm.effects);
    expect(effects.some(({ violence_expected }) => excludesZero(violence_expected!.ci95))).toBe(true);
    // Where no count differs between the arms, there is no variance to compare with.
    const counted = effects.filter(({ violence_index }) => violence_index!.sd! > 0);
    expect(counted.length).toBeGreaterThan(1);
    for (const { violence_index: index, violence_expected: expected } of counted)
      expect((expected!.sd! / index!.sd!) * (expected!.sd! / index!.sd!)).toBeLessThanOrEqual(0.1);
  });

  it('are told of in sentences that neither the matrix nor an interval contradicts', () => {
    const { cells, arms } = comparison;
    expect(Object.keys(arms)).toHaveLength(6);
    for (const [name, { sentence, effects }] of Object.entries(arms)) {
      expect(contradictions({ cells, arms }, name), `${name}: ${sentence}`).toEqual([]);
      expect(sentence).not.toContain('no more than luck');
      for (const [id, effect] of Object.entries(effects))
        expect(effectContradictions(effectSentence(id, effect, 'No additional policing'), effect)).toEqual([]);
    }
    const keeping = Object.keys(arms).filter((name) => arms[name]!.keeps_to_target);
    expect(keeping).toEqual(['busiest-sites']);
    for (const [name, { sentence }] of Object.entries(arms))
      if (!keeping.includes(name)) expect(sentence).not.toContain(': a diffusion of benefits');
    // Whatever the hours of officers, the operated sites' own evening trade is no other site's.
    expect(arms['busiest-sites']!.channels_at_all_hours).toEqual(['site']);
    expect(arms['busiest-sites']!.flows!.temporal).toMatchObject({ gross: 0, net: 0 });
  });
});
