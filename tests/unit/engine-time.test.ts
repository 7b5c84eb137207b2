import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock, isOpenAt, setDay, setTick } from '../../src/engine/kernel/clock.ts';
import { createTempo, type Tempo } from '../../src/engine/kernel/tempo.ts';
import { apportion } from '../../src/stats/apportion.ts';
import { dayNumber, isoDate, weekday } from '../../src/units.ts';

const HOURS = [9, 6, 4, 2, 1, 1, 1, 1, 2, 3, 5, 8, 11, 12, 12, 12, 13, 15, 18, 20, 21, 20, 17, 13];
const WEEK = [0.8, 0.8, 0.8, 0.8, 1.6, 1.6, 0.8];
const FLAT = new Array<number>(24).fill(1);

/** Operational minutes up to a clock minute, by the profile itself: the slow twin of what `toMinute` inverts. */
function operationalAt({ dayFactor, hourShare }: Tempo, minute: number): number {
  let sum = 0;
  for (let hour = 0; hour * 60 < minute; hour++) {
    const share = Math.min(1, (minute - hour * 60) / 60);
    sum += share * dayFactor[Math.floor(hour / 24)] * hourShare[hour % 24] * 1440;
  }
  return sum;
}

describe('tempo', () => {
  const tempo = createTempo({ hours: HOURS, weekdays: WEEK, payCycle: 0 }, '2021-01-01', 90, 400);

  it('has mean 1 over a week, whatever the scale of its weights', () => {
    for (let day = 0; day + 7 <= 400; day++) {
      const week = tempo.dayFactor.subarray(day, day + 7).reduce((a, b) => a + b, 0);
      expect(week / 7).toBeCloseTo(1, 12);
    }
    const scaled = createTempo(
      { hours: HOURS.map((w) => w * 7), weekdays: WEEK.map((w) => w * 3), payCycle: 0 },
      '2021-01-01',
      90,
      400,
    );
    expect(scaled.toMinute(123_456)).toBeCloseTo(tempo.toMinute(123_456), 6);
  });

  it('is the profile: Fridays and Saturdays twice the other days, each hour its share', () => {
    // 2021-01-01, day 0, was a Friday.
    expect(tempo.dayFactor[90] / tempo.dayFactor[89]).toBeCloseTo(2, 12);
    expect(tempo.dayFactor[91]).toBe(tempo.dayFactor[90]);
    expect(tempo.dayFactor[92] / tempo.dayFactor[91]).toBeCloseTo(0.5, 12);
    expect(tempo.hourShare[20] / tempo.hourShare[4]).toBeCloseTo(21, 12);
    expect(tempo.hourShare.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  });

  it('turns operational minutes into clock minutes by the inverse of its integral', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 390 * 1440, noNaN: true }), (operational) => {
        const minute = tempo.toMinute(operational);
        expect(operationalAt(tempo, minute)).toBeCloseTo(operational, 5);
      }),
    );
  });

  it('is inverted also where hours and days have no demand at all, the last of each included', () => {
    const gaps = createTempo(
      {
        hours: HOURS.map((w, h) => (h < 3 || h === 12 || h > 21 ? 0 : w)),
        weekdays: [0, 1, 1, 0, 1, 0, 0],
        payCycle: 0.5,
      },
      '2020-02-27',
      3,
      60,
    );
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (share) => {
        const operational = share * gaps.startOfDay[60];
        const minute = gaps.toMinute(operational);
        expect(minute).toBeLessThan(60 * 1440);
        expect(operationalAt(gaps, minute)).toBeCloseTo(operational, 5);
      }),
    );
  });

  it('keeps the order of moments, and every moment in its hour', () => {
    fc.assert(
      fc.property(fc.nat({ max: 390 * 24 }), fc.integer({ min: -40, max: 40 }), (hour, steps) => {
        const moment = operationalAt(tempo, hour * 60);
        const [before, after] = [moment * (1 - Number.EPSILON * 41), moment * (1 + steps * Number.EPSILON)];
        expect(tempo.toMinute(before)).toBeLessThanOrEqual(tempo.toMinute(after));
        if (moment < tempo.startOfDay[390]) expect(Math.abs(tempo.toMinute(after) - hour * 60)).toBeLessThan(1e-5);
      }),
    );
    for (let day = 1; day <= 400; day++)
      expect(tempo.toMinute(tempo.startOfDay[day] * (1 - Number.EPSILON))).toBeLessThan(day * 1440);
  });

  it('has no minute past the end of the run', () => {
    expect(tempo.toMinute(tempo.startOfDay[400])).toBe(Infinity);
    expect(tempo.toMinute(Infinity)).toBe(Infinity);
    expect(tempo.toMinute(tempo.startOfDay[400] - 1e-3)).toBeLessThan(400 * 1440);
  });

  it('peaks with the pay cycle on the first of the month and keeps its mean over a year', () => {
    const pay = createTempo({ hours: FLAT, weekdays: WEEK.fill(1), payCycle: 0.3 }, '2021-01-01', 0, 365);
    expect(pay.dayFactor[0]).toBeCloseTo(1.3, 12);
    expect(pay.dayFactor[15]).toBeLessThan(0.71);
    expect(pay.startOfDay[365] / (365 * 1440)).toBeCloseTo(1, 1);
  });
});

describe('the clock', () => {
  it('goes through all minutes of the run, tick by tick', () => {
    for (const tickMin of [1, 5, 10, 15, 60]) {
      const clock = createClock({ tick_min: tickMin, burn_in_days: 2, pre_days: 1, post_days: 1 });
      let last = 0;
      for (let day = 0; day < clock.nDays; day++) {
        setDay(clock, day);
        for (let tick = 0; tick < 1440 / tickMin; tick++) {
          setTick(clock, tick);
          expect(clock.start).toBe(last);
          expect(clock.hour).toBe(Math.floor((clock.start % 1440) / 60));
          expect(clock.reportedDay).toBe(day - 2);
          last = clock.end;
        }
      }
      expect(last).toBe(4 * 1440);
    }
  });

  it('keeps hours past midnight open into the next morning, and no longer', () => {
    const open = (from: number, to: number): number[] =>
      [...Array(24).keys()].filter((hour) => isOpenAt(hour, from, to));
    expect(open(10, 24)).toEqual([...Array(24).keys()].slice(10));
    expect(open(22, 27)).toEqual([0, 1, 2, 22, 23]);
    expect(open(12, 13)).toEqual([12]);
    expect(open(0, 24).length).toBe(24);
    expect(open(6, 30).length).toBe(24);
  });
});

describe('dates', () => {
  it('count the days as the Gregorian calendar does, without time zones or clock changes', () => {
    const first = Date.UTC(1899, 0, 1) / 86_400_000;
    for (let day = first; day < first + 92_000; day++) {
      const date = new Date(day * 86_400_000);
      const iso = date.toISOString().slice(0, 10);
      if (isoDate(day) !== iso || dayNumber(iso) !== day || weekday(day) !== (date.getUTCDay() + 6) % 7) {
        expect([day, isoDate(day), dayNumber(iso), weekday(day)]).toEqual([day, iso, day, (date.getUTCDay() + 6) % 7]);
      }
    }
    expect(dayNumber('1970-01-01')).toBe(0);
  });
});

describe('apportionment', () => {
  it('shares out every unit, each within one of its exact quota, more weight never with less', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.nat(200_000), weights, (total, w) => {
        const sum = w.reduce((a, b) => a + b, 0);
        fc.pre(sum > 1e-6);
        const shares = apportion(total, w);
        expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
        for (const [i, share] of shares.entries()) {
          expect(Math.abs(share - (total * w[i]) / sum)).toBeLessThan(1 + 1e-6);
          for (const [j, other] of shares.entries())
            if (w[i] > w[j] * (1 + 1e-9)) expect(share).toBeGreaterThanOrEqual(other);
        }
      }),
    );
  });

  it('gives a rest that is equally owed to the lower index', () => {
    expect(Array.from(apportion(2, [1, 1, 1]))).toEqual([1, 1, 0]);
    expect(Array.from(apportion(7, [2, 2, 2, 1]))).toEqual([2, 2, 2, 1]);
  });
});
