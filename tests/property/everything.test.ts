// All kinds of policy and all mechanisms at once: every sum holds to the last cent, and each policy has left its mark.

import { beforeAll, describe, expect, it } from 'vitest';
import { COUNT_NAMES, type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { F32, F32_STRIDE } from '../../src/engine/entities/customers.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import type { Clock } from '../../src/engine/kernel/clock.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy, POLICIES, type Policy } from '../../src/policies/registry.ts';
import { allMechanisms } from '../support/any-policy.ts';
import { assertAddsUp, assertInvariants } from '../support/invariants.ts';
import { CHEAP, type Changes, EVENTFUL, EVERY_POLICY, groundOf, small } from '../support/small.ts';

type Kind = Policy['kind'];
type Measure = (world: World, clock: Clock) => number;

/** Day on which the policies start. */
const FIRST_DAY = EVERY_POLICY[0].start_day;

const OFTEN = { ...CHEAP, lapse_per_week: 0.1, file_kept: 1 } as const;
/** The eventful town in which what befalls organisations, too, happens within weeks. */
const TOWN: Changes = {
  ...EVENTFUL,
  mechanisms: allMechanisms(true),
  platforms: [
    { archetype: 'three-line-hands-on', count: 6, overrides: OFTEN },
    { archetype: 'service-quality-bikes', count: 6, overrides: OFTEN },
    { archetype: 'hybrid-site-platform', count: 3, overrides: OFTEN },
  ],
  shocks: [{ kind: 'platforms-felled', day: 40, share: 0.2 }],
  couriers: { ...EVENTFUL.couriers, stop_hazard_per_h: 0.2, minors_share: 0.3 },
  investigation: { ...EVENTFUL.investigation, scale_h: 50 },
  takedown: { women_managers_share: 0.5 },
  rebirth: { ...EVENTFUL.rebirth, rented_share: 1, dissolves_after_weeks: 4 },
  justice: {
    ...EVENTFUL.justice,
    trial_least_months: 0,
    trial_most_months: 1,
    manager_least_months: 0,
    manager_most_months: 1,
  },
  client_files: { kept_by_renter_share: 1 },
  organisations: { ...EVENTFUL.organisations, site_founds_per_week: 0.03 },
  defection: { hazard_per_year: 100, opens_share: 0.9 },
  catalogue: { unknown_from: '2021-01-01', unknown_platform_share: 0.8, unknown_customer_share: 0.3 },
  harm: { ...EVENTFUL.harm, traced_share: 1 },
};

const total = (record: ArmRecord, measure: CountName): number => sum(daysOfCount(record, measure));
const sum = (column: ArrayLike<number>): number => Array.from(column).reduce((a, b) => a + b, 0);
const count = (column: ArrayLike<number>, is: (value: number, at: number) => boolean): number =>
  Array.from(column).filter(is).length;

/** What only a policy of this kind does, in a world after a tick. */
const DID: Record<Kind, Measure> = {
  'site-operations': ({ record }) => total(record, 'site_operations'),
  'street-stops': ({ zones }) => sum(zones.stopDensity) - zones.stopDensity.length,
  'platform-investigation': ({ lines }) => sum(lines.workedMin),
  'holder-arrest': ({ lines }) => sum(lines.holderMin),
  'number-cut': ({ lines }) => count(lines.state, (state) => state === LINE.cut),
  finance: ({ lines }) => lines.financeMin[0],
  'site-bans': ({ record }) => total(record, 'site_bans'),
  'job-placement': ({ record }) => total(record, 'couriers_to_jobs'),
  'violence-interruption': ({ effort }) => sum(effort.interruptionCents),
  'customer-fines': ({ ledger }) => ledger.stateCents,
  treatment: ({ effort }) => sum(effort.treatmentCents),
  'drug-checking': ({ health }) => sum(health.checking),
  prevention: ({ health }) => sum(health.prevention),
};

/** A daily measure that is another without the policies of one kind: they did more than to spend hours and money. */
const MOVED: Record<Kind, CountName> = {
  'site-operations': 'arrests_sites',
  'street-stops': 'arrests_couriers',
  'platform-investigation': 'takedowns',
  'holder-arrest': 'arrests_managers',
  'number-cut': 'lines_cut',
  finance: 'seized_cents',
  'site-bans': 'operators_to_platforms',
  'job-placement': 'couriers_to_jobs',
  'violence-interruption': 'violence_retaliation',
  'customer-fines': 'fines_customers',
  treatment: 'candidates',
  'drug-checking': 'emergency_visits_expected',
  prevention: 'customers_active',
};

/** What mechanisms do that no policy asks for, and what follows from policies later on. */
const HAPPENED: Record<string, Measure> = {
  'visits dropped directly': ({ zones }) => sum(zones.visitDrop),
  'rates drifted': ({ customers }) => count(customers.f32, (drift, at) => at % F32_STRIDE === F32.drift && drift > 1),
  'people were in treatment without any policy': ({ health }, { reportedDay }) =>
    reportedDay < FIRST_DAY ? sum(health.treatmentScale) : 0,
  'platforms opened that come from no ban': ({ platforms, sites }) =>
    count(platforms.status, (status, p) => p >= platforms.nAtStart && status === PLATFORM_STATUS.active) -
    sum(sites.nPlatformsFrom),
  'banned operators opened platforms': ({ sites }) => sum(sites.nPlatformsFrom),
  'platforms went dark': ({ platforms }) => count(platforms.status, (status) => status === PLATFORM_STATUS.dark),
  'platforms came back': ({ platforms }) =>
    count(platforms.darkSince, (day, p) => day > 0 && platforms.status[p] === PLATFORM_STATUS.active),
  'persons were released': ({ custody }) => sum(custody.pool),
  'couriers had to go to prison from their post': ({ couriers }, { day }) =>
    count(couriers.prisonFrom, (from, post) => from === day + 1 && couriers.state[post] !== COURIER.vacant),
  'retaliation was to come': ({ violence }) => sum(violence.excitation),
  'occasions came back': ({ occasions }) => sum(occasions.attempt.subarray(0, occasions.count)),
};

describe('a town with all policies and all mechanisms at once', () => {
  const kinds = EVERY_POLICY.map(({ kind }) => kind);
  let baseline: ArmRecord;
  let pressure: ArmRecord;
  const without = new Map<Kind, ArmRecord>();
  const most: Record<string, number> = {};
  let ticks = 0;

  const see = (world: World, clock: Clock): void => {
    ticks++;
    assertInvariants(world, clock);
    if (world.record.arm !== 'pressure') return;
    for (const [what, measure] of Object.entries<Measure>({ ...DID, ...HAPPENED }))
      most[what] = Math.max(most[what] ?? 0, measure(world, clock));
  };

  beforeAll(() => {
    const fewer = kinds.map((kind) => [`no-${kind}`, { policies: EVERY_POLICY.filter((p) => p.kind !== kind) }]);
    const ground = groundOf(
      small(TOWN, { arms: { baseline: {}, pressure: { policies: EVERY_POLICY }, ...Object.fromEntries(fewer) } }),
    );
    const live = (arm: string, options: Parameters<typeof runArm>[4] = {}): World =>
      runArm(ground, arm, 1, compilePolicy, options);
    const world = live('baseline', { afterTick: see });
    baseline = world.record;
    pressure = live('pressure', { baseline: world.tape, afterTick: see }).record;
    for (const kind of kinds) without.set(kind, live(`no-${kind}`, { baseline: world.tape }).record);
  });

  it('has one policy of every kind', () => {
    expect([...kinds].sort()).toEqual(POLICIES.map(({ kind }) => kind).sort());
  });

  it('keeps cents, milligrams, persons, custody and ranges after every tick, and its tables add up', () => {
    expect(ticks).toBe(2 * 98 * 24);
    for (const record of [baseline, pressure, ...without.values()]) assertAddsUp(record);
  });

  it.each(kinds)('sees the work of %s, without which it is another town', (kind) => {
    expect(most[kind]).toBeGreaterThan(0);
    const measure = MOVED[kind];
    expect(daysOfCount(without.get(kind) as ArmRecord, measure)).not.toEqual(daysOfCount(pressure, measure));
  });

  it.each(Object.keys(HAPPENED))('sees that %s', (what) => {
    expect(most[what]).toBeGreaterThan(0);
  });

  it('counts everything that a day can count, but what one town in two sees', () => {
    const never = COUNT_NAMES.filter((measure) => total(pressure, measure) === 0);
    expect(
      never.filter((measure) => !['defections_without_room', 'recorded_violence_punishment'].includes(measure)),
    ).toEqual([]);
  });
});
