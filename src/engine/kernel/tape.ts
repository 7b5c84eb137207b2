// The displacement tape: what became of every candidate occasion in the baseline, one byte each, read in step by the arms.
import { isOrder, N_CELLS } from './record.ts';

/**
 * Candidates come in the same order in every arm, so an arm's n-th meets the baseline's n-th byte. Cells are those of
 * N_CELLS. `flows` is the record's matrix [window][from][to].
 */
export class Tape {
  #cells: Uint8Array;
  readonly #isBaseline: boolean;
  readonly #flows: Float64Array;
  /** Candidates seen so far; those seen when day 0 and when the post window began. */
  count = 0;
  reportedFrom = Number.POSITIVE_INFINITY;
  postFrom = Number.POSITIVE_INFINITY;

  /** @param baseline the baseline's tape, or null for the baseline itself, which then starts with `expected` bytes */
  constructor(baseline: Tape | null, flows: Float64Array, expected: number) {
    this.#isBaseline = baseline === null;
    this.#cells = baseline === null ? new Uint8Array(Math.max(1024, expected)) : baseline.#cells;
    this.#flows = flows;
  }

  get bytes(): number {
    return this.#cells.byteLength;
  }

  /** Number of the next candidate. */
  next(): number {
    const at = this.count++;
    if (this.#isBaseline && at === this.#cells.length) {
      const larger = new Uint8Array(Math.ceil(at * 1.25));
      larger.set(this.#cells);
      this.#cells = larger;
    }
    return at;
  }

  /**
   * Settles what became of a candidate, once each; nothing if it ended before day 0. It counts in the window in which it
   * first fell due; those from before day 0 count in the first window, if either arm served them later.
   */
  settle(at: number, cell: number): void {
    if (this.#isBaseline) this.#cells[at] = cell;
    const from = this.#cells[at];
    if (at < this.reportedFrom && !isOrder(from) && !isOrder(cell)) return;
    const window = at < this.postFrom ? 0 : 1;
    this.#flows[(window * N_CELLS + from) * N_CELLS + cell]++;
  }
}
