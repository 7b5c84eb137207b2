// Reads counts of areas from a user's CSV file, and reports its faults.

import type { TableFault, TableForm } from '../city/csv-form.ts';
import { type NumberKind, openTable } from '../city/csv-table.ts';
import { type AreaCount, type AreaRole, ROLES } from '../measures/estimators/estimator.ts';
import { nearest } from '../nearest.ts';
import { asWritten, type Fault, formatFaults } from '../scenario/faults.ts';
import { whyUnread } from '../unreadable.ts';
import { readText } from './read-text.ts';
import { UserError } from './terminal.ts';

const FORM: TableForm = {
  row: 'area',
  required: ['area', 'role', 'before', 'after'],
  optional: ['weight', 'harm'],
  fractions: [],
  wholes: ['before', 'after'],
  measures: ['weight', 'harm'],
  aliases: { before: ['pre'], after: ['post'], weight: ['weights'], harm: ['harms', 'severity'] },
  name: 'a name of its own for every row',
  maxRows: 100_000,
};

/** Largest count; above it the E-test would take minutes. */
const MOST_EVENTS = 1e9;

const EVENTS: NumberKind = {
  expected: 'a whole number of events, from 0 to 1e9',
  wrong: (value) => {
    if (value < 0) return 'a negative count';
    if (!Number.isInteger(value)) return 'not a whole number';
    return value <= MOST_EVENTS ? undefined : 'out of range';
  },
};

const FACTOR: NumberKind = {
  expected: 'a number above 0, at most 1e9, or nothing for 1',
  wrong: (value) => (value > 0 && value <= MOST_EVENTS ? undefined : 'out of range'),
};

/**
 * Counts of a CSV file, a row per area, and notes on how it was read. Throws a {@link UserError} with every mistake of the
 * file, or with why it cannot be read.
 */
export function readCounts(path: string): { counts: AreaCount[]; notes: string[] } {
  const text = textOf(path);
  const faults: Fault[] = [];
  const tell = ({ column, got, hint, ...fault }: TableFault): void => {
    const place = { file: path, path: column, sourceLine: lineOf(text, fault.line) };
    faults.push({ ...fault, ...place, got: got === undefined ? '' : asWritten(got), ...(hint && { hint }) });
  };
  const notes: string[] = [];
  const counts = readRows(text, tell, (note) => notes.push(`${path}: ${note}`));
  if (faults.length > 0) throw new UserError(formatFaults(faults));
  return { counts, notes };
}

/** What stands on a line, from 1; the beginning of one that is very long. */
function lineOf(text: string, line: number): string {
  const breaks = /\r\n|\r|\n/g;
  for (let k = 1; k < line; k++) breaks.exec(text);
  return text.slice(breaks.lastIndex, breaks.lastIndex + 100_000).split(/[\r\n]/, 1)[0];
}

function textOf(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    const fault = whyUnread(error, 'a CSV file of counts');
    throw new UserError(formatFaults([{ file: path, path: '', got: '', ...fault }]));
  }
}

function readRows(text: string, tell: (fault: TableFault) => void, note: (text: string) => void): AreaCount[] {
  const table = openTable(text, FORM, tell, note);
  if (!table) return [];
  const { rows, number, fault } = table;
  const factor = (row: (typeof rows)[number], column: string): number =>
    table.text(row, column) === '' ? 1 : number(row, column, FACTOR);
  const counts = rows.map((row) => {
    const role = table.text(row, 'role');
    if (!ROLES.some((one) => one === role)) {
      const near = nearest(role, ROLES);
      const hint = near && `did you mean ${near}`;
      fault(row, 'role', { what: 'unknown role', got: role, expected: ROLES.join(', '), hint });
    }
    return {
      area: table.text(row, 'area'),
      role: role as AreaRole,
      before: number(row, 'before', EVENTS),
      after: number(row, 'after', EVENTS),
      weight: factor(row, 'weight'),
      harm: factor(row, 'harm'),
    };
  });
  if (table.isSound() && rows.length === 0)
    tell({ line: 1, col: 1, column: '', what: 'no rows', expected: 'a row per area below the header' });
  return counts;
}
