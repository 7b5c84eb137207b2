import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { N_CELLS } from '../../src/engine/record.ts';
import { runArm } from '../../src/engine/run.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { assertAddsUp, assertInvariants, flowMargins, ordersByCell } from '../support/invariants.ts';
import { type Changes, expectSame, groundOf, run, small } from '../support/small.ts';

const hour = fc.integer({ min: 0, max: 23 });
const between = fc
  .tuple(hour, fc.integer({ min: 1, max: 24 }))
  .map(([a, b]): [number, number] => (a < b ? [a, b] : [0, b]));
const policy = fc.record({
  kind: fc.constantFrom('site-operations' as const, 'street-stops' as const),
  start_day: fc.integer({ min: 0, max: 9 }),
  ramp_days: fc.integer({ min: 0, max: 5 }),
  hours_per_day: fc.constantFrom(0, 15, 60, 400),
  between,
  where: fc.constantFrom('target', 'buffer', 'control', 'all'),
});
const policies = fc.array(policy, { maxLength: 2 });
const isOn = fc.boolean();

/** Small scenarios of all sorts, two arms, twelve reported days. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    burnIn: fc.integer({ min: 0, max: 3 }),
    preDays: fc.integer({ min: 0, max: 6 }),
    tickMin: fc.constantFrom(5, 10, 30, 60),
    grid: fc.record({
      columns: fc.integer({ min: 1, max: 4 }),
      rows: fc.integer({ min: 1, max: 3 }),
      cell_km: fc.constantFrom(0.5, 1, 3),
      population: fc.constant(5000),
    }),
    count: fc.integer({ min: 1, max: 150 }),
    perMonth: fc.constantFrom(2, 20, 50),
    nearest: fc.integer({ min: 1, max: 5 }),
    nSites: fc.integer({ min: 0, max: 8 }),
    platforms: fc.record({ lines: fc.integer({ min: 0, max: 3 }), pools: fc.integer({ min: 0, max: 2 }) }),
    stock: fc.constantFrom(2, 100),
    served: fc.constantFrom(0.2, 3),
    hazard: fc.constantFrom(0, 1e-4, 0.05),
    closes: fc.constantFrom(20, 24, 28),
    mechanisms: fc.record({
      learning: isOn,
      returns: isOn,
      referral: isOn,
      forgetting: isOn,
      perceived_risk: isOn,
      site_turnover: isOn,
      price_feedback: isOn,
      stops: isOn,
    }),
    background: policies,
    pressure: policies,
  })
  .map((s) =>
    small({
      seed: String(s.seed),
      time: { burn_in_days: s.burnIn, pre_days: s.preDays, post_days: 12 - s.preDays, tick_min: s.tickMin },
      city: { grid: s.grid },
      customers: { count: s.count, light_per_month: s.perMonth },
      sites: {
        count: s.nSites,
        nearest: s.nearest,
        served_per_10_min: s.served,
        closes_h: s.closes,
        turnover_per_week: 0.2,
      },
      platforms: [
        { archetype: 'three-line-hands-on', count: s.platforms.lines },
        { archetype: 'service-quality-bikes', count: s.platforms.pools, overrides: { churn_per_month: 0.5 } },
      ].filter(({ count }) => count > 0),
      delivery: { stock_g_per_courier: s.stock, closes_h: s.closes },
      couriers: { stop_hazard_per_h: s.hazard },
      police: { operation_officer_h: 15, disruption_mean_days: 2 },
      mechanisms: s.mechanisms,
      policies: s.background,
      arms: { baseline: {}, pressure: { policies: s.pressure } },
    } as Changes),
  );

describe('any small scenario', () => {
  it('has a displacement table whose rows sum to the baseline and whose columns sum to the arm, exactly', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const ground = groundOf(scenario);
        const { tape, record: baseline } = runArm(ground, 'baseline', 1, compilePolicy, null);
        const { record: pressure } = runArm(ground, 'pressure', 1, compilePolicy, tape);
        // The arm on its own, as if it were a baseline: what it counts without any other.
        const { record: alone } = runArm(ground, 'pressure', 1, compilePolicy, null);
        for (const record of [baseline, pressure, alone]) assertAddsUp(record);
        expect(pressure.nCandidates).toBe(baseline.nCandidates);

        const own = flowMargins(baseline);
        expect(own.from).toEqual(own.to);
        const { from, to } = flowMargins(pressure);
        expect(from).toEqual(own.from);
        expect(to).toEqual(flowMargins(alone).to);
        for (let a = 0; a < N_CELLS; a++) {
          for (let b = 0; b < N_CELLS; b++) if (a !== b) expect(baseline.flows[a * N_CELLS + b]).toBe(0);
        }
        // Nor does it matter to what an arm counts whether another ran before it.
        for (const part of ['series', 'daily', 'cells', 'byClass', 'waits', 'clientMonths', 'ceiling'] as const) {
          expect(pressure[part]).toEqual(alone[part]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('counts as many orders on the tape as in its cells, but for those that come back from before day 0', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        for (const record of run(scenario)) {
          const { to } = flowMargins(record);
          const orders = ordersByCell(record);
          let fromBurnIn = 0;
          for (let cell = 1; cell < N_CELLS; cell++) {
            const onTape = to[cell] + to[N_CELLS + cell];
            expect(onTape).toBeLessThanOrEqual(orders[cell]);
            fromBurnIn += orders[cell] - onTape;
          }
          if (scenario.time.burn_in_days === 0 || !scenario.mechanisms.returns) expect(fromBurnIn).toBe(0);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('keeps its sums after every tick and gives the same bits when repeated', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const first = run(scenario, { afterTick: assertInvariants });
        const second = run(scenario);
        expect(first.length).toBe(2);
        for (const [k, record] of first.entries()) expectSame(record, second[k]);
      }),
      { numRuns: 12 },
    );
  });
});
