// An abstract city: equal square zones with equal populations.
import type { ZoneColumns } from './zones.ts';

export interface GridSpec {
  columns: number;
  rows: number;
  cell_km: number;
  /** Persons in the whole grid. */
  population: number;
}

/**
 * A grid named `r1c1` in the north-west to `r{rows}c{columns}` in the south-east, about the origin. Populations are
 * whole numbers that differ by at most one and sum to `population`.
 */
export function gridZones({ columns, rows, cell_km, population }: GridSpec): ZoneColumns {
  const n = columns * rows;
  const index = Array.from({ length: n }, (_, k) => k);
  const west = (k: number): number => ((k % columns) - columns / 2) * cell_km;
  const south = (k: number): number => (rows / 2 - 1 - Math.floor(k / columns)) * cell_km;
  return {
    code: index.map((k) => `r${Math.floor(k / columns) + 1}c${(k % columns) + 1}`),
    name: index.map(() => ''),
    xKm: index.map((k) => west(k) + cell_km / 2),
    yKm: index.map((k) => south(k) + cell_km / 2),
    areaKm2: index.map(() => cell_km * cell_km),
    population: index.map((k) => Math.floor((population * (k + 1)) / n) - Math.floor((population * k) / n)),
    incomeShare: index.flatMap(() => [Number.NaN, Number.NaN, Number.NaN]),
    outline: index.map((k) => {
      const [x, y] = [west(k), south(k)];
      return [
        [x, y],
        [x + cell_km, y],
        [x + cell_km, y + cell_km],
        [x, y + cell_km],
      ];
    }),
  };
}
