// A department with the mix of kinds and no additional policing stays where it begins: five years, six replicates.
import { describe, expect, test } from 'vitest';
import { load } from '../../src/cli/load.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runReplicate } from '../../src/engine/run.ts';
import { driftOf, kindDriftOf, LEAST_OF_KIND, TOLERATED_PERCENT, YEAR_DAYS } from '../../src/measures/drift.ts';
import { compilePolicy } from '../../src/policies/registry.ts';

const YEARS = 5;
const REPLICATES = 6;
/** Of six replicates as rare as 2.75 of thirty. */
const ERRORS = 4;

describe('the baseline of a department', () => {
  const sets = ['time.pre_days=0', `time.post_days=${YEARS * YEAR_DAYS}`];
  const { scenario, city } = load('scenarios/compare-equal-budget.yaml', sets);
  const alone = { ...scenario, arms: { [scenario.baseline]: scenario.arms[scenario.baseline]! } };
  const records: ArmRecord[] = [];
  for (let replicate = 1; replicate <= REPLICATES; replicate++)
    records.push(...runReplicate(alone, city, replicate, compilePolicy));
  const drifts = driftOf(records);
  const kinds = kindDriftOf(records);

  test.each([
    'sites_open_end',
    'platforms_active_end',
    'share_delivery',
    'share_aware',
    'client_file_p50',
    'price_delivered_eur_g',
    'purity_delivered',
    'vacancy_week_share',
    'courier_pay_day_eur',
    'wait_mean_min',
    'emergency_visits_expected',
    'custody_person_days',
    'orders',
  ])('%s: its trend holds 0 or stays within 8 %% in five years', (id) => {
    const { verdict, change_percent, ci90_percent } = drifts.find((drift) => drift.id === id)!;
    expect(verdict, `${change_percent} ${ci90_percent}`).not.toBe('drifts');
  });

  test('nearly all outcomes are steady, as many as chance leaves', () => {
    expect(drifts.filter(({ verdict }) => verdict === 'drifts').length).toBeLessThan(0.1 * drifts.length);
  });

  test('each kind keeps its number, and no year has less than half of it', () => {
    expect(kinds.map(({ start }) => start).reduce((a, b) => a + b)).toBe(32);
    for (const { archetype, start, mean, standard_error: error, by_year: byYear } of kinds) {
      const said = `${archetype}: ${start} at the start, ${mean} ± ${error} on the mean of the years ${byYear}`;
      expect(Math.abs(mean - start), said).toBeLessThan(Math.max(ERRORS * error, (TOLERATED_PERCENT / 100) * start));
      expect(Math.min(...byYear), said).toBeGreaterThan(LEAST_OF_KIND * start);
    }
  });
});
