// From the cities a scenario names to one table of zones. Reads only through the `readText` it is handed.
import { whyUnread } from '../unreadable.ts';
import type { City } from './city.ts';
import { readCsv } from './csv.ts';
import { readGeojson } from './geojson.ts';
import { type GridSpec, gridZones } from './grid.ts';
import { distances } from './plane.ts';
import { CityError, MAX_ZONES, reporter, type Zones } from './zones.ts';

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
  const faults: string[] = [];
  for (const [k, { name }] of specs.entries()) {
    if (specs.findIndex((spec) => spec.name === name) < k)
      faults.push(`city: two cities named ${name}; expected unlike names`);
  }
  const cities = specs.map((spec) => readOne(spec, readText, faults));
  const nZones = cities.reduce((sum, zones) => sum + (zones?.code.length ?? 0), 0);
  if (faults.length === 0 && nZones > MAX_ZONES) {
    faults.push(`city: too many zones, got ${nZones}; expected at most ${MAX_ZONES} in all cities together`);
  }
  if (faults.length > 0) throw new CityError(faults);
  return join(
    specs.map(({ name }) => name),
    cities as Zones[],
  );
}

function readOne(spec: CitySpec, readText: (path: string) => string, faults: string[]): Zones | undefined {
  const file = 'grid' in spec ? `city ${spec.name}` : 'zones' in spec ? spec.zones : spec.geojson;
  const report = reporter(file, faults);
  let zones: Zones | undefined;
  if ('grid' in spec) zones = gridZones(spec.grid, report);
  else {
    let text: string;
    try {
      text = readText(file);
    } catch (error) {
      const { line, col, what, expected } = whyUnread(error, 'a file of zones');
      report(line > 0 ? `${line}:${col}` : '', what, undefined, expected);
      return undefined;
    }
    zones = 'zones' in spec ? readCsv(text, report) : readGeojson(text, report);
  }
  if (zones?.notes) zones.notes = zones.notes.map((note) => `${file}: ${note}`);
  if (zones && !zones.population.some((persons) => persons > 0)) report('', 'nobody lives there', 0, 'a population');
  return zones;
}

function join(cityNames: string[], cities: Zones[]): City {
  const nZones = cities.reduce((sum, zones) => sum + zones.code.length, 0);
  const zoneCity = Uint16Array.from(cities.flatMap((zones, k) => zones.code.map(() => k)));
  const east = offsets(cities);
  const xKm = Float64Array.from(cities.flatMap((zones, k) => zones.xKm.map((x) => x + east[k])));
  const yKm = Float64Array.from(cities.flatMap((zones) => zones.yKm));
  const areaKm2 = Float64Array.from(cities.flatMap((zones) => zones.areaKm2));
  return {
    nZones,
    nCities: cities.length,
    cityNames,
    zoneCity,
    code: cities.flatMap((zones) => zones.code),
    xKm,
    yKm,
    areaKm2,
    population: Float64Array.from(cities.flatMap((zones) => zones.population)),
    incomeShare: Float64Array.from(cities.flatMap((zones) => zones.incomeShare)),
    distanceKm: distances(xKm, yKm, areaKm2, zoneCity),
    outline: cities.flatMap((zones, k) =>
      zones.outline.map((ring) => ring.map(([x, y]): [number, number] => [x + east[k], y])),
    ),
    notes: cities.flatMap((zones) => zones.notes ?? []),
  };
}

/** How far each city moves east so that none overlaps the one before, km; the first stays where it is. */
function offsets(cities: Zones[]): number[] {
  const extents = cities.map((zones) => {
    const xs = zones.outline.flatMap((ring) => ring.map(([x]) => x));
    return { west: xs.reduce((a, b) => Math.min(a, b)), east: xs.reduce((a, b) => Math.max(a, b)) };
  });
  const gap = GAP * extents.reduce((sum, { west, east }) => sum + east - west, 0);
  const shifts = [0];
  for (let k = 1; k < cities.length; k++) shifts.push(shifts[k - 1] + extents[k - 1].east + gap - extents[k].west);
  return shifts;
}
