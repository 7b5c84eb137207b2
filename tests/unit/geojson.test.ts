// Zones from GeoJSON: where they lie, and what is said of files that are something else or carry mistakes.

import { describe, expect, it } from 'vitest';
import { drawIncomes } from '../../src/city/incomes.ts';
import { CityError, readCity } from '../../src/city/read.ts';
import { openStreams } from '../../src/random/streams.ts';

const read = (text: string) => readCity([{ name: 'town', geojson: 'zones.geojson' }], () => text);
const geojson = (value: unknown) => read(JSON.stringify(value));
const faultsOf = (text: string): string[] => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof CityError) return error.faults.map(String);
    throw error;
  }
  return [];
};
const faultsIn = (value: unknown): string[] => faultsOf(JSON.stringify(value));
const square = (west: number, south: number, side = 0.01): number[][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const feature = (coordinates: unknown, properties: unknown = { code: 'a', population: 10 }, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

/** A copy of a collection with other members beside its features. */
const claiming = (members: object, zones = collection(feature([square(2, 48)]))) => ({ ...zones, ...members });

describe('a city of GeoJSON', () => {
  it('takes areas and centres of polygons, with holes and of several parts', () => {
    const hole = square(2.002, 0.002, 0.005);
    const city = geojson(
      collection(
        feature([square(2, 0)]),
        feature([square(2, 0), hole], { name: 'b', population: 5, share_low: 0.5, share_middle: 0.3, share_high: 0.2 }),
        feature([[square(2.1, 0)], [square(2.2, 0, 0.02)]], { population: 6 }, 'MultiPolygon'),
      ),
    );
    expect(city.code).toEqual(['a', 'b', 'z3']);
    expect(city.name).toEqual(['', 'b', '']);
    expect(city.areaKm2[0]).toBeCloseTo(1.239, 2);
    expect(city.areaKm2[1] / city.areaKm2[0]).toBeCloseTo(0.75, 3);
    expect(city.areaKm2[2] / city.areaKm2[0]).toBeCloseTo(5, 2);
    expect([...city.incomeShare.slice(3, 6)]).toEqual([0.5, 0.3, 0.2]);
    expect(city.outline[2].length).toBe(4);
    // Four fifths of it lie in the larger part: its middle is at 2.189°, not half-way.
    expect(city.xKm[2] - city.xKm[0]).toBeCloseTo(20.46, 2);
    expect(city.lonDeg[2]).toBeCloseTo(2.189, 6);
  });

  it('lies where it lies, however many vertices a side has', () => {
    const corners = square(2.3, 48.8, 0.02);
    const dense = [
      corners[0],
      ...Array.from({ length: 199 }, (_, k) => [2.3 + (k + 1) / 1e4, 48.8]),
      ...corners.slice(1),
    ];
    const others = [square(2.32, 48.8, 0.02), square(2.3, 48.82, 0.02)].map((ring, k) =>
      feature([ring], { code: `b${k}`, population: 5 }),
    );
    const [plain, more] = [corners, dense].map((ring) => geojson(collection(feature([ring]), ...others)));
    for (let zone = 0; zone < 3; zone++) {
      // The side runs along a parallel, from which a great arc of 1.5 km departs by 5 cm.
      expect(Math.abs(plain.latDeg[zone] - more.latDeg[zone])).toBeLessThan(2e-7);
      expect(Math.abs(plain.lonDeg[zone] - more.lonDeg[zone])).toBeLessThan(2e-7);
      expect(more.areaKm2[zone] / plain.areaKm2[zone]).toBeCloseTo(1, 4);
      for (let to = 0; to < 3; to++)
        expect(more.distanceKm[zone * 3 + to] / plain.distanceKm[zone * 3 + to]).toBeCloseTo(1, 4);
    }
  });

  it('may lie across the 180th meridian, its zones cut there or not', () => {
    const [south, north] = [-16.5, -16.45];
    const box = (west: number, east: number): number[][] => [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const code = (text: string) => ({ code: text, population: 1000 });
    const cut = [[box(179.95, 180)], [box(-180, -179.95)]];
    for (const middle of [feature(cut, code('M'), 'MultiPolygon'), feature([box(179.95, -179.95)], code('M'))]) {
      const city = geojson(
        collection(feature([box(179.9, 179.95)], code('W')), middle, feature([box(-179.95, -179.9)], code('E'))),
      );
      expect(city.distanceKm[1]).toBeCloseTo(8, 1);
      expect(city.distanceKm[5]).toBeCloseTo(8, 1);
      expect(city.distanceKm[2]).toBeCloseTo(16, 1);
      expect(city.areaKm2[1] / city.areaKm2[0]).toBeCloseTo(2, 4);
      expect([city.extent[0].west_deg, city.extent[0].east_deg].map((deg) => deg?.toFixed(6))).toEqual([
        '179.900000',
        '-179.900000',
      ]);
      expect(city.extent[0].width_km).toBeCloseTo(21.3, 1);
    }
  });

  it('may hold a ring around a zone, no nearer than one finds it inside that zone, and draws incomes there', () => {
    const [inner, outer] = [square(2.02, 48.02, 0.02), square(2, 48, 0.06)];
    const city = geojson(collection(feature([inner]), feature([outer, inner], { code: 'ring', population: 5 })));
    expect(city.areaKm2[1] / city.areaKm2[0]).toBeCloseTo(8, 2);
    expect(Math.abs(city.latDeg[1] - city.latDeg[0])).toBeLessThan(1e-4);
    expect(city.distanceKm[1]).toBe(city.distanceKm[0]);
    expect(city.distanceKm[0]).toBeCloseTo(0.5 * Math.sqrt(city.areaKm2[0]), 6);
    expect(city.distanceKm[2]).toBe(city.distanceKm[0]);
    const shares = drawIncomes(city, openStreams('seed', 0, ['zone-income']));
    expect(shares.every((share) => share > 0 && share < 1)).toBe(true);
  });

  it('takes rings whichever way they run, and positions with an altitude', () => {
    const rings = [square(2, 48, 0.02), square(2.005, 48.005, 0.005)];
    const kinds = [rings, rings.map((ring) => ring.toReversed()), [rings[0], rings[1].toReversed()]].map((shape) =>
      geojson(collection(feature(shape.map((ring) => ring.map((position) => [...position, 35]))))),
    );
    for (const { areaKm2, latDeg } of kinds) {
      expect(areaKm2[0]).toBeCloseTo(kinds[0].areaKm2[0], 9);
      expect(latDeg[0]).toBeCloseTo(kinds[0].latDeg[0], 9);
    }
  });

  it('is WGS 84, by whatever name its file says so', () => {
    for (const name of [
      'urn:ogc:def:crs:OGC:1.3:CRS84',
      'urn:ogc:def:crs:OGC::CRS84',
      'urn:ogc:def:crs:EPSG::4326',
      'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
      'EPSG:4326',
      'OGC:CRS84',
    ])
      expect(geojson(claiming({ crs: { type: 'name', properties: { name } } })).nZones).toBe(1);
    expect(geojson(claiming({ crs: null })).nZones).toBe(1);
  });

  it.each(['urn:ogc:def:crs:EPSG::27700', 'EPSG:3857', 'urn:ogc:def:crs:EPSG::2154', 'EPSG:43260'])(
    'is refused in %s',
    (name) => {
      const crs = { type: 'name', properties: { name } };
      const expected = `crs: a reference system other than WGS 84, got "${name}"; expected positions as longitude, latitude in WGS 84 degrees`;
      expect(faultsIn(claiming({ crs }))[0]).toContain(expected);
      expect(faultsIn(collection({ ...feature([square(2, 48)]), crs }))[0]).toContain(
        'features[0].crs: a reference system',
      );
    },
  );
});

describe('faults of a GeoJSON file', () => {
  it('have line and column, path and zone, all kinds at once', () => {
    const open = square(2, 0)
      .slice(0, -1)
      .concat([[2, 0.005]]);
    const text = JSON.stringify(
      collection(
        feature([open]),
        feature([square(2, 0)], { code: 'a' }),
        feature([square(650_000, 6_860_000)], { code: 'c', population: -1 }),
        { type: 'Feature', properties: { population: 1 }, geometry: null },
        feature(
          [
            [
              [0, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          { code: 'e', population: 1, share_low: 'x' },
        ),
        null,
      ),
      null,
      1,
    );
    const lines = text.split('\n');
    const faults = faultsOf(text);
    expect(faults.map((fault) => fault.split('; expected')[0].replace(/:\d+:\d+/, ''))).toEqual([
      'zones.geojson: features[0].geometry.coordinates[0]: ring not closed (zone a), got [2, 0.005]',
      'zones.geojson: features[1].properties.population: missing property (zone a)',
      'zones.geojson: features[5].properties.population: missing property (zone z6)',
      'zones.geojson: features[1].properties.code: same code as features[0] (zone a), got "a"',
      'zones.geojson: features[2].properties.population: not a population (zone c), got -1',
      'zones.geojson: features[2].geometry.coordinates[0][0]: not a position (zone c), got [650000, 6860000]',
      'zones.geojson: features[3].geometry: not a shape with an area (zone z4), got null',
      'zones.geojson: features[5].geometry: not a shape with an area (zone z6), got null',
      'zones.geojson: features[4].properties: shares of low, middle and high income (zone e), got [NaN, null, null]',
      'zones.geojson: features[4].geometry.coordinates[0]: ring too short (zone e), got 3',
    ]);
    const at = faults.map((fault) => {
      const [, line, column] = fault.match(/:(\d+):(\d+):/)!.map(Number);
      return lines[line - 1].slice(column - 1);
    });
    expect(at.map((rest) => rest.replace(/,$/, ''))).toEqual([
      '[',
      '{',
      'null',
      '"a"',
      '-1',
      '[',
      'null',
      'null',
      '{',
      '[',
    ]);
  });

  it('that repeat are told three times, with the zone, and then counted', () => {
    const zones = Array.from({ length: 600 }, (_, k) =>
      feature([square(2 + 0.01 * (k % 30), 48 + 0.01 * Math.floor(k / 30))], {
        code: `77${k}`,
        population: k % 2 === 0 ? 1500 : null,
      }),
    );
    const faults = faultsIn(collection(...zones));
    expect(faults).toHaveLength(4);
    expect(faults[0]).toMatch(
      /^zones\.geojson:1:\d+: features\[1\]\.properties\.population: not a population \(zone 771\), got null; expected persons.*join/,
    );
    expect(faults[3]).toContain(
      'zones.geojson: features[…].properties.population: not a population 297 more times (zones 777, 779, 7711, 7713, 7715 and 292 others)',
    );
  });

  it.each([
    [
      { population: '1234' },
      'got "1234"; expected persons, a number from 0 to 1e9; the same without quotes is a number',
    ],
    [{ population: 'many' }, 'got "many"; expected persons, a number from 0 to 1e9'],
    [{ POP_2020: 12 }, 'missing property (zone z1); expected persons, a number from 0 to 1e9; rename POP_2020'],
    [{ population: true }, 'not a population (zone z1), got true'],
  ])('say what is near where a population is %j', (properties, expected) => {
    expect(faultsIn(collection(feature([square(2, 48)], properties)))[0]).toContain(expected);
  });

  it.each([
    [
      'latitude-first',
      [
        [
          [40.7, -122.3],
          [40.8, -122.3],
          [40.8, -122.2],
          [40.7, -122.3],
        ],
      ],
      'the latitude stands first here',
    ],
    ['of a projection', [square(530_000, 180_000, 1000)], 'metres or km of a projection'],
    ['beyond the 180th meridian', [square(181, -17)], 'beyond 180 take 360 off'],
    [
      'texts',
      [
        [
          ['2', '48'],
          ['2', '49'],
          ['3', '49'],
          ['2', '48'],
        ],
      ],
      'not a position (zone a), got ["2", "48"]',
    ],
    [
      'bow ties',
      [
        [
          [2, 48],
          [2.03, 48.01],
          [2.03, 48],
          [2, 48.02],
          [2, 48],
        ],
      ],
      'ring crosses itself (zone a)',
    ],
    [
      'lines',
      [
        [
          [2, 48],
          [2.1, 48.1],
          [2, 48],
          [2, 48],
        ],
      ],
      'has no area (zone a)',
    ],
    ['holes as large as their zone', [square(2, 48), square(2, 48)], 'has no area (zone a)'],
    ['nothing', [], 'a shape without coordinates (zone a)'],
  ])('name positions that are %s', (_, rings, expected) => {
    const faults = faultsIn(collection(feature(rings)));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });

  it.each([
    ['Point', [2, 48], 'given as CSV'],
    [
      'LineString',
      [
        [2, 48],
        [3, 49],
      ],
      'becomes the ring of a polygon',
    ],
    ['GeometryCollection', undefined, 'make one "MultiPolygon"'],
  ])('name a geometry that is a %s', (type, coordinates, expected) => {
    const [fault] = faultsIn(collection(feature(coordinates, { code: 'a', population: 1 }, type)));
    expect(fault).toContain(`not a shape with an area (zone a), got "${type}"; expected "Polygon" or "MultiPolygon"`);
    expect(fault).toContain(expected);
  });

  it('name two zones of one shape, wherever its ring begins', () => {
    const ring = square(2, 48);
    const turned = [...ring.slice(2), ring[1], ring[2]];
    const faults = faultsIn(collection(feature([ring]), feature([turned], { code: 'b', population: 1 })));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('features[1].geometry: same shape as features[0] (zone b)');
  });

  it.each([
    ['', 'is empty'],
    ['{', 'zones.geojson:1:2: not JSON: it ends too early'],
    ['{"type": "FeatureCollection",\n "features": [NaN]}', 'zones.geojson:2:15: not JSON from here on, got "NaN]}"'],
    ['{"a": "\\q"}', 'zones.geojson:1:7: not JSON from here on'],
    ['[1, 2', 'it ends too early'],
    ['[1, 2,]', 'zones.geojson:1:7: not JSON from here on, got "]"'],
    ['{"a" 1}', 'zones.geojson:1:6: not JSON from here on'],
    ['1 2', 'zones.geojson:1:3: not JSON from here on, got "2"'],
    ['PK\u0003\u0004\u0014', 'a ZIP archive'],
    ['SQLite format 3\0', 'such as a GeoPackage'],
    ["\0\0'\n\0", 'a shapefile'],
    ['<?xml version="1.0"?><kml/>', 'XML, such as KML or GML'],
    ['{"type":"Feature"}\n{"type":"Feature"}\n', 'a GeoJSON text per line'],
    ['code,lat_deg,lon_deg,population\na,48,2,1\n', 'city: { zones: FILE }'],
    ['{"type":"Topology","objects":{}}', 'TopoJSON'],
    ['{"geometryType":"esriGeometryPolygon","features":[]}', 'JSON of Esri'],
    ['[]', 'a bare list'],
    ['null', 'not a collection of features'],
    ['{"type":"FeatureCollection"}', 'features: no list of features'],
    ['{"type":"FeatureCollection","features":[]}', 'zones.geojson:1:40: features: no zones'],
    ['{"type":"Feature","geometry":null}', 'zones.geojson:1:9: type: not a collection of features, got "Feature"'],
  ])('say what the file is instead: %j', (text, expected) => {
    const faults = faultsOf(text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });

  it('survive deep nesting and __proto__ keys', () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = `{"type":"FeatureCollection","features":[{"properties":{"__proto__":{"population":1}},"geometry":{"type":"Polygon","coordinates":[[${deep},1,2,3]]}}]}`;
    expect(faultsOf(text).map((fault) => fault.split(',')[0])).toEqual([
      'zones.geojson:1:55: features[0].properties.population: missing property (zone z1); expected persons',
      'zones.geojson:1:131: features[0].geometry.coordinates[0][0]: not a position (zone z1)',
    ]);
  });
});
