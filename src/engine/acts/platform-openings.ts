// How many platforms open by themselves, and on which days: what a town of platforms is built for.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import { draw, type Streams } from '../../random/streams.ts';
import { DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../units.ts';
import { type Own, part } from '../kernel/part.ts';
import type { Kinds } from './identity.ts';

const fields = {
  rebirth: {
    platforms_entry_per_year: field(real(0, 1000).default(0), {
      text: 'Mean number of new platforms that open in a year, of the kinds in `platforms` in their proportions.',
      unit: 'platforms/year',
      grade: 'A',
      source: 'MODEL 6, platforms',
    }),
  },
};

const switches = {
  platform_entry: toggle(
    'New platforms open at the rate of the scenario.',
    'S direction, A size',
    'MODEL 6, platforms',
  ),
};

const streams = ['platform-entry'] as const;

/** Chance of when platforms open, and of who hears of them. */
export type OpeningStreams = Streams<(typeof streams)[number]>;

/** Rate of openings, and whether there are any. */
export type OpeningsGiven = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'];

/** Entity number of weekly draws in the 'platform-entry' stream; customers have numbers from 0. */
const WEEKS = -1;

/** Mean number of platforms that open within so many days. */
export const meanOpenings = ({ rebirth, mechanisms }: OpeningsGiven, days: number): number =>
  mechanisms.platform_entry ? (rebirth.platforms_entry_per_year * days) / DAYS_PER_YEAR : 0;

/** Days of the run on which new platforms open: first days of weeks, with a Poisson number in each week. */
export function drawOpeningDays(scenario: OpeningsGiven & Kinds, streams: OpeningStreams, nDays: number): number[] {
  const mean = meanOpenings(scenario, DAYS_PER_WEEK);
  if (mean === 0 || scenario.platforms.every(({ count }) => count === 0)) return [];
  const days: number[] = [];
  for (let day = 0; day < nDays; day += DAYS_PER_WEEK) {
    const n = poissonQuantile(mean, draw(streams['platform-entry'], WEEKS, day));
    for (let k = 0; k < n; k++) days.push(day);
  }
  return days;
}

export const platformOpenings = part({ fields, switches, streams });
