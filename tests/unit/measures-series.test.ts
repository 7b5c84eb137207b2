import { describe, expect, it } from 'vitest';
import { daysOfCount, emptyRecord } from '../../src/engine/counts.ts';
import { cellsAt, seriesAt, WAIT_BINS } from '../../src/engine/kernel/record.ts';
import {
  armOrder,
  armsInFileOrder,
  bandOf,
  dailyCurve,
  meanZoneOrders,
  ordersCurve,
  pairedDifference,
  waitCurve,
  weekMean,
  weekShare,
  zoneChanges,
  zoneDays,
} from '../../src/measures/series.ts';
import { fakeResults } from '../support/fake-results.ts';

const record = (nDays = 10, preDays = 4, nZones = 2) =>
  emptyRecord('baseline', 1, {
    nDays,
    preDays,
    nZones,
    zoneGroup: new Uint8Array(nZones),
    zoneRole: new Uint8Array(nZones),
    nRings: 1,
  });

describe('curves over days', () => {
  it('put the baseline first and other arms by name, whatever the order in the file', () => {
    expect(armOrder(['b', 'a', 'z', '10'], 'z')).toEqual(['z', '10', 'a', 'b']);
    expect(armOrder(['10', 'z', 'a', 'b'], 'z')).toEqual(['z', '10', 'a', 'b']);
    expect(armsInFileOrder({ arms: { b: 1, z: 1, a: 1 } }, 'z')).toEqual(['z', 'b', 'a']);
  });

  it('sum a channel over areas', () => {
    const one = record();
    one.series[seriesAt(3, 1, 0)] = 5;
    one.series[seriesAt(3, 1, 2)] = 7;
    one.series[seriesAt(3, 0, 0)] = 100;
    expect([...ordersCurve(one, 'delivery')]).toEqual([0, 0, 0, 12, 0, 0, 0, 0, 0, 0]);
  });

  it('read a daily count by its name', () => {
    const one = record();
    daysOfCount(one, 'site_closures')[9] = 3;
    expect(dailyCurve(one, 'site_closures').at(-1)).toBe(3);
    expect(dailyCurve(one, 'sites_open').at(-1)).toBe(0);
  });

  it('average a day with the six before it, so that nothing shows before it happens', () => {
    const daily = Float64Array.from({ length: 12 }, (_, day) => (day === 8 ? 7 : 0));
    const means = weekMean(daily);
    expect([...means.slice(0, 6)].every(Number.isNaN)).toBe(true);
    expect([...means.slice(6)]).toEqual([0, 0, 1, 1, 1, 1]);
    expect([...weekMean(new Float64Array(3))].every(Number.isNaN)).toBe(true);
  });

  it('give shares that sum to 1, and no share of no orders', () => {
    const [one] = fakeResults({ replicates: 1 }).records.pressure!;
    const shares = (['site', 'delivery', 'other'] as const).map((channel) => weekShare(one!, channel));
    for (let day = 6; day < one!.nDays; day++)
      expect(shares.reduce((sum, share) => sum + share[day]!, 0)).toBeCloseTo(1, 12);
    expect(weekShare(record(), 'site').at(-1)).toBeNaN();
  });
});

describe('bands', () => {
  it('are the mean and the 95 % t interval over replicates, point by point', () => {
    const band = bandOf([Float64Array.of(1, 4), Float64Array.of(2, Number.NaN), Float64Array.of(3, Number.NaN)]);
    expect(band.mean).toEqual([2, 4]);
    expect(band.low[0]).toBeCloseTo(2 - 4.302653 / Math.sqrt(3), 5);
    expect(band.high[0]).toBeCloseTo(2 + 4.302653 / Math.sqrt(3), 5);
    expect([band.low[1], band.high[1]]).toEqual([null, null]);
  });

  it('are undefined where no replicate is', () => {
    expect(bandOf([Float64Array.of(Number.NaN)])).toEqual({ mean: [null], low: [null], high: [null] });
    const shares = [Float64Array.of(0, 1), Float64Array.of(0, 1), Float64Array.of(0.3, 0.8)];
    expect(bandOf(shares).low[0]).toBeLessThan(0);
    expect(bandOf(shares, 0, 1)).toMatchObject({
      low: [0, expect.closeTo(0.6465, 3)],
      high: [expect.closeTo(0.53, 2), 1],
    });
    expect(bandOf([])).toEqual({ mean: [], low: [], high: [] });
  });
});

describe('waits', () => {
  it('accumulate within a window, to 1', () => {
    const one = record();
    one.waits[WAIT_BINS + 2] = 3;
    one.waits[WAIT_BINS + 4] = 1;
    expect([...waitCurve(one, 'post').slice(0, 6)]).toEqual([0, 0, 0.75, 0.75, 1, 1]);
    expect(waitCurve(one, 'pre')[0]).toBeNaN();
  });
});

describe('paired differences', () => {
  it('compare the same replicates only, and scale by the baseline mean over those', () => {
    const { n, mean, meanPercent, ci95, ci95Percent } = pairedDifference([12, null, 24, 5], [10, 1, 20, null]);
    expect({ n, mean }).toEqual({ n: 2, mean: 3 });
    expect(meanPercent).toBeCloseTo(20, 12);
    expect(ci95Percent![1]).toBeCloseTo((ci95![1] / 15) * 100, 9);
  });

  it('have no interval with one pair, no percentage of nothing, and nothing without a pair', () => {
    expect(pairedDifference([3], [2])).toEqual({ n: 1, mean: 1, ci95: null, meanPercent: 50, ci95Percent: null });
    expect(pairedDifference([3, 4], [0, 0])).toMatchObject({ mean: 3.5, meanPercent: null, ci95Percent: null });
    expect(pairedDifference([null], [2])).toEqual({
      n: 0,
      mean: null,
      ci95: null,
      meanPercent: null,
      ci95Percent: null,
    });
  });
});

describe('zones', () => {
  it('are counted over the months that lie whole in the post window, else over the last', () => {
    expect(zoneDays(record(120, 40))).toEqual({ firstMonth: 2, firstDay: 60, days: 60 });
    expect(zoneDays(record(125, 60))).toEqual({ firstMonth: 2, firstDay: 60, days: 65 });
    expect(zoneDays(record(20, 10))).toEqual({ firstMonth: 0, firstDay: 0, days: 20 });
  });

  it('get the mean over replicates of the difference in orders per day', () => {
    const [a, b, base] = [record(20, 10), record(20, 10), record(20, 10)];
    a.cells[cellsAt(a, 0, 1, 2, 1, 0)] = 40;
    b.cells[cellsAt(b, 0, 1, 0, 0, 1)] = 20;
    base.cells[cellsAt(base, 0, 0, 1, 0, 0)] = 10;
    expect([...meanZoneOrders([a, b])]).toEqual([0, 1.5]);
    expect(zoneChanges([a, b], [base, base]).map(({ mean }) => mean)).toEqual([-0.5, 1.5]);
  });
});
