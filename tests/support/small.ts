// The smallest scenarios that show something, and ways to run them. Knows no test.
import { expect } from 'vitest';
import type { City } from '../../src/city/city.ts';
import { readCity } from '../../src/city/read.ts';
import { createGround, type Ground } from '../../src/engine/ground.ts';
import type { Clock } from '../../src/engine/kernel/clock.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import type { PhaseName } from '../../src/engine/parts.ts';
import { PHASES } from '../../src/engine/phase-list.ts';
import { type RunOptions, runArm, runReplicate } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { type Scenario, type ScenarioFile, scenarioSchema } from '../../src/scenario/schema.ts';

/** Sections of a scenario file, each given in part; `arms`, `city` and lists are given whole. */
export type Changes = {
  [K in keyof ScenarioFile]?: K extends 'arms' | 'city' | 'platforms' | 'policies' | 'shocks'
    ? ScenarioFile[K]
    : NonNullable<ScenarioFile[K]> extends object
      ? Partial<NonNullable<ScenarioFile[K]>>
      : ScenarioFile[K];
};
export type PolicyInput = NonNullable<ScenarioFile['policies']>[number];

const WHOLE = new Set(['arms', 'city', 'platforms', 'policies', 'shocks']);

/** A town of 16 zones with 300 customers, 4 sites and 3 platforms, run for 40 days in the baseline only: too small to bear the costs of its platforms. */
const TOWN = {
  version: 2,
  time: { burn_in_days: 10, pre_days: 10, post_days: 20 },
  city: { grid: { columns: 4, rows: 4, population: 20_000 } },
  customers: { count: 300 },
  sites: { count: 4 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 2 },
    { archetype: 'service-quality-bikes', count: 1 },
  ],
  mechanisms: { running_costs: false, platform_exit: false, platform_entry: false },
} as const;

/** Every mechanism off: what is left is occasions, choice, queues and couriers. */
export const NO_FEEDBACK = {
  learning: false,
  returns: false,
  referral: false,
  search: false,
  forgetting: false,
  perceived_risk: false,
  site_turnover: false,
  price_feedback: false,
  price_competition: false,
  purity_competition: false,
  marketing: false,
  stops: false,
  quitting: false,
  initiation: false,
  labour_turnover: false,
  labour_dip: false,
  background: false,
  running_costs: false,
  platform_exit: false,
  platform_entry: false,
  site_founding: false,
  number_lapses: false,
  defection: false,
} as const;

/** The town with later changes laid over earlier ones, a section's keys one by one. */
export function small(...changes: Changes[]): Scenario {
  const merged: Record<string, unknown> = { ...TOWN };
  for (const change of changes) {
    for (const [key, value] of Object.entries(change)) {
      const isSection = typeof value === 'object' && !WHOLE.has(key);
      merged[key] = isSection ? { ...(merged[key] as object), ...value } : value;
    }
  }
  return scenarioSchema.parse(merged);
}

/** A baseline and one arm with these policies. */
export const against = (...policies: PolicyInput[]): Changes => ({ arms: { baseline: {}, pressure: { policies } } });

/** Enough site operations to be felt in a town. */
export const OPERATIONS = {
  kind: 'site-operations',
  start_day: 10,
  hours_per_day: 40,
  between: [10, 18],
} satisfies PolicyInput;
export const STOPS = {
  kind: 'street-stops',
  start_day: 12,
  hours_per_day: 400,
  where: 'all',
} satisfies PolicyInput;

/** One policy of every kind, at doses that a town feels. */
export const EVERY_POLICY = [
  { kind: 'site-operations', start_day: 14, hours_per_day: 10, between: [10, 18], where: 'all', pick: 'random' },
  { kind: 'street-stops', start_day: 14, hours_per_day: 40, where: 'all' },
  { kind: 'platform-investigation', start_day: 14, hours_per_day: 30, lines: 2 },
  { kind: 'holder-arrest', start_day: 14, hours_per_day: 15, lines: 1 },
  { kind: 'number-cut', start_day: 14, hours_per_day: 2, pick: 'random' },
  { kind: 'finance', start_day: 14, hours_per_day: 5 },
  { kind: 'site-bans', start_day: 14, hours_per_day: 10, where: 'all' },
  { kind: 'job-placement', start_day: 14, eur_per_day: 200 },
  { kind: 'violence-interruption', start_day: 14, eur_per_day: 600, where: 'all' },
  { kind: 'customer-fines', start_day: 14, hours_per_day: 10, where: 'all' },
  { kind: 'treatment', start_day: 14, eur_per_day: 400, where: 'all' },
  { kind: 'drug-checking', start_day: 14, eur_per_day: 60, where: 'all' },
  { kind: 'prevention', start_day: 14, eur_per_day: 100, where: 'all' },
] satisfies PolicyInput[];

/** Costs that a platform of a small town can bear. */
export const CHEAP = { reservation_eur_day: 5, line_cost_eur_day: 2 } as const;

/** A town in which within three months everything happens that is otherwise rare, under {@link EVERY_POLICY}. */
export const EVENTFUL: Changes = {
  time: { burn_in_days: 14, pre_days: 14, post_days: 70, tick_min: 60 },
  customers: { count: 500, light_per_month: 6, quit_per_year: 0.5, initiation_per_year: 0.5, drift_per_year: 0.2 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 3, overrides: CHEAP },
    { archetype: 'service-quality-bikes', count: 3, overrides: CHEAP },
  ],
  mechanisms: { running_costs: true, platform_exit: true, platform_entry: true },
  sites: { count: 10 },
  couriers: { stop_hazard_per_h: 0.005, women_share: 0.4 },
  police: { operation_officer_h: 20, ban_officer_h: 40, closure_probability: 0.3 },
  investigation: { scale_h: 150, reference_orders_per_day: 2, tips_per_courier_year: 10, number_cut_officer_h: 20 },
  rebirth: { hazard_per_week: 0.05 },
  side_selling: { found_per_month: 1 },
  organisations: { exit_per_week: 0.05, entry_per_week: 0.05 },
  justice: {
    presented_share: 0.8,
    fast_track_share: 0.5,
    first_time_firm_share: 0.4,
    sentence_mean_months: 0.5,
    desistance_per_year: 5,
  },
  residents: { calls_per_site_order: 0.1, calls_per_delivery: 0.01 },
  harm: { visits_per_million: 10_000, death_per_visit: 0.1 },
  health: { treatment_share: 0.05, least_eur_per_day: 10, prevention_factor: 0.2 },
  violence: {
    territorial_per_site_year: 20,
    territorial_orders_per_day: 5,
    robbery_per_site_year: 10,
    robbery_per_platform_year: 2,
    vacancy_events: 5,
    branching: 0.6,
    interruption_factor: 0.2,
  },
};

export const cityOf = (scenario: Scenario): City =>
  readCity(scenario.city, (path) => {
    throw new Error(`no file ${path} in a small scenario`);
  });

/** Records of all arms of one replicate, the baseline first. */
export const run = (scenario: Scenario, options: RunOptions & { replicate?: number } = {}): ArmRecord[] =>
  runReplicate(scenario, cityOf(scenario), options.replicate ?? 1, compilePolicy, options);

export const groundOf = (scenario: Scenario, replicate = 1): Ground =>
  createGround(scenario, cityOf(scenario), replicate);

/** Runs the baseline on a ground of its own, without the pilot, and looks at the world after each tick. */
export const watch = (scenario: Scenario, afterTick: (world: World, clock: Clock) => void, replicate = 1): World =>
  runArm(groundOf(scenario, replicate), scenario.baseline, replicate, compilePolicy, { afterTick });

/** A phase on a world, ready to run. */
export const phase = (name: PhaseName, world: World): (() => void) =>
  PHASES.find((one) => one.name === name)!.run(world);

/** Names, time, and the accounts of an arm's own policies, which say nothing of what happened. */
const NOT_COUNTS = new Set(['arm', 'replicate', 'seconds', 'nPolicies', 'isMoney', 'effort']);

/** Names of the parts in which two records differ, bit by bit, but for their names, wall-clock time and accounts of effort. */
export function differences(a: ArmRecord, b: ArmRecord): string[] {
  return Object.keys(a).filter((key) => {
    if (NOT_COUNTS.has(key)) return false;
    const [x, y] = [a[key as keyof ArmRecord], b[key as keyof ArmRecord]];
    return ArrayBuffer.isView(x) && ArrayBuffer.isView(y) ? Buffer.compare(bytes(x), bytes(y)) !== 0 : x !== y;
  });
}

/** Fails unless two records hold the same counts, bit by bit. */
export const expectSame = (a: ArmRecord, b: ArmRecord): void => expect(differences(a, b)).toEqual([]);

const bytes = (view: ArrayBufferView): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
