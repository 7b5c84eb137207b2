// The number of fixed sites against the birth-death chain that it is, solved exactly.
import { describe, expect, it } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { createGround, type Ground } from '../../src/engine/ground.ts';
import { setDay } from '../../src/engine/kernel/clock.ts';
import { STREAMS } from '../../src/engine/parts.ts';
import type { Settings } from '../../src/engine/settings.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { openStreams } from '../../src/random/streams.ts';
import { chiSquareTail } from '../support/distributions.ts';
import { type Changes, cityOf, groundOf, NO_FEEDBACK, phase, small } from '../support/small.ts';

/** A town of sites and next to no customers, in which nothing but turnover happens. */
const town = (count: number, sites: Changes['sites'] = {}): Changes => ({
  time: { burn_in_days: 0, pre_days: 0, post_days: 7, tick_min: 60 },
  customers: { count: 1 },
  sites: { count, ...sites },
  platforms: [],
  mechanisms: { ...NO_FEEDBACK, site_turnover: true },
});

const CITY = cityOf(small());

interface Chain {
  atStart: number;
  places: number;
  exit: number;
  entry: number;
  exponent?: number;
  floor?: number;
}

/** Probabilities of each number a week on, [now][next]: exits and entries are binomial and independent given the number. */
function transitions({ atStart, places, exit, entry, exponent = 0.2, floor = 0.1 }: Chain): number[][] {
  return Array.from({ length: places + 1 }, (_, now) => {
    const vacant = places - now;
    const mean = entry * atStart * Math.max(floor, (now / atStart) ** exponent);
    const enters = binomialProbabilities(vacant, vacant > 0 ? Math.min(1, mean / vacant) : 0);
    const leaves = binomialProbabilities(now, exit);
    const next = Array<number>(places + 1).fill(0);
    for (const [a, p] of enters.entries()) for (const [b, q] of leaves.entries()) next[now + a - b]! += p * q;
    return next;
  });
}

/** The law of the number of sites some weeks after `atStart` of them. */
function lawAfter(weeks: number, chain: Chain): number[] {
  const moves = transitions(chain);
  let law = moves.map((_, now) => Number(now === chain.atStart));
  for (let week = 0; week < weeks; week++) {
    const next = law.map(() => 0);
    for (const [now, p] of law.entries()) if (p > 0) for (const [to, q] of moves[now]!.entries()) next[to]! += p * q;
    law = next;
  }
  return law;
}
const meanOf = (law: readonly number[]): number => law.reduce((sum, p, n) => sum + p * n, 0);
const sdOf = (law: readonly number[]): number =>
  Math.sqrt(law.reduce((sum, p, n) => sum + p * (n - meanOf(law)) ** 2, 0));

/** Probabilities of 0 to n successes. */
function binomialProbabilities(n: number, p: number): number[] {
  let law = [1];
  for (let trial = 0; trial < n; trial++)
    law = [...law, 0].map((one, k) => one * (1 - p) + (k > 0 ? law[k - 1]! * p : 0));
  return law;
}

/** Which sites stand after each of so many weeks of turnover alone, from the first `begins` of them. */
function turnover(ground: Ground, replicate: number, weeks: number, begins?: number): Uint8Array[] {
  const streams = openStreams(ground.scenario.seed, replicate, STREAMS);
  const { world } = createArm({ ...ground, streams }, 'baseline', replicate, compilePolicy);
  const turn = phase('site-turnover', world);
  if (begins !== undefined) world.sites.isOpen.fill(0, begins);
  return Array.from({ length: weeks }, (_, week) => {
    setDay(world.clock, 7 * week);
    turn();
    return world.sites.isOpen.slice();
  });
}
const standing = (isOpen: Uint8Array): number => isOpen.reduce((sum, one) => sum + one, 0);

/** Numbers of sites in so many replicates after so many weeks. */
const numbersAfter = (weeks: number, scenario: Settings, replicates: number): number[] => {
  const ground = createGround(scenario, CITY, 1);
  return Array.from({ length: replicates }, (_, k) => standing(turnover(ground, k + 1, weeks).at(-1)!));
};

/** Probability of so bad a fit of numbers to their law, in cells of at least five expected. */
function fitOf(numbers: readonly number[], law: readonly number[]): number {
  let [chi, cells, expected, found] = [0, 0, 0, 0];
  let left = numbers.length;
  for (const [n, p] of law.entries()) {
    expected += p * numbers.length;
    found += numbers.filter((one) => one === n).length;
    left -= p * numbers.length;
    const isLast = n === law.length - 1;
    if (!isLast && (expected < 5 || left < 5)) continue;
    chi += (found - expected) ** 2 / expected;
    cells++;
    [expected, found] = [0, 0];
  }
  return chiSquareTail(cells - 1, chi);
}

describe('the number of sites', () => {
  it.each([
    ['a town of 12', { atStart: 12, places: 24, exit: 0.01, entry: 0.01 }],
    ['a town of 17 at the upper end of turnover', { atStart: 17, places: 34, exit: 0.02, entry: 0.02 }],
    [
      'one of few places and steep entry',
      { atStart: 6, places: 8, exit: 0.05, entry: 0.05, exponent: 0.5, floor: 0.4 },
    ],
  ])('has the law of its chain after five years: %s', (_, chain) => {
    const { atStart, places, exit, exponent = 0.2, floor = 0.1 } = chain as Chain;
    const sites = {
      places_per_site: places / atStart,
      turnover_per_week: exit,
      entry_exponent: exponent,
      entry_floor: floor,
    };
    const numbers = numbersAfter(260, small(town(atStart, sites)), 300);
    expect(fitOf(numbers, lawAfter(260, chain))).toBeGreaterThan(1e-3);
  });

  it('lets as many more open as the background closes', () => {
    const background = { operations_per_site_month: 2 };
    const scenario = { ...small(town(17)), background };
    const closures = (2 * 0.062 * 7) / (365.25 / 12);
    const chain = { atStart: 17, places: 34, exit: 0.01, entry: 0.01 + closures };
    const numbers = numbersAfter(60, scenario, 200);
    expect(fitOf(numbers, lawAfter(60, chain))).toBeGreaterThan(1e-3);
    const without = lawAfter(60, { ...chain, entry: 0.01 });
    const mean = numbers.reduce((sum, n) => sum + n, 0) / 200;
    expect((mean - meanOf(without)) / (sdOf(without) / Math.sqrt(200))).toBeGreaterThan(10);
  });

  it('strays by √(1.25·N) and stays where it starts', () => {
    for (const [atStart, most] of [
      [12, 0.33],
      [17, 0.28],
      [80, 0.13],
    ] as const) {
      const law = lawAfter(2000, { atStart, places: 2 * atStart, exit: 0.01, entry: 0.01 });
      expect(Math.abs(sdOf(law) / Math.sqrt(1.25 * atStart) - 1)).toBeLessThan(0.02);
      expect(sdOf(law) / atStart).toBeLessThan(most);
      expect(Math.abs(meanOf(law) / atStart - 1)).toBeLessThan(0.015);
    }
  });

  it('comes back from nothing', () => {
    const ground = groundOf(small(town(12)));
    const numbers = Array.from({ length: 30 }, (_, k) => turnover(ground, k + 1, 400, 0).map(standing));
    expect(numbers.every((weeks) => weeks.at(-1)! > 0)).toBe(true);
    const law = lawAfter(400, { atStart: 12, places: 24, exit: 0.01, entry: 0.01 });
    expect(numbers.reduce((sum, weeks) => sum + weeks.at(-1)!, 0) / 30).toBeLessThan(meanOf(law));
  });

  it('never gets ahead of that of an arm that had all of the same sites and more', () => {
    const ground = groundOf(small(town(17)));
    for (let k = 1; k <= 10; k++) {
      const more = turnover(ground, k, 400);
      const less = turnover(ground, k, 400, 9);
      for (const [week, isOpen] of less.entries())
        expect(isOpen.every((one, place) => one <= more[week]![place]!)).toBe(true);
      expect(less.at(-1)).toEqual(more.at(-1));
    }
  });
});
