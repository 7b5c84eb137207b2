import { describe, expect, it } from 'vitest';
import { perEffort } from '../../src/experiment/per-effort.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';
import { ratioOfMeans } from '../../src/stats/ratio-of-means.ts';

describe('a ratio of means', () => {
  const amounts = [9, 12, 10, 13];

  it('by a constant is the mean and its interval, scaled', () => {
    const { mean, ci95 } = tInterval95(amounts);
    const found = ratioOfMeans(amounts, [4, 4, 4, 4], tInterval95)!;
    expect(found.ratio).toBeCloseTo(mean! / 4, 12);
    expect(found.ci95![0]).toBeCloseTo(ci95![0] / 4, 12);
    expect(found.ci95![1]).toBeCloseTo(ci95![1] / 4, 12);
  });

  it('has no width where each amount is the same multiple of what it is divided by', () => {
    const found = ratioOfMeans([60, 63, 75], [20, 21, 25], tInterval95)!;
    expect(found.ratio).toBeCloseTo(3, 12);
    expect(found.ci95![1] - found.ci95![0]).toBeCloseTo(0, 12);
  });

  it('is not there without pairs, nor where what it divides by is not told from nothing', () => {
    expect(ratioOfMeans([1, null], [null, 2], tInterval95)).toBeNull();
    expect(ratioOfMeans(amounts, [0, 0, 0, 0], tInterval95)).toBeNull();
    expect(ratioOfMeans(amounts, [-1, 2, 1, -1], tInterval95)!.ci95).toBeNull();
    expect(ratioOfMeans(amounts, [-4, -4, -4, -4], tInterval95)).toBeNull();
    expect(ratioOfMeans([8], [4], tInterval95)).toEqual({ ratio: 2, ci95: null });
  });
});

describe('effects for so much effort', () => {
  const of = (hours: number[], eur: number[]) =>
    perEffort(
      { orders: { values: [-20, -30] }, officer_hours: { values: hours }, cost_eur: { values: eur } },
      tInterval95,
    );

  it('are for 1,000 officer-hours and for 100,000 EUR more than in the reference', () => {
    const { orders } = of([500, 500], [50_000, 50_000]);
    expect(orders!.per_1000_h!.diff).toBeCloseTo(-50, 9);
    expect(orders!.per_100000_eur!.diff).toBeCloseTo(-50, 9);
    expect(orders!.per_1000_h!.ci95![0]).toBeCloseTo(2 * tInterval95([-20, -30]).ci95![0], 9);
  });

  it('are by money alone where no hours are spent, and not of effort itself', () => {
    const found = of([0, 0], [50_000, 50_000]);
    expect(found.orders!.per_1000_h).toBeNull();
    expect(found.orders!.per_100000_eur).not.toBeNull();
    expect(Object.keys(found)).toEqual(['orders']);
    expect(of([-500, 800], [50_000, 50_000]).orders!.per_1000_h).toBeNull();
  });
});
