// Where the record's daily measures lie.
import { type ArmRecord, DAILY_MEASURES } from './kernel/record.ts';

type Measure = (typeof DAILY_MEASURES)[number];

/** Index of each daily measure by name. */
export const DAILY = Object.fromEntries(DAILY_MEASURES.map((name, index) => [name, index])) as Record<Measure, number>;

/** Adds to a daily measure; days before day 0 are not kept. */
export function addDaily(record: ArmRecord, measure: number, reportedDay: number, amount: number): void {
  if (reportedDay >= 0) record.daily[measure * record.nDays + reportedDay] += amount;
}
