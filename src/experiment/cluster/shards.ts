// Into how many parts what is missing of a sweep is cut.

/** What is missing. */
export interface Work {
  /** Of one thread. */
  seconds: number;
  /** Runs of the engine. */
  tasks: number;
}

/**
 * Parts: about `wanted`, at most `most`, and no more than there are tasks. A part is every nth task of the whole plan, done
 * or not, so that parts agree whenever they begin. What is missing may be whole parts of earlier cuts: a number without a
 * common factor spreads them evenly, where a multiple of an earlier one would give all of them to one part.
 */
export function shardsOf(tasks: number, wanted: number, most: number, earlier: readonly number[] = []): number {
  let n = Math.max(1, Math.min(Math.ceil(wanted), tasks, most));
  while (earlier.some((other) => divisor(n, other) > 1)) n--;
  return n;
}

/** Greatest common divisor. */
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
