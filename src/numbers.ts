// Numbers as people read them, in charts, tables and sentences. Imports nothing.

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

/** Places that show two digits of an uncertainty, at most 3; without one, three digits of the value. */
export function decimalsFor(value: number, halfWidth: number | null): number {
  const size = halfWidth !== null && halfWidth > 0 ? halfWidth * 10 : Math.abs(value);
  if (!(size > 0) || (Number.isInteger(value) && halfWidth === null)) return 0;
  return Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(size))));
}
