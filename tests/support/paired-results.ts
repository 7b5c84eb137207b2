// The smallest `Results` that a comparison reads, from lists of values, and keyed normal draws to fill them.
import type { ArmResults, Results } from '../../src/experiment/results.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { levelOf } from '../../src/measures/summarise.ts';
import { threefry, uniform, word1 } from '../../src/random/threefry.ts';

/** One value per replicate, null where undefined. */
export type Values = (number | null)[];

/** Results of arms with these outcomes; labels, units and better sides are those of the registry. */
export function pairedResults(
  arms: Record<string, Record<string, Values>>,
  compare: Partial<Results['scenario']['compare']> = {},
  baseline = 'baseline',
): Results {
  const { length } = Object.values(Object.values(arms)[0]!)[0]!;
  const names = Object.keys(arms);
  return {
    scenario: {
      compare: { outcome: 'share_delivery', smallest_effect_percent: 5, interval: 't', ...compare },
      policies: [],
      shocks: [],
      arms: Object.fromEntries(names.map((name) => [name, { policies: [], shocks: [] }])),
    },
    replicates: Array.from({ length }, (_, i) => i + 1),
    baseline,
    arms: Object.fromEntries(
      names.map((name) => [name, { changes: [], policies: [], effort: [], outcomes: summaries(arms[name]!) }]),
    ),
  } as unknown as Results;
}

const summaries = (outcomes: Record<string, Values>): ArmResults['outcomes'] =>
  Object.fromEntries(
    Object.entries(outcomes).map(([id, values]) => {
      const { label, unit, better } = OUTCOMES.find((outcome) => outcome.id === id)!;
      const pre = { mean: null, sd: null, ci95: null, values: values.map(() => null) };
      return [id, { label, unit, better, ...levelOf(unit, values), values, pre }];
    }),
  );

/** A uniform on (0, 1), the same for the same address. */
export const uniformAt = (set: number, i: number, stream = 0): number => uniform(threefry(7, stream, set, i));

/** Two independent standard normals, the same for the same address. Box & Muller (1958). */
export function normalsAt(set: number, i: number, stream = 0): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(uniformAt(set, i, stream)));
  const angle = 2 * Math.PI * uniform(word1);
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
