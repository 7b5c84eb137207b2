// Latin hypercubes that grow by doubling.
// McKay, Beckman & Conover (1979), Technometrics 21(2):239-245; Sallaberry, Helton & Hora (2008), Reliability Engineering
// & System Safety 93(7):1047-1059, doi:10.1016/j.ress.2007.04.010.
import { draw } from '../../../random/streams.ts';
import { type Design, faultOfDraws, rowsOfDraws } from './design.ts';
import { designStream } from './keys.ts';

export const lhs: Design = {
  id: 'lhs',
  text: 'Latin hypercube: each factor is drawn once from each of as many equal parts of its range as there are draws.',
  reads: ['seed', 'draws', 'first'],
  faultIn: (factors, settings) =>
    faultOfDraws(factors, settings) ??
    (Number.isInteger(settings.first) && settings.first > 0
      ? null
      : `${settings.first} draws at first; expected a whole number above 0`),
  rowsOf: (factors, settings) =>
    rowsOfDraws(factors, settings.draws, hypercube(factors.length, settings.seed, settings.first)),
};

/**
 * Draws of a row on (0, 1), by factor. Rows 0 … first − 1 are a Latin hypercube. Rows n … 2n − 1, for n = first, 2·first,
 * 4·first …, fill in random order those of 2n parts of each range that rows before left empty, so that 2n rows are a
 * Latin hypercube again. So no row depends on how many there are: adding draws changes none, and `first` doubled once or
 * more is the best number to add up to. Between those numbers each part holds at most one draw, and some hold none.
 */
export function hypercube(nFactors: number, seed: string, first: number): (row: number) => Float64Array {
  const order = designStream(seed, 'hypercube order');
  const place = designStream(seed, 'hypercube place');
  const draws: Float64Array[] = Array.from({ length: nFactors }, () => new Float64Array(0));

  /** Adds to a factor's draws `u` those that fill all of `parts`. */
  const fill = (u: Float64Array, factor: number, parts: number): Float64Array => {
    const isTaken = new Uint8Array(parts);
    for (const value of u) isTaken[Math.floor(value * parts)] = 1;
    const empty = [...isTaken.keys()].filter((part) => !isTaken[part]);
    const filled = new Float64Array(parts);
    filled.set(u);
    for (let left = empty.length, row = u.length; row < parts; row++, left--) {
      const at = Math.floor(draw(order, factor, row) * left);
      filled[row] = inPart(empty[at]!, draw(place, factor, row), parts);
      empty[at] = empty[left - 1]!;
    }
    return filled;
  };

  return (row) =>
    Float64Array.from(draws, (_, factor) => {
      let u = draws[factor]!;
      while (row >= u.length) u = fill(u, factor, u.length === 0 ? first : 2 * u.length);
      draws[factor] = u;
      return u[row]!;
    });
}

/** A place in a part, rounded so that it lies in no other. */
function inPart(part: number, within: number, parts: number): number {
  const u = (part + within) / parts;
  return Math.floor(u * parts) === part ? u : (part + 0.5) / parts;
}
