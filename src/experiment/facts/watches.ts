// What studies of facts see of a run beside its records: who bought how much, who works, how long cases take.

import { PROFILE } from '../../engine/acts/profile.ts';
import { COURIER } from '../../engine/entities/couriers.ts';
import { CHOICE, FATE } from '../../engine/entities/occasions.ts';
import { DISPATCH, LINE, PLATFORM_STATUS } from '../../engine/entities/platforms.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR, grams, WEEKS_PER_YEAR } from '../../units.ts';
import type { Watch } from './fact.ts';

const TOP = 0.1;

/** Grams a year of those who bought at all, and the share of the tenth that bought most. */
export function purchases(): Watch {
  let boughtMg = new Float64Array(0);
  let days = 0;
  return {
    afterTick: ({ customers, occasions: o }, clock) => {
      if (boughtMg.length === 0) boughtMg = new Float64Array(customers.count);
      if (clock.reportedDay < 0) return;
      days = clock.reportedDay + 1;
      for (let i = 0; i < o.count; i++) if (o.fate[i] === FATE.fulfilled) boughtMg[o.customer[i]] += o.amountMg[i];
    },
    seen: () => {
      const sorted = boughtMg.filter((mg) => mg > 0).sort((a, b) => b - a);
      const sum = (list: Float64Array): number => list.reduce((all, mg) => all + mg, 0);
      const all = sum(sorted);
      if (all === 0) return { gramsPerUserYear: null, topDecileShare: null };
      return {
        gramsPerUserYear: (grams(all) / sorted.length) * (DAYS_PER_YEAR / days),
        topDecileShare: sum(sorted.subarray(0, Math.ceil(TOP * sorted.length))) / all,
      };
    },
  };
}

/** People on the posts of platforms that sell, week by week: how many, and the share of women, its trend with it. */
export function people(): Watch {
  const persons: number[] = [];
  const women: number[] = [];
  return {
    afterTick: ({ couriers, platforms }, clock) => {
      if (clock.reportedDay < 0 || clock.tick !== 0 || clock.day % DAYS_PER_WEEK !== 0) return;
      let n = 0;
      let nWomen = 0;
      for (let post = 0; post < couriers.count; post++) {
        if (couriers.state[post] === COURIER.vacant) continue;
        if (platforms.status[couriers.platform[post]] !== PLATFORM_STATUS.active) continue;
        n++;
        if (couriers.profile[post] === PROFILE.woman) nWomen++;
      }
      persons.push(n);
      women.push(nWomen);
    },
    seen: () => {
      const n = sumOf(persons);
      if (n === 0) return { persons: null, womenShare: null, womenRiseIn5Years: null };
      const half = Math.floor(persons.length / 2);
      const share = (from: number, to: number): number => sumOf(women.slice(from, to)) / sumOf(persons.slice(from, to));
      const rise = share(persons.length - half, persons.length) - share(0, half);
      return {
        persons: n / persons.length,
        womenShare: sumOf(women) / n,
        womenRiseIn5Years: (rise * 5 * WEEKS_PER_YEAR) / (persons.length - half),
      };
    },
  };
}

/**
 * Cases of investigation: weeks from the first day of work on a line until it falls, and months until the manager arrested
 * with it is tried. Only work that began a year before the end counts, so that hardly any is cut off; what is not finished
 * takes longer than all that is. Lines of one platform that fall on one day are one case.
 */
export function cases(): Watch {
  let began: Int32Array | undefined;
  let triedOn: Int32Array | undefined;
  let nDays = 0;
  const toTakedown: { began: number; weeks: number }[] = [];
  const toTrial: number[] = [];
  return {
    afterTick: ({ lines, platforms }, clock) => {
      if (clock.tick !== 0) return;
      began ??= new Int32Array(lines.count).fill(-1);
      triedOn ??= platforms.jailFrom.slice();
      nDays = clock.nDays;
      for (let p = 0; p < platforms.count; p++) {
        let first = -1;
        for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++) {
          if (began[line] < 0 && lines.workedMin[line] > 0) began[line] = clock.day;
          if (began[line] < 0 || lines.state[line] !== LINE.fallen) continue;
          if (first < 0 || began[line] < first) first = began[line];
          began[line] = -1;
        }
        const isNew = platforms.jailFrom[p] !== triedOn[p];
        triedOn[p] = platforms.jailFrom[p];
        if (first < 0) continue;
        toTakedown.push({ began: first, weeks: (clock.day - first) / DAYS_PER_WEEK });
        if (isNew) toTrial.push((triedOn[p] - first) / DAYS_PER_MEAN_MONTH);
      }
    },
    seen: () => {
      const last = nDays - DAYS_PER_YEAR;
      const open = [...(began ?? [])].filter((day) => day >= 0 && day <= last).map(() => Number.POSITIVE_INFINITY);
      const closed = toTakedown.filter((one) => one.began <= last).map(({ weeks }) => weeks);
      return { weeksToTakedown: median([...closed, ...open]), monthsToTrial: median(toTrial) };
    },
  };
}

/** Median waits of orders by the dispatch rule of their platform. */
export function waits(): Watch {
  const ofLines: number[] = [];
  const ofPools: number[] = [];
  return {
    afterTick: ({ occasions: o, platforms }, clock) => {
      if (clock.reportedDay < 0) return;
      for (let i = 0; i < o.count; i++) {
        if (o.choice[i] !== CHOICE.delivery || o.fate[i] !== FATE.fulfilled) continue;
        (platforms.dispatch[o.seller[i]] === DISPATCH.pooled ? ofPools : ofLines).push(o.waitMin[i]);
      }
    },
    seen: () => ({ lines: median(ofLines), pools: median(ofPools) }),
  };
}

const sumOf = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);

/** Null for none, and where half take longer than was seen. */
function median(list: number[]): number | null {
  const sorted = [...list].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined || !Number.isFinite(high) ? null : (low + high) / 2;
}
