// The studies from which facts are read: shipped scenarios, changed where a fact is about a change.
import type { Study } from './fact.ts';
import { cases, people, purchases, waits } from './watches.ts';

/** Takes arms out of a scenario. */
const without = (...arms: string[]): string[] => arms.map((arm) => `arms.${arm}=null`);

/** A town of the density of the inner ring. */
const TOWN = [
  ...without('pressure'),
  'time={start_date: 2021-01-01, burn_in_days: 30, pre_days: 0, post_days: 60}',
  'city={grid: {columns: 12, rows: 12, cell_km: 1, population: 480000}}',
  'customers.count=6000',
  'sites.count=5',
];
const platforms = (traits: string): string =>
  `platforms=[{archetype: three-line-hands-on, count: 5, overrides: ${traits}}]`;

const QUARTER = [...without('pressure'), 'time={start_date: 2021-01-01, burn_in_days: 28, pre_days: 0, post_days: 91}'];
/** Purity of sites and platforms at 46 points where their mean is 73. */
const LESS_PURE = ['sites.purity_points=40.3', 'delivery.purity_points=51'];

export const STUDIES: readonly Study[] = [
  {
    id: 'year',
    file: 'paris-inner-ring.yaml',
    text: 'The agglomeration for a year without any policy.',
    each: 1,
    runs: {
      all: [...without('pressure'), 'time={start_date: 2021-01-01, burn_in_days: 90, pre_days: 0, post_days: 365}'],
    },
    watch: () => {
      const [bought, employed] = [purchases(), people()];
      return {
        afterTick: (world, clock) => {
          bought.afterTick(world, clock);
          employed.afterTick(world, clock);
        },
        seen: () => ({ ...bought.seen(), ...employed.seen() }),
      };
    },
  },
  {
    id: 'pounding',
    file: 'pounding-2021-2024.yaml',
    text: 'Three years of operations at sites everywhere, against the same years without them.',
    each: 1,
    runs: { all: [] },
  },
  {
    id: 'archetypes',
    file: 'quickstart.yaml',
    text: 'A town of the density of the inner ring with three platforms of three lines and two of bikes; 2.82 couriers on duty at each.',
    each: 4,
    runs: {
      all: [
        ...TOWN,
        'platforms=[{archetype: three-line-hands-on, count: 3}, {archetype: service-quality-bikes, count: 2, overrides: {duty_share: 0.564}}]',
      ],
    },
    watch: waits,
  },
  {
    id: 'pooling',
    file: 'quickstart.yaml',
    text: 'The same town with five platforms of three lines, which have about the load of the agglomeration: each line for itself, or all couriers of a platform in one pool.',
    each: 4,
    runs: {
      silo: [...TOWN, platforms('{dispatch: line, leakage: 0}')],
      pool: [...TOWN, platforms('{dispatch: pooled}')],
    },
  },
  {
    id: 'staff',
    file: 'quickstart.yaml',
    text: 'A town with very many couriers for five years without any policy, so that chance hardly moves who they are.',
    each: 4,
    runs: {
      all: [
        ...without('pressure'),
        'time={start_date: 2021-01-01, burn_in_days: 0, pre_days: 0, post_days: 1826, tick_min: 60}',
        'customers.count=1000',
        'platforms=[{archetype: three-line-hands-on, count: 500}]',
      ],
    },
    watch: people,
  },
  {
    id: 'cases',
    file: 'compare-equal-budget.yaml',
    text: 'One department for two years, 100 hours a week of investigation on each of six lines at a time, and no other.',
    each: 1,
    runs: {
      all: [
        ...without('busiest-sites', 'all-sites', 'couriers', 'half-and-half', 'holders', 'mix'),
        'arms.baseline.policies=[{kind: platform-investigation, start_day: 0, hours_per_day: 85.72, lines: 6, pick: random, where: all}]',
        'background.investigation_hours_per_line_week=0',
        'time={start_date: 2021-01-01, burn_in_days: 28, pre_days: 0, post_days: 728}',
      ],
    },
    watch: cases,
  },
  {
    id: 'users',
    file: 'quickstart.yaml',
    text: 'A town with a purity of 46 points, the same with 73, and with 73 and 2.6 times the users, sites and platforms.',
    each: 2,
    runs: {
      before: [...QUARTER, ...LESS_PURE],
      purer: QUARTER,
      after: [...QUARTER, 'customers.count=13000', 'sites.count=31', 'platforms.count=21'],
    },
  },
  {
    id: 'violence',
    file: 'violence-holders.yaml',
    text: 'A dense town of 60 sites for a year without any policy.',
    each: 2,
    runs: {
      all: [
        ...without('site-pressure', 'line-holders'),
        'time={start_date: 2021-01-01, burn_in_days: 56, pre_days: 0, post_days: 364, tick_min: 30}',
      ],
    },
  },
];
