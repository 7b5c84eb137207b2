// Where a run stands in time. Advanced by run, read by phases.
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';

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
  /** Clock minute at which the present tick begins and ends. */
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

/** True if a business with these hours is open in an hour of day; closing hours past 24 reach into the next morning. */
export const isOpenAt = (hour: number, opensH: number, closesH: number): boolean =>
  (hour >= opensH && hour < closesH) || hour + 24 < closesH;
