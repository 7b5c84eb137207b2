// The daily counts of a record: all names, their notes, and access by name.
import type { Counts } from './kernel/part.ts';
import { type ArmRecord, createRecord } from './kernel/record.ts';
import { COUNT_NAMES, COUNTS, type CountName } from './parts.ts';

export { COUNT_NAMES, COUNTS, type CountName };

const ROW = new Map(COUNT_NAMES.map((name, row) => [name, row]));

/** An empty record of one arm, with a row for every count. */
export const emptyRecord = (
  arm: string,
  replicate: number,
  size: Omit<Parameters<typeof createRecord>[2], 'nCounts'>,
): ArmRecord => createRecord(arm, replicate, { ...size, nCounts: COUNT_NAMES.length });

/** All days of one count, as a view of the record. */
export function daysOfCount({ daily, nDays }: Pick<ArmRecord, 'daily' | 'nDays'>, name: CountName): Float64Array {
  const at = ROW.get(name)! * nDays;
  return daily.subarray(at, at + nDays);
}

/** All counts by name, as views of the record. */
export const countsOf = (record: ArmRecord): Counts<CountName> =>
  Object.fromEntries(COUNT_NAMES.map((name) => [name, daysOfCount(record, name)])) as Counts<CountName>;
