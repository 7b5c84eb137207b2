// Reads the table of a sweep: a CSV with a column for each factor and a row for each point.
import { type CsvCell, csvRows } from '../../city/csv-rows.ts';
import { nearest } from '../../nearest.ts';
import { type Fault, faultAt, type Origin, type Source } from '../faults.ts';
import type { Located } from '../located.ts';

const MOST_ROWS = 1_000_000;

/** A row's values by factor, each where it stands. */
export type TableRow = (Located & { kind: 'scalar' })[];

/** Rows in the order of the file, values in that of `factors`; or every fault. Cells are numbers, true, false or words. */
export function readTable(source: Source, factors: readonly string[]): { rows: TableRow[] } | { faults: Fault[] } {
  const text = source.text.replace(/^\uFEFF/, '');
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  const at = ({ line, col }: { line: number; col: number }): Origin => ({
    source: { ...source, text },
    offset: starts[line - 1]! + col - 1,
  });
  const firstLine = text.slice(0, starts[1]);
  const separator = ['\t', ';'].find((sign) => firstLine.includes(sign)) ?? ',';
  const [head, ...below] = csvRows(text, separator);
  if (!head || below.length === 0)
    return {
      faults: [
        faultAt(at({ line: 1, col: 1 }), { what: 'no rows', expected: 'a row of names, and a row for each point' }),
      ],
    };
  const names = head.map(({ text }) => text.trim());
  const faults: Fault[] = names.flatMap((name, k) => {
    const expected = `columns ${factors.join(', ')}, one for each factor`;
    if (names.indexOf(name) < k)
      return [faultAt(at(head[k]!), { what: 'a second column of that name', got: name, expected })];
    if (factors.includes(name)) return [];
    const near = nearest(
      name,
      factors.filter((factor) => !names.includes(factor)),
    );
    return [
      faultAt(at(head[k]!), { what: 'no such factor', got: name, expected, hint: near && `did you mean ${near}` }),
    ];
  });
  for (const factor of factors)
    if (!names.includes(factor) && faults.length === 0)
      faults.push(
        faultAt(at(head[0]!), {
          what: `no column ${factor}`,
          got: names.join(separator),
          expected: 'one for each factor',
        }),
      );
  if (below.length > MOST_ROWS)
    faults.push(faultAt(at(head[0]!), { what: 'too many rows', got: below.length, expected: `at most ${MOST_ROWS}` }));
  if (faults.length > 0) return { faults };
  const place = factors.map((factor) => names.indexOf(factor));
  const rows = below.map((row) => {
    if (row.length !== names.length)
      faults.push(
        faultAt(at(row[0]!), {
          what: 'wrong number of fields',
          got: row.length,
          expected: `${names.length} as in the first line`,
        }),
      );
    return place.map((k): TableRow[number] => {
      const cell: CsvCell = row[k] ?? { ...row[0]!, text: '' };
      if (cell.text.trim() === '' && row.length === names.length)
        faults.push(faultAt(at(cell), { what: 'is empty', expected: `a value of ${names[k]}` }));
      return { kind: 'scalar', at: at(cell), value: scalarOf(cell.text.trim()) };
    });
  });
  return faults.length > 0 ? { faults } : { rows };
}

function scalarOf(text: string): number | string | boolean {
  if (/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text)) return Number(text);
  return text === 'true' || text === 'false' ? text === 'true' : text;
}
