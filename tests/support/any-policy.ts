// Policies of any kind and mechanisms switched at random, for tests of whatever a scenario may hold. Knows no kind by name.
import fc from 'fast-check';
import { POLICIES } from '../../src/policies/registry.ts';
import { keysOf } from '../../src/scenario/walk.ts';
import { type Changes, type PolicyInput, small } from './small.ts';

interface PolicyLimits {
  /** Policies start on a day from 0 to this. */
  lastStart: number;
  /** Officer-hours and EUR a day. */
  hours: readonly number[];
  eur: readonly number[];
}

/** Names of the fields of a kind of policy. */
export const fieldsOf = (kind: string): string[] => {
  const schema = POLICIES.find((one) => one.kind === kind)?.schema;
  return Object.keys((schema && keysOf(schema)) ?? {});
};

/** A value for each field that a kind may have; those whose kind lacks the field are left out. */
const fieldsWithin = ({ lastStart, hours, eur }: PolicyLimits): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      start_day: fc.nat({ max: lastStart }),
      noticeDays: fc.constantFrom(0, 0, 1, 4),
      lasts: fc.option(fc.integer({ min: 1, max: 12 }), { freq: 2 }),
      ramp_days: fc.constantFrom(0, 0, 1, 5),
      turns: fc.option(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 })), { freq: 2 }),
      from: fc.integer({ min: 0, max: 23 }),
      length: fc.integer({ min: 1, max: 24 }),
      hours_per_day: fc.constantFrom(...hours),
      eur_per_day: fc.constantFrom(...eur),
      // Of a kind that takes it, in place of hours a day or not at all.
      per_site_month: fc.constantFrom(undefined, undefined, 0, 2, 30),
      where: fc.constantFrom('target', 'buffer', 'control', 'all', 'city:city'),
      // What comes first otherwise has a name of its own in each kind, and is the default.
      pick: fc.constantFrom('random', undefined),
      size: fc.constantFrom('ordinary', 'large'),
      lines: fc.integer({ min: 1, max: 3 }),
      undercover: fc.boolean(),
      platforms_at_most: fc.constantFrom(60, 80),
    })
    .map(({ noticeDays, lasts, turns, from, length, ...fields }) => ({
      ...fields,
      label: 'Any',
      announce_day: Math.max(0, fields.start_day - noticeDays),
      end_day: lasts === null ? null : fields.start_day + lasts,
      active_days: turns === null ? null : turns[0],
      repeat_every_days: turns === null ? null : turns[0] + turns[1],
      between: [from, Math.min(24, from + length)],
    }));

/** A policy of any kind of the registry, with a value in every field that its kind has. */
export const anyPolicy = (limits: PolicyLimits): fc.Arbitrary<PolicyInput> =>
  fc.tuple(fc.constantFrom(...POLICIES), fieldsWithin(limits)).map(([{ kind }, drawn]) => {
    const values: Record<string, unknown> = { ...drawn, kind };
    const names = fieldsOf(kind);
    const isBySites = names.includes('per_site_month') && drawn.per_site_month !== undefined;
    const doses = isBySites ? names.filter((key) => key !== 'hours_per_day') : names;
    const fields = doses.map((key) => {
      if (!(key in values)) throw new Error(`${kind} has a field ${key}, for which there is no value here yet`);
      return [key, values[key]];
    });
    return Object.fromEntries(fields) as PolicyInput;
  });

/** The same policy so many days earlier. */
export const earlier = <P extends PolicyInput>(policy: P, days: number): P => ({
  ...policy,
  announce_day: (policy.announce_day ?? 0) - days,
  start_day: (policy.start_day ?? 0) - days,
  end_day: typeof policy.end_day === 'number' ? policy.end_day - days : null,
});

/** The same policy without strength. */
export const idle = <P extends object>(policy: P): P => ({
  ...policy,
  [(['hours_per_day', 'per_site_month', 'eur_per_day'] as const).find((key) => key in policy) ?? 'eur_per_day']: 0,
});

type Mechanisms = ReturnType<typeof small>['mechanisms'];

/** Every mechanism of the schema, on or off. */
export const allMechanisms = (isOn: boolean): Mechanisms =>
  Object.fromEntries(Object.keys(small().mechanisms).map((name) => [name, isOn])) as Mechanisms;

/** Every mechanism of the schema on or off at random, more often on: many act only through another. */
export const anyMechanisms: fc.Arbitrary<Mechanisms> = fc.record(
  Object.fromEntries(
    Object.keys(small().mechanisms).map((name) => [name, fc.nat({ max: 3 }).map((n) => n > 0)]),
  ) as Record<keyof Mechanisms, fc.Arbitrary<boolean>>,
);

/** Rates at which within a fortnight things happen that are rare: takedowns, rebirths, entries, prison and return, deaths. */
export const RARE: Changes = {
  customers: { quit_per_year: 0.9, initiation_per_year: 0.9, drift_per_year: 1, dormant_share: 0.3 },
  couriers: {
    kept_share: 0.4,
    custody_days: 1,
    replacement_days: 3,
    placement_factor: 10,
    placement_eur_per_day: 20,
  },
  police: {
    operation_officer_h: 15,
    large_operation_officer_h: 40,
    ban_officer_h: 15,
    disruption_mean_days: 2,
    closure_probability: 0.3,
    min_per_fine: 5,
  },
  investigation: {
    scale_h: 15,
    least_hours_per_week: 10,
    reference_orders_per_day: 1,
    tips_per_courier_year: 20,
    number_cut_officer_h: 10,
    number_back_days: { least: 1, most: 3 },
  },
  rebirth: { hazard_per_week: 0.3 },
  organisations: { exit_per_week: 0.1, entry_per_week: 0.2 },
  justice: {
    presented_share: 0.9,
    fast_track_share: 0.6,
    trial_least_months: 0.1,
    trial_most_months: 0.3,
    first_time_firm_share: 0.5,
    sentence_mean_months: 0.15,
    manager_least_months: 0.1,
    manager_most_months: 0.4,
    desistance_per_year: 10,
    reoffending_share: 0.8,
  },
  residents: { calls_per_site_order: 0.2, calls_per_delivery: 0.05 },
  harm: { visits_per_million: 20_000, death_per_visit: 0.2 },
  health: { treatment_share: 0.1, least_eur_per_day: 10 },
  violence: {
    territorial_per_site_year: 60,
    territorial_orders_per_day: 5,
    robbery_per_site_year: 10,
    robbery_per_platform_year: 10,
    vacancy_events: 10,
    vacancy_days: 5,
    decay_days: 3,
    branching: 0.6,
    platform_branching: 0.4,
  },
};
