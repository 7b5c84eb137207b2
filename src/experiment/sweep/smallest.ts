// How small a town may be: whether its effect, relative to its own level, is that of the full town.
import { tInterval95 } from '../../stats/intervals.ts';
import type { SweepTable } from './sweep.ts';

/** A size of the town. */
export interface Size {
  customers: number;
  /** Mean over replicates of the paired difference, in parts of the reference, with its 95 % t interval. */
  effect: number | null;
  ci95: [number, number] | null;
  /** The effect less that of the full town in the same replicate, in parts of the full one; with its 95 % interval. */
  off: number | null;
  off_ci95: [number, number] | null;
  /** Whether all of that interval, some of it or nothing lies within the share that was asked for. */
  verdict: 'within' | 'not told' | 'outside';
}

/** Of one arm. */
export interface Smallest {
  arm: string;
  sizes: Size[];
  /** The smallest that is within, as all larger ones are; null if only the full town is. */
  customers: number | null;
}

/**
 * Sizes of each arm, the full town first. The first factor counts customers. Effects are divided by
 * the level of the reference in the same replicate, so that counts of towns of any size can be compared.
 */
export function smallestOf(table: SweepTable, share: number): Smallest[] {
  const [reference, ...others] = table.arms as [string, ...string[]];
  const outcome = table.outcomes[0]!;
  const largestFirst = [...table.points.keys()].sort(
    (a, b) => Number(table.points[b]!.values[0]) - Number(table.points[a]!.values[0]),
  );
  return others.map((arm) => {
    const relative = (point: number): (number | null)[] =>
      table.replicates.map((_, k) => {
        const [own, base] = [arm, reference].map((name) => table.value(point, k, name, outcome));
        return own === null || !base ? null : (own! - base) / base;
      });
    const full = relative(largestFirst[0]!);
    const whole = tInterval95(full).mean;
    const sizes = largestFirst.map((point, nth): Size => {
      const effects = relative(point);
      const { mean, ci95 } = tInterval95(effects);
      const off = tInterval95(
        effects.map((one, k) => (one === null || full[k] === null || !whole ? null : (one - full[k]!) / whole)),
      );
      return {
        customers: Number(table.points[point]!.values[0]),
        effect: mean,
        ci95,
        off: off.mean,
        off_ci95: off.ci95,
        verdict: nth === 0 ? 'within' : verdictOf(off.ci95, share),
      };
    });
    const first = sizes.findIndex(({ verdict }) => verdict !== 'within');
    const last = first < 0 ? sizes.length - 1 : first - 1;
    return { arm, sizes, customers: last > 0 ? sizes[last]!.customers : null };
  });
}

function verdictOf(ci95: Size['off_ci95'], share: number): Size['verdict'] {
  if (!ci95) return 'not told';
  const [low, high] = ci95;
  if (low >= -share && high <= share) return 'within';
  return high < -share || low > share ? 'outside' : 'not told';
}
