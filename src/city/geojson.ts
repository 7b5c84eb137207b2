// A city from GeoJSON polygons, one feature per zone (RFC 7946). Knows no file system.
import { area } from '@turf/area';
import { centroid } from '@turf/centroid';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { projectionAbout } from './plane.ts';
import { ringAreaKm2 } from './voronoi.ts';
import { MAX_ZONES, type Report, readShares, type Zones } from './zones.ts';

const SHARES = ['share_low', 'share_middle', 'share_high'];

/**
 * Zones from the text of a FeatureCollection of Polygons and MultiPolygons, in file order. Properties: `population`
 * (persons, required); `code`, else `name`, else `z{place}`; the three shares; others are ignored. The
 * position is the mean of the vertices, the outline the largest outer ring. Reports every fault of the file; returns
 * undefined if there was one.
 */
export function readGeojson(text: string, report: Report): Zones | undefined {
  let ok = true;
  const fault: Report = (...args) => {
    ok = false;
    report(...args);
  };
  const features = readFeatures(text, fault);
  const zones: Zones = { code: [], xKm: [], yKm: [], areaKm2: [], population: [], incomeShare: [], outline: [] };
  const shapes = features.map((feature, k) => readFeature(feature, k, zones, fault));
  if (!ok) return undefined;
  const centres = shapes.map((shape) => centroid(shape as Polygon).geometry.coordinates);
  const placed = new Map<string, number>();
  for (const [k, centre] of centres.entries()) {
    const before = placed.get(centre.join());
    if (before !== undefined)
      fault(`features[${k}].geometry`, `same centre as features[${before}]`, centre, 'a place of its own');
    placed.set(centre.join(), k);
  }
  const plane = projectionAbout(
    centres.map(([lon]) => lon),
    centres.map(([, lat]) => lat),
  );
  zones.xKm = centres.map(([lon]) => plane.xKm(lon));
  zones.yKm = centres.map(([, lat]) => plane.yKm(lat));
  zones.areaKm2 = shapes.map((shape) => area(shape as Polygon) / 1e6);
  zones.outline = shapes.map((shape) => {
    const rings = outerRings(shape as Polygon | MultiPolygon).map((ring) =>
      ring.slice(0, -1).map(([lon, lat]): [number, number] => [plane.xKm(lon), plane.yKm(lat)]),
    );
    return rings.reduce((largest, ring) => (ringAreaKm2(ring) > ringAreaKm2(largest) ? ring : largest));
  });
  for (const [k, km2] of zones.areaKm2.entries()) {
    if (!(km2 > 0)) fault(`features[${k}].geometry`, 'has no area', km2, 'a polygon');
  }
  return ok ? zones : undefined;
}

function readFeatures(text: string, fault: Report): unknown[] {
  let root: unknown;
  try {
    root = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    fault('', `not JSON (${(error as Error).message})`, undefined, 'a GeoJSON FeatureCollection');
    return [];
  }
  const { type, features } = record(root);
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    fault('type', 'not a collection of features', type, '"FeatureCollection" with a list of features');
    return [];
  }
  if (features.length < 1) fault('features', 'no zones', features.length, 'a feature per zone');
  if (features.length <= MAX_ZONES) return features;
  fault('features', 'too many zones', features.length, `at most ${MAX_ZONES}`);
  return [];
}

/** Appends one feature's properties to `zones`; returns its geometry, undefined if it is none. */
function readFeature(feature: unknown, k: number, zones: Zones, fault: Report): Polygon | MultiPolygon | undefined {
  const where = `features[${k}]`;
  const { geometry, properties } = record(feature) as Partial<Feature>;
  const { population, code, name, ...others } = record(properties);
  if (typeof population !== 'number' || !(population >= 0 && population <= 1e9)) {
    const what = population === undefined ? 'missing property' : 'not a population';
    fault(`${where}.properties.population`, what, population, 'persons, a number from 0 to 1e9');
  }
  const ownCode =
    [code, name].find((id) => typeof id === 'string' || typeof id === 'number')?.toString() ?? `z${k + 1}`;
  const before = zones.code.indexOf(ownCode);
  if (before >= 0) fault(`${where}.properties.code`, `same code as features[${before}]`, ownCode, 'a code of its own');
  zones.code.push(ownCode);
  zones.population.push(population as number);
  const shares = SHARES.map((key) => others[key] ?? undefined).map((share) =>
    share === undefined || typeof share === 'number' ? share : Number.NaN,
  );
  zones.incomeShare.push(...readShares(shares, `${where}.properties`, fault));
  const { type, coordinates } = record(geometry);
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates) || coordinates.length === 0) {
    fault(
      `${where}.geometry`,
      'not a shape with an area',
      type ?? null,
      '"Polygon" or "MultiPolygon" with coordinates',
    );
    return undefined;
  }
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  const path = (p: number): string => `${where}.geometry.coordinates${type === 'Polygon' ? '' : `[${p}]`}`;
  const checked = polygons.map((polygon, p) => {
    if (Array.isArray(polygon) && polygon.length > 0) {
      return polygon.map((ring: unknown, r) => isRing(ring, `${path(p)}[${r}]`, fault)).every((valid) => valid);
    }
    fault(path(p), 'not a polygon', polygon, 'a list of rings');
    return false;
  });
  return checked.every((valid) => valid) ? (geometry as Polygon | MultiPolygon) : undefined;
}

/** Whether a ring is closed, has four positions or more, and all of them lie in WGS 84 degrees; reports the first fault. */
function isRing(ring: unknown, where: string, fault: Report): boolean {
  if (!Array.isArray(ring) || ring.length < 4) {
    fault(where, 'ring too short', Array.isArray(ring) ? ring.length : ring, 'a list of 4 positions or more');
    return false;
  }
  const wrong = ring.findIndex((position) => !isPosition(position));
  if (wrong >= 0) {
    fault(`${where}[${wrong}]`, 'not a position', ring[wrong], '[longitude, latitude] in WGS 84 degrees');
    return false;
  }
  const [first, last] = [ring[0], ring.at(-1)] as Position[];
  if (first[0] === last[0] && first[1] === last[1]) return true;
  fault(where, 'ring not closed', last, `its last position equal to its first, ${JSON.stringify(first)}`);
  return false;
}

const isPosition = (position: unknown): boolean =>
  Array.isArray(position) && isWithin(position[0], 180) && isWithin(position[1], 90);

const isWithin = (deg: unknown, most: number): boolean => typeof deg === 'number' && Math.abs(deg) <= most;

const outerRings = (shape: Polygon | MultiPolygon): Position[][] =>
  shape.type === 'Polygon' ? [shape.coordinates[0]] : shape.coordinates.map((polygon) => polygon[0]);

/** The value if it is an object, else an empty one. */
const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
