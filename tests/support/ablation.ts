// Each mechanism off: it draws nothing, the run is as it was until its first event, and as with its rate at zero.
import { beforeAll, describe, expect, it } from 'vitest';
import { COUNT_NAMES, type CountName, daysOfCount } from '../../src/engine/counts.ts';
import type { Ground } from '../../src/engine/ground.ts';
import type { Clock } from '../../src/engine/kernel/clock.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import type { MechanismName, StreamName } from '../../src/engine/parts.ts';
import { runPilot } from '../../src/engine/pilot.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { draws } from './counted-draws.ts';
import { against, CHEAP, type Changes, differences, expectSame, groundOf, type PolicyInput, small } from './small.ts';

const everywhere = { start_day: 3, where: 'all' } as const;
const POLICIES: PolicyInput[] = [
  { kind: 'site-operations', ...everywhere, hours_per_day: 10, between: [10, 18], pick: 'random' },
  { kind: 'street-stops', ...everywhere, hours_per_day: 40 },
  { kind: 'platform-investigation', ...everywhere, hours_per_day: 40, lines: 2 },
  { kind: 'finance', start_day: 3, hours_per_day: 5 },
  { kind: 'job-placement', start_day: 3, eur_per_day: 200 },
];

/** A town in which in two months everything happens that is otherwise rare. */
export const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 10, post_days: 60, tick_min: 60 },
  customers: { count: 300, light_per_month: 6, quit_per_year: 0.5, initiation_per_year: 0.5, drift_per_year: 0.5 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 4, overrides: CHEAP },
    { archetype: 'service-quality-bikes', count: 3, overrides: CHEAP },
  ],
  couriers: { stop_hazard_per_h: 0.005 },
  police: { operation_officer_h: 20, closure_probability: 0.4 },
  investigation: { scale_h: 120, reference_orders_per_day: 2, tips_per_courier_year: 10 },
  rebirth: { hazard_per_week: 0.05 },
  organisations: { exit_per_week: 0.03, entry_per_week: 0.05 },
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
  mechanisms: { direct_drop: true, running_costs: true, platform_exit: true, platform_entry: true },
};

export interface Row {
  /** Streams that nothing else draws from. */
  streams: StreamName[];
  /** The scenario with the mechanism on and its rate at zero. */
  zero: Changes;
  /** Changes of the scenario, in all runs of the row. */
  given?: Changes;
  /** When its first event happens: in the tick at which this is first true, or on the first day that counts any of these. */
  event: ((world: World, clock: Clock) => boolean) | CountName[];
  /** What it counts at a rate of zero, too. */
  atZero?: CountName[];
  /** It acts as a day ends, and is seen on the next. */
  atDayEnd?: true;
  /** It has no event in this version. */
  never?: true;
}

/** Whether a column has such an element. */
export const some = (column: ArrayLike<number>, is: (value: number, at: number) => boolean): boolean => {
  for (let at = 0; at < column.length; at++) if (is(column[at], at)) return true;
  return false;
};

/** Whether customers have one, in the column at `offset` of a record of `stride`. */
export const ofCustomers =
  (stride: number, offset: number, is: (value: number, clock: Clock) => boolean) =>
  (column: ArrayLike<number>, clock: Clock): boolean =>
    some(column, (value, at) => at % stride === offset && is(value, clock));

const NOTHING: Changes = {};

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
  draws.clear();
  let first = Number.POSITIVE_INFINITY;
  const { record } = runArm(ground, 'pressure', 1, compilePolicy, {
    afterTick: (world, clock) => {
      if (typeof event === 'function' && first === Number.POSITIVE_INFINITY && event(world, clock))
        first = clock.reportedDay - (atDayEnd ? 1 : 0);
    },
  });
  if (Array.isArray(event)) {
    const days = event.map((measure) => daysOfCount(record, measure).findIndex((n) => n > 0)).filter((day) => day >= 0);
    first = Math.min(...days);
  }
  const keys = ground.streams;
  const counted = new Map(draws);
  return {
    record,
    first: Math.min(first, record.nDays),
    draws: (stream) => counted.get(keys[stream].k0) ?? 0,
  };
}

/** Counts that have a value before anything happens: chances, and their cost. */
const BEFORE_EVENTS = /_expected$|^cost_(care|total)_cents$|^client_value_eur$/;

/** What a record says of the days before one, by table. */
function until(record: ArmRecord, day: number): Record<string, unknown> {
  const parts: Record<string, unknown> = {};
  for (const measure of COUNT_NAMES)
    if (!BEFORE_EVENTS.test(measure)) parts[measure] = daysOfCount(record, measure).slice(0, day);
  for (const table of ['series', 'events', 'violence'] as const)
    parts[table] = record[table].slice(0, (record[table].length / record.nDays) * day);
  return parts;
}

/** The three tests of a mechanism. Its file mocks `src/random/threefry.ts` by `counted`, so that draws are counted. */
export function ablation(mechanism: MechanismName, row: Row): void {
  describe(mechanism, () => {
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
      const { record } = live(row, row.zero);
      for (const measure of row.atZero ?? []) {
        expect(
          daysOfCount(off!.record, measure).some((n) => n !== 0),
          measure,
        ).toBe(false);
        daysOfCount(record, measure).fill(0);
      }
      expectSame(off!.record, record);
    });
  });
}
