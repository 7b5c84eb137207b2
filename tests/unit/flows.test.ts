import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArmRecord, CHANNELS, createRecord, N_CELLS, PRODUCTS } from '../../src/engine/record.ts';
import type { Flow } from '../../src/experiment/comparison.ts';
import { flowSentence, type Pressure } from '../../src/experiment/flow-sentence.ts';
import { CELL_NAMES, FLOW_CLASSES, type FlowClass, flowsOf } from '../../src/measures/flows.ts';
import { policySchema, pressBeyondTarget } from '../../src/policies/registry.ts';

const empty = (): ArmRecord =>
  createRecord('arm', 1, {
    nDays: 20,
    preDays: 10,
    nZones: 3,
    zoneGroup: new Uint8Array(3),
    zoneRole: new Uint8Array(3),
    nRings: 1,
  });

type Channel = (typeof CHANNELS)[number];
const cell = (channel: Channel, inTarget: 0 | 1, inHours: 0 | 1, product: (typeof PRODUCTS)[number] = 'main'): number =>
  1 + ((CHANNELS.indexOf(channel) * 2 + inTarget) * 2 + inHours) * 2 + PRODUCTS.indexOf(product);
const NOTHING = 0;

/** An arm in which so many occasions of the post window moved. */
function moved(...moves: [from: number, to: number, orders: number][]): ArmRecord {
  const record = empty();
  for (const [from, to, orders] of moves) record.flows[(N_CELLS + from) * N_CELLS + to] += orders;
  return record;
}

describe('displacement', () => {
  it('is named by the first difference in product, channel, place, hours', () => {
    const pressed = cell('site', 1, 1);
    const ways = {
      deterred: NOTHING,
      target: cell('delivery', 0, 0, 'second'),
      tactical: cell('delivery', 0, 0),
      spatial: cell('site', 0, 0),
      temporal: cell('site', 1, 0),
    } as const;
    for (const [name, to] of Object.entries(ways)) {
      const flows = flowsOf(empty(), moved([pressed, to, 7]), ['site']);
      for (const other of FLOW_CLASSES) {
        const wanted = other === name || other === 'left_target' ? 7 : 0;
        expect([other, flows[other]]).toEqual([other, { gross: wanted, net: wanted }]);
      }
    }
  });

  it('subtracts from net what came the other way, and leaves gross alone', () => {
    const arm = moved(
      [cell('site', 1, 1), cell('delivery', 1, 1), 10],
      [cell('delivery', 1, 1), cell('site', 1, 1), 4],
      [NOTHING, cell('site', 1, 1), 3],
    );
    const flows = flowsOf(empty(), arm, ['site']);
    expect(flows.tactical).toEqual({ gross: 10, net: 6 });
    expect(flows.deterred).toEqual({ gross: 0, net: -3 });
    expect(flows.left_target).toEqual({ gross: 10, net: 3 });
  });

  it('does not count what stays under pressure, nor what moves between cells that are not', () => {
    const arm = moved(
      [cell('site', 1, 1), cell('site', 1, 1, 'second'), 5],
      [cell('site', 1, 1), cell('site', 1, 1), 100],
      [cell('site', 0, 1), cell('delivery', 0, 1), 9],
      [cell('site', 1, 1), cell('delivery', 1, 1), 2],
    );
    const flows = flowsOf(empty(), arm, ['site', 'delivery']);
    for (const name of FLOW_CLASSES) expect([name, flows[name]]).toEqual([name, { gross: 0, net: 0 }]);
  });

  it('is induced where nothing became an order elsewhere, net of the reverse', () => {
    const arm = moved(
      [NOTHING, cell('site', 0, 1), 8],
      [NOTHING, cell('delivery', 1, 0), 2],
      [cell('other', 0, 0), NOTHING, 3],
      [NOTHING, cell('site', 1, 1), 50],
      [NOTHING, NOTHING, 1000],
    );
    expect(flowsOf(empty(), arm, ['site']).induced).toEqual({ gross: 10, net: 7 });
  });

  it('of perpetrators is the trade of replacements beyond that in the reference, in the post window', () => {
    const [reference, arm] = [empty(), empty()];
    reference.replaced.set([9, 9, 9, 5, 0, 4]);
    arm.replaced.set([0, 0, 0, 2, 6, 10]);
    expect(flowsOf(reference, arm, ['site']).perpetrator).toEqual({ gross: 12, net: 9 });
  });

  it('leaves the pre window out', () => {
    const arm = empty();
    arm.flows[cell('site', 1, 1) * N_CELLS + NOTHING] = 5;
    expect(flowsOf(empty(), arm, ['site']).deterred).toEqual({ gross: 0, net: 0 });
  });

  it('has a name for every cell, each once', () => {
    expect(new Set(CELL_NAMES).size).toBe(N_CELLS);
    expect(CELL_NAMES[0]).toBe('nothing');
    expect(CELL_NAMES[cell('delivery', 1, 0, 'second')]).toBe('delivery, in target, out of hours, second');
  });
});

/** Any numbers of orders between cells of the post window, most of them none, and of trade of replacements. */
const anyArm = fc
  .record({
    moves: fc.array(
      fc.record({
        from: fc.nat({ max: N_CELLS - 1 }),
        to: fc.nat({ max: N_CELLS - 1 }),
        orders: fc.integer({ min: 1, max: 50 }),
      }),
      { maxLength: 120 },
    ),
    replaced: fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ moves, replaced }) => {
    const record = moved(...moves.map(({ from, to, orders }): [number, number, number] => [from, to, orders]));
    record.replaced.set(replaced, 3);
    return record;
  });
const anyChannels = fc.subarray<'site' | 'delivery'>(['site', 'delivery']);
const ORDERED = ['spatial', 'tactical', 'temporal', 'target', 'deterred', 'left_target', 'induced'] as const;

describe('pressure at all hours', () => {
  it('is on the cells out of hours too: what left them is displacement, of the same classes', () => {
    const pressed = cell('delivery', 1, 0);
    const ways = {
      deterred: NOTHING,
      target: cell('site', 0, 0, 'second'),
      tactical: cell('site', 0, 0),
      spatial: cell('delivery', 0, 0),
    } as const;
    for (const [name, to] of Object.entries(ways)) {
      const arm = moved([pressed, to, 7], [to, pressed, 2]);
      const inHours = flowsOf(empty(), arm, ['delivery']);
      expect([name, inHours.left_target]).toEqual([name, { gross: 0, net: 0 }]);
      const always = flowsOf(empty(), arm, ['delivery'], ['delivery']);
      for (const other of ['spatial', 'tactical', 'temporal', 'target', 'deterred', 'left_target'] as const) {
        const wanted = other === name || other === 'left_target' ? { gross: 7, net: 5 } : { gross: 0, net: 0 };
        expect([other, always[other]]).toEqual([other, wanted]);
      }
    }
  });

  it('leaves no hours to flee to: a move from one hour to another stays under it', () => {
    const arm = moved([cell('site', 1, 1), cell('site', 1, 0), 9]);
    expect(flowsOf(empty(), arm, ['site']).temporal).toEqual({ gross: 9, net: 9 });
    expect(flowsOf(empty(), arm, ['site'], ['site']).temporal).toEqual({ gross: 0, net: 0 });
    expect(flowsOf(empty(), arm, ['site'], ['site']).left_target).toEqual({ gross: 0, net: 0 });
  });

  it('holds for its channels alone: the other one is under pressure in the hours only', () => {
    const arm = moved([cell('site', 1, 0), NOTHING, 4], [cell('delivery', 1, 0), NOTHING, 8]);
    expect(flowsOf(empty(), arm, ['site', 'delivery'], ['delivery']).deterred).toEqual({ gross: 8, net: 8 });
    expect(flowsOf(empty(), arm, ['site', 'delivery'], ['site']).deterred).toEqual({ gross: 4, net: 4 });
    // Outside the target nothing is pressed, at whatever hour.
    const outside = moved([cell('delivery', 0, 0), NOTHING, 3], [cell('delivery', 0, 1), NOTHING, 3]);
    expect(flowsOf(empty(), outside, ['delivery'], ['delivery']).left_target).toEqual({ gross: 0, net: 0 });
  });

  it('is not induced: an order out of hours from nothing is one where pressure is', () => {
    const arm = moved([NOTHING, cell('delivery', 1, 0), 6], [NOTHING, cell('delivery', 0, 0), 5]);
    expect(flowsOf(empty(), arm, ['delivery']).induced).toEqual({ gross: 11, net: 11 });
    const always = flowsOf(empty(), arm, ['delivery'], ['delivery']);
    expect(always.induced).toEqual({ gross: 5, net: 5 });
    expect(always.deterred).toEqual({ gross: 0, net: -6 });
  });

  it('of no channel is pressure in the hours, and of a channel that nobody presses is none', () => {
    fc.assert(
      fc.property(anyArm, anyChannels, anyChannels, (arm, channels, always) => {
        const [reference, both] = [empty(), channels.filter((channel) => always.includes(channel))];
        expect(flowsOf(reference, arm, channels, always)).toEqual(flowsOf(reference, arm, channels, both));
        expect(flowsOf(reference, arm, channels, [])).toEqual(flowsOf(reference, arm, channels));
        for (const name of FLOW_CLASSES)
          if (name !== 'induced' && name !== 'perpetrator')
            expect(flowsOf(reference, arm, [], always)[name]).toEqual({ gross: 0, net: 0 });
      }),
    );
  });
});

describe('flows of any matrix', () => {
  it('net of what came back are the fall of orders in the cells under pressure, exactly, and the sum of their classes', () => {
    fc.assert(
      fc.property(anyArm, anyChannels, anyChannels, (arm, channels, always) => {
        const flows = flowsOf(empty(), arm, channels, always);
        let before = 0;
        let after = 0;
        for (const channel of channels) {
          for (const inHours of always.includes(channel) ? ([0, 1] as const) : ([1] as const)) {
            for (const product of PRODUCTS) {
              const pressed = cell(channel, 1, inHours, product);
              for (let other = 0; other < N_CELLS; other++) {
                before += arm.flows[(N_CELLS + pressed) * N_CELLS + other];
                after += arm.flows[(N_CELLS + other) * N_CELLS + pressed];
              }
            }
          }
        }
        expect(flows.left_target.net).toBe(before - after);
        for (const side of ['gross', 'net'] as const) {
          const parts = ORDERED.slice(0, 5).reduce((sum, name) => sum + flows[name][side], 0);
          expect(flows.left_target[side]).toBe(parts);
        }
      }),
    );
  });

  it('are turned round when arms are exchanged: what came back has gone, and what has gone came back', () => {
    fc.assert(
      fc.property(anyArm, anyArm, anyChannels, anyChannels, (arm, reference, channels, always) => {
        const turned = { ...reference, flows: new Float64Array(arm.flows.length) };
        for (let from = 0; from < N_CELLS; from++)
          for (let to = 0; to < N_CELLS; to++)
            turned.flows[(N_CELLS + to) * N_CELLS + from] = arm.flows[(N_CELLS + from) * N_CELLS + to];
        const there = flowsOf(reference, arm, channels, always);
        const back = flowsOf(arm, turned, channels, always);
        for (const name of FLOW_CLASSES) {
          const { gross, net } = there[name];
          expect([name, back[name].gross, back[name].net + net]).toEqual([name, gross - net, 0]);
        }
      }),
    );
  });
});

describe('the moves in words', () => {
  const flow = (gross: number, net: number): Flow => ({
    gross,
    net,
    ci95: [net - 10, net + 10],
    floor: 5,
    gross_values: [gross],
    net_values: [net],
  });
  const none = flow(0, 0);
  const flows = {
    ...Object.fromEntries(FLOW_CLASSES.map((name) => [name, none])),
    tactical: flow(300, 200),
    left_target: flow(300, 200),
    induced: flow(50, -120),
  } as Record<FlowClass, Flow>;
  const say = (pressure: Partial<Pressure>): string =>
    flowSentence(flows, { channels: ['site'], always: [], isBeyond: false, ...pressure }, 8);

  it('call what is not bought elsewhere a diffusion of benefits only where the policies keep to the target', () => {
    expect(say({})).toContain('120 orders were not made either: a diffusion of benefits.');
    expect(say({ isBeyond: true })).toContain('120 orders were not made either, where the policies work too.');
  });

  it('say of which channels, and whether at the hours of policies or at all hours', () => {
    expect(say({})).toMatch(/^Of the orders of fixed sites in the target during policy hours, 200 were lost there/);
    expect(say({ channels: ['delivery'], always: ['delivery'] })).toMatch(
      /^Of the orders of deliveries in the target, /,
    );
    expect(say({ channels: ['site', 'delivery'], always: ['delivery'] })).toMatch(
      /^Of the orders of fixed sites in the target during policy hours and deliveries in the target, /,
    );
  });

  it('know of policies whether they keep to the target', () => {
    const policies = (where: string) => [policySchema.parse({ kind: 'site-operations', hours_per_day: 8, where })];
    expect(pressBeyondTarget(policies('target'))).toBe(false);
    expect(pressBeyondTarget(policies('all'))).toBe(true);
    expect(pressBeyondTarget([policySchema.parse({ kind: 'treatment', eur_per_day: 800, where: 'all' })])).toBe(false);
  });
});
