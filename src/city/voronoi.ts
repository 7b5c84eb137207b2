// Areas of zones known by their centroids only: Voronoi cells, clipped to the city's own outline.
import { Delaunay } from 'd3-delaunay';
import { apartOnPlane, medianSpacingKm } from './plane.ts';

type Point = [number, number];

/** Directions in which the clip is cut, a multiple of four; more of them follow the hull more closely. */
const CLIP_SIDES = 128;

/**
 * One convex cell per point, as an open ring of [x, y] km. Cells are clipped to the convex hull of the points widened
 * by half the median spacing: the border of a zone lies about half a spacing from its centroid, inside and at the rim.
 * Needs two points or more, no two at the same place.
 */
export function voronoiCells(xKm: readonly number[], yKm: readonly number[]): Point[][] {
  const widthKm = medianSpacingKm(xKm.length, apartOnPlane(xKm, yKm)) / 2;
  const clip = clipPlanes(xKm, yKm, widthKm);
  const box: [number, number, number, number] = [
    Math.min(...xKm) - widthKm,
    Math.min(...yKm) - widthKm,
    Math.max(...xKm) + widthKm,
    Math.max(...yKm) + widthKm,
  ];
  const voronoi = Delaunay.from(xKm.map((x, k): Point => [x, yKm[k]])).voronoi(box);
  return xKm.map((_, k) => {
    let ring = (voronoi.cellPolygon(k) as Point[] | null)?.slice(0, -1) ?? [];
    for (const plane of clip) ring = clipRing(ring, plane);
    return ring;
  });
}

/** Area of an open ring, km², by the shoelace formula about its first corner. */
export function ringAreaKm2(ring: readonly Point[]): number {
  let twice = 0;
  for (let k = 1; k + 1 < ring.length; k++) {
    twice +=
      (ring[k][0] - ring[0][0]) * (ring[k + 1][1] - ring[0][1]) -
      (ring[k + 1][0] - ring[0][0]) * (ring[k][1] - ring[0][1]);
  }
  return Math.abs(twice) / 2;
}

/** All points p with p·(east, north) ≤ reach. */
interface HalfPlane {
  east: number;
  north: number;
  reach: number;
}

/** The widened hull as half-planes in evenly spread directions: its support function, sampled. */
function clipPlanes(xKm: readonly number[], yKm: readonly number[], widthKm: number): HalfPlane[] {
  return Array.from({ length: CLIP_SIDES }, (_, k) => {
    const east = Math.cos((2 * Math.PI * k) / CLIP_SIDES);
    const north = Math.sin((2 * Math.PI * k) / CLIP_SIDES);
    let reach = -Infinity;
    for (let i = 0; i < xKm.length; i++) reach = Math.max(reach, xKm[i] * east + yKm[i] * north);
    return { east, north, reach: reach + widthKm };
  });
}

/** Sutherland & Hodgman (1974): the part of a convex ring inside a half-plane. */
function clipRing(ring: Point[], { east, north, reach }: HalfPlane): Point[] {
  const depth = ring.map(([x, y]) => reach - x * east - y * north);
  if (depth.every((d) => d >= 0)) return ring;
  return ring.flatMap((corner, k) => {
    const next = (k + 1) % ring.length;
    const kept: Point[] = depth[k] >= 0 ? [corner] : [];
    if (depth[k] >= 0 !== depth[next] >= 0) {
      const t = depth[k] / (depth[k] - depth[next]);
      kept.push([corner[0] + t * (ring[next][0] - corner[0]), corner[1] + t * (ring[next][1] - corner[1])]);
    }
    return kept;
  });
}
