// Paired effects of sweeps against numbers worked out by hand, and how points of a design lie.
import { describe, expect, it } from 'vitest';
import {
  changeBetween,
  effectOver,
  hoursOver,
  levelsOf,
  pointsAt,
  runsOf,
  shapeOf,
  sideOf,
} from '../../src/experiment/sweep/effects.ts';
import type { Factor, SweepTable, Values } from '../../src/experiment/sweep/sweep.ts';
import { tQuantile } from '../../src/stats/student.ts';
import { DAYS, fakeSweep, HOURS, REACH } from '../support/fake-sweep.ts';

/** Values by point, arm and replicate. */
const tableOf = (values: Record<string, (number | null)[]>[], outcome = 'orders'): SweepTable => ({
  ...fakeSweep({ factors: [HOURS], rows: values.map((_, i) => [i]), outcomes: [outcome] }),
  replicates: [1, 2, 3, 4],
  arms: ['baseline', 'pressure'],
  value: (point, replicate, arm) => values[point]![arm]![replicate]!,
});

describe('a paired effect', () => {
  const table = tableOf([
    { baseline: [10, 20, 30, 40], pressure: [11, 23, 32, 46] },
    { baseline: [0, 0, 0, 0], pressure: [5, 5, 5, 5] },
    { baseline: [10, null, 30, 40], pressure: [12, 20, 34, null] },
  ]);

  it('is the mean of differences in the same replicate, with their t interval', () => {
    const { mean, sd, ci95, reference, n } = effectOver(table, [0], 'pressure', 'orders');
    // Differences 1, 3, 2, 6: mean 3, sum of squares about it 14.
    const half = (tQuantile(0.975, 3) * Math.sqrt(14 / 3)) / 2;
    expect([mean, n, reference]).toEqual([3, 4, 25]);
    expect(sd).toBeCloseTo(Math.sqrt(14 / 3), 12);
    expect(ci95![0]).toBeCloseTo(3 - half, 12);
    expect(ci95![1]).toBeCloseTo(3 + half, 12);
  });

  it('over points is the mean over them within each replicate, and its interval that of replicates', () => {
    const both = effectOver(table, [0, 1], 'pressure', 'orders');
    expect(both.values).toEqual([3, 4, 3.5, 5.5]);
    expect(both.mean).toBe(4);
    expect(both.reference).toBe(12.5);
  });

  it('leaves out replicates in which a point has none, and is nothing over no points', () => {
    expect(effectOver(table, [2], 'pressure', 'orders')).toMatchObject({ n: 2, mean: 3, reference: 20 });
    expect(effectOver(table, [0, 2], 'pressure', 'orders').values).toEqual([1.5, null, 3, null]);
    expect(effectOver(table, [], 'pressure', 'orders')).toMatchObject({ n: 0, mean: null, ci95: null });
  });

  it('of shares has an interval within -1 and 1', () => {
    const shares = tableOf([{ baseline: [0, 0, 1, 0], pressure: [1, 1, 1, 1] }], 'share_delivery');
    expect(effectOver(shares, [0], 'pressure', 'share_delivery').ci95![1]).toBe(1);
  });

  it('changes between two places by the difference in the same replicate', () => {
    const [from, to] = [0, 1].map((point) => effectOver(table, [point], 'pressure', 'orders'));
    expect(changeBetween(from!, to!)).toMatchObject({ mean: 2, n: 4 });
    expect(changeBetween(from!, to!).mean).toBe(-changeBetween(to!, from!).mean!);
  });

  it('is told where its interval leaves 0 out, and unknown without one', () => {
    expect(sideOf({ mean: 2, ci95: [1, 3] })).toBe('above');
    expect(sideOf({ mean: -2, ci95: [-3, -1] })).toBe('below');
    expect(sideOf({ mean: 2, ci95: [-1, 5] })).toBe('open');
    expect(sideOf({ mean: 0, ci95: [0, 0] })).toBe('open');
    expect(sideOf({ mean: 2, ci95: null })).toBe('unknown');
    expect(sideOf({ mean: null, ci95: null })).toBe('unknown');
  });
});

describe('points of a sweep', () => {
  const shape = (factors: Factor[], rows?: Values[]) => shapeOf(fakeSweep({ factors, ...(rows && { rows }) }));

  it('are a grid where every level meets every other, the factor with most levels first', () => {
    expect(shape([REACH, HOURS])).toEqual({ shape: 'grid', factors: [1, 0] });
    expect(shape([HOURS])).toEqual({ shape: 'grid', factors: [0] });
    expect(shape([{ ...REACH, levels: [0.3] }, HOURS])).toEqual({ shape: 'grid', factors: [1] });
  });

  it('are a grid with holes, a row or a cloud where they do not', () => {
    const some: Values[] = [0, 20, 40].flatMap((hours) => [0.2, 0.6].map((reach) => [hours, reach])).slice(1);
    expect(shape([HOURS, REACH], some).shape).toBe('holed');
    expect(
      shape(
        [HOURS, REACH],
        [0, 1, 2, 3].map((i) => [i, 1 - i / 10]),
      ).shape,
    ).toBe('row');
    expect(
      shape(
        [HOURS, REACH, DAYS],
        [0, 1, 2, 3, 4].map((i) => [i, (3 * i) % 5, (2 * i) % 5]),
      ).shape,
    ).toBe('cloud');
  });

  it('have levels in the order of the file, else ascending', () => {
    const turned = { ...REACH, levels: [1, 0.2, 0.6] };
    expect(levelsOf(fakeSweep({ factors: [turned] }), 0)).toEqual([1, 0.2, 0.6]);
    expect(levelsOf(fakeSweep({ factors: [{ ...REACH, levels: [] }], rows: [[0.7], [0.1]] }), 0)).toEqual([0.1, 0.7]);
  });

  it('are found by levels of some factors', () => {
    const table = fakeSweep();
    const found = pointsAt(table, [{ factor: 1, level: 0.6 }]);
    expect(found).toHaveLength(HOURS.levels.length);
    expect(found.every((point) => table.points[point]!.values[1] === 0.6)).toBe(true);
  });

  it('have hours offered and spent, and a count of runs that failed or are missing', () => {
    const failed = [{ point: 'point-0', replicate: 2, error: 'no zone' }];
    const table = fakeSweep({ failed });
    expect(hoursOver(table, [table.points.length - 1], 'pressure', 'offered_h')).toBe(160 * 63);
    expect(hoursOver(table, [], 'pressure', 'spent_h')).toBeNull();
    expect(runsOf(table)).toEqual({ planned: 540, failed: 1, missing: 0 });
    expect(runsOf({ ...table, effort: () => null })).toEqual({ planned: 540, failed: 1, missing: 539 });
  });
});
