import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAreas } from '../../src/city/areas.ts';
import { drawIncomes, MEAN_SHARES } from '../../src/city/incomes.ts';
import { jsonPlaces, jsonSlip } from '../../src/city/json-places.ts';
import { readCity } from '../../src/city/read.ts';
import { ringAreaKm2, voronoiCells } from '../../src/city/voronoi.ts';
import { openStreams } from '../../src/random/streams.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

/** Points on distinct nodes of a lattice of 0.1 km. */
const points = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })), {
    minLength: 2,
    maxLength: 60,
    selector: ([x, y]) => x * 1000 + y,
  })
  .map((nodes) => nodes.map(([x, y]): [number, number] => [x / 10, y / 10]));

const areasOf = (at: [number, number][]): number[] =>
  voronoiCells(
    at.map(([x]) => x),
    at.map(([, y]) => y),
  ).map(ringAreaKm2);

/** A city of scattered zones with the given populations. */
const cities = fc.tuple(points, fc.infiniteStream(fc.integer({ min: 0, max: 50_000 }))).map(([at, people]) => {
  const rows = at.map(([x, y], k) => `z${k},${45 + y / 111},${x / 78},${k === 0 ? 100 : people.next().value}`);
  return readCity([{ name: 'town', zones: 'z.csv' }], () => `code,lat_deg,lon_deg,population\n${rows.join('\n')}`);
});

describe('a JSON text', () => {
  it('slips where JSON.parse says it does, and what is sought in it stands where it is found', () => {
    const broken = fc.tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom('', ',', '"', '{', '}', ']', '\\', '0', ':'),
    );
    fc.assert(
      fc.property(broken, ([json, at, removed, added]) => {
        const from = at % (json.length + 1);
        const text = json.slice(0, from) + added + json.slice(from + removed);
        expect(jsonSlip(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
    const nested = fc.array(fc.record({ a: fc.array(fc.string(), { minLength: 1 }), b: fc.json() }), { minLength: 1 });
    fc.assert(
      fc.property(nested, fc.nat(), fc.nat(), (value, i, j) => {
        const item = i % value.length;
        const place = j % value[item].a.length;
        const text = JSON.stringify(value, null, 1);
        const [line, column] = jsonPlaces(text, [[item, 'a', place]])[0]
          .split(':')
          .map(Number);
        const found = text.split('\n')[line - 1].slice(column - 1);
        expect(found.startsWith(JSON.stringify(value[item].a[place]))).toBe(true);
      }),
    );
  });
});

describe('Voronoi areas', () => {
  it('are positive and do not move with the city', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }), (at, dx, dy) => {
        const here = areasOf(at);
        const there = areasOf(at.map(([x, y]) => [x + dx, y + dy]));
        for (const [k, km2] of here.entries()) {
          expect(km2).toBeGreaterThan(0);
          expect(Math.abs(there[k] - km2)).toBeLessThan(1e-6 * (1 + km2));
        }
      }),
    );
  });

  it('fill their clip without gap or overlap: a point inside belongs to the cell of its nearest centroid', () => {
    fc.assert(
      fc.property(points, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), fc.nat(), (at, t, i, j) => {
        const [a, b] = [at[i % at.length], at[j % at.length]];
        const probe: [number, number] = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
        const gap = at.map(([x, y]) => Math.sqrt((x - probe[0]) * (x - probe[0]) + (y - probe[1]) * (y - probe[1])));
        const nearest = Math.min(...gap);
        const cells = voronoiCells(
          at.map(([x]) => x),
          at.map(([, y]) => y),
        );
        for (const [k, ring] of cells.entries()) {
          if (gap[k] < nearest + 1e-9) expect(depth(ring, probe)).toBeGreaterThan(-1e-6);
          else if (gap[k] > nearest + 1e-3) expect(depth(ring, probe)).toBeLessThan(0);
        }
      }),
    );
  });

  it('of a full square lattice sum to the square within 2 %', () => {
    const at = Array.from({ length: 400 }, (_, k): [number, number] => [k % 20, Math.floor(k / 20)]);
    const km2 = areasOf(at);
    expect(km2[210]).toBeCloseTo(1, 9);
    expect(Math.abs(sum(km2) / 400 - 1)).toBeLessThan(0.02);
  });
});

describe('drawn incomes', () => {
  it('have the stated mean in every city and sum to one in every zone', () => {
    fc.assert(
      fc.property(cities, fc.string(), (city, seed) => {
        const shares = drawIncomes(city, openStreams(seed, 0, ['zone-income']));
        const total = sum(city.population);
        for (let c = 0; c < 3; c++) {
          const mean = sum(city.population.map((persons, zone) => (persons / total) * shares[zone * 3 + c]));
          expect(Math.abs(mean - MEAN_SHARES[c])).toBeLessThan(1e-12);
        }
        for (let zone = 0; zone < city.nZones; zone++) {
          expect(sum(shares.slice(zone * 3, zone * 3 + 3))).toBeCloseTo(1, 14);
          expect(Math.min(...shares.slice(zone * 3, zone * 3 + 3))).toBeGreaterThan(0);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('areas', () => {
  it('grow with the share: a target zone stays one, and no zone leaves target and buffer together', () => {
    fc.assert(
      fc.property(
        cities,
        fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }),
        fc.nat(100),
        fc.nat(100),
        (city, sites, p, q) => {
          const groups = (percent: number) =>
            drawAreas(city, { target: { rule: 'most-sites', share: percent / 100 }, buffer_km: 2 }, sites);
          const [few, many] = [groups(Math.min(p, q)), groups(Math.max(p, q))];
          for (let zone = 0; zone < city.nZones; zone++) expect(many[zone]).toBeLessThanOrEqual(few[zone]);
        },
      ),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Distance in km of a point to the nearest side of a convex ring, negative outside. */
function depth(ring: [number, number][], [px, py]: [number, number]): number {
  let twice = 0;
  let least = Infinity;
  for (const [k, [x, y]] of ring.entries()) {
    const [nx, ny] = ring[(k + 1) % ring.length];
    twice += x * ny - nx * y;
    const length = Math.sqrt((nx - x) * (nx - x) + (ny - y) * (ny - y));
    if (length > 1e-9) least = Math.min(least, ((nx - x) * (py - y) - (ny - y) * (px - x)) / length);
  }
  if (twice > 0) return least;
  return depth([...ring].reverse(), [px, py]);
}
