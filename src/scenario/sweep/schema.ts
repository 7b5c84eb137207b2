// The schema of the section `sweep` of a sweep's file.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { type Complaint, complain, onOff, whole } from '../../fields/kinds.ts';
import { DESIGNS } from './factor.ts';

const DESIGN = { grade: 'A', source: 'design of the experiment' } as const;

const scalar = z.union([z.number(), z.string().min(1).max(200), z.boolean()]);
const path = z.string().min(1).max(400);

const factor = z
  .strictObject({
    path: field(path.optional(), {
      text: 'Path of the field that gets the values, as `--set` takes it.',
      unit: '',
      ...DESIGN,
    }),
    paths: field(z.array(path).min(1).max(100).optional(), {
      text: 'Paths of fields that all get the same value, in place of `path`.',
      unit: '',
      ...DESIGN,
    }),
    values: field(z.array(scalar).min(1).max(100_000).optional(), {
      text: 'The values, in their order.',
      unit: '',
      ...DESIGN,
    }),
    from: field(z.number().optional(), { text: 'Lowest value of a range.', unit: '', ...DESIGN }),
    to: field(z.number().optional(), { text: 'Highest value of a range.', unit: '', ...DESIGN }),
    steps: field(whole(2, 100_000).optional(), {
      text: 'Number of values in the range, both ends among them; designs that draw need none.',
      unit: 'values',
      ...DESIGN,
    }),
    log: field(onOff(false), { text: 'Steps and draws even on a logarithmic scale.', unit: '', ...DESIGN }),
  })
  .meta({ description: 'Something that varies: fields by path, and their values.' })
  .superRefine(complain(factorFits));

export type FactorFile = z.output<typeof factor>;

function factorFits({ path, paths, values, from, to, steps, log }: z.output<typeof factor>): Complaint[] {
  const complaints: Complaint[] = [];
  if ((path === undefined) === (paths === undefined))
    complaints.push({
      path: [],
      what: path === undefined ? 'no path' : 'path and paths',
      expected: 'path, or paths for fields that move together',
    });
  const isRange = from !== undefined || to !== undefined;
  if (values !== undefined && (isRange || steps !== undefined || log))
    complaints.push({ path: ['values'], what: 'values and a range', expected: 'values, or from and to' });
  if (isRange && (from === undefined || to === undefined))
    complaints.push({ path: [], what: `a range without ${from === undefined ? 'from' : 'to'}`, expected: 'both ends' });
  if (!isRange && (steps !== undefined || log) && values === undefined)
    complaints.push({ path: [], what: 'steps without a range', expected: 'from and to' });
  if (from !== undefined && to !== undefined && !(from < to))
    complaints.push({ path: ['to'], what: 'an empty range', got: to, expected: `a number above ${from}` });
  if (log && from !== undefined && from <= 0)
    complaints.push({ path: ['from'], what: 'no logarithm', got: from, expected: 'a number above 0 with log' });
  return complaints;
}

export const sweepSchema = z
  .strictObject({
    design: field(z.enum(DESIGNS).default('factorial'), {
      text: 'factorial: every value with every other; zip: the first values together, then the second, and so on; lhs (Latin hypercube) and sobol (Sobol sequence): draws from ranges; morris: trajectories of single steps; saltelli: pairs of draws for the indices of `sensitivity`; table: rows of a CSV file.',
      unit: '',
      ...DESIGN,
    }),
    draws: field(whole(1, 1_000_000).optional(), {
      text: 'Points that lhs and sobol draw; pairs of saltelli.',
      unit: 'points',
      ...DESIGN,
    }),
    first: field(whole(1, 1_000_000).optional(), {
      text: 'Points that lhs drew at first: kept with a sweep, so that they stay what they were when draws are added.',
      unit: 'points',
      ...DESIGN,
    }),
    trajectories: field(whole(2, 100_000).optional(), {
      text: 'Trajectories of morris; each has one point more than there are factors.',
      unit: 'trajectories',
      ...DESIGN,
    }),
    levels: field(whole(2, 1000).optional(), {
      text: 'Levels of the grid that morris steps on: an even number; 4 when not written.',
      unit: 'levels',
      ...DESIGN,
    }),
    groups: field(z.record(z.string().min(1).max(60), z.array(z.string().min(1).max(60)).min(1)).optional(), {
      text: 'Factors that saltelli exchanges together, by a name of their group.',
      unit: '',
      ...DESIGN,
    }),
    seed: field(
      z
        .union([z.string().min(1).max(200), z.int()])
        .transform(String)
        .default('design'),
      { text: "From where the design's own chance comes, apart from the simulation's seed.", unit: '', ...DESIGN },
    ),
    factors: z
      .record(
        z
          .string()
          .max(60)
          .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a letter, then letters, digits, _ and -'),
        factor,
      )
      .meta({ description: 'What varies, by a name of your own.' }),
    outcomes: field(z.array(z.string().min(1).max(60)).min(1).max(200).optional(), {
      text: 'Outcomes that are kept of every run, ids of `waterbed-sim list outcomes`; by default those of `compare`.',
      unit: '',
      ...DESIGN,
    }),
    table: field(z.string().min(1).max(4096).optional(), {
      text: 'A CSV file with a column for each factor and a row for each point, relative to the file that names it.',
      unit: '',
      ...DESIGN,
    }),
  })
  .meta({ description: 'A sweep: the scenario at many points, each a value of every factor.' })
  .superRefine(complain(sweepFits));

export type SweepFile = z.output<typeof sweepSchema>;

function sweepFits(sweep: z.output<typeof sweepSchema>): Complaint[] {
  const { design, levels, factors } = sweep;
  const complaints: Complaint[] = [];
  const only = (
    key: 'draws' | 'first' | 'trajectories' | 'levels' | 'groups' | 'table',
    designs: readonly string[],
    isNeeded: boolean,
  ) => {
    const value = sweep[key];
    if (designs.includes(design)) {
      if (value === undefined && isNeeded)
        complaints.push({ path: [], what: `no ${key}`, expected: `${key}, which design ${design} needs` });
    } else if (value !== undefined)
      complaints.push({
        path: [key],
        what: `design ${design} has none`,
        got: value,
        expected: `design ${designs.join(' or ')}`,
      });
  };
  only('draws', ['lhs', 'sobol', 'saltelli'], true);
  only('first', ['lhs'], false);
  only('trajectories', ['morris'], true);
  only('levels', ['morris'], false);
  only('groups', ['saltelli'], false);
  only('table', ['table'], true);
  if (levels !== undefined && levels % 2 === 1)
    complaints.push({ path: ['levels'], what: 'an odd number', got: levels, expected: 'an even number' });
  const named = Object.entries(factors);
  if (named.length === 0) complaints.push({ path: ['factors'], what: 'no factors', expected: 'at least one' });
  for (const [id, { values, from, steps }] of named) {
    const at = ['factors', id];
    if (design === 'table') {
      if (values !== undefined || from !== undefined)
        complaints.push({ path: at, what: 'values beside a table', expected: 'a path alone: its values are a column' });
    } else if (values === undefined && from === undefined)
      complaints.push({ path: at, what: 'no values', expected: 'values, or from and to' });
    else if ((design === 'factorial' || design === 'zip') && values === undefined && steps === undefined)
      complaints.push({
        path: at,
        what: 'a range without steps',
        expected: `steps, since design ${design} draws none`,
      });
  }
  if (design === 'zip') {
    const counts = named.map(([, { values, steps }]) => values?.length ?? steps ?? 0);
    const odd = counts.findIndex((count) => count !== counts[0]);
    if (odd > 0)
      complaints.push({
        path: ['factors', named[odd]![0]],
        what: `${counts[odd]} values beside ${counts[0]} of ${named[0]![0]}`,
        expected: 'as many of each with design zip',
      });
  }
  return complaints;
}
