// Reads the text of a user's file, up to a size limit. No other file opens user files for reading.
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Unreadable } from '../unreadable.ts';

const MAX_BYTES = 64e6;
const TOO_LARGE = `larger than ${MAX_BYTES / 1e6} MB`;
const CHUNK_BYTES = 1 << 20;

/**
 * Text of a file in UTF-8, or in UTF-16 with a byte order mark, without that mark. Throws on what is no file, cannot be
 * opened or is larger than 64 MB, and reads no more of what never ends; an {@link Unreadable} on what holds no such text.
 */
export const readText = (path: string): string => decode(readBytes(path));

function readBytes(path: string): Buffer {
  const found = statSync(path);
  if (!found.isFile() && !found.isFIFO()) throw new Error('not a file');
  if (found.size > MAX_BYTES) throw new Error(TOO_LARGE);
  const file = openSync(path, 'r');
  try {
    let bytes = Buffer.allocUnsafe(found.size + CHUNK_BYTES);
    for (let nBytes = 0; nBytes <= MAX_BYTES; ) {
      if (nBytes === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * nBytes, MAX_BYTES + CHUNK_BYTES));
      const n = readSync(file, bytes, nBytes, bytes.length - nBytes, null);
      if (n === 0) return bytes.subarray(0, nBytes);
      nBytes += n;
    }
    throw new Error(TOO_LARGE);
  } finally {
    closeSync(file);
  }
}

/** First bytes of file formats that are not text, as Latin-1. */
const KINDS: readonly [string, string][] = [
  ['PK\x03\x04', 'a zip archive, as sheets of Excel (xlsx) and LibreOffice (ods) are'],
  ['PK\x05\x06', 'an empty zip archive'],
  ['\xd0\xcf\x11\xe0', 'an old Excel sheet (xls)'],
  ['\x1f\x8b', 'packed with gzip'],
  ['BZh', 'packed with bzip2'],
  ['\xfd7zXZ', 'packed with xz'],
  ['7z\xbc\xaf', 'packed with 7-Zip'],
  ['\x28\xb5\x2f\xfd', 'packed with zstd'],
  ['PAR1', 'a Parquet file'],
  ['SQLite format 3', 'a database, as GeoPackages are'],
  ['\x00\x00\x27\x0a', 'a shapefile'],
  ['fgb\x03', 'a FlatGeobuf file'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'an image'],
  ['\xff\xd8\xff', 'an image'],
  ['\xff\xfe\x00\x00', 'text in UTF-32'],
  ['\x00\x00\xfe\xff', 'text in UTF-32'],
];

const AS_UTF8 = 'UTF-8: save it as "CSV UTF-8" in a spreadsheet, as "UTF-8" in an editor';

function decode(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 1000);
  const kind = KINDS.find(([magic]) => start.startsWith(magic))?.[1];
  if (kind) throw new Unreadable(kind, 'text: unpack it, or save the sheet as "CSV UTF-8"');
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|kml|gml)/i.test(start))
    throw new Unreadable('a web page or XML', 'the file itself, in a format of its own', { line: 1, col: 1 });
  if (start.startsWith('\xff\xfe')) return decodeUtf16(bytes, 'utf-16le');
  if (start.startsWith('\xfe\xff')) return decodeUtf16(bytes, 'utf-16be');
  const nul = bytes.indexOf(0);
  if (nul < 0) return decodeUtf8(bytes);
  // Latin letters in UTF-16 are every other byte.
  const isUtf16 = nul < 2 && [0, 1, 2, 3].every((k) => (bytes[k] === 0) === (k % 2 === nul));
  const what = isUtf16 ? 'UTF-16 without a byte order mark' : 'a NUL byte, which no text holds';
  throw new Unreadable(what, AS_UTF8, placeAt(bytes.toString('latin1', 0, nul), nul));
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Unreadable(`not sound ${encoding.toUpperCase()}, as its first two bytes promise`, AS_UTF8);
  }
}

function decodeUtf8(bytes: Buffer): string {
  const marked = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const text = marked.replace(/^\uFEFF/, '');
  if (isUtf8(bytes)) return text;
  let offset = Buffer.byteLength(marked.slice(0, marked.length - text.length));
  // A byte that is no UTF-8 is decoded as U+FFFD; a U+FFFD that was written stands there as three bytes.
  for (let from = 0; ; ) {
    const at = text.indexOf('\uFFFD', from);
    offset += Buffer.byteLength(text.slice(from, at));
    if (bytes.toString('latin1', offset, offset + 3) !== '\xef\xbf\xbd')
      throw new Unreadable(`not UTF-8: ${inWindows1252(bytes[offset])}`, AS_UTF8, placeAt(text, at));
    offset += 3;
    from = at + 1;
  }
}

/** Bytes 80 to 9F of Windows-1252, where it is not Latin-1; Node 20 decodes them as Latin-1. */
const IN_WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** A byte above 7F, and what it is in the encoding that such files have most often. */
function inWindows1252(byte: number): string {
  const character = IN_WINDOWS_1252[byte - 0x80] ?? String.fromCharCode(byte);
  const name = `byte ${byte.toString(16).toUpperCase()}`;
  return /\p{Cc}/u.test(character) ? name : `${name}, which is ${character} in Windows-1252`;
}

function placeAt(text: string, offset: number): { line: number; col: number } {
  let line = 1;
  let start = 0;
  for (const { index, 0: end } of text.slice(0, offset).matchAll(/\r\n|\r|\n/g)) {
    line++;
    start = index + end.length;
  }
  return { line, col: offset - start + 1 };
}
