// The schema of scenario files, from which validation, defaults, help and tables are made.
import { z } from 'zod';
import { platformKinds } from '../engine/entities/platforms.ts';
import { shocksSchema } from '../engine/entities/shocks.ts';
import { field } from '../fields/field.ts';
import { whole } from '../fields/kinds.ts';
import { betweenSections } from './checks.ts';
import { arms, audit, city, compare, policies, slug } from './experiment-fields.ts';
import { mechanisms, sections } from './sections.ts';

export type { Platform } from '../engine/entities/platforms.ts';
export type { Policy } from '../policies/registry.ts';
export type { CityPlace } from './experiment-fields.ts';

/** The newest version of scenario files, the only one that the schema describes. */
export const VERSION = 2;
const DESIGN = { grade: 'A', source: 'design of the experiment' } as const;

const { time, ...otherSections } = sections;
const scenario = z
  .strictObject({
    version: field(z.literal(VERSION), { text: 'Version of the form of scenario files.', unit: '', ...DESIGN }),
    name: field(slug.default('scenario'), {
      text: 'Name of the scenario and of its folder of results; the stem of the file when not written.',
      unit: '',
      ...DESIGN,
    }),
    title: field(z.string().max(200).default(''), { text: 'Title for charts and reports.', unit: '', ...DESIGN }),
    description: field(z.string().max(20_000).default(''), { text: 'What the scenario shows.', unit: '', ...DESIGN }),
    seed: field(
      z
        .union([z.string().min(1).max(200), z.int()])
        .transform(String)
        .default('waterbed'),
      { text: 'From where all chance comes; any text.', unit: '', ...DESIGN },
    ),
    seeds: field(whole(1, 10_000).default(4), {
      text: 'Number of replicates.',
      unit: 'replicates',
      plausible: '1-100',
      ...DESIGN,
    }),
    time,
    city,
    ...otherSections,
    platforms: platformKinds,
    policies: policies.meta({
      description: 'Policies of every arm, beside the background; they may start in the burn-in.',
    }),
    shocks: shocksSchema.meta({
      description: 'Shocks of every arm: dated events that no policy makes; they may begin in the burn-in.',
    }),
    baseline: field(slug.default('baseline'), {
      text: 'Name of the arm with which the others are compared.',
      unit: '',
      ...DESIGN,
    }),
    arms,
    compare,
    audit,
    mechanisms,
  })
  .meta({
    title: 'Waterbed scenario',
    description: 'A scenario of Waterbed: a market, its policing and the arms to compare.',
  });

/** The sections of a scenario, each valid by itself. */
type Sections = z.output<typeof scenario>;

/** The schema with the rules between sections; its output is frozen to the last leaf. */
export const scenarioSchema = scenario
  .check(z.superRefine<Sections>(betweenSections, { when: ({ value }) => typeof value === 'object' && value !== null }))
  .overwrite(deepFreeze);

/** A scenario as it may be written in a file. */
export type ScenarioFile = z.input<typeof scenarioSchema> & { extends?: string | string[] };
/** A scenario as it runs: defaults filled, frozen. */
export type Scenario = z.output<typeof scenarioSchema>;

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
