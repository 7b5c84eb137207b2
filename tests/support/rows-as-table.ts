// Rows of a sweep as a table to look up.
import type { Factor, RunRow, SweepTable } from '../../src/experiment/sweep/sweep.ts';

export interface TableOf {
  name: string;
  factors: readonly Factor[];
  outcomes: readonly string[];
  arms: readonly string[];
  replicates: readonly number[];
  points: SweepTable['points'];
}

/** The table of rows, in any order; of equal ids one that did not fail counts. Rows of other points are left out. */
export function tableOf(of: TableOf, rows: Iterable<RunRow>): SweepTable {
  const placeOf = new Map(of.replicates.map((replicate, k) => [replicate, k]));
  const byPoint = new Map(of.points.map(({ id }): [string, (RunRow | undefined)[]] => [id, []]));
  for (const row of rows) {
    const place = placeOf.get(row.replicate);
    const own = byPoint.get(row.point);
    if (!own || place === undefined) continue;
    if (row.error === undefined || own[place] === undefined) own[place] = row;
  }
  const at = (point: number, replicate: number, arm: string): RunRow['arms'][string] | undefined =>
    byPoint.get(of.points[point]!.id)?.[replicate]?.arms[arm];
  return {
    ...of,
    value: (point, replicate, arm, outcome) => at(point, replicate, arm)?.outcomes[outcome] ?? null,
    effort: (point, replicate, arm) => at(point, replicate, arm)?.effort ?? null,
    failed: [...byPoint.values()].flatMap((own) =>
      own.flatMap((row) =>
        row?.error === undefined ? [] : [{ point: row.point, replicate: row.replicate, error: row.error }],
      ),
    ),
  };
}
