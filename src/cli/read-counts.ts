// Counts of areas from a user's CSV file, and all that is wrong with it. Knows no estimator.
import { type CsvRow, csvRows } from '../city/csv-rows.ts';
import { parseNumber } from '../city/zones.ts';
import { type AreaCount, ROLES, type Role } from '../measures/estimators/estimator.ts';
import { type Fault, faultAt, formatFaults, inOrder, limited } from '../scenario/faults.ts';
import { nearest } from '../scenario/nearest.ts';
import { readText } from './read-text.ts';
import { UserError } from './terminal.ts';

const REQUIRED = ['area', 'role', 'before', 'after'];
const OPTIONAL = ['weight', 'harm'];
const COLUMNS = `columns ${REQUIRED.join(', ')} and optionally ${OPTIONAL.join(', ')}`;
/** Beyond it the E-test would take minutes. */
const MOST_EVENTS = 1e9;

/** Counts of a CSV file, a row per area. Throws a {@link UserError} with all faults, or with why it cannot be read. */
export function readCounts(path: string): AreaCount[] {
  let text: string;
  try {
    text = readText(path).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UserError(`${path}: cannot be read (${(error as Error).message}); expected a CSV file of counts`);
  }
  const faults: Fault[] = [];
  const report: Report = (offset, fault) => {
    faults.push(faultAt({ source: { file: path, text, hasLines: true }, offset }, fault));
  };
  const { header, offsets, rows } = csvRows(text);
  const counts = checkHeader(header, offsets, report) ? readRows(header, rows, report) : [];
  if (faults.length > 0) throw new UserError(formatFaults(limited(faults.sort(inOrder))));
  return counts;
}

type Report = (offset: number, fault: Parameters<typeof faultAt>[1]) => void;

/** Whether rows can be read by this header: it has all columns that are required. */
function checkHeader(header: readonly string[], offsets: readonly number[], report: Report): boolean {
  if (header.length === 0) {
    report(0, { what: 'is empty', expected: COLUMNS });
    return false;
  }
  if (header.length === 1 && /[;\t]/.test(header[0])) {
    report(offsets[0], { what: 'one column', got: header[0], expected: `${COLUMNS}, parted by commas` });
    return false;
  }
  const known = [...REQUIRED, ...OPTIONAL];
  for (const [k, column] of header.entries()) {
    if (header.indexOf(column) < k) report(offsets[k], { path: column, what: 'column named twice', expected: COLUMNS });
    else if (!known.includes(column))
      report(offsets[k], { what: 'unknown column', got: column, expected: COLUMNS, hint: meant(column, known) });
  }
  const missing = REQUIRED.filter((name) => !header.includes(name));
  for (const path of missing)
    report(offsets[0], { path, what: 'missing column', got: header.join(','), expected: COLUMNS });
  return missing.length === 0;
}

function readRows(header: readonly string[], rows: readonly CsvRow[], report: Report): AreaCount[] {
  if (rows.length === 0) report(0, { what: 'no rows', expected: 'a row per area below the header' });
  const lineOf = new Map<string, number>();
  const counts: AreaCount[] = [];
  for (const { line, fields, offsets } of rows) {
    if (fields.length !== header.length) {
      const expected = `${header.length} as in the header`;
      report(offsets[0], { what: 'wrong number of fields', got: fields.length, expected });
      continue;
    }
    const cell = (path: string): Cell => {
      const at = header.indexOf(path);
      const text = fields[at]?.trim() ?? '';
      const got = text === '' ? undefined : text;
      return { text, report: (what, expected, hint) => report(offsets[at], { path, what, got, expected, hint }) };
    };
    const area = cell('area');
    const earlier = lineOf.get(area.text);
    if (area.text === '') area.report('is empty', OWN_NAME);
    else if (earlier !== undefined) area.report(`same area as line ${earlier}`, OWN_NAME);
    else lineOf.set(area.text, line);
    const role = cell('role');
    if (!ROLES.some((one) => one === role.text)) role.report('unknown role', ROLES.join(', '), meant(role.text, ROLES));
    counts.push({
      area: area.text,
      role: role.text as Role,
      before: events(cell('before')),
      after: events(cell('after')),
      weight: factor(cell('weight')),
      harm: factor(cell('harm')),
    });
  }
  return counts;
}

interface Cell {
  text: string;
  report: (what: string, expected: string, hint?: string) => void;
}

const OWN_NAME = 'a name of its own for every row';

/** A number of events; 0 and a fault where it is none. */
function events({ text, report }: Cell): number {
  const value = parseNumber(text);
  if (Number.isInteger(value) && value >= 0 && value <= MOST_EVENTS) return value;
  let what = 'out of range';
  if (text === '') what = 'is empty';
  else if (Number.isNaN(value)) what = 'not a number';
  else if (value < 0) what = 'a negative count';
  else if (!Number.isInteger(value)) what = 'not a whole number';
  report(what, 'a whole number of events, from 0 to 1e9');
  return 0;
}

/** A weight or harm; 1 where nothing is written, and with a fault where it is none. */
function factor({ text, report }: Cell): number {
  const value = text === '' ? 1 : parseNumber(text);
  if (value > 0 && value <= MOST_EVENTS) return value;
  report(Number.isNaN(value) ? 'not a number' : 'out of range', 'a number above 0, at most 1e9, or nothing for 1');
  return 1;
}

function meant(word: string, candidates: readonly string[]): string | undefined {
  const near = nearest(word, candidates);
  return near && `did you mean ${near}`;
}
