// Checks whether a text is a GeoJSON feature collection in WGS 84, and if not, what it is.
import { type JsonPath, jsonSlip, lineAndColumn } from './json-places.ts';
import type { Slip } from './slips.ts';
import { MAX_ZONES } from './zones.ts';

const EXPECTED = 'a GeoJSON FeatureCollection (RFC 7946)';
/** The command of GDAL that converts a file. */
const convert = (from: string): string => `${EXPECTED}: ogr2ogr -t_srs EPSG:4326 zones.geojson ${from}`;

/** Other formats by the beginning of the text, read as UTF-8. */
const OTHER_FORMATS: [start: string | RegExp, what: string, expected: string][] = [
  ['PK\u0003\u0004', 'a ZIP archive, such as shapefiles come in', convert('zones.shp, after unpacking')],
  ['\u001f\ufffd', 'a gzip archive', `${EXPECTED}, unpacked`],
  ['SQLite format 3', 'a database, such as a GeoPackage', convert('zones.gpkg')],
  ["\0\0'\n", 'a shapefile', convert('zones.shp')],
  ['PAR1', 'a Parquet file', convert('zones.parquet')],
  ['fgb', 'a FlatGeobuf file', convert('zones.fgb')],
  [/^\s*</, 'XML, such as KML or GML', convert('zones.kml')],
  ['\u001e', 'a sequence of GeoJSON texts', convert('zones.geojsons')],
  [/^\s*\{[^\n]*\}\s*\n\s*\{/, 'a GeoJSON text per line', convert('zones.geojsonl')],
  [/^[^{["\n]*[,;\t][^\n]*\n/, 'a table of text', `${EXPECTED}; a CSV file of zones is named as city: { zones: FILE }`],
];

/** Most commas and brackets; more would need over 500 MB. A position has three: about 600,000 positions. */
const MOST_MARKS = 1.8e6;
const MOST_CHARACTERS = 24e6;
/** To 11 m, which nobody sees on a map of a city. */
const SIMPLER = 'ogr2ogr -simplify 0.0001 -lco COORDINATE_PRECISION=6 simple.geojson FILE';

/** The features of a GeoJSON text, none with at least one slip. */
export function readFeatures(text: string, slip: (slip: Slip) => void): unknown[] {
  if (text.length > MOST_CHARACTERS || marksIn(text) > MOST_MARKS) {
    const expected = `at most 24 million characters, with at most some 600,000 positions: ${SIMPLER}`;
    slip({ path: [], at: '1:1', what: 'too large', expected });
    return [];
  }
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    slip(notJson(text));
    return [];
  }
  const { type, features } = record(root);
  if (type !== 'FeatureCollection' || !Array.isArray(features)) {
    slip(otherJson(root));
    return [];
  }
  checkCrs(root, [], slip);
  if (features.length < 1) slip({ path: ['features'], what: 'no zones', got: 0, expected: 'a feature per zone' });
  if (features.length <= MAX_ZONES) return features;
  slip({ path: ['features'], what: 'too many zones', got: features.length, expected: `at most ${MAX_ZONES}` });
  return [];
}

/** As many commas and opening brackets as there are, those in strings too, up to one too many. */
function marksIn(text: string): number {
  let n = 0;
  for (let at = 0; at < text.length && n <= MOST_MARKS; at++) {
    const char = text.charCodeAt(at);
    if (char === COMMA || char === BRACKET || char === BRACE) n++;
  }
  return n;
}

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b];

function notJson(text: string): Slip {
  if (text.trim() === '') return { path: [], what: 'is empty', expected: EXPECTED };
  const other = OTHER_FORMATS.find(([start]) =>
    typeof start === 'string' ? text.startsWith(start) : start.test(text),
  );
  if (other) return { path: [], what: other[1], expected: other[2] };
  const at = jsonSlip(text) ?? 0;
  const got = text.slice(at, at + 20).split('\n')[0];
  const place = lineAndColumn(text, at);
  const expected = /^-?(NaN|Infinity)/.test(got)
    ? `${EXPECTED}; JSON knows no ${got.match(/\w+/)![0]}: null or a number`
    : EXPECTED;
  return {
    path: [],
    at: place,
    what: got === '' ? 'not JSON: it ends too early' : 'not JSON from here on',
    got: got === '' ? undefined : got,
    expected,
  };
}

function otherJson(root: unknown): Slip {
  const { type, features, geometryType, spatialReference, objects } = record(root);
  if (type === 'Topology' || (type === undefined && typeof objects === 'object' && objects !== null))
    return { path: ['type'], what: 'TopoJSON', got: type, expected: convert('zones.topojson') };
  if (geometryType !== undefined || spatialReference !== undefined)
    return { path: [], what: 'JSON of Esri', expected: convert('zones.json') };
  if (Array.isArray(root))
    return { path: [], what: 'a bare list', got: root, expected: '{ "type": "FeatureCollection", "features": [...] }' };
  if (type === 'FeatureCollection')
    return {
      path: ['features'],
      what: 'no list of features',
      got: features,
      expected: 'a list with a feature per zone',
    };
  const expected = '"FeatureCollection" with a list of features';
  const hint = type === 'Feature' ? ', of which this may be the only one' : '';
  return { path: ['type'], what: 'not a collection of features', got: type, expected: expected + hint };
}

/** Names of WGS 84 with longitude first, before RFC 7946 made it the only reference system. */
const WGS_84 =
  /^(?:(?:urn:ogc:def:crs:|https?:\/\/www\.opengis\.net\/def\/crs\/)?(?:OGC[:/](?:1\.3)?[:/]?CRS84h?|EPSG[:/][\d.]*[:/]?4326)|CRS84|WGS ?84)$/i;

/** Slips where a `crs` member names a reference system other than WGS 84; `owner` is what may have one. */
export function checkCrs(owner: unknown, path: JsonPath, slip: (slip: Slip) => void): void {
  const { crs } = record(owner);
  if (crs === undefined || crs === null) return;
  const { properties } = record(crs);
  const { name, code, href } = record(properties);
  const got = name ?? (code === undefined ? href : `EPSG:${code}`) ?? crs;
  if (typeof got === 'string' && WGS_84.test(got.trim())) return;
  slip({
    path: [...path, 'crs'],
    what: 'a reference system other than WGS 84',
    got,
    expected: `positions as longitude, latitude in WGS 84 degrees and no crs (RFC 7946): ogr2ogr -t_srs EPSG:4326 wgs84.geojson FILE`,
  });
}

/** The value if it is an object, else an empty one. */
export const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
