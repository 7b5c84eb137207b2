// A phase runs in a world that holds only what it needs.
import { describe, expect, it } from 'vitest';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import { directDrop } from '../../src/engine/mechanisms/direct-drop.ts';
import { nuisance } from '../../src/engine/mechanisms/nuisance.ts';

const MIN_PER_DAY = 1440;
const time = { tick_min: 60, burn_in_days: 0, pre_days: 0, post_days: 30 };

describe('direct drop in three zones with two places', () => {
  const clock = createClock(time);
  const world = {
    clock,
    scenario: {
      police: { drop_share: 0.2, drop_decay_weeks: 4, drop_near_km: 1 },
      mechanisms: { direct_drop: true },
    },
    // The first two zones lie on each other, the third far away; each is a disc of radius 1 km.
    city: {
      nZones: 3,
      areaKm2: new Float64Array(3).fill(Math.PI),
      distanceKm: Float32Array.of(0, 0, 50, 0, 0, 50, 50, 50, 0),
    },
    sites: {
      nPlaces: 2,
      zone: Uint16Array.of(0, 2),
      lastOperation: new Float64Array(2).fill(Number.NEGATIVE_INFINITY),
    },
    zones: { count: 3, visitDrop: new Float64Array(3) },
  };
  const run = directDrop.phases['direct-drop'].run(world);
  const live = (day: number): number[] => {
    setDay(clock, day);
    run();
    return [...world.zones.visitDrop];
  };

  it('takes the share of visits to the zone and those within reach from the next day on, and fades', () => {
    expect(live(0)).toEqual([0, 0, 0]);
    world.sites.lastOperation[0] = 10 * 60;
    const [own, near, far] = live(1);
    expect([own, near, far]).toEqual([0.2, 0.2, 0]);
    const kept = Math.exp(-1 / 28);
    expect(live(2)[0]).toBeCloseTo(0.2 * kept, 12);
    // A second operation takes its share of what is left.
    world.sites.lastOperation[0] = 2 * MIN_PER_DAY + 600;
    expect(live(3)[0]).toBeCloseTo(1 - (1 - 0.2 * kept * kept) * (1 - 0.2), 12);
  });
});

describe('nuisance of one site', () => {
  it('is its open hours times the people near it, less the hours it was shut', () => {
    const clock = createClock(time);
    const days = new Float64Array(30);
    const world = {
      clock,
      scenario: { sites: { opens_h: 10, closes_h: 24 }, residents: { nuisance_h_per_violence: 24 } },
      sites: {
        nPlaces: 1,
        zone: Uint16Array.of(0),
        isOpen: Uint8Array.of(1),
        disruptedFrom: Float64Array.of(Number.POSITIVE_INFINITY),
        disruptedUntil: Float64Array.of(Number.NEGATIVE_INFINITY),
      },
      zones: { count: 1 },
      notice: { persons: Float64Array.of(1000) },
      record: { nZones: 1, zoneViolence: new Uint32Array(4) },
      counts: { nuisance_person_h: days },
    };
    const run = nuisance.phases.nuisance.run(world);
    run();
    expect(days[0]).toBe(14_000);
    setDay(clock, 1);
    world.sites.disruptedFrom[0] = MIN_PER_DAY + 12 * 60;
    world.sites.disruptedUntil[0] = MIN_PER_DAY + 15 * 60;
    world.record.zoneViolence[2] = 1;
    run();
    expect(days[1]).toBe(11_000 + 24_000);
  });
});
