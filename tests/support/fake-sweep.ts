// A believable table of a sweep without an engine: effects of police hours that grow with the reach of news, with noise by hash.
import type { Factor, SweepTable, Value, Values } from '../../src/experiment/sweep/sweep.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';

export const HOURS: Factor = {
  id: 'hours',
  paths: ['arms.pressure.policies.0.hours_per_day'],
  text: 'Officer-hours a day that go into operations at sites.',
  unit: 'officer-hours',
  grade: 'A',
  levels: [0, 20, 40, 60, 80, 100, 120, 140, 160],
  range: null,
};
export const REACH: Factor = {
  id: 'reach',
  paths: ['risk.news_reach'],
  text: 'Share of visitors and residents whom news of an operation reaches.',
  unit: 'share',
  grade: 'V direction, A size',
  levels: [0.2, 0.6, 1],
  range: null,
};
export const DAYS: Factor = {
  id: 'fear_days',
  paths: ['risk.half_life_days'],
  text: 'Days after which half of the fear of an operation is gone.',
  unit: 'days',
  grade: 'A',
  levels: [7, 28, 90],
  range: null,
};

export interface FakeSweep {
  factors?: Factor[];
  replicates?: number;
  arms?: string[];
  outcomes?: string[];
  /** Values of factors by point; every level with every other where left out. */
  rows?: Values[];
  failed?: SweepTable['failed'];
}

/** Level of the reference, effect per unit of strength, noise of a replicate, noise of a difference. */
const MADE: Record<string, [number, number, number, number]> = {
  orders: [41_000, -2600, 900, 420],
  share_delivery: [0.45, 0.09, 0.01, 0.006],
  violence_expected: [38, 5, 4, 3.5],
  officer_hours: [2100, 3000, 40, 60],
};

/** Between -1 and 1, the same for the same numbers. */
const noise = (a: number, b: number, c: number): number => 2 * uniform(threefry(a, b, c, 77)) - 1;

export function fakeSweep({
  factors = [HOURS, REACH],
  replicates = 20,
  arms = ['baseline', 'pressure'],
  outcomes = Object.keys(MADE),
  rows = cross(factors),
  failed = [],
}: FakeSweep = {}): SweepTable {
  const at = (point: number, id: string, otherwise: number): number => {
    const place = factors.findIndex((factor) => factor.id === id);
    return place < 0 ? otherwise : Number(rows[point]![place]);
  };
  const points = rows.map((values, i) => ({ id: `point-${i}`, values }));
  const strength = (point: number): number => {
    const hours = at(point, 'hours', 80);
    return (hours / (hours + 60)) * (0.1 + 1.2 * at(point, 'reach', 0.5)) * Math.log10(at(point, 'fear_days', 28));
  };
  const isFailed = (point: number, replicate: number): boolean =>
    failed.some((one) => one.point === points[point]!.id && one.replicate === replicate);
  return {
    name: 'hours-and-reach',
    factors,
    outcomes,
    arms,
    replicates: Array.from({ length: replicates }, (_, i) => i + 1),
    points,
    value: (point, replicate, arm, outcome) => {
      if (isFailed(point, replicate + 1)) return null;
      const [level, effect, own, paired] = MADE[outcome] ?? [100, 10, 5, 3];
      const nth = arms.indexOf(arm);
      const o = outcomes.indexOf(outcome);
      const turns = outcome === 'violence_expected' ? 1 - 1.6 * at(point, 'reach', 0.5) : 1;
      const shared = level + own * (noise(1, replicate, o) + noise(2, replicate, o));
      return nth === 0
        ? shared
        : shared +
            (effect * turns * strength(point) * (1 + nth)) / 2 +
            (at(point, 'hours', 80) === 0
              ? 0
              : paired * (noise(3 + point, replicate, 10 * o + nth) + noise(3, replicate, 100 + o)));
    },
    effort: (point, replicate, arm) => {
      if (isFailed(point, replicate + 1)) return null;
      const offered = arm === arms[0] ? 0 : at(point, 'hours', 80) * 63;
      const spent = offered * (1 - 0.3 * (offered / 10_080)) * (1 + 0.02 * noise(5, replicate, point));
      return { offered_h: offered, spent_h: spent, offered_eur: 0, spent_eur: 0 };
    },
    failed,
  };
}

/** Every level of each factor with every other. */
export const cross = (factors: readonly Factor[]): Value[][] =>
  factors.reduce<Value[][]>((rows, { levels }) => rows.flatMap((row) => levels.map((level) => [...row, level])), [[]]);
