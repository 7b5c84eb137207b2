// The studies from which facts are read: shipped scenarios, changed where a fact is about a change.
import type { Study } from './fact.ts';
import {
  appeal,
  cases,
  channels,
  churn,
  darkFiles,
  defectors,
  lapses,
  people,
  platformsSeen,
  products,
  purchases,
  together,
  waits,
} from './watches.ts';

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

/** One department with its mix of platforms, without any policy. */
const DEPARTMENT = without('busiest-sites', 'all-sites', 'couriers', 'half-and-half', 'holders', 'mix');
/** A town of 12,000 customers with half of those platforms. */
const SMALLER = [
  ...without('pressure'),
  'city={grid: {columns: 12, rows: 12, cell_km: 1, population: 720000}}',
  'customers.count=12000',
  'sites.count=9',
];
const MIX = 'platforms={mix: default, count: 16}';
/** Very many platforms and hardly any customer: for what happens to platforms by themselves. */
const WITHOUT_TRADE = [
  ...without('pressure'),
  'customers.count=1000',
  'mechanisms.platform_exit=off',
  'mechanisms.platform_entry=off',
];
const FELLED = [
  ...WITHOUT_TRADE,
  'time={start_date: 2021-01-01, burn_in_days: 7, pre_days: 0, post_days: 735, tick_min: 60}',
  'shocks=[{kind: platforms-felled, day: 0, share: 1}]',
];
const ofKind = (archetype: string, count: number, overrides = '{}'): string =>
  `platforms=[{archetype: ${archetype}, count: ${count}, overrides: ${overrides}}]`;

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
    watch: () => together(purchases(), people(), platformsSeen(), defectors(), churn(), channels(), appeal()),
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
        ...DEPARTMENT,
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
    text: 'A town with a purity of 46 points, the same with 73, with 73 and 2.6 times the users, sites and platforms, with 73 and a product of unknown composition, and with 73 and nothing sold on the side.',
    each: 2,
    runs: {
      before: [...QUARTER, ...LESS_PURE],
      purer: QUARTER,
      after: [...QUARTER, 'customers.count=13000', 'sites.count=31', 'platforms.count=21'],
      newer: [...QUARTER, 'catalogue.unknown_from=2021-01-01'],
      apart: [...QUARTER, 'mechanisms.side_selling=off'],
    },
    watch: products,
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
  {
    id: 'department',
    file: 'compare-equal-budget.yaml',
    text: 'One department for five years without any policy.',
    each: 2,
    runs: {
      all: [...DEPARTMENT, 'time={start_date: 2021-01-01, burn_in_days: 90, pre_days: 0, post_days: 1826}'],
    },
  },
  {
    id: 'dip',
    file: 'quickstart.yaml',
    text: 'Six weeks of summer in a town with five platforms of three lines, a third of the couriers away or none.',
    each: 4,
    runs: Object.fromEntries(
      [0, 1 / 3].map((away) => [
        away === 0 ? 'none' : 'third',
        [
          ...TOWN,
          ofKind('three-line-hands-on', 5),
          'time={start_date: 2021-07-15, burn_in_days: 42, pre_days: 0, post_days: 42}',
          `labour.dip_share=${away}`,
        ],
      ]),
    ),
  },
  {
    id: 'felled',
    file: 'quickstart.yaml',
    text: 'Very many platforms and hardly any customer; all of them fall on one day, with their file kept and their manager free, with half of the files kept, with none, or with none and what a free manager adds taken away.',
    each: 1,
    runs: {
      kept: [...FELLED, ofKind('three-line-hands-on', 500, '{file_kept: 1}')],
      half: [...FELLED, ofKind('three-line-hands-on', 500, '{file_kept: 0.5}')],
      lost: [...FELLED, ofKind('three-line-hands-on', 500, '{file_kept: 0}')],
      neither: [...FELLED, ofKind('three-line-hands-on', 500, '{file_kept: 0}'), 'rebirth.manager_weight=0'],
    },
  },
  {
    id: 'rented',
    file: 'quickstart.yaml',
    text: 'Very many platforms and hardly any customer; line holders are arrested, no platform comes back, and all files of managers who are held are rented out or none.',
    each: 1,
    runs: Object.fromEntries(
      ['rented', 'unrented'].map((run) => [
        run,
        [
          ...WITHOUT_TRADE,
          'time={start_date: 2021-01-01, burn_in_days: 7, pre_days: 0, post_days: 455, tick_min: 60}',
          ofKind('service-quality-bikes', 60, '{file_kept: 1}'),
          'arms.baseline.policies=[{kind: holder-arrest, start_day: 0, hours_per_day: 180, lines: 20, where: all}]',
          'rebirth.hazard_per_week=0',
          `rebirth.rented_share=${run === 'rented' ? 1 : 0}`,
        ],
      ]),
    ),
    watch: darkFiles,
  },
  {
    id: 'lapses',
    file: 'quickstart.yaml',
    text: 'A town with platforms of one line whose number lapses now and then; half of the clients are lost with it, or none.',
    each: 2,
    runs: Object.fromEntries(
      [0.5, 0].map((lost) => [
        lost === 0 ? 'none' : 'half',
        [
          ...SMALLER,
          ofKind('fragile-line-absent-boss', 24, '{lapse_per_week: 0.02}'),
          'time={start_date: 2021-01-01, burn_in_days: 42, pre_days: 0, post_days: 420}',
          'mechanisms.platform_exit=off',
          'mechanisms.platform_entry=off',
          'mechanisms.labour_dip=off',
          `client_files.lapse_lost_share=${lost}`,
        ],
      ]),
    ),
    watch: lapses,
  },
  {
    id: 'crackdown',
    file: 'quickstart.yaml',
    text: 'A town of the mix for a year, as it is, under operations at all sites, under bans of the operators of sites, or with five times as many openings of platforms.',
    each: 2,
    runs: Object.fromEntries(
      Object.entries({
        none: [],
        operations: [
          'arms.baseline.policies=[{kind: site-operations, start_day: 0, per_site_month: 1, where: all, pick: random}]',
        ],
        bans: ['arms.baseline.policies=[{kind: site-bans, start_day: 0, hours_per_day: 40, where: all, pick: random}]'],
        entry: ['organisations.entry_per_week=0.045'],
      }).map(([run, changes]) => [
        run,
        [...SMALLER, MIX, 'time={start_date: 2021-01-01, burn_in_days: 90, pre_days: 0, post_days: 364}', ...changes],
      ]),
    ),
    watch: () => together(channels(), platformsSeen()),
  },
  {
    id: 'undercover',
    file: 'quickstart.yaml',
    text: 'A town with twelve bot-run channels for a year, 100 hours a week of investigation on each of them, with purchases by officers where anyone can order, or without where clients are co-opted.',
    each: 2,
    runs: Object.fromEntries(
      ['open', 'co-opted'].map((openness) => [
        openness,
        [
          ...SMALLER,
          'mechanisms.platform_exit=off',
          'mechanisms.platform_entry=off',
          'time={start_date: 2021-01-01, burn_in_days: 28, pre_days: 0, post_days: 364}',
          ofKind('bot-run-channel', 12, `{openness: ${openness}}`),
          `arms.baseline.policies=[{kind: platform-investigation, start_day: 0, hours_per_day: 171.43, lines: 12, where: all, undercover: ${openness === 'open'}}]`,
        ],
      ]),
    ),
  },
];
