// Counts of areas from a user's CSV file, and all that is wrong with it. Knows no estimator.
import { csvRows } from '../city/csv-rows.ts';
import { parseNumber } from '../city/zones.ts';
import { type AreaCount, ROLES, type Role } from '../measures/estimators/estimator.ts';
import { type Fault, faultAt, formatFaults, inOrder, limited, type Source } from '../scenario/faults.ts';
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
    text = readText(path);
  } catch (error) {
    throw new UserError(`${path}: cannot be read (${(error as Error).message}); expected a CSV file of counts`);
  }
  const { counts, faults } = parseCounts({ file: path, text: text.replace(/^\uFEFF/, ''), hasLines: true });
  if (faults.length > 0) throw new UserError(formatFaults(limited(faults.sort(inOrder))));
  return counts;
}

/** Counts and faults of a text; counts mean something only where there are no faults. */
export function parseCounts(source: Source): { counts: AreaCount[]; faults: Fault[] } {
  const { header, offsets: places, rows } = csvRows(source.text);
  const faults: Fault[] = [];
  const fault = (offset: number, rest: Parameters<typeof faultAt>[1]): void => {
    faults.push(faultAt({ source, offset }, rest));
  };
  const isEmpty = header.length === 0;
  if (isEmpty) fault(0, { what: 'is empty', expected: COLUMNS });
  for (const column of isEmpty ? [] : REQUIRED.filter((name) => !header.includes(name))) {
    const hint = header.length === 1 && /[;\t]/.test(header[0]) ? 'part columns by commas' : undefined;
    fault(places[0], { path: column, what: 'missing column', got: header.join(','), expected: COLUMNS, hint });
  }
  for (const [k, column] of header.entries()) {
    if (header.indexOf(column) < k) fault(places[k], { path: column, what: 'column named twice', expected: COLUMNS });
    else if (![...REQUIRED, ...OPTIONAL].includes(column)) {
      const near = nearest(column, [...REQUIRED, ...OPTIONAL]);
      fault(places[k], {
        what: 'unknown column',
        got: column,
        expected: COLUMNS,
        hint: near && `did you mean ${near}`,
      });
    }
  }
  if (faults.length > 0) return { counts: [], faults };
  if (rows.length === 0) fault(0, { what: 'no rows', expected: 'a row per area below the header' });

  const lineOf = new Map<string, number>();
  const counts: AreaCount[] = [];
  for (const { line, fields, offsets } of rows) {
    if (fields.length !== header.length) {
      const expected = `${header.length} as in the header`;
      fault(offsets[0], { what: 'wrong number of fields', got: fields.length, expected });
      continue;
    }
    const at = (column: string): number => offsets[header.indexOf(column)];
    const cell = (column: string): string => fields[header.indexOf(column)]?.trim() ?? '';
    const events = (column: string): number => {
      const value = parseNumber(cell(column));
      if (Number.isInteger(value) && value >= 0 && value <= MOST_EVENTS) return value;
      const what = Number.isNaN(value)
        ? 'not a number'
        : Number.isInteger(value)
          ? 'out of range'
          : 'not a whole number';
      fault(at(column), { path: column, what, got: cell(column), expected: 'a whole number of events, from 0 to 1e9' });
      return 0;
    };
    const factor = (column: string): number => {
      if (cell(column) === '') return 1;
      const value = parseNumber(cell(column));
      if (value > 0 && value <= MOST_EVENTS) return value;
      const what = Number.isNaN(value) ? 'not a number' : 'out of range';
      fault(at(column), { path: column, what, got: cell(column), expected: 'a number above 0, or nothing for 1' });
      return 1;
    };
    const area = cell('area');
    const earlier = lineOf.get(area);
    const itsOwn = 'a name of its own for every row';
    if (area === '') fault(at('area'), { path: 'area', what: 'is empty', expected: itsOwn });
    else if (earlier !== undefined)
      fault(at('area'), { path: 'area', what: `same area as line ${earlier}`, got: area, expected: itsOwn });
    else lineOf.set(area, line);
    const role = cell('role');
    if (!ROLES.some((one) => one === role)) {
      const near = nearest(role, ROLES);
      const expected = ROLES.join(', ');
      fault(at('role'), {
        path: 'role',
        what: 'unknown role',
        got: role,
        expected,
        hint: near && `did you mean ${near}`,
      });
    }
    const count: AreaCount = { area, role: role as Role, before: events('before'), after: events('after') };
    counts.push({ ...count, weight: factor('weight'), harm: factor('harm') });
  }
  return { counts, faults };
}
