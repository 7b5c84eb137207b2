// Choices of a million occasions before and after one alternative changes.
import { beforeAll, describe, expect, it } from 'vitest';
import { createChooser } from '../../src/engine/acts/chooser.ts';
import type { World } from '../../src/engine/world.ts';
import { ALTERNATIVES, alternativeOf, MARKET } from '../support/market.ts';
import { small, watch } from '../support/small.ts';

describe('of 10^6 occasions with feedback off', () => {
  const MUCH = 2;
  /** Occasions by alternative chosen before and after, for each change. */
  const moves = new Map<string, Float64Array>();
  let n = 0;
  let strayed = 0;

  beforeAll(() => {
    const scenario = small(MARKET, {
      time: { burn_in_days: 0, pre_days: 0, post_days: 110, tick_min: 60 },
      customers: { count: 2400, heavy_min_per_month: 120, heavy_max_per_month: 120 },
    });
    let pick: ReturnType<typeof createChooser> | undefined;
    const changes: [string, (world: World, by: number) => void][] = [
      [
        'site',
        ({ utility, nearestLists }, by) =>
          raise(utility.siteCost, (at) => nearestLists.place[Math.floor(at / 15) * 5 + (at % 5)] === 2, by),
      ],
      ['platform', ({ utility }, by) => raise(utility.platformCost, (at) => Math.floor(at / 3) === 1, by)],
    ];
    const before = new Uint8Array(20_000);
    watch(scenario, (world: World) => {
      const { occasions: o } = world;
      pick ??= createChooser(world);
      n += o.count;
      for (let i = 0; i < o.count; i++) before[i] = alternativeOf(o.choice[i], o.seller[i]);
      for (let i = 0; i < o.count; i += 8) {
        pick(i);
        if (alternativeOf(o.choice[i], o.seller[i]) !== before[i]) strayed++;
      }
      for (const [what, change] of changes) {
        for (const by of [MUCH, -MUCH]) {
          const name = `${what} ${by > 0 ? 'worse' : 'better'}`;
          let table = moves.get(name);
          if (!table) moves.set(name, (table = new Float64Array(ALTERNATIVES * ALTERNATIVES)));
          change(world, by);
          // A worse site is shown to all; of the other changes one occasion in eight is enough.
          for (let i = 0; i < o.count; i += name === 'site worse' ? 1 : 8) {
            pick(i);
            table[before[i] * ALTERNATIVES + alternativeOf(o.choice[i], o.seller[i])]++;
          }
          change(world, -by);
        }
      }
    });
  });

  it.each([
    ['site', 2],
    ['platform', 6],
  ])('worsening one %s moves only those who had chosen it, improving it moves only to it', (what, changed) => {
    expect(n).toBeGreaterThan(1e6);
    expect(strayed, 'choices that differ when made once more').toBe(0);
    const [worse, better] = ['worse', 'better'].map((how) => moves.get(`${what} ${how}`) as Float64Array);
    let [left, came] = [0, 0];
    for (let from = 0; from < ALTERNATIVES; from++) {
      for (let to = 0; to < ALTERNATIVES; to++) {
        if (from === to) continue;
        const at = from * ALTERNATIVES + to;
        if (from === changed) left += worse[at];
        else expect(worse[at], `moved from ${from} to ${to}`).toBe(0);
        if (to === changed) came += better[at];
        else expect(better[at], `moved from ${from} to ${to}`).toBe(0);
      }
    }
    expect(left).toBeGreaterThan(2_000);
    expect(came).toBeGreaterThan(2_000);
  });
});

/** Adds to the elements of a column that are chosen. */
function raise(column: Float64Array, isChosen: (at: number) => boolean, by: number): void {
  for (let at = 0; at < column.length; at++) if (isChosen(at)) column[at] += by;
}
