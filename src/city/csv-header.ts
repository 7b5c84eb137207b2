// Finds the separator and the header of a CSV table.
import { nearest } from '../nearest.ts';
import { neverClosed, quoted, type TableFault, type TableForm } from './csv-form.ts';
import { type CsvCell, csvRows } from './csv-rows.ts';

export interface TableHead {
  separator: string;
  /** Names as written, trimmed. */
  header: CsvCell[];
  /** Place of each known column. */
  place: ReadonlyMap<string, number>;
  /** Rows below the header that hold anything. */
  below: Iterable<CsvCell[]>;
}

const SEPARATORS = [',', ';', '\t'];

/** `sep=;`, which Excel writes above the header and obeys. */
const SEP_LINE = /^"?sep=([^\r\n])"?[;,\t]*(?:\r|\n|$)/i;

/** Rows, and characters, among which the header is looked for. */
const NEAR_TOP = 20;
const NEAR_TOP_LENGTH = 1e6;

/** The separator and columns of a table; undefined, with faults told, where its rows cannot be read by them. */
export function readHead(text: string, form: TableForm, tell: (fault: TableFault) => void): TableHead | undefined {
  const expected = `columns ${form.required.join(', ')} and optionally ${form.optional.join(', ')}`;
  const said = SEP_LINE.exec(text)?.[1];
  const separator = said ?? likeliest(text, form);
  const rows = filled(text, separator, said === undefined ? 0 : 1);
  const header = rows.next().value?.map((cell) => ({ ...cell, text: cell.text.trim() }));
  if (!header) return refuse(tell, { what: 'is empty', expected });
  const open = header.find(({ isOpen }) => isOpen);
  if (open) return neverClosed(open, tell);
  const names = header.map((cell) => cell.text);
  const known = [...form.required, ...form.optional];
  const place = new Map<string, number>();
  const twice = new Map<string, CsvCell>();
  for (const [k, cell] of header.entries()) {
    const column = plainName(cell.text);
    if (place.has(column) && !twice.has(column)) twice.set(column, cell);
    else if (!place.has(column) && known.includes(column)) place.set(column, k);
  }
  const missing = form.required.filter((column) => !place.has(column));
  if (missing.length + twice.size === 0) return { separator, header, place, below: rows };
  const got = names.join(separator);
  const later = missing.length > 0 ? laterHeader(text, separator, form) : undefined;
  if (later !== undefined) {
    const hint = `line ${later} looks like it: delete what stands above`;
    return refuse(tell, { ...header[0], what: 'no header', got, expected, hint });
  }
  if (names.filter((name) => name !== '').length === 1) {
    const parted = said === undefined ? 'commas, semicolons or tabs' : `${quoted(said)}, as its first line says`;
    return refuse(tell, { ...header[0], what: 'one column', got, expected: `${expected}, parted by ${parted}` });
  }
  if (!names.some((name) => known.some((column) => isLike(name, column, form)))) {
    const hint = 'name the columns in the first line';
    return refuse(tell, { ...header[0], what: 'no header', got, expected, hint });
  }
  for (const column of missing) {
    const meant = names.find((name) => !place.has(plainName(name)) && isLike(name, column, form));
    const hint = meant && `did you mean ${column} by ${quoted(meant)}`;
    tell({ ...header[0], column, what: 'missing column', got, expected, hint });
  }
  for (const [column, { line, col, text: name }] of twice)
    tell({ line, col, column, what: 'column named twice', got: name, expected });
  return undefined;
}

/** The missing number column that an unknown name was probably meant for. */
export const meantColumn = (name: string, { place }: TableHead, form: TableForm): string | undefined =>
  [...form.fractions, ...form.wholes, ...form.measures].find(
    (column) => !place.has(column) && isLike(name, column, form),
  );

function isLike(name: string, column: string, { aliases }: TableForm): boolean {
  const plain = plainName(name);
  if (plain === '') return false;
  if (aliases[column]?.includes(plain) || column.startsWith(`${plain}_`) || plain.startsWith(`${column}_`)) return true;
  return nearest(plain, [column]) !== undefined;
}

/** Rows in which any cell holds more than blanks. */
function* filled(text: string, separator: string, nSkipped = 0): Generator<CsvCell[], undefined> {
  for (const row of csvRows(text, separator))
    if (row[0].line > nSkipped && row.some((cell) => cell.text.trim() !== '')) yield row;
  return undefined;
}

function* nearTop(text: string, separator: string): Generator<CsvCell[]> {
  let n = 0;
  for (const row of filled(text.slice(0, NEAR_TOP_LENGTH), separator)) {
    yield row;
    if (++n === NEAR_TOP) return;
  }
}

/** The separator by which one of the first rows names most columns, or has most cells. */
function likeliest(text: string, form: TableForm): string {
  let best = SEPARATORS[0];
  let most = 0;
  for (const separator of SEPARATORS) {
    const scores = [...nearTop(text, separator)].map((row) => 1000 * nKnown(row, form) + Math.min(999, row.length));
    const score = Math.max(0, ...scores);
    if (score > most) [best, most] = [separator, score];
  }
  return best;
}

/** Line of the first row near the top that names every required column. */
function laterHeader(text: string, separator: string, form: TableForm): number | undefined {
  for (const row of nearTop(text, separator)) {
    const names = row.map((cell) => plainName(cell.text));
    if (form.required.every((column) => names.includes(column))) return row[0].line;
  }
  return undefined;
}

function nKnown(row: readonly CsvCell[], { required, optional }: TableForm): number {
  const names = new Set(row.map((cell) => plainName(cell.text)));
  return [...required, ...optional].filter((column) => names.has(column)).length;
}

/** `Lat deg` as `lat_deg`. */
const plainName = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

const refuse = (
  tell: (fault: TableFault) => void,
  {
    line = 1,
    col = 1,
    column = '',
    what,
    got,
    expected,
    hint,
  }: Partial<TableFault> & { what: string; expected: string },
): undefined => {
  tell({ line, col, column, what, got, expected, hint });
  return undefined;
};
