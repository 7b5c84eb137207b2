// Custody at the start: Little's law, the same in all arms; over five years it does not drift, and 45 % of sentences are firm.
import { describe, expect, it } from 'vitest';
import { arrestRates, type JusticeBeforeNeeds, solveFirm } from '../../src/engine/acts/justice-before.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { DAYS_PER_MEAN_MONTH } from '../../src/units.ts';
import { against, type Changes, groundOf, NO_FEEDBACK, small } from '../support/small.ts';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const months = (n: number): number => n * DAYS_PER_MEAN_MONTH;

/** With everyday operations and investigations. */
const policed = (scenario: Scenario, background: Partial<Scenario['background']>): Scenario => ({
  ...scenario,
  background: { ...scenario.background, ...background },
});

const worldOf = (scenario: Scenario, replicate = 1, arm = 'baseline'): World & JusticeBeforeNeeds =>
  buildWorld(groundOf(scenario, replicate), arm, replicate, createClock(scenario.time));

const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 30, tick_min: 60 },
  couriers: { minors_share: 0, women_share: 0, kept_share: 0 },
  justice: { fast_track_share: 0 },
  // Stops only.
  background: { operations_per_site_month: 0, investigation_hours_per_line_week: 0 },
};
const FIRM: NonNullable<Changes['justice']> = { fast_track_share: 0, firm_share: 1, first_time_firm_share: 1 };

/** Persons in custody on the first day, of so many replicates, and the mean of the rates of one kind. */
function startsOf(scenario: Scenario, rateOf: (world: World & JusticeBeforeNeeds) => number, n = 200) {
  const persons: number[] = [];
  const withPolice: number[] = [];
  const rates: number[] = [];
  for (let replicate = 1; replicate <= n; replicate++) {
    const world = worldOf(scenario, replicate);
    persons.push(world.custody.change[0]);
    withPolice.push(world.custody.policeChange[0]);
    rates.push(rateOf(world));
  }
  return { persons, withPolice, rate: mean(rates) };
}

/** Distance from a Poisson mean, in standard errors. */
const inErrors = (counts: readonly number[], expected: number): number =>
  Math.abs(mean(counts) - expected) / Math.sqrt(expected / counts.length);

const ofCouriers = (world: JusticeBeforeNeeds): number => arrestRates(world).couriers.at(-1) ?? 0;

describe('persons in custody on the first day', () => {
  it.each([
    ['couriers in prison for 12.5 months, police for 2 days', { justice: FIRM }, months(12.5)],
    [
      'couriers held for 15 months until a short sentence',
      {
        justice: { ...FIRM, sentence_mean_months: 0.1 },
        couriers: { minors_share: 0, women_share: 0, kept_share: 1 },
      },
      months(15),
    ],
  ] as [string, Changes, number][])('are rate × mean time: %s', (_, changes, days) => {
    const scenario = small(TOWN, changes, { mechanisms: { ...NO_FEEDBACK, background: true, stops: true } });
    const { persons, withPolice, rate } = startsOf(scenario, ofCouriers);
    // The mean is of whole days; both laws are of whole persons, of whom nobody is counted twice.
    expect(inErrors(persons, rate * (days + 2))).toBeLessThan(4);
    expect(inErrors(withPolice, rate * 2)).toBeLessThan(4);
  });

  it('are those of operations too: 4.9 % jailed at once, and of the other 11.1 % the firm share later', () => {
    const scenario = policed(small(TOWN, { sites: { count: 8 }, mechanisms: { stops: false } }), {
      operations_per_site_month: 1,
    });
    const { justice } = scenario;
    const { firmShare } = worldOf(scenario).custody;
    // Sellers alone are tried: the others make the whole 45 %.
    expect(firmShare).toBeCloseTo((0.45 * 0.16 - 0.049) / (0.16 - 0.049), 9);
    const { persons, rate } = startsOf(scenario, (world) => arrestRates(world).operations);
    expect(rate).toBeCloseTo(8 / DAYS_PER_MEAN_MONTH, 9);
    const days = 2 + justice.firm_share * justice.site_presented_share * months(12.5);
    // Arrests come in operations of three: the variance is 1 + 3 persons as large, at most.
    expect(inErrors(persons, rate * 3 * days)).toBeLessThan(4 * 2);
  });

  it('are Poisson: their variance over replicates is their mean', () => {
    const scenario = small(TOWN, { justice: FIRM, mechanisms: { ...NO_FEEDBACK, background: true, stops: true } });
    const { persons } = startsOf(scenario, ofCouriers);
    const spread = mean(persons.map((n) => (n - mean(persons)) ** 2)) / mean(persons);
    expect(Math.abs(spread - 1)).toBeLessThan(4 * Math.sqrt(2 / persons.length));
  });

  it('are the same in every arm, and nobody where nobody is arrested every day', () => {
    const scenario = small(
      TOWN,
      { couriers: { stop_hazard_per_h: 0.02 } },
      against({ kind: 'street-stops', where: 'all', hours_per_day: 10 }),
    );
    const [baseline, pressure] = ['baseline', 'pressure'].map((arm) => worldOf(scenario, 1, arm));
    expect(baseline.custody.change.some((n) => n !== 0)).toBe(true);
    expect(pressure.custody.change).toEqual(baseline.custody.change);
    expect(pressure.couriers.priors).toEqual(baseline.couriers.priors);
    expect(pressure.couriers.prisonFrom).toEqual(baseline.couriers.prisonFrom);
    const quiet = worldOf(small(TOWN, { mechanisms: { background: false } }));
    expect(quiet.custody.change.every((n) => n === 0)).toBe(true);
    expect(quiet.custody.firmShare).toBe(0.45);
  });
});

describe('everyday investigation', () => {
  it('takes a line down after 839 hours at 40 a week and exposure 1, and a manager with it in 80 % of cases', () => {
    const scenario = policed(
      small(TOWN, {
        platforms: [{ archetype: 'three-line-hands-on', count: 1, overrides: { lines: 1, couriers_per_line: 1 } }],
        takedown: { women_managers_share: 0 },
        mechanisms: { stops: false },
      }),
      { investigation_hours_per_line_week: 40 },
    );
    const world = worldOf(scenario);
    world.lines.recentOrders.fill(30);
    const { managers, couriers } = arrestRates(world);
    const hours = ((40 / 7) * 0.8) / managers[0];
    expect(Math.abs(hours / 839 - 1)).toBeLessThan(0.005);
    expect(couriers[0]).toBeCloseTo(managers[0], 12);
  });
});

describe('five years of everyday policing', () => {
  const YEARS = 5;
  const SEEDS = 16;
  const scenario = small({
    time: { burn_in_days: 0, pre_days: 0, post_days: YEARS * 365, tick_min: 60 },
    customers: { count: 120, light_per_month: 8, aware_share: { low: 1, middle: 1, high: 1 } },
    sites: { count: 0 },
    platforms: [
      {
        archetype: 'three-line-hands-on',
        count: 4,
        overrides: { churn_per_month: 0 },
      },
    ],
    choice: { share_delivery: 0.95, share_other: 0.05 },
    // About 0.6 arrests a post and year, a few times as many as in a scenario of its own, so that a few towns tell.
    couriers: { stop_hazard_per_h: 0.005 },
    mechanisms: { ...NO_FEEDBACK, background: true, stops: true },
  });
  const records: ArmRecord[] = [];
  const expected: number[] = [];
  for (let replicate = 1; replicate <= SEEDS; replicate++) {
    const ground = groundOf(scenario, replicate);
    const world: JusticeBeforeNeeds = worldOf(scenario, replicate);
    expected.push(ofCouriers(world));
    records.push(runArm(ground, 'baseline', replicate, compilePolicy).record);
  }
  const total = (record: ArmRecord, name: CountName, from = 0, to = YEARS * 365): number =>
    sum(daysOfCount(record, name).subarray(from, to));
  const all = (name: CountName): number => sum(records.map((record) => total(record, name)));

  it('arrest as many as were expected of the start', () => {
    const seen = all('arrests_couriers_expected') / (SEEDS * YEARS * 365);
    expect(Math.abs(seen / mean(expected) - 1)).toBeLessThan(0.1);
  });

  it('leave the number in custody where it is: no slope over the years', () => {
    const slopes = records.map((record) => {
      const years = Array.from({ length: YEARS }, (_, y) =>
        total(record, 'custody_person_days', y * 365, (y + 1) * 365),
      );
      return sum(years.map((days, y) => (y - 2) * days)) / 10 / mean(years);
    });
    const spread = Math.sqrt(mean(slopes.map((s) => (s - mean(slopes)) ** 2)) / (SEEDS - 1));
    expect(Math.abs(mean(slopes)) / spread, `${mean(slopes)} ± ${spread} a year`).toBeLessThan(3);
    expect(spread).toBeLessThan(0.05);
  });

  it('have 45 % of sentences firm, of 12 months on average with minors', () => {
    const share = all('firm_couriers') / all('sentences_couriers');
    const error = Math.sqrt((0.45 * 0.55) / all('sentences_couriers'));
    expect(Math.abs(share - 0.45), `${share} ± ${error}`).toBeLessThan(0.03 + 3 * error);
    const length = all('firm_days') / all('firm_couriers') / DAYS_PER_MEAN_MONTH;
    expect(length).toBeGreaterThan(10);
    expect(length).toBeLessThan(12.6);
  });

  it('find as many without a record as the balance of arrests and hiring says', () => {
    const { firstShare } = solveFirm(worldOf(scenario), arrestRates(worldOf(scenario)));
    const first = 1 - all('arrests_with_priors') / all('arrests_couriers');
    expect(Math.abs(first - firstShare), `${first} against ${firstShare}`).toBeLessThan(0.06);
  });
});
