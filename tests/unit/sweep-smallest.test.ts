// How small a town may be: which sizes keep the effect of the full one.
import { describe, expect, it } from 'vitest';
import { smallestOf } from '../../src/experiment/sweep/smallest.ts';
import type { SweepTable } from '../../src/experiment/sweep/sweep.ts';

/** A table of towns, points in the order of customers: the reference has an order a customer, the arm's share of them is given by replicate. */
function tableOf(sizes: Record<number, number[]>): SweepTable {
  const points = Object.keys(sizes).map((customers) => ({ id: customers, values: [Number(customers)] }));
  return {
    name: 'sizes',
    factors: [],
    outcomes: ['orders'],
    arms: ['baseline', 'pressure'],
    replicates: [1, 2, 3],
    points,
    value: (point, replicate, arm) => {
      const customers = Number(points[point]!.values[0]);
      return arm === 'baseline' ? customers : customers * (1 + sizes[customers]![replicate]!);
    },
    effort: () => null,
    failed: [],
  };
}

describe('smallestOf', () => {
  it('takes the smallest town of which the whole interval lies within the share, as that of all larger ones does', () => {
    const [found] = smallestOf(
      tableOf({
        100: [-0.1, -0.1, -0.1],
        200: [-0.3, -0.1, 0.1],
        400: [-0.103, -0.102, -0.101],
        800: [-0.099, -0.1, -0.101],
        1000: [-0.1, -0.1, -0.1],
      }),
      0.05,
    );
    expect(found!.sizes.map(({ customers, verdict }) => [customers, verdict])).toEqual([
      [1000, 'within'],
      [800, 'within'],
      [400, 'within'],
      [200, 'not told'],
      [100, 'within'],
    ]);
    expect(found!.customers).toBe(400);
    expect(found!.sizes[2]!.off).toBeCloseTo(0.02, 9);
    expect(found!.sizes[2]!.off_ci95![0]).toBeCloseTo(0.02 - (4.3027 * 0.01) / Math.sqrt(3), 4);
  });

  it('knows none where the first smaller town differs', () => {
    const [found] = smallestOf(tableOf({ 500: [-0.2, -0.2, -0.2], 1000: [-0.1, -0.1, -0.1] }), 0.05);
    expect(found).toMatchObject({
      customers: null,
      sizes: [{ customers: 1000 }, { customers: 500, verdict: 'outside' }],
    });
  });

  it('tells nothing of one replicate, or of an effect of 0', () => {
    const none = smallestOf(tableOf({ 500: [0, 0, 0], 1000: [0, 0, 0] }), 0.05);
    expect(none[0]!.sizes[1]).toMatchObject({ off: null, verdict: 'not told' });
  });
});
