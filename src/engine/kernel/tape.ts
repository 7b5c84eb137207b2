// The displacement tape: what became of every candidate occasion in an arm, and who delivered. Flows compare two tapes.
import { isDelivery, isOrder, N_CELLS, N_SELLER_MOVES, SELLER_MOVE } from './record.ts';

/** Candidates have the same order in every arm, so place n of two tapes is about the same candidate. */
export interface Tape {
  /** Cells of N_CELLS, [candidate]; NOTHING before it ends. Written by record. */
  cells: Uint8Array;
  /** Number of the platform that delivered among `births`, [candidate]; without meaning where nothing was delivered. Written by record. */
  sellers: Uint16Array;
  /** Lines that are down of each platform that has opened, [day][niche]. Written by record. */
  linesDown: Uint8Array;
  /** Niches, in each of which there is at most one platform at a time. */
  nNiches: number;
  /** All platforms of the arm in the order in which they opened, with their niche, key and days. Written by births. */
  births: Birth[];
  /** Candidates before each day of the run, [day]. Written by the arm. */
  beforeDay: Float64Array;
  /** Candidates so far; those before day 0 and before the post window, Infinity until these begin. Written by the arm. */
  count: number;
  reportedFrom: number;
  postFrom: number;
}

/** A platform in a niche from one day on until before another; its key is the same in all arms. */
export interface Birth {
  niche: number;
  key: number;
  from: number;
  until: number;
  /** Delivered orders, and customers who ordered, by client month. Written by record, client-files. */
  orders: Uint32Array;
  clients: Uint32Array;
}

/** Most platforms that an arm can have had in all. */
export const MOST_BIRTHS = 0x10000;

/** @param capacity most candidates of a run */
export const createTape = (capacity: number, nDays: number, nNiches: number): Tape => ({
  cells: new Uint8Array(capacity),
  sellers: new Uint16Array(capacity),
  linesDown: new Uint8Array(nDays * nNiches),
  nNiches,
  births: [],
  beforeDay: new Float64Array(nDays),
  count: 0,
  reportedFrom: Number.POSITIVE_INFINITY,
  postFrom: Number.POSITIVE_INFINITY,
});

/**
 * Counts into `flows`, [window][from][to], what became of each candidate in two arms, and into `sellerMoves`,
 * [window][SELLER_MOVE], deliveries of one cell by another platform. A candidate counts in the window in which it first
 * fell due; those from before day 0 count in the first window, if either arm served them later.
 */
export function countFlows(from: Tape, to: Tape, flows: Float64Array, sellerMoves: Float64Array): void {
  const { count, reportedFrom, postFrom, beforeDay } = to;
  const isHitFrom = createIsHit(from, to);
  const isHitTo = createIsHit(to, from);
  let day = 0;
  for (let at = 0; at < count; at++) {
    const a = from.cells[at];
    const b = to.cells[at];
    if (at < reportedFrom && !isOrder(a) && !isOrder(b)) continue;
    const window = at < postFrom ? 0 : 1;
    flows[(window * N_CELLS + a) * N_CELLS + b]++;
    if (a !== b || !isDelivery(a)) continue;
    const one = from.sellers[at];
    const other = to.sellers[at];
    if (from.births[one].key === to.births[other].key) continue;
    while (day + 1 < beforeDay.length && at >= beforeDay[day + 1]) day++;
    const isAway = isHitFrom(day, one);
    const isBack = isHitTo(day, other);
    const move = isAway === isBack ? SELLER_MOVE.alike : isAway ? SELLER_MOVE.away : SELLER_MOVE.back;
    sellerMoves[window * N_SELLER_MOVES + move]++;
  }
}

/** What a platform that has closed counts as lines that are down. */
const ALL_DOWN = 0xff;

/** Says of a platform of `own` and a day whether its lines that are down are more or fewer than in the other arm. */
function createIsHit(own: Tape, other: Tape): (day: number, birth: number) => boolean {
  const births = new Map(other.births.map((birth) => [birth.key, birth]));
  const linesDown = (tape: Tape, birth: Birth | undefined, day: number): number => {
    if (!birth || day < birth.from) return 0;
    return day < birth.until ? tape.linesDown[day * tape.nNiches + birth.niche] : ALL_DOWN;
  };
  return (day, birth) => {
    const one = own.births[birth];
    return linesDown(own, one, day) !== linesDown(other, births.get(one.key), day);
  };
}
