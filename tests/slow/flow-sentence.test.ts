// The shipped comparison says nothing of displacement or effects that its own numbers contradict.
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/experiment/comparison.ts';
import { effectSentence } from '../../src/report/answer.ts';
import { compared } from '../support/compared.ts';
import { contradictions, effectContradictions } from '../support/read-back.ts';

describe('six ways to spend the same officer-hours, 8 seeds', () => {
  it('are told of in sentences that neither the matrix nor an interval contradicts', () => {
    const { cells, arms } = compared('compare-equal-budget', ['seeds=8']) as Comparison;
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
    expect(arms['busiest-sites']!.flows.temporal).toMatchObject({ gross: 0, net: 0 });
  });
});
