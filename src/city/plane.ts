// A city's local plane in km: projection, spacing of points.
// Equirectangular about the middle of the city. The error grows with the extent; `claims.ts` warns of it.
import { EARTH_KM, meanPlace, type Place, RADIANS, wrapped } from './sphere.ts';

export interface Projection {
  xKm: (lonDeg: number) => number;
  yKm: (latDeg: number) => number;
  lonDeg: (xKm: number) => number;
  latDeg: (yKm: number) => number;
}

/** The plane about the mean of longitudes and of latitudes; x points east, y north. */
export function projectionAbout(lonDeg: readonly number[], latDeg: readonly number[]): Projection {
  const n = lonDeg.length;
  const first = lonDeg[0];
  return projectionAt({
    lonDeg: first + lonDeg.reduce((sum, lon) => sum + wrapped(lon - first), 0) / n,
    latDeg: latDeg.reduce((sum, lat) => sum + lat, 0) / n,
  });
}

/** The plane about the mean position on the sphere. */
export const projectionAmid = (places: readonly Place[]): Projection => projectionAt(meanPlace(places));

function projectionAt({ lonDeg: lon0, latDeg: lat0 }: Place): Projection {
  const kmPerDegEast = EARTH_KM * RADIANS * Math.cos(lat0 * RADIANS);
  return {
    xKm: (lon) => wrapped(lon - lon0) * kmPerDegEast,
    yKm: (lat) => (lat - lat0) * EARTH_KM * RADIANS,
    lonDeg: (x) => wrapped(lon0 + x / kmPerDegEast),
    latDeg: (y) => lat0 + y / (EARTH_KM * RADIANS),
  };
}

/** Km between two of a city's zones or points, by index. */
export type Apart = (a: number, b: number) => number;

/** Straight lines on the plane. */
export const apartOnPlane =
  (xKm: ArrayLike<number>, yKm: ArrayLike<number>): Apart =>
  (a, b) => {
    const dx = xKm[a] - xKm[b];
    const dy = yKm[a] - yKm[b];
    return Math.sqrt(dx * dx + dy * dy);
  };

/** Median distance to the nearest other of `n` points, km; NaN for fewer than two. */
export function medianSpacingKm(n: number, apart: Apart): number {
  const nearest = new Float64Array(n).fill(Infinity);
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      const d = apart(a, b);
      if (d < nearest[a]) nearest[a] = d;
      if (d < nearest[b]) nearest[b] = d;
    }
  }
  if (n < 2) return Number.NaN;
  nearest.sort();
  const middle = n >> 1;
  return n % 2 === 1 ? nearest[middle] : (nearest[middle - 1] + nearest[middle]) / 2;
}

/** Assumed distance between two persons in one zone, km. */
export const insideKm = (areaKm2: number): number => 0.5 * Math.sqrt(areaKm2);

/** Distance of two zones, at least that inside the smaller one: a ring is not at 0 km from its centre. */
export const outside =
  (apart: Apart, areaKm2: ArrayLike<number>): Apart =>
  (a, b) =>
    Math.max(apart(a, b), insideKm(Math.min(areaKm2[a], areaKm2[b])));
