// Sobol' sequences: points that fill the unit cube evenly.
// Sobol' (1967), USSR Computational Mathematics and Mathematical Physics 7(4):86-112; Bratley & Fox (1988), ACM TOMS
// 14(1):88-100, doi:10.1145/42288.214372.
import { DIRECTION_NUMBERS } from './sobol-directions.ts';

const BITS = 32;

const written = DIRECTION_NUMBERS.trim().split(/\s+/);

export const MOST_DIMENSIONS = written.length + 1;

/**
 * Coordinate of a point in steps of 2^-32, from 0 (the first point) on, in the order of Gray codes: the first 2^k points
 * are those of the sequence in any order. Its top bits are balanced: any 2^k consecutive points from a multiple of 2^k on
 * have one in each of 2^k equal parts.
 *
 * @param dimension 0 … {@link MOST_DIMENSIONS} − 1, else a RangeError
 * @param index 0 … 2^32 − 1
 */
export function sobolWord(dimension: number, index: number): number {
  const directions = (known[dimension] ??= directionsOf(dimension));
  let word = 0;
  for (let gray = index ^ (index >>> 1), bit = 0; gray !== 0; gray >>>= 1, bit++) if (gray & 1) word ^= directions[bit];
  return word >>> 0;
}

const known: Uint32Array[] = [];

/** Direction numbers m·2^(32 − k), by the recurrence of the polynomial; of the first dimension all m are 1. */
function directionsOf(dimension: number): Uint32Array {
  const v = new Uint32Array(BITS);
  if (dimension === 0) return v.map((_, k) => 1 << (BITS - 1 - k));
  const text = written[dimension - 1];
  if (text === undefined) throw new RangeError(`dimension ${dimension}; expected 0 to ${MOST_DIMENSIONS - 1}`);
  const [polynomial, ...initial] = text.split('.').map((number) => Number.parseInt(number, 36)) as [
    number,
    ...number[],
  ];
  const degree = initial.length;
  for (let k = 0; k < BITS; k++) {
    if (k < degree) {
      v[k] = initial[k] << (BITS - 1 - k);
      continue;
    }
    v[k] = v[k - degree] ^ (v[k - degree] >>> degree);
    for (let j = 1; j < degree; j++) if ((polynomial >>> (degree - j)) & 1) v[k] ^= v[k - j];
  }
  return v;
}
