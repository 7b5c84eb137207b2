// What must not depend on how finely or on how large a part of a market is simulated. Statistics over replicates.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCity } from '../../src/city/read.ts';
import type { ArmRecord } from '../../src/engine/kernel/record.ts';
import { runReplicate } from '../../src/engine/run.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { against, type Changes, small } from '../support/small.ts';

const ROOT = new URL('../../', import.meta.url);

/** Records of one arm over replicates. */
function replicates(scenario: Scenario, n: number, arm = scenario.baseline): ArmRecord[] {
  const city = readCity(scenario.city, (path) => readFileSync(new URL(path, ROOT), 'utf8'));
  return Array.from({ length: n }, (_, k) => {
    const found = runReplicate(scenario, city, k + 1, compilePolicy).find((record) => record.arm === arm);
    if (!found) throw new Error(`no arm ${arm}`);
    return found;
  });
}

const valuesOf = (records: readonly ArmRecord[], id: string): number[] => {
  const outcome = OUTCOMES.find((one) => one.id === id);
  if (!outcome) throw new Error(`no outcome ${id}`);
  return records.map((record) => outcome.of(record, 'post') ?? Number.NaN);
};

function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const square = values.reduce((a, v) => a + (v - mean) * (v - mean), 0);
  return { mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}

describe('halving the tick', () => {
  const TOWN: Changes = {
    city: { grid: { columns: 8, rows: 8, population: 300_000 } },
    customers: { count: 5000 },
    sites: { count: 12 },
    couriers: { stop_hazard_per_h: 0.003 },
    platforms: [
      { archetype: 'three-line-hands-on', count: 3 },
      { archetype: 'service-quality-bikes', count: 2 },
    ],
    ...against(
      { kind: 'site-operations', start_day: 30, hours_per_day: 40, where: 'all' },
      { kind: 'street-stops', start_day: 30, hours_per_day: 1000, where: 'all' },
    ),
  };
  const SEEDS = 10;

  it('changes no mean beyond its error, under pressure and without', () => {
    for (const arm of ['baseline', 'pressure']) {
      const [coarse, fine] = [10, 5].map((tick_min) =>
        replicates(small(TOWN, { time: { burn_in_days: 30, pre_days: 30, post_days: 60, tick_min } }), SEEDS, arm),
      );
      for (const id of [
        'orders',
        'grams',
        'share_delivery',
        'share_site',
        'orders_lost_share',
        'wait_mean_min',
        'orders_per_courier_day',
        'arrests_couriers',
      ]) {
        const before = valuesOf(coarse, id);
        const change = valuesOf(fine, id).map((value, k) => value - before[k]);
        const { mean, error } = meanAndError(change);
        const level = meanAndError(before).mean;
        // Paired: the same draws in both. Less than a thousandth of the level is no change, however small its error.
        expect(Math.abs(mean), `${arm}, ${id}: ${level} changes by ${mean} ± ${error}`).toBeLessThanOrEqual(
          Math.max(3.5 * error, 1e-3 * level),
        );
        expect(Math.abs(mean), `${arm}, ${id}`).toBeLessThan(0.03 * level + 1);
      }
    }
  });
});

describe('a tenth of the customers with a tenth of the sellers', () => {
  // A tenth of the sellers in the same area is farther away: waits grow by a third, and with them lost orders. What must
  // not depend on the size is all the rest, so that deliveries take the same time here, wherever they go, and so do ways to
  // sites.
  const part = (of: number): Scenario =>
    small({
      time: { burn_in_days: 30, pre_days: 0, post_days: 28 },
      city: { zones: 'scenarios/data/zones-paris-inner-ring.csv' },
      customers: { count: 115_000 / of },
      sites: { count: 80 / of },
      platforms: [
        { archetype: 'three-line-hands-on', count: 60 / of },
        { archetype: 'service-quality-bikes', count: 40 / of },
      ],
      delivery: { service: 'exponential', service_mean_min: 20 },
      travel: { customer_kmh: 100 },
    });

  it('buy through the same channels in the same shares, class by class, and nearly as much each', () => {
    const whole = replicates(part(1), 6);
    const tenth = replicates(part(10), 20);
    for (const id of [
      'share_delivery',
      'share_site',
      'share_delivery_low',
      'share_delivery_middle',
      'share_delivery_high',
    ]) {
      const [a, b] = [meanAndError(valuesOf(whole, id)), meanAndError(valuesOf(tenth, id))];
      const error = Math.sqrt(a.error * a.error + b.error * b.error);
      expect(error, id).toBeLessThan(0.012);
      expect(Math.abs(a.mean - b.mean) / error, `${id}: ${a.mean} ± ${a.error}, ${b.mean} ± ${b.error}`).toBeLessThan(
        3,
      );
    }
    const perCustomer = meanAndError(valuesOf(tenth, 'orders')).mean / meanAndError(valuesOf(whole, 'orders')).mean;
    // Ways do not shrink with the sample: fewer platforms are near, so that waits are longer and some more orders are lost.
    expect(Math.abs(10 * perCustomer - 1)).toBeLessThan(0.06);
  });
});
