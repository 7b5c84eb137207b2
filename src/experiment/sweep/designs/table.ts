// Table: rows that someone else has chosen.
import type { Design } from './design.ts';

export const table: Design = {
  id: 'table',
  text: 'Rows of a CSV file, a column for each factor.',
  reads: ['table'],
  faultIn: (factors, { table: rows }) => {
    if (rows.length === 0) return 'the table has no rows';
    const odd = rows.findIndex(({ length }) => length !== factors.length);
    return odd < 0
      ? null
      : `row ${odd + 1} of the table has ${rows[odd]!.length} values; expected ${factors.length}, one for each factor`;
  },
  rowsOf: (_, { table: rows }) => ({ length: rows.length, valuesOf: (row) => rows[row]! }),
};
