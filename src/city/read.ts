// Reads the cities of a scenario into one table of zones.
import { whyUnread } from '../unreadable.ts';
import type { City, Extent } from './city.ts';
import { readCsv } from './csv.ts';
import { readGeojson } from './geojson.ts';
import { type GridSpec, gridZones } from './grid.ts';
import { apartOnPlane, insideKm, outside } from './plane.ts';
import { greatCircleKm, type Place, vectorOf } from './sphere.ts';
import { type Bounds, boundsOf, CityError, type CityFault, MAX_ZONES, reporter, type ZoneColumns } from './zones.ts';

export { CityError } from './zones.ts';

/** One city as the parsed scenario names it; paths are already resolved. */
export type CitySpec = { name: string } & ({ grid: GridSpec } | { zones: string } | { geojson: string });

/** Share of the drawn width that separates cities on a map. */
const GAP = 0.1;

/**
 * Reads all cities, in order; each has its own plane, and they stand side by side from west to east.
 * Throws a {@link CityError} with every fault of every file.
 */
export function readCity(specs: readonly CitySpec[], readText: (path: string) => string): City {
  const faults: CityFault[] = [];
  const cities = specs.map((spec, k) => readOne(spec, k, readText, faults));
  const nZones = cities.reduce((sum, zones) => sum + (zones?.code.length ?? 0), 0);
  if (faults.length === 0 && nZones > MAX_ZONES) {
    const expected = `at most ${MAX_ZONES} in all cities together`;
    faults.push({ path: ['city'], what: 'too many zones', got: nZones, expected });
  }
  if (faults.length > 0) throw new CityError(faults);
  return join(
    specs.map(({ name }) => name),
    cities as ZoneColumns[],
  );
}

function readOne(
  spec: CitySpec,
  k: number,
  readText: (path: string) => string,
  faults: CityFault[],
): ZoneColumns | undefined {
  if ('grid' in spec) return gridZones(spec.grid);
  const [key, file] = 'zones' in spec ? ['zones', spec.zones] : ['geojson', spec.geojson];
  const report = reporter(file, faults);
  const refuse = (what: string, expected: string): void =>
    void faults.push({ path: ['city', k, key], what, got: file, expected });
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    const { line, col, what, expected } = whyUnread(error, 'a file of zones');
    if (line > 0) report(`${line}:${col}`, what, undefined, expected);
    else refuse(what, expected);
    return undefined;
  }
  const zones = 'zones' in spec ? readCsv(text, report) : readGeojson(text, report);
  if (zones?.notes) zones.notes = zones.notes.map((note) => `${file}: ${note}`);
  if (zones && !zones.population.some((persons) => persons > 0))
    refuse('nobody lives there', 'zones with a population');
  return zones;
}

function join(cityNames: string[], cities: ZoneColumns[]): City {
  const nZones = cities.reduce((sum, zones) => sum + zones.code.length, 0);
  const bounds = cities.map((zones) => zones.bounds ?? boundsOf(zones.outline.flat()));
  const east = offsets(bounds);
  const xKm = Float64Array.from(cities.flatMap((zones, k) => zones.xKm.map((x) => x + east[k])));
  const yKm = Float64Array.from(cities.flatMap((zones) => zones.yKm));
  const areaKm2 = Float64Array.from(cities.flatMap((zones) => zones.areaKm2));
  const places = cities.flatMap(({ place, code }) => place ?? code.map(() => NOWHERE));
  return {
    nZones,
    nCities: cities.length,
    cityNames,
    zoneCity: Uint16Array.from(cities.flatMap((zones, k) => zones.code.map(() => k))),
    code: cities.flatMap((zones) => zones.code),
    name: cities.flatMap((zones) => zones.name),
    latDeg: Float64Array.from(places, ({ latDeg }) => latDeg),
    lonDeg: Float64Array.from(places, ({ lonDeg }) => lonDeg),
    extent: cities.map(extentOf),
    xKm,
    yKm,
    areaKm2,
    population: Float64Array.from(cities.flatMap((zones) => zones.population)),
    incomeShare: Float64Array.from(cities.flatMap((zones) => zones.incomeShare)),
    distanceKm: distances(cities, xKm, yKm),
    outline: cities.flatMap((zones, k) =>
      zones.outline.map((ring) => ring.map(([x, y]): [number, number] => [x + east[k], y])),
    ),
    notes: cities.flatMap((zones) => zones.notes ?? []),
  };
}

const NOWHERE: Place = { lonDeg: Number.NaN, latDeg: Number.NaN };

/** Of the shapes where the source has any; Voronoi cells are guesses, and wide ones where zones are few. */
function extentOf({ plane, bounds, xKm, yKm, outline }: ZoneColumns): Extent {
  const { west, south, east, north } = bounds ?? boundsOf(plane ? xKm.map((x, k) => [x, yKm[k]]) : outline.flat());
  return {
    west_deg: plane?.lonDeg(west) ?? null,
    south_deg: plane?.latDeg(south) ?? null,
    east_deg: plane?.lonDeg(east) ?? null,
    north_deg: plane?.latDeg(north) ?? null,
    width_km: east - west,
    height_km: north - south,
    centre_lat_deg: plane?.latDeg(0) ?? null,
    centre_lon_deg: plane?.lonDeg(0) ?? null,
  };
}

/** `City.distanceKm`; `xKm` and `yKm` are those of all cities together. */
function distances(cities: readonly ZoneColumns[], xKm: Float64Array, yKm: Float64Array): Float32Array {
  const n = xKm.length;
  const km = new Float32Array(n * n).fill(Infinity);
  let from = 0;
  for (const { code, areaKm2, place = [], isOnSphere } of cities) {
    const to = from + code.length;
    const vectors = place.map(({ lonDeg, latDeg }) => vectorOf(lonDeg, latDeg));
    const apart = outside(
      isOnSphere
        ? (a, b) => greatCircleKm(vectors[a], vectors[b])
        : apartOnPlane(xKm.subarray(from, to), yKm.subarray(from, to)),
      areaKm2,
    );
    for (let a = 0; a < code.length; a++) {
      km[(from + a) * (n + 1)] = insideKm(areaKm2[a]);
      for (let b = a + 1; b < code.length; b++) {
        const d = apart(a, b);
        km[(from + a) * n + from + b] = d;
        km[(from + b) * n + from + a] = d;
      }
    }
    from = to;
  }
  return km;
}

/** How far each city moves east so that none overlaps the one before, km; the first stays where it is. */
function offsets(bounds: readonly Bounds[]): number[] {
  const gap = GAP * bounds.reduce((sum, { west, east }) => sum + east - west, 0);
  const shifts = [0];
  for (let k = 1; k < bounds.length; k++) shifts.push(shifts[k - 1] + bounds[k - 1].east + gap - bounds[k].west);
  return shifts;
}
