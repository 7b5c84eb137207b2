// Officer-hours saved until they suffice for a piece of work, such as an operation.
import { ALL_SPENT, type Unspent } from '../engine/entities/effort.ts';
import { MIN_PER_H } from '../units.ts';

/** Spends the day's and saved hours: `find` gives at most n free places, `put` does a piece of work at one. */
export type SpendSavings = (day: number, find: (n: number) => number[], put: (place: number) => void) => Unspent;

/** Hours without a place are kept for later days, as long as the policy lasts; they are unspent for `reason`. */
export function saveUp(
  hoursOn: (day: number) => number,
  neededMin: number,
  reason: 'no_site' | 'no_line',
): SpendSavings {
  let savedMin = 0;
  let waitingMin = 0;
  return (day, find, put) => {
    const hours = hoursOn(day);
    savedMin += hours * MIN_PER_H;
    const most = Math.floor(savedMin / neededMin);
    if (most === 0 || hours === 0) return ALL_SPENT;
    for (const place of find(most)) {
      savedMin -= neededMin;
      put(place);
    }
    const before = waitingMin;
    waitingMin = Math.floor(savedMin / neededMin) * neededMin;
    return { [reason]: waitingMin - before };
  };
}
