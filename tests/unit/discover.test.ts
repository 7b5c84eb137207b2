// Discovery in a sweep: boxes of a paired effect, how stable they are, and the map of regimes.
import { describe, expect, it } from 'vitest';
import { discover } from '../../src/experiment/discover/boxes.ts';
import { nextWorlds, type RegimeAxis, regimeMap } from '../../src/experiment/discover/regimes.ts';
import { settingsOf } from '../../src/experiment/sweep/designs/design.ts';
import { sobol } from '../../src/experiment/sweep/designs/sobol.ts';
import type { Values } from '../../src/experiment/sweep/sweep.ts';
import { conditionText, discoveryText, regimeMapText } from '../../src/report/discover-text.ts';
import type { Evaluation } from '../../src/stats/pattern-space.ts';
import { factorOf, tableOf } from '../support/sweep-table.ts';

const factors = [
  factorOf('hours', { range: { from: 0, to: 160, log: false }, unit: 'h' }),
  factorOf('fear', { range: null, levels: [false, true] }),
  factorOf('idle'),
];
const rows = Array.from({ length: 128 }, (_, row) => sobol.rowsOf(factors, settingsOf({ draws: 128 })).valuesOf(row));
const effect = ([hours, fear]: Values): number => ((hours as number) > 100 && fear === true ? -8 : 2);
const question = { outcome: 'orders', arm: 'pressure', against: 'baseline', side: 'below', limit: 0 } as const;

describe('discover', () => {
  const table = tableOf(factors, rows, 3, effect, 2);
  const found = discover(table, question, { resamples: 5 });
  const [box] = found.boxes;

  it('finds where a paired effect is below 0, and says so in words', () => {
    expect(box!.conditions.map(({ factor }) => factor.id)).toEqual(['hours', 'fear']);
    expect(conditionText(box!.conditions[0]!)).toMatch(/^hours at least (9\d|10\d)(\.\d+)? h$/);
    expect(conditionText(box!.conditions[1]!)).toBe('fear true');
    expect(box!.density).toBeGreaterThan(0.9);
    expect(box!.mean).toBeCloseTo(-8, 0);
    const text = discoveryText(found);
    expect(text).toContain('Where is orders in pressure, less baseline below 0?');
    expect(text).toMatch(/Box 1\n {2}hours at least [\d.]+ h \(p < 0.001; stable \d+ %, \d+ % by replicate\)/);
  });

  it('says how stable it is over resamples and replicates', () => {
    expect(box!.overlap.resamples).toBeGreaterThan(0.6);
    expect(box!.overlap.replicates!).toBeGreaterThan(0.5);
    const { density } = box!.byReplicate!;
    expect(density[0]).toBeGreaterThan(0.9);
    expect(density[0]).toBeLessThanOrEqual(density[1]);
    for (const { resamples } of box!.conditions) expect(resamples).toBeGreaterThan(0.5);
  });

  it('finds nothing where all or none are of interest', () => {
    const none = discover(table, { ...question, limit: -1000 });
    expect([none.ofInterest, none.boxes]).toEqual([0, []]);
    expect(discoveryText(none)).toContain('No box of few factors');
  });
});

describe('the map of regimes', () => {
  const axis = (outcome: string): RegimeAxis => ({
    from: 0,
    to: 1,
    parts: 5,
    target: { outcome, arm: 'pressure', against: 'baseline' },
  });
  const axes = [axis('displacement'), axis('violence_expected')] as const;
  const evaluations: Evaluation[] = [];
  for (let round = 0; round < 5; round++)
    for (const { u, values } of nextWorlds(axes, factors, evaluations.slice(), 10, '1')) {
      const [hours, , idle] = values as [number, boolean, number];
      const at = [hours / 160, idle] as const;
      evaluations.push({ u, outcomes: hours < 20 ? [at, [1 - at[0], at[1]]] : [at, at] });
    }
  const map = regimeMap(axes, factors, evaluations);

  it('has regimes with values that show them, and counts what replicates do not agree on apart', () => {
    expect(map.evaluations).toBe(50);
    expect(map.undecided).toBeGreaterThan(0);
    expect(map.regimes.reduce((sum, { points }) => sum + points, 0) + map.undecided).toBe(50);
    for (const { ranges, example } of map.regimes) {
      expect((example[0] as number) / 160).toBeGreaterThanOrEqual(ranges[0][0]);
      expect((example[0] as number) / 160).toBeLessThanOrEqual(ranges[0][1]);
    }
    const text = regimeMapText(map, factors);
    expect(text).toContain(`${map.regimes.length} of 25 cells were reached by 50 points`);
  });
});
