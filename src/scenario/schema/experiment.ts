// Fields of the experiment around the model: time, cities, mechanisms, arms. Knows no quantity of the market.
import { z } from 'zod';
import { MAX_ZONES } from '../../city/zones.ts';
import { field } from '../../fields/field.ts';
import { type Complaint, complain, onOff, real, section, whole } from '../../fields/kinds.ts';
import { policySchema } from '../../policies/registry.ts';
import { MAX_DAYS } from '../../policies/schedule.ts';

const DESIGN = { grade: 'A', source: 'design of the experiment' } as const;
const MINUTES_PER_DAY = 1440;
const MAX_TICKS = 1_100_000;

/** Names that are keys, folders and file stems. */
export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

export const time = section('The windows of a run and the length of a tick.', {
  start_date: field(z.iso.date('a date as YYYY-MM-DD').default('2021-01-01'), {
    text: 'Date of day 0, the first reported.',
    unit: '',
    ...DESIGN,
  }),
  burn_in_days: field(whole(0, MAX_DAYS).default(90), {
    text: 'Days before day 0 that let the market settle and are not reported.',
    unit: 'days',
    grade: 'A',
    source: 'MODEL 3; assumption',
  }),
  pre_days: field(whole(0, MAX_DAYS).default(90), {
    text: 'Reported days before the days of which outcomes are taken.',
    unit: 'days',
    ...DESIGN,
  }),
  post_days: field(whole(1, MAX_DAYS).default(275), {
    text: 'Days of which outcomes are taken.',
    unit: 'days',
    ...DESIGN,
  }),
  tick_min: field(
    whole(1, 60)
      .refine((min) => 60 % min === 0, 'a whole number that divides 60')
      .default(10),
    {
      text: 'Length of a tick; times inside are exact, so that it should not matter.',
      unit: 'min',
      grade: 'A',
      source: 'MODEL 3; technical choice',
    },
  ),
}).superRefine(
  complain(({ burn_in_days, pre_days, post_days, tick_min }) => {
    const days = burn_in_days + pre_days + post_days;
    const ticks = (days * MINUTES_PER_DAY) / tick_min;
    if (days > MAX_DAYS)
      return [
        {
          path: [],
          what: 'the windows are too long together',
          got: days,
          expected: `at most ${MAX_DAYS} days (20 years)`,
        },
      ];
    if (ticks > MAX_TICKS)
      return [
        {
          path: ['tick_min'],
          what: 'too many ticks',
          got: ticks,
          expected: `at most ${MAX_TICKS}`,
          hint: 'take a longer tick or fewer days',
        },
      ];
    return [];
  }),
);

const grid = z
  .strictObject({
    columns: field(whole(1, MAX_ZONES), { text: 'Cells from west to east.', unit: 'cells', ...DESIGN }),
    rows: field(whole(1, MAX_ZONES), { text: 'Cells from south to north.', unit: 'cells', ...DESIGN }),
    cell_km: field(real(0.01, 100).default(1), { text: 'Side of a cell.', unit: 'km', ...DESIGN }),
    population: field(whole(1, 1_000_000_000), { text: 'People in the whole grid.', unit: 'persons', ...DESIGN }),
  })
  .meta({ description: 'An abstract city of square zones.' })
  .superRefine(
    complain(({ columns, rows }) =>
      columns * rows <= MAX_ZONES
        ? []
        : [{ path: [], what: 'too many zones', got: columns * rows, expected: `at most ${MAX_ZONES} cells` }],
    ),
  );

/** Line ends and the like in a path come of backslashes in double quotes. */
const path = (text: string) =>
  field(
    z
      .string()
      .min(1)
      .max(4096)
      .refine((text) => !/\p{Cc}/u.test(text), 'a path without control characters')
      .optional(),
    { text, unit: '', ...DESIGN },
  );
const SHAPES = ['grid', 'zones', 'geojson'] as const;

const place = z
  .strictObject({
    name: field(z.string().min(1).max(100).optional(), {
      text: 'Name of the city, for `where: city:NAME`; `city`, or `city-1` and so on, when not written.',
      unit: '',
      ...DESIGN,
    }),
    grid: grid.optional(),
    zones: path('A CSV file of zones, relative to the file that names it.'),
    geojson: path('A GeoJSON file of zones as polygons, relative to the file that names it.'),
  })
  .meta({ description: 'One city: a grid, a CSV file of zones or a GeoJSON file.' })
  .superRefine(
    complain((one) => {
      const given = SHAPES.filter((shape) => one[shape] !== undefined);
      return given.length === 1
        ? []
        : [
            {
              path: [],
              what: given.length === 0 ? 'no zones' : 'more than one source of zones',
              got: given.length === 0 ? undefined : given.join(' and '),
              expected: 'exactly one of grid, zones, geojson',
            },
          ];
    }),
  );

/** A city with its name and where its zones come from; paths are resolved by the parser. */
export type CityPlace = { name: string } & ({ grid: z.output<typeof grid> } | { zones: string } | { geojson: string });

export const city = z
  .union([place, z.array(place).min(1).max(1000)])
  .transform((one) =>
    (Array.isArray(one) ? one : [one]).map(
      (given, index, all) =>
        ({ ...given, name: given.name ?? (all.length === 1 ? 'city' : `city-${index + 1}`) }) as CityPlace,
    ),
  )
  .superRefine(
    complain((all) =>
      all.flatMap(({ name }, index) =>
        all.findIndex((other) => other.name === name) === index
          ? []
          : [{ path: [index, 'name'], what: 'two cities of one name', got: name, expected: 'unlike names' }],
      ),
    ),
  )
  .meta({ description: 'The city, or a list of cities.' });

/** The grade says what is known of the effect: that there is one (direction), and how large it is (size). */
const mechanism = (text: string, grade: string, source: string, isOn = true) =>
  field(onOff(isOn), { text, unit: '', grade, source });

export const mechanisms = section('Switches; off means absent, and all else stays.', {
  learning: mechanism(
    'Customers learn the quality and the waits of those they buy from, and grow loyal to platforms and used to sites.',
    'V direction, A size',
    'MODEL 4, learn',
  ),
  returns: mechanism('Occasions that failed may come back.', 'A', 'MODEL 4, come back'),
  referral: mechanism('Customers make others know a platform.', 'A', 'MODEL 4, learn'),
  forgetting: mechanism('Known platforms are forgotten.', 'A', 'MODEL 4, learn'),
  perceived_risk: mechanism(
    'Site operations, stops and fines raise the risk that customers perceive.',
    'V direction, A size',
    'MODEL 5, site operation; direction from the diffusion of benefits, Guerette & Bowers 2009',
  ),
  direct_drop: mechanism(
    'After an operation part of the visits to sites near it do not take place; off by default, since it puts a diffusion of benefits in by hand.',
    'V direction, A size',
    'MODEL 5, site operation',
    false,
  ),
  site_turnover: mechanism('Sites open and close by themselves.', 'A', 'MODEL 6, sites'),
  price_feedback: mechanism('Prices paid change how often customers want to buy.', 'V', 'MODEL 4, wake'),
  stops: mechanism('Couriers may be stopped and arrested on the way.', 'S direction, D size', 'MODEL 4, deliver'),
  investigation: mechanism(
    'Officers learn of lines and take them down.',
    'S direction, A size',
    'MODEL 5, investigation',
  ),
  tips: mechanism(
    'Tips about lines, more from indiscreet couriers, speed investigations up.',
    'A',
    'MODEL 5, investigation',
  ),
  rebirth: mechanism('Platforms that went dark come back.', 'A', 'MODEL 6, rebirth'),
  justice: mechanism('Arrests lead to presentation, remand, trial, prison and return.', 'P', 'MODEL 5, justice'),
  desistance: mechanism(
    'Released persons, and couriers with a legal job, give up the trade for good.',
    'S direction, A size',
    'MODEL 6, desistance',
  ),
  platform_entry: mechanism(
    'New platforms open at the rate of the scenario.',
    'S direction, A size',
    'MODEL 6, platforms',
  ),
  calls: mechanism(
    'Residents call about the trade near them, and some of it is put on record.',
    'S direction, A size',
    'MODEL 5, recorded',
  ),
  harm: mechanism('Purchases lead to emergency visits and deaths.', 'P direction, A size', 'MODEL 6, harm'),
  quitting: mechanism('Customers stop buying.', 'A', 'MODEL 6, customers'),
  initiation: mechanism('People begin to buy, who do not at the start or have stopped.', 'A', 'MODEL 6, customers'),
  drift: mechanism(
    'Customers with pure and fast supply come to buy more often.',
    'S direction, A size',
    'MODEL 6, customers',
  ),
  treatment_uptake: mechanism('Customers go into treatment without any policy.', 'A', 'MODEL 6, customers'),
  violence: mechanism(
    'Violence around the trade: without it, none of any kind.',
    'V direction, P size',
    'MODEL 6, violence; Werb et al. 2011',
  ),
  violence_territorial: mechanism(
    'Sites that sell near each other fight over territory.',
    'V direction, D size',
    'MODEL 6, violence; sized to 418 events at 3,000 sites a year',
  ),
  violence_robbery: mechanism('Sites and platforms are robbed.', 'A', 'MODEL 6, violence'),
  violence_punishment: mechanism('Defections are punished; nobody defects in this version.', 'A', 'MODEL 6, violence'),
  violence_retaliation: mechanism(
    'Violence begets violence.',
    'V direction, A size',
    'MODEL 6, violence; self-exciting processes of crime, Mohler et al. 2011',
  ),
  violence_vacancy: mechanism(
    'A place whose site an operation or a ban closed is fought over until another opens on it.',
    'V direction, A size',
    'MODEL 6, violence; enforcement and violence, Werb et al. 2011',
  ),
});

export const compare = section('What a comparison of arms is about.', {
  outcome: field(z.string().max(60).default('share_delivery'), {
    text: 'Primary outcome, named before the run: an id of `waterbed-sim list outcomes`.',
    unit: '',
    ...DESIGN,
  }),
  secondary: field(z.array(z.string().max(60)).max(10).optional(), {
    text: 'Secondary outcomes, ids of `waterbed-sim list outcomes` of the role result or recorded, tested as one family; by default the foremost results.',
    unit: '',
    ...DESIGN,
  }),
  smallest_effect_percent: field(real(0.01, 1000).default(5), {
    text: "Smallest difference of the primary outcome that matters, of the reference arm's mean.",
    unit: '%',
    ...DESIGN,
  }),
  interval: field(z.enum(['t', 'bootstrap']).default('t'), {
    text: 'Intervals of paired differences: Student t, or studentised bootstrap.',
    unit: '',
    grade: 'V',
    source: 'MODEL 10; Efron & Tibshirani 1993',
  }),
});

const ascending = (values: readonly number[]): Complaint[] =>
  values.every((value, i) => i === 0 || value > values[i - 1])
    ? []
    : [{ path: [], what: 'not in ascending order', got: values, expected: 'each larger than the one before' }];

export const audit = section('How the estimators of the field are held against the counterfactual.', {
  buffers_km: field(z.array(real(0.01, 500)).min(1).max(8).default([1, 2, 4]).superRefine(complain(ascending)), {
    text: 'Widths of the buffer around the target area that are tried; control lies beyond the widest.',
    unit: 'km',
    grade: 'A',
    source: 'MODEL 8; Bowers & Johnson 2003',
  }),
  window_days: field(
    z.array(whole(1, MAX_DAYS)).min(1).max(12).default([28, 84, 182, 364]).superRefine(complain(ascending)),
    {
      text: 'Lengths of the periods before and after that are tried; those longer than a window are left out.',
      unit: 'days',
      ...DESIGN,
    },
  ),
});

export const policies = z.array(policySchema).max(100).default([]);

const arm = z
  .strictObject({
    label: field(z.string().min(1).max(200).optional(), {
      text: 'Name of the arm in charts and tables.',
      unit: '',
      ...DESIGN,
    }),
    policies: policies.meta({ description: 'Policies of this arm, beside the background.' }),
  })
  .meta({ description: 'One course of action, compared with the others on the same seeds.' });

const MAX_ARMS = 20;
export const arms = z
  .record(slug, arm)
  .default({ baseline: { policies: [] } })
  .meta({ description: 'The arms of the experiment, by name.' })
  .superRefine(
    complain((all) => {
      const count = Object.keys(all).length;
      return count >= 1 && count <= MAX_ARMS
        ? []
        : [
            {
              path: [],
              what: count === 0 ? 'no arms' : 'too many arms',
              got: count,
              expected: `1 to ${MAX_ARMS} arms`,
              ...(count === 0 ? { hint: 'an arm without policies is written baseline: {}' } : {}),
            },
          ];
    }),
  );
