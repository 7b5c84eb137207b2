// A city of the user's own through the commands: what check prints of it, and warnings on the way to results.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, put, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
const HEADER = 'code,lat_deg,lon_deg,population,name';
const scenario = (name: string, city: string): string =>
  put(folder, name, tiny().replace(/^city:.*$/m, `city: ${city}`));
const square = (west: number, south: number): number[][] => [
  [west, south],
  [west + 0.02, south],
  [west + 0.02, south + 0.02],
  [west, south + 0.02],
  [west, south],
];
const zone = (code: string, population: unknown, ring: number[][]) => ({
  type: 'Feature',
  properties: { code, population },
  geometry: { type: 'Polygon', coordinates: [ring] },
});
const geojson = (...features: unknown[]): string => JSON.stringify({ type: 'FeatureCollection', features }, null, 1);

describe('check', () => {
  it('prints people, zones, area, extent and centre of each city', async () => {
    put(folder, 'two.geojson', geojson(zone('A', 42_000, square(2.3, 48.8)), zone('B', 38_000, square(2.32, 48.8))));
    scenario(
      'two.yaml',
      '[ { name: east, geojson: two.geojson }, { name: west, grid: { columns: 3, rows: 2, population: 9000 } } ]',
    );
    const { code, stdout } = await waterbed(folder, 'check', 'two.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain(
      '  east: 80,000 people in 2 zones, 6.5 km²; 2.9 km from west to east, 2.2 km from south to north; centre 48.810° N, 2.320° E\n',
    );
    expect(stdout).toMatch(
      /^ {2}west: 9,000 people in 6 zones, 6\.0 km²; 3\.0 km .*2\.0 km .*a grid, nowhere on the Earth$/m,
    );
    expect(stdout).not.toContain('Warning');

    const json = JSON.parse((await waterbed(folder, 'check', 'two.yaml', '--json')).stdout);
    expect(json.zones).toHaveLength(8);
    expect(json.zones[0]).toEqual({
      code: 'A',
      name: null,
      population: 42_000,
      lat_deg: expect.closeTo(48.81, 5),
      lon_deg: expect.closeTo(2.31, 5),
      area_km2: expect.closeTo(3.257, 3),
    });
    expect(json.zones[7]).toEqual({
      code: 'r2c3',
      name: null,
      population: 1500,
      lat_deg: null,
      lon_deg: null,
      area_km2: 1,
    });
    expect(json.extent[0]).toMatchObject({ city: 'east', zones: 2, population: 80_000 });
    expect(json.extent[0].west_deg).toBeCloseTo(2.3, 9);
    expect(json.extent[0].north_deg).toBeCloseTo(48.82, 9);
    expect(json.extent[0].width_km).toBeCloseTo(2.93, 2);
    expect(json.extent[1]).toMatchObject({
      city: 'west',
      west_deg: null,
      width_km: 3,
      height_km: 2,
      centre_lat_deg: null,
    });
    expect(json.warnings).toEqual([]);
  });

  it('keeps names of a CSV and warns of a row of totals', async () => {
    const rows = [
      'A,48.80,2.30,42000,North',
      'B,48.80,2.36,38000,',
      'C,48.84,2.33,51000,',
      'T,48.81,2.33,131000,Total',
    ];
    put(folder, 'total.csv', [HEADER, ...rows].join('\n'));
    scenario('total.yaml', '{ zones: total.csv }');
    const { stdout } = await waterbed(folder, 'check', 'total.yaml');
    expect(stdout).toContain('262,000 people in 4 zones');
    expect(stdout).toMatch(/^Warning: Zone T holds as many people as all others together/m);
    const json = JSON.parse((await waterbed(folder, 'check', 'total.yaml', '--json')).stdout);
    expect(json.zones.map(({ name }: { name: string | null }) => name)).toEqual(['North', null, null, 'Total']);
    expect(json.warnings).toHaveLength(1);
  });

  it('gives faults of GeoJSON a line, a column and a zone, and leaves with 2', async () => {
    const zones = Array.from({ length: 9 }, (_, k) => zone(`77${k}`, null, square(2 + k / 10, 48)));
    put(folder, 'nulls.geojson', geojson(...zones));
    scenario('nulls.yaml', '{ geojson: nulls.geojson }');
    const { code, stdout, stderr } = await waterbed(folder, 'check', 'nulls.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain(
      'nulls.geojson:8:19: features[0].properties.population: not a population (zone 770), got null',
    );
    expect(lines[3]).toContain('6 more times (zones 773, 774, 775, 776, 777, 778)');
  });
});

it('run and compare warn of an odd city at once, and of a channel that fails at the end', async () => {
  const rows = ['A,48.8,2.35,21000,', 'B,43.3,5.37,8700,', 'C,-20.9,55.4,15000,', 'D,14.6,-61.1,7600,'];
  put(folder, 'far.csv', [HEADER, ...rows].join('\n'));
  scenario('far.yaml', '{ zones: far.csv }');
  const ran = await waterbed(
    folder,
    'run',
    'far.yaml',
    '--charts',
    'none',
    '--out',
    'far',
    '--set',
    'customers.count=600',
  );
  expect(ran.code).toBe(0);
  expect(ran.stderr).toMatch(/^Warning: Spans 12,\d+ km/);
  expect(ran.stdout.replaceAll(/\n */g, ' ')).toMatch(/Warning: In baseline nothing is bought at fixed sites/);
  const compared = await waterbed(
    folder,
    'compare',
    'far.yaml',
    '--charts',
    'none',
    '--out',
    'far',
    '--force',
    '--json',
  );
  expect(compared.stderr).toMatch(/^Warning: Spans 12,\d+ km/);
  const { warnings } = JSON.parse(readFileSync(join(folder, 'far/comparison.json'), 'utf8'));
  expect(warnings[0]).toMatch(/^Spans 12,\d+ km/);
  expect(warnings.some((text: string) => /^In \w+ (all|nobody|nothing)/.test(text))).toBe(true);
});
