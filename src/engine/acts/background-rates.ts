// The background of policing that every arm has: its rates, and whether it is on.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { MIN_PER_H } from '../../units.ts';
import { type Own, part, type Values } from '../kernel/part.ts';

const BACKGROUND = 'MODEL 5, background';

const sections = {
  background: {
    text: 'Policing that every arm has, in burn-in and pilot too, and to which arms are additional; none sets all of it to 0.',
    canBeNone: true,
  },
} as const;

const fields = {
  background: {
    operations_per_site_month: field(real(0, 30).default(0.05), {
      text: 'Operations at a fixed site in a month, open or disrupted, at random.',
      unit: 'per site and month',
      plausible: '0-0.15',
      grade: 'A',
      source: BACKGROUND,
    }),
    investigation_hours_per_line_week: field(real(0, 168).default(0.2), {
      text: 'Officer-hours of investigation in a week for each line that sells. They gather until they make the least of a week on one line, then go to the next.',
      unit: 'h/(line week)',
      plausible: '0-1',
      grade: 'A',
      source: BACKGROUND,
    }),
    stop_hours_per_km2_day: field(real(0, 10_000).default(2), {
      text: 'Officer-hours of street stops per km² and day, everywhere and at all hours.',
      unit: 'h/(km² day)',
      plausible: '1-4',
      grade: 'A',
      source: BACKGROUND,
    }),
  },
};

const switches = {
  background: toggle('Sites, lines and streets are policed in every arm.', 'A', BACKGROUND, { inPilot: true }),
};

export type BackgroundGiven = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'];

const NONE: BackgroundGiven['background'] = {
  operations_per_site_month: 0,
  investigation_hours_per_line_week: 0,
  stop_hours_per_km2_day: 0,
};

/** The rates of the background, all 0 when it is off. */
export const backgroundOf = ({ background, mechanisms }: BackgroundGiven): Values<typeof fields>['background'] =>
  mechanisms.background ? background : NONE;

/** Officer-minutes that the background puts on one line in a week: the least from which anything is learnt, at least an hour. */
export const lineDoseMin = ({ investigation }: { investigation: { readonly least_hours_per_week: number } }): number =>
  Math.max(MIN_PER_H, Math.ceil(investigation.least_hours_per_week * MIN_PER_H));

export const backgroundRates = part({ sections, fields, switches });
