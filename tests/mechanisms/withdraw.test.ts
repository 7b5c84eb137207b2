// Cash: what organisations begin with, what managers take out, and what of it can be seized. Ablation: withdraw.ts.
import { describe, expect, it, vi } from 'vitest';
import { createTakedown } from '../../src/engine/acts/takedown.ts';
import { buildWorld } from '../../src/engine/build.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createClock, setDay } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation, some } from '../support/ablation.ts';
import { assertInvariants } from '../support/invariants.ts';
import { type Changes, groundOf, phase, small, watch } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const DAYS_PER_MONTH = 365.25 / 12;

/** A town as built, on the first day of its second week. */
function town(changes: Changes = {}): World {
  const scenario = small({ cash: { laundered_share: 0 }, mechanisms: { defection: false } }, changes);
  const clock = createClock(scenario.time);
  const world = buildWorld(groundOf(scenario), 'baseline', 1, clock);
  setDay(clock, 7);
  return world;
}
const money = ({ ledger, sites, platforms, couriers }: World): number =>
  [sites.cashCents, platforms.cashCents, couriers.earnedCents, [ledger.outsideCents, ledger.seizedCents]]
    .flatMap((column) => [...column])
    .reduce((sum, cents) => sum + cents, ledger.stateCents);

describe('the cash of an organisation', () => {
  it("opens at half a month's takings of all that is sold at the start, with money from outside", () => {
    const world = town();
    const { sites, platforms, customers, scenario } = world;
    const perMonth = (customers.nFounders / customers.meanGapMin) * 1440 * DAYS_PER_MONTH;
    const meanG = 0.5 * 0.3 + 0.55 + 2 * 0.1 + 5 * 0.04 + 10 * 0.01;
    const bought = 1 - scenario.choice.share_none;
    const halfMonth = (share: number, eurPerG: number) => 0.5 * perMonth * bought * share * meanG * eurPerG * 100;
    const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);
    expect(sum(sites.cashCents) / halfMonth(0.4, 55)).toBeCloseTo(1, 5);
    expect(sum(platforms.cashCents) / halfMonth(0.55, 68.5)).toBeCloseTo(1, 5);
    const [a, b, c] = platforms.cashCents;
    const [wa, wb, wc] = platforms.activeClients;
    expect([a / b, a / c]).toEqual([expect.closeTo(wa / wb, 5), expect.closeTo(wa / wc, 5)]);
    expect(money(world)).toBe(0);
  });

  it("is cut to a month's takings at the end of a week; the rest goes outside, to the cent", () => {
    const world = town();
    const { platforms, sites, ledger } = world;
    // A steady trade of 700 EUR a week, as its fourth week ends.
    platforms.takingsCents.fill(4 * 70_000);
    sites.takingsCents.fill(4 * 70_000);
    platforms.cashCents.set([1_000_001, 304_000, -50]);
    sites.cashCents.fill(400_000);
    const before = ledger.outsideCents;
    const kept = Math.round(10_000 * DAYS_PER_MONTH);
    phase('withdraw', world)();
    expect([...platforms.cashCents]).toEqual([kept, 304_000, -50]);
    expect([...platforms.withdrawnCents]).toEqual([1_000_001 - kept, 0, 0]);
    const isOpen = [...sites.isOpen];
    expect([...sites.cashCents]).toEqual(isOpen.map((open) => (open ? kept : 400_000)));
    const nOpen = isOpen.filter((open) => open === 1).length;
    expect(ledger.outsideCents - before).toBe(1_000_001 - kept + nOpen * (400_000 - kept));
    // With another 700 EUR it is the same again.
    expect([...platforms.takingsCents].map((cents) => cents + 70_000)).toEqual([280_000, 280_000, 280_000]);
  });

  it('stays where it is while a platform is dark, and what it took in is remembered', () => {
    const world = town();
    const { platforms } = world;
    platforms.status[0] = PLATFORM_STATUS.dark;
    platforms.cashCents[0] = 1e9;
    const takings = platforms.takingsCents[0];
    phase('withdraw', world)();
    expect([platforms.cashCents[0], platforms.takingsCents[0]]).toEqual([1e9, takings]);
  });

  it('that was taken out is out of reach, but for work on finances, line by line', () => {
    const seized = (financeH: number): World => {
      const world = town();
      world.platforms.cashCents[0] = 0;
      world.platforms.withdrawnCents[0] = 900_000;
      createTakedown(world)(0, false, financeH * 60);
      return world;
    };
    expect(seized(0).ledger.seizedCents).toBe(0);
    expect(seized(1e6).ledger.seizedCents).toBe(240_000);
    const world = seized(80);
    const part = Math.floor((900_000 * 0.8 * (1 - 1 / Math.E)) / 3);
    expect([world.ledger.seizedCents, world.platforms.withdrawnCents[0]]).toEqual([part, 900_000 - part]);
  });

  it('is the same in all accounts together after every tick, with new platforms and sites', () => {
    let opened = 0;
    let taken = 0;
    watch(
      small({
        time: { burn_in_days: 7, pre_days: 0, post_days: 120, tick_min: 60 },
        organisations: { entry_per_week: 0.1 },
        mechanisms: { platform_entry: true },
        cash: { kept_months: 0.3 },
      }),
      (world, clock) => {
        assertInvariants(world, clock);
        for (let p = world.platforms.nAtStart; p < world.platforms.count; p++)
          if (world.platforms.withdrawnCents[p] > 0) opened++;
        taken += world.platforms.withdrawnCents[0];
      },
    );
    expect(opened).toBeGreaterThan(0);
    expect(taken).toBeGreaterThan(0);
  });
});

ablation('withdrawals', {
  streams: [],
  given: { cash: { kept_months: 0.1, laundered_share: 0 } },
  zero: { cash: { kept_months: 1e6 } },
  event: ({ platforms }) => some(platforms.withdrawnCents, (cents) => cents > 0),
});
