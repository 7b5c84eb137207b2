// The patient rule induction method: it finds a box that was planted, and none where there is none.
import { describe, expect, it } from 'vitest';
import { shiftedSobol } from '../../src/experiment/sweep/designs/sobol.ts';
import { draw, openStreams } from '../../src/random/streams.ts';
import { type PrimColumn, prim, resampled, stabilityOf } from '../../src/stats/prim.ts';

const key = openStreams('prim', 0, ['prim']).prim;
const N = 300;
const at = shiftedSobol(5, 'prim');
const points = Array.from({ length: N }, (_, i) => at(i));
/** Four numbers on [0, 1] and one of three names. */
const columns: PrimColumn[] = [
  ...[0, 1, 2, 3].map((f): PrimColumn => ({ kind: 'number', values: points.map((u) => u[f]!) })),
  { kind: 'name', values: points.map((u) => Math.floor(u[4]! * 3)) },
];
const isPlanted = (u: ArrayLike<number>): boolean => u[0]! > 0.6 && u[1]! < 0.5 && Math.floor(u[4]! * 3) !== 1;
const isNoisy = (chance: number) => points.map((u, i) => isPlanted(u) !== draw(key, i, 0) < chance);

describe('prim', () => {
  it('finds a planted box with its bounds, and nothing of other factors', () => {
    const boxes = prim(columns, points.map(isPlanted));
    expect(boxes.length).toBe(1);
    const [box] = boxes;
    expect(box!.restrictions.map(({ side }) => side.column)).toEqual([0, 1, 4]);
    const [first, second, third] = box!.restrictions.map(({ side }) => side);
    expect(first).toMatchObject({ high: Number.POSITIVE_INFINITY, low: expect.closeTo(0.6, 1) });
    expect(second).toMatchObject({ low: Number.NEGATIVE_INFINITY, high: expect.closeTo(0.5, 1) });
    expect(third).toMatchObject({ names: [0, 2] });
    expect(box!.coverage).toBeGreaterThan(0.95);
    expect(box!.density).toBeGreaterThan(0.95);
    expect(box!.mass).toBeCloseTo(0.4 * 0.5 * (2 / 3), 1);
    for (const { quasiP } of box!.restrictions) expect(quasiP).toBeLessThan(1e-6);
  });

  it('finds it among cases of which a tenth are wrong, and says so', () => {
    const isOfInterest = isNoisy(0.1);
    const [box] = prim(columns, isOfInterest);
    expect(box!.restrictions.map(({ side }) => side.column)).toEqual([0, 1, 4]);
    expect(box!.density).toBeGreaterThan(0.8);
    expect(box!.coverage).toBe(box!.ofInterest / isOfInterest.filter(Boolean).length);
    const stability = stabilityOf(columns, box!, resampled(columns, isOfInterest, 5, key));
    expect(Math.min(...stability.restricted)).toBeGreaterThan(0.5);
    expect(stability.overlap).toBeGreaterThan(0.5);
  });

  it('finds two boxes one after the other', () => {
    const boxes = prim(
      columns,
      points.map((u) => u[2]! > 0.8 || u[3]! < 0.2),
    );
    expect(boxes.slice(0, 2).map(({ restrictions }) => restrictions.map(({ side }) => side.column))).toEqual(
      expect.arrayContaining([[2], [3]]),
    );
    expect(boxes.reduce((sum, { coverage }) => sum + coverage, 0)).toBeGreaterThan(0.95);
  });

  it('takes factors of few steps', () => {
    const steps: PrimColumn = { kind: 'number', values: points.map((u) => Math.floor(u[0]! * 4)) };
    const [box] = prim(
      [steps],
      points.map((u) => Math.floor(u[0]! * 4) === 2),
    );
    expect(box!.restrictions[0]!.side).toEqual({ column: 0, kind: 'number', low: 2, high: 2 });
    expect([box!.coverage, box!.density]).toEqual([1, 1]);
  });

  it('finds nothing where all cases are of interest, or none', () => {
    expect(
      prim(
        columns,
        points.map(() => true),
      ),
    ).toEqual([]);
    expect(
      prim(
        columns,
        points.map(() => false),
      ),
    ).toEqual([]);
  });

  it('is less stable where there is nothing to find', () => {
    const chance = points.map((_, i) => draw(key, i, 1) < 0.3);
    const [box] = prim(columns, chance);
    if (box) expect(stabilityOf(columns, box, resampled(columns, chance, 4, key)).overlap).toBeLessThan(0.6);
    expect(box?.density ?? 0).toBeLessThan(0.7);
  });
});
