// Conversions between units.

export const MIN_PER_H = 60;
export const MIN_PER_DAY = 1440;
export const H_PER_DAY = 24;
export const DAYS_PER_WEEK = 7;
/** Mean days per year and per month, for rates given by them. */
export const DAYS_PER_YEAR = 365.25;
export const DAYS_PER_MEAN_MONTH = DAYS_PER_YEAR / 12;
export const WEEKS_PER_YEAR = DAYS_PER_YEAR / DAYS_PER_WEEK;
/** Days over which sales, orders and harm are averaged, and within which customers change at most once. */
export const FOUR_WEEKS = 28;
/** Weight of one event in a mean a day over four weeks, and share of that mean that a day without events leaves. */
export const RECENT_WEIGHT = 1 / FOUR_WEEKS;
export const RECENT_KEPT = 1 - RECENT_WEIGHT;
export const CENTS_PER_EUR = 100;
const MG_PER_G = 1000;

/** Hours to whole minutes. */
export const wholeMinutes = (h: number): number => Math.round(h * MIN_PER_H);
/** Euros to whole cents. */
export const cents = (eur: number): number => Math.round(eur * CENTS_PER_EUR);
/** Cents to euros. */
export const euros = (cents: number): number => cents / CENTS_PER_EUR;
/** Grams to whole milligrams. */
export const milligrams = (g: number): number => Math.round(g * MG_PER_G);
/** Milligrams to grams. */
export const grams = (mg: number): number => mg / MG_PER_G;
/** Whole cents that an amount in milligrams costs at a price in cents a gram. */
export const costCents = (mg: number, centsPerG: number): number => Math.round((mg * centsPerG) / MG_PER_G);

/** Days since 1970-01-01 of a proleptic Gregorian date 'YYYY-MM-DD', by integer arithmetic (no time zones). */
export function dayNumber(isoDate: string): number {
  const [year, month, day] = isoDate.split('-').map(Number) as [number, number, number];
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Date 'YYYY-MM-DD' of a day number; the inverse of {@link dayNumber}. */
export function isoDate(dayNumber: number): string {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * m + 2) / 5) + 1;
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Weekday of a day number: 0 Monday … 6 Sunday (1970-01-01 was a Thursday). */
export const weekday = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7;
