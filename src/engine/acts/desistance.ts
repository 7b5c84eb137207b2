// How often persons give up the trade: less the more they have behind them. Knows neither posts nor prisons.
import type { Scenario } from '../../scenario/schema.ts';
import { PRIOR_CLASSES } from '../entities/custody.ts';

/** Rate per year of a person with 0, 1, … priors, the last entry for all beyond. */
export function desistancePerYear({
  desistance_per_year,
  desistance_per_prior,
}: Scenario['justice']): readonly number[] {
  const rates = [desistance_per_year];
  for (let priors = 1; priors <= PRIOR_CLASSES; priors++) rates.push(rates[priors - 1] * desistance_per_prior);
  return rates;
}
