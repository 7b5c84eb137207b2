// Points and polygons on a spherical Earth: area, centre of area, distance.
// The side of a polygon is the great arc between its ends. RFC 7946 uses the straight line in longitude and latitude;
// between ends 5 km apart the two are half a metre apart at 49°, and it grows with the square of the length.
import { geoArea } from 'd3-geo';
import type { Position } from 'geojson';

/** Mean radius of the Earth, IUGG. */
export const EARTH_KM = 6371.0088;
export const RADIANS = Math.PI / 180;

/** Degrees from -180 to 180, so that what is measured may lie across the 180th meridian. */
export const wrapped = (deg: number): number => deg - 360 * Math.round(deg / 360);

/** On the unit sphere: x to 0° E on the equator, y to 90° E, z to the north pole. */
export type Vector = readonly [x: number, y: number, z: number];

export interface Place {
  lonDeg: number;
  latDeg: number;
}

export const vectorOf = (lonDeg: number, latDeg: number): Vector => {
  const parallel = Math.cos(latDeg * RADIANS);
  return [parallel * Math.cos(lonDeg * RADIANS), parallel * Math.sin(lonDeg * RADIANS), Math.sin(latDeg * RADIANS)];
};

export const placeOf = ([x, y, z]: Vector): Place => ({
  lonDeg: Math.atan2(y, x) / RADIANS,
  latDeg: Math.atan2(z, Math.sqrt(x * x + y * y)) / RADIANS,
});

/** Computed from the chord, which stays exact for points metres apart. */
export const greatCircleKm = (a: Vector, b: Vector): number =>
  2 * EARTH_KM * Math.asin(Math.min(1, length(minus(a, b)) / 2));

/** The direction of the sum of all unit vectors, which needs no special case at meridians and poles. */
export const meanPlace = (places: readonly Place[]): Place =>
  placeOf(places.map(({ lonDeg, latDeg }) => vectorOf(lonDeg, latDeg)).reduce(plus));

/**
 * Area and centre of area of polygons, each a list of closed rings, the outer one first, holes after it; whichever way a
 * ring runs, and across the 180th meridian too. The area is 0 or less where holes take all.
 */
export function shapeOf(polygons: readonly Position[][][]): Place & { areaKm2: number } {
  let steradians = 0;
  let moment: Vector = [0, 0, 0];
  for (const rings of polygons) {
    for (const [k, ring] of rings.entries()) {
      const sign = k === 0 ? 1 : -1;
      const inside = ringShape(ring);
      steradians += sign * inside.area;
      moment = plus(moment, times(sign, inside.moment));
    }
  }
  return { areaKm2: steradians * EARTH_KM * EARTH_KM, ...placeOf(moment) };
}

/** Area of what a ring holds, steradians, and the integral of position over it. */
function ringShape(ring: readonly Position[]): { area: number; moment: Vector } {
  const area = areaInside(ring);
  const moment = momentOf(ring);
  // The vector points into the Earth if the ring is clockwise.
  const isInward = dot(moment, vectorOf(ring[0][0], ring[0][1])) < 0;
  return { area, moment: isInward ? times(-1, moment) : moment };
}

/**
 * d3 takes a ring for the hole of its complement where it runs as RFC 7946 asks; turned round, no digit is lost, nor with
 * longitudes from the first corner, where it would take those of both sides of the 180th meridian from each other.
 */
function areaInside(ring: readonly Position[]): number {
  const turned = ring.map(([lon, lat]) => [wrapped(lon - ring[0][0]), lat]);
  const area = geoArea({ type: 'Polygon', coordinates: [turned] });
  return area > 2 * Math.PI ? geoArea({ type: 'Polygon', coordinates: [turned.reverse()] }) : area;
}

/**
 * ∫ position dA over the inside of a ring: ½ Σ a×b · θ/sin θ over its sides, θ the angle between their ends.
 * With a = p + u and b = p + v, p the first position, a×b is u×v but for what cancels around the ring: left out, so that
 * the centre of a zone of 100 m across is right to a millimetre; `geoCentroid` of d3 is up to 8 m off there.
 */
function momentOf(ring: readonly Position[]): Vector {
  const at = ring.map(([lon, lat]) => vectorOf(lon, lat));
  let moment: Vector = [0, 0, 0];
  for (let k = 1; k < at.length; k++) {
    const [a, b] = [at[k - 1], at[k]];
    const normal = cross(a, b);
    const sine = length(normal);
    if (sine === 0) continue;
    const excess = Math.atan2(sine, dot(a, b)) / sine - 1;
    moment = plus(moment, plus(cross(minus(a, at[0]), minus(b, at[0])), times(excess, normal)));
  }
  return times(0.5, moment);
}

const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const times = (s: number, a: Vector): Vector => [s * a[0], s * a[1], s * a[2]];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const length = (a: Vector): number => Math.sqrt(dot(a, a));
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
