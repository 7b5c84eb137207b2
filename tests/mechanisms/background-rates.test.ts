// What every arm is policed by: ablation, closed forms of its hours, the same in all arms, no part of any policy's account.
import { describe, expect, it, vi } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { EFFORT_WINDOWS, effortAt } from '../../src/engine/kernel/record.ts';
import { runPilot } from '../../src/engine/pilot.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { DAYS_PER_MEAN_MONTH } from '../../src/units.ts';
import { ablation } from '../support/ablation.ts';
import {
  against,
  type Changes,
  expectSame,
  groundOf,
  NO_FEEDBACK,
  type PolicyInput,
  run,
  small,
  watch,
} from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const NONE = { operations_per_site_month: 0, investigation_hours_per_line_week: 0, stop_hours_per_km2_day: 0 };

ablation('background', {
  streams: ['background-operation', 'background-line'],
  given: {
    background: { operations_per_site_month: 0.3, investigation_hours_per_line_week: 2, stop_hours_per_km2_day: 0 },
    // The background is also what went before the run: with justice it leaves persons in custody on the first day.
    mechanisms: { justice: false },
  },
  zero: { background: { operations_per_site_month: 0, investigation_hours_per_line_week: 0 } },
  event: ['background_minutes'],
});

const sum = (record: World['record'], count: CountName): number =>
  daysOfCount(record, count).reduce((a, b) => a + b, 0);

describe('operations of the background', () => {
  /** Many sites that never close, and nothing else. */
  const sites: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 300, tick_min: 60 },
    customers: { count: 10 },
    sites: { count: 200 },
    platforms: [],
    choice: { share_delivery: 0 },
    police: { closure_probability: 0 },
    background: { operations_per_site_month: 0.5 },
    mechanisms: { ...NO_FEEDBACK, background: true },
  };
  const operationsOf = (changes: Changes): number => {
    const { record } = watch(small(sites, changes), () => {});
    return sum(record, 'site_operations');
  };

  it('are as many as their rate, whether sites are open or disrupted', () => {
    const mean = (200 * 300 * 0.5) / DAYS_PER_MEAN_MONTH;
    for (const disruption_mean_days of [0, 60]) {
      const n = operationsOf({ police: { closure_probability: 0, disruption_mean_days } });
      expect(Math.abs(n - mean) / Math.sqrt(mean)).toBeLessThan(3.5);
    }
  });

  it('take the hours of an operation each, beside stops by area', () => {
    const { record, city } = watch(small(sites), () => {});
    const areaKm2 = city.areaKm2.reduce((a, b) => a + b, 0);
    const minutes = 300 * areaKm2 * 2 * 60 + sum(record, 'site_operations') * 40 * 60;
    expect(sum(record, 'background_minutes')).toBeCloseTo(minutes, 3);
    expect(sum(record, 'background_cost_cents')).toBeCloseTo(minutes * 75, -3);
    expect(sum(record, 'officer_minutes') + sum(record, 'cost_cents')).toBe(0);
  });

  it('are the same in arms whose policies do something else, and are not doubled where one operates', () => {
    const policy = (kind: 'finance' | 'site-operations', hours_per_day: number): PolicyInput =>
      kind === 'finance'
        ? { kind, start_day: 0, hours_per_day }
        : { kind, start_day: 0, hours_per_day, where: 'all', pick: 'random' };
    const [base, finance] = run(small(sites, against(policy('finance', 10))));
    expect(daysOfCount(finance, 'site_operations')).toEqual(daysOfCount(base, 'site_operations'));
    expect(daysOfCount(finance, 'background_minutes')).toEqual(daysOfCount(base, 'background_minutes'));
    // Hours for every site on every day: nothing is left for the background but sites that are shut.
    const daily = small(
      sites,
      { police: { closure_probability: 0, disruption_mean_days: 0 } },
      against(policy('site-operations', 8000)),
    );
    const [, pounded] = run(daily);
    expect(sum(pounded, 'site_operations')).toBe((sum(pounded, 'officer_minutes') + operationMinutes(pounded)) / 2400);
    expect(operationMinutes(pounded)).toBeLessThan(0.02 * operationMinutes(base));
  });

  /** Minutes of the background without stops; lines there are none. */
  function operationMinutes(record: World['record']): number {
    return Math.round(sum(record, 'background_minutes') - 300 * 16 * 2 * 60);
  }
});

describe('investigation by the background', () => {
  const lines: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 140, tick_min: 60 },
    background: { ...NONE, investigation_hours_per_line_week: 5 },
    mechanisms: { ...NO_FEEDBACK, background: true, investigation: false },
  };

  it('gathers hours until they make those of a week on one line, and goes through all lines before it comes back', () => {
    const worked: number[] = [];
    let nLines = 0;
    const { record } = watch(small(lines), ({ lines: l, platforms }, clock) => {
      if (clock.tick > 0 || clock.day % 7 !== 0) return;
      nLines = 0;
      for (let line = 0; line < l.count; line++) {
        if (l.state[line] === LINE.up && platforms.status[l.platform[line]] === PLATFORM_STATUS.active) nLines++;
        if (l.workedMin[line] === 0) continue;
        expect(l.workedMin[line]).toBe(40 * 60);
        worked.push(line);
      }
    });
    expect(nLines).toBe(7);
    expect(worked).toHaveLength(Math.floor((7 * 5 * 20) / 40));
    expect(sum(record, 'background_minutes')).toBe(worked.length * 40 * 60);
    for (let round = 0; round + 7 <= worked.length; round += 7)
      expect(new Set(worked.slice(round, round + 7)).size).toBe(7);
  });

  it('takes lines down in burn-in and after, without any policy', () => {
    const { record, platforms } = watch(
      small(lines, {
        investigation: { scale_h: 5, reference_orders_per_day: 1 },
        mechanisms: { ...NO_FEEDBACK, background: true, investigation: true },
      }),
      () => {},
    );
    expect(sum(record, 'takedowns')).toBeGreaterThan(5);
    expect(Math.max(...platforms.darkSince)).toBeGreaterThanOrEqual(0);
  });

  it('leaves lines alone on which a policy works, and no policy is booked for it', () => {
    const policy: PolicyInput = { kind: 'platform-investigation', start_day: 0, hours_per_day: 7, lines: 1 };
    const arm = (changes: Changes) => {
      const scenario = small(lines, changes, against(policy));
      return runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
        afterTick: ({ lines: l, effort }, clock) => {
          if (clock.tick > 0 || clock.day % 7 !== 0) return;
          for (let line = 0; line < l.count; line++)
            if (effort.investigationMin[line] > 0) expect(l.workedMin[line]).toBe(effort.investigationMin[line]);
        },
      }).record;
    };
    const [withIt, without] = [arm({}), arm({ background: NONE })];
    expect(withIt.effort).toEqual(without.effort);
    expect(daysOfCount(withIt, 'officer_minutes')).toEqual(daysOfCount(without, 'officer_minutes'));
    for (const window of EFFORT_WINDOWS.keys())
      expect(withIt.effort[effortAt(withIt, window, 0)]).toBeGreaterThanOrEqual(0);
  });
});

describe('stops of the background', () => {
  const couriers: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 30, tick_min: 60 },
    customers: { count: 1000, light_per_month: 10 },
    couriers: { stop_hazard_per_h: 0.05 },
    mechanisms: { ...NO_FEEDBACK, background: true, stops: true, justice: false },
  };
  const stops = (where: string, hours_per_day: number): Changes =>
    against({ kind: 'street-stops', start_day: 0, hours_per_day, where, between: [0, 24] });

  it('are what couriers meet, and without them nobody is stopped but by a policy', () => {
    const of = (changes: Changes, arm = 'baseline') =>
      runArm(groundOf(small(couriers, stops('all', 32), changes)), arm, 1, compilePolicy);
    expect(sum(of({}).record, 'arrests_couriers')).toBeGreaterThan(10);
    const none = of({ background: NONE });
    expect(sum(none.record, 'arrests_couriers')).toBe(0);
    expect(none.zones.stopDensity.every((rho) => rho === 0)).toBe(true);
    // 32 hours over 16 km² are as dense as the background: 2 hours per km² and day.
    expectSame(
      { ...of({ background: NONE }, 'pressure').record, daily: new Float64Array() },
      { ...of({}).record, arm: 'pressure', daily: new Float64Array() },
    );
    const both = of({}, 'pressure');
    for (const rho of both.zones.stopDensity) expect(rho).toBeCloseTo(2, 10);
  });

  it('may follow deliveries: all hours are spent, where and when orders are delivered', () => {
    const { zones, effort, record } = runArm(
      groundOf(small(couriers, { couriers: { stop_hazard_per_h: 0 } }, stops('deliveries', 40))),
      'pressure',
      1,
      compilePolicy,
    );
    expect(effort.stopMin.reduce((a, b) => a + b, 0)).toBe(40 * 60);
    const all = zones.recentDeliveries.reduce((a, b) => a + b, 0);
    const delivered =
      daysOfCount(record, 'delivered')
        .slice(-14)
        .reduce((a, b) => a + b, 0) / 14;
    expect(all).toBeGreaterThan(0.8 * delivered);
    expect(all).toBeLessThan(1.2 * delivered);
    for (const [at, minutes] of effort.stopMin.entries()) {
      if (zones.recentDeliveries[at] === 0) expect(minutes).toBe(0);
    }
  });
});

describe('the background', () => {
  it('is written none or with numbers', () => {
    const read = (background: string) =>
      parseScenario('town.yaml', {
        readText: () =>
          `version: 2\ncity: { grid: { columns: 2, rows: 2, population: 1000 } }\nsites: { count: 1 }\nplatforms: []\ncustomers: { count: 5 }\narms: { baseline: {} }\nbackground: ${background}\n`,
      });
    const none = read('none');
    expect(none.ok && none.scenario.background).toEqual(NONE);
    const some = read('{ operations_per_site_month: 0.1 }');
    expect(some.ok && some.scenario.background).toEqual({
      operations_per_site_month: 0.1,
      investigation_hours_per_line_week: 0.2,
      stop_hours_per_km2_day: 2,
    });
    for (const wrong of ['off', '3', '{ operations: 1 }', '[]']) {
      const { ok, ...rest } = read(wrong);
      expect(ok, wrong).toBe(false);
      expect(JSON.stringify(rest)).toMatch(/none|operations_per_site_month/);
    }
  });

  it('is at work in the pilot', () => {
    const pilotOf = (operations_per_site_month: number) => {
      const ground = groundOf(small({ background: { operations_per_site_month }, time: { tick_min: 60 } }));
      runPilot(ground, 1);
      return ground.start?.alpha;
    };
    expect(pilotOf(30)).not.toEqual(pilotOf(0));
  });
});
