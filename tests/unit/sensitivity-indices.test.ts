// Sobol' indices, elementary effects and the stochastic floor: closed forms, SALib's arithmetic, and a factor that does nothing.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { walks } from '../../src/experiment/sweep/designs/morris.ts';
import { drawNormal } from '../../src/random/normal.ts';
import { openStreams } from '../../src/random/streams.ts';
import { elementaryEffects } from '../../src/stats/elementary-effects.ts';
import { binomialTail, fTail, incompleteBeta } from '../../src/stats/incomplete-beta.ts';
import { sobolIndices } from '../../src/stats/sobol-indices.ts';
import { againstNoise, rowsNeeded } from '../../src/stats/stochastic-floor.ts';
import { twoSidedT } from '../../src/stats/student.ts';
import { gFunction, ishigami, saltelliOf, withNoise } from '../support/sensitivity.ts';

const salib = JSON.parse(readFileSync(new URL('../fixtures/sensitivity/salib.json', import.meta.url), 'utf8'));
interface Screened {
  inputs: number[][];
  outputs: number[];
  levels: number;
  mu: number[];
  mu_star: number[];
  sigma: number[];
}
const one = (outcome: (u: Float64Array) => number) => (u: Float64Array) => [outcome(u)];

describe('the incomplete beta function', () => {
  it('has closed forms', () => {
    expect(incompleteBeta(1, 3.5, 0.3)).toBeCloseTo(1 - Math.exp(3.5 * Math.log(0.7)), 9);
    expect(incompleteBeta(2, 2, 0.25)).toBeCloseTo(3 * 0.0625 - 2 * 0.015625, 9);
    expect(fTail(2.25, 1, 7)).toBeCloseTo(twoSidedT(1.5, 7), 9);
    expect(fTail(3, 2, 2)).toBeCloseTo(0.25, 9);
    expect(binomialTail(2, 3, 0.5)).toBeCloseTo(0.5, 9);
    expect(binomialTail(0, 3, 0.5)).toBe(1);
    expect(binomialTail(4, 3, 0.5)).toBe(0);
  });
});

describe("Sobol' indices", () => {
  it("equal SALib's on the same outcomes", () => {
    const { draws, outputs_by_row_A_AB1_AB2_AB3_B: rows, S1, ST } = salib.saltelli;
    const at = (place: number): number[][] => Array.from({ length: draws }, (_, draw) => [rows[draw * 5 + place]]);
    const { groups, noiseShare } = sobolIndices({ a: at(0), b: at(4), ab: [at(1), at(2), at(3)] });
    for (const [i, { first, total, p }] of groups.entries()) {
      expect(first.value).toBeCloseTo(S1[i], 12);
      expect(total.value).toBeCloseTo(ST[i], 12);
      expect([p, first.isTold, total.isTold]).toEqual([null, null, null]);
    }
    expect(noiseShare).toBe(null);
  });

  it("have Ishigami's closed forms, within their intervals", () => {
    const { groups, variance } = sobolIndices(saltelliOf(3, 1024, 'ishigami', one(ishigami)));
    expect(variance).toBeCloseTo(13.8446, 1);
    const [first, total] = [
      [0.3139, 0.4424, 0],
      [0.5576, 0.4424, 0.2437],
    ];
    for (const [i, group] of groups.entries()) {
      expect(Math.abs(group.first.value! - first[i]!)).toBeLessThan(0.02);
      expect(Math.abs(group.total.value! - total[i]!)).toBeLessThan(0.02);
      for (const [index, truth] of [
        [group.first, first[i]!],
        [group.total, total[i]!],
      ] as const) {
        expect(index.ci95![0]).toBeLessThan(truth);
        expect(index.ci95![1]).toBeGreaterThan(truth);
      }
    }
  });

  it("have the closed form of Sobol's G", () => {
    const a = [0, 1, 4.5, 9, 99];
    const parts = a.map((of) => 1 / 3 / (1 + of) / (1 + of));
    const variance = parts.reduce((product, part) => product * (1 + part), 1) - 1;
    const { groups } = sobolIndices(saltelliOf(5, 512, 'g', one(gFunction(a))));
    for (const [i, { first, total }] of groups.entries()) {
      expect(Math.abs(first.value! - parts[i]! / variance)).toBeLessThan(0.02);
      const others = parts.reduce((product, part, j) => (j === i ? product : product * (1 + part)), 1);
      expect(Math.abs(total.value! - (parts[i]! * others) / variance)).toBeLessThan(0.02);
    }
  });

  it('are of the expected outcome: noise is taken off, and told', () => {
    const noisy = sobolIndices(saltelliOf(3, 512, 'ishigami', withNoise(ishigami, 'a', 3, 3)));
    const truth = [0.5576, 0.4424, 0.2437];
    for (const [i, { total, floor }] of noisy.groups.entries()) {
      expect(Math.abs(total.value! - truth[i]!)).toBeLessThan(0.06);
      expect(total.isTold).toBe(true);
      expect(floor).toBeCloseTo(9 / 3 / 13.84, 1);
    }
    expect(noisy.noiseShare).toBeCloseTo(3 / (3 + 13.84), 1);
    expect(noisy.groups[0]!.first.isTold).toBe(true);
    expect(noisy.groups[2]!.first.isTold).toBe(false);
  });

  it('are undefined where nothing varies', () => {
    const { groups } = sobolIndices(saltelliOf(2, 16, 'still', () => [4, 4]));
    expect(groups.map(({ first, total, p }) => [first.value, total.value, total.isTold, p])).toEqual([
      [null, null, false, 1],
      [null, null, false, 1],
    ]);
  });
});

describe('elementary effects', () => {
  it("equal SALib's on the same outcomes", () => {
    const { inputs, outputs, levels, mu, mu_star, sigma } = salib.morris as Screened;
    const step = levels / 2 / (levels - 1);
    const effects: number[][][] = [[], [], []];
    for (const [row, to] of inputs.entries()) {
      const from = inputs[row - 1]!;
      if (row % 4 === 0) continue;
      const factor = to.findIndex((level, f) => level !== from[f]);
      effects[factor]!.push([(outputs[row]! - outputs[row - 1]!) / (Math.sign(to[factor]! - from[factor]!) * step)]);
    }
    for (const [f, found] of elementaryEffects(effects).entries()) {
      expect(found.mu).toBeCloseTo(mu[f]!, 12);
      expect(found.muStar).toBeCloseTo(mu_star[f]!, 12);
      expect(found.sigma).toBeCloseTo(sigma[f]!, 12);
    }
  });

  it('are the slopes of a plane, without spread', () => {
    const plane = (u: ArrayLike<number>): number => 3 * u[0]! - 2 * u[1]!;
    const found = elementaryEffects(effectsOf(3, 12, '1', (u) => [plane(u), plane(u)]));
    for (const [f, slope] of [3, -2, 0].entries()) {
      expect(found[f]!.mu).toBeCloseTo(slope, 12);
      expect(found[f]!.muStar).toBeCloseTo(Math.abs(slope), 12);
      expect(found[f]!.sigma).toBeCloseTo(0, 12);
    }
    expect(found.map(({ isTold }) => isTold)).toEqual([true, true, false]);
  });
});

/** Elementary effects [factor][walk][replicate]. */
function effectsOf(k: number, nWalks: number, seed: string, of: (u: Float64Array) => number[]): number[][][] {
  const walkOf = walks(k, seed, 4);
  const effects: number[][][] = Array.from({ length: k }, () => []);
  for (let walk = 0; walk < nWalks; walk++) {
    const { places, moved, by } = walkOf(walk);
    const outcomes = places.map(of);
    for (const [step, factor] of moved.entries())
      effects[factor]!.push(outcomes[step + 1]!.map((y, r) => (y - outcomes[step]![r]!) / by[step]!));
  }
  return effects;
}

describe('a factor that does nothing', () => {
  /** Three factors of a noisy function; the last one does nothing. */
  const outcome = (u: ArrayLike<number>): number => 4 * u[0]! + 2 * u[1]! * u[0]!;
  const trials = [...Array(100).keys()];

  it.each([2, 5])('is not told from noise in Morris with %i replicates, in at least 90 of 100 trials', (replicates) => {
    const found = trials.map((trial) =>
      elementaryEffects(effectsOf(3, 10, `${trial}`, withNoise(outcome, `${trial}`, 1, replicates))),
    );
    expect(found.filter(([, , idle]) => idle!.isTold === false).length).toBeGreaterThanOrEqual(90);
    expect(found.filter(([, , idle]) => idle!.p! > 0.05).length).toBeGreaterThanOrEqual(90);
    expect(found.filter(([strong]) => strong!.isTold === true).length).toBeGreaterThanOrEqual(90);
    const stars = found.map(([, , idle]) => idle!.muStar);
    const floors = found.map(([, , idle]) => idle!.floor!.muStar);
    const [star, floor] = [stars.reduce((sum, of) => sum + of, 0), floors.reduce((sum, of) => sum + of, 0)];
    expect(star / floor).toBeCloseTo(1, 1);
  });

  it.each([2, 4])(
    "is not told from noise in Sobol' indices with %i replicates, in at least 90 of 100 trials",
    (replicates) => {
      const found = trials.map((trial) =>
        sobolIndices(saltelliOf(3, 32, `${trial}`, withNoise(outcome, `${trial}`, 1, replicates))),
      );
      const idle = found.map(({ groups }) => groups[2]!);
      expect(idle.filter(({ total }) => total.isTold === false).length).toBeGreaterThanOrEqual(90);
      expect(idle.filter(({ p }) => p! > 0.05).length).toBeGreaterThanOrEqual(90);
      expect(idle.filter(({ first }) => first.isTold === false).length).toBeGreaterThanOrEqual(90);
      expect(found.filter(({ groups }) => groups[0]!.total.isTold).length).toBeGreaterThanOrEqual(90);
      expect(Math.abs(idle.reduce((sum, { total }) => sum + total.value!, 0) / 100)).toBeLessThan(0.01);
    },
  );

  const key = openStreams('rows', 0, ['rows']).rows;
  const rejected = (replicates: number, d: (trial: number, row: number, r: number) => number): number =>
    trials.concat(trials.map((trial) => 100 + trial)).filter((trial) => {
      const rows = Array.from({ length: 20 }, (_, row) =>
        Array.from({ length: replicates }, (_, r) => d(trial, row, r)),
      );
      return againstNoise(rows).p! <= 0.05;
    }).length / 200;

  it('is told as often as promised: in about 5 % of trials', () => {
    const share = rejected(3, (trial, row, r) => drawNormal(key, trial, row * 10 + r));
    expect(share).toBeGreaterThan(0.015);
    expect(share).toBeLessThan(0.09);
  });

  it('is no more often told where rows have unequal noise', () => {
    for (const replicates of [2, 3])
      expect(
        rejected(replicates, (trial, row, r) => (row === 0 ? 10 : 1) * drawNormal(key, trial, row * 10 + r)),
      ).toBeLessThan(0.09);
  });

  it('is seldom told where a seed moves all rows alike, from three replicates on', () => {
    for (const replicates of [3, 5])
      expect(
        rejected(
          replicates,
          (trial, row, r) => drawNormal(key, trial, row * 10 + r) + 3 * drawNormal(key, trial, -1 - r),
        ),
      ).toBeLessThan(0.17);
  });
});

describe('the size of a design', () => {
  it('tells what it says that it tells', () => {
    const key = openStreams('size', 0, ['size']).size;
    const rowsOf = (trial: number, n: number): number[][] =>
      Array.from({ length: n }, (_, row) => [0, 1, 2].map((r) => 0.4 + drawNormal(key, trial, row * 3 + r)));
    const needed = rowsNeeded({ rows: 10, square: 0.16 + 1 / 3, noise: 1 / 3, p: 0.2, df: 10 }, 3)!;
    expect(needed).toBeGreaterThan(20);
    const told = Array.from({ length: 200 }, (_, trial) => againstNoise(rowsOf(trial, needed)).p! <= 0.05);
    const power = told.filter(Boolean).length / 200;
    expect(power).toBeGreaterThan(0.65);
    expect(power).toBeLessThan(0.93);
  });

  it('is not given for what is at or below the floor', () => {
    expect(rowsNeeded({ rows: 10, square: 0.9, noise: 1, p: 0.6, df: 10 }, 2)).toBe(null);
    expect(rowsNeeded({ rows: 10, square: 1, noise: null, p: null, df: null }, 1)).toBe(null);
  });
});
