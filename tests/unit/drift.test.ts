// Trends of a baseline over years, on records whose trend is known.
import { describe, expect, it } from 'vitest';
import { numberOf } from '../../src/engine/acts/niches.ts';
import { daysOfCount, emptyRecord } from '../../src/engine/counts.ts';
import { type ArmRecord, EVENT_CAUSES, PLATFORM_EVENTS, seriesAt } from '../../src/engine/kernel/record.ts';
import { type Drift, driftOf, type KindDrift, kindDriftOf, YEAR_DAYS } from '../../src/measures/drift.ts';
import { driftText, kindDriftText } from '../../src/report/drift-text.ts';
import { tQuantile } from '../../src/stats/student.ts';

const YEARS = 4;
const size = { preDays: 30, nZones: 1, zoneGroup: new Uint8Array(1), zoneRole: new Uint8Array(1), nRings: 1 };

/** A record whose orders a day and open sites are those of the year, and with some days more at the end. */
function recordOf(replicate: number, orders: (year: number) => number, sites: (year: number) => number): ArmRecord {
  const record = emptyRecord('base', replicate, { ...size, nDays: size.preDays + YEARS * YEAR_DAYS + 20 });
  const open = daysOfCount(record, 'sites_open');
  for (let day = size.preDays; day < record.nDays; day++) {
    const year = Math.floor((day - size.preDays) / YEAR_DAYS);
    record.series[seriesAt(day, 0, 0)] = orders(Math.min(year, YEARS - 1));
    open[day] = sites(Math.min(year, YEARS - 1));
  }
  return record;
}
const named = (drifts: readonly Drift[], id: string): Drift => drifts.find((drift) => drift.id === id)!;

describe('driftOf', () => {
  it('finds the slope of each replicate, as a change over all years in % of the mean, and its t interval', () => {
    // Slopes +1, +2, +3 a year about a mean of 100 orders a day.
    const records = [1, 2, 3].map((slope) =>
      recordOf(
        slope,
        (year) => 100 + slope * (year - 1.5),
        () => 10,
      ),
    );
    const orders = named(driftOf(records), 'orders');
    expect(orders.mean).toBeCloseTo(100 * YEAR_DAYS, 6);
    expect(orders.change_percent).toBeCloseTo(2 * YEARS, 10);
    const half = (tQuantile(0.95, 2) * YEARS) / Math.sqrt(3);
    expect(orders.ci90_percent[0]).toBeCloseTo(2 * YEARS - half, 10);
    expect(orders.ci90_percent[1]).toBeCloseTo(2 * YEARS + half, 10);
    expect(orders.by_year.map(Math.round)).toEqual([-3, -1, 1, 3].map((x) => Math.round((100 + x) * YEAR_DAYS)));
  });

  it('takes the mean of a level over its days, not their sum or the last', () => {
    const records = [0, 1].map((k) =>
      recordOf(
        k,
        () => 5,
        (year) => 10 + k + year,
      ),
    );
    expect(named(driftOf(records), 'sites_open_end').mean).toBeCloseTo(12, 10);
  });

  it('says steady, slight or drifts', () => {
    const verdictOf = (slopes: number[]): string =>
      named(
        driftOf(
          slopes.map((slope, k) =>
            recordOf(
              k,
              (year) => 100 + slope * (year - 1.5),
              () => 1,
            ),
          ),
        ),
        'orders',
      ).verdict;
    expect(verdictOf([-1, 1, 0.5])).toBe('steady');
    expect(verdictOf([1, 1.1, 0.9])).toBe('slight');
    expect(verdictOf([3, 3.1, 2.9])).toBe('drifts');
  });

  it('leaves out what never happens and what has no days', () => {
    const ids = driftOf(
      [1, 2].map((k) =>
        recordOf(
          k,
          () => 5,
          () => 1,
        ),
      ),
    ).map(({ id }) => id);
    expect(ids).toContain('orders');
    expect(ids).not.toContain('takedowns');
    expect(ids).not.toContain('wait_p50_min');
    expect(ids).not.toContain('officer_hours');
  });
});

describe('driftText', () => {
  it('puts what drifts first and names it', () => {
    const records = [1, 2, 3].map((k) =>
      recordOf(
        k,
        () => 5 + k / 10,
        (year) => 10 + (3 + k / 10) * year,
      ),
    );
    const text = driftText(driftOf(records), YEARS, 3);
    expect(text.split('\n')[1]).toMatch(/^Sites open.* DRIFTS$/);
    expect(text).toMatch(/1 of \d+ outcomes drift: sites_open_end\./);
  });
});

describe('kindDriftOf', () => {
  const FAMILY = numberOf('family-micro');
  const BRAND = numberOf('remote-franchised-brand');

  /** A record in which so many platforms are there from the start, and close on those days of the window. */
  function marketOf(replicate: number, kinds: { archetype: number; closes: (number | null)[] }[]): ArmRecord {
    const record = recordOf(
      replicate,
      () => 1,
      () => 1,
    );
    let birth = 0;
    const rows = kinds.flatMap(({ archetype, closes }) =>
      closes.flatMap((day) => {
        const row = (at: number, kind: 'birth' | 'exit', cause: 'start' | 'with_cash'): number[] => [
          at,
          PLATFORM_EVENTS.indexOf(kind),
          birth,
          birth,
          archetype,
          EVENT_CAUSES.indexOf(cause),
          0,
          0,
        ];
        const events = [
          ...row(-5, 'birth', 'start'),
          ...(day === null ? [] : row(size.preDays + day, 'exit', 'with_cash')),
        ];
        birth++;
        return events;
      }),
    );
    record.platformEvents = Int32Array.from(rows);
    return record;
  }
  const kindOf = (kinds: readonly KindDrift[], id: string): KindDrift =>
    kinds.find(({ archetype }) => archetype === id)!;

  it('compares the mean of the years with the start, by its standard error over replicates', () => {
    const half = (YEARS * YEAR_DAYS) / 2;
    const records = [half, null, half, null].map((day, k) =>
      marketOf(k, [
        { archetype: FAMILY, closes: [day, null] },
        { archetype: BRAND, closes: [null, null] },
      ]),
    );
    const family = kindOf(kindDriftOf(records), 'family-micro');
    // Means of the years are 1.5, 2, 1.5, 2: a mean of 1.75 with a standard deviation of 0.5 / sqrt(3).
    expect(family).toMatchObject({ start: 2, mean: 1.75, by_year: [2, 2, 1.5, 1.5], verdict: 'steady' });
    expect(family.standard_error).toBeCloseTo(0.5 / Math.sqrt(3) / 2, 10);
    expect(family.share.by_year).toEqual(
      [0.5, 0.5, (1 / 2 + 1 / 3) / 2, (1 / 2 + 1 / 3) / 2].map((x) => expect.closeTo(x, 10)),
    );
  });

  it('says slight where all replicates are off by a little, drifts where by more or where a year has less than half', () => {
    const verdict = (closes: (number | null)[]): string =>
      kindOf(kindDriftOf([1, 2, 3].map((k) => marketOf(k, [{ archetype: FAMILY, closes }]))), 'family-micro').verdict;
    const days = YEARS * YEAR_DAYS;
    expect(verdict([null, null])).toBe('steady');
    expect(verdict([0.9 * days, null])).toBe('slight');
    expect(verdict([0.6 * days, null])).toBe('drifts');
    // Nine in ten on the mean of all years, but none in the last.
    expect(verdict([days - YEAR_DAYS + 30])).toBe('drifts');
  });

  it('names the kinds that leave their number, first', () => {
    const records = [1, 2, 3].map((k) =>
      marketOf(k, [
        { archetype: FAMILY, closes: [null] },
        { archetype: BRAND, closes: [YEAR_DAYS] },
      ]),
    );
    const text = kindDriftText(kindDriftOf(records), YEARS);
    expect(text.split('\n')[1]).toMatch(/^remote-franchised-brand +1\.00 +0\.25 .* DRIFTS/);
    expect(text).toMatch(/1 of 2 kinds leave their number: remote-franchised-brand\./);
  });
});
