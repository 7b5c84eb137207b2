// Morris' design for screening: walks through the ranges that move one factor at a time.
// Morris (1991), Technometrics 33(2):161-174, doi:10.1080/00401706.1991.10484804.
import { draw } from '../../../random/streams.ts';
import { type Design, faultOfDraws, rowsOfDraws } from './design.ts';
import { designStream } from './keys.ts';

export const morris: Design = {
  id: 'morris',
  text: 'Walks from random places that move each factor once, by about half of its range; as many walks as draws.',
  reads: ['seed', 'draws', 'levels'],
  faultIn: (factors, settings) =>
    faultOfDraws(factors, settings) ??
    (Number.isInteger(settings.levels) && settings.levels >= 2 && settings.levels % 2 === 0
      ? null
      : `${settings.levels} levels; expected an even number from 2 on`),
  rowsOf: (factors, { seed, draws, levels }) => {
    const walkOf = walks(factors.length, seed, levels);
    const size = factors.length + 1;
    return rowsOfDraws(factors, draws * size, (row) => walkOf(Math.floor(row / size)).places[row % size]!);
  },
};

export interface Walk {
  /** Factors + 1 places of [0, 1]ⁿ, each one factor away from the one before. */
  places: Float64Array[];
  /** Which factor is moved by each step. */
  moved: Int32Array;
  /** By how much each step moves it, in parts of its range: ± levels/(2·(levels − 1)). */
  by: Float64Array;
}

/**
 * Walks on a grid of `levels` values of each factor. Each factor starts at random on one of the levels from which a step of
 * levels/(2·(levels − 1)) up or, with equal chance, down stays in [0, 1]; so each level is as likely as the others. The
 * order of factors is random. A walk depends on nothing but the seed and its number, so that adding walks changes none.
 */
export function walks(nFactors: number, seed: string, levels: number): (walk: number) => Walk {
  const start = designStream(seed, 'morris start');
  const way = designStream(seed, 'morris way');
  const order = designStream(seed, 'morris order');
  const half = levels / 2;
  const step = half / (levels - 1);
  return (walk) => {
    const moved = Int32Array.from({ length: nFactors }, (_, factor) => factor);
    for (let last = nFactors - 1; last > 0; last--) {
      const at = Math.floor(draw(order, walk, last) * (last + 1));
      [moved[last], moved[at]] = [moved[at]!, moved[last]!];
    }
    const isUp = Array.from({ length: nFactors }, (_, factor) => draw(way, walk, factor) < 0.5);
    const low = Int32Array.from({ length: nFactors }, (_, factor) => Math.floor(draw(start, walk, factor) * half));
    const place = (factor: number, isHigh: boolean): number => (low[factor]! + (isHigh ? half : 0)) / (levels - 1);
    const places = [Float64Array.from(isUp, (up, factor) => place(factor, !up))];
    for (const factor of moved) {
      const next = places.at(-1)!.slice();
      next[factor] = place(factor, isUp[factor]!);
      places.push(next);
    }
    return { places, moved, by: Float64Array.from(moved, (factor) => (isUp[factor] ? step : -step)) };
  };
}
