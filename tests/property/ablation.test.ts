// Each mechanism off: it draws nothing, the run is as it was until its first event, and as with its rate at zero.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../src/engine/clock.ts';
import { F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/columns/customers.ts';
import { PLATFORM_STATUS } from '../../src/engine/columns/platforms.ts';
import type { Ground } from '../../src/engine/ground.ts';
import { runPilot } from '../../src/engine/pilot.ts';
import { type ArmRecord, DAILY_MEASURES, EVENT_MEASURES } from '../../src/engine/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { StreamName } from '../../src/random/streams.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { against, type Changes, differences, expectSame, groundOf, type PolicyInput, small } from '../support/small.ts';

/** Draws by the first word of the key. */
const counting = vi.hoisted(() => ({ draws: new Map<number, number>() }));
vi.mock('../../src/random/threefry.ts', async (original) => {
  const actual = await original<typeof import('../../src/random/threefry.ts')>();
  return {
    ...actual,
    get word1() {
      return actual.word1;
    },
    threefry(key0: number, key1: number, counter0: number, counter1: number) {
      counting.draws.set(key0, (counting.draws.get(key0) ?? 0) + 1);
      return actual.threefry(key0, key1, counter0, counter1);
    },
  };
});

type Mechanism = keyof Scenario['mechanisms'];
type Daily = (typeof DAILY_MEASURES)[number];

const everywhere = { start_day: 3, where: 'all' } as const;
const POLICIES: PolicyInput[] = [
  { kind: 'site-operations', ...everywhere, hours_per_day: 10, between: [10, 18], pick: 'random' },
  { kind: 'street-stops', ...everywhere, hours_per_day: 40 },
  { kind: 'platform-investigation', ...everywhere, hours_per_day: 40, lines: 2 },
  { kind: 'finance', start_day: 3, hours_per_day: 5 },
  { kind: 'job-placement', start_day: 3, eur_per_day: 200 },
];

/** A town in which in two months everything happens that is otherwise rare. */
const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 10, post_days: 60, tick_min: 60 },
  customers: { count: 300, light_per_month: 6, quit_per_year: 0.5, initiation_per_year: 0.5, drift_per_year: 0.5 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 4 },
    { archetype: 'service-quality-bikes', count: 3 },
  ],
  couriers: { stop_hazard_per_h: 0.005 },
  police: { operation_officer_h: 20, closure_probability: 0.4 },
  investigation: { scale_h: 120, reference_orders_per_day: 2, tips_per_courier_year: 10 },
  rebirth: { hazard_per_week: 0.05, platforms_entry_per_year: 12 },
  justice: { fast_track_share: 0.5, sentence_mean_months: 0.5, desistance_per_year: 10, reoffending_share: 0.8 },
  sites: { count: 8 },
  harm: { visits_per_million: 2_000 },
  health: { treatment_share: 0.2 },
  violence: {
    robbery_per_site_year: 5,
    robbery_per_platform_year: 2,
    territorial_per_site_year: 60,
    vacancy_events: 10,
  },
  residents: { calls_per_site_order: 0.01 },
  mechanisms: { direct_drop: true },
};

interface Row {
  mechanism: Mechanism;
  /** Streams that nothing else draws from. */
  streams: StreamName[];
  /** The scenario with the mechanism on and its rate at zero. */
  zero: Changes;
  /** Changes of the scenario, in all runs of the row. */
  given?: Changes;
  /** When its first event happens: in the tick at which this is first true, or on the first day that counts any of these. */
  event: ((world: World, clock: Clock) => boolean) | Daily[];
  /** It acts as a day ends, and is seen on the next. */
  atDayEnd?: true;
  /** It has no event in this version. */
  never?: true;
}

const some = (column: ArrayLike<number>, is: (value: number, at: number) => boolean): boolean => {
  for (let at = 0; at < column.length; at++) if (is(column[at], at)) return true;
  return false;
};
const ofCustomers =
  (stride: number, offset: number, is: (value: number, clock: Clock) => boolean) =>
  (column: ArrayLike<number>, clock: Clock): boolean =>
    some(column, (value, at) => at % stride === offset && is(value, clock));
const bought = ({ occasions }: World): boolean =>
  some(occasions.fate.subarray(0, occasions.count), (fate) => fate === 1);
const knows = ({ customers }: World, of: (sum: number) => boolean): boolean => {
  let sum = 0;
  for (let c = 0; c < customers.count; c++) sum += customers.u8[c * U8_STRIDE + U8.nKnown];
  return of(sum);
};
const VIOLENCE = { robbery_per_site_year: 0, robbery_per_platform_year: 0, territorial_per_site_year: 0 };
const NOBODY_HELD: Changes = {
  couriers: { custody_days: 0, kept_share: 0 },
  takedown: {
    courier_remand_share: 0,
    minor_remand_share: 0,
    manager_arrest_hands_on: 0,
    manager_arrest_part: 0,
    manager_arrest_remote: 0,
  },
  justice: { desistance_per_prior: 1 },
};
const NOTHING: Changes = {};
let knownAtFirst = -1;

const ROWS: Row[] = [
  { mechanism: 'learning', streams: [], zero: { learning: { loyalty_rate: 0, smoothing: 0 } }, event: bought },
  {
    mechanism: 'returns',
    streams: ['come-back'],
    zero: { returns: { probability: 0 } },
    event: ({ occasions }) => some(occasions.attempt.subarray(0, occasions.count), (attempt) => attempt > 0),
  },
  {
    mechanism: 'referral',
    streams: ['referral'],
    given: { mechanisms: { forgetting: false, platform_entry: false, rebirth: false, initiation: false } },
    zero: { learning: { referral_probability: 0 } },
    event: (world, clock) =>
      knows(world, (sum) => {
        if (clock.day + clock.tick === 0) knownAtFirst = sum;
        return sum > knownAtFirst;
      }),
  },
  {
    mechanism: 'forgetting',
    streams: ['known-lifetime'],
    zero: {
      platforms: [
        { archetype: 'three-line-hands-on', count: 4, overrides: { churn_per_month: 0 } },
        { archetype: 'service-quality-bikes', count: 3, overrides: { churn_per_month: 0 } },
      ],
    },
    event: ({ customers }, clock) =>
      some(customers.u16, (day, at) => {
        const slot = (at % U16_STRIDE) - U16.forgetDay;
        const nKnown = customers.u8[Math.floor(at / U16_STRIDE) * U8_STRIDE + U8.nKnown];
        return slot >= 0 && slot < nKnown && day <= clock.day;
      }),
  },
  {
    mechanism: 'perceived_risk',
    streams: [],
    zero: { risk: { visitor_rise: 0, zone_rise: 0 } },
    event: ({ customers, zones }, clock) =>
      some(zones.siteRisk, (risk) => risk > 0) ||
      ofCustomers(F32_STRIDE, F32.siteRisk, (risk) => risk > 0)(customers.f32, clock) ||
      ofCustomers(F32_STRIDE, F32.deliveryRisk, (risk) => risk > 0)(customers.f32, clock),
  },
  {
    mechanism: 'direct_drop',
    streams: ['direct-drop'],
    zero: { police: { drop_share: 0 } },
    event: ({ zones }) => some(zones.visitDrop, (drop) => drop > 0),
  },
  {
    mechanism: 'site_turnover',
    streams: ['site-turnover'],
    given: { sites: { turnover_per_week: 0.1 }, police: { closure_probability: 0 } },
    zero: { sites: { turnover_per_week: 0 } },
    event: ['site_entries', 'site_closures'],
  },
  {
    mechanism: 'price_feedback',
    streams: [],
    given: { time: { burn_in_days: 7, pre_days: 10, post_days: 60, tick_min: 60 } },
    zero: { customers: { price_elasticity: 0 } },
    event: ({ rateFactor }) => rateFactor[0] !== 1,
  },
  { mechanism: 'stops', streams: ['stop'], zero: { couriers: { stop_hazard_per_h: 0 } }, event: ['arrests_couriers'] },
  {
    mechanism: 'investigation',
    streams: ['investigation', 'takedown', 'tips', 'indiscretion'],
    zero: { investigation: { least_hours_per_week: 10_000 } },
    event: ['takedowns'],
  },
  {
    mechanism: 'tips',
    streams: ['tips', 'indiscretion'],
    zero: { investigation: { tips_per_courier_year: 0 } },
    event: ['takedowns'],
  },
  {
    mechanism: 'rebirth',
    streams: ['rebirth'],
    zero: { rebirth: { hazard_per_week: 0 } },
    event: ({ platforms }) =>
      some(platforms.darkSince, (day, p) => day > 0 && platforms.status[p] === PLATFORM_STATUS.active),
  },
  {
    mechanism: 'justice',
    streams: ['justice', 'desistance'],
    given: NOBODY_HELD,
    zero: {
      justice: {
        presented_share: 0,
        site_presented_share: 0,
        fast_track_share: 0,
        firm_share: 0,
        first_time_firm_share: 0,
        site_jailed_share: 0,
        record_share: 0,
        reoffending_share: 0,
      },
    },
    event: ['arrests_couriers', 'arrests_sites', 'arrests_managers'],
  },
  {
    mechanism: 'desistance',
    streams: ['desistance'],
    given: {
      couriers: { stop_hazard_per_h: 0.1, kept_share: 0.9, minors_share: 0, replacement_days: 2, placement_factor: 1 },
      justice: { ...TOWN.justice, fast_track_share: 0.9, presented_share: 1, desistance_per_year: 50 },
    },
    zero: { justice: { desistance_per_year: 0 } },
    event: ({ custody }) => some(custody.pool, (persons) => persons > 0),
    atDayEnd: true,
  },
  {
    mechanism: 'platform_entry',
    streams: ['platform-entry'],
    zero: { rebirth: { platforms_entry_per_year: 0 } },
    event: ({ platforms }) =>
      some(platforms.status, (status, p) => p >= platforms.nAtStart && status === PLATFORM_STATUS.active),
  },
  {
    mechanism: 'calls',
    streams: ['calls'],
    zero: { residents: { calls_per_site_order: 0, calls_per_delivery: 0 } },
    event: ({ record }) => some(record.events, (n, at) => at % EVENT_MEASURES.length > 0 && n > 0),
    atDayEnd: true,
  },
  {
    mechanism: 'harm',
    streams: ['emergency'],
    given: { mechanisms: { treatment_uptake: false } },
    zero: { harm: { visits_per_million: 0 } },
    event: ['emergency_visits'],
  },
  {
    mechanism: 'quitting',
    streams: ['quit'],
    given: { mechanisms: { initiation: false } },
    zero: { customers: { quit_per_year: 0 } },
    event: ({ customers }, clock) =>
      ofCustomers(U16_STRIDE, U16.changeDay, (day, c) => day <= c.day)(customers.u16, clock),
  },
  {
    mechanism: 'initiation',
    streams: ['initiation'],
    given: { mechanisms: { quitting: false } },
    zero: { customers: { initiation_per_year: 0 } },
    event: ({ customers }, clock) =>
      ofCustomers(U16_STRIDE, U16.changeDay, (day, c) => day <= c.day)(customers.u16, clock),
  },
  {
    mechanism: 'drift',
    streams: [],
    zero: { customers: { drift_per_year: 0 } },
    event: ({ customers }, clock) => ofCustomers(F32_STRIDE, F32.drift, (drift) => drift > 1)(customers.f32, clock),
  },
  {
    mechanism: 'treatment_uptake',
    streams: ['health-reach'],
    zero: { health: { treatment_share: 0 } },
    event: ({ health }) => some(health.treatmentScale, (scale) => scale > 0),
  },
  {
    mechanism: 'violence',
    streams: ['violence', 'violence-robbery', 'violence-vacancy', 'violence-retaliation'],
    zero: { violence: { ...VIOLENCE, vacancy_events: 0 } },
    event: ['violence_territorial', 'violence_robbery'],
  },
  {
    mechanism: 'violence_territorial',
    streams: ['violence'],
    given: { mechanisms: { violence_vacancy: false }, violence: { ...TOWN.violence, territorial_orders_per_day: 3 } },
    zero: { violence: { territorial_per_site_year: 0 } },
    event: ['violence_territorial'],
  },
  {
    mechanism: 'violence_robbery',
    streams: ['violence-robbery'],
    zero: { violence: { robbery_per_site_year: 0, robbery_per_platform_year: 0 } },
    event: ['violence_robbery'],
  },
  {
    mechanism: 'violence_punishment',
    streams: ['violence-punishment'],
    zero: { violence: { punishment_per_defection: 0 } },
    event: ['violence_punishment'],
    never: true,
  },
  {
    mechanism: 'violence_vacancy',
    streams: ['violence-vacancy'],
    given: { mechanisms: { violence_territorial: false } },
    zero: { violence: { vacancy_events: 0 } },
    event: ['violence_territorial'],
  },
  {
    mechanism: 'violence_retaliation',
    streams: ['violence-retaliation'],
    zero: { violence: { branching: 0, platform_branching: 0 } },
    event: ['violence_retaliation'],
  },
];

/** Sections laid over each other, a section's keys one by one. */
const laid = (...changes: Changes[]): Changes => {
  const merged: Record<string, unknown> = {};
  for (const change of changes)
    for (const [key, value] of Object.entries(change))
      merged[key] = Array.isArray(value) ? value : { ...(merged[key] as object), ...(value as object) };
  return merged as Changes;
};

interface Run {
  record: ArmRecord;
  draws: (stream: StreamName) => number;
  /** Day of the first event, or the last day. */
  first: number;
}

const starts = new Map<Changes, Ground['start']>();

/** What the pilot finds with everything on. */
function startOf(given: Changes): Ground['start'] {
  const known = starts.get(given);
  if (known) return known;
  const full = groundOf(small(TOWN, given, against(...POLICIES)));
  runPilot(full, 1);
  starts.set(given, full.start);
  return full.start;
}

/** The arm under pressure, with the constants of the choice as they are with everything on. */
function live({ given = NOTHING, event, atDayEnd }: Row, changes: Changes): Run {
  const ground = groundOf(small(laid(TOWN, given, changes), against(...POLICIES)));
  ground.start = startOf(given);
  counting.draws.clear();
  let first = Number.POSITIVE_INFINITY;
  const { record } = runArm(ground, 'pressure', 1, compilePolicy, {
    afterTick: (world, clock) => {
      if (typeof event === 'function' && first === Number.POSITIVE_INFINITY && event(world, clock))
        first = clock.reportedDay - (atDayEnd ? 1 : 0);
    },
  });
  if (Array.isArray(event)) {
    const days = event.map((measure) => dailyOf(record, measure).findIndex((n) => n > 0)).filter((day) => day >= 0);
    first = Math.min(...days);
  }
  const keys = ground.streams;
  const counted = new Map(counting.draws);
  return {
    record,
    first: Math.min(first, record.nDays),
    draws: (stream) => counted.get(keys[stream].k0) ?? 0,
  };
}

const dailyOf = (record: ArmRecord, measure: Daily): Float64Array => {
  const at = DAILY_MEASURES.indexOf(measure) * record.nDays;
  return record.daily.subarray(at, at + record.nDays);
};

/** What a record says of the days before one, by table. What is only expected has a chance before it happens. */
function until(record: ArmRecord, day: number): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const measure of DAILY_MEASURES)
    if (!measure.endsWith('_expected')) parts[measure] = dailyOf(record, measure).slice(0, day);
  for (const table of ['series', 'events', 'violence'] as const)
    parts[table] = record[table].slice(0, (record[table].length / record.nDays) * day);
  return parts;
}

describe('every mechanism', () => {
  it('has a row here', () => {
    const { mechanisms } = small();
    expect(ROWS.map(({ mechanism }) => mechanism).sort()).toEqual(Object.keys(mechanisms).sort());
  });
});

describe.each(ROWS.map((row) => [row.mechanism, row] as const))('%s', (mechanism, row) => {
  let [on, off]: (Run | undefined)[] = [];
  beforeAll(() => {
    on = live(row, {});
    off = live(row, { mechanisms: { [mechanism]: false } });
  });

  it('off draws nothing, on it draws from streams of its own', () => {
    for (const stream of row.streams) {
      expect(off?.draws(stream), `${stream}, off`).toBe(0);
      if (!row.never) expect(on?.draws(stream) ?? 0, `${stream}, on`).toBeGreaterThan(0);
    }
  });

  it('off leaves every record as it was before its first event', () => {
    if (row.never) expect(differences(on!.record, off!.record)).toEqual([]);
    else {
      expect(on!.first).toBeLessThan(on!.record.nDays);
      expect(until(off!.record, on!.first)).toEqual(until(on!.record, on!.first));
      expect(differences(on!.record, off!.record)).not.toEqual([]);
    }
  });

  it('off is a run with its rate at zero', () => {
    expectSame(off!.record, live(row, row.zero).record);
  });
});
