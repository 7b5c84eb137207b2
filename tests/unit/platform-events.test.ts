// The event list of an arm, against what its world and its counts say.
import { describe, expect, it } from 'vitest';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { type EventCause, type PlatformEventKind, seriesAt } from '../../src/engine/kernel/record.ts';
import {
  daysOfMonths,
  eventsOf,
  isActiveOn,
  livesOf,
  ordersOfPlaces,
  ordersOfPlatforms,
} from '../../src/measures/platforms.ts';
import { against, expectSame, run, small, watch } from '../support/small.ts';

/** A town in which platforms open, fall, come back and close within a year. */
const CHANGING = small(
  {
    time: { burn_in_days: 28, pre_days: 28, post_days: 308, tick_min: 60 },
    customers: { count: 400, light_per_month: 4 },
    platforms: { mix: 'default', count: 12 },
    organisations: { entry_per_week: 0.05, exit_per_week: 0.02 },
    mechanisms: { running_costs: true, platform_exit: true, platform_entry: true },
    rebirth: { hazard_per_week: 0.1, dissolves_after_weeks: 10 },
    investigation: { scale_h: 100, reference_orders_per_day: 1 },
  },
  against(
    { kind: 'platform-investigation', start_day: 28, hours_per_day: 60, lines: 6 },
    { kind: 'site-bans', start_day: 28, hours_per_day: 20, where: 'all' },
  ),
);
const [baseline, pressure] = run(CHANGING) as [ReturnType<typeof run>[0], ReturnType<typeof run>[0]];
const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);

describe('events', () => {
  it('are as many of each kind and cause as are counted in the reported days', () => {
    const counted: [CountName, PlatformEventKind, EventCause | null][] = [
      ['births_in_niches', 'birth', 'niche'],
      ['births_of_bans', 'birth', 'ban'],
      ['platform_rebirths', 'rebirth', null],
      ['exits_insolvent', 'exit', 'insolvent'],
      ['exits_other', 'exit', 'with_cash'],
      ['exits_dissolved', 'exit', 'dissolved'],
    ];
    for (const record of [baseline, pressure])
      for (const [name, kind, cause] of counted) {
        const own = eventsOf(record).filter(
          (event) => event.kind === kind && (cause === null || event.cause === cause) && event.day >= 0,
        );
        expect(own.length, `${record.arm}: ${name}`).toBe(sum(daysOfCount(record, name)));
      }
    const kinds = new Set(eventsOf(pressure).map(({ kind, cause }) => `${kind} ${cause}`));
    for (const seen of ['birth niche', 'birth ban', 'takedown investigation', 'rebirth none', 'recovery none'])
      expect([...kinds]).toContain(seen);
    expect([...kinds]).toContain('exit with_cash');
  });

  it('less exits leave the platforms that are there, and less those in the dark the ones that sell', () => {
    for (const record of [baseline, pressure]) {
      const active = daysOfCount(record, 'platforms_active');
      const lives = livesOf(record);
      for (let day = 0; day < record.nDays; day++)
        expect(lives.filter((life) => isActiveOn(life, day)).length, `${record.arm}, day ${day}`).toBe(active[day]);
    }
    const world = watch(CHANGING, () => {});
    const events = eventsOf(world.record);
    const there = world.platforms.status.filter((status) => status !== PLATFORM_STATUS.unborn).length;
    const of = (kind: PlatformEventKind): number => events.filter((event) => event.kind === kind).length;
    expect(of('birth') - of('exit')).toBe(there);
    expect(of('birth')).toBe(world.tape.births.length);
  });

  it('call a platform that opens in a niche untouched before the same in both arms, with the same kind', () => {
    const births = (record: typeof baseline) =>
      new Map(eventsOf(record).flatMap((event) => (event.kind === 'birth' ? [[event.platform, event]] : [])));
    const [one, other] = [births(baseline), births(pressure)];
    const both = [...one.values()].filter(({ platform, cause }) => cause === 'niche' && other.has(platform));
    expect(both.length).toBeGreaterThan(0);
    for (const { platform, archetype } of both) expect(other.get(platform)!.archetype).toBe(archetype);
    expect(one.size).toBe(eventsOf(baseline).filter(({ kind }) => kind === 'birth').length);
    const early = (record: typeof baseline) => eventsOf(record).filter(({ day }) => day < 28);
    expect(early(pressure)).toEqual(early(baseline));
  });

  it('follow each other: dark before reborn, nothing after the exit, files that are never negative', () => {
    for (const record of [baseline, pressure]) {
      const state = new Map<number, 'sells' | 'dark' | 'gone'>();
      let last = Number.NEGATIVE_INFINITY;
      for (const { day, kind, birth, fileBefore, fileAfter } of eventsOf(record)) {
        expect(day).toBeGreaterThanOrEqual(last);
        last = day;
        expect(Math.min(fileBefore, fileAfter)).toBeGreaterThanOrEqual(0);
        if (kind === 'birth') expect(state.has(birth)).toBe(false);
        else if (kind === 'exit') expect(['sells', 'dark']).toContain(state.get(birth));
        else expect(state.get(birth)).toBe(kind === 'rebirth' ? 'dark' : 'sells');
        if (kind === 'rebirth') expect(fileAfter).toBeLessThanOrEqual(fileBefore);
        if (kind === 'exit') expect(fileAfter).toBe(0);
        if (kind === 'takedown') expect([0, fileBefore]).toContain(fileAfter);
        if (kind !== 'recovery') state.set(birth, kind === 'takedown' ? 'dark' : kind === 'exit' ? 'gone' : 'sells');
      }
    }
  });
});

describe('orders by platform and by place', () => {
  it('add up to all deliveries, and all purchases at sites', () => {
    for (const record of [baseline, pressure]) {
      const total = (channel: number): number => {
        let orders = 0;
        for (let day = 0; day < record.nDays; day++)
          for (let group = 0; group < 3; group++) orders += record.series[seriesAt(day, channel, group)];
        return orders;
      };
      expect(sum(record.platformOrders)).toBe(total(1));
      expect(sum(record.siteOrders)).toBe(total(0));
      const windows = ['pre', 'post'] as const;
      expect(sum(windows.flatMap((window) => ordersOfPlatforms(record, window)))).toBe(total(1));
      expect(sum(windows.flatMap((window) => ordersOfPlaces(record, window)))).toBe(total(0));
    }
  });

  it('have no orders in a month before a platform opens or after it closes', () => {
    for (const record of [baseline, pressure])
      for (const { born, gone, orders } of livesOf(record))
        for (const [month, n] of orders.entries()) {
          const [from, to] = daysOfMonths(record)[month]!;
          if (to <= born || (gone !== null && from >= gone)) expect(n).toBe(0);
        }
  });
});

it('the same scenario gives the same list', () => {
  const again = run(CHANGING);
  expectSame(again[0]!, baseline);
  expectSame(again[1]!, pressure);
});
