// Takedowns, rebirths, entries and justice in whole runs: what they change, what they leave alone, what stays conserved.

import { describe, expect, it } from 'vitest';
import { COUNT_NAMES, type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { LINE, MANAGER, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { assertAddsUp, assertInvariants } from '../support/invariants.ts';
import {
  against,
  CHEAP,
  type Changes,
  differences,
  expectSame,
  groundOf,
  OPERATIONS,
  type PolicyInput,
  run,
  STOPS,
  small,
} from '../support/small.ts';

/** A town of many platforms in which lines fall within weeks. */
const TOWN: Changes = {
  time: { burn_in_days: 14, pre_days: 14, post_days: 84, tick_min: 60 },
  customers: { light_per_month: 8 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 3 },
    { archetype: 'service-quality-bikes', count: 3 },
  ],
  investigation: { scale_h: 150, reference_orders_per_day: 2, tips_per_courier_year: 20, number_cut_officer_h: 20 },
  couriers: { stop_hazard_per_h: 0.01 },
  police: { operation_officer_h: 20 },
};
const INVESTIGATION: PolicyInput = { kind: 'platform-investigation', start_day: 14, hours_per_day: 60, lines: 3 };
const HOLDERS: PolicyInput = { kind: 'holder-arrest', start_day: 14, hours_per_day: 60, lines: 3 };
const CUTS: PolicyInput = { kind: 'number-cut', start_day: 20, hours_per_day: 10, pick: 'random' };
const FINANCE: PolicyInput = { kind: 'finance', start_day: 14, hours_per_day: 20 };
const FIRST_DAY = 14;

const daily = (record: ArmRecord, measure: CountName): number[] => Array.from(daysOfCount(record, measure));
const total = (record: ArmRecord, measure: CountName): number => daily(record, measure).reduce((a, b) => a + b, 0);

/** The arm under pressure alone, with mechanisms switched. */
function alone(
  { off = {}, changes = {} }: { off?: Changes['mechanisms']; changes?: Changes },
  ...policies: PolicyInput[]
): World {
  const ground = groundOf(small(TOWN, changes, against(...policies), { mechanisms: off }));
  return runArm(ground, 'pressure', 1, compilePolicy);
}

describe('pressure on platforms', () => {
  it('keeps cents, milligrams, people and custody after every tick, with all of it at once', () => {
    const seen = { dark: 0, custody: 0, births: 0, closed: 0 };
    const CENTS_PER_MG = 3;
    /** Cents seized and product at cost since the run began, at the end of the burn-in and at the end. */
    let [burnInCents, seizedCents] = [0, 0];
    let cashCents = 0;
    /** Numbers cut, line by line: a line without number is back before it loses another. */
    let cuts = 0;
    let wasCut: boolean[] = [];
    const scenario = small(TOWN, against(INVESTIGATION, HOLDERS, CUTS, FINANCE, STOPS, OPERATIONS), {
      organisations: { exit_per_week: 0.03, entry_per_week: 0.1 },
      delivery: { product_cost_eur_per_g: CENTS_PER_MG * 10 },
      platforms: [
        { archetype: 'three-line-hands-on', count: 3, overrides: { ...CHEAP, leakage: 0.6 } },
        { archetype: 'service-quality-bikes', count: 3, overrides: CHEAP },
      ],
      mechanisms: { running_costs: true, platform_exit: true, platform_entry: true },
    });
    const records = run(scenario, {
      afterTick: (world, clock) => {
        assertInvariants(world, clock);
        seen.dark = Math.max(seen.dark, world.platforms.status.filter((s) => s === PLATFORM_STATUS.dark).length);
        seen.custody = Math.max(seen.custody, world.custody.now);
        seen.births = Math.max(seen.births, world.tape.births.length);
        seen.closed = Math.max(seen.closed, world.ledger.couriersOfClosed);
        if (world.record.arm !== 'pressure') return;
        cashCents = world.ledger.seizedCents;
        seizedCents = cashCents + CENTS_PER_MG * world.ledger.seizedMg;
        if (clock.reportedDay < 0) burnInCents = seizedCents;
        const isCut = Array.from(world.lines.state, (state) => state === LINE.cut);
        cuts += isCut.filter((is, line) => is && !wasCut[line]).length;
        wasCut = isCut;
      },
    });
    for (const record of records) assertAddsUp(record);
    const [, pressure] = records;
    expect(seen.dark).toBeGreaterThan(0);
    expect(cashCents).toBeGreaterThan(0);
    expect(seen.custody).toBeGreaterThan(0);
    expect(seen.births).toBeGreaterThan(7);
    expect(seen.closed).toBeGreaterThan(7);
    for (const measure of ['takedowns', 'lines_cut', 'arrests_managers', 'custody_person_days'] as const)
      expect(total(pressure, measure), measure).toBeGreaterThan(0);
    // Beside the lines worked on and the numbers cut, sister lines fall.
    expect(cuts).toBeGreaterThan(0);
    expect(total(pressure, 'lines_cut')).toBeGreaterThan(total(pressure, 'takedowns') + cuts);
    expect(total(pressure, 'seized_cents')).toBe(seizedCents - burnInCents);
  });

  it.each([
    ['investigations', INVESTIGATION],
    ['undercover purchase', { ...INVESTIGATION, undercover: true }],
    ['holder arrests', HOLDERS],
    ['number cuts', CUTS],
    ['work on finances', FINANCE],
  ])('of no hours leaves the record of the baseline: %s', (_, policy) => {
    const idle = { ...policy, hours_per_day: 0 } as PolicyInput;
    const [baseline, pressure] = run(small(TOWN, against(idle)));
    expectSame(baseline, pressure);
  });

  it.each([
    ['investigations', INVESTIGATION, 'takedowns'],
    ['number cuts', CUTS, 'lines_cut'],
  ] as const)('changes nothing but hours, cost and the chance of it before its first event: %s', (_, policy, event) => {
    const [baseline, pressure] = run(small(TOWN, against(policy)));
    const first = daily(pressure, event).findIndex((n) => n > 0);
    expect(first).toBeGreaterThanOrEqual(FIRST_DAY);
    for (const measure of COUNT_NAMES) {
      if (/^(officer_minutes|cost_|arrests_couriers_expected)/.test(measure)) continue;
      expect(daily(pressure, measure).slice(0, first), measure).toEqual(daily(baseline, measure).slice(0, first));
    }
    expect(differences(baseline, pressure)).toContain('series');
  });

  it('of holders arrests managers and no courier, and fells no sister line', () => {
    const { record } = alone({ off: { stops: false, rebirth: false } }, HOLDERS);
    expect(total(record, 'takedowns')).toBeGreaterThan(0);
    expect(total(record, 'arrests_couriers')).toBe(0);
    expect(total(record, 'arrests_managers')).toBeGreaterThan(0);
    expect(total(record, 'lines_cut')).toBe(total(record, 'takedowns'));
  });

  it('by number cuts arrests nobody, seizes nothing and lets every line come back', () => {
    const world = alone({ off: { stops: false, defection: false } }, { ...CUTS, end_day: 80 });
    const { record } = world;
    expect(total(record, 'lines_cut')).toBeGreaterThan(10);
    for (const measure of ['arrests_couriers', 'arrests_managers', 'seized_cents'] as const)
      expect(total(record, measure)).toBe(0);
    expect(new Set(world.lines.state)).toEqual(new Set([0]));
  });

  it('undercover reaches only platforms that anyone can order from', () => {
    const changes = { investigation: { scale_h: 1e6 } };
    const { platforms, lines } = alone({ changes }, { ...INVESTIGATION, undercover: true });
    const known = [...lines.knowledge.keys()].filter((line) => lines.knowledge[line] > 0);
    expect(known.length).toBe(3);
    for (const line of known) expect(platforms.isOpenChannel[lines.platform[line]]).toBe(1);
  });

  it('seizes more cash with work on finances, of the same takedowns', () => {
    const off = { rebirth: false };
    const plain = alone({ off }, INVESTIGATION);
    const followed = alone({ off }, INVESTIGATION, FINANCE);
    expect(total(followed.record, 'takedowns')).toBe(total(plain.record, 'takedowns'));
    expect(followed.ledger.seizedCents).toBeGreaterThan(plain.ledger.seizedCents);
    expectSame({ ...followed.record, daily: plain.record.daily }, plain.record);
  });

  it.each([
    ['remote', 0.1],
    ['part', 0.5],
    ['hands-on', 0.8],
  ] as const)(
    'lets most remote managers go free, and few of those who do the work: %s, %f arrested',
    (manager, share) => {
      const changes: Changes = {
        time: { burn_in_days: 0, pre_days: 14, post_days: 84, tick_min: 60 },
        // Each falls once at most, and with it the platform.
        platforms: [{ archetype: 'three-line-hands-on', count: 60, overrides: { manager, lines: 1 } }],
        investigation: { scale_h: 1, reference_orders_per_day: 0.1, least_hours_per_week: 1 },
      };
      const { platforms, record } = alone(
        { changes, off: { rebirth: false, defection: false } },
        { ...INVESTIGATION, lines: 60 },
      );
      expect(new Set(platforms.manager)).toEqual(new Set([MANAGER[manager]]));
      const takedowns = total(record, 'takedowns');
      expect(takedowns).toBeGreaterThan(50);
      const arrests = total(record, 'arrests_managers');
      expect(Math.abs(arrests - share * takedowns) / Math.sqrt(takedowns * share * (1 - share))).toBeLessThan(3);
    },
  );
});

describe('a mechanism of pressure on platforms that is off', () => {
  it('has none of its effects: hours on investigations with nothing learnt, managers never held, nobody in custody', () => {
    const unlearnt = alone({ off: { investigation: false } }, INVESTIGATION);
    expect(total(unlearnt.record, 'officer_minutes')).toBeGreaterThan(0);
    expect(total(unlearnt.record, 'takedowns')).toBe(0);
    const free = alone({ off: { justice: false } }, INVESTIGATION);
    expect(total(free.record, 'arrests_managers')).toBeGreaterThan(0);
    expect(total(free.record, 'custody_person_days')).toBe(0);
    expect(free.platforms.heldUntil.every((day) => day === 0)).toBe(true);
  });
});

describe('new platforms', () => {
  /** Where nothing is earned at the start, openings do not follow what is earned. */
  const ENTRY: Changes = {
    organisations: { entry_per_week: 0.1 },
    delivery: { pay_per_order_eur: 100 },
    mechanisms: { platform_entry: true },
  };

  it('open in the same weeks in every arm, become known, and sell', () => {
    const scenario = small(TOWN, against(STOPS), ENTRY);
    const [baseline, pressure] = run(scenario);
    expect(daily(pressure, 'births_in_niches')).toEqual(daily(baseline, 'births_in_niches'));
    expect(differences(baseline, pressure)).not.toEqual([]);
    const active = daily(baseline, 'platforms_active');
    expect(active.at(-1)).toBeGreaterThan(active[0]);
    const without = run(small(TOWN, against(STOPS)))[0];
    expect(total(baseline, 'delivered')).toBeGreaterThan(total(without, 'delivered'));
  });
});
