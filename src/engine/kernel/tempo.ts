// Operational time: the time scale on which every customer's occasions are a Poisson process of constant rate.
import {
  DAYS_PER_MEAN_MONTH,
  DAYS_PER_WEEK,
  dayNumber,
  H_PER_DAY,
  isoDate,
  MIN_PER_DAY,
  MIN_PER_H,
  weekday,
} from '../../units.ts';

const GUIDE = 256;
/** Last moment of an hour, as a share of it: rounding must not move a moment into the next hour. */
const LAST_OF_HOUR = 1 - 1e-9;

/** Tempo S(t) of demand over the run, with mean 1 over a week, and the inverse of its integral. */
export interface Tempo {
  /** Days of the run, burn-in included. */
  nDays: number;
  /** Factor of each day, [day]: weekday × pay cycle, weekly mean 1. */
  dayFactor: Float64Array;
  /** Share of a day's occasions in each hour, [24]. */
  hourShare: Float64Array;
  /** ∫S dt up to the start of each day, operational minutes, [nDays + 1]. */
  startOfDay: Float64Array;
  /** Clock minute of an operational minute; Infinity past the end of the run. */
  toMinute: (operational: number) => number;
}

/**
 * @param profile weights of 24 hours and 7 weekdays (Monday first), any positive scale; `payCycle` in 0..1 is the
 * amplitude of a cosine over the calendar month that peaks on its first day.
 * @param startDate date of day 0 (first reported day), 'YYYY-MM-DD'; `burnInDays` run before it.
 */
export function createTempo(
  profile: { hours: readonly number[]; weekdays: readonly number[]; payCycle: number },
  startDate: string,
  burnInDays: number,
  nDays: number,
): Tempo {
  const weekMean = profile.weekdays.reduce((a, b) => a + b, 0) / DAYS_PER_WEEK;
  const hourSum = profile.hours.reduce((a, b) => a + b, 0);
  const hourShare = Float64Array.from(profile.hours, (w) => w / hourSum);
  const hourCum = new Float64Array(H_PER_DAY + 1);
  for (let h = 0; h < H_PER_DAY; h++) hourCum[h + 1] = hourCum[h] + hourShare[h];
  hourCum[H_PER_DAY] = 1;
  const guide = new Uint8Array(GUIDE);
  for (let g = 0, h = 0; g < GUIDE; g++) {
    while (hourCum[h + 1] <= g / GUIDE) h++;
    guide[g] = h;
  }

  const first = dayNumber(startDate) - burnInDays;
  const dayFactor = new Float64Array(nDays);
  const startOfDay = new Float64Array(nDays + 1);
  for (let d = 0; d < nDays; d++) {
    const dayOfMonth = Number(isoDate(first + d).slice(8));
    const pay = 1 + profile.payCycle * Math.cos((2 * Math.PI * (dayOfMonth - 1)) / DAYS_PER_MEAN_MONTH);
    dayFactor[d] = (profile.weekdays[weekday(first + d)] / weekMean) * pay;
    startOfDay[d + 1] = startOfDay[d] + dayFactor[d] * MIN_PER_DAY;
  }
  const end = startOfDay[nDays];

  const toMinute = (operational: number): number => {
    if (operational >= end) return Number.POSITIVE_INFINITY;
    let d = Math.min(nDays - 1, Math.floor(operational / MIN_PER_DAY));
    while (startOfDay[d + 1] <= operational) d++;
    while (startOfDay[d] > operational) d--;
    const share = (operational - startOfDay[d]) / (startOfDay[d + 1] - startOfDay[d]);
    let h = guide[Math.floor(share * GUIDE)];
    while (hourCum[h + 1] <= share) h++;
    const part = (share - hourCum[h]) / hourShare[h];
    return d * MIN_PER_DAY + (h + (part < LAST_OF_HOUR ? part : LAST_OF_HOUR)) * MIN_PER_H;
  };
  return { nDays, dayFactor, hourShare, startOfDay, toMinute };
}
