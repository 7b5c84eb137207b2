// The occasions of the present tick, in order of their minute, and those that will come back.
import { eventOfCandidate } from './day-list.ts';

/** How far an occasion has come. */
export const FATE = { pending: 0, fulfilled: 1, none: 2, lost: 3 } as const;
/** What was chosen; the first three are indices into CHANNELS. */
export const CHOICE = { site: 0, delivery: 1, other: 2, none: 3 } as const;

/** Event number of an occasion in its customer's draws: that of its attempt. */
export const eventOfOccasion = ({ candidate, attempt }: Pick<Occasions, 'candidate' | 'attempt'>, i: number): number =>
  eventOfCandidate(candidate[i]) + attempt[i];

export interface Occasions {
  /** Occasions of the tick. Written by wake. */
  count: number;
  capacity: number;
  /** Who wants to buy. Written by wake. */
  customer: Int32Array;
  /** Number of the customer's candidate occasion. Written by wake. */
  candidate: Int32Array;
  /** Number of times this occasion has come back, from 0. Written by wake. */
  attempt: Uint8Array;
  /** Place on the tape. Written by wake. */
  tapeAt: Int32Array;
  /** Record of the day list that holds its noise; 0 for one that has come back. Written by wake. */
  noise: Int32Array;
  /** Clock minute. Written by wake. */
  minute: Float64Array;
  /** Amount wanted, mg. Written by choose. */
  amountMg: Int32Array;
  /** Product wanted, then bought: index into PRODUCTS. Written by choose, visit, deliver. */
  product: Uint8Array;
  /** A CHOICE. Written by choose, visit. */
  choice: Uint8Array;
  /** Place or platform chosen. Written by choose, visit. */
  seller: Int32Array;
  /** Slot of the chosen platform among the customer's known ones. Written by choose, visit. */
  slot: Uint8Array;
  /** Slots of nearest places that were tried without success, as bits. Written by wake, visit. */
  refused: Uint8Array;
  /** 1 if closure, queue or raised risk turned the customer away. Written by wake, choose, visit. */
  isDisturbed: Uint8Array;
  /** 1 if a chosen seller did not serve, now or before the occasion came back. Written by wake, visit. */
  isTurnedAway: Uint8Array;
  /** A FATE. Written by wake, choose, visit, deliver, come-back. */
  fate: Uint8Array;
  /** Minutes from order to handover, or of queue at a site. Written by visit, deliver. */
  waitMin: Float32Array;
  /** 1 if delivered later than promised. Written by deliver. */
  isLate: Uint8Array;
  /** 1 if some of the product of unknown composition was added as a gift. Written by deliver. */
  isGifted: Uint8Array;
  /** 1 if the client also bought a product of unknown composition of the courier. Written by side-selling. */
  isSoldAside: Uint8Array;
  /** Post of the courier who delivered. Written by deliver. */
  courier: Int32Array;
  /** Emergency visits expected of the purchase. Written by harm. */
  visits: Float64Array;
}

export function createOccasions(capacity: number): Occasions {
  return {
    count: 0,
    capacity,
    customer: new Int32Array(capacity),
    candidate: new Int32Array(capacity),
    attempt: new Uint8Array(capacity),
    tapeAt: new Int32Array(capacity),
    noise: new Int32Array(capacity),
    minute: new Float64Array(capacity),
    amountMg: new Int32Array(capacity),
    product: new Uint8Array(capacity),
    choice: new Uint8Array(capacity),
    seller: new Int32Array(capacity),
    slot: new Uint8Array(capacity),
    refused: new Uint8Array(capacity),
    isDisturbed: new Uint8Array(capacity),
    isTurnedAway: new Uint8Array(capacity),
    fate: new Uint8Array(capacity),
    waitMin: new Float32Array(capacity),
    isLate: new Uint8Array(capacity),
    isGifted: new Uint8Array(capacity),
    isSoldAside: new Uint8Array(capacity),
    courier: new Int32Array(capacity),
    visits: new Float64Array(capacity),
  };
}

/** Occasions that will come back, in a list for each tick. */
export interface Returns {
  /** First of those due in a tick of the run, [tick]; -1 for none. Written by come-back, wake. */
  firstOfTick: Int32Array;
  /** The next entry of the same list, or the next free entry; -1 at the end. Written by come-back, wake. */
  next: Int32Array;
  /** First free entry. Written by come-back, wake. */
  firstFree: number;
  /** As in occasions. Written by come-back. */
  customer: Int32Array;
  candidate: Int32Array;
  attempt: Uint8Array;
  tapeAt: Int32Array;
  /** Clock minute at which it falls due. Written by come-back. */
  minute: Float64Array;
  /** 1 if a seller did not serve it. Written by come-back. */
  isTurnedAway: Uint8Array;
}

export function createReturns(capacity: number, nTicks: number): Returns {
  return {
    firstOfTick: new Int32Array(nTicks).fill(-1),
    next: Int32Array.from({ length: capacity }, (_, i) => (i + 1 < capacity ? i + 1 : -1)),
    firstFree: 0,
    customer: new Int32Array(capacity),
    candidate: new Int32Array(capacity),
    attempt: new Uint8Array(capacity),
    tapeAt: new Int32Array(capacity),
    minute: new Float64Array(capacity),
    isTurnedAway: new Uint8Array(capacity),
  };
}
