// What `check` warns of in a city whose file is sound.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cityWarnings } from '../../src/city/claims.ts';
import { type CitySpec, readCity } from '../../src/city/read.ts';
import { asGeojson, LAYOUTS, layout } from '../support/layouts.ts';

const csv = (...rows: string[]): string[] =>
  cityWarnings(
    readCity([{ name: 'town', zones: 'z.csv' }], () => `code,lat_deg,lon_deg,population\n${rows.join('\n')}\n`),
  );
/** Zones on a lattice of 0.01 degrees. */
const lattice = (south: number, west: number, columns = 3, rows = 3, step = 0.01): string[] =>
  Array.from(
    { length: columns * rows },
    (_, k) => `z${k},${south + step * Math.floor(k / columns)},${west + step * (k % columns)},${100 + k}`,
  );

describe('a city of which nothing is odd', () => {
  it.each(['zones-paris-inner-ring', 'zones-ile-de-france'])('is %s', (name) => {
    const path = `scenarios/data/${name}.csv`;
    expect(cityWarnings(readCity([{ name, zones: path }], (file) => readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each(LAYOUTS)('is one of %s', (name) => {
    const text = asGeojson(layout(name));
    expect(cityWarnings(readCity([{ name, geojson: 'z.geojson' }], () => text))).toEqual([]);
  });

  it('has a ring about the middle of another zone', () => {
    const ring = (deg: number) =>
      [
        [-deg, -deg],
        [deg, -deg],
        [deg, deg],
        [-deg, deg],
        [-deg, -deg],
      ].map(([x, y]) => [2.1 + x, 48.7 + y]);
    const zones = [[[ring(0.01)]], [[ring(0.03), ring(0.01)]], [[ring(0.05), ring(0.03)]]];
    const text = asGeojson({ name: 'rings', zones });
    expect(cityWarnings(readCity([{ name: 'town', geojson: 'z.geojson' }], () => text))).toEqual([]);
  });

  it('is a grid, of whatever size, and several cities', () => {
    const grid = (name: string, cell_km: number): CitySpec => ({
      name,
      grid: { columns: 4, rows: 4, cell_km, population: 100 },
    });
    expect(cityWarnings(readCity([grid('a', 1), grid('b', 20)], () => ''))).toEqual([]);
  });
});

describe('a warning is given of', () => {
  it.each([
    [48.85, 2.35],
    [51.5, -0.12],
    [52.37, 4.9],
    [59.3, 18.07],
    [53.55, 10],
    [-23.55, -46.63],
    [28.6, 77.2],
  ])('positions at %d, %d written the other way round', (lat, lon) => {
    expect(csv(...lattice(lat, lon))).toEqual([]);
    expect(csv(...lattice(lon, lat))).toEqual([expect.stringContaining('look latitude-first')]);
  });

  it('positions in the sea, as metres and km taken for degrees give', () => {
    expect(csv(...lattice(0.2, 0.2))).toEqual([expect.stringContaining('lie in the open sea')]);
  });

  it('a city wider than a plane or a courier holds, to be given as several', () => {
    const far = csv(
      'a,48.8566,2.3522,21000',
      'b,43.2965,5.3698,8700',
      'c,-20.8789,55.4481,15000',
      'd,14.6037,-61.0735,7600',
    );
    expect(far).toHaveLength(1);
    expect(far[0]).toMatch(
      /^Spans 12,\d{3} km from west to east and 7,754 km from south to north, more than one plane holds .* up to \d+ % off.*several cities/,
    );
    // 200 km at 65° north: not too wide to cross, but meridians draw near.
    expect(csv(...lattice(64, 25, 3, 3, 1))[0]).toMatch(/more than one plane holds/);
    expect(csv(...lattice(0, 15, 5, 2, 1))[0]).toMatch(/^Spans 445 km .* more than couriers cross/);
    expect(csv(...lattice(48, 2, 10, 10, 0.1))).toEqual([]);
  });

  it('a row of totals', () => {
    const rows = ['A,48.80,2.30,42000', 'B,48.80,2.36,38000', 'C,48.84,2.33,51000'];
    expect(csv(...rows, 'Total,48.81,2.33,131000')).toEqual([
      'Zone Total holds as many people as all others together (131,000 of 262,000). If it is a row of totals, take it out.',
    ]);
    expect(csv(...rows)).toEqual([]);
    expect(csv(...rows.slice(0, 2))).toEqual([]);
  });

  it('zones where nobody lives, with their number and the first codes', () => {
    const rows = lattice(48, 2, 4, 2).map((row, k) => (k < 5 ? row.replace(/\d+$/, '0') : row));
    expect(csv(...rows)).toEqual([
      'Nobody lives in 5 of 8 zones (z0, z1, z2 and 2 others). Is their population known?',
    ]);
  });

  it('one of several cities, by its name', () => {
    const read = (path: string): string => {
      const rows = path === 'a' ? lattice(48, 2) : lattice(2, 48);
      return `code,lat_deg,lon_deg,population\n${rows.join('\n')}\n`;
    };
    const city = readCity(
      [
        { name: 'east', zones: 'a' },
        { name: 'west', zones: 'b' },
      ],
      read,
    );
    expect(cityWarnings(city)).toEqual([expect.stringMatching(/^City west: Positions look latitude-first/)]);
  });
});
