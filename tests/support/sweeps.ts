// A sweep of a tiny town, and its parts, for tests.
import { createHash } from 'node:crypto';
import type { Identify } from '../../src/experiment/sweep/identity.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { type ParsedSweep, parseSweep, type Sweep } from '../../src/scenario/sweep/parse.ts';

/** 30 days of 300 customers with an arm of operations. */
export const TOWN = `
version: 2
time: { burn_in_days: 5, pre_days: 5, post_days: 20 }
city: { grid: { columns: 4, rows: 4, population: 20000 } }
customers: { count: 300 }
sites: { count: 4 }
platforms:
  - { archetype: three-line-hands-on, count: 2 }
seeds: 2
arms:
  baseline: {}
  pressure:
    policies: [{ kind: site-operations, start_day: 5, hours_per_day: 20, between: [10, 18], where: target }]
`;

export const HOURS = 'hours: { path: arms.pressure.policies.0.hours_per_day, values: [0, 10, 40] }';
export const REACH = 'reach: { path: risk.news_reach, values: [0.2, 1] }';

/** The file of a sweep that extends the town. */
export const sweepFile = (factors: string, more = ''): string =>
  `version: 2\nextends: town.yaml\nsweep:\n  factors:\n${factors
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')}\n  outcomes: [orders, share_delivery, officer_hours]\n${more}`;

export const parseText = (text: string, files: Record<string, string> = {}, sets: string[] = []): ParsedSweep =>
  parseSweep('sweep.yaml', {
    readText: (path) => {
      const found = { 'sweep.yaml': text, 'town.yaml': TOWN, ...files }[path];
      if (found === undefined) throw new Error('no such file');
      return found;
    },
    outcomes: OUTCOMES.map(({ id }) => id),
    sets,
  });

export function sweepOf(text: string, files: Record<string, string> = {}, sets: string[] = []): Sweep {
  const parsed = parseText(text, files, sets);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults, null, 1));
  return parsed.sweep;
}

export const identify: Identify = {
  hash: (text) => createHash('sha256').update(text).digest('hex'),
  model: 'test',
  hashOf: (path) => path,
};
