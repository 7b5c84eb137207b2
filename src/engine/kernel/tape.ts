// The displacement tape: what became of every candidate occasion in an arm, one byte each. Flows compare two tapes.
import { isOrder, N_CELLS } from './record.ts';

/** Candidates have the same order in every arm, so byte n of two tapes is about the same candidate. */
export interface Tape {
  /** Cells of N_CELLS, [candidate]; NOTHING before it ends. Written by record. */
  cells: Uint8Array;
  /** Candidates so far; those before day 0 and before the post window, Infinity until these begin. Written by the arm. */
  count: number;
  reportedFrom: number;
  postFrom: number;
}

/** @param capacity most candidates of a run */
export const createTape = (capacity: number): Tape => ({
  cells: new Uint8Array(capacity),
  count: 0,
  reportedFrom: Number.POSITIVE_INFINITY,
  postFrom: Number.POSITIVE_INFINITY,
});

/**
 * Counts into `flows`, [window][from][to], what became of each candidate in two arms. It counts in the window in which it
 * first fell due; those from before day 0 count in the first window, if either arm served them later.
 */
export function countFlows(from: Tape, to: Tape, flows: Float64Array): void {
  const { count, reportedFrom, postFrom } = to;
  for (let at = 0; at < count; at++) {
    const a = from.cells[at];
    const b = to.cells[at];
    if (at < reportedFrom && !isOrder(a) && !isOrder(b)) continue;
    flows[((at < postFrom ? 0 : 1) * N_CELLS + a) * N_CELLS + b]++;
  }
}
