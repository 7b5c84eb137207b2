// The zones of one city as read from a source, and how sources report faults.
import type { Projection } from './plane.ts';
import type { Place } from './sphere.ts';

/** Zones of one city, in the order of its source; the meaning of each column is that of `City`. */
export interface ZoneColumns {
  code: string[];
  /** Empty where the source names none. */
  name: string[];
  /** Both absent if zones have no position on the Earth. */
  place?: Place[];
  plane?: Projection;
  xKm: number[];
  yKm: number[];
  areaKm2: number[];
  population: number[];
  /** [zone * 3 + class]; NaN where the source names none. */
  incomeShare: number[];
  outline: [number, number][][];
  /** Of all parts of all zones; that of the outlines where absent. */
  bounds?: Bounds;
  /** Distances are great arcs; else straight lines on the plane. */
  isOnSphere?: true;
  /** Notes on how the source was read. */
  notes?: string[];
}

/** The least rectangle on a plane, km. */
export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export const boundsOf = (points: Iterable<readonly [number, number]>): Bounds => {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x, y] of points) {
    if (x < bounds.west) bounds.west = x;
    if (x > bounds.east) bounds.east = x;
    if (y < bounds.south) bounds.south = y;
    if (y > bounds.north) bounds.north = y;
  }
  return bounds;
};

/** Most zones; more would need a distance matrix above 100 MB. */
export const MAX_ZONES = 5000;

/** A fault of what the scenario says of its cities, at a path that begins with `city` and the place of one in the list. */
export interface PlaceFault {
  path: readonly (string | number)[];
  what: string;
  got: unknown;
  expected: string;
}

/** One fault: of a file as printed, `file:line: column: what, got X; expected Y`. */
export type CityFault = string | PlaceFault;

/** The user's city is at fault: every fault of every file, and of the scenario that names them. */
export class CityError extends Error {
  readonly faults: readonly CityFault[];
  constructor(faults: readonly CityFault[]) {
    super(faults.map((fault) => (typeof fault === 'string' ? fault : fault.what)).join('\n'));
    this.name = 'CityError';
    this.faults = faults;
  }
}

/**
 * Notes one fault; `where` is `line: column`, `line:col: path` or a path inside the file, empty for the file as a whole.
 */
export type Complain = (where: string, what: string, got: unknown, expected: string) => void;

/** A reporter for one file that appends to `faults`; `got` undefined is left out. */
export const reporter =
  (file: string, faults: CityFault[]): Complain =>
  (where, what, got, expected) => {
    const place = where === '' ? file : `${file}:${/^\d/.test(where) ? '' : ' '}${where}`;
    faults.push(`${place}: ${what}${got === undefined ? '' : `, got ${shown(got)}`}; expected ${expected}`);
  };

/** A value as faults print it: scalars and short lists of them in full, cut at 60 characters. */
function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const plain = value.length <= 4 && value.every((item) => typeof item !== 'object' || item === null);
    return plain ? `[${value.map(shown).join(', ')}]` : `a list of ${value.length}`;
  }
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The first of some codes, and how many others there are, never only one. */
export function listed(codes: readonly string[], most: number): string {
  if (codes.length <= most + 1) return codes.join(', ');
  return `${codes.slice(0, most).join(', ')} and ${codes.length - most} others`;
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number with a point, or NaN: no hexadecimal, no blanks read as 0. */
export const parseNumber = (text: string): number => (NUMBER.test(text.trim()) ? Number(text) : Number.NaN);

/**
 * Three named shares, scaled to sum to 1, or three NaN when none is named. Reports when only some are named,
 * one is not a share, or the sum is off by more than 0.001.
 */
export function readShares(values: readonly (number | undefined)[], where: string, report: Complain): number[] {
  const named = values.filter((value) => value !== undefined);
  const sum = named.reduce((total, value) => total + value, 0);
  if (named.length === 3 && named.every((value) => value >= 0) && Math.abs(sum - 1) <= 0.001) {
    return Math.abs(sum - 1) < 1e-9 ? named : named.map((value) => value / sum);
  }
  if (named.length > 0) {
    const got = values.map((value) => value ?? null);
    report(where, 'shares of low, middle and high income', got, 'none, or three from 0 to 1 that sum to 1');
  }
  return [Number.NaN, Number.NaN, Number.NaN];
}
