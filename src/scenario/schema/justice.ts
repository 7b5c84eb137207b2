// Fields of what follows an arrest: trial, sentence, return. Knows no policy and no seller.
import { field } from '../../fields/field.ts';
import { complain, real, section, share } from '../../fields/kinds.ts';

const JUSTICE = 'MODEL 5, justice';

export const justice = section(
  'What follows an arrest, for the persons: presentation, remand, trial, sentence, return.',
  {
    presented_share: field(share().default(0.5), {
      text: 'Share of arrested couriers who are presented to a judge after police custody, without which nobody is held or tried at once.',
      unit: 'share',
      plausible: '0.3-0.8',
      grade: 'A',
      source: `${JUSTICE}; assumption`,
    }),
    site_presented_share: field(share().default(0.16), {
      text: 'Share of those arrested at sites who are presented to a judge; the others are let go.',
      unit: 'share',
      grade: 'P',
      source: 'MODEL 5, site operation',
    }),
    fast_track_share: field(share().default(0.07), {
      text: 'Share of the accused who are tried at once.',
      unit: 'share',
      grade: 'P',
      source: JUSTICE,
    }),
    trial_least_months: field(real(0, 240).default(10), {
      text: 'Shortest time to trial of the others.',
      unit: 'months',
      grade: 'P',
      source: JUSTICE,
    }),
    trial_most_months: field(real(0, 240).default(20), {
      text: 'Longest time to trial of the others.',
      unit: 'months',
      grade: 'P',
      source: JUSTICE,
    }),
    firm_share: field(share().default(0.45), {
      text: 'Share of sentences that are firm prison.',
      unit: 'share',
      grade: 'P',
      source: JUSTICE,
    }),
    first_time_firm_share: field(share().default(0.1), {
      text: 'The same for couriers without a record who were not held until trial: most sentences are suspended.',
      unit: 'share',
      plausible: '0-0.2',
      grade: 'S direction, A size',
      source: `${JUSTICE}; founding article 2024`,
    }),
    sentence_mean_months: field(real(0.1, 600).default(12.5), {
      text: 'Mean length of firm prison.',
      unit: 'months',
      grade: 'P',
      source: JUSTICE,
    }),
    sentence_shape: field(real(0.1, 100).default(1.5), {
      text: 'Gamma shape of the length of firm prison; lower is more unequal.',
      unit: '',
      grade: 'P',
      source: JUSTICE,
    }),
    minor_factor: field(share().default(0.25), {
      text: 'Length of prison of a minor relative to an adult.',
      unit: 'relative',
      grade: 'A',
      source: JUSTICE,
    }),
    manager_remand_share: field(share().default(0.7), {
      text: 'Share of arrested managers who are held until trial.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 5, takedown',
    }),
    manager_least_months: field(real(0, 600).default(24), {
      text: 'Shortest sentence of a manager, always firm.',
      unit: 'months',
      grade: 'A',
      source: JUSTICE,
    }),
    manager_most_months: field(real(0, 600).default(60), {
      text: 'Longest sentence of a manager.',
      unit: 'months',
      grade: 'A',
      source: JUSTICE,
    }),
    site_jailed_share: field(share().default(0.049), {
      text: 'Share of those arrested at sites who go to prison at once, of all arrested there.',
      unit: 'share',
      grade: 'P',
      source: 'MODEL 5, site operation',
    }),
    record_share: field(share().default(0.3), {
      text: 'Share of newly hired couriers who have been convicted before.',
      unit: 'share',
      grade: 'A',
      source: `${JUSTICE}; assumption`,
    }),
    desistance_per_year: field(real(0, 100).default(0.25), {
      text: 'Rate at which persons without priors give up the trade for good.',
      unit: 'per year',
      plausible: '0.1-0.4',
      grade: 'A',
      source: 'MODEL 6, desistance',
    }),
    desistance_per_prior: field(share().default(0.8), {
      text: 'Factor on the rate of giving up for each arrest or conviction that a person has behind them, the first three.',
      unit: 'relative',
      plausible: '0.6-1',
      grade: 'A',
      source: 'MODEL 6, desistance; less with priors',
    }),
    reoffending_share: field(share().default(0.3), {
      text: 'Probability that a vacant post is filled by a released person where there is one.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 6, desistance; assumption',
    }),
  },
).superRefine(
  complain((value) => [
    ...ascending(value, 'trial_least_months', 'trial_most_months'),
    ...ascending(value, 'manager_least_months', 'manager_most_months'),
    ...ascending(value, 'site_jailed_share', 'site_presented_share'),
    ...ascending(value, 'fast_track_share', 'presented_share'),
  ]),
);

const ascending = <K extends string>(value: Record<K, number>, least: K, most: K) =>
  value[least] <= value[most]
    ? []
    : [{ path: [most], what: `below ${least}`, got: value[most], expected: `at least ${value[least]}` }];
