// The dose of work against sites that follows their number.
import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { type ArmRecord, EFFORT_WINDOWS, effortAt } from '../../src/engine/kernel/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { foresee, foreseenText } from '../../src/policies/foreseen.ts';
import { describePolicy, policySchema } from '../../src/policies/registry.ts';
import { DAYS_PER_MEAN_MONTH } from '../../src/units.ts';
import { LEAST, refused } from '../support/scenario-files.ts';
import {
  against,
  type Changes,
  cityOf,
  expectSame,
  NO_FEEDBACK,
  type PolicyInput,
  run,
  small,
} from '../support/small.ts';

/** Sites, and hardly anything else. */
const SITES: Changes = {
  time: { burn_in_days: 3, pre_days: 2, post_days: 60, tick_min: 60 },
  customers: { count: 10 },
  sites: { count: 40 },
  areas: { target: { rule: 'most-sites', share: 0.5 } },
  platforms: [],
  mechanisms: { ...NO_FEEDBACK, site_turnover: true },
};
const OPERATIONS = { kind: 'site-operations', pick: 'random', where: 'all', per_site_month: 3 } as const;

const days = (record: ArmRecord, name: CountName): number[] => Array.from(daysOfCount(record, name));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const under = (changes: Changes, ...policies: PolicyInput[]): ArmRecord =>
  run(small(SITES, changes, against(...policies)))[1]!;

describe('a dose by sites', () => {
  it.each([
    ['ordinary operations', { kind: 'site-operations', size: 'ordinary' }, 40],
    ['large operations', { kind: 'site-operations', size: 'large' }, 200],
    ['bans', { kind: 'site-bans', platforms_at_most: 1 }, 80],
  ] as const)('offers each day the hours of so many %s for each site that stands', (_, kind, pieceH) => {
    const police = {
      operation_officer_h: 40,
      large_operation_officer_h: 200,
      ban_officer_h: 80,
      closure_probability: 0.3,
      disruption_mean_days: 0.5,
    };
    const record = under({ police }, { ...kind, where: 'all', pick: 'random', per_site_month: 3, ramp_days: 4 });
    const open = days(record, 'sites_open');
    const offered = days(record, 'officer_minutes_offered');
    expect(new Set(open).size).toBeGreaterThan(5);
    for (const [day, minutes] of offered.entries()) {
      const share = Math.min(1, (day + 0.5) / 4);
      expect(minutes).toBeCloseTo((share * 3 * open[day]! * pieceH * 60) / DAYS_PER_MEAN_MONTH, 2);
    }
    // Saved up: what is offered is worked, but for less than one piece.
    const left = sum(offered) - sum(days(record, 'officer_minutes'));
    expect(left).toBeGreaterThanOrEqual(-1e-6);
    expect(left).toBeLessThan(pieceH * 60);
  });

  it('counts the sites of its area only, and those disrupted among them', () => {
    const still = { mechanisms: NO_FEEDBACK, police: { closure_probability: 0, disruption_mean_days: 365 } };
    const inTarget = under(still, { ...OPERATIONS, where: 'target', per_site_month: 0.3 });
    const everywhere = under(still, { ...OPERATIONS, per_site_month: 0.3 });
    const perDay = (record: ArmRecord): number[] => days(record, 'officer_minutes_offered').map(Math.round);
    const all = Math.round((0.3 * 40 * 40 * 60) / DAYS_PER_MEAN_MONTH);
    expect(new Set(perDay(everywhere))).toEqual(new Set([all]));
    expect(perDay(inTarget)[0]).toBeLessThan(all);
    expect(sum(days(everywhere, 'site_operations'))).toBeGreaterThan(15);
  });

  it('is the same as hours a day where the number of sites stays', () => {
    const still = { mechanisms: NO_FEEDBACK, police: { closure_probability: 0 } };
    const { per_site_month, ...rest } = OPERATIONS;
    const hours_per_day = (per_site_month * 40 * 40) / DAYS_PER_MEAN_MONTH;
    expectSame(under(still, OPERATIONS), under(still, { ...rest, hours_per_day }));
  });

  it('does nothing at 0', () => {
    const none = { ...OPERATIONS, per_site_month: 0, start_day: 3, announce_day: 0 };
    const [baseline, idle] = run(small(SITES, against(none, { kind: 'site-bans', where: 'all', per_site_month: 0 })));
    expectSame(baseline!, idle!);
    expect(idle!.effort[effortAt(idle!, EFFORT_WINDOWS.indexOf('post'), 0)]).toBe(0);
  });

  it('is told in words, and its hours before a run as an estimate', () => {
    const scenario = small(SITES, { seeds: 1 }, against({ ...OPERATIONS, start_day: 2, per_site_month: 0.3 }));
    expect(describePolicy(scenario.arms.pressure!.policies[0]!)).toBe(
      'Site operations: 0.3 operations a month for each site in all zones, from day 2 on, sites at random.',
    );
    expect(describePolicy(policySchema.parse({ kind: 'site-bans', per_site_month: 0.1 }))).toContain(
      '0.1 bans a month',
    );
    const foreseen = foresee(scenario, cityOf(scenario)).pressure![0]!;
    expect(foreseen.is_estimate).toBe(true);
    expect(foreseen.offered_h).toBeCloseTo((60 * 0.3 * 40 * 40) / DAYS_PER_MEAN_MONTH, 3);
    expect(foreseenText(foreseen)).toMatch(
      /^about 946 officer-hours offered in the post window if as many sites stand as at the start: a run counts the sites of each day/,
    );
  });

  it.each([
    ['kind: site-operations', 'policies.0.hours_per_day', 'missing'],
    ['kind: site-bans', 'policies.0.hours_per_day', 'missing'],
    ['kind: site-bans, hours_per_day: 2, per_site_month: 0.1', 'policies.0.per_site_month', 'a second dose'],
    ['kind: site-operations, per_site_month: -1', 'policies.0.per_site_month', 'out of range'],
    ['kind: street-stops, hours_per_day: 2, per_site_month: 0.1', 'policies.0.per_site_month', 'unknown key'],
    ['kind: site-operations, per_site_mnth: 0.1', 'policies.0.per_site_mnth', 'unknown key'],
  ])('is one of two: { %s } is wrong at its place', (policy, path, what) => {
    const [fault, ...others] = refused(`${LEAST}policies:\n  - { ${policy} }\n`);
    expect([fault?.path, fault?.what, others]).toEqual([path, what, []]);
    expect(fault!.col).toBeGreaterThan(3);
  });
});

describe('what operations do to a site', () => {
  const record = under(
    { sites: { count: 400 }, police: { closure_probability: 0.2, disruption_mean_days: 14 }, mechanisms: NO_FEEDBACK },
    OPERATIONS,
  );
  const all = sum(days(record, 'site_operations'));

  it('is counted: those that close it, and the weeks for which it is shut', () => {
    const closing = sum(days(record, 'operations_closing'));
    expect(Math.abs(closing - 0.2 * all) / Math.sqrt(0.16 * all)).toBeLessThan(3.5);
    const closures = sum(days(record, 'site_closures'));
    expect(closing - closures).toBe(days(record, 'operations_closing').at(-1));
    for (const week of [1, 2, 3, 4] as const) {
      const share = 0.8 * (Math.exp(-(week - 1) / 2) - Math.exp(-week / 2));
      const found = sum(days(record, `operations_shut_week_${week}`));
      expect(Math.abs(found - share * all) / Math.sqrt(all * share * (1 - share))).toBeLessThan(3.5);
    }
  });

  it('shuts it for a median of days in closed form', () => {
    // (1 − q)(1 − e^(−t/14)) = 1/2 with a share q closed for good.
    const median = OUTCOMES.find(({ id }) => id === 'site_downtime_median_days')!.of(record, 'post')!;
    const expected = -14 * Math.log(1 - 0.5 / 0.8);
    const atMedian = (0.8 * Math.exp(-expected / 14)) / 14;
    expect(Math.abs(median - expected)).toBeLessThan((3.5 * 0.5) / Math.sqrt(all) / atMedian + 0.2);
  });
});
