// The clock of a run, the fields of section `time`, and opening hours.

import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { type Complaint, whole } from '../../fields/kinds.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import { part, type Values } from './part.ts';

/** Twenty years, the longest run. */
export const MAX_DAYS = 7305;
/** Most ticks of a run. */
const MAX_TICKS = 1_100_000;

const DESIGN = { grade: 'A', source: 'design of the experiment' } as const;

const sections = {
  time: {
    text: 'The windows of a run and the length of a tick.',
    rules({ burn_in_days, pre_days, post_days, tick_min }: Values<typeof fields>['time']): Complaint[] {
      const days = burn_in_days + pre_days + post_days;
      const ticks = (days * MIN_PER_DAY) / tick_min;
      if (days > MAX_DAYS)
        return [
          {
            path: [],
            what: 'the windows are too long together',
            got: days,
            expected: `at most ${MAX_DAYS} days (20 years)`,
          },
        ];
      if (ticks > MAX_TICKS)
        return [
          {
            path: ['tick_min'],
            what: 'too many ticks',
            got: ticks,
            expected: `at most ${MAX_TICKS}`,
            hint: 'take a longer tick or fewer days',
          },
        ];
      return [];
    },
  },
};

const fields = {
  time: {
    start_date: field(z.iso.date('a date as YYYY-MM-DD').default('2021-01-01'), {
      text: 'Date of day 0, the first reported.',
      unit: '',
      ...DESIGN,
    }),
    burn_in_days: field(whole(0, MAX_DAYS).default(90), {
      text: 'Days before day 0 that let the market settle and are not reported.',
      unit: 'days',
      grade: 'A',
      source: 'MODEL 3; assumption',
    }),
    pre_days: field(whole(0, MAX_DAYS).default(90), {
      text: 'Reported days before the days of which outcomes are taken.',
      unit: 'days',
      ...DESIGN,
    }),
    post_days: field(whole(1, MAX_DAYS).default(275), {
      text: 'Days of which outcomes are taken.',
      unit: 'days',
      ...DESIGN,
    }),
    tick_min: field(
      whole(1, 60)
        .refine((min) => 60 % min === 0, 'a whole number that divides 60')
        .default(10),
      {
        text: 'Length of a tick; times inside are exact, so that it should not matter.',
        unit: 'min',
        grade: 'A',
        source: 'MODEL 3; technical choice',
      },
    ),
  },
};

/** A day that no run reaches. */
export const NO_DAY = 0x7fffffff;

export interface Clock {
  /** Minutes in a tick. */
  tickMin: number;
  /** Days before day 0, and reported days. */
  burnInDays: number;
  preDays: number;
  nDays: number;
  /** Day of the run, from 0 at the start of the burn-in. */
  day: number;
  /** Reported day: negative during the burn-in. */
  reportedDay: number;
  /** Number of the present tick in its day. */
  tick: number;
  /** Clock minutes at which the present tick begins and ends. */
  start: number;
  end: number;
  /** Hour of day of the present tick, 0..23. */
  hour: number;
}

export const createClock = (time: {
  tick_min: number;
  burn_in_days: number;
  pre_days: number;
  post_days: number;
}): Clock => ({
  tickMin: time.tick_min,
  burnInDays: time.burn_in_days,
  preDays: time.pre_days,
  nDays: time.burn_in_days + time.pre_days + time.post_days,
  day: 0,
  reportedDay: -time.burn_in_days,
  tick: 0,
  start: 0,
  end: time.tick_min,
  hour: 0,
});

export function setDay(clock: Clock, day: number): void {
  clock.day = day;
  clock.reportedDay = day - clock.burnInDays;
}

export function setTick(clock: Clock, tickOfDay: number): void {
  clock.tick = tickOfDay;
  clock.start = clock.day * MIN_PER_DAY + tickOfDay * clock.tickMin;
  clock.end = clock.start + clock.tickMin;
  clock.hour = Math.floor((tickOfDay * clock.tickMin) / MIN_PER_H);
}

/** Event number of a day in keyed draws; `n` from 0 to 15 tells several draws of a day apart. */
export const eventOfDay = (day: number, n = 0): number => (day << 4) + n;

/** True if a business with these hours is open in an hour of day; closing hours past 24 reach into the next morning. */
export const isOpenAt = (hour: number, opensH: number, closesH: number): boolean =>
  (hour >= opensH && hour < closesH) || hour + 24 < closesH;

export const time = part({ sections, fields });
