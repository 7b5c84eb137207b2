// The number of fixed sites over years: under everyday operations it stays, under three years of pressure it falls.
import { describe, expect, test } from 'vitest';
import { daysOfCount } from '../../src/engine/counts.ts';
import { createGround } from '../../src/engine/ground.ts';
import { STREAMS } from '../../src/engine/parts.ts';
import { runArm } from '../../src/engine/run.ts';
import type { Settings } from '../../src/engine/settings.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { openStreams } from '../../src/random/streams.ts';
import { type Changes, cityOf, NO_FEEDBACK, small } from '../support/small.ts';

const OPERATIONS = { kind: 'site-operations', where: 'all', pick: 'random', start_day: 0 } as const;

/** Sites under everyday operations, next to no customers, nothing else. */
const town = (count: number, days: number, arms: Changes = {}): Settings => {
  return small(
    {
      time: { burn_in_days: 0, pre_days: 0, post_days: days, tick_min: 60 },
      city: { grid: { columns: 2, rows: 2, population: 20_000 } },
      customers: { count: 1, light_per_month: 0.1 },
      sites: { count },
      platforms: [],
      mechanisms: { ...NO_FEEDBACK, site_turnover: true, background: true, violence: false },
    },
    arms,
  );
};

/** Sites open day by day, and counts, in so many replicates of an arm. */
function open(scenario: Settings, replicates: number, arm = 'baseline') {
  const ground = createGround(scenario, cityOf(scenario as ReturnType<typeof small>), 1);
  return Array.from({ length: replicates }, (_, k) => {
    const streams = openStreams(scenario.seed, k + 1, STREAMS);
    const { record } = runArm({ ...ground, streams }, arm, k + 1, compilePolicy);
    return { days: daysOfCount(record, 'sites_open'), operations: daysOfCount(record, 'site_operations') };
  });
}
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const sd = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(sum(values.map((one) => (one - middle) ** 2)) / (values.length - 1));
};

describe('sites under everyday operations alone', () => {
  test('no town of 12 dies out in five years, in 200 replicates, and their mean stays', () => {
    const towns = open(town(12, 1826), 200);
    expect(Math.min(...towns.map(({ days }) => days.at(-1)!))).toBeGreaterThan(0);
    const ends = towns.map(({ days }) => days.at(-1)!);
    expect(Math.abs(mean(ends) - 12) / (sd(ends) / Math.sqrt(200))).toBeLessThan(3.5);
  });

  test('17 of them stray by less than a third over replicates', () => {
    const ends = open(town(17, 1826), 60).map(({ days }) => days.at(-1)!);
    // √(1.25·17) ÷ 17 is 0.27; the standard error of 60 of them is 0.025.
    expect(sd(ends) / 17).toBeLessThan(0.33);
    expect(sd(ends) / 17).toBeGreaterThan(0.19);
  });
});

test('sites under 0.28 operations a month each are a quarter fewer after three years', () => {
  const pressed = { arms: { baseline: {}, pounding: { policies: [{ ...OPERATIONS, per_site_month: 0.23 }] } } };
  const scenario = town(80, 1095, pressed);
  const [everyday, pounded] = ['baseline', 'pounding'].map((arm) => open(scenario, 16, arm));
  const ends = (arm: typeof everyday) => mean(arm!.map(({ days }) => days.at(-1)!));
  const operations = (arm: typeof everyday) => mean(arm!.map((one) => sum(one.operations)));
  const change = ends(pounded) / ends(everyday) - 1;
  expect(change).toBeGreaterThan(-0.32);
  expect(change).toBeLessThan(-0.18);
  const net = (ends(everyday) - ends(pounded)) / (operations(pounded) - operations(everyday));
  expect(net).toBeGreaterThan(0.02);
  expect(net).toBeLessThan(0.05);
});
