import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/engine/clock.ts';
import { type ArmRecord, DAILY_MEASURES, VIOLENCE_KINDS, zoneViolenceAt } from '../../src/engine/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { DAYS_PER_YEAR } from '../../src/units.ts';
import {
  against,
  type Changes,
  cityOf,
  differences,
  groundOf,
  NO_FEEDBACK,
  type PolicyInput,
  run,
  small,
} from '../support/small.ts';

/** No market to speak of: zones far apart with a site each, of which nothing closes, so that violence is all there is. */
const STILL: Changes = {
  time: { burn_in_days: 300, pre_days: 0, post_days: 6900, tick_min: 60 },
  city: { grid: { columns: 5, rows: 5, cell_km: 10, population: 20_000 } },
  customers: { count: 1, light_per_month: 0.01 },
  sites: { count: 100, places_per_site: 1 },
  platforms: [],
  choice: { share_delivery: 0 },
  mechanisms: { ...NO_FEEDBACK, calls: false },
};
/** A robbery at every site in 80 days: 1.25 a day to begin with. */
const ROBBED = { robbery_per_site_year: DAYS_PER_YEAR / 80, lethality: 0.31, recorded_share: 0.6 };
const BEGUN_PER_DAY = 100 / 80;

const daily = (record: ArmRecord, measure: (typeof DAILY_MEASURES)[number]): Float64Array => {
  const at = DAILY_MEASURES.indexOf(measure) * record.nDays;
  return record.daily.subarray(at, at + record.nDays);
};
const total = (record: ArmRecord, measure: (typeof DAILY_MEASURES)[number], from = 0): number =>
  daily(record, measure)
    .subarray(from)
    .reduce((sum, n) => sum + n, 0);
const allOf = (record: ArmRecord, from = 0, prefix: '' | 'recorded_' = ''): number =>
  VIOLENCE_KINDS.reduce((sum, kind) => sum + total(record, `${prefix}violence_${kind}`, from), 0);
/** The baseline without pilot or other arms. */
const live = (...changes: Changes[]): World => {
  const scenario = small(...changes);
  return runArm(groundOf(scenario), scenario.baseline, 1, compilePolicy, null);
};

describe('violence as a Hawkes process', () => {
  it.each([0, 0.3, 0.45])('has the mean μ/(1 − n) and the dispersion 1/(1 − n)² of long counts, n = %d', (n) => {
    const days = 300;
    const { record, counts } = countByZone(small(STILL, { violence: { ...ROBBED, branching: n } }), days);
    // Hawkes & Oakes (1974): variance of a long count over its mean is 1/(1 − n)²; the error of a mean follows from it.
    const mean = (BEGUN_PER_DAY * record.nDays) / (1 - n);
    const dispersion = 1 / ((1 - n) * (1 - n));
    expect(Math.abs(allOf(record) - mean)).toBeLessThan(4 * Math.sqrt(mean * dispersion));
    expect(total(record, 'violence_retaliation') / allOf(record)).toBeCloseTo(n, 1);

    // Zones are apart and violence does not leave one, so that their variances add up.
    const k = counts[0]!.length;
    const means = counts.map((own) => own.reduce((sum, c) => sum + c, 0) / k);
    const variances = counts.map((own, z) => own.reduce((sum, c) => sum + square(c - means[z]!), 0) / (k - 1));
    const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
    // Exact for an exponential kernel over a time T (Da Fonseca & Zaatour 2014, J. Futures Markets 34(6):548-579).
    const rate = (1 - n) / 14;
    const expected = dispersion + ((1 - dispersion) * (1 - Math.exp(-rate * days))) / (rate * days);
    const error = Math.sqrt((2 * sum(means.map(square))) / ((k - 1) * square(sum(means))));
    expect(Math.abs(sum(variances) / sum(means) / expected - 1)).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.1);
  });

  const square = (x: number): number => x * x;

  /** Events of each zone in one stretch of days after the other, from one run whose record is looked at as it grows. */
  function countByZone(scenario: Scenario, days: number): { record: ArmRecord; counts: number[][] } {
    const counts: number[][] = Array.from({ length: 25 }, () => []);
    const last = new Uint32Array(25);
    const { record } = runArm(groundOf(scenario), scenario.baseline, 1, compilePolicy, null, {
      afterTick: ({ record }: World, clock: Clock) => {
        if (clock.tick > 0 || clock.reportedDay < 0 || clock.reportedDay % days > 0) return;
        for (const [zone, own] of counts.entries()) {
          const now = record.zoneViolence[zoneViolenceAt(record, 1, zone)]!;
          if (clock.reportedDay > 0) own.push(now - last[zone]!);
          last[zone] = now;
        }
      },
    });
    return { record, counts };
  }

  it('begets exactly n events per event over all days, however slowly they come', () => {
    for (const decay_days of [0.5, 60]) {
      const { violence, record } = live(STILL, { violence: { ...ROBBED, decay_days } });
      const toCome = violence.excitation.reduce((sum, e) => sum + e, 0);
      const came = total(record, 'violence_retaliation');
      const events = allOf(record);
      expect(Math.abs(came + toCome - 0.3 * events)).toBeLessThan(4 * Math.sqrt(came) + 0.3 * events * 0.01);
    }
  });

  it('puts the recorded share on record and is lethal in the share of lethality, in every kind', () => {
    const { record } = live(STILL, { violence: ROBBED });
    const all = allOf(record);
    const isShare = (part: number, share: number, of: number) =>
      expect(Math.abs(part - share * of)).toBeLessThanOrEqual(4 * Math.sqrt(share * (1 - share) * of));
    isShare(allOf(record, 0, 'recorded_'), 0.6, all);
    isShare(total(record, 'violence_lethal'), 0.31, all);
    isShare(total(record, 'recorded_violence_lethal'), 0.31 * 0.6, all);
    for (const kind of VIOLENCE_KINDS)
      isShare(total(record, `recorded_violence_${kind}`), 0.6, total(record, `violence_${kind}`));
  });

  it('tells the same story by day, by role and by zone', () => {
    const [record] = run(small({ violence: { robbery_per_site_year: 200, territorial_per_site_year: 400 } }));
    const sums = (counts: Uint32Array) =>
      [0, 1].map((m) => counts.reduce((sum, n, at) => sum + (at % 2 === m ? n : 0), 0));
    const both = [allOf(record), allOf(record, 0, 'recorded_')];
    expect(both[1]).toBeGreaterThan(20);
    expect(sums(record.violence)).toEqual(both);
    expect(sums(record.zoneViolence)).toEqual(both);
  });
});

describe('what violence begins with', () => {
  const SOLD = {
    time: { burn_in_days: 5, pre_days: 0, post_days: 60 },
    customers: { count: 600, light_per_month: 20 },
  };
  const ONLY = { branching: 0, platform_branching: 0, robbery_per_site_year: 0, robbery_per_platform_year: 0 };
  const NOTHING_CLOSES = { mechanisms: { site_turnover: false } };

  it('territory: rate · orders near it ÷ 150 · (1 − Herfindahl index), summed over sites', () => {
    // All zones within reach of each other: every site has all orders and the same index.
    const near = small(SOLD, NOTHING_CLOSES, {
      violence: { ...ONLY, near_km: 100, territorial_per_site_year: 200, territorial_orders_per_day: 15 },
    });
    let expected = 0;
    const { record } = runArm(groundOf(near), 'baseline', 1, compilePolicy, null, {
      afterTick: ({ sites }, clock) => {
        if (clock.reportedDay < 0 || clock.tick !== 143) return;
        const sold = Array.from(sites.recentSales).filter((_, place) => sites.isOpen[place] === 1);
        const all = sold.reduce((sum, s) => sum + s, 0);
        const herfindahl = sold.reduce((sum, s) => sum + (s / all) * (s / all), 0);
        expected += (((200 * all) / 15) * (1 - herfindahl) * sold.length) / DAYS_PER_YEAR;
      },
    });
    expect(expected).toBeGreaterThan(100);
    expect(Math.abs(total(record, 'violence_territorial') - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(allOf(record)).toBe(total(record, 'violence_territorial'));
  });

  it('territory: none at a site without another near it, and none from one place that has all orders', () => {
    const grid = { columns: 4, rows: 4, cell_km: 30, population: 20_000 };
    const alone = { ...SOLD, city: { grid }, sites: { count: 1, places_per_site: 1 } };
    expect(allOf(live(alone, NOTHING_CLOSES, { violence: { ...ONLY, territorial_per_site_year: 1000 } }).record)).toBe(
      0,
    );
  });

  it('a vacancy: 0.3 over 30 days for each site that an operation closes, if nobody opens on it', () => {
    const closing: Changes = {
      time: { burn_in_days: 5, pre_days: 0, post_days: 120 },
      sites: { count: 40, places_per_site: 1 },
      police: { closure_probability: 1, operation_officer_h: 40 },
      violence: { ...ONLY, territorial_per_site_year: 0, vacancy_events: 30 },
      arms: {
        baseline: {
          policies: [{ kind: 'site-operations', start_day: 0, end_day: 41, hours_per_day: 40, where: 'all' }],
        },
      },
    };
    const { record } = live(closing, NOTHING_CLOSES);
    expect(total(record, 'site_closures')).toBe(40);
    expect(Math.abs(allOf(record) - 40 * 30)).toBeLessThan(4 * Math.sqrt(40 * 30));
    const last = daily(record, 'site_closures').findLastIndex((n) => n > 0);
    expect(total(record, 'violence_territorial', last + 20)).toBeGreaterThan(0);
    expect(total(record, 'violence_territorial', last + 30)).toBe(0);
  });

  it('a vacancy ends when a site opens on the place: fewer events where places are taken again', () => {
    const closing = (turnover_per_week: number): Changes => ({
      time: { burn_in_days: 5, pre_days: 0, post_days: 200 },
      sites: { count: 40, places_per_site: 1, turnover_per_week },
      police: { closure_probability: 1, operation_officer_h: 40 },
      violence: { ...ONLY, territorial_per_site_year: 0, vacancy_events: 30 },
      arms: {
        baseline: { policies: [{ kind: 'site-operations', start_day: 0, hours_per_day: 20, where: 'all' }] },
      },
    });
    const perClosure = (turnover: number): number => {
      let closed = 0;
      const scenario = small(closing(turnover));
      const { record } = runArm(groundOf(scenario), 'baseline', 1, compilePolicy, null, {
        afterTick: ({ sites }, clock) => {
          if (clock.tick === 143) for (const closes of sites.isClosing) closed += closes;
        },
      });
      return allOf(record) / closed;
    };
    expect(perClosure(0.3)).toBeLessThan(0.8 * perClosure(0.01));
  });

  it('robbery of platforms, which beget half as much: mean 0.15', () => {
    const { record } = live(STILL, {
      platforms: [{ archetype: 'service-quality-bikes', count: 20 }],
      choice: { share_delivery: 0.5 },
      violence: { ...ROBBED, robbery_per_site_year: 0, robbery_per_platform_year: DAYS_PER_YEAR / 10 },
    });
    expect(Math.abs(total(record, 'violence_robbery') - 2 * record.nDays)).toBeLessThan(
      4 * Math.sqrt(2 * record.nDays),
    );
    expect(total(record, 'violence_retaliation') / allOf(record)).toBeCloseTo(0.15, 1);
  });

  it('punishment: 0.02 for each defection, which begets as violence of platforms does, and none with the switch off', () => {
    const days = 2000;
    const punished = (isOn: boolean): World => {
      const scenario = small(STILL, {
        time: { burn_in_days: 0, pre_days: 0, post_days: days, tick_min: 60 },
        violence: { robbery_per_site_year: 0, territorial_per_site_year: 0 },
        mechanisms: { ...STILL.mechanisms, violence_punishment: isOn },
      });
      return runArm(groundOf(scenario), scenario.baseline, 1, compilePolicy, null, {
        afterTick: ({ violence }) => violence.defections.fill(1),
      });
    };
    const { record, zones } = punished(true);
    const expected = 0.02 * zones.count * days;
    expect(Math.abs(total(record, 'violence_punishment') - expected) / Math.sqrt(expected)).toBeLessThan(4);
    const begotten = (0.15 / 0.85) * expected;
    expect(Math.abs(total(record, 'violence_retaliation') - begotten) / Math.sqrt(begotten)).toBeLessThan(4);
    expect(allOf(punished(false).record)).toBe(0);
  });

  it('no punishment while nobody defects', () => {
    const { record } = live({ violence: { punishment_per_defection: 100, robbery_per_site_year: 50 } });
    expect(total(record, 'violence_robbery')).toBeGreaterThan(10);
    expect(total(record, 'violence_punishment')).toBe(0);
  });
});

describe('violence interruption', () => {
  const VIOLENT: Changes = {
    ...STILL,
    time: { burn_in_days: 300, pre_days: 0, post_days: 2000, tick_min: 60 },
    violence: { ...ROBBED, branching: 0.45, interruption_factor: 0.5 },
  };
  /** 20 thousand residents at 60 EUR each a day. */
  const FULL_EUR = 20 * 60;
  const interruption = (eur_per_day: number): Changes => {
    const policy: PolicyInput = { kind: 'violence-interruption', start_day: 0, eur_per_day, where: 'all' };
    return { arms: { baseline: { policies: [policy] } } };
  };
  const retaliationUnder = (eur: number) => {
    const { record } = live(VIOLENT, interruption(eur));
    return total(record, 'violence_retaliation') / allOf(record);
  };

  it('multiplies branching where it reaches: by its factor at the full dose, half way at half of it', () => {
    expect(retaliationUnder(FULL_EUR)).toBeCloseTo(0.45 * 0.5, 1);
    expect(retaliationUnder(FULL_EUR / 2)).toBeCloseTo(0.45 * 0.75, 1);
    expect(retaliationUnder(20 * FULL_EUR)).toBe(retaliationUnder(FULL_EUR));
  });

  it('does nothing below the minimum dose but cost', () => {
    const [none, little] = [live(VIOLENT, interruption(0)), live(VIOLENT, interruption(0.19 * FULL_EUR))];
    expect(differences(none.record, little.record)).toEqual(['daily']);
    expect(little.record.violence).toEqual(none.record.violence);
    expect(total(little.record, 'cost_cents')).toBe(0.19 * FULL_EUR * 100 * little.record.nDays);
  });

  it('never adds an event on any day until one was prevented, and changes nothing of the market', () => {
    const changes: Changes = { violence: { branching: 0.9, robbery_per_site_year: 200 } };
    const policy: PolicyInput = {
      kind: 'violence-interruption',
      start_day: 5,
      eur_per_day: 1000 * FULL_EUR,
      where: 'all',
    };
    const [baseline, arm] = run(small(changes, against(policy)));
    expect(differences(baseline, arm).filter((part) => !/iolence|daily/.test(part))).toEqual([]);
    for (const kind of ['territorial', 'robbery'] as const)
      expect(daily(arm, `violence_${kind}`)).toEqual(daily(baseline, `violence_${kind}`));
    const [before, after] = [baseline, arm].map((record) => daily(record, 'violence_retaliation'));
    expect(after.subarray(0, 5)).toEqual(before.subarray(0, 5));
    expect(after.reduce((sum, n) => sum + n, 0)).toBeLessThan(before.reduce((sum, n) => sum + n, 0));
  });
});

describe('violence that is off', () => {
  const PRESSED: Changes = {
    police: { closure_probability: 0.5, operation_officer_h: 20 },
    violence: { territorial_per_site_year: 400, robbery_per_site_year: 200, vacancy_events: 30 },
    ...against({ kind: 'site-operations', start_day: 8, hours_per_day: 40, where: 'all' }),
  };
  const pressed = (isOn: boolean, more: Changes = {}): ArmRecord =>
    runArm(groundOf(small(PRESSED, more, { mechanisms: { violence: isOn } })), 'pressure', 1, compilePolicy, null)
      .record;

  it('leaves no event of any kind, and all else as it is', () => {
    const [on, off] = [pressed(true), pressed(false)];
    expect(allOf(on)).toBeGreaterThan(50);
    expect(allOf(off)).toBe(0);
    expect(differences(on, off).filter((part) => !/iolence|daily/.test(part))).toEqual([]);
  });

  it('keeps arms aligned: a zone whose sites and sales are alike has the same acts of violence', () => {
    const grid = { columns: 3, rows: 3, population: 9000 };
    const two: Changes = {
      city: [
        { name: 'a', grid },
        { name: 'b', grid },
      ],
      customers: { count: 400, light_per_month: 8 },
      sites: { count: 8 },
      ...PRESSED,
      ...against({ kind: 'site-operations', start_day: 8, hours_per_day: 40, where: 'city:a' }),
    };
    const scenario = small(two);
    const [baseline, pressure] = run(scenario);
    const { zoneCity } = cityOf(scenario);
    const inB = (record: ArmRecord) =>
      Array.from(record.zoneViolence).filter((_, at) => zoneCity[Math.floor(at / 2) % record.nZones] === 1);
    expect(inB(pressure)).toEqual(inB(baseline));
    expect(inB(baseline).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(10);
    expect(pressure.violence).not.toEqual(baseline.violence);
  });
});
