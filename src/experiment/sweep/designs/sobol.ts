// Sobol' sequences, shifted by the design's seed.
import { MOST_DIMENSIONS, sobolWord } from '../../../random/sobol.ts';
import { threefry, uniform } from '../../../random/threefry.ts';
import { type Design, faultOfDraws, rowsOfDraws } from './design.ts';
import { designStream } from './keys.ts';

export const sobol: Design = {
  id: 'sobol',
  text: "Sobol' sequence: draws that fill all ranges together more evenly than chance does; best with 2, 4, 8 … of them.",
  reads: ['seed', 'draws'],
  faultIn: (factors, settings) => faultOfDraws(factors, settings) ?? faultOfDimensions(factors.length, MOST_DIMENSIONS),
  rowsOf: (factors, { seed, draws }) => rowsOfDraws(factors, draws, shiftedSobol(factors.length, seed)),
};

export const faultOfDimensions = (nFactors: number, most: number): string | null =>
  nFactors <= most ? null : `there are ${nFactors} factors; at most ${most} can be drawn`;

/**
 * Points of (0, 1)ⁿ. Nothing is skipped: a digital shift, an exclusive or of each coordinate with 32 bits of its own drawn by
 * the seed, takes the first point away from the corner, makes each point uniform, and keeps the sequence even (L'Ecuyer &
 * Lemieux 2002, doi:10.1007/0-306-48102-2_20). A point depends on nothing but the seed and its number, so that adding draws
 * changes none; evenness is best with a power of two.
 */
export function shiftedSobol(nDimensions: number, seed: string): (index: number) => Float64Array {
  const { k0, k1 } = designStream(seed, 'sobol shift');
  const shifts = Int32Array.from({ length: nDimensions }, (_, dimension) => threefry(k0, k1, dimension, 0));
  return (index) => Float64Array.from(shifts, (shift, dimension) => uniform(sobolWord(dimension, index) ^ shift));
}
