import { describe, expect, it } from 'vitest';
import { type ArmRecord, EVENT_MEASURES, eventsAt } from '../../src/engine/kernel/record.ts';
import { poissonQuantile } from '../../src/random/poisson.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';
import { against, type Changes, OPERATIONS, run, small } from '../support/small.ts';

const TALKATIVE: Changes = {
  time: { burn_in_days: 5, pre_days: 30, post_days: 90 },
  customers: { count: 600, light_per_month: 8 },
  residents: { calls_per_site_order: 0.4, calls_per_delivery: 0.1, recorded_share: 0.3 },
};

/** Sums over days and roles by channel: orders, calls, calls on record. */
function totals(record: ArmRecord, channel: number): number[] {
  const sums = EVENT_MEASURES.map(() => 0);
  for (let day = 0; day < record.nDays; day++)
    for (let role = 0; role < record.nRings + 3; role++)
      for (const hours of [0, 1])
        for (const m of sums.keys()) sums[m] += record.events[eventsAt(record, day, role, channel, hours) + m];
  return sums;
}

describe('calls of residents', () => {
  it('are Poisson in proportion to orders, and recorded with the recorded share, by channel', () => {
    const [record] = run(small(TALKATIVE));
    for (const [channel, rate] of [0.4, 0.1].entries()) {
      const [orders, calls, recorded] = totals(record, channel);
      expect(orders).toBeGreaterThan(2000);
      expect(Math.abs(calls - rate * orders)).toBeLessThan(4 * Math.sqrt(rate * orders));
      expect(Math.abs(recorded - 0.3 * calls)).toBeLessThan(4 * Math.sqrt(0.3 * 0.7 * calls));
    }
  });

  it('tell the same story by day and role as by window and zone', () => {
    const [, record] = run(small(TALKATIVE, against(OPERATIONS)));
    const nKinds = 4 * EVENT_MEASURES.length;
    const byRole = new Float64Array((record.nRings + 3) * nKinds);
    for (const [at, count] of record.events.entries()) byRole[at % byRole.length] += count;
    const byZone = new Float64Array(byRole.length);
    for (const [at, count] of record.zoneEvents.entries()) {
      const zone = Math.floor(at / nKinds) % record.nZones;
      byZone[record.zoneRole[zone] * nKinds + (at % nKinds)] += count;
    }
    expect(byZone).toEqual(byRole);
    expect(byRole.every((count, at) => at % 3 !== 2 || count <= byRole[at - 1])).toBe(true);
  });

  it('come from near the trade: from its own zone alone where zones are far apart', () => {
    const grid = { columns: 4, rows: 4, cell_km: 5, population: 20_000 };
    const [record] = run(small(TALKATIVE, { city: { grid }, residents: { calls_per_site_order: 0.4, near_km: 0.3 } }));
    const nKinds = 4 * EVENT_MEASURES.length;
    for (let zone = 0; zone < record.nZones; zone++) {
      const at = (record.nZones + zone) * nKinds;
      const of = (m: number): number => record.zoneEvents[at + m] + record.zoneEvents[at + 3 + m];
      if (of(0) === 0) expect(of(1)).toBe(0);
      else expect(Math.abs(of(1) - 0.4 * of(0))).toBeLessThan(5 * Math.sqrt(0.4 * of(0)) + 2);
    }
  });

  it('switched off are none, and nothing else changes', () => {
    const on = run(small(TALKATIVE, against(OPERATIONS)));
    const off = run(small(TALKATIVE, against(OPERATIONS), { mechanisms: { calls: false } }));
    for (const [k, record] of off.entries()) {
      expect(record.series).toEqual(on[k].series);
      expect(record.flows).toEqual(on[k].flows);
      expect(record.events.every((count, at) => at % 3 === 0 || count === 0)).toBe(true);
    }
  });
});

describe('the placebo', () => {
  it('differs from the reference by luck alone: orders move both ways, their sum hardly', () => {
    const scenario = small({
      time: { burn_in_days: 10, pre_days: 10, post_days: 60 },
      customers: { count: 800, light_per_month: 8 },
      couriers: { stop_hazard_per_h: 0.02 },
    });
    const [reference, placebo] = run(scenario, { placebo: true });
    expect(placebo.arm).toBe('(placebo)');
    const orders = (record: ArmRecord): number => record.byClass.reduce((sum, n) => sum + n, 0);
    expect(placebo.series).not.toEqual(reference.series);
    expect(Math.abs(orders(placebo) - orders(reference))).toBeLessThan(0.05 * orders(reference));
    expect(placebo.daily.length).toBe(reference.daily.length);
    expect(run(scenario).length).toBe(1);
  });
});

describe('a Poisson count', () => {
  it('has mean and variance equal to its parameter, for small and for large ones', () => {
    for (const mean of [0, 0.3, 5, 29.9, 30.1, 400, 5000]) {
      const n = 4000;
      let sum = 0;
      let square = 0;
      for (let i = 0; i < n; i++) {
        const k = poissonQuantile(mean, uniform(threefry(1, 2, i, mean * 10)));
        sum += k;
        square += (k - mean) * (k - mean);
      }
      expect(Math.abs(sum / n - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / n));
      expect(Math.abs(square / n - mean)).toBeLessThanOrEqual(0.12 * mean + 4 * Math.sqrt(mean / n));
    }
  });

  it('never falls when its mean grows and its uniform stays', () => {
    for (const u of [0.001, 0.2, 0.5, 0.9, 0.9999999]) {
      let last = 0;
      for (let mean = 0; mean < 200; mean += 0.37) {
        const k = poissonQuantile(mean, u);
        expect(k).toBeGreaterThanOrEqual(last);
        last = k;
      }
    }
  });
});
