// A city from a CSV of zones, one row each.

import type { TableForm } from './csv-form.ts';
import { type NumberKind, openTable } from './csv-table.ts';
import { projectionAbout } from './plane.ts';
import { ringAreaKm2, voronoiCells } from './voronoi.ts';
import { type Complain, MAX_ZONES, readShares, type ZoneColumns } from './zones.ts';

const SHARES = ['share_low', 'share_middle', 'share_high'];

const FORM: TableForm = {
  row: 'zone',
  required: ['code', 'lat_deg', 'lon_deg', 'population'],
  optional: ['name', 'departement', 'area_km2', ...SHARES],
  fractions: ['lat_deg', 'lon_deg', ...SHARES],
  wholes: ['population'],
  measures: ['area_km2'],
  aliases: {
    code: ['id', 'zone', 'geoid', 'insee'],
    lat_deg: ['lat', 'latitude', 'y'],
    lon_deg: ['lon', 'lng', 'long', 'longitude', 'x'],
    population: ['pop', 'persons', 'people', 'inhabitants', 'residents'],
    area_km2: ['km2', 'surface_km2'],
  },
  name: 'a code of its own for every zone',
  maxRows: MAX_ZONES,
};

const within = (least: number, most: number, expected: string): NumberKind => ({
  expected,
  wrong: (value) => (value >= least && value <= most ? undefined : 'out of range'),
});
/** Values far outside of degrees are metres of a national grid. */
const degrees = (most: number): NumberKind => ({
  expected: `WGS 84 degrees from -${most} to ${most}`,
  wrong: (value) =>
    Math.abs(value) <= most ? undefined : Math.abs(value) > 1000 ? 'metres, not degrees' : 'out of range',
});
const POPULATION = within(0, 1e9, 'persons, from 0 to 1e9');
const AREA = within(1e-6, 1e6, 'km2, from 1e-6 to 1e6, or nothing');
const SHARE = within(0, 1, 'a share from 0 to 1, or nothing');

/**
 * Zones from the text of a CSV file, in file order: `code`, WGS 84 `lat_deg` and `lon_deg`, `population` (persons);
 * `area_km2` and the three shares may be missing or blank. A missing area is that of the zone's Voronoi cell.
 * Reports every mistake of the file once, at `line:col: column`; returns undefined if there was one.
 */
export function readCsv(text: string, report: Complain): ZoneColumns | undefined {
  const notes: string[] = [];
  const table = openTable(
    text,
    FORM,
    ({ line, col, column, what, got, expected, hint }) =>
      report(`${line}:${col}${column && `: ${column}`}`, what, got, expected + (hint ? `; ${hint}` : '')),
    (note) => notes.push(note),
  );
  if (!table) return undefined;
  const { rows, fault, number } = table;
  const zones: ZoneColumns = {
    code: [],
    name: [],
    xKm: [],
    yKm: [],
    areaKm2: [],
    population: [],
    incomeShare: [],
    outline: [],
    notes,
  };
  const latDeg: number[] = [];
  const lonDeg: number[] = [];
  const lineAt = new Map<string, number>();
  for (const row of rows) {
    const lat = number(row, 'lat_deg', degrees(90));
    const lon = number(row, 'lon_deg', degrees(180));
    const position = `${lat}, ${lon}`;
    const before = lineAt.get(position);
    if (before === undefined) lineAt.set(position, row.first.line);
    else if (Number.isFinite(lat + lon)) {
      const mistake = { what: `same position as line ${before}`, ofMany: 'same position as a line above' };
      fault(row, 'lat_deg', { ...mistake, got: position, expected: 'one row per zone' });
    }
    zones.code.push(table.text(row, 'code'));
    zones.name.push(table.text(row, 'name'));
    latDeg.push(lat);
    lonDeg.push(lon);
    zones.population.push(number(row, 'population', POPULATION));
    zones.areaKm2.push(table.text(row, 'area_km2') === '' ? Number.NaN : number(row, 'area_km2', AREA));
    const shares = SHARES.map((column) => (table.text(row, column) === '' ? undefined : number(row, column, SHARE)));
    if (shares.some(Number.isNaN)) continue;
    const told: Complain = (_, what, got, expected) => fault(row, 'share_low', { what, got, expected });
    zones.incomeShare.push(...readShares(shares, '', told));
  }
  if (!table.isSound()) return undefined;
  const refuse = (where: string, what: string, got: unknown, expected: string): undefined => {
    report(where, what, got, expected);
  };
  if (rows.length === 0) return refuse('1:1', 'no zones', 0, 'a row per zone below the header');
  if (rows.length === 1 && Number.isNaN(zones.areaKm2[0])) {
    const what = 'a single zone has no neighbours to find its area from';
    return refuse(`${rows[0].first.line}:1: area_km2`, what, undefined, 'its area in km2');
  }
  place(zones, lonDeg, latDeg);
  return zones;
}

/** Fills positions, outlines and missing areas from positions in degrees. */
function place(zones: ZoneColumns, lonDeg: number[], latDeg: number[]): void {
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
