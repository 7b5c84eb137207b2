// The table of what happened to platforms: one row per event, by arm and seed.
import type { Results } from '../experiment/results.ts';
import { eventsOf } from '../measures/platforms.ts';
import { parquet } from './parquet.ts';
import { runsOf } from './series.ts';

/** Rows of a run in the order in which they happened. */
export function eventsParquet(results: Results): Uint8Array {
  const rows = runsOf(results).flatMap(({ arm, seed, record }) =>
    eventsOf(record).map((event) => ({ arm, seed, ...event })),
  );
  return parquet([
    { name: 'seed', type: 'STRING', data: rows.map(({ seed }) => seed) },
    { name: 'arm', type: 'STRING', data: rows.map(({ arm }) => arm) },
    { name: 'day', type: 'INT32', data: rows.map(({ day }) => day) },
    { name: 'event', type: 'STRING', data: rows.map(({ kind }) => kind) },
    { name: 'platform', type: 'STRING', data: rows.map(({ platform }) => platform) },
    { name: 'archetype', type: 'STRING', data: rows.map(({ archetype }) => archetype) },
    { name: 'cause', type: 'STRING', data: rows.map(({ cause }) => (cause === 'none' ? '' : cause)) },
    { name: 'file_before', type: 'INT32', data: rows.map(({ fileBefore }) => fileBefore) },
    { name: 'file_after', type: 'INT32', data: rows.map(({ fileAfter }) => fileAfter) },
  ]);
}
