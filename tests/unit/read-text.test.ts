// Files of the user as text: which encodings are read, and what is said of bytes that are no text.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readCity } from '../../src/city/read.ts';
import { CityError } from '../../src/city/zones.ts';
import { readText } from '../../src/cli/read-text.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Unreadable } from '../../src/unreadable.ts';

const folder = mkdtempSync(join(tmpdir(), 'waterbed-text-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'file');
const written = (bytes: string | Uint8Array): string => {
  writeFileSync(path, bytes);
  return path;
};
const refused = (bytes: string | Uint8Array): Unreadable => {
  try {
    readText(written(bytes));
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
  throw new Error('was read');
};
/** A text in Windows-1252, where every character of it is one byte of Latin-1. */
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const TEXT = 'code,name\nA,Saint-Éloi 𝛼\r\nB,"x"\n';

describe('a file of the user', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 of little end', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 of big end', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ])('is read in %s', (_, bytes) => {
    expect(readText(written(bytes))).toBe(TEXT);
  });

  it('may be empty, or hold a mark alone', () => {
    expect(readText(written(''))).toBe('');
    expect(readText(written('\uFEFF'))).toBe('');
  });

  it('in Windows-1252 is told so, with line and column of the first byte that is no UTF-8', () => {
    const { message, line, col, expected } = refused(latin1('code,name\r\nA,Bourg\rB,Saint-\xc9loi\n\xe9'));
    expect({ message, line, col }).toEqual({
      message: 'not UTF-8: byte C9, which is É in Windows-1252',
      line: 3,
      col: 9,
    });
    expect(expected).toContain('CSV UTF-8');
    expect(refused(Uint8Array.of(0x61, 0x80, 0x80)).message).toContain('byte 80, which is € in Windows-1252');
    expect(refused(Uint8Array.of(0x61, 0x81)).message).toBe('not UTF-8: byte 81');
  });

  it('is told the first byte that is no UTF-8 behind whatever text, marks and written U+FFFD among it', () => {
    const unit = fc.constantFrom('a', 'é', '€', '𝛼', '\uFFFD', '\n', '\r\n', ';');
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 40 }),
        fc.boolean(),
        fc.constantFrom(0xe9, 0xff, 0xc3, 0x92),
        (text, isMarked, byte) => {
          const bytes = Buffer.concat([
            Buffer.from(isMarked ? `\uFEFF${text}` : text),
            Uint8Array.of(byte),
            Buffer.from(' é\uFFFD'),
          ]);
          const { line, col, message } = refused(bytes);
          const lines = text.split(/\r\n|\r|\n/);
          expect({ line, col }).toEqual({ line: lines.length, col: lines.at(-1)!.length + 1 });
          expect(message).toContain(`byte ${byte.toString(16).toUpperCase()}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['UTF-16 without a mark', Buffer.from('code,name\nA,B\n', 'utf16le'), 'UTF-16 without a byte order mark', 1],
    ['the same, big end', Buffer.from('code,name\n', 'utf16le').swap16(), 'UTF-16 without a byte order mark', 1],
    ['a NUL in its third line', 'a\nb\nc\0\n', 'a NUL byte', 3],
    ['nothing but NULs', Buffer.alloc(100), 'a NUL byte', 1],
    ['half a character of UTF-16', Buffer.from('\uFEFFab', 'utf16le').subarray(0, 5), 'not sound UTF-16LE', 0],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), 'UTF-32', 0],
    ['a zip', 'PK\x03\x04\x14', 'a zip archive, as sheets of Excel (xlsx)', 0],
    ['an old sheet', latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'an old Excel sheet', 0],
    ['gzip', gzipSync('code,name\n'), 'gzip', 0],
    ['Parquet', 'PAR1\x15', 'Parquet', 0],
    ['GeoPackage', 'SQLite format 3\0', 'GeoPackage', 0],
    ['a shapefile', Uint8Array.of(0, 0, 0x27, 0x0a, 0, 0), 'a shapefile', 0],
    ['a PDF', '%PDF-1.7', 'a PDF', 0],
    ['a web page', '\n<!DOCTYPE html><html>', 'a web page or XML', 1],
    ['KML', '\uFEFF<?xml version="1.0"?><kml/>', 'a web page or XML', 1],
  ] as [string, string | Uint8Array, string, number][])('that holds %s is told so', (_, bytes, what, line) => {
    const fault = refused(bytes);
    expect(fault.message).toContain(what);
    expect(fault.line).toBe(line);
  });

  it('is no folder and no device, and no more than 64 MB, whatever its size on disk', () => {
    expect(() => readText(folder)).toThrow('not a file');
    expect(() => readText('/dev/zero')).toThrow('not a file');
    expect(() => readText(join(folder, 'none'))).toThrow('ENOENT');
    truncateSync(written('a'), 10_000_000_000);
    expect(() => readText(path)).toThrow('larger than 64 MB');
  });
});

describe('a fault of encoding', () => {
  const bad = latin1('# \n# r\xe9gion\n');
  it('has line and column in scenarios, what they extend, and cities', () => {
    const scenario = parseScenario(written(bad), { readText });
    expect(scenario.ok ? [] : scenario.faults).toMatchObject([
      { file: path, line: 2, col: 4, what: 'not UTF-8: byte E9, which is é in Windows-1252' },
    ]);
    const extending = parseScenario('main.yaml', {
      readText: (file) => (file === 'main.yaml' ? `extends: ${path}\nversion: 2\n` : readText(file)),
    });
    expect(extending.ok ? [] : extending.faults).toMatchObject([{ file: path, line: 2, col: 4 }]);
    for (const key of ['zones', 'geojson'] as const) {
      const read = () => readCity([{ name: 'town', [key]: path } as never], readText);
      expect(read).toThrow(CityError);
      expect(read).toThrow(`${path}:2:4: not UTF-8: byte E9`);
    }
  });
});
