import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNT_NAMES } from '../../src/engine/counts.ts';
import { CHANNELS, isOrder, LOST, N_CELLS, seriesAt } from '../../src/engine/kernel/record.ts';
import { CELL_NAMES, FLOW_CLASSES, flowMatrix, flowsOf, PART_OF, tradeOf } from '../../src/measures/flows.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { anyMechanisms, anyPolicy, idle, RARE } from '../support/any-policy.ts';
import { assertAddsUp, flowMargins, ordersByCell } from '../support/invariants.ts';
import { cityOf, run, small } from '../support/small.ts';

const policies = fc.array(anyPolicy({ lastStart: 3, hours: [0, 20, 40, 200], eur: [0, 20, 1000] }), {
  maxLength: 4,
  size: 'max',
});

/** Scenarios of a few dozen customers over two weeks, with any two lists of policies against each other. */
const scenario: fc.Arbitrary<Scenario> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e9 }),
    columns: fc.integer({ min: 1, max: 4 }),
    rows: fc.integer({ min: 1, max: 3 }),
    customers: fc.integer({ min: 5, max: 80 }),
    sites: fc.integer({ min: 1, max: 5 }),
    lines: fc.integer({ min: 0, max: 2 }),
    bikes: fc.integer({ min: 0, max: 1 }),
    pre: fc.integer({ min: 0, max: 4 }),
    /** A few of them beyond four weeks, after which customers change. */
    post: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 4, max: 9 }) }, { weight: 1, arbitrary: fc.constant(35) }),
    share: fc.constantFrom(0, 0.2, 0.5, 1),
    turnover: fc.constantFrom(0, 0.3),
    mechanisms: anyMechanisms,
    one: policies,
    two: policies,
  })
  .map((drawn) =>
    small(RARE, {
      seed: String(drawn.seed),
      time: { burn_in_days: 2, pre_days: drawn.pre, post_days: drawn.post },
      city: { grid: { columns: drawn.columns, rows: drawn.rows, population: 20_000 } },
      customers: { count: drawn.customers, light_per_month: 15 },
      sites: { count: drawn.sites, turnover_per_week: drawn.turnover },
      platforms: [
        { archetype: 'three-line-hands-on', count: drawn.lines },
        { archetype: 'service-quality-bikes', count: 1 + drawn.bikes },
      ],
      areas: { target: { rule: 'most-sites', share: drawn.share } },
      couriers: { stop_hazard_per_h: 0.05 },
      mechanisms: drawn.mechanisms,
      arms: { baseline: { policies: drawn.one }, other: { policies: drawn.two } },
    }),
  );

type Channel = 'site' | 'delivery';
/** Cells of orders. */
const ORDERS = Array.from({ length: N_CELLS }, (_, cell) => cell).filter(isOrder);
/** Channels under pressure, and those of them at all hours. */
const PRESSED: [Channel[], Channel[]][] = [
  [['site'], []],
  [['site', 'delivery'], ['delivery']],
  [
    ['site', 'delivery'],
    ['site', 'delivery'],
  ],
];

const SELDOM: ReadonlySet<string> = new Set([
  'operations_shut_week_4',
  'violence_punishment',
  'recorded_violence_punishment',
  'orders_of_rented_files',
  'file_rent_cents',
  'files_not_returned',
  'defections_without_room',
  'orders_unknown',
  'gifts_unknown',
  'number_lapses',
  'exits_dissolved',
  'platforms_felled',
  'births_of_sites',
]);

describe('the matrix of what became of every occasion', () => {
  it('adds up exactly: rows to the reference, columns to the arm, classes to the fall of trade under pressure', () => {
    let moved = 0;
    let lost = 0;
    const happened = new Set<string>();
    fc.assert(
      fc.property(scenario, (one) => {
        const [reference, arm, placebo] = run(one, { placebo: true });
        for (const record of [arm, placebo]) {
          assertAddsUp(record);
          for (const [row, measure] of COUNT_NAMES.entries())
            if (record.daily.subarray(row * record.nDays, (row + 1) * record.nDays).some((n) => n > 0))
              happened.add(measure);
          const { from, to } = flowMargins(record);
          const was = ordersByCell(reference);
          const is = ordersByCell(record);
          for (const cell of ORDERS) {
            expect(from[cell] + from[N_CELLS + cell], CELL_NAMES[cell]).toBe(was[cell]);
            expect(to[cell] + to[N_CELLS + cell], CELL_NAMES[cell]).toBe(is[cell]);
          }
          lost += from[LOST] + to[LOST];
          // By window too: the reference's own matrix is diagonal.
          const own = flowMargins(reference);
          for (const window of [0, N_CELLS])
            for (const cell of [...ORDERS, LOST]) expect(from[window + cell]).toBe(own.to[window + cell]);
          for (const [channels, always] of PRESSED) {
            const flows = flowsOf(reference, record, channels, always);
            for (const whole of new Set(Object.values(PART_OF)))
              for (const side of ['gross', 'net'] as const) {
                const parts = FLOW_CLASSES.filter((name) => PART_OF[name] === whole);
                expect(parts.reduce((sum, name) => sum + flows[name][side], 0)).toBe(flows[whole][side]);
              }
            const gone = flows.deterred.net + flows.lost.net + flows.lost_elsewhere.net;
            expect(tradeOf(record).reduce((sum, row) => sum + row.arm - row.reference, 0)).toBe(
              flows.induced.net - gone,
            );
            // Net of the moves back, what left is what was lost: cells of the channels, in target and in hours or always.
            const pressed = CELL_NAMES.map((name) => {
              const [channel, place, hours] = name.split(', ');
              return (
                channels.includes(channel as Channel) &&
                place === 'in target' &&
                (hours === 'in hours' || always.includes(channel as Channel))
              );
            });
            const margin = (sums: Float64Array): number =>
              pressed.reduce((sum, isPressed, cell) => sum + (isPressed ? sums[N_CELLS + cell] : 0), 0);
            expect(flows.left_target.net).toBe(margin(from) - margin(to));
            moved += flows.left_target.gross;
          }
        }
      }),
      { numRuns: 1000, seed: 20210101 },
    );
    expect(moved).toBeGreaterThan(500);
    expect(lost).toBeGreaterThan(250);
    // Somewhere among them each thing happened that a day can count, but for what takes longer than these runs or has to
    // be asked for; tests/property/everything has those.
    expect(COUNT_NAMES.filter((measure) => !happened.has(measure) && !SELDOM.has(measure))).toEqual([]);
  });

  it('is transposed, and every difference and net flow negated, when arms are exchanged', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const [reference, arm] = run(one);
        const [arm2, reference2] = run({ ...one, baseline: 'other' });
        const there = flowMatrix(arm);
        const back = flowMatrix(reference2);
        for (let a = 0; a < N_CELLS; a++)
          for (let b = 0; b < N_CELLS; b++) expect(back[b * N_CELLS + a]).toBe(there[a * N_CELLS + b]);
        for (const [channels, always] of PRESSED) {
          const flows = flowsOf(reference, arm, channels, always);
          const turned = flowsOf(arm2, reference2, channels, always);
          for (const name of FLOW_CLASSES) expect(turned[name].net + flows[name].net, name).toBe(0);
        }
        for (let day = 0; day < arm.nDays; day++)
          for (let channel = 0; channel < CHANNELS.length; channel++) {
            const at = seriesAt(day, channel, 0);
            expect(arm2.series[at] - reference2.series[at]).toBe(arm.series[at] - reference.series[at]);
          }
      }),
      { numRuns: 200, seed: 20210102 },
    );
  });

  it('is diagonal and every flow exactly 0 where the policies have no strength', () => {
    fc.assert(
      fc.property(scenario, (one) => {
        const { baseline, other } = one.arms as Record<string, { policies: Scenario['policies'] }>;
        const [reference, arm] = run({
          ...one,
          arms: {
            baseline: { policies: baseline.policies.map(idle), shocks: [] },
            other: { policies: other.policies.map(idle), shocks: [] },
          },
        });
        expect(flowsOf(reference, arm, ['site', 'delivery'])).toEqual(
          Object.fromEntries(FLOW_CLASSES.map((name) => [name, { gross: 0, net: 0 }])),
        );
        const matrix = flowMatrix(arm);
        for (let a = 0; a < N_CELLS; a++)
          for (let b = 0; b < N_CELLS; b++) if (a !== b) expect(matrix[a * N_CELLS + b]).toBe(0);
      }),
      { numRuns: 100, seed: 20210103 },
    );
  });
});

describe('a policy in one city', () => {
  it('changes nothing in a sealed other, calls and placebo included', () => {
    const one = small({
      city: [
        { name: 'east', grid: { columns: 3, rows: 3, population: 20_000 } },
        { name: 'west', grid: { columns: 3, rows: 3, population: 20_000 } },
      ],
      customers: { count: 400, light_per_month: 8 },
      sites: { count: 8 },
      police: { operation_officer_h: 20 },
      residents: { calls_per_site_order: 0.2 },
      arms: {
        baseline: {},
        other: { policies: [{ kind: 'site-operations', start_day: 10, hours_per_day: 80, where: 'city:east' }] },
      },
    });
    const city = cityOf(one);
    const [reference, arm] = run(one);
    const events = arm.zoneEvents.length / (2 * city.nZones);
    let changed = 0;
    for (let at = 0; at < arm.zoneEvents.length; at++) {
      const zone = Math.floor(at / events) % city.nZones;
      if (city.zoneCity[zone] === 1) expect(arm.zoneEvents[at]).toBe(reference.zoneEvents[at]);
      else changed += Math.abs(arm.zoneEvents[at] - reference.zoneEvents[at]);
    }
    expect(changed).toBeGreaterThan(0);
  });
});
