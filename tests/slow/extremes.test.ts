// No value that the schema allows makes a run endless or its numbers infinite: every field at both ends of its range.
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { POLICIES } from '../../src/policies/registry.ts';
import { type Scenario, scenarioSchema } from '../../src/scenario/schema.ts';
import { unwrap } from '../../src/scenario/walk.ts';
import { apportion } from '../../src/stats/apportion.ts';
import { EVERY_POLICY, type PolicyInput, run } from '../support/small.ts';

/** A hamlet of twenty customers for eight days, with every policy and every mechanism on. */
const HAMLET = {
  version: 2,
  seeds: 1,
  time: { burn_in_days: 2, pre_days: 2, post_days: 4, tick_min: 60 },
  city: { grid: { columns: 3, rows: 2, population: 900 } },
  customers: { count: 20, dormant_share: 0.2 },
  sites: { count: 2 },
  platforms: [{ archetype: 'three-line-hands-on', count: 1, overrides: {} }],
  mechanisms: { direct_drop: true },
  arms: {
    baseline: {},
    pressure: { policies: EVERY_POLICY.map((policy) => ({ ...policy, start_day: 1 })) },
  },
};

type Step = string | number;
interface End {
  path: Step[];
  value: unknown;
}

/** Both ends of every number below a type; lists of numbers hold nothing else. Sizes are the user's, and cost as they say. */
function endsOf(type: z.core.$ZodType, path: Step[] = []): End[] {
  const inner = unwrap(type);
  const { def } = inner._zod;
  if (SIZES.includes(path.join('.'))) return [];
  if (def.type === 'number') {
    const { minValue, maxValue } = inner as unknown as z.ZodNumber;
    return [minValue, maxValue].map((value) => ({ path, value }));
  }
  if (def.type === 'object') return Object.entries(def.shape).flatMap(([key, one]) => endsOf(one, [...path, key]));
  if (def.type === 'union')
    return def.options.flatMap((one) => (unwrap(one)._zod.def.type === 'object' ? endsOf(one, path) : []));
  if (def.type !== 'array' || path[0] === 'policies') return [];
  if (path[0] === 'platforms') return endsOf(def.element, [...path, 0]);
  const length = { 'customers.hour_profile': 24, 'customers.weekday_factor': 7 }[path.join('.')] ?? 1;
  // As much as may be at one moment, and next to nothing at all others.
  return endsOf(def.element).map(({ value }) => ({
    path,
    value: Array.from({ length }, (_, k) => (k === 2 ? value : 0)),
  }));
}

const SIZES = [
  'version',
  'seed',
  'seeds',
  'customers.count',
  'sites.count',
  'platforms.0.count',
  'time.burn_in_days',
  'time.pre_days',
  'time.post_days',
  'city.grid.columns',
  'city.grid.rows',
];

function at(path: readonly Step[], value: unknown): typeof HAMLET {
  const file = structuredClone(HAMLET);
  let here: Record<Step, unknown> = file;
  for (const step of path.slice(0, -1)) here = (here[step] ??= {}) as Record<Step, unknown>;
  here[path.at(-1) ?? ''] = value;
  return file;
}

const ends = endsOf(scenarioSchema).map(({ path, value }) => ({
  path,
  name: `${path.join('.')} = ${JSON.stringify(value)}`,
  value,
}));

/** Names of what is not finite in the records of all arms. */
const notFinite = (scenario: Scenario): string[] =>
  run(scenario).flatMap((record) =>
    Object.entries(record).flatMap(([name, held]) =>
      ArrayBuffer.isView(held) && !Array.from(held as Float64Array).every(Number.isFinite) ? [name] : [],
    ),
  );

describe('a run ends in finite numbers with', () => {
  const allowed = ends.flatMap(({ path, name, value }) => {
    const parsed = scenarioSchema.safeParse(at(path, value));
    return parsed.success ? [{ name, scenario: parsed.data }] : [];
  });

  test('nearly all ends allowed in the hamlet', () => {
    expect(ends.length).toBeGreaterThan(380);
    expect(allowed.length).toBeGreaterThan(0.9 * ends.length);
  });

  test.each(allowed)('$name', ({ scenario }) => expect(notFinite(scenario)).toEqual([]));
});

describe('all that a policy may spend a day is spent or left, where there is', () => {
  const everything = (kind: string): Record<string, unknown>[] =>
    [{ hours_per_day: 100_000 }, { eur_per_day: 10_000_000 }].flatMap((effort) =>
      ['target', 'buffer', 'control', 'all'].map((where) => ({
        kind,
        ...effort,
        where,
        start_day: 0,
        lines: 10_000,
        platforms_at_most: 10,
      })),
    );
  /** The policy with those of the fields that its kind has. */
  const accepted = (written: Record<string, unknown>): PolicyInput[] => {
    const kind = POLICIES.find((one) => one.kind === written.kind);
    const strange =
      kind?.schema
        .safeParse(written)
        .error?.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [])) ?? [];
    const fields = Object.fromEntries(Object.entries(written).filter(([key]) => !strange.includes(key)));
    return kind?.schema.safeParse(fields).success ? [fields as unknown as PolicyInput] : [];
  };
  const places: [string, object][] = [
    ['one inhabitant in fifteen zones', { city: { grid: { columns: 5, rows: 3, cell_km: 100, population: 1 } } }],
    ['no site', { sites: { count: 0 } }],
    ['no platform', { platforms: [] }],
    ['one customer', { customers: { count: 1 } }],
    ['neither site nor platform', { sites: { count: 0 }, platforms: [], customers: { count: 1 } }],
  ];
  test.each(places)('%s', (_, place) => {
    for (const { kind } of POLICIES) {
      const policies = everything(kind).flatMap(accepted);
      expect(policies.length, kind).toBeGreaterThan(0);
      const arms = Object.fromEntries(policies.map((policy, k) => [`arm-${k}`, { policies: [policy] }]));
      const scenario = scenarioSchema.parse({ ...HAMLET, ...place, arms: { baseline: {}, ...arms } });
      expect(notFinite(scenario), kind).toEqual([]);
    }
  });

  test('as much of one kind as a file can hold, beyond what 32 bits count', () => {
    const policies = Array.from({ length: 100 }, () => ({
      kind: 'drug-checking',
      eur_per_day: 10_000_000,
      start_day: 0,
      where: 'all',
    }));
    const scenario = scenarioSchema.parse({ ...HAMLET, arms: { baseline: {}, rich: { policies } } });
    expect(notFinite(scenario)).toEqual([]);
  });
});

describe('what is shared out', () => {
  test('goes to nobody where all weights are zero', () => {
    expect([...apportion(1_000_000_000, [0, 0, 0])]).toEqual([0, 0, 0]);
    expect([...apportion(5, [])]).toEqual([]);
  });

  test('is the whole sum, to the cent, whatever the weights', () => {
    for (const weights of [[1], [0, 1e9, 0], [5e-324, 0], Array.from({ length: 5000 }, (_, k) => (k * 7919) % 101)]) {
      const shares = apportion(1_000_000_000, weights);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBe(1_000_000_000);
      expect([...shares].every((share, k) => share >= 0 && (weights[k] > 0 || share === 0))).toBe(true);
    }
  });
});
