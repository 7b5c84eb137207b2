// Sweeps of plain functions, as if a model had been run.
import type { Factor, SweepTable, Values } from '../../src/experiment/sweep/sweep.ts';
import { drawNormal } from '../../src/random/normal.ts';
import { openStreams } from '../../src/random/streams.ts';

export const factorOf = (id: string, of: Partial<Factor> = {}): Factor => ({
  id,
  paths: [`market.${id}`],
  text: `Factor ${id}.`,
  unit: '',
  grade: 'A',
  levels: [],
  range: { from: 0, to: 1, log: false },
  ...of,
});

/**
 * A table of rows in another order, each once. The reference is noise; the arm is that noise, which pairing takes off, the
 * effect, and noise of its own.
 */
export function tableOf(
  factors: readonly Factor[],
  rows: readonly Values[],
  nReplicates: number,
  effect: (values: Values) => number,
  noise: number,
): SweepTable {
  const distinct = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()].reverse();
  const keys = openStreams('table', 0, ['shared', 'own']);
  return {
    name: 'test',
    factors,
    outcomes: ['orders'],
    arms: ['baseline', 'pressure'],
    replicates: Array.from({ length: nReplicates }, (_, r) => r),
    points: distinct.map((values, at) => ({ id: `${at}`, values })),
    value: (point, replicate, arm) => {
      const shared = 100 + 20 * drawNormal(keys.shared, point, replicate);
      return arm === 'baseline'
        ? shared
        : shared + effect(distinct[point]!) + noise * drawNormal(keys.own, point, replicate);
    },
    effort: () => null,
    failed: [],
  };
}
