import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../src/engine/counts.ts';
import { seriesAt } from '../../src/engine/kernel/record.ts';
import { orderDifference } from '../../src/measures/difference-curves.ts';
import { fakeResults } from '../support/fake-results.ts';

const record = (replicate: number, perDay: number) => {
  const one = emptyRecord('arm', replicate, {
    nDays: 10,
    preDays: 4,
    nZones: 1,
    zoneGroup: new Uint8Array(1),
    zoneRole: new Uint8Array(1),
    nRings: 1,
  });
  for (let day = 0; day < one.nDays; day++) one.series[seriesAt(day, 1, 0)] = perDay;
  return one;
};

describe('the difference of orders over time', () => {
  const { records } = fakeResults({ columns: 3, rows: 2, preDays: 10, postDays: 20, replicates: 3 });

  it('is zero with a band of no width between an arm and itself', () => {
    const { mean, low, high } = orderDifference(records.pressure!, records.pressure!, 'all');
    for (const curve of [mean, low, high])
      expect(curve).toEqual(Array.from({ length: 30 }, (_, day) => (day < 6 ? null : 0)));
  });

  it('changes its sign when arms are exchanged', () => {
    const there = orderDifference(records.pressure!, records.baseline!, 'site');
    const back = orderDifference(records.baseline!, records.pressure!, 'site');
    for (let day = 6; day < 30; day++) {
      expect(back.mean[day]).toBeCloseTo(-there.mean[day]!, 12);
      expect(back.low[day]).toBeCloseTo(-there.high[day]!, 12);
    }
  });

  it('of all channels is the sum of those of each', () => {
    const of = (channel: 'site' | 'delivery' | 'other' | 'all') =>
      orderDifference(records.pressure!, records.baseline!, channel).mean[20]!;
    expect(of('all')).toBeCloseTo(of('site') + of('delivery') + of('other'), 9);
  });

  it('pairs replicates: what all of them share leaves no band', () => {
    const { mean, low, high } = orderDifference(
      [record(1, 15), record(2, 105)],
      [record(1, 10), record(2, 100)],
      'delivery',
    );
    expect([mean[9], low[9], high[9]]).toEqual([5, 5, 5]);
  });
});
