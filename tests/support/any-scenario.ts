// What holds in any small scenario: properties for fast-check, run as often as a test asks for. Knows no test.
import fc from 'fast-check';
import { expect } from 'vitest';
import { isOrder, N_CELLS } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { anyMechanisms, anyPolicy, earlier, RARE } from './any-policy.ts';
import { assertAddsUp, assertInvariants, flowMargins, ordersByCell } from './invariants.ts';
import { type Changes, differences, expectSame, groundOf, run, small } from './small.ts';

const policies = fc.array(anyPolicy({ lastStart: 9, hours: [0, 30, 60, 400], eur: [0, 20, 300, 3000] }), {
  maxLength: 6,
  size: 'max',
});

/** Small scenarios of all sorts, two arms, twelve reported days or some weeks of them. */
const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    burnIn: fc.integer({ min: 0, max: 3 }),
    preDays: fc.integer({ min: 0, max: 6 }),
    tickMin: fc.constantFrom(5, 10, 30, 60),
    /** Beyond four weeks, after which customers change: with a tick of an hour. */
    isLong: fc.nat({ max: 3 }).map((n) => n === 0),
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
    dispatch: fc.constantFrom('line', 'sector'),
    manager: fc.constantFrom('hands-on', 'part', 'remote'),
    leakage: fc.constantFrom(0, 0.15, 1),
    fileKept: fc.constantFrom(0, 1),
    stock: fc.constantFrom(2, 100),
    served: fc.constantFrom(0.2, 3),
    hazard: fc.constantFrom(0, 1e-3, 0.05),
    kept: fc.constantFrom(0, 0.4, 1),
    custody: fc.constantFrom(0, 1, 3),
    replacement: fc.constantFrom(0, 3, 14),
    closes: fc.constantFrom(20, 24, 28),
    opens: fc.constantFrom(0, 0.4, 1),
    mechanisms: anyMechanisms,
    background: policies,
    pressure: policies,
  })
  .map((s) => {
    const platforms = [
      {
        archetype: 'three-line-hands-on',
        count: s.platforms.lines,
        overrides: { dispatch: s.dispatch, manager: s.manager, leakage: s.leakage },
      },
      {
        archetype: 'service-quality-bikes',
        count: s.platforms.pools,
        overrides: { churn_per_month: 0.5, file_kept: s.fileKept },
      },
    ].filter(({ count }) => count > 0);
    return small(RARE, {
      seed: String(s.seed),
      time: {
        burn_in_days: s.burnIn,
        pre_days: s.preDays,
        post_days: (s.isLong ? 32 : 12) - s.preDays,
        tick_min: s.isLong ? 60 : s.tickMin,
      },
      city: { grid: s.grid },
      customers: { count: s.count, light_per_month: s.perMonth },
      sites: {
        count: s.nSites,
        nearest: s.nearest,
        served_per_10_min: s.served,
        closes_h: s.closes,
        turnover_per_week: 0.2,
      },
      platforms,
      delivery: { stock_g_per_courier: s.stock, closes_h: s.closes },
      couriers: {
        stop_hazard_per_h: s.hazard,
        kept_share: s.kept,
        custody_days: s.custody,
        replacement_days: s.replacement,
      },
      // Where there are no platforms, there is no kind of platform for a banned operator to open.
      police: { ban_opens_platform: s.opens },
      mechanisms: s.mechanisms,
      policies: s.background.map((policy) => earlier(policy, s.burnIn)),
      arms: { baseline: {}, pressure: { policies: s.pressure } },
    } as Changes);
  });

/**
 * Fails unless margins are the same. Of occasions that fell due before day 0 and came back after it, one that an arm did
 * not serve is on the tape only if the other did: such are more of nothing, in the first window.
 */
function expectMargins(found: Float64Array, alone: Float64Array, isExact: boolean): void {
  for (const [at, count] of alone.entries()) {
    if (isExact || at >= N_CELLS || isOrder(at)) expect(found[at]).toBe(count);
    else expect(found[at]).toBeGreaterThanOrEqual(count);
  }
}

/** A displacement table whose rows sum to the baseline and whose columns sum to the arm, exactly. */
export const tableAddsUp = fc.property(scenarios, (scenario) => {
  const ground = groundOf(scenario);
  const { tape, record: baseline } = runArm(ground, 'baseline', 1, compilePolicy);
  const { record: pressure } = runArm(ground, 'pressure', 1, compilePolicy, { baseline: tape });
  // The arm on its own, as if it were a baseline: what it counts without any other.
  const { record: alone } = runArm(ground, 'pressure', 1, compilePolicy);
  for (const record of [baseline, pressure, alone]) assertAddsUp(record);
  expect(pressure.nCandidates).toBe(baseline.nCandidates);

  const own = flowMargins(baseline);
  expect(own.from).toEqual(own.to);
  const { from, to } = flowMargins(pressure);
  const isExact = scenario.time.burn_in_days === 0 || !scenario.mechanisms.returns;
  expectMargins(from, own.from, isExact);
  expectMargins(to, flowMargins(alone).to, isExact);
  for (let a = 0; a < N_CELLS; a++) {
    for (let b = 0; b < N_CELLS; b++) if (a !== b) expect(baseline.flows[a * N_CELLS + b]).toBe(0);
  }
  // Nor does it matter to what an arm counts whether another ran before it.
  expect(differences(pressure, alone).filter((part) => part !== 'flows' && part !== 'sellerMoves')).toEqual([]);
});

/** As many orders on the tape as in its cells, those included that come back from before day 0. */
export const tapeCountsOrders = fc.property(scenarios, (scenario) => {
  for (const record of run(scenario)) {
    const { to } = flowMargins(record);
    const orders = ordersByCell(record);
    for (let cell = 0; cell < N_CELLS; cell++)
      if (isOrder(cell)) expect(to[cell] + to[N_CELLS + cell]).toBe(orders[cell]);
  }
});

/** Sums hold after every tick, and the same bits come when it is repeated. */
export const keepsItsSums = fc.property(scenarios, (scenario) => {
  const first = run(scenario, { afterTick: assertInvariants });
  const second = run(scenario);
  expect(first.length).toBe(2);
  for (const [k, record] of first.entries()) expectSame(record, second[k]);
});
