// Checks that a GeoJSON geometry is a closed shape with an area, in degrees.
import type { Position } from 'geojson';
import { record } from './geojson-root.ts';
import type { JsonPath } from './json-places.ts';
import type { Slip } from './slips.ts';
import { wrapped } from './sphere.ts';

/** A shape's polygons, each a list of rings, the outer one first; undefined with at least one slip. */
export function readShape(geometry: unknown, path: JsonPath, slip: (slip: Slip) => void): Position[][][] | undefined {
  const { type, coordinates } = record(geometry);
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    const expected = `"Polygon" or "MultiPolygon" with coordinates${OTHER[String(type)] ?? ''}`;
    slip({ path, what: 'not a shape with an area', got: type ?? null, expected });
    return undefined;
  }
  if (!Array.isArray(coordinates) || coordinates.length === 0) {
    slip({ path, what: 'a shape without coordinates', got: coordinates, expected: 'a list of rings of positions' });
    return undefined;
  }
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : coordinates;
  const at = (p: number): JsonPath => [...path, 'coordinates', ...(type === 'Polygon' ? [] : [p])];
  const areSound = polygons.map((polygon, p) => {
    if (Array.isArray(polygon) && polygon.length > 0)
      return polygon.map((ring: unknown, r) => isRing(ring, [...at(p), r], slip)).every((isSound) => isSound);
    slip({ path: at(p), what: 'not a polygon', got: polygon, expected: 'a list of rings' });
    return false;
  });
  return areSound.every((isSound) => isSound) ? (polygons as Position[][][]) : undefined;
}

const POINTS = '; zones known by a point are given as CSV, with lat_deg and lon_deg';
const OTHER: Record<string, string> = {
  Point: POINTS,
  MultiPoint: POINTS,
  LineString: '; a closed line becomes the ring of a polygon',
  MultiLineString: '; closed lines become rings of polygons',
  GeometryCollection: '; its polygons together make one "MultiPolygon"',
};

/** Whether a ring is closed, has four positions or more in WGS 84 degrees, and goes round once; reports the first fault. */
function isRing(ring: unknown, path: JsonPath, slip: (slip: Slip) => void): boolean {
  const fault = (what: string, got: unknown, expected: string, within: JsonPath = []): false => {
    slip({ path: [...path, ...within], what, got, expected });
    return false;
  };
  if (!Array.isArray(ring)) return fault('not a ring', ring, 'a list of 4 positions or more');
  const wrong = ring.findIndex((position) => !isPosition(position));
  if (wrong >= 0)
    return fault('not a position', ring[wrong], `[longitude, latitude] in WGS 84 degrees${hint(ring[wrong])}`, [wrong]);
  if (ring.length < 4) return fault('ring too short', ring.length, 'a list of 4 positions or more');
  const [first, last] = [ring[0], ring.at(-1)] as Position[];
  if (first[0] !== last[0] || first[1] !== last[1])
    return fault('ring not closed', last, `its last position equal to its first, ${JSON.stringify(first)}`);
  return !crossesItself(ring) || fault('ring crosses itself', undefined, 'a line that goes round once');
}

const isPosition = (position: unknown): position is Position =>
  Array.isArray(position) && isWithin(position[0], 180) && isWithin(position[1], 90);

const isWithin = (deg: unknown, most: number): boolean => typeof deg === 'number' && Math.abs(deg) <= most;

/** Hint on two numbers that are not longitude and latitude. */
function hint(position: unknown): string {
  const [first, second] = (Array.isArray(position) ? position : []) as unknown[];
  if (isWithin(first, 90) && isWithin(second, 180)) return '; the latitude stands first here: swap the two';
  if (isWithin(first, 360) && isWithin(second, 90)) return '; beyond 180 take 360 off';
  if (typeof first === 'number' && typeof second === 'number')
    return '; these are no degrees but metres or km of a projection: ogr2ogr -s_srs EPSG:ITS-CODE -t_srs EPSG:4326 wgs84.geojson FILE';
  return '';
}

/**
 * Whether the directions of the sides turn by other than one whole turn: sound but not complete, since two crossings
 * may cancel. A ring that goes back the way it came has no whole turn to count and is let pass.
 */
function crossesItself(ring: readonly Position[]): boolean {
  const sides: [number, number][] = [];
  for (let k = 1; k < ring.length; k++) {
    const side: [number, number] = [wrapped(ring[k][0] - ring[k - 1][0]), ring[k][1] - ring[k - 1][1]];
    if (side[0] !== 0 || side[1] !== 0) sides.push(side);
  }
  let turned = 0;
  for (const [k, [x, y]] of sides.entries()) {
    const [nextX, nextY] = sides[(k + 1) % sides.length];
    const turn = Math.atan2(x * nextY - y * nextX, x * nextX + y * nextY);
    if (Math.abs(turn) > Math.PI - STRAIGHT_BACK) return false;
    turned += turn;
  }
  return sides.length > 2 && Math.round(Math.abs(turned) / (2 * Math.PI)) !== 1;
}

/** Radians; below it the sign of a turn is lost in rounding. */
const STRAIGHT_BACK = 1e-6;
