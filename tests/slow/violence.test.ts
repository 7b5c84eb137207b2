import { beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../src/cli/load.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runReplicate } from '../../src/engine/run.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';

const SEEDS = 30;
type Runs = Record<string, ArmRecord[]>;

/** Records of the baseline and of these arms, one for each seed. */
function runAll(name: string, arms: readonly string[], ...sets: string[]): Runs {
  const { scenario: whole, city } = load(`scenarios/${name}.yaml`, sets);
  const kept = [whole.baseline, ...arms].map((arm) => [arm, whole.arms[arm]!]);
  const scenario = { ...whole, arms: Object.fromEntries(kept) };
  const byArm: Runs = {};
  for (let seed = 1; seed <= SEEDS; seed++)
    for (const record of runReplicate(scenario, city, seed, compilePolicy)) (byArm[record.arm] ??= []).push(record);
  return byArm;
}

const valuesOf = (runs: Runs, arm: string, outcome: string): number[] => {
  const { of } = OUTCOMES.find(({ id }) => id === outcome)!;
  return runs[arm]!.map((record) => of(record, 'post')!);
};
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** 95 % interval of the mean difference of an arm and another, same seed. */
function effectOf(runs: Runs, arm: string, outcome: string, other = 'baseline'): [low: number, high: number] {
  const others = valuesOf(runs, other, outcome);
  return tInterval95(valuesOf(runs, arm, outcome).map((value, i) => value - others[i]!)).ci95!;
}

/** Arms that are said to spend the same hours do, within 2 %. */
function expectSameHours(runs: Runs, ...arms: string[]): void {
  const hours = arms.map((arm) => meanOf(valuesOf(runs, arm, 'officer_hours')));
  expect(Math.min(...hours) / Math.max(...hours)).toBeGreaterThan(0.98);
}

describe('pressure on sites whose places are fought over', () => {
  let runs: Runs = {};
  beforeAll(() => {
    runs = runAll('violence-vacancies', ['some-site-pressure', 'site-pressure']);
  });

  it.each(['violence_index', 'violence_territorial', 'violence_retaliation', 'recorded_violence_index'])(
    'raises %s at either dose, more at the higher one',
    (outcome) => {
      const [some, much] = ['some-site-pressure', 'site-pressure'].map((arm) => effectOf(runs, arm, outcome));
      expect(much![0]).toBeGreaterThan(0);
      if (outcome !== 'violence_retaliation') expect(some![0]).toBeGreaterThan(0);
      expect(meanOf(much!)).toBeGreaterThan(meanOf(some!));
    },
  );

  it('does not raise it where nobody fights over vacated places', () => {
    const calm = runAll('violence-vacancies', ['site-pressure'], 'mechanisms.violence_vacancy=off');
    const [low, high] = effectOf(calm, 'site-pressure', 'violence_index');
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeLessThan(effectOf(runs, 'site-pressure', 'violence_index')[0]);
  });

  it('has no more violence in any replicate with interruption beside it, and less in some, where much is avenged', () => {
    const avenged = runAll(
      'violence-vacancies',
      ['site-pressure', 'site-pressure-interruption'],
      'violence.branching=0.45',
    );
    const without = valuesOf(avenged, 'site-pressure', 'violence_index');
    const less = valuesOf(avenged, 'site-pressure-interruption', 'violence_index').map((n, i) => without[i]! - n);
    expect(Math.min(...less)).toBeGreaterThanOrEqual(0);
    // Five of five on one side: 1 in 32 by luck.
    expect(less.filter((events) => events > 0).length).toBeGreaterThanOrEqual(5);
  });
});

describe('enforcement against those who hold lines', () => {
  let runs: Runs = {};
  beforeAll(() => {
    runs = runAll('violence-holders', ['site-pressure', 'line-holders']);
  });

  it('fells lines and moves trade back to fixed sites', () => {
    expectSameHours(runs, 'line-holders', 'site-pressure');
    expect(effectOf(runs, 'line-holders', 'takedowns')[0]).toBeGreaterThan(0);
    expect(effectOf(runs, 'line-holders', 'share_delivery')[1]).toBeLessThan(0);
  });

  it.each(['violence_index', 'violence_territorial'])(
    'does not raise %s where the same hours on sites do: by less than a tenth of that, at the upper end of its interval',
    (outcome) => {
      const onSites = effectOf(runs, 'site-pressure', outcome);
      expect(onSites[0]).toBeGreaterThan(0);
      expect(effectOf(runs, 'line-holders', outcome)[1]).toBeLessThan(meanOf(onSites) / 10);
      expect(effectOf(runs, 'site-pressure', outcome, 'line-holders')[0]).toBeGreaterThan(0);
    },
  );
});
