// The candidate occasions of a day in order of time, made once for all arms of a replicate.
import type { Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { part } from '../kernel/part.ts';
import type { Tempo } from '../kernel/tempo.ts';
import { type Customers, type CustomersGiven, F32, F32_STRIDE } from './customers.ts';

/** Length of a candidate's noise, in elements of the Float64 view and of the Int32 view on it: two cache lines. */
export const NOISE_STRIDE = 16;
export const NOISE_KEY_STRIDE = 2 * NOISE_STRIDE;

/**
 * Candidates come at `ceiling` times a customer's base rate, in operational time. The mark of each, uniform on
 * (0, ceiling), is the factor above which it is an occasion (thinning, Lewis & Shedler 1979). Gap and mark are keyed by
 * (customer, number), so that policies and mechanisms do not change the candidates.
 */
export interface DayList {
  /** Expected candidates per clock minute at the base tempo. */
  perMin: number;
  /** Day of the run in the list; -1 before the first. */
  day: number;
  /** Candidates of all days before it. */
  before: number;
  /** Candidates of the day, by moment, then customer, then number. */
  count: number;
  customer: Int32Array;
  /** Number of the customer's candidate, from 1; skipped ones have numbers too. */
  number: Int32Array;
  mark: Float32Array;
  /** Clock minute. */
  minute: Float64Array;
  /** Noise of the choice, from element (k + 1) * NOISE_STRIDE on for candidate k. Written by noise. */
  noise: Float64Array;
  /** The same as Int32, for platforms' keys. Written by noise. */
  noiseKey: Int32Array;
  /** Which parts of the noise are made, as bits, [k + 1]. Written by noise. */
  noiseMade: Uint8Array;
  /** Next candidate of each customer after the day: operational minute, number and mark, [customer]. */
  nextMoment: Float64Array;
  nextNumber: Int32Array;
  nextMark: Float32Array;
  /** Puts the next day into the list. */
  advance: () => void;
}

/** Room for a Poisson count of this mean: twelve standard deviations above it, so that more can only be a bug. */
export const mostOf = (mean: number): number => Math.ceil(mean + 12 * Math.sqrt(mean)) + 64;

/** Event number of a customer's candidate in keyed draws; its attempts 1 to 15 have the next numbers. */
export const eventOfCandidate = (number: number): number => number << 4;

const streams = ['wake'] as const;

export const dayList = part({ streams });

export interface DayListNeeds {
  scenario: CustomersGiven;
  streams: Streams<(typeof streams)[number]>;
  tempo: Pick<Tempo, 'dayFactor' | 'startOfDay' | 'toMinute'>;
  /** Upper bound of the factor A·E·D: candidates with a mark above it are skipped. */
  rateBound: number;
}

/** The list before the first day, with the first candidate of each customer. */
export function createDayList(
  { scenario, streams, tempo, rateBound: bound }: DayListNeeds,
  { count: nCustomers, f32 }: Pick<Customers, 'count' | 'f32'>,
): DayList {
  const ceiling = scenario.customers.rate_ceiling;
  const { k0, k1 } = streams.wake;
  const { startOfDay, toMinute } = tempo;
  const meanMin = new Float32Array(nCustomers);
  let perMin = 0;
  for (let c = 0; c < nCustomers; c++) {
    meanMin[c] = f32[c * F32_STRIDE + F32.meanGapMin];
    perMin += bound / meanMin[c];
  }
  const busiest = perMin * Math.max(...Array.from(tempo.dayFactor, (_, day) => startOfDay[day + 1] - startOfDay[day]));
  const capacity = mostOf(busiest);
  const nextMoment = new Float64Array(nCustomers);
  const nextNumber = new Int32Array(nCustomers);
  const nextMark = new Float32Array(nCustomers);

  // Candidates of the day in order of customer, before they are sorted by time.
  const foundMoment = new Float64Array(capacity);
  const foundCustomer = new Int32Array(capacity);
  const foundNumber = new Int32Array(capacity);
  const foundMark = new Float32Array(capacity);
  const foundBin = new Int32Array(capacity);
  const moment = new Float64Array(capacity);
  const customer = new Int32Array(capacity);
  const number = new Int32Array(capacity);
  const mark = new Float32Array(capacity);
  const minute = new Float64Array(capacity);
  // Candidates are spread evenly over operational time: about one per bin.
  const nBins = Math.max(1, Math.ceil(busiest));
  const firstOfBin = new Int32Array(nBins + 1);
  const noise = new Float64Array((capacity + 1) * NOISE_STRIDE);
  const noiseMade = new Uint8Array(capacity + 1);

  /**
   * Moves a customer on to the next candidate with a mark below the bound. Those in between are skipped at one draw each;
   * the bound does not change the other candidates or their times.
   */
  const moveOn = (c: number): void => {
    const gapMin = meanMin[c] / ceiling;
    let nth = nextNumber[c];
    let when = nextMoment[c];
    let markHere: number;
    do {
      when -= Math.log(uniform(threefry(k0, k1, c, eventOfCandidate(++nth)))) * gapMin;
      markHere = uniform(word1) * ceiling;
    } while (markHere >= bound);
    nextNumber[c] = nth;
    nextMark[c] = markHere;
    nextMoment[c] = when;
  };
  for (let c = 0; c < nCustomers; c++) moveOn(c);

  const list: DayList = {
    perMin,
    day: -1,
    before: 0,
    count: 0,
    customer,
    number,
    mark,
    minute,
    noise,
    noiseKey: new Int32Array(noise.buffer),
    noiseMade,
    nextMoment,
    nextNumber,
    nextMark,
    advance: () => {
      list.before += list.count;
      const day = ++list.day;
      const start = startOfDay[day];
      const end = startOfDay[day + 1];
      const binsPerMin = end > start ? nBins / (end - start) : 0;
      firstOfBin.fill(0);
      let n = 0;
      for (let c = 0; c < nCustomers; c++) {
        while (nextMoment[c] < end) {
          if (n === capacity) throw new Error(`day list: more than ${capacity} candidates on day ${list.day}`);
          const at = nextMoment[c];
          const bin = Math.min(nBins - 1, Math.floor((at - start) * binsPerMin));
          foundMoment[n] = at;
          foundCustomer[n] = c;
          foundNumber[n] = nextNumber[c];
          foundMark[n] = nextMark[c];
          foundBin[n++] = bin;
          firstOfBin[bin + 1]++;
          moveOn(c);
        }
      }
      for (let bin = 0; bin < nBins; bin++) firstOfBin[bin + 1] += firstOfBin[bin];
      for (let i = 0; i < n; i++) {
        const to = firstOfBin[foundBin[i]]++;
        moment[to] = foundMoment[i];
        customer[to] = foundCustomer[i];
        number[to] = foundNumber[i];
        mark[to] = foundMark[i];
      }
      // Insertion sort within a bin; equal times keep the order of customers.
      for (let i = 0; i < n; i++) {
        const at = moment[i];
        let to = i;
        if (to > 0 && moment[to - 1] > at) {
          const ofCustomer = customer[i];
          const ofNumber = number[i];
          const ofMark = mark[i];
          do {
            moment[to] = moment[to - 1];
            customer[to] = customer[to - 1];
            number[to] = number[to - 1];
            mark[to] = mark[to - 1];
            to--;
          } while (to > 0 && moment[to - 1] > at);
          moment[to] = at;
          customer[to] = ofCustomer;
          number[to] = ofNumber;
          mark[to] = ofMark;
        }
      }
      for (let i = 0; i < n; i++) minute[i] = toMinute(moment[i]);
      noiseMade.fill(0, 0, n + 1);
      list.count = n;
    },
  };
  return list;
}
