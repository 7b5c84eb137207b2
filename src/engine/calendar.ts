// The timing wheel: who wakes on which day and, within today, in which order. Cost follows wakings. Knows no customer column.
import { MIN_PER_DAY } from '../units.ts';

/** Sub-minute steps of a stored time: 2^21 steps hold a day, so that step and 32-bit id share one double exactly. */
const STEPS_PER_MIN = 1024;
const ID_SPAN = 4294967296;
const CHUNK = 256;
const RADIX = 2048;

/**
 * Days hold their wakings unordered in chunks of one pool (8 bytes a waking); a day is sorted once, when it begins, by
 * two counting passes over its 21-bit time. A linked list through the customers was 1.6 times slower at a million.
 */
export class Calendar {
  readonly #nDays: number;
  #keys: Float64Array;
  #nextChunk: Int32Array;
  readonly #firstChunk: Int32Array;
  readonly #fill: Int32Array;
  #free = 0;
  #today = -1;
  /** Today's wakings in order of time: step * 2^32 + id. */
  sorted: Float64Array = new Float64Array(1024);
  #scratch: Float64Array = new Float64Array(1024);
  count = 0;
  readonly #histogram = new Int32Array(RADIX + 1);

  /** @param capacity most wakings that can wait at one time */
  constructor(nDays: number, capacity: number) {
    const nChunks = Math.ceil(capacity / CHUNK) + nDays + 1;
    this.#nDays = nDays;
    this.#keys = new Float64Array(nChunks * CHUNK);
    this.#nextChunk = Int32Array.from({ length: nChunks }, (_, i) => (i + 1 < nChunks ? i + 1 : -1));
    this.#firstChunk = new Int32Array(nDays).fill(-1);
    this.#fill = new Int32Array(nDays);
  }

  get bytes(): number {
    return this.#keys.byteLength + this.#nextChunk.byteLength + this.sorted.byteLength + this.#scratch.byteLength;
  }

  /** Files a waking at a clock minute after today; minutes past the last day are forgotten. */
  add(id: number, minute: number): void {
    const day = Math.floor(minute / MIN_PER_DAY);
    if (day >= this.#nDays) return;
    let chunk = this.#firstChunk[day];
    const fill = this.#fill[day];
    if ((fill & (CHUNK - 1)) === 0) {
      const fresh = this.#free;
      if (fresh < 0) throw new Error('calendar: more wakings wait than were announced');
      this.#free = this.#nextChunk[fresh];
      this.#nextChunk[fresh] = chunk;
      this.#firstChunk[day] = fresh;
      chunk = fresh;
    }
    this.#keys[chunk * CHUNK + (fill & (CHUNK - 1))] =
      Math.floor((minute - day * MIN_PER_DAY) * STEPS_PER_MIN) * ID_SPAN + id;
    this.#fill[day] = fill + 1;
  }

  /** Takes out all wakings of a day, sorted by time, then by order of filing, into `sorted[0..count)`. */
  open(day: number): void {
    this.#today = day;
    const n = this.#fill[day];
    this.count = n;
    if (this.sorted.length < n) {
      this.sorted = new Float64Array(Math.ceil(n * 1.25));
      this.#scratch = new Float64Array(this.sorted.length);
    }
    const gathered = this.sorted;
    let chunk = this.#firstChunk[day];
    let length = n & (CHUNK - 1) || CHUNK;
    let at = n;
    while (chunk >= 0) {
      at -= length;
      gathered.set(this.#keys.subarray(chunk * CHUNK, chunk * CHUNK + length), at);
      const next = this.#nextChunk[chunk];
      this.#nextChunk[chunk] = this.#free;
      this.#free = chunk;
      chunk = next;
      length = CHUNK;
    }
    this.#firstChunk[day] = -1;
    this.#fill[day] = 0;
    this.#pass(gathered, this.#scratch, n, ID_SPAN);
    this.#pass(this.#scratch, gathered, n, ID_SPAN * RADIX);
  }

  /** One stable counting pass on the eleven bits of the key above `unit`. */
  #pass(from: Float64Array, to: Float64Array, n: number, unit: number): void {
    const histogram = this.#histogram.fill(0);
    const scale = 1 / unit;
    for (let i = 0; i < n; i++) histogram[((from[i] * scale) & (RADIX - 1)) + 1]++;
    for (let r = 0; r < RADIX; r++) histogram[r + 1] += histogram[r];
    for (let i = 0; i < n; i++) to[histogram[(from[i] * scale) & (RADIX - 1)]++] = from[i];
  }

  /** Clock minute of a sorted key of the open day. */
  minuteOf(key: number): number {
    return this.#today * MIN_PER_DAY + Math.floor(key / ID_SPAN) / STEPS_PER_MIN;
  }

  static idOf(key: number): number {
    return key - Math.floor(key / ID_SPAN) * ID_SPAN;
  }
}

/** Binary min-heap of (minute, reference) for what falls due soon: second wakings of a day and returning customers. */
export class DueHeap {
  #minute = new Float64Array(1024);
  #ref = new Int32Array(1024);
  size = 0;

  /** Minute of the earliest entry, Infinity when empty. */
  get nextMinute(): number {
    return this.size > 0 ? this.#minute[0] : Number.POSITIVE_INFINITY;
  }
  get nextRef(): number {
    return this.#ref[0];
  }

  push(minute: number, ref: number): void {
    if (this.size === this.#minute.length) {
      const minutes = new Float64Array(this.size * 2);
      minutes.set(this.#minute);
      this.#minute = minutes;
      const refs = new Int32Array(this.size * 2);
      refs.set(this.#ref);
      this.#ref = refs;
    }
    let at = this.size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(minute, ref, this.#minute[up], this.#ref[up])) break;
      this.#minute[at] = this.#minute[up];
      this.#ref[at] = this.#ref[up];
      at = up;
    }
    this.#minute[at] = minute;
    this.#ref[at] = ref;
  }

  pop(): void {
    const last = --this.size;
    const minute = this.#minute[last];
    const ref = this.#ref[last];
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && before(this.#minute[child + 1], this.#ref[child + 1], this.#minute[child], this.#ref[child])) child++;
      if (!before(this.#minute[child], this.#ref[child], minute, ref)) break;
      this.#minute[at] = this.#minute[child];
      this.#ref[at] = this.#ref[child];
      at = child;
    }
    this.#minute[at] = minute;
    this.#ref[at] = ref;
  }
}

const before = (minuteA: number, refA: number, minuteB: number, refB: number): boolean =>
  minuteA < minuteB || (minuteA === minuteB && refA < refB);
