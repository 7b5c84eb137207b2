// Reads a CSV table as spreadsheets save it, and reports faults in its cells.
import { neverClosed, quoted, type TableFault, type TableForm } from './csv-form.ts';
import { meantColumn, readHead, type TableHead } from './csv-header.ts';
import { type DecimalSign, isSheetError, type NoNumber, readNumber, signShown } from './csv-numbers.ts';
import type { CsvCell } from './csv-rows.ts';

export interface CsvRow {
  first: CsvCell;
  nCells: number;
  /** Cells of the columns that are known. */
  cells: ReadonlyMap<string, CsvCell>;
}

export interface Mistake {
  what: string;
  /** The same for many rows, where `what` is of one alone. */
  ofMany?: string;
  got?: unknown;
  expected: string;
  hint?: string | undefined;
}

export interface NumberKind {
  expected: string;
  /** What is wrong with a number, undefined if nothing is. */
  wrong: (value: number) => string | undefined;
}

export interface Table {
  rows: readonly CsvRow[];
  /** What stands in a column, empty where nothing does. */
  text: (row: CsvRow, column: string) => string;
  /** The number in a column; NaN, and a fault noted, where there is none or it is `wrong`. */
  number: (row: CsvRow, column: string, kind: NumberKind) => number;
  /** Notes a mistake; that of many rows is told once. */
  fault: (row: CsvRow, column: string, mistake: Mistake) => void;
  /** Tells all that was noted, in order of place; whether it was nothing. */
  isSound: () => boolean;
}

/**
 * Opens the text of a table: parted by commas, semicolons or tabs, whichever name most of its columns, or as a first line
 * `sep=;` says; names of columns in any case. Rows and columns without content are left out. Undefined, with faults told,
 * where its rows cannot be read. `note` hears how it was read, where that is not plain.
 */
export function openTable(
  text: string,
  form: TableForm,
  tell: (fault: TableFault) => void,
  note: (text: string) => void,
): Table | undefined {
  const head = readHead(text.replace(/^\uFEFF/, ''), form, tell);
  if (!head) return undefined;
  const { rows, misfits, nRows, open, namelessUsed } = readRows(head, form.maxRows);
  if (open) return neverClosed(open, tell);
  if (nRows > form.maxRows) {
    tell({ line: 1, col: 1, column: '', what: `too many ${form.row}s`, expected: `at most ${form.maxRows}` });
    return undefined;
  }
  const { header } = head;
  const textOf = (row: CsvRow, column: string): string => row.cells.get(column)?.text.trim() ?? '';
  const sign = signOf(head, rows, form, textOf);
  const noted = new Map<string, TableFault & { row: CsvRow; n: number; ofMany: string }>();

  const fault: Table['fault'] = (row, column, { what, ofMany = what, got, expected, hint }) => {
    const key = JSON.stringify([column, ofMany]);
    const before = noted.get(key);
    const { line, col } = row.cells.get(column) ?? row.first;
    if (before) before.n++;
    else noted.set(key, { line, col, column, what, ofMany, got, expected, hint, row, n: 1 });
  };
  for (const row of misfits)
    fault(row, '', {
      what: 'wrong number of fields',
      got: row.nCells,
      expected: `${header.length} as in the header`,
      hint:
        head.separator === ',' && row.nCells > header.length
          ? 'a comma inside a field wants quotes around it; decimals want a point, or a file parted by semicolons'
          : undefined,
    });

  checkNames(rows, form, textOf, fault);
  for (const line of notesOn(head, namelessUsed, form, sign)) note(line);
  return {
    rows,
    text: textOf,
    fault,
    number: (row, column, { expected, wrong }) => {
      const got = textOf(row, column);
      const read = got === '' ? EMPTY : readNumber(got, sign(column));
      const what = typeof read === 'number' ? wrong(read) : read.what;
      if (typeof read === 'number' && what === undefined) return read;
      const hint = typeof read === 'number' ? undefined : read.hint;
      fault(row, column, { what: what!, got: got === '' ? undefined : got, expected, hint });
      return Number.NaN;
    },
    isSound: () => {
      const [name] = form.required;
      for (const { row, n, ofMany, what, ...one } of [...noted.values()].sort(
        (a, b) => a.line - b.line || a.col - b.col,
      )) {
        const named = one.column === name ? '' : textOf(row, name);
        const whose = named === '' ? '' : `${form.row} ${quoted(named)}`;
        const where = n === 1 ? whose && `, ${whose}` : ` in ${n} of ${nRows} rows${whose && `, first of ${whose}`}`;
        tell({ ...one, what: (n === 1 ? what : ofMany) + where });
      }
      return noted.size === 0;
    },
  };
}

/** Every row has a name of its own. */
function checkNames(
  rows: readonly CsvRow[],
  { required: [column], name }: TableForm,
  textOf: Table['text'],
  fault: Table['fault'],
): void {
  const lineOf = new Map<string, number>();
  for (const row of rows) {
    const got = textOf(row, column);
    const line = lineOf.get(got);
    if (got === '') fault(row, column, { what: 'is empty', expected: name });
    else if (isSheetError(got)) fault(row, column, { what: 'an error of a spreadsheet', got, expected: name });
    else if (line === undefined) lineOf.set(got, row.first.line);
    else
      fault(row, column, {
        what: `same ${column} as line ${line}`,
        ofMany: `same ${column} as a line above`,
        got,
        expected: name,
      });
  }
}

/** Rows below the header: those whose cells stand below its names, and those that have too few or too many. */
function readRows({ header, place, below }: TableHead, maxRows: number) {
  const rows: CsvRow[] = [];
  const misfits: CsvRow[] = [];
  const needed = Math.max(...place.values()) + 1;
  const nameless = [...header.keys()].filter((k) => header[k].text === '');
  /** Columns without a name in which something stands. */
  const namelessUsed = new Set<number>();
  let nRows = 0;
  for (const row of below) {
    const open = row.find(({ isOpen }) => isOpen);
    if (open) return { rows, misfits, nRows, namelessUsed, open };
    if (++nRows > maxRows) break;
    const cells = new Map([...place].filter(([, k]) => k < row.length).map(([column, k]) => [column, row[k]]));
    const isFit = row.length >= needed && row.slice(header.length).every(({ text }) => text.trim() === '');
    (isFit ? rows : misfits).push({ first: row[0], nCells: row.length, cells });
    for (const k of nameless) if (k < row.length && row[k].text.trim() !== '') namelessUsed.add(k);
  }
  return { rows, misfits, nRows, namelessUsed };
}

/** The decimal sign of each column, undefined where it cannot be told from one between thousands. */
function signOf(
  { separator, place }: TableHead,
  rows: readonly CsvRow[],
  { fractions, measures, wholes }: TableForm,
  textOf: Table['text'],
): (column: string) => DecimalSign | undefined {
  const shown = new Map<string, DecimalSign>();
  for (const column of [...fractions, ...measures, ...wholes]) {
    if (!place.has(column)) continue;
    for (const row of rows) {
      const sign = signShown(textOf(row, column), fractions.includes(column));
      if (sign && !shown.has(column)) shown.set(column, sign);
    }
  }
  const [first] = shown.values();
  // In a file parted by commas, a decimal comma stands in quotes.
  const sign = first ?? (separator === ',' ? '.' : undefined);
  return (column) => (wholes.includes(column) && !shown.has(column) ? undefined : sign);
}

const EMPTY: NoNumber = { what: 'is empty' };

const PARTED_BY: Record<string, string> = { ';': 'semicolons', '\t': 'tabs' };

/** What a reader of the results must know of how the table was read. */
function notesOn(
  head: TableHead,
  namelessUsed: ReadonlySet<number>,
  form: TableForm,
  sign: (column: string) => DecimalSign | undefined,
): string[] {
  const { separator, header, place } = head;
  const notes: string[] = [];
  const parted = PARTED_BY[separator] ?? JSON.stringify(separator);
  const isComma = [...form.fractions, ...form.measures, ...form.wholes].some((column) => sign(column) === ',');
  if (separator !== ',') notes.push(`read as parted by ${parted}${isComma ? ', with decimal commas' : ''}`);
  else if (isComma) notes.push('read with decimal commas, in quotes');
  const used = new Set(place.values());
  const ignored = header.flatMap(({ text: name }, k) => {
    if (used.has(k)) return [];
    if (name === '') return namelessUsed.has(k) ? [`number ${k + 1}, which has no name`] : [];
    const meant = meantColumn(name, head, form);
    return [quoted(name) + (meant ? ` (did you mean ${meant}?)` : '')];
  });
  if (ignored.length > 0) {
    const more = ignored.length > MOST_NAMED ? ` and ${ignored.length - MOST_NAMED} more` : '';
    notes.push(`columns ignored: ${ignored.slice(0, MOST_NAMED).join(', ')}${more}`);
  }
  return notes;
}

const MOST_NAMED = 10;
