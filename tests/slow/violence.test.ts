import { beforeAll, describe, expect, it } from 'vitest';
import { load } from '../../src/cli/load.ts';
import type { ArmRecord } from '../../src/engine/record.ts';
import { runReplicate } from '../../src/engine/run.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';

const PATH = 'scenarios/violence-vacancies.yaml';
const SEEDS = 30;

/** Records by arm, one for each seed. */
function runAll(...sets: string[]): Record<string, ArmRecord[]> {
  const { scenario, city } = load(PATH, sets);
  const byArm: Record<string, ArmRecord[]> = {};
  for (let seed = 1; seed <= SEEDS; seed++)
    for (const record of runReplicate(scenario, city, seed, compilePolicy)) (byArm[record.arm] ??= []).push(record);
  return byArm;
}

/** 95 % interval of the mean difference of an arm and the baseline, same seed. */
function effectOf(runs: Record<string, ArmRecord[]>, arm: string, outcome: string): [low: number, high: number] {
  const { of } = OUTCOMES.find(({ id }) => id === outcome)!;
  const { ci95 } = tInterval95(runs[arm]!.map((record, i) => of(record, 'post')! - of(runs.baseline![i]!, 'post')!));
  return ci95!;
}

describe('pressure on sites whose places are fought over', () => {
  let runs: Record<string, ArmRecord[]> = {};
  beforeAll(() => {
    runs = runAll();
  });

  it.each(['violence_index', 'violence_territorial', 'violence_retaliation', 'recorded_violence_index'])(
    'raises %s at either dose, more at the higher one',
    (outcome) => {
      const [some, much] = ['some-site-pressure', 'site-pressure'].map((arm) => effectOf(runs, arm, outcome));
      expect(much![0]).toBeGreaterThan(0);
      if (outcome !== 'violence_retaliation') expect(some![0]).toBeGreaterThan(0);
      expect((much![0] + much![1]) / 2).toBeGreaterThan((some![0] + some![1]) / 2);
    },
  );

  it('does not raise violence when the same hours go to those who hold lines', () => {
    const holders = effectOf(runs, 'line-holders', 'violence_index');
    expect(holders[0]).toBeLessThanOrEqual(0);
    expect(holders[1]).toBeLessThan(effectOf(runs, 'site-pressure', 'violence_index')[0]);
    expect(effectOf(runs, 'line-holders', 'takedowns')[0]).toBeGreaterThan(0);
  });

  it('does not raise it either where nobody fights over vacated places', () => {
    const calm = runAll('mechanisms.violence_vacancy=off', 'arms.line-holders.policies=[]');
    const [low, high] = effectOf(calm, 'site-pressure', 'violence_index');
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeLessThan(effectOf(runs, 'site-pressure', 'violence_index')[0]);
  });

  it('never has more violence with interruption beside it', () => {
    for (const [i, record] of runs['site-pressure-interruption']!.entries()) {
      const { of } = OUTCOMES.find(({ id }) => id === 'violence_index')!;
      expect(of(record, 'post')!).toBeLessThanOrEqual(of(runs['site-pressure']![i]!, 'post')!);
    }
  });
});
