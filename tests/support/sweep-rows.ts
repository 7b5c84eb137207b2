// Rows of a made-up sweep, with every kind of value: what a store is given, without running anything.
import type { Described } from '../../src/experiment/store/table.ts';
import type { RunRow } from '../../src/experiment/sweep/sweep.ts';

const factor = { paths: ['a.b'], text: '', unit: '', grade: 'C' };

export const SWEEP: Described = {
  name: 'made-up',
  factors: [
    { ...factor, id: 'dose', levels: [], range: { from: 0, to: 1, log: false } },
    { ...factor, id: 'kind of "it"', levels: ["it's", 7, true], range: null },
    { ...factor, id: 'on', levels: [true, false], range: null },
  ] as Described['factors'],
  arms: ['baseline', "pressure's"],
  outcomes: ['orders', 'share'],
};

const KINDS = ["it's", 7, true];
const REPLICATES = 4;

/** The nth row, always the same. */
export function rowOf(nth: number): RunRow {
  const point = Math.floor(nth / REPLICATES);
  const replicate = (nth % REPLICATES) + 1;
  const number = (salt: number): number => (((nth + 1) * 2654435761 * salt) % 4294967296) / 3e5;
  const arm = (salt: number): RunRow['arms'][string] => ({
    outcomes: { orders: number(salt), share: nth % 5 === 0 ? null : 1 / number(salt + 1) },
    effort: { offered_h: number(salt + 2), spent_h: 0, offered_eur: 1e-7 * number(salt + 3), spent_eur: 1e21 },
  });
  return {
    id: `run-${nth}`,
    point: `point-${point}`,
    replicate,
    seed: `waterbed/${replicate}`,
    values: [(point * 7) % 5 === 0 ? 0 : 1 / point, KINDS[point % 3]!, point % 2 === 0],
    arms: { baseline: arm(1), "pressure's": arm(5) },
  };
}

export const failed = (nth: number, error: string): RunRow => ({ ...rowOf(nth), error, arms: {} });
