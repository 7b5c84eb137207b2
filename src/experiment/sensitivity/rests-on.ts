// What the effects of arms rest on, from a screening: the fields that move each most, told from noise.
import type { SweepTable } from '../sweep/sweep.ts';
import type { Screening } from './sensitivity.ts';

/** A field that decides an effect: mean size of the change that its whole range makes, over places of all others. */
export interface DecidingFactor {
  path: string;
  text: string;
  grade: string;
  mu_star: number;
  ci95: [number, number] | null;
}

export interface ScreenedRestsOn {
  outcome: string;
  /** Factors that were varied together, and the walks through their ranges. */
  factors: number;
  walks: number;
  replicates: number;
  /** Mean effect of each arm over all runs. */
  effects: Record<string, number | null>;
  /** By arm, those that move it most first. */
  deciding: Record<string, DecidingFactor[]>;
}

/** A field decides where it moves an effect by so large a part of it. */
const DECIDING_SHARE = 0.1;
const MOST_DECIDING = 3;

/** Of the effects on the first outcome; null if no screening has any. */
export function restsOnScreening(screened: readonly Screening[], table: SweepTable): ScreenedRestsOn | null {
  const [outcome] = table.outcomes;
  const own = screened.filter(({ target }) => target.outcome === outcome && target.against !== null);
  const [first] = own;
  if (outcome === undefined || !first) return null;
  const effects: Record<string, number | null> = {};
  const deciding: Record<string, DecidingFactor[]> = {};
  for (const { target, factors } of own) {
    const effect = meanEffect(table, target.arm, outcome);
    effects[target.arm] = effect;
    deciding[target.arm] = factors
      .filter(({ isTold, muStar }) => isTold === true && muStar >= DECIDING_SHARE * Math.abs(effect ?? 0))
      .slice(0, MOST_DECIDING)
      .map(({ factor, muStar, muStarCi95 }) => ({
        path: factor.paths[0]!,
        text: factor.text,
        grade: factor.grade,
        mu_star: muStar,
        ci95: muStarCi95 === null ? null : [muStarCi95[0], muStarCi95[1]],
      }));
  }
  const { factors, walks, replicates } = first;
  return { outcome, factors: factors.length, walks, replicates, effects, deciding };
}

function meanEffect({ points, replicates, arms: [reference], value }: SweepTable, arm: string, outcome: string) {
  let sum = 0;
  let n = 0;
  for (const point of points.keys())
    for (const replicate of replicates.keys()) {
      const [own, other] = [arm, reference!].map((name) => value(point, replicate, name, outcome));
      if (own === null || own === undefined || other === null || other === undefined) continue;
      sum += own - other;
      n++;
    }
  return n > 0 ? sum / n : null;
}
