// Areas, centres and distances on the sphere against a calculation that shares no formula with them.
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { readCity } from '../../src/city/read.ts';
import { shapeOf } from '../../src/city/sphere.ts';
import { asGeojson, LAYOUTS, layout } from '../support/layouts.ts';

const R_KM = 6371.0088;
type Vector = [number, number, number];

const vector = ([lon, lat]: Position): Vector => {
  const [l, f] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
  return [Math.cos(f) * Math.cos(l), Math.cos(f) * Math.sin(l), Math.sin(f)];
};
const less = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const unit = (a: Vector): Vector => {
  const size = Math.sqrt(dot(a, a));
  return [a[0] / size, a[1] / size, a[2] / size];
};
const middle = (a: Vector, b: Vector): Vector => unit([a[0] + b[0], a[1] + b[1], a[2] + b[2]]);

/** Signed spherical excess of a triangle: van Oosterom & Strackee (1983), the determinant from differences. */
const excess = (a: Vector, b: Vector, c: Vector): number =>
  2 * Math.atan2(dot(a, cross(less(b, a), less(c, a))), 1 + dot(a, b) + dot(b, c) + dot(c, a));

/** Adds area × position of a triangle to `sum`, cut into four until each is as good as flat. */
function addMoment(sum: Vector, a: Vector, b: Vector, c: Vector, cuts: number): void {
  if (cuts > 0) {
    const [ab, bc, ca] = [middle(a, b), middle(b, c), middle(c, a)];
    for (const [p, q, r] of [
      [a, ab, ca],
      [ab, b, bc],
      [ca, bc, c],
      [ab, bc, ca],
    ])
      addMoment(sum, p, q, r, cuts - 1);
    return;
  }
  const area = excess(a, b, c);
  const centre = unit([a[0] + b[0] + c[0], a[1] + b[1] + c[1], a[2] + b[2] + c[2]]);
  for (let i = 0; i < 3; i++) sum[i] += area * centre[i];
}

/** Area in km2 and centre of a zone, by triangles from the first corner of each ring. */
function independently(polygons: Position[][][]): { km2: number; centre: Vector } {
  let area = 0;
  const moment: Vector = [0, 0, 0];
  for (const rings of polygons) {
    for (const [k, ring] of rings.entries()) {
      const at = ring.map(vector);
      const own: Vector = [0, 0, 0];
      let inside = 0;
      for (let i = 1; i + 2 < at.length; i++) {
        inside += excess(at[0], at[i], at[i + 1]);
        addMoment(own, at[0], at[i], at[i + 1], 2);
      }
      const sign = Math.sign(inside) * (k === 0 ? 1 : -1);
      area += sign * inside;
      for (let i = 0; i < 3; i++) moment[i] += sign * own[i];
    }
  }
  return { km2: area * R_KM * R_KM, centre: unit(moment) };
}

/** Haversine. */
function haversineKm([lonA, latA]: Position, [lonB, latB]: Position): number {
  const half = (deg: number): number => Math.sin((deg * Math.PI) / 360);
  const cos = (deg: number): number => Math.cos((deg * Math.PI) / 180);
  const h = half(latB - latA) * half(latB - latA) + cos(latA) * cos(latB) * half(lonB - lonA) * half(lonB - lonA);
  return 2 * R_KM * Math.asin(Math.sqrt(h));
}

const placeOf = ([x, y, z]: Vector): Position => [
  (Math.atan2(y, x) * 180) / Math.PI,
  (Math.atan2(z, Math.hypot(x, y)) * 180) / Math.PI,
];

const nearestOf = (n: number, km: (a: number, b: number) => number): number[] =>
  Array.from({ length: n }, (_, a) => {
    const others = Array.from({ length: n }, (_, b) => b).filter((b) => b !== a);
    return others.reduce((best, b) => (km(a, b) < km(a, best) ? b : best));
  });

describe.each(LAYOUTS)('%s', (name) => {
  it.each([1, 2])(
    'agree in areas, centres, distances and nearest neighbours with a calculation by triangles, seed %i',
    (seed) => {
      const made = layout(name, seed);
      const city = readCity([{ name: 'town', geojson: 'town.geojson' }], () => asGeojson(made));
      const n = city.nZones;
      const expected = made.zones.map(independently);
      const centres = expected.map(({ centre }) => placeOf(centre));
      const inside = expected.map(({ km2 }) => Math.sqrt(km2) / 2);
      const km = (a: number, b: number): number =>
        Math.max(haversineKm(centres[a], centres[b]), Math.min(inside[a], inside[b]));
      for (let zone = 0; zone < n; zone++) {
        expect(Math.abs(city.areaKm2[zone] / expected[zone].km2 - 1)).toBeLessThan(1e-9);
        expect(haversineKm([city.lonDeg[zone], city.latDeg[zone]], centres[zone])).toBeLessThan(0.00001);
        for (let other = 0; other < n; other++) {
          if (other !== zone) expect(Math.abs(city.distanceKm[zone * n + other] - km(zone, other))).toBeLessThan(0.001);
        }
      }
      expect(nearestOf(n, (a, b) => city.distanceKm[a * n + b])).toEqual(nearestOf(n, km));
    },
  );
});

describe('a shape on the sphere', () => {
  const regular = (lon: number, lat: number, metres: number, corners: number): Position[] => {
    const d = metres / (R_KM * 1000);
    const f = (lat * Math.PI) / 180;
    const ring = Array.from({ length: corners }, (_, k): Position => {
      const b = (2 * Math.PI * k) / corners;
      const sine = Math.sin(f) * Math.cos(d) + Math.cos(f) * Math.sin(d) * Math.cos(b);
      const east = Math.atan2(Math.sin(b) * Math.sin(d) * Math.cos(f), Math.cos(d) - Math.sin(f) * sine);
      return [lon + (east * 180) / Math.PI, (Math.asin(sine) * 180) / Math.PI];
    });
    return [...ring, ring[0]];
  };

  it.each([
    [10, 6],
    [50, 600],
    [500, 60],
    [5000, 600],
    [500_000, 60],
  ])('of %i m about its middle with %i corners has the area of its triangles and that middle', (metres, corners) => {
    const t = Math.tan(metres / (R_KM * 1000) / 2);
    const turn = (2 * Math.PI) / corners;
    const exact = corners * 2 * Math.atan2(Math.sin(turn) * t * t, 1 + Math.cos(turn) * t * t) * R_KM * R_KM;
    for (const ring of [
      regular(2.3456, 48.87654, metres, corners),
      regular(2.3456, 48.87654, metres, corners).reverse(),
    ]) {
      const { areaKm2, lonDeg, latDeg } = shapeOf([[ring]]);
      expect(Math.abs(areaKm2 / exact - 1)).toBeLessThan(1e-9);
      expect(haversineKm([lonDeg, latDeg], [2.3456, 48.87654]) * 1000).toBeLessThan(0.02);
    }
  });

  it('is an eighth of the Earth between three poles, with its middle amid them', () => {
    const { areaKm2, lonDeg, latDeg } = shapeOf([
      [
        [
          [0, 0],
          [90, 0],
          [0, 90],
          [0, 0],
        ],
      ],
    ]);
    expect(areaKm2 / ((4 * Math.PI * R_KM * R_KM) / 8)).toBeCloseTo(1, 12);
    expect(lonDeg).toBeCloseTo(45, 9);
    expect(latDeg).toBeCloseTo((Math.atan(Math.SQRT1_2) * 180) / Math.PI, 9);
  });
});
