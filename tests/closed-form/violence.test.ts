import { describe, expect, it } from 'vitest';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { DAYS_PER_YEAR } from '../../src/units.ts';
import {
  against,
  type Changes,
  cityOf,
  differences,
  groundOf,
  type PolicyInput,
  run,
  small,
} from '../support/small.ts';
import { allOf, daily, live, ROBBED, STILL, total } from '../support/still-town.ts';

describe('violence', () => {
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
  const NOTHING_CLOSES = { mechanisms: { site_turnover: false, background: false } };

  it('territory: rate · orders near it ÷ 150 · (1 − Herfindahl index), summed over sites', () => {
    // All zones within reach of each other: every site has all orders and the same index.
    const near = small(SOLD, NOTHING_CLOSES, {
      violence: { ...ONLY, near_km: 100, territorial_per_site_year: 200, territorial_orders_per_day: 15 },
    });
    let expected = 0;
    const { record } = runArm(groundOf(near), 'baseline', 1, compilePolicy, {
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
      const { record } = runArm(groundOf(scenario), 'baseline', 1, compilePolicy, {
        afterTick: ({ sites }, clock) => {
          if (clock.tick === 143) for (const closes of sites.isClosing) closed += closes;
        },
      });
      return allOf(record) / closed;
    };
    expect(perClosure(0.3)).toBeLessThan(0.8 * perClosure(0.01));
  });

  it('punishment: 0.02 for each defection, which begets as violence of platforms does, and none with the switch off', () => {
    const days = 2000;
    const punished = (isOn: boolean): World => {
      const scenario = small(STILL, {
        time: { burn_in_days: 0, pre_days: 0, post_days: days, tick_min: 60 },
        violence: { robbery_per_site_year: 0, territorial_per_site_year: 0 },
        mechanisms: { ...STILL.mechanisms, violence_punishment: isOn },
      });
      return runArm(groundOf(scenario), scenario.baseline, 1, compilePolicy, {
        afterTick: ({ defections }) => defections.fromZone.fill(1),
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
    runArm(groundOf(small(PRESSED, more, { mechanisms: { violence: isOn } })), 'pressure', 1, compilePolicy).record;

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
