// What a record says of its platforms, against closed forms.
import { describe, expect, it } from 'vitest';
import { daysOfCount, emptyRecord } from '../../src/engine/counts.ts';
import {
  type ArmRecord,
  EVENT_CAUSES,
  nClientMonths,
  PLATFORM_EVENTS,
  type PlatformEventKind,
  seriesAt,
} from '../../src/engine/kernel/record.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import {
  concentration,
  livesOf,
  marketByArchetype,
  medianRecoveryWeeks,
  survival,
} from '../../src/measures/platforms.ts';

type Told = [day: number, kind: PlatformEventKind, birth: number, fileBefore?: number, fileAfter?: number];

function recordOf(events: Told[], { nDays = 240, preDays = 60, orders = [] as number[][] } = {}): ArmRecord {
  const record = emptyRecord('baseline', 1, {
    nDays,
    preDays,
    nZones: 1,
    nPlaces: 3,
    zoneGroup: new Uint8Array(1),
    zoneRole: new Uint8Array(1),
    nRings: 1,
  });
  record.platformEvents = Int32Array.from(
    events.flatMap(([day, kind, birth, fileBefore = 0, fileAfter = 0]) => [
      day,
      PLATFORM_EVENTS.indexOf(kind),
      birth,
      birth,
      birth % 2,
      EVENT_CAUSES.indexOf('none'),
      fileBefore,
      fileAfter,
    ]),
  );
  const births = events.filter(([, kind]) => kind === 'birth').length;
  record.platformOrders = new Uint32Array(births * nClientMonths(record));
  record.platformClients = new Uint32Array(births * nClientMonths(record));
  for (const [birth, byMonth] of orders.entries()) record.platformOrders.set(byMonth, birth * nClientMonths(record));
  return record;
}
const of = (record: ArmRecord, id: string, window: 'pre' | 'post' = 'post'): number | null =>
  OUTCOMES.find((one) => one.id === id)!.of(record, window);
const born = (n: number): Told[] => Array.from({ length: n }, (_, birth) => [-30, 'birth', birth]);

describe('concentration', () => {
  it('of n equal sellers is 1/n, of one 1, of unequal ones the sum of squared shares', () => {
    for (const n of [1, 2, 7, 100]) expect(concentration(Array<number>(n).fill(13))).toBeCloseTo(1 / n, 12);
    expect(concentration([3, 1])).toBe(10 / 16);
    expect(concentration([3, 1, 0, 0])).toBe(10 / 16);
    expect(concentration([0, 0])).toBeNull();
    expect(concentration([])).toBeNull();
  });

  it('is that of the orders of each window, with the places of sites in hhi_all', () => {
    const record = recordOf(born(2), {
      orders: [
        [10, 0, 6, 0, 0, 0, 0, 0],
        [0, 10, 2, 0, 0, 0, 0, 0],
      ],
    });
    record.siteOrders.set([0, 0, 0, 4, 4, 0]);
    expect([of(record, 'hhi_platforms', 'pre'), of(record, 'effective_platforms', 'pre')]).toEqual([0.5, 2]);
    expect(of(record, 'hhi_platforms')).toBe((36 + 4) / 64);
    expect(of(record, 'effective_platforms')).toBe(64 / 40);
    expect(of(record, 'hhi_all')).toBe((36 + 4 + 16 + 16) / 256);
    expect(of(recordOf([]), 'hhi_all')).toBeNull();
    expect(of(recordOf([]), 'effective_platforms')).toBeNull();
  });

  it('has a share of remote brands: orders of platforms of that archetype, whenever they were there', () => {
    const orders = [
      [0, 0, 6, 0, 0, 0, 0, 0],
      [9, 9, 1, 1, 0, 0, 0, 0],
      [0, 0, 0, 2, 0, 0, 0, 0],
    ];
    expect(of(recordOf([...born(3), [65, 'exit', 1]], { orders }), 'share_remote_brands')).toBe(2 / 10);
    expect(of(recordOf(born(3)), 'share_remote_brands')).toBeNull();
  });
});

describe('recovery', () => {
  it('is the median of weeks from going dark to the old volume', () => {
    const events: Told[] = [
      ...born(3),
      [70, 'takedown', 0],
      [84, 'rebirth', 0],
      [70 + 21, 'recovery', 0],
      [77, 'takedown', 1],
      [84, 'rebirth', 1],
      [77 + 35, 'recovery', 1],
      [84, 'takedown', 2],
      [91, 'rebirth', 2],
      [84 + 49, 'recovery', 2],
    ];
    expect(medianRecoveryWeeks(recordOf(events), 'post')).toBe(5);
    expect(medianRecoveryWeeks(recordOf(events), 'pre')).toBeNull();
  });

  it('counts those that close as never back, and those still away at the end as longer than that', () => {
    const one: Told[] = [
      [70, 'takedown', 0],
      [91, 'recovery', 0],
    ];
    expect(medianRecoveryWeeks(recordOf([...born(2), ...one, [80, 'takedown', 1], [200, 'exit', 1]]), 'post')).toBe(3);
    expect(
      medianRecoveryWeeks(
        recordOf([...born(3), ...one, [80, 'takedown', 1], [82, 'exit', 1], [80, 'takedown', 2], [200, 'exit', 2]]),
        'post',
      ),
    ).toBeNull();
    // Away for less than the three weeks of the other when the run ends: nothing is known of it beyond.
    expect(medianRecoveryWeeks(recordOf([...born(2), ...one, [239, 'takedown', 1]]), 'post')).toBe(3);
  });

  it('of a platform that goes dark again on the way back counts from the first time', () => {
    const events: Told[] = [
      ...born(1),
      [70, 'takedown', 0],
      [77, 'rebirth', 0],
      [84, 'takedown', 0],
      [98, 'rebirth', 0],
      [112, 'recovery', 0],
    ];
    expect(medianRecoveryWeeks(recordOf(events), 'post')).toBe(6);
  });
});

describe('survival', () => {
  it('is of those that sell as the window begins, a year on', () => {
    const events: Told[] = [...born(5), [50, 'exit', 4], [55, 'takedown', 3], [100, 'exit', 0], [60 + 365, 'exit', 1]];
    expect(survival(recordOf(events, { nDays: 500 }), 'post')).toBeCloseTo(2 / 3, 12);
    expect(survival(recordOf(events, { nDays: 90 }), 'post')).toBe(1);
    expect(survival(recordOf([]), 'post')).toBeNull();
  });
});

describe('the market by archetype', () => {
  it('is shares of the month, platforms that sell at its end, and the median of their clients', () => {
    const record = recordOf([...born(4), [10, 'exit', 1], [20, 'takedown', 2], [40, 'rebirth', 2]], {
      orders: [[6], [2], [1], [1]],
    });
    const months = nClientMonths(record);
    for (const [birth, clients] of [30, 0, 0, 7].entries()) record.platformClients[birth * months] = clients;
    const market = marketByArchetype(record, ['three-line-hands-on', 'remote-franchised-brand']);
    expect(market['three-line-hands-on']![0]).toEqual({ share: 0.7, platforms: 1, clients: 30 });
    expect(market['remote-franchised-brand']![0]).toEqual({ share: 0.3, platforms: 1, clients: 7 });
    expect(market['three-line-hands-on']![1]).toMatchObject({ share: Number.NaN, platforms: 2 });
    expect(livesOf(record)[2]!.dark).toEqual([{ from: 20, until: 40 }]);
  });
});

describe('prices and purity', () => {
  it('are weighted by grams, by channel', () => {
    const record = recordOf([]);
    record.series.set([1, 1000, 7000], seriesAt(100, 1, 0));
    record.series.set([1, 3000, 18_000], seriesAt(101, 1, 2));
    record.series.set([1, 500, 2500], seriesAt(101, 0, 1));
    daysOfCount(record, 'pure_delivered').set([1000 * 90, 3000 * 70], 100);
    daysOfCount(record, 'pure_site').set([0, 500 * 64], 100);
    expect([of(record, 'price_delivered_eur_g'), of(record, 'price_site_eur_g')]).toEqual([62.5, 50]);
    expect([of(record, 'purity_delivered'), of(record, 'purity_site')]).toEqual([75, 64]);
    expect([of(record, 'price_delivered_eur_g', 'pre'), of(record, 'purity_site', 'pre')]).toEqual([null, null]);
  });
});

describe('the file at a rebirth', () => {
  it('is what platforms that come back in the window have, of what they had as they went dark', () => {
    const record = recordOf([
      ...born(3),
      [50, 'takedown', 0, 400, 380],
      [58, 'rebirth', 0, 300, 300],
      [60, 'takedown', 0, 300, 285],
      [65, 'takedown', 1, 100, 0],
      [70, 'takedown', 2, 50, 0],
      [74, 'rebirth', 0, 240, 240],
      [80, 'rebirth', 1, 100, 25],
    ]);
    expect(of(record, 'rebirth_file_share', 'pre')).toBe(300 / 400);
    expect(of(record, 'rebirth_file_share')).toBe(265 / 400);
    expect([of(record, 'platforms_dark', 'pre'), of(record, 'platforms_dark')]).toEqual([1, 3]);
    expect(of(recordOf([...born(1), [65, 'takedown', 0, 100, 0]]), 'rebirth_file_share')).toBeNull();
  });
});
