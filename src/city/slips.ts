// Faults that may recur in every zone of a file: three of a kind are reported with the zone, the others counted.
import { type JsonPath, jsonPlaces } from './json-places.ts';
import { type Complain, listed } from './zones.ts';

export interface Slip {
  path: JsonPath;
  what: string;
  got?: unknown;
  expected: string;
  /** `line:col` where that is not where the value at `path` begins. */
  at?: string;
  /** Code of the zone, where it is one zone's. */
  zone?: string;
}

/** Faults shown of one kind. */
const SHOWN = 3;
/** Codes of zones named for the counted faults. */
const NAMED = 5;

/** Reports slips of a JSON text with line and column, those of one kind one after another. */
export function tellSlips(text: string, slips: readonly Slip[], report: Complain): void {
  const kinds = grouped(slips);
  const shown = kinds.flatMap((kind) => kind.slice(0, SHOWN)).filter(({ at }) => at === undefined);
  const places = new Map(
    jsonPlaces(
      text,
      shown.map(({ path }) => path),
    ).map((place, k) => [shown[k], place]),
  );
  for (const kind of kinds) {
    for (const slip of kind.slice(0, SHOWN)) {
      const { path, what, got, expected, zone } = slip;
      const of = zone === undefined ? '' : ` (zone ${zone})`;
      report(`${slip.at ?? places.get(slip)}: ${written(path)}`.replace(/: $/, ''), what + of, got, expected);
    }
    const more = kind.slice(SHOWN);
    if (more.length === 0) continue;
    const [{ path, what, expected }] = more;
    const count = `${what.replaceAll(/\d+/g, '…')} ${more.length} more ${more.length === 1 ? 'time' : 'times'}`;
    report(written(path).replaceAll(/\[\d+\]/g, '[…]'), count + codes(more), undefined, expected);
  }
}

/** Key of a kind: faults with the same path except list indices, and the same text except numbers. */
function grouped(slips: readonly Slip[]): Slip[][] {
  const kinds = new Map<string, Slip[]>();
  for (const slip of slips) {
    const kind = `${slip.path.map((key) => (typeof key === 'number' ? '' : key)).join('.')} ${slip.what.replaceAll(/\d+/g, '')}`;
    const alike = kinds.get(kind);
    if (alike) alike.push(slip);
    else kinds.set(kind, [slip]);
  }
  return [...kinds.values()];
}

function codes(slips: readonly Slip[]): string {
  const zones = [...new Set(slips.flatMap(({ zone }) => zone ?? []))];
  return zones.length === 0 ? '' : ` (${zones.length === 1 ? 'zone' : 'zones'} ${listed(zones, NAMED)})`;
}

/** `features[3].properties.population`. */
const written = (path: JsonPath): string =>
  path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${key}` : key), '');
