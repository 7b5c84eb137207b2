// A city from a CSV of zones, one row each. Knows the columns and no file system.
import { csvRows } from './csv-rows.ts';
import { projectionAbout } from './plane.ts';
import { ringAreaKm2, voronoiCells } from './voronoi.ts';
import { MAX_ZONES, parseNumber, type Report, readShares, type Zones } from './zones.ts';

const REQUIRED = ['code', 'lat_deg', 'lon_deg', 'population'];
const SHARES = ['share_low', 'share_middle', 'share_high'];
const OPTIONAL = ['name', 'departement', 'area_km2', ...SHARES];
const COLUMNS = `columns ${REQUIRED.join(', ')} and optionally ${OPTIONAL.join(', ')}`;

/**
 * Zones from the text of a CSV file, in file order: `code`, WGS 84 `lat_deg` and `lon_deg`, `population` (persons);
 * `area_km2` and the three shares may be missing or blank. A missing area is that of the zone's Voronoi cell.
 * Reports every fault of the file; returns undefined if there was one.
 */
export function readCsv(text: string, report: Report): Zones | undefined {
  const { header, rows } = csvRows(text.replace(/^\uFEFF/, ''));
  let ok = true;
  const fault: Report = (...args) => {
    ok = false;
    report(...args);
  };
  if (header.length === 0) fault('', 'is empty', undefined, COLUMNS);
  else checkHeader(header, fault);
  if (header.length > 0 && rows.length < 1) fault('', 'no zones', rows.length, 'a row per zone below the header');
  if (rows.length > MAX_ZONES) fault('', 'too many zones', rows.length, `at most ${MAX_ZONES}`);
  if (!ok) return undefined;
  const zones: Zones = {
    code: [],
    name: [],
    xKm: [],
    yKm: [],
    areaKm2: [],
    population: [],
    incomeShare: [],
    outline: [],
  };
  const lonDeg: number[] = [];
  const latDeg: number[] = [];
  const seen = new Map<string, number>();
  const unique = (key: string, line: number, column: string, what: string): void => {
    const before = seen.get(key);
    if (before === undefined) seen.set(key, line);
    else fault(`${line}: ${column}`, `${what} as line ${before}`, key.slice(key.indexOf(' ') + 1), 'one row per zone');
  };
  for (const { line, fields } of rows) {
    if (fields.length !== header.length) {
      fault(`${line}`, 'wrong number of fields', fields.length, `${header.length} as in the header`);
      continue;
    }
    const cell = (column: string): string => fields[header.indexOf(column)]?.trim() ?? '';
    const number = (column: string, least: number, most: number, expected: string): number => {
      const value = parseNumber(cell(column));
      if (!(value >= least && value <= most)) {
        fault(`${line}: ${column}`, Number.isNaN(value) ? 'not a number' : 'out of range', cell(column), expected);
      }
      return value;
    };
    const code = cell('code');
    if (code === '') fault(`${line}: code`, 'is empty', undefined, 'a code of its own for every zone');
    else unique(`code ${code}`, line, 'code', 'same code');
    const lat = number('lat_deg', -90, 90, 'degrees from -90 to 90');
    const lon = number('lon_deg', -180, 180, 'degrees from -180 to 180');
    if (Number.isFinite(lat + lon)) unique(`at ${lat}, ${lon}`, line, 'lat_deg, lon_deg', 'same position');
    latDeg.push(lat);
    lonDeg.push(lon);
    zones.code.push(code);
    zones.name.push(cell('name'));
    zones.population.push(number('population', 0, 1e9, 'persons, from 0 to 1e9'));
    const area = cell('area_km2') === '' ? Number.NaN : number('area_km2', 1e-6, 1e6, 'km2, from 1e-6 to 1e6');
    zones.areaKm2.push(area);
    const shares = SHARES.map((column) => (cell(column) === '' ? undefined : parseNumber(cell(column))));
    zones.incomeShare.push(...readShares(shares, `${line}`, fault));
  }
  if (rows.length === 1 && Number.isNaN(zones.areaKm2[0])) {
    fault(`${rows[0].line}: area_km2`, 'a single zone has no neighbours to find its area from', undefined, 'area_km2');
  }
  if (!ok) return undefined;
  place(zones, lonDeg, latDeg);
  return zones;
}

/** Fills positions, outlines and missing areas from positions in degrees. */
function place(zones: Zones, lonDeg: number[], latDeg: number[]): void {
  const plane = projectionAbout(lonDeg, latDeg);
  zones.plane = plane;
  zones.place = lonDeg.map((lon, k) => ({ lonDeg: lon, latDeg: latDeg[k] }));
  zones.xKm = lonDeg.map(plane.xKm);
  zones.yKm = latDeg.map(plane.yKm);
  if (zones.code.length === 1) {
    const half = Math.sqrt(zones.areaKm2[0]) / 2;
    zones.outline = [
      [
        [-half, -half],
        [half, -half],
        [half, half],
        [-half, half],
      ],
    ];
    return;
  }
  zones.outline = voronoiCells(zones.xKm, zones.yKm);
  zones.areaKm2 = zones.areaKm2.map((area, k) => (Number.isNaN(area) ? ringAreaKm2(zones.outline[k]) : area));
}

function checkHeader(header: string[], fault: Report): void {
  for (const column of REQUIRED) {
    if (!header.includes(column)) fault(`1: ${column}`, 'missing column', header.join(','), COLUMNS);
  }
  for (const [k, column] of header.entries()) {
    if (header.indexOf(column) < k) fault(`1: ${column}`, 'column named twice', undefined, COLUMNS);
    else if (![...REQUIRED, ...OPTIONAL].includes(column)) fault(`1: ${column}`, 'unknown column', column, COLUMNS);
  }
}
