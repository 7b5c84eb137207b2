// The expected form of a CSV table, and how its mistakes are reported.
import type { CsvCell } from './csv-rows.ts';

export interface TableForm {
  /** What a row is: `zone`. */
  row: string;
  /** The first of them names the row, and no two rows may share it. */
  required: readonly string[];
  optional: readonly string[];
  /** Columns of numbers without thousands, such as degrees: a point or comma in them is decimal. */
  fractions: readonly string[];
  /** Columns of counts: what looks like thousands in them is not read as decimals. */
  wholes: readonly string[];
  /** Other columns of numbers. */
  measures: readonly string[];
  /** Other names of columns, in lower case. */
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

/** A text of the file for faults and notes: cut, and without control characters. */
export function quoted(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return JSON.stringify(plain.length > 60 ? `${plain.slice(0, 57)}...` : plain);
}
