// Numbers as people read them, in charts, tables and sentences.

/** A number with `decimals` places, thousands parted by commas and a true minus sign. */
export function grouped(value: number, decimals = 0): string {
  const text = Math.abs(value).toFixed(decimals);
  const [whole, fraction] = text.split('.') as [string, string?];
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return (value < 0 && Number(text) !== 0 ? '−' : '') + digits + (fraction ? `.${fraction}` : '');
}

/** The same with its sign always shown. */
export const signed = (value: number, decimals = 0): string =>
  (value > 0 && Number(value.toFixed(decimals)) !== 0 ? '+' : '') + grouped(value, decimals);

/**
 * Decimal places that show two digits of an uncertainty; without one, three digits of the value. At most `most`, but
 * enough that both show a digit other than 0; the value only if it is at least a tenth of its uncertainty.
 */
export function decimalsFor(value: number, halfWidth: number | null, most = 3): number {
  const size = halfWidth !== null && halfWidth > 0 ? halfWidth * 10 : Math.abs(value);
  if (!(size > 0) || (Number.isInteger(value) && halfWidth === null)) return 0;
  const places = Math.min(most, Math.max(0, 2 - Math.floor(Math.log10(size))));
  const half = halfWidth ?? 0;
  const shown = Math.max(Math.abs(value), half / 10);
  const least = half > 0 ? Math.min(half, shown) : shown;
  return Number(least.toFixed(places)) > 0 ? places : Math.min(MOST_PLACES, Math.ceil(-Math.log10(least)));
}

const MOST_PLACES = 6;

/**
 * The rule of three (Hanley & Lippman-Hand 1983): the 95 % bound of the mean of a count that is 0 in each of `n` replicates,
 * −ln 0.05 ÷ n for a Poisson count.
 */
export const mostUnseen = (n: number): number => 3 / n;

/** Upper bound, as shown in a cell, for the mean of a count that was 0 in each of `n` replicates. */
export const unseen = (n: number): string => `≤ ${Number(mostUnseen(n).toPrecision(3))}`;

/** Sentence about a count that is 0 in each of `n` replicates. */
export const noEvents = (n: number): string =>
  `no event in ${grouped(n)} replicate${n === 1 ? '' : 's'}; up to ${Number(mostUnseen(n).toPrecision(3))} each is compatible`;
