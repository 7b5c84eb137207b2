// Sensitivity of paired effects in a sweep: from the table and the design to what the terminal prints.
import { describe, expect, it } from 'vitest';
import {
  groupsBySection,
  indices,
  ofGrade,
  screening,
  worthIndices,
} from '../../src/experiment/sensitivity/sensitivity.ts';
import { type DesignSettings, settingsOf } from '../../src/experiment/sweep/designs/design.ts';
import { morris } from '../../src/experiment/sweep/designs/morris.ts';
import { saltelli } from '../../src/experiment/sweep/designs/saltelli.ts';
import type { Factor, SweepTable, Values } from '../../src/experiment/sweep/sweep.ts';
import { indicesText, screeningText } from '../../src/report/sensitivity-text.ts';
import { factorOf, tableOf } from '../support/sweep-table.ts';

const factors = [
  factorOf('hours', { range: { from: 0, to: 160, log: false }, grade: 'D' }),
  factorOf('half_life', { range: { from: 1, to: 100, log: true } }),
  factorOf('fear', { range: null, levels: ['off', 'on'], paths: ['mechanisms.fear'] }),
  factorOf('idle', { grade: 'S direction, A size' }),
];
const effect = ([hours, halfLife, fear]: Values): number =>
  -0.1 * (hours as number) * (fear === 'on' ? 1 : 0.5) - 2 * Math.log10(halfLife as number);
const target = { outcome: 'orders', arm: 'pressure', against: 'baseline' };
const sweepOf = (design: typeof morris, settings: DesignSettings, nReplicates: number, noise: number): SweepTable => {
  const { length, valuesOf } = design.rowsOf(factors, settings);
  return tableOf(
    factors,
    Array.from({ length }, (_, row) => valuesOf(row)),
    nReplicates,
    effect,
    noise,
  );
};

describe('screening', () => {
  const settings = settingsOf({ draws: 20 });
  const table = sweepOf(morris, settings, 4, 1);
  const found = screening(table, settings, target)!;

  it('ranks factors of the paired effect, and tells the idle one not from noise', () => {
    expect(found.factors.map(({ factor }) => factor.id).slice(0, 2)).toEqual(['hours', 'fear']);
    const of = (id: string) => found.factors.find(({ factor }) => factor.id === id)!;
    expect(of('hours').mu).toBeGreaterThan(-16);
    expect(of('hours').mu).toBeLessThan(-8);
    expect(of('half_life').mu).toBeCloseTo(-4, 0);
    expect(
      found.factors
        .filter(({ isTold }) => isTold)
        .map(({ factor }) => factor.id)
        .sort(),
    ).toEqual(['fear', 'half_life', 'hours']);
    expect(found.runs).toBe(20 * 5 * 4);
    expect(worthIndices(found, 2)).toEqual(['hours', 'fear']);
  });

  it('cannot tell levels, of which the seed moves more than the factors do', () => {
    const levels = screening(table, settings, { ...target, against: null })!;
    expect(levels.factors.find(({ factor }) => factor.id === 'half_life')!.isTold).toBe(false);
  });

  it('leaves out walks with a run that failed', () => {
    const holed: SweepTable = {
      ...table,
      value: (p, r, arm, outcome) => (p === 7 && r === 2 ? null : table.value(p, r, arm, outcome)),
    };
    const few = screening(holed, settings, target)!;
    expect(few.walks + few.leftOut).toBe(20);
    expect(few.leftOut).toBeGreaterThan(0);
    expect(screening({ ...table, points: [] }, settings, target)).toBe(null);
  });

  it('is printed with its floor and what more runs would tell', () => {
    const text = screeningText(found);
    expect(text).toContain('Morris: orders in pressure, less baseline');
    expect(text).toContain('20 walks, 4 replicates of each point, 400 runs');
    expect(text.split('\n').find((line) => line.includes('idle'))).toContain('not told from noise');
    expect(text.split('\n').find((line) => line.includes('hours'))).not.toContain('noise');
    const one = sweepOf(morris, settings, 1, 1);
    expect(screeningText(screening(one, settings, target)!).replace(/\s+/g, ' ')).toContain(
      'With one replicate nothing can be told',
    );
  });
});

describe('indices', () => {
  const settings = settingsOf({ draws: 64 });
  const found = indices(sweepOf(saltelli, settings, 3, 1), settings, target)!;

  it('are of the variance of the paired effect', () => {
    expect(found.groups[0]!.id).toBe('hours');
    const idle = found.groups.find(({ id }) => id === 'idle')!;
    expect(idle.total.isTold).toBe(false);
    expect(idle.total.value!).toBeLessThan(0.02);
    expect(found.groups.filter(({ total }) => total.isTold).length).toBe(3);
    expect(found.runs).toBe(64 * 6 * 3);
  });

  it('are of groups, where there are some', () => {
    const grouped = settingsOf({ draws: 64, groups: { police: ['hours', 'fear'] } });
    const of = indices(sweepOf(saltelli, grouped, 3, 1), grouped, target)!;
    expect(of.groups.map(({ id }) => id).sort()).toEqual(['half_life', 'idle', 'police']);
    const [police] = of.groups;
    expect([police!.id, police!.members.map(({ id }) => id)]).toEqual(['police', ['hours', 'fear']]);
    expect(police!.total.value!).toBeGreaterThan(0.85);
  });

  it('are printed', () => {
    const text = indicesText(found);
    expect(text).toContain("Sobol' indices: orders in pressure, less baseline");
    expect(text.replace(/\s+/g, ' ')).toMatch(/Of the variance between means of replicates [\d.]+ % is noise/);
    expect(text.split('\n').find((line) => line.includes('idle'))).toContain('not told from noise');
  });
});

describe('factors', () => {
  it('are chosen by grade, also where direction and size differ', () => {
    expect(ofGrade(factors, 'A').map(({ id }) => id)).toEqual(['half_life', 'fear', 'idle']);
    expect(ofGrade(factors, 'S').map(({ id }) => id)).toEqual(['idle']);
  });

  it('are grouped by section', () => {
    expect(groupsBySection(factors as readonly Factor[])).toEqual({ market: ['hours', 'half_life', 'idle'] });
  });
});
