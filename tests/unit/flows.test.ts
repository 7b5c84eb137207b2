import { describe, expect, it } from 'vitest';
import { type ArmRecord, CHANNELS, createRecord, N_CELLS, PRODUCTS } from '../../src/engine/record.ts';
import { CELL_NAMES, FLOW_CLASSES, flowsOf } from '../../src/measures/flows.ts';

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
