// Prosecution after a death: which delivery a death is traced to, and what becomes of its courier.
import { describe, expect, it, vi } from 'vitest';
import { buildWorld } from '../../src/engine/build.ts';
import { daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation } from '../support/ablation.ts';
import { assertInvariants } from '../support/invariants.ts';
import { type Changes, groundOf, phase, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const ZONE = 5;

function town(traced_share: number): World {
  const scenario = small({ harm: { traced_share } });
  return buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
}

describe('a death', () => {
  it('is traced to a delivery in proportion to the visits expected of it', () => {
    const world = town(1);
    const { occasions, customers, traces, clock } = world;
    const trace = phase('trace', world);
    setDay(clock, 20);
    const TRIALS = 4000;
    const kept = [0, 0, 0];
    for (let trial = 0; trial < TRIALS; trial++) {
      traces.visits[ZONE] = traces.deliveredVisits[ZONE] = 0;
      occasions.count = 4;
      for (let i = 0; i < 4; i++) {
        customers.u16[i * U16_STRIDE + U16.zone] = ZONE;
        occasions.customer[i] = i;
        occasions.candidate[i] = trial;
        occasions.fate[i] = FATE.fulfilled;
        occasions.choice[i] = i < 3 ? CHOICE.delivery : CHOICE.site;
        occasions.courier[i] = i;
        occasions.visits[i] = [1, 2, 5, 8][i];
      }
      trace();
      kept[traces.courier[ZONE]]++;
    }
    expect([traces.visits[ZONE], traces.deliveredVisits[ZONE]]).toEqual([16, 8]);
    for (const [courier, weight] of [1, 2, 5].entries()) {
      const p = weight / 8;
      expect(Math.abs(kept[courier] / TRIALS - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / TRIALS));
    }
  });

  it('leads to an arrest with π times the part that deliveries have in it, and to none where nobody died', () => {
    const world = town(0.4);
    const { traces, health, couriers, counts, clock, zones } = world;
    const prosecute = phase('prosecute', world);
    const isZoneOfDeath = (zone: number): boolean => zone % 2 === 0;
    let deaths = 0;
    for (let day = 10; day < 40; day++) {
      setDay(clock, day);
      couriers.state.fill(COURIER.working);
      for (let zone = 0; zone < zones.count; zone++) {
        traces.visits[zone] = 4;
        traces.deliveredVisits[zone] = 3;
        traces.courier[zone] = zone % couriers.count;
        health.recordedDeaths[zone] = isZoneOfDeath(zone) ? 1 : 0;
        if (isZoneOfDeath(zone)) deaths++;
      }
      prosecute();
      for (let zone = 0; zone < zones.count; zone++)
        if (!isZoneOfDeath(zone) && zone < couriers.count)
          expect(couriers.state[zone] === COURIER.working || isZoneOfDeath(zone + couriers.count)).toBe(true);
    }
    const arrested = counts.couriers_prosecuted_for_death.reduce((a, b) => a + b, 0);
    const p = 0.4 * 0.75;
    // A courier to whom two deaths of a day are traced is arrested once.
    expect(arrested).toBeLessThanOrEqual(p * deaths + 4 * Math.sqrt(p * (1 - p) * deaths));
    expect(arrested).toBeGreaterThan(0.8 * p * deaths - 4 * Math.sqrt(p * (1 - p) * deaths));
  });

  it('takes the courier off the post; nobody is lost, and none more than there are deaths on record', () => {
    const deadly: Changes = {
      time: { tick_min: 60 },
      harm: { visits_per_million: 50_000, death_per_visit: 0.2, traced_share: 0.5 },
    };
    const { record } = watch(small(deadly), assertInvariants);
    const total = (count: 'couriers_prosecuted_for_death' | 'recorded_deaths' | 'arrests_couriers'): number =>
      daysOfCount(record, count).reduce((a, b) => a + b, 0);
    expect(total('couriers_prosecuted_for_death')).toBeGreaterThan(0);
    expect(total('couriers_prosecuted_for_death')).toBeLessThanOrEqual(total('recorded_deaths'));
    expect(total('arrests_couriers')).toBeGreaterThanOrEqual(total('couriers_prosecuted_for_death'));
  });
});

ablation('prosecution', {
  streams: ['death-delivery', 'death-traced'],
  given: { harm: { visits_per_million: 20_000, death_per_visit: 0.2, traced_share: 0.5 } },
  zero: { harm: { traced_share: 0 } },
  event: ['couriers_prosecuted_for_death'],
});
