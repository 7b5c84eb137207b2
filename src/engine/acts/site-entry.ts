// The number of sites that open in a week, and the rates of turnover.
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { type Own, part, type Values } from '../kernel/part.ts';

const fields = {
  sites: {
    turnover_per_week: field(share().default(0.05), {
      symbol: 'c',
      text: 'Share of sites that give up in a week without police; about as many open.',
      unit: 'share per week',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
    crowding_exponent: field(real(0, 5).default(0.2), {
      symbol: 'x',
      text: 'Power by which entry falls as there are more sites than at the start.',
      unit: '',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
  },
};

const switches = {
  site_turnover: toggle('Sites open and close by themselves.', 'A', 'MODEL 6, sites'),
};

/** Rates of entry and exit, and whether the mechanism is on. */
export type SiteEntryNeeds = Own<{ fields: typeof fields; switches: typeof switches }>;

/** Sites expected to open in a city within a week, given how many are open now and were open at the start. */
export const entriesPerWeek = (
  { turnover_per_week: rate, crowding_exponent: exponent }: Values<typeof fields>['sites'],
  open: number,
  initial: number,
): number => (open > 0 ? rate * open * Math.exp(-exponent * Math.log(open / initial)) : 0);

export const siteEntry = part({ fields, switches });
