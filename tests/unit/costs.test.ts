// What a day costs the public, and whom police meet: sums of what is counted, at unit costs; thirds of residents by income.
import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { incomeThirds, THIRD } from '../../src/engine/entities/zones.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { against, type Changes, groundOf, small } from '../support/small.ts';

const total = (record: ArmRecord, name: CountName): number => daysOfCount(record, name).reduce((a, b) => a + b, 0);
const outcome = (record: ArmRecord, id: string): number =>
  OUTCOMES.find((one) => one.id === id)?.of(record, 'post') ?? Number.NaN;

const TOWN: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
  couriers: { stop_hazard_per_h: 0.1, minors_share: 0.3, women_share: 0.3 },
  police: { officer_eur_per_h: 50, arrests_per_operation: 10 },
  health: { treatment_share: 0.1, treatment_eur_per_person_year: 3652.5 },
};
const scenario = small(
  TOWN,
  against(
    { kind: 'street-stops', where: 'all', hours_per_day: 30 },
    { kind: 'site-operations', where: 'all', hours_per_day: 80, pick: 'random' },
    { kind: 'treatment', eur_per_day: 500, where: 'all' },
  ),
);
const { record } = runArm(groundOf(scenario), 'pressure', 1, compilePolicy);

describe('costs', () => {
  it('are hours, days, visits and persons at their unit costs', () => {
    const { costs } = scenario;
    const eur = (id: string): number => outcome(record, `cost_${id}_eur`);
    expect(eur('police')).toBeCloseTo(
      ((total(record, 'officer_minutes') + total(record, 'background_minutes')) / 60) * 50,
      6,
    );
    expect(eur('programmes')).toBeCloseTo(60 * 500, 6);
    const ofPolicies = outcome(record, 'cost_eur') + outcome(record, 'background_cost_eur');
    expect(eur('police') + eur('programmes')).toBeCloseTo(ofPolicies, 6);
    // Nobody but those arrested is with the police, for two days each; who came on the last day has one of them yet.
    const arrests = ['arrests_couriers', 'arrests_sites', 'arrests_managers'] as const;
    const last = arrests.reduce((sum, name) => sum + daysOfCount(record, name)[59], 0);
    const before = eur('custody') / costs.police_custody_eur_per_day - 2 * outcome(record, 'arrests') + last;
    // What is left of those of the two days before.
    expect(before).toBeGreaterThanOrEqual(0);
    expect(before).toBeLessThan(20);
    const days = total(record, 'custody_person_days') - eur('custody') / costs.police_custody_eur_per_day;
    expect(eur('prison')).toBeCloseTo(days * costs.prison_eur_per_day, 6);
    const visits = total(record, 'emergency_visits_expected') * costs.emergency_visit_eur;
    expect(eur('care')).toBeCloseTo(visits + total(record, 'treatment_days') * 10, 4);
    expect(total(record, 'treatment_days')).toBeGreaterThan(0);
    const parts = ['police', 'programmes', 'custody', 'prison', 'care'].map(eur);
    expect(eur('total')).toBeCloseTo(
      parts.reduce((a, b) => a + b, 0),
      2,
    );
    expect(Math.min(...parts)).toBeGreaterThan(0);
  });
});

describe('whom police meet', () => {
  it('is a part of all, and stops are the arrests of couriers where no line is taken down', () => {
    const n = (id: string): number => outcome(record, id);
    expect(n('stops')).toBe(n('arrests_couriers'));
    expect([n('stops_women'), n('stops_minors')]).toEqual([n('arrests_women'), n('arrests_minors')]);
    expect(Math.min(n('stops_women'), n('stops_minors'), n('stops_low_income_zones'))).toBeGreaterThan(0);
    expect(n('stops_women') + n('stops_minors')).toBeLessThan(n('stops'));
    expect(n('stops_low_income_zones') + n('stops_high_income_zones')).toBeLessThanOrEqual(n('stops'));
    expect(n('arrests')).toBe(n('arrests_couriers') + n('arrests_sites'));
    expect(n('arrests_low_income_zones')).toBeGreaterThan(n('stops_low_income_zones'));
  });

  it('is said of thirds of the residents, ranked by the income of their zone', () => {
    // Mean classes 0.2, 1, 1.8, 1, 0; a zone of half of the residents lies where its middle is.
    const shares = [0.8, 0.2, 0, 0, 1, 0, 0, 0.2, 0.8, 0.5, 0, 0.5, 1, 0, 0];
    expect(Array.from(incomeThirds([10, 10, 10, 10, 10], shares))).toEqual([
      THIRD.poorest,
      THIRD.middle,
      THIRD.richest,
      THIRD.richest,
      THIRD.poorest,
    ]);
    expect(Array.from(incomeThirds([50, 10, 10, 10, 20], shares))).toEqual([1, 2, 2, 2, 0]);
    expect(Array.from(incomeThirds([0, 0], [1, 0, 0, 0, 0, 1]))).toEqual([1, 1]);
  });
});
