import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArm } from '../../src/engine/arm.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { F32, F32_STRIDE } from '../../src/engine/entities/customers.ts';
import { createDayList } from '../../src/engine/entities/day-list.ts';
import type { Ground } from '../../src/engine/ground.ts';
import { createClock } from '../../src/engine/kernel/clock.ts';
import { isDelivery, N_CELLS, SELLER_MOVE } from '../../src/engine/kernel/record.ts';
import type { Tape } from '../../src/engine/kernel/tape.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { threefry, uniform, word1 } from '../../src/random/threefry.ts';
import { against, EVENTFUL, EVERY_POLICY, expectSame, groundOf, run, small } from '../support/small.ts';

const worldOf = (ground: Ground) => buildWorld(ground, 'baseline', 1, createClock(ground.scenario.time));

describe('the list of a day', () => {
  const scenarios = fc
    .record({
      seed: fc.integer({ min: 0, max: 1e9 }),
      count: fc.constantFrom(1, 7, 300),
      light: fc.constantFrom(0.5, 8, 60),
      ceiling: fc.constantFrom(1, 1.5, 4),
      low: fc.constantFrom(20, 60),
      dormant: fc.constantFrom(0, 0.3),
    })
    .map(({ seed, count, light, ceiling, low, dormant }) =>
      small({
        seed: String(seed),
        time: { burn_in_days: 0, pre_days: 3, post_days: 9 },
        customers: {
          count,
          light_per_month: light,
          rate_ceiling: ceiling,
          dormant_share: dormant,
          pay_cycle_amplitude: 0.5,
        },
        sites: { price_eur_per_g: low },
      }),
    );

  it('holds the candidates that each customer comes to alone, one after the other, by minute and then by customer', () => {
    let nSeen = 0;
    let nSameDay = 0;
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const ground = groundOf(scenario);
        const { customers } = worldOf(ground);
        const { streams, tempo, rateBound } = ground;
        const ceiling = scenario.customers.rate_ceiling;
        const expected: { customer: number; number: number; minute: number; mark: number }[] = [];
        for (let customer = 0; customer < customers.count; customer++) {
          let moment = 0;
          for (let number = 1; ; number++) {
            const { k0, k1 } = streams.wake;
            const gapMin = customers.f32[customer * F32_STRIDE + F32.meanGapMin] / ceiling;
            moment -= Math.log(uniform(threefry(k0, k1, customer, number << 4))) * gapMin;
            const mark = uniform(word1) * ceiling;
            if (moment >= tempo.startOfDay[tempo.nDays]) break;
            if (mark < rateBound) expected.push({ customer, number, minute: tempo.toMinute(moment), mark });
          }
        }
        expected.sort((a, b) => a.minute - b.minute || a.customer - b.customer || a.number - b.number);
        const days = createDayList(ground, customers);
        let before = 0;
        for (let day = 0; day < tempo.nDays; day++) {
          days.advance();
          expect([days.day, days.before]).toEqual([day, before]);
          for (let i = 0; i < days.count; i++) {
            const { customer, number, minute, mark } = expected[before + i];
            expect([days.customer[i], days.number[i]]).toEqual([customer, number]);
            expect(days.minute[i]).toBe(minute);
            expect(days.mark[i]).toBe(Math.fround(mark));
            expect(Math.floor(days.minute[i] / 1440)).toBe(day);
            if (i > 0) expect(days.minute[i]).toBeGreaterThanOrEqual(days.minute[i - 1]);
          }
          nSameDay += days.count - new Set(days.customer.subarray(0, days.count)).size;
          before += days.count;
        }
        expect(before).toBe(expected.length);
        nSeen += before;
      }),
      { numRuns: 40 },
    );
    expect(nSeen).toBeGreaterThan(1000);
    expect(nSameDay).toBeGreaterThan(100);
  });

  it('puts candidates of one moment in the order of their customers', () => {
    const ground = groundOf(small({ customers: { count: 60 } }));
    const { customers } = worldOf(ground);
    const days = createDayList(ground, customers);
    days.nextMoment.fill(ground.tempo.startOfDay[1] / 2);
    days.advance();
    const tied = Array.from(days.customer.subarray(0, days.count)).filter(
      (_, i) => days.minute[i] === days.minute[days.count >> 2],
    );
    expect(tied).toEqual(Array.from({ length: customers.count }, (_, c) => c));
  });
});

describe('arms side by side', () => {
  const policies = EVERY_POLICY;
  const scenario = small(EVENTFUL, {
    arms: { baseline: {}, pressure: { policies }, few: { policies: policies.slice(0, 2) } },
  });

  it('have people copied from the first that are those each would have built, byte for byte', () => {
    const ground = groundOf(scenario);
    const like = createArm(ground, 'baseline', 1, compilePolicy);
    const copied = createArm(ground, 'pressure', 1, compilePolicy, { like }).world;
    const built = createArm(ground, 'pressure', 1, compilePolicy).world;
    expect(copied.customers.u8.buffer).not.toBe(like.world.customers.u8.buffer);
    const [a, b] = [bytesOf(copied), bytesOf(built)];
    expect(a.size).toBeGreaterThan(100);
    expect([...a.keys()]).toEqual([...b.keys()]);
    for (const [path, bytes] of a) expect(bytes.equals(b.get(path) as Buffer), path).toBe(true);
  });

  it('each leave the record that the same arm leaves beside the baseline only', () => {
    const [baseline, pressure] = run(scenario);
    const { few: _few, ...arms } = scenario.arms;
    const two = run({ ...scenario, arms });
    expect(two.length).toBe(2);
    expectSame(baseline, two[0]);
    expectSame(pressure, two[1]);
  });

  it('have flows that pair what became of each candidate in the baseline with what became of it in the arm', () => {
    const cells = new Map<string, Uint8Array>();
    const tapes = new Map<string, Tape>();
    let reportedFrom = 0;
    let postFrom = 0;
    const [baseline, pressure] = run(small(EVENTFUL, against(...policies)), {
      afterTick: ({ record, tape }) => {
        cells.set(record.arm, tape.cells.slice(0, tape.count));
        tapes.set(record.arm, tape);
        ({ reportedFrom, postFrom } = tape);
      },
    });
    const [from, to] = [cells.get('baseline') as Uint8Array, cells.get('pressure') as Uint8Array];
    expect(to.length).toBe(from.length);
    for (const [record, other] of [
      [baseline, from],
      [pressure, to],
    ] as const) {
      const flows = new Float64Array(record.flows.length);
      for (const [at, cell] of from.entries()) {
        const isOrder = [cell, other[at]].some((c) => c > 0 && c < N_CELLS - 1);
        if (at >= reportedFrom || isOrder) flows[((at >= postFrom ? 1 : 0) * N_CELLS + cell) * N_CELLS + other[at]]++;
      }
      expect(record.flows).toEqual(flows);
    }
    const [before, after] = [tapes.get('baseline') as Tape, tapes.get('pressure') as Tape];
    const moved = [0, 0];
    const sellerOf = (tape: Tape, at: number): number => tape.births[tape.sellers[at]].key;
    for (const [at, cell] of from.entries())
      if (cell === to[at] && isDelivery(cell) && sellerOf(before, at) !== sellerOf(after, at))
        moved[at >= postFrom ? 1 : 0]++;
    const counted = [0, 3].map((window) => pressure.sellerMoves.subarray(window, window + 3).reduce((a, b) => a + b));
    expect(counted).toEqual(moved);
    expect(pressure.sellerMoves[3 + SELLER_MOVE.away]).toBeGreaterThan(pressure.sellerMoves[3 + SELLER_MOVE.back]);
    expect(baseline.sellerMoves.every((moves) => moves === 0)).toBe(true);
  });
});

/** All typed arrays and numbers of a value, by path. */
function bytesOf(value: unknown, path = '', found = new Map<string, Buffer>()): Map<string, Buffer> {
  if (ArrayBuffer.isView(value)) found.set(path, Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  else if (typeof value === 'object' && value !== null)
    for (const [key, part] of Object.entries(value)) bytesOf(part, `${path}.${key}`, found);
  else if (typeof value === 'number') found.set(path, Buffer.from(String(value)));
  return found;
}
