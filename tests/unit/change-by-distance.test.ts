import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../src/engine/counts.ts';
import { cellsAt } from '../../src/engine/kernel/record.ts';
import { changeByDistance, distanceToTarget } from '../../src/measures/change-by-distance.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';

const KM = [0, 1, 2, 3, 4];
const N_ZONES = KM.length;
/** Zones on a line, 1 km apart, the first one the target; 30 days with these orders in each zone. */
const record = (orders: number[]) => {
  const one = emptyRecord('arm', 1, {
    nDays: 30,
    preDays: 0,
    nZones: N_ZONES,
    zoneGroup: Uint8Array.from(KM, (_, zone) => (zone === 0 ? 0 : 2)),
    zoneRole: new Uint8Array(N_ZONES),
    nRings: 1,
  });
  for (const [zone, count] of orders.entries()) one.cells[cellsAt(one, 0, zone, 0, 0, 0)] = count;
  return one;
};
const distanceKm = KM.flatMap((from) => KM.map((to) => Math.abs(from - to)));

describe('distance to the target', () => {
  it('is 0 inside it and that of its nearest zone outside', () => {
    const two = { nZones: N_ZONES, zoneGroup: Uint8Array.of(0, 2, 1, 2, 0) };
    expect(distanceToTarget(two, distanceKm)).toEqual([0, 1, 2, 1, 0]);
  });

  it('is endless where the city of a zone has no target', () => {
    const apart = [0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
    expect(distanceToTarget({ nZones: 2, zoneGroup: Uint8Array.of(0, 2) }, apart)).toEqual([0, Infinity]);
  });
});

describe('change by distance', () => {
  const base = record([500, 100, 100, 100, 100]);
  const arms = [record([200, 160, 120, 100, 100]), record([300, 140, 120, 100, 90])];
  const bands = changeByDistance(arms, [base, base], [KM, KM], [1000, 2000, 1000, 1000, 500]);

  it('is that of orders per month and 1,000 residents, from the target outwards', () => {
    expect(bands.map(({ km }) => km)).toEqual(KM);
    for (const [band, expected] of [-250, 25, 20, 0, -10].entries()) expect(bands[band]!.mean).toBeCloseTo(expected, 9);
  });

  it('has the interval of its replicates', () => {
    const { ci95 } = tInterval95([-300, -200]);
    expect(bands[0]!.ci95![0]).toBeCloseTo(ci95![0], 9);
    expect(bands[0]!.ci95![1]).toBeCloseTo(ci95![1], 9);
  });

  it('adds up, weighted by residents, to the change of all zones', () => {
    const total = bands.reduce((sum, { mean }, i) => sum + (mean * [1000, 2000, 1000, 1000, 500][i]!) / 1000, 0);
    expect(total).toBeCloseTo((-300 + 60 + 20 - 200 + 40 + 20 - 10) / 2, 9);
  });

  it('pools zones so that bands have about as many residents, and leaves out where no one lives and cities without target', () => {
    const zones = Array.from({ length: 24 }, (_, zone) => zone);
    const many = emptyRecord('arm', 1, {
      nDays: 30,
      preDays: 0,
      nZones: 24,
      zoneGroup: Uint8Array.from(zones, (zone) => (zone === 0 ? 0 : 2)),
      zoneRole: new Uint8Array(24),
      nRings: 1,
    });
    const km = zones.map((zone) => (zone > 18 ? Number.POSITIVE_INFINITY : zone));
    const found = changeByDistance(
      [many],
      [many],
      [km],
      zones.map(() => 10),
    );
    expect(found.map(({ fromKm, toKm }) => [fromKm, toKm])).toEqual([
      [0, 0],
      [1, 3],
      [4, 6],
      [7, 9],
      [10, 12],
      [13, 15],
      [16, 18],
    ]);
    expect(
      changeByDistance(
        [many],
        [many],
        [km],
        zones.map(() => 0),
      ),
    ).toEqual([]);
  });
});
