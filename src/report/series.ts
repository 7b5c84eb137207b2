// The daily table: orders, grams and revenue by arm, seed, day, channel and area, as CSV and Parquet.
import { csvFormatValue } from 'd3-dsv';
import { type ArmRecord, CHANNELS, GROUPS, seriesAt } from '../engine/kernel/record.ts';
import type { Results } from '../experiment/results.ts';
import { armOrder } from '../measures/series.ts';
import { dayNumber, euros, grams, isoDate } from '../units.ts';
import { seedOf } from './json.ts';
import { parquet } from './parquet.ts';

export const SERIES_COLUMNS = [
  'arm',
  'seed',
  'day',
  'date',
  'channel',
  'area',
  'orders',
  'grams',
  'revenue_eur',
] as const;

/** One CSV row per arm, seed, day, channel and area; a header line; lines end with `\n`. */
export function seriesCsv(results: Results): Uint8Array {
  const dates = datesOf(results);
  const text = new TextEncoder();
  const parts = [text.encode(`${SERIES_COLUMNS.join(',')}\n`)];
  for (const { arm, seed, record } of runsOf(results)) {
    const lead = `${csvFormatValue(arm)},${csvFormatValue(seed)}`;
    let lines = '';
    eachCell(record, (day, channel, area, at) => {
      lines += `${lead},${day},${dates[day]},${channel},${area},${record.series[at]},${gramsAt(record, at)},${eurosAt(record, at)}\n`;
    });
    parts.push(text.encode(lines));
  }
  return joined(parts);
}

/** The same rows and columns as Parquet. */
export function seriesParquet(results: Results): Uint8Array {
  const dates = datesOf(results);
  const runs = runsOf(results);
  const nRows = runs.reduce((sum, { record }) => sum + record.nDays * CHANNELS.length * GROUPS.length, 0);
  const words = {
    arm: new Array<string>(nRows),
    seed: new Array<string>(nRows),
    date: new Array<string>(nRows),
    channel: new Array<string>(nRows),
    area: new Array<string>(nRows),
  };
  const days = new Int32Array(nRows);
  const numbers = {
    orders: new Int32Array(nRows),
    grams: new Float64Array(nRows),
    revenue_eur: new Float64Array(nRows),
  };
  let row = 0;
  for (const { arm, seed, record } of runs)
    eachCell(record, (day, channel, area, at) => {
      words.arm[row] = arm;
      words.seed[row] = seed;
      words.date[row] = dates[day]!;
      words.channel[row] = channel;
      words.area[row] = area;
      days[row] = day;
      numbers.orders[row] = record.series[at]!;
      numbers.grams[row] = gramsAt(record, at);
      numbers.revenue_eur[row++] = eurosAt(record, at);
    });
  return parquet([
    { name: 'arm', type: 'STRING', data: words.arm },
    { name: 'seed', type: 'STRING', data: words.seed },
    { name: 'day', type: 'INT32', data: days },
    { name: 'date', type: 'STRING', data: words.date },
    { name: 'channel', type: 'STRING', data: words.channel },
    { name: 'area', type: 'STRING', data: words.area },
    { name: 'orders', type: 'INT32', data: numbers.orders },
    { name: 'grams', type: 'DOUBLE', data: numbers.grams },
    { name: 'revenue_eur', type: 'DOUBLE', data: numbers.revenue_eur },
  ]);
}

/** Every run in the order of all tables: arms, then replicates. */
export const runsOf = (results: Results): { arm: string; seed: string; record: ArmRecord }[] =>
  armOrder(Object.keys(results.records), results.baseline).flatMap((arm) =>
    results.records[arm]!.map((record) => ({ arm, seed: seedOf(results, record.replicate), record })),
  );

const gramsAt = (record: ArmRecord, at: number): number => grams(record.series[at + 1]!);
const eurosAt = (record: ArmRecord, at: number): number => euros(record.series[at + 2]!);

function datesOf({ scenario: { time } }: Results): string[] {
  const first = dayNumber(time.start_date);
  return Array.from({ length: time.pre_days + time.post_days }, (_, day) => isoDate(first + day));
}

function eachCell(record: ArmRecord, visit: (day: number, channel: string, area: string, at: number) => void): void {
  for (let day = 0; day < record.nDays; day++)
    for (const [c, channel] of CHANNELS.entries())
      for (const [group, area] of GROUPS.entries()) visit(day, channel, area, seriesAt(day, c, group));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
