// Desistance: the rate at which persons leave the trade, lower with each prior arrest or conviction.
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { PRIOR_CLASSES } from '../entities/custody.ts';
import { type Own, part, type Values } from '../kernel/part.ts';

const fields = {
  justice: {
    desistance_per_year: field(real(0, 100).default(0.25), {
      text: 'Rate at which persons without priors give up the trade for good.',
      unit: 'per year',
      plausible: '0.1-0.4',
      grade: 'A',
      source: 'MODEL 6, desistance',
    }),
    desistance_per_prior: field(share().default(0.8), {
      text: 'Factor on the rate of giving up for each earlier arrest or conviction of a person, up to three.',
      unit: 'relative',
      plausible: '0.6-1',
      grade: 'A',
      source: 'MODEL 6, desistance; less with priors',
    }),
  },
};

const switches = {
  desistance: toggle(
    'Released persons, and couriers with a legal job, give up the trade for good.',
    'S direction, A size',
    'MODEL 6, desistance',
  ),
};

const streams = ['desistance'] as const;

export type DesistanceNeeds = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }>;

/** Rate per year of a person with 0, 1, … priors; the last entry is for all higher numbers. */
export function desistancePerYear({
  desistance_per_year,
  desistance_per_prior,
}: Values<typeof fields>['justice']): readonly number[] {
  const rates = [desistance_per_year];
  for (let priors = 1; priors <= PRIOR_CLASSES; priors++) rates.push(rates[priors - 1] * desistance_per_prior);
  return rates;
}

export const desistance = part({ fields, switches, streams });
