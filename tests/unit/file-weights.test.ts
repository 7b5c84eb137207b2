// How many know a platform at the start: more of one that is open for a part of the demand, so that orders follow active clients.
import { describe, expect, it } from 'vitest';
import { fileOf } from '../../src/engine/acts/note-event.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { type Changes, groundOf, small } from '../support/small.ts';

/** Two platforms with as many active clients; the first has one shift a day or more, the second `duty_share` of its one courier. */
function townOf(duty: number, ...changes: Changes[]): World {
  const traits = { active_clients: 300, couriers_per_line: 1, catchment_factor: 20 };
  const scenario = small(
    {
      customers: { count: 40_000, aware_share: { low: 0.7, middle: 0.7, high: 0.7 }, known_mean: 1 },
      delivery: { opens_h: 12, closes_h: 24 },
      platforms: [
        { archetype: 'bot-run-channel', count: 1, overrides: { ...traits, couriers_per_line: 4, duty_share: 1 } },
        { archetype: 'family-micro', count: 1, overrides: { ...traits, duty_share: duty } },
      ],
    },
    ...changes,
  );
  return buildWorld(groundOf(scenario), 'baseline', 1, createClock(scenario.time));
}
const weightsOf = ({ platforms: { fileWeight } }: World): number[] => [...fileWeight.subarray(0, 2)];
const EVEN = { hour_profile: Array.from({ length: 24 }, () => 1), weekday_factor: [1, 1, 1, 1, 1, 1, 1] };

describe('who is open for a part of the demand', () => {
  it('is known to as many more as the demand of its hours is less', () => {
    // Open in the last quarter of the hours: 1 to 4, and their sum is 600 active clients.
    const [all, part] = weightsOf(townOf(0.25, { customers: EVEN }));
    expect(part / all).toBeCloseTo(4, 10);
    expect(all + part).toBeCloseTo(600, 10);
    // Seven of ten orders of the opening hours come in that quarter.
    const late = EVEN.hour_profile.map((_, hour) => (hour >= 21 ? 7 : 1));
    const [usual, evening] = weightsOf(townOf(0.25, { customers: { ...EVEN, hour_profile: late } }));
    expect(usual / evening).toBeCloseTo(21 / 30, 10);
  });

  it('is open longer on days with more shifts, but never longer than all', () => {
    // 0.5 of the hours on six days and all of them on the seventh, with 3 of the 9 parts of demand.
    const busy = { ...EVEN, weekday_factor: [1, 1, 1, 1, 1, 1, 3] };
    const [all, part] = weightsOf(townOf((0.5 * 9) / 7, { customers: busy }));
    expect(all / part).toBeCloseTo((6 * 0.5 + 3 * 1) / 9, 6);
  });

  it('has such a file', () => {
    const world = townOf(0.25, { customers: EVEN });
    const [all, part] = [fileOf(world, 0), fileOf(world, 1)];
    expect(part / (all + part)).toBeCloseTo(0.8, 1);
    expect(Math.abs(part - 0.8 * (all + part))).toBeLessThan(4.5 * Math.sqrt(0.16 * (all + part)));
  });

  it('changes nothing where all are open at all hours', () => {
    expect(weightsOf(townOf(1, { customers: EVEN }))).toEqual([300, 300]);
    // By default demand is far from even; some shifts a day are enough.
    const bots = { archetype: 'bot-run-channel', count: 2, overrides: { active_clients: 301.7 } };
    expect(weightsOf(townOf(1, { platforms: [bots] }))).toEqual([301.7, 301.7]);
  });
});
