// What is recorded as expected, beside what was drawn: its mean, without the luck of single events.

import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { type ArmRecord, VIOLENCE_KINDS } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';
import { DAYS_PER_YEAR } from '../../src/units.ts';
import {
  against,
  type Changes,
  EVENTFUL,
  EVERY_POLICY,
  groundOf,
  NO_FEEDBACK,
  type PolicyInput,
  run,
  small,
} from '../support/small.ts';

const daily = (record: ArmRecord, measure: CountName): number[] => Array.from(daysOfCount(record, measure));
const total = (record: ArmRecord, ...measures: CountName[]): number =>
  measures.flatMap((measure) => daily(record, measure)).reduce((sum, n) => sum + n, 0);
const live = (arm: string, replicate: number, ...changes: Changes[]): ArmRecord =>
  runArm(groundOf(small(...changes), replicate), arm, replicate, compilePolicy).record;
const ACTS = VIOLENCE_KINDS.map((kind) => `violence_${kind}` as const);

describe('violence that is expected of a constant rate', () => {
  /** Sites that are robbed and nothing else: no market to speak of, nothing that closes. */
  const STILL: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 500, tick_min: 60 },
    city: { grid: { columns: 3, rows: 3, cell_km: 10, population: 20_000 } },
    customers: { count: 1, light_per_month: 0.01 },
    sites: { count: 30, places_per_site: 1 },
    platforms: [],
    choice: { share_delivery: 0 },
    mechanisms: { ...NO_FEEDBACK, calls: false },
  };
  const rate = 30 / 80;
  const robbed = (branching: number, decay_days = 14) => ({
    violence: {
      robbery_per_site_year: DAYS_PER_YEAR / 80,
      territorial_per_site_year: 0,
      branching,
      decay_days,
      interruption_factor: 0.5,
    },
  });
  /**
   * Mean on day t of a process that was empty before day 0, when retaliation is multiplied by f: of what is to come a
   * share c falls due each day and n·f of it comes back, so that it nears its end by 1 − c·(1 − n·f) a day.
   */
  const meanOnDay = (t: number, n: number, decay: number, f = 1): number => {
    const kept = 1 + Math.expm1(-1 / decay) * (1 - n * f);
    return rate + ((f * n * rate) / (1 - n * f)) * (1 - Math.exp(t * Math.log(kept)));
  };
  const expectMeans = (found: number[], mean: (t: number) => number): void => {
    for (const [day, events] of found.entries()) expect(events / mean(day), `day ${day}`).toBeCloseTo(1, 9);
  };

  it.each([
    [0, 14],
    [0.3, 14],
    [0.45, 5],
    [0.9, 2],
  ])('nears the Hawkes mean μ/(1 − n) from nothing, day by day: n = %d, decay %d days', (n, decay) => {
    const found = daily(live('baseline', 1, STILL, robbed(n, decay)), 'violence_expected');
    expectMeans(found, (t) => meanOnDay(t, n, decay));
    expect(found.at(-1)! / (rate / (1 - n))).toBeCloseTo(1, 6);
  });

  it('is the same in every replicate, whatever was drawn, and has begun in the burn-in', () => {
    const early = { time: { burn_in_days: 40, pre_days: 0, post_days: 60, tick_min: 60 } };
    const [one, other] = [1, 2].map((replicate) => live('baseline', replicate, STILL, robbed(0.45), early));
    expect(daily(one!, 'violence_retaliation')).not.toEqual(daily(other!, 'violence_retaliation'));
    for (const record of [one!, other!])
      expectMeans(daily(record, 'violence_expected'), (t) => meanOnDay(t + 40, 0.45, 14));
  });

  it('begets less where interruption reaches, generation after generation', () => {
    const policy: PolicyInput = {
      kind: 'violence-interruption',
      start_day: 0,
      eur_per_day: 100_000,
      where: 'all',
    };
    const reached = live('pressure', 1, STILL, robbed(0.45), against(policy));
    expectMeans(daily(reached, 'violence_expected'), (t) => meanOnDay(t, 0.45, 14, 0.5));
  });

  it('begets as violence of platforms where it began with one', () => {
    const found = live('baseline', 1, STILL, {
      platforms: [{ archetype: 'service-quality-bikes', count: 5 }],
      choice: { share_delivery: 0.5 },
      violence: {
        robbery_per_site_year: 0,
        territorial_per_site_year: 0,
        robbery_per_platform_year: DAYS_PER_YEAR / 10,
        platform_branching: 0.15,
      },
    });
    expect(daily(found, 'violence_expected').at(-1)! / (0.5 / 0.85)).toBeCloseTo(1, 9);
  });

  it('is what begins it and no more without retaliation', () => {
    const changes = { ...robbed(0.9), mechanisms: { ...STILL.mechanisms, violence_retaliation: false } };
    expectMeans(daily(live('baseline', 1, STILL, changes), 'violence_expected'), () => rate);
  });
});

describe('violence that is expected over places of operated sites', () => {
  const DAYS = 10;
  /** Nothing but contested vacancies begins violence, and none is avenged. */
  const FOUGHT: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 80, tick_min: 60 },
    sites: { count: 30, places_per_site: 1.2 },
    police: { operation_officer_h: 20, ban_officer_h: 40 },
    violence: {
      territorial_per_site_year: 0,
      robbery_per_site_year: 0,
      robbery_per_platform_year: 0,
      vacancy_events: 5,
      vacancy_days: DAYS,
      branching: 0,
      platform_branching: 0,
    },
  };
  const operated = against({ kind: 'site-operations', start_day: 0, hours_per_day: 20, where: 'all', pick: 'random' });
  const banned = against({ kind: 'site-bans', start_day: 0, hours_per_day: 10, where: 'all' });

  it.each([
    ['operations that close a third', operated, 'site_operations', 1 / 3],
    ['operations that close all', operated, 'site_operations', 1],
    ['bans', banned, 'site_bans', 1],
  ] as const)(
    'is their chance to close, from the next day until the vacancy is over: %s',
    (_, arms, measure, chance) => {
      const changes: Changes = {
        police: { ...FOUGHT.police, closure_probability: chance },
        mechanisms: { site_turnover: false, background: false },
      };
      const record = live('pressure', 1, FOUGHT, changes, arms);
      const worked = daily(record, measure);
      expect(total(record, measure)).toBeGreaterThan(10);
      for (const [day, events] of daily(record, 'violence_expected').entries()) {
        const lately = worked.slice(Math.max(0, day - DAYS), day).reduce((sum, n) => sum + n, 0);
        expect(events, `day ${day}`).toBeCloseTo((lately * chance * 5) / DAYS, 9);
      }
    },
  );

  it('ends where sites open on such places, as often as they do', () => {
    const changes: Changes = {
      sites: { ...FOUGHT.sites, turnover_per_week: 0.2 },
      police: { ...FOUGHT.police, closure_probability: 0.5 },
      violence: { ...FOUGHT.violence, vacancy_days: 40 },
    };
    let drawn = 0;
    let expected = 0;
    let forever = 0;
    for (let replicate = 1; replicate <= 6; replicate++) {
      const record = live('pressure', replicate, FOUGHT, changes, operated);
      drawn += total(record, ...ACTS);
      expected += total(record, 'violence_expected');
      const stays = { ...changes, mechanisms: { site_turnover: false } };
      forever += total(live('pressure', replicate, FOUGHT, stays, operated), 'violence_expected');
    }
    expect(expected).toBeLessThan(0.8 * forever);
    // Closings vary too: what follows from one has a mean of about four events, on which the error of a sum grows.
    expect(Math.abs(drawn - expected)).toBeLessThan(4 * Math.sqrt(5 * expected));
  });
});

describe('what is expected', () => {
  const COUNTS: [CountName, CountName[]][] = [
    ['violence_expected', ACTS],
    ['emergency_visits_expected', ['emergency_visits']],
    ['deaths_expected', ['deaths']],
    ['arrests_couriers_expected', ['arrests_couriers']],
  ];
  const SHORT: Changes = { ...EVENTFUL, time: { burn_in_days: 7, pre_days: 7, post_days: 42, tick_min: 60 } };
  const REPLICATES = 12;
  /** Counts less what was expected of them, by measure, over replicates. */
  const surplus = (...changes: Changes[]): Map<CountName, number[]> => {
    const found = new Map<CountName, number[]>(COUNTS.map(([mean]) => [mean, []]));
    for (let replicate = 1; replicate <= REPLICATES; replicate++) {
      const record = live('pressure', replicate, SHORT, ...changes);
      for (const [mean, counts] of COUNTS) found.get(mean)!.push(total(record, ...counts) - total(record, mean));
    }
    return found;
  };
  const z = (values: number[]): number => {
    const { mean, sd } = tInterval95(values);
    return (mean! / sd!) * Math.sqrt(values.length);
  };

  it('is the mean of what is drawn, under all policies at once', () => {
    for (const [measure, values] of surplus(against(...EVERY_POLICY)))
      expect(Math.abs(z(values)), measure).toBeLessThan(4);
  });

  it('is the mean of takedowns alone, with sister lines, and no courier where holders are arrested', () => {
    const policies: PolicyInput[] = [
      { kind: 'platform-investigation', start_day: 7, hours_per_day: 40, lines: 4 },
      { kind: 'holder-arrest', start_day: 7, hours_per_day: 20, lines: 2 },
    ];
    const found = surplus(against(...policies), { mechanisms: { stops: false }, rebirth: { hazard_per_week: 0.5 } });
    expect(Math.abs(z(found.get('arrests_couriers_expected')!))).toBeLessThan(4);
    const holders = live('pressure', 1, SHORT, against(policies[1]!), { mechanisms: { stops: false } });
    expect(total(holders, 'takedowns')).toBeGreaterThan(0);
    expect(total(holders, 'arrests_couriers_expected')).toBe(0);
  });

  it('differs by no bit between arms of which one does nothing', () => {
    const idle = EVERY_POLICY.map(
      (policy) =>
        ({ ...policy, ...('eur_per_day' in policy ? { eur_per_day: 0 } : { hours_per_day: 0 }) }) as PolicyInput,
    );
    const [baseline, arm] = run(small(SHORT, against(...idle)));
    for (const [mean] of COUNTS) {
      expect(total(baseline, mean), mean).toBeGreaterThan(0);
      expect(daily(arm, mean)).toEqual(daily(baseline, mean));
    }
  });

  it.each([
    ['violence_expected', { violence: false }],
    ['emergency_visits_expected', { harm: false }],
    ['deaths_expected', { harm: false }],
    ['arrests_couriers_expected', { stops: false, investigation: false }],
  ] as const)('is 0 where the mechanism is off: %s', (measure, mechanisms) => {
    expect(total(live('pressure', 1, SHORT, against(...EVERY_POLICY), { mechanisms }), measure)).toBe(0);
  });

  it.each(COUNTS)('is an outcome: %s, the sum over the days of a window', (measure) => {
    const record = live('pressure', 1, SHORT, against(...EVERY_POLICY));
    const { of } = OUTCOMES.find(({ id }) => id === measure)!;
    expect(of(record, 'pre')! + of(record, 'post')!).toBeCloseTo(total(record, measure), 9);
  });
});
