// What a table of text is to hold, and how its mistakes are told.
import type { CsvCell } from './csv-rows.ts';

export interface TableForm {
  /** What a row is: `zone`. */
  row: string;
  /** The first of them names the row, and no two rows may share it. */
  required: readonly string[];
  optional: readonly string[];
  /** Columns of numbers that have no thousands, as degrees: a sign in them is decimal. */
  fractions: readonly string[];
  /** Columns of things that are counted: what looks like thousands in them is not taken for decimals. */
  wholes: readonly string[];
  /** Other columns of numbers. */
  measures: readonly string[];
  /** What else people call a column, in lower case. */
  aliases: Readonly<Record<string, readonly string[]>>;
  /** What the first column is to hold: `a code of its own for every zone`. */
  name: string;
  maxRows: number;
}

/** One mistake of a column, in however many rows; `line` and `col` are those of the first. */
export interface TableFault {
  line: number;
  col: number;
  /** Empty for the table as a whole. */
  column: string;
  what: string;
  got?: unknown;
  expected: string;
  hint?: string | undefined;
}

export function neverClosed({ line, col }: CsvCell, tell: (fault: TableFault) => void): undefined {
  tell({ line, col, column: '', what: 'a quote that is never closed', expected: 'a quote at its end' });
}

/** A text of the file as faults and notes print it: cut, and without what could drive a terminal. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return JSON.stringify(plain.length > 60 ? `${plain.slice(0, 57)}...` : plain);
}
