// Five towns as GeoJSON that resemble real ones in what is hard about them, the same for each seed. Knows no reader.
import type { Position } from 'geojson';

export interface Layout {
  name: string;
  /** Polygons of each zone. */
  zones: Position[][][][];
}

export const LAYOUTS = ['many islets', 'holes', 'rings', 'antimeridian', 'dense coast'] as const;

export function layout(name: (typeof LAYOUTS)[number], seed = 1): Layout {
  const random = uniforms(seed);
  const zones = MAKERS[name](random).map((polygons) =>
    polygons.map((rings) => rings.map((ring) => (random() < 0.5 ? ring : ring.toReversed()))),
  );
  return { name, zones };
}

export const asGeojson = ({ zones }: Layout): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: zones.map((polygons, k) => ({
      type: 'Feature',
      properties: { code: `z${k}`, population: 100 + k },
      geometry:
        polygons.length === 1
          ? { type: 'Polygon', coordinates: polygons[0] }
          : { type: 'MultiPolygon', coordinates: polygons },
    })),
  });

const MAKERS: Record<(typeof LAYOUTS)[number], (random: () => number) => Position[][][][]> = {
  'many islets': (random) =>
    cells(6, 5, 5.2, 60.3, 0.05).map(([lon, lat]) =>
      spots(random, 4).map(([x, y]) => [
        blob(
          random,
          lon + 0.05 * x,
          lat + 0.05 * y,
          0.0006 + 0.004 * random() * random(),
          8 + Math.floor(30 * random()),
        ),
      ]),
    ),
  holes: (random) =>
    cells(5, 5, -70.7, -33.4, 0.04).map(([lon, lat]) => {
      const [x, y] = [lon + 0.01 * random(), lat + 0.01 * random()];
      const outer = blob(random, x, y, 0.014, 60);
      const holes = [0, 1, 2].map((k) =>
        blob(random, x + 0.006 * Math.cos(2.1 * k), y + 0.006 * Math.sin(2.1 * k), 0.001 + 0.001 * random(), 20),
      );
      return [[outer, ...holes.slice(0, 1 + Math.floor(3 * random()))]];
    }),
  rings: (random) =>
    cells(4, 4, 2.1, 48.7, 0.06).flatMap(([lon, lat]) => {
      const at: [number, number] = [lon + 0.01 * random(), lat + 0.01 * random()];
      const middle = blob(random, ...at, 0.004 + 0.004 * random(), 40);
      const outer = middle.map(([x, y]): Position => [at[0] + 2.5 * (x - at[0]), at[1] + 2.5 * (y - at[1])]);
      return [[[middle]], [[outer, middle]]];
    }),
  antimeridian: (random) =>
    cells(7, 4, 179.83, -17.9, 0.05).map(([lon, lat], k) => {
      const ring = blob(random, lon + 0.01 * random(), lat + 0.01 * random(), 0.02, 50);
      const isAcross = ring.some(([x]) => x > 180) && ring.some(([x]) => x < 180);
      if (!isAcross || k % 2 === 0) return [[ring.map(wrapped)]];
      // Cut in two, as RFC 7946 asks.
      return [[clipped(ring, 1)], [clipped(ring, -1).map(([x, y]): Position => [x - 360, y])]];
    }),
  'dense coast': (random) =>
    cells(9, 6, -122.4, 47.5, 0.012).map(([lon, lat], k) => {
      const side = 0.011 * (0.6 + 0.4 * random());
      const coast = Array.from(
        { length: k % 9 === 0 ? 700 : 1 },
        (_, i): Position => [lon - (i === 0 ? 0 : 0.002 * random()), lat + side * (1 - i / 700)],
      );
      return [[[[lon, lat], [lon + side, lat + 0.002 * random()], [lon + side, lat + side], ...coast, [lon, lat]]]];
    }),
};

/** South-west corners. */
const cells = (columns: number, rows: number, west: number, south: number, deg: number): [number, number][] =>
  Array.from({ length: columns * rows }, (_, k) => [west + deg * (k % columns), south + deg * Math.floor(k / columns)]);

/** Places for islets, none near another: some of the cells of a square of `n` by `n`. */
const spots = (random: () => number, n: number): [number, number][] =>
  cells(n, n, 0.5 / n, 0.5 / n, 1 / n).filter((_, k) => k === 5 || random() < 0.6);

/** A closed ring that bulges at random about a middle, of `n` corners within `deg` of it. */
function blob(random: () => number, lon: number, lat: number, deg: number, n: number): Position[] {
  const ring = Array.from({ length: n }, (_, k): Position => {
    const reach = deg * (0.6 + 0.4 * random());
    const turn = (2 * Math.PI * k) / n;
    return [lon + reach * Math.cos(turn), lat + reach * Math.sin(turn)];
  });
  return [...ring, ring[0]];
}

const wrapped = ([lon, lat]: Position): Position => [lon > 180 ? lon - 360 : lon, lat];

/** The part of a ring west (1) or east (-1) of the 180th meridian. */
function clipped(ring: Position[], side: 1 | -1): Position[] {
  const inside = ([lon]: Position): boolean => side * (180 - lon) >= 0;
  const kept = ring.slice(1).flatMap((to, k): Position[] => {
    const from = ring[k];
    if (inside(from) === inside(to)) return inside(to) ? [to] : [];
    const cut: Position = [180, from[1] + ((180 - from[0]) / (to[0] - from[0])) * (to[1] - from[1])];
    return inside(to) ? [cut, to] : [cut];
  });
  return [...kept, kept[0]];
}

/** Mulberry32. */
function uniforms(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
