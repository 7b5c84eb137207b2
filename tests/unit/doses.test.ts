// The least doses of the model: hours reach each line to the minute, and policies below a least are named.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTreatmentScale } from '../../src/engine/acts/treatment-reach.ts';
import { minutesEach, tooFewHours } from '../../src/policies/focus.ts';
import { underdoses } from '../../src/policies/registry.ts';
import { against, type Changes, small, watch } from '../support/small.ts';

const LEAST = small();

describe('hours shared among lines', () => {
  const anyDay = fc.integer({ min: -400, max: 7000 });

  it('are whole minutes that add up to the hours of the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 40 }), anyDay, (min, wanted, day) => {
        const share = minutesEach(min / 60, wanted, day);
        const shares = Array.from({ length: wanted }, (_, at) => share(at));
        expect(shares.every((minutes) => Number.isInteger(minutes) && minutes >= 0)).toBe(true);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(min);
      }),
    );
  });

  it('give every line its share of any seven days to the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 40 }), anyDay, (min, wanted, from) => {
        for (const at of [0, wanted - 1]) {
          let week = 0;
          for (let day = from; day < from + 7; day++) week += minutesEach(min / 60, wanted, day)(at);
          expect(Math.abs(week - (7 * min) / wanted)).toBeLessThan(1);
        }
      }),
    );
  });

  it('reach the least where that is what is given, and where the warning says how much to give', () => {
    expect(tooFewHours({ hours_per_day: 40, lines: 7 }, LEAST)).toBeNull();
    for (let lines = 1; lines <= 60; lines++) {
      const warning = tooFewHours({ hours_per_day: 0.1, lines }, LEAST);
      const enough = Number(/hours_per_day ([\d.]+)/.exec(warning ?? '')?.[1]);
      expect(tooFewHours({ hours_per_day: enough, lines }, LEAST)).toBeNull();
      expect(tooFewHours({ hours_per_day: enough - 0.02, lines }, LEAST)).not.toBeNull();
      for (let at = 0; at < lines; at++) {
        let week = 0;
        for (let day = 0; day < 7; day++) week += minutesEach(enough, lines, day)(at);
        expect(week).toBeGreaterThanOrEqual(40 * 60);
      }
    }
  });
});

describe('policies that do nothing for want of a dose', () => {
  it('are named with what they lack, in the arm where they stand', () => {
    const scenario = small({
      arms: {
        baseline: {},
        thin: {
          policies: [
            { kind: 'holder-arrest', hours_per_day: 3 },
            { kind: 'treatment', eur_per_day: 60, label: 'A little treatment' },
            { kind: 'drug-checking', eur_per_day: 60 },
            { kind: 'drug-checking', eur_per_day: 60 },
            { kind: 'platform-investigation', hours_per_day: 0 },
          ],
        },
      },
    });
    expect(underdoses(scenario)).toEqual([
      'holder-arrest (arm thin) does nothing: 21 officer-hours a week on a line are below the 40 from which anything is learnt: give hours_per_day 5.72 or more, or fewer lines.',
      'A little treatment (arm thin) does nothing: 60 EUR a day are below the 100 from which a programme reaches anybody.',
    ]);
  });
});

describe('treatment of a share of customers', () => {
  const customersWith = (changes: NonNullable<Changes['customers']>) =>
    watch(
      small({ time: { burn_in_days: 0, pre_days: 0, post_days: 1 }, customers: { count: 3000, ...changes } }),
      () => {},
    ).customers;

  it.each([
    ['light and heavy ones', {}],
    ['light ones alone', { heavy_share: 0 }],
    ['hardly any but heavy ones', { light_per_month: 0.001 }],
  ])('treats as many as that on average, in proportion to rates and nobody twice: %s', (_, changes) => {
    const customers = customersWith(changes);
    const scaleOf = createTreatmentScale(customers);
    const relative = Array.from({ length: 3000 }, (_, c) => customers.meanGapMin / customers.f32[c * 32 + 2]);
    let last = 0;
    for (const share of [0.01, 0.1, 0.3, 0.6, 0.9, 0.99]) {
      const scale = scaleOf(share);
      expect(scale).toBeGreaterThan(last);
      const treated = relative.reduce((sum, rate) => sum + Math.min(1, scale * rate), 0) / 3000;
      expect(Math.abs(treated - share)).toBeLessThan(0.01);
      last = scale;
    }
    expect(scaleOf(0)).toBe(0);
    expect(scaleOf(1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is for all who buy at all where more are to be treated than do', () => {
    const scale = createTreatmentScale(customersWith({ light_per_month: 0 }))(0.5);
    expect(scale).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the room of a run', () => {
  it.each([
    ['all occasions of a week on one day', { weekday_factor: [0, 0, 0, 0, 1, 0, 0] }],
    ['all in one hour of one day', { weekday_factor: [0, 0, 0, 0, 1, 0, 0], hour_profile: [...Array(23).fill(0), 1] }],
  ])('holds what fails and comes back: %s', (_, customers) => {
    const changes = { customers: { count: 2000, light_per_month: 8, ...customers } } as Changes;
    const scenario = small(changes, { returns: { probability: 1 }, sites: { count: 1 } }, against());
    expect(() => watch(scenario, () => {})).not.toThrow();
  });

  it('is asked for at the door: lines and couriers of platforms that may yet open', () => {
    const many = { kind: 'site-bans', hours_per_day: 1, platforms_at_most: 500 } as const;
    const big = [{ archetype: 'site-ban-born', count: 1, overrides: { lines: 64, couriers_per_line: 200 } }] as const;
    expect(() => small({ platforms: [...big] }, against(many))).toThrow(/too many couriers/);
    expect(() => small({ platforms: [...big] }, against({ ...many, hours_per_day: 0 }))).not.toThrow();
    const half = [{ ...big[0], count: 30 }];
    expect(() => small({ platforms: half, mechanisms: { platform_entry: true } })).toThrow(/too many couriers/);
    expect(() => small({ platforms: half, mechanisms: { platform_entry: false } })).not.toThrow();
  });
});
