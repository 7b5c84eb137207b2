// Designs of sweeps: which rows they make, and that more draws change none of those before.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Design, type DesignSettings, settingsOf, valueAt } from '../../src/experiment/sweep/designs/design.ts';
import * as designs from '../../src/experiment/sweep/designs/design-list.ts';
import { designStream } from '../../src/experiment/sweep/designs/keys.ts';
import { hypercube } from '../../src/experiment/sweep/designs/lhs.ts';
import { walks } from '../../src/experiment/sweep/designs/morris.ts';
import { groupsOf, saltelliRow } from '../../src/experiment/sweep/designs/saltelli.ts';
import { shiftedSobol } from '../../src/experiment/sweep/designs/sobol.ts';
import type { Factor, Values } from '../../src/experiment/sweep/sweep.ts';
import { MOST_DIMENSIONS, sobolWord } from '../../src/random/sobol.ts';
import { openStreams } from '../../src/random/streams.ts';

const factor = (id: string, of: Partial<Factor>): Factor => ({
  id,
  paths: [id],
  text: '',
  unit: '',
  grade: 'A',
  levels: [],
  range: null,
  ...of,
});
const on = (id: string, from = 0, to = 1): Factor => factor(id, { range: { from, to, log: false } });
const factors = [
  on('a'),
  factor('b', { levels: ['x', 'y', 'z'] }),
  factor('c', { range: { from: 1, to: 100, log: true } }),
];
const rowsOf = (design: Design, of: readonly Factor[], written: Partial<DesignSettings> = {}): Values[] => {
  const settings = settingsOf(written);
  expect(design.faultIn(of, settings)).toBe(null);
  const { length, valuesOf } = design.rowsOf(of, settings);
  return Array.from({ length }, (_, row) => valuesOf(row));
};

describe('the value of a factor', () => {
  it('meets both ends of its range, and lies on it in proportion or by ratios', () => {
    const linear = on('a', -2, 0.5);
    const log = factor('l', { range: { from: 0.1, to: 1000, log: true } });
    expect([0, 0.5, 1].map((u) => valueAt(linear, u))).toEqual([-2, -0.75, 0.5]);
    expect([0, 1].map((u) => valueAt(log, u))).toEqual([0.1, 1000]);
    expect(valueAt(log, 0.5)).toBeCloseTo(10, 12);
  });

  it.each([
    factor('whole', { range: { from: 3, to: 6, log: false, whole: true } }),
    factor('level', { levels: [3, 4, 5, 6] }),
  ])('is each of equally many as often: $id', (of) => {
    const all = Array.from({ length: 400 }, (_, i) => valueAt(of, (i + 0.5) / 400));
    expect([3, 4, 5, 6].map((value) => all.filter((other) => other === value).length)).toEqual([100, 100, 100, 100]);
    expect([valueAt(of, 0), valueAt(of, 1)]).toEqual([3, 6]);
  });
});

describe('designs on levels', () => {
  const few = [
    factor('a', { levels: [1, 2] }),
    factor('b', { levels: [true, false] }),
    factor('c', { levels: [7, 8, 9] }),
  ];

  it('have every combination once, the last factor fastest', () => {
    const rows = rowsOf(designs.factorial, few);
    expect(rows.length).toBe(12);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(12);
    expect(rows.slice(0, 4)).toEqual([
      [1, true, 7],
      [1, true, 8],
      [1, true, 9],
      [1, false, 7],
    ]);
    expect(rows.at(-1)).toEqual([2, false, 9]);
  });

  it('go through their levels together in a zip, which takes as many of each', () => {
    expect(rowsOf(designs.zip, few.slice(0, 2))).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(designs.zip.faultIn(few, settingsOf({}))).toBe('c has 3 values where a has 2; zip takes as many of each');
  });

  it('refuse a range without steps', () => {
    expect(designs.factorial.faultIn([on('a')], settingsOf({}))).toBe('a has a range without steps');
  });

  it('are given as a table, with a value for each factor', () => {
    expect(
      rowsOf(designs.table, few, {
        table: [
          [1, true, 7],
          [5, false, 2],
        ],
      }),
    ).toEqual([
      [1, true, 7],
      [5, false, 2],
    ]);
    expect(designs.table.faultIn(few, settingsOf({ table: [[1, true, 7], [5]] }))).toContain(
      'row 2 of the table has 1',
    );
  });
});

describe('designs that draw', () => {
  it.each([
    [designs.lhs, { first: 5 }],
    [designs.sobol, {}],
    [designs.morris, {}],
    [designs.saltelli, {}],
  ] as const)('keep the rows they have when draws are added', (design, settings) => {
    const few = rowsOf(design, factors, { ...settings, draws: 5 });
    const many = rowsOf(design, factors, { ...settings, draws: 23 });
    expect(many.length).toBe((few.length / 5) * 23);
    expect(many.slice(0, few.length)).toEqual(few);
    expect(rowsOf(design, factors, { ...settings, draws: 5, seed: '2' })).not.toEqual(few);
  });

  it('make any row alone', () => {
    for (const design of [designs.lhs, designs.sobol, designs.morris, designs.saltelli]) {
      const settings = settingsOf({ draws: 9 });
      const last = design.rowsOf(factors, settings).length - 1;
      expect(design.rowsOf(factors, settings).valuesOf(last)).toEqual(rowsOf(design, factors, { draws: 9 })[last]);
    }
  });

  it('draw from streams that no simulation of that seed has', () => {
    const { 'sobol shift': same } = openStreams('1', 0, ['sobol shift']);
    expect(designStream('1', 'sobol shift')).not.toEqual(same);
  });

  it('take no factor without a range or values, no empty list of factors, and some draws', () => {
    expect(designs.sobol.faultIn([factor('a', {})], settingsOf({}))).toBe('a has neither a range nor values');
    expect(designs.lhs.faultIn([], settingsOf({}))).toBe('there are no factors');
    expect(designs.lhs.faultIn(factors, settingsOf({ draws: 0 }))).toContain('0 draws');
    expect(designs.morris.faultIn(factors, settingsOf({ levels: 3 }))).toContain('3 levels');
  });
});

describe('a Latin hypercube', () => {
  const cube = hypercube(3, 'seed', 7);
  const partsOf = (n: number, f: number): number[] =>
    Array.from({ length: n }, (_, row) => Math.floor(cube(row)[f]! * n)).sort((a, b) => a - b);

  it.each([7, 14, 28])('has one draw in each of %i parts of each range', (n) => {
    for (const f of [0, 1, 2]) expect(partsOf(n, f)).toEqual([...Array(n).keys()]);
  });

  it('pairs the parts of factors at random', () => {
    const order = [0, 1].map((f) => Array.from({ length: 7 }, (_, row) => Math.floor(cube(row)[f]! * 7)).join());
    expect(order[0]).not.toBe(order[1]);
    expect(order[0]).not.toBe('0,1,2,3,4,5,6');
  });
});

describe("Sobol's sequence", () => {
  const { sobol_points: published } = JSON.parse(
    readFileSync(new URL('../fixtures/sensitivity/salib.json', import.meta.url), 'utf8'),
  ) as { sobol_points: { dimensions: number[]; indices: number[]; points: number[][] } };

  it('has the points that others have, in all dimensions', () => {
    const { dimensions, indices, points } = published;
    expect(indices.map((index) => dimensions.map((dimension) => sobolWord(dimension, index)))).toEqual(points);
    expect(Math.max(...dimensions)).toBe(MOST_DIMENSIONS - 1);
    expect(() => sobolWord(MOST_DIMENSIONS, 1)).toThrow(RangeError);
  });

  it('stays balanced when shifted, and leaves the corner', () => {
    const points = shiftedSobol(400, '1');
    for (const dimension of [0, 1, 57, 399]) {
      const parts = Array.from({ length: 64 }, (_, index) => Math.floor(points(index)[dimension]! * 64));
      expect(new Set(parts).size).toBe(64);
    }
    expect(points(0).some((u) => u > 0.5)).toBe(true);
  });
});

describe("Morris' walks", () => {
  it('move each factor once, by a step that the grid allows, and visit all levels', () => {
    const walkOf = walks(5, '1', 4);
    const seen = new Map<number, number>();
    for (let walk = 0; walk < 200; walk++) {
      const { places, moved, by } = walkOf(walk);
      expect([...moved].sort()).toEqual([0, 1, 2, 3, 4]);
      for (const [step, factor] of moved.entries()) {
        const [from, to] = [places[step]!, places[step + 1]!];
        expect(to[factor]! - from[factor]!).toBeCloseTo(by[step]!, 12);
        expect(Math.abs(by[step]!)).toBeCloseTo(2 / 3, 12);
        expect(to.filter((u, f) => u !== from[f]).length).toBe(1);
        for (const u of [from[factor]!, to[factor]!])
          seen.set(Math.round(u * 3), (seen.get(Math.round(u * 3)) ?? 0) + 1);
      }
    }
    expect([...seen.keys()].sort()).toEqual([0, 1, 2, 3]);
    for (const count of seen.values()) expect(count).toBeGreaterThan(400);
  });

  it('take a switch from one side to the other', () => {
    const rows = rowsOf(designs.morris, [factor('s', { levels: [false, true] })], { draws: 20 });
    for (let walk = 0; walk < 20; walk++) expect(rows[2 * walk]![0]).not.toBe(rows[2 * walk + 1]![0]);
    expect(new Set(rows.filter((_, row) => row % 2 === 0).map(([on]) => on)).size).toBe(2);
  });
});

describe("Saltelli's design", () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => on(id));
  const groups = { pair: ['b', 'd'] };

  it('exchanges one group at a time, the named ones first', () => {
    expect(groupsOf(four, groups)).toEqual([
      { id: 'pair', members: [1, 3] },
      { id: 'a', members: [0] },
      { id: 'c', members: [2] },
    ]);
    const rows = rowsOf(designs.saltelli, four, { draws: 6, groups });
    expect(rows.length).toBe(6 * 5);
    for (let draw = 0; draw < 6; draw++) {
      const at = saltelliRow(draw, 3);
      const [a, b] = [rows[at.a]!, rows[at.b]!];
      expect(a.every((value, f) => value !== b[f])).toBe(true);
      expect(rows[at.ab(0)]).toEqual([a[0], b[1], a[2], b[3]]);
      expect(rows[at.ab(1)]).toEqual([b[0], a[1], a[2], a[3]]);
      expect(rows[at.ab(2)]).toEqual([a[0], a[1], b[2], a[3]]);
    }
  });

  it('takes 200 factors and more', () => {
    const many = Array.from({ length: 300 }, (_, i) => on(`f${i}`));
    const { length, valuesOf } = designs.saltelli.rowsOf(many, settingsOf({ draws: 2 }));
    expect(length).toBe(2 * 302);
    expect(new Set(valuesOf(0)).size).toBe(300);
    expect(designs.saltelli.faultIn([...many, ...many], settingsOf({}))).toContain('600 factors');
  });

  it.each([
    [{ g: ['a', 'q'] }, 'a group holds q, which is no factor'],
    [{ g: ['a'], h: ['b', 'a'] }, 'a is in two groups'],
    [{ g: [] }, 'group g is empty'],
    [{ c: ['a', 'b'] }, 'c is the name of a group and of a factor outside'],
  ])('refuses the groups %j', (of, fault) => {
    expect(designs.saltelli.faultIn(four, settingsOf({ groups: of }))).toBe(fault);
  });
});
