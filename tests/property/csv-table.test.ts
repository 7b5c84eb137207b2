// One table in every dialect: the same zones to the last bit, and a mistake told at its true place.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/city/csv.ts';
import { readText } from '../../src/cli/read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'waterbed-csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMNS = ['code', 'lat_deg', 'lon_deg', 'population', 'name', 'area_km2', 'note'] as const;
type Row = Record<(typeof COLUMNS)[number], string>;

interface Dialect {
  separator: ',' | ';' | '\t';
  isDecimalComma: boolean;
  lineBreak: '\n' | '\r\n' | '\r';
  encoding: 'utf8' | 'utf8-bom' | 'utf16le' | 'utf16be';
  hasSepLine: boolean;
  hasBlankRows: boolean;
  isQuoted: boolean;
  order: readonly (typeof COLUMNS)[number][];
}

const dialects: fc.Arbitrary<Dialect> = fc
  .record({
    separator: fc.constantFrom(',', ';', '\t'),
    isDecimalComma: fc.boolean(),
    lineBreak: fc.constantFrom('\n', '\r\n', '\r'),
    encoding: fc.constantFrom('utf8', 'utf8-bom', 'utf16le', 'utf16be'),
    hasSepLine: fc.boolean(),
    hasBlankRows: fc.boolean(),
    isQuoted: fc.boolean(),
    order: fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }),
  } as const)
  .map((one) => ({ ...one, isDecimalComma: one.isDecimalComma && one.separator !== ',' }) as Dialect);

const words = fc.string({
  unit: fc.constantFrom('a', 'é', 'Ω', '"', ',', ';', '\t', '\n', '\r', ' ', '€', '𝛼'),
  maxLength: 8,
});

const tables: fc.Arbitrary<Row[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2_000_000 }), words, words, fc.option(fc.integer({ min: 1, max: 99 }))), {
    minLength: 2,
    maxLength: 12,
  })
  .map((rows) =>
    rows.map(([population, name, note, area], k) => ({
      code: `é${k}`,
      lat_deg: String(48 + k / 128),
      lon_deg: String(-2.5 + k / 64),
      population: String(population),
      name: name.trim(),
      area_km2: area === null ? '' : String(area / 8),
      note,
    })),
  );

const NUMBERS: readonly string[] = ['lat_deg', 'lon_deg', 'area_km2'];

/** The text of a table, and line and column of each cell by row and column. */
function written(
  rows: readonly Row[],
  dialect: Dialect,
): { text: string; place: (row: number, column: string) => string } {
  const { separator, lineBreak, order } = dialect;
  let text = dialect.hasSepLine ? `sep=${separator}${lineBreak}` : '';
  const offsets = new Map<string, number>();
  const blank = dialect.hasBlankRows ? separator.repeat(order.length - 1) + lineBreak : '';
  text += blank + order.join(separator) + lineBreak + blank;
  for (const [k, row] of rows.entries()) {
    for (const [i, column] of order.entries()) {
      if (i > 0) text += separator;
      offsets.set(`${k} ${column}`, text.length);
      text += cell(row[column], column, dialect);
    }
    text += lineBreak + blank;
  }
  const place = (row: number, column: string): string => {
    const lines = text.slice(0, offsets.get(`${row} ${column}`)).split(/\r\n|\r|\n/);
    return `${lines.length}:${lines.at(-1)!.length + 1}`;
  };
  return { text, place };
}

function cell(value: string, column: string, { separator, isDecimalComma, isQuoted }: Dialect): string {
  const shown = isDecimalComma && NUMBERS.includes(column) ? value.replace('.', ',') : value;
  return isQuoted || /["\r\n]/.test(shown) || shown.includes(separator) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

function encoded(text: string, encoding: Dialect['encoding']): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  if (encoding === 'utf8-bom') return Buffer.from(`\uFEFF${text}`);
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
}

function read(rows: readonly Row[], dialect: Dialect) {
  const { text, place } = written(rows, dialect);
  const path = join(folder, 'zones.csv');
  writeFileSync(path, encoded(text, dialect.encoding));
  const faults: string[] = [];
  const zones = readCsv(readText(path), (where, what) => faults.push(`${where}: ${what}`));
  return { zones, faults, place };
}

const PLAIN: Dialect = {
  separator: ',',
  isDecimalComma: false,
  lineBreak: '\n',
  encoding: 'utf8',
  hasSepLine: false,
  hasBlankRows: false,
  isQuoted: false,
  order: COLUMNS,
};

describe('a table of zones', () => {
  it('gives the same zones, bit by bit, in every dialect', () => {
    fc.assert(
      fc.property(tables, dialects, (rows, dialect) => {
        const plain = read(rows, PLAIN);
        const other = read(rows, dialect);
        expect([plain.faults, other.faults]).toEqual([[], []]);
        expect(other.zones!.name).toEqual(rows.map(({ name }) => name));
        // The plane is functions, of the positions that are compared.
        const bare = { notes: [], plane: null };
        expect({ ...other.zones, ...bare }).toEqual({ ...plain.zones, ...bare });
        const note = { ',': [], ';': ['read as parted by semicolons'], '\t': ['read as parted by tabs'] };
        expect(other.zones!.notes!.map((one) => one.replace(', with decimal commas', ''))).toEqual([
          ...note[dialect.separator],
          'columns ignored: "note"',
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it('has a mistake told once, at line and column of the first cell that has it', () => {
    fc.assert(
      fc.property(
        tables,
        dialects,
        fc.constantFrom('lat_deg', 'population', 'area_km2'),
        fc.nat(),
        fc.boolean(),
        (rows, dialect, column, which, isAll) => {
          const first = which % rows.length;
          const wrong = rows.map((row, k) => (k === first || (isAll && k > first) ? { ...row, [column]: 'n/d' } : row));
          const { faults, place } = read(wrong, dialect);
          const n = isAll ? rows.length - first : 1;
          const whose = `zone "é${first}"`;
          const where = n === 1 ? `, ${whose}` : ` in ${n} of ${rows.length} rows, first of ${whose}`;
          expect(faults).toEqual([`${place(first, column)}: ${column}: not a number${where}`]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never makes reading throw, whatever stands in it', () => {
    const scrap = fc.constantFrom(
      'code',
      'lat_deg',
      'lon_deg',
      'population',
      ',',
      ';',
      '\t',
      '"',
      '\r',
      '\n',
      'sep=',
      '1',
      '48,5',
      'A',
      ' ',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (parts) => {
        const faults: string[] = [];
        const zones = readCsv(parts.join(''), (where) => faults.push(where));
        expect(zones === undefined).toBe(faults.length > 0);
        for (const where of faults) expect(where).toMatch(/^\d+:\d+/);
      }),
      { numRuns: 1000 },
    );
  });
});
