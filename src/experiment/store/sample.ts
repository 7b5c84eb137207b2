// Runs some runs of a sweep again, and compares their rows.
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { RunRow } from '../sweep/sweep.ts';
import { type Place, rowAt, rowsIn } from './segments.ts';

/** The `n` keys of a list that a key picks: the same each time, and at random as far as the list goes. */
export function keyedSample<T>(items: Iterable<T>, keyOf: (item: T) => string, n: number, key: string): T[] {
  let picked: { rank: string; id: string; item: T }[] = [];
  for (const item of items) {
    const id = keyOf(item);
    const rank = createHash('sha256').update(`${key}/${id}`).digest('hex');
    const last = picked.at(-1);
    if ((picked.length === n && last && rank >= last.rank) || picked.some((other) => other.id === id)) continue;
    picked = [...picked, { rank, id, item }].sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, n);
  }
  return picked.map(({ item }) => item);
}

export interface RunAgain {
  id: string;
  seed: string;
  /** Where the rows differ, `pressure: orders` for one; empty if nowhere. */
  differs: string[];
}

/** Runs `n` done runs of `folder` again by `rerun`, which keeps their order; `key` picks them. */
export async function runAgain(
  folder: string,
  n: number,
  key: string,
  rerun: (rows: readonly RunRow[]) => Promise<RunRow[]>,
): Promise<RunAgain[]> {
  const rows = keyedSample(doneIn(folder), ({ id }) => id, n, key).map((place) => rowAt<RunRow>(place));
  const again = await rerun(rows);
  return rows.map((row, nth) => ({ id: row.id, seed: row.seed, differs: differences(row, again[nth]!) }));
}

function* doneIn(folder: string): Generator<Place & { id: string }> {
  for (const row of rowsIn(folder)) if (!row.failed) yield row;
}

function differences(one: RunRow, other: RunRow): string[] {
  if (other.error !== undefined) return [`it fails now: ${other.error}`];
  const { arms, ...head } = one;
  const { arms: others, ...otherHead } = other;
  return [
    ...(isDeepStrictEqual(head, otherHead) ? [] : ['point, replicate or values']),
    ...[...new Set([...Object.keys(arms), ...Object.keys(others)])].flatMap((arm) => {
      const [a, b] = [arms[arm], others[arm]];
      if (!a || !b) return [`${arm}: is missing`];
      const outcomes = [...new Set([...Object.keys(a.outcomes), ...Object.keys(b.outcomes)])];
      return [
        ...outcomes.filter((id) => a.outcomes[id] !== b.outcomes[id]).map((id) => `${arm}: ${id}`),
        ...(isDeepStrictEqual(a.effort, b.effort) ? [] : [`${arm}: effort`]),
      ];
    }),
  ];
}
