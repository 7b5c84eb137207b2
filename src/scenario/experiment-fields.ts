// Fields of the experiment around the model: cities, policies, arms, comparison, audit.
import { z } from 'zod';
import { MAX_ZONES } from '../city/zones.ts';
import { shocksSchema } from '../engine/entities/shocks.ts';
import { MAX_DAYS } from '../engine/kernel/clock.ts';
import { field } from '../fields/field.ts';
import { type Complaint, complain, real, section, whole } from '../fields/kinds.ts';
import { policySchema } from '../policies/registry.ts';

const DESIGN = { grade: 'A', source: 'design of the experiment' } as const;

/** Names that are keys, folders and file stems. */
export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and hyphens');

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

/** Control characters in a path come from backslashes in double quotes. */
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
  replaced_within_days: field(whole(1, MAX_DAYS).default(90), {
    text: 'Days after the removal of a site or courier in which another counts as its replacement, and the trade of that one as displaced.',
    unit: 'days',
    plausible: '30-180',
    grade: 'A',
    source: 'MODEL 8; assumption',
  }),
});

export const policies = z.array(policySchema).max(100).default([]);

const arm = z
  .strictObject({
    label: field(z.string().min(1).max(200).optional(), {
      text: 'Name of the arm in charts and tables.',
      unit: '',
      ...DESIGN,
    }),
    set: field(z.record(z.string().min(1).max(400), z.unknown()).optional(), {
      text: 'Fields that differ in this arm, by path as `--set` takes it; its world is then another one from the first day.',
      unit: '',
      ...DESIGN,
    }),
    policies: policies.meta({ description: 'Policies of this arm, beside those of every arm.' }),
    shocks: shocksSchema.meta({ description: 'Shocks of this arm, beside those of every arm.' }),
  })
  .meta({ description: 'One course of action, compared with the others on the same seeds.' });

const MAX_ARMS = 20;
export const arms = z
  .record(slug, arm)
  .default({ baseline: { policies: [], shocks: [] } })
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
