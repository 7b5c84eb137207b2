// How long a sweep will take: a few runs are begun now, and left when enough of their days are done.
import type { City } from '../../city/city.ts';
import { runReplicate } from '../../engine/run.ts';
import { compilePolicy } from '../../policies/registry.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** Seconds of one thread. */
export interface Cost {
  /** Of a run before its first day: ground, pilot, worlds of its arms. */
  before: number;
  /** Of a day of an arm. */
  perDay: number;
}

/** Begins a run, until `seconds` after its first day. */
export function costOf(scenario: Scenario, city: City, seconds: number): Cost {
  const began = performance.now();
  let first = 0;
  let nDays = 0;
  try {
    runReplicate(scenario, city, 1, compilePolicy, {
      onProgress: () => {
        const now = performance.now();
        if (nDays++ === 0) first = now;
        else if (now - first > seconds * 1000) throw new Enough();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const last = performance.now();
  const perDay = (last - first) / 1000 / Math.max(1, nDays - 1);
  return { before: Math.max(0, (first - began) / 1000 - perDay), perDay };
}

class Enough extends Error {}

/** Seconds of an engine run of so many arms. */
export const secondsOf = ({ before, perDay }: Cost, { time }: Scenario, nArms: number): number =>
  before + perDay * (time.burn_in_days + time.pre_days + time.post_days) * nArms;
