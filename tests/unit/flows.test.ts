import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../src/engine/counts.ts';
import {
  type ArmRecord,
  CHANNELS,
  isOrder,
  LOST,
  N_CELLS,
  NOTHING,
  orderCell,
  PRODUCTS,
  SELLER_MOVE,
} from '../../src/engine/kernel/record.ts';
import {
  CELL_NAMES,
  FLOW_CLASSES,
  type FlowClass,
  flowsOf,
  type Move,
  PART_OF,
  tradeOf,
} from '../../src/measures/flows.ts';
import { POLICIES, policySchema, pressureOf } from '../../src/policies/registry.ts';

const empty = (): ArmRecord =>
  emptyRecord('arm', 1, {
    nDays: 20,
    preDays: 10,
    nZones: 3,
    zoneGroup: new Uint8Array(3),
    zoneRole: new Uint8Array(3),
    nRings: 1,
  });

type Channel = (typeof CHANNELS)[number];
const cell = (channel: Channel, inTarget: 0 | 1, inHours: 0 | 1, product: (typeof PRODUCTS)[number] = 'main'): number =>
  orderCell(CHANNELS.indexOf(channel), inTarget, inHours, PRODUCTS.indexOf(product));
/** A class and the sums that it is part of. */
const sumsOf = (name: FlowClass): FlowClass[] => {
  const sum = PART_OF[name];
  return sum === undefined ? [name] : [name, ...sumsOf(sum)];
};
/** Every class at 0 but these. */
const only = (moves: Partial<Record<FlowClass, Move>>): Record<FlowClass, Move> =>
  Object.fromEntries(FLOW_CLASSES.map((name) => [name, moves[name] ?? { gross: 0, net: 0 }])) as Record<
    FlowClass,
    Move
  >;

/** An arm in which so many occasions of the post window moved. */
function moved(...moves: [from: number, to: number, orders: number][]): ArmRecord {
  const record = empty();
  for (const [from, to, orders] of moves) record.flows[(N_CELLS + from) * N_CELLS + to] += orders;
  return record;
}

describe('displacement', () => {
  it('is named by whether it was served at all, else by the first difference in product, channel, place, hours', () => {
    const pressed = cell('site', 1, 1);
    const ways = {
      deterred: NOTHING,
      lost: LOST,
      target: cell('delivery', 0, 0, 'second'),
      tactical_delivery: cell('delivery', 0, 0),
      tactical_other: cell('other', 1, 1),
      spatial: cell('site', 0, 0),
      temporal: cell('site', 1, 0),
    } as const;
    for (const [name, to] of Object.entries(ways)) {
      const counted = Object.fromEntries(sumsOf(name as FlowClass).map((sum) => [sum, { gross: 7, net: 7 }]));
      expect(counted.left_target).toEqual({ gross: 7, net: 7 });
      expect([name, flowsOf(empty(), moved([pressed, to, 7]), ['site'])]).toEqual([name, only(counted)]);
    }
    const { tactical_site } = flowsOf(empty(), moved([cell('delivery', 1, 1), cell('site', 0, 1), 7]), ['delivery']);
    expect(tactical_site).toEqual({ gross: 7, net: 7 });
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
    const flows = flowsOf(empty(), arm, ['site']);
    expect(flows.induced).toEqual({ gross: 10, net: 7 });
    expect(flows.induced_sites_outside).toEqual({ gross: 8, net: 8 });
    expect(flows.induced_delivery).toEqual({ gross: 2, net: 2 });
    expect(flows.induced_other).toEqual({ gross: 0, net: -3 });
    const { induced_sites_target } = flowsOf(empty(), moved([NOTHING, cell('site', 1, 1), 5]), ['delivery']);
    expect(induced_sites_target).toEqual({ gross: 5, net: 5 });
  });

  it('is lost elsewhere where an order was served in the reference only, neither deterred nor induced', () => {
    const arm = moved(
      [cell('delivery', 1, 1), LOST, 9],
      [LOST, cell('delivery', 0, 0), 4],
      [cell('site', 0, 0), LOST, 3],
      [cell('site', 1, 0), LOST, 50],
      [LOST, NOTHING, 70],
      [NOTHING, LOST, 80],
    );
    const flows = flowsOf(empty(), arm, ['site'], ['site']);
    expect(flows).toEqual(
      only({
        lost: { gross: 50, net: 50 },
        left_target: { gross: 50, net: 50 },
        lost_elsewhere_delivery: { gross: 9, net: 5 },
        lost_elsewhere_site: { gross: 3, net: 3 },
        lost_elsewhere: { gross: 12, net: 8 },
      }),
    );
  });

  it('of perpetrators is the trade of replacements beyond that in the reference, in the post window', () => {
    const [reference, arm] = [empty(), empty()];
    reference.replaced.set([9, 9, 9, 5, 0, 4]);
    arm.replaced.set([0, 0, 0, 2, 6, 10]);
    expect(flowsOf(reference, arm, ['site']).perpetrator).toEqual({ gross: 12, net: 9 });
  });

  it('of sellers is what another platform delivered, net of what came to platforms that were hit, and stays in the target', () => {
    const arm = moved([cell('delivery', 1, 1), cell('delivery', 1, 1), 100]);
    arm.sellerMoves.set([50, 50, 50, 9, 2, 5]);
    for (const channels of [['site'], ['delivery']] as const)
      expect(flowsOf(empty(), arm, channels)).toEqual(only({ seller: { gross: 14, net: 7 } }));
  });

  it('leaves the pre window out', () => {
    const arm = empty();
    arm.flows[cell('site', 1, 1) * N_CELLS + NOTHING] = 5;
    expect(flowsOf(empty(), arm, ['site']).deterred).toEqual({ gross: 0, net: 0 });
  });

  it('has a name for every cell, each once', () => {
    expect(new Set(CELL_NAMES).size).toBe(N_CELLS);
    expect(CELL_NAMES[NOTHING]).toBe('nothing');
    expect(CELL_NAMES[LOST]).toBe('lost');
    expect(CELL_NAMES.map((_, at) => isOrder(at)).indexOf(false, 1)).toBe(LOST);
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
    sellers: fc.array(fc.nat({ max: 9 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ moves, replaced, sellers }) => {
    const record = moved(...moves.map(({ from, to, orders }): [number, number, number] => [from, to, orders]));
    record.replaced.set(replaced, 3);
    record.sellerMoves.set(sellers, 3);
    return record;
  });
const anyChannels = fc.subarray<'site' | 'delivery'>(['site', 'delivery']);

describe('pressure at all hours', () => {
  it('is on the cells out of hours too: what left them is displacement, of the same classes', () => {
    const pressed = cell('delivery', 1, 0);
    const ways = {
      deterred: NOTHING,
      lost: LOST,
      target: cell('site', 0, 0, 'second'),
      tactical_site: cell('site', 0, 0),
      spatial: cell('delivery', 0, 0),
    } as const;
    for (const [name, to] of Object.entries(ways)) {
      const arm = moved([pressed, to, 7], [to, pressed, 2]);
      const inHours = flowsOf(empty(), arm, ['delivery']);
      expect([name, inHours.left_target]).toEqual([name, { gross: 0, net: 0 }]);
      const counted = Object.fromEntries(sumsOf(name as FlowClass).map((sum) => [sum, { gross: 7, net: 5 }]));
      expect([name, flowsOf(empty(), arm, ['delivery'], ['delivery'])]).toEqual([name, only(counted)]);
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
          if (sumsOf(name).includes('left_target'))
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
        for (const whole of new Set(Object.values(PART_OF)))
          for (const side of ['gross', 'net'] as const) {
            const parts = FLOW_CLASSES.filter((name) => PART_OF[name] === whole);
            expect([whole, parts.reduce((sum, name) => sum + flows[name][side], 0)]).toEqual([
              whole,
              flows[whole][side],
            ]);
          }
      }),
    );
  });

  it('come to the change of all orders: what was deterred and lost is gone, what was induced has come', () => {
    fc.assert(
      fc.property(anyArm, anyChannels, anyChannels, (arm, channels, always) => {
        const flows = flowsOf(empty(), arm, channels, always);
        const trade = tradeOf(arm);
        const change = trade.reduce((sum, row) => sum + row.arm - row.reference, 0);
        const gone = flows.deterred.net + flows.lost.net + flows.lost_elsewhere.net;
        expect(change).toBe(flows.induced.net - gone);
        const all = trade.reduce((sum, row) => sum + row.reference, 0);
        let rows = 0;
        for (let from = 0; from < N_CELLS; from++)
          for (let to = 0; to < N_CELLS; to++) if (isOrder(from)) rows += arm.flows[(N_CELLS + from) * N_CELLS + to];
        expect(all).toBe(rows);
      }),
    );
  });

  it('are turned round when arms are exchanged: what came back has gone, and what has gone came back', () => {
    fc.assert(
      fc.property(anyArm, anyArm, anyChannels, anyChannels, (arm, reference, channels, always) => {
        const turned = {
          ...reference,
          flows: new Float64Array(arm.flows.length),
          sellerMoves: arm.sellerMoves.slice(),
        };
        turned.sellerMoves[3 + SELLER_MOVE.away] = arm.sellerMoves[3 + SELLER_MOVE.back];
        turned.sellerMoves[3 + SELLER_MOVE.back] = arm.sellerMoves[3 + SELLER_MOVE.away];
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

describe('the pressure of policies', () => {
  const pressure = (...policies: Record<string, unknown>[]) =>
    pressureOf(policies.map((policy) => policySchema.parse({ hours_per_day: 8, between: [10, 18], ...policy })));

  it('is on sites at all hours, whatever the hours of officers, as a site stays shut; of stops in their hours', () => {
    for (const kind of ['site-operations', 'customer-fines'])
      expect(pressure({ kind })).toMatchObject({ channels: ['site'], always: ['site'] });
    expect(pressure({ kind: 'street-stops' })).toMatchObject({ channels: ['delivery'], always: [] });
    expect(pressure({ kind: 'street-stops', between: [0, 24] })).toMatchObject({ always: ['delivery'] });
    expect(pressure({ kind: 'street-stops' }, { kind: 'site-operations' })).toMatchObject({
      channels: ['delivery', 'site'],
      always: ['site'],
    });
    for (const { kind, presses } of POLICIES)
      for (const { hours } of presses)
        expect([kind, hours]).toEqual([kind, kind === 'street-stops' ? 'of officers' : 'all']);
  });

  it('is none without effort', () => {
    expect(pressure({ kind: 'site-operations', hours_per_day: 0, where: 'all' })).toEqual({
      channels: [],
      always: [],
      keepsToTarget: true,
    });
  });

  it('keeps to the target where all policies work there and nowhere else, whether they press a channel or not', () => {
    expect(pressure({ kind: 'site-operations' }).keepsToTarget).toBe(true);
    expect(pressure({ kind: 'site-operations', where: 'all' }).keepsToTarget).toBe(false);
    const treatment = (where: string) => policySchema.parse({ kind: 'treatment', eur_per_day: 800, where });
    const operations = policySchema.parse({ kind: 'site-operations', hours_per_day: 8 });
    expect(pressureOf([operations, treatment('all')]).keepsToTarget).toBe(false);
    expect(pressureOf([operations, treatment('target')]).keepsToTarget).toBe(true);
    const finance = policySchema.parse({ kind: 'finance', hours_per_day: 8 });
    expect(pressureOf([operations, finance]).keepsToTarget).toBe(false);
  });
});
