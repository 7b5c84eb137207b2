// A city from GeoJSON polygons, one feature per zone (RFC 7946).
import type { Position } from 'geojson';
import { checkCrs, readFeatures, record } from './geojson-root.ts';
import { readShape } from './geojson-shape.ts';
import type { JsonPath } from './json-places.ts';
import { projectionAmid } from './plane.ts';
import { type Slip, tellSlips } from './slips.ts';
import { shapeOf } from './sphere.ts';
import { ringAreaKm2 } from './voronoi.ts';
import { boundsOf, type Complain, parseNumber, readShares, type ZoneColumns } from './zones.ts';

const SHARES = ['share_low', 'share_middle', 'share_high'];
/** A square metre: a smaller shape counts as a line. */
const LEAST_KM2 = 1e-6;

/**
 * Zones from the text of a FeatureCollection of Polygons and MultiPolygons, in file order. Properties: `population`
 * (persons, required); `code`, else `name`, else `z{place}`; the three shares; others are ignored. Area, position (the
 * centre of area) and distances are those of the sphere; the outline is the largest outer ring. Reports every kind of
 * fault of the file; returns undefined if there was one.
 */
export function readGeojson(text: string, report: Complain): ZoneColumns | undefined {
  const body = text.replace(/^\uFEFF/, '');
  const slips: Slip[] = [];
  const slip = (one: Slip): void => void slips.push(one);
  const features = readFeatures(body, slip);
  const zones: ZoneColumns = {
    code: [],
    name: [],
    xKm: [],
    yKm: [],
    areaKm2: [],
    population: [],
    incomeShare: [],
    outline: [],
  };
  const known = new Map<string, number>();
  const shapes = features.map((feature, k) => readFeature(feature, k, zones, known, slip));
  if (slips.length === 0) place(zones, shapes as Position[][][][], slip);
  if (slips.length === 0) return zones;
  tellSlips(body, slips, report);
  return undefined;
}

/** Appends one feature's properties to `zones`; returns its polygons, undefined if it has none. */
function readFeature(
  feature: unknown,
  k: number,
  zones: ZoneColumns,
  known: Map<string, number>,
  slip: (slip: Slip) => void,
): Position[][][] | undefined {
  const { geometry, properties } = record(feature);
  const own = record(properties);
  const idKey = ['code', 'name'].find((key) => ['string', 'number'].includes(typeof own[key]));
  const zone = idKey === undefined ? `z${k + 1}` : String(own[idKey]);
  const path: JsonPath = ['features', k];
  const fault = (one: Slip): void => slip({ ...one, zone });
  const { population } = own;
  if (typeof population !== 'number' || !(population >= 0 && population <= 1e9)) {
    const what = population === undefined ? 'missing property' : 'not a population';
    const expected = `persons, a number from 0 to 1e9${populationHint(own)}`;
    fault({ path: [...path, 'properties', 'population'], what, got: population, expected });
  }
  const before = known.get(zone);
  if (before === undefined) known.set(zone, k);
  else {
    const at = [...path, 'properties', idKey ?? 'code'];
    fault({ path: at, what: `same code as features[${before}]`, got: zone, expected: 'a code of its own' });
  }
  zones.code.push(zone);
  zones.name.push(typeof own.name === 'string' ? own.name : '');
  zones.population.push(population as number);
  const shares = SHARES.map((key) => own[key] ?? undefined).map((share) =>
    share === undefined || typeof share === 'number' ? share : Number.NaN,
  );
  const sharesFault: Complain = (_, what, got, expected) =>
    fault({ path: [...path, 'properties'], what, got, expected });
  zones.incomeShare.push(...readShares(shares, '', sharesFault));
  checkCrs(feature, path, fault);
  checkCrs(geometry, [...path, 'geometry'], fault);
  return readShape(geometry, [...path, 'geometry'], fault);
}

/** Hint on a population that is not a number of persons. */
function populationHint({ population, ...others }: Record<string, unknown>): string {
  if (population === null) return '; 0 where nobody lives (null is what a join leaves that found nothing)';
  if (typeof population === 'string')
    return Number.isNaN(parseNumber(population)) ? '' : '; the same without quotes is a number';
  const near = Object.keys(others).find(
    (key) => /pop|inhab|resid|person|people/i.test(key) && typeof others[key] === 'number',
  );
  return population === undefined && near !== undefined ? `; rename ${near}, if that is it` : '';
}

/** Fills areas, positions and outlines from the polygons; slips where a zone has no area, or the shape of another. */
function place(zones: ZoneColumns, shapes: Position[][][][], slip: (slip: Slip) => void): void {
  const found = shapes.map(shapeOf);
  const seen = new Map<string, number>();
  for (const [k, { areaKm2, lonDeg, latDeg }] of found.entries()) {
    const fault = (what: string, got: unknown, expected: string): void =>
      slip({ path: ['features', k, 'geometry'], what, got, expected, zone: zones.code[k] });
    if (!(areaKm2 > LEAST_KM2)) {
      fault(
        'has no area',
        areaKm2,
        'a polygon of 1 m2 or more (crossing sides or a hole as large as the zone take it away)',
      );
      continue;
    }
    const shape = [areaKm2.toPrecision(9), lonDeg.toFixed(9), latDeg.toFixed(9)].join();
    const before = seen.get(shape);
    if (before !== undefined) fault(`same shape as features[${before}]`, [lonDeg, latDeg], 'a place of its own');
    seen.set(shape, k);
  }
  const plane = projectionAmid(found);
  const onPlane = ([lon, lat]: Position): [number, number] => [plane.xKm(lon), plane.yKm(lat)];
  const outer = shapes.map((polygons) => polygons.map(([ring]) => ring.slice(0, -1).map(onPlane)));
  zones.plane = plane;
  zones.place = found.map(({ lonDeg, latDeg }) => ({ lonDeg, latDeg }));
  zones.isOnSphere = true;
  zones.xKm = found.map(({ lonDeg }) => plane.xKm(lonDeg));
  zones.yKm = found.map(({ latDeg }) => plane.yKm(latDeg));
  zones.areaKm2 = found.map(({ areaKm2 }) => areaKm2);
  zones.outline = outer.map((rings) =>
    rings.reduce((largest, ring) => (ringAreaKm2(ring) > ringAreaKm2(largest) ? ring : largest)),
  );
  zones.bounds = boundsOf(outer.flat(2));
}
