// What news of one site operation costs customers, in EUR a visit: perceived risk times what being caught would cost.
import type { Settings } from '../engine/settings.ts';
import { grouped } from '../numbers.ts';

/** EUR a visit at first, for the low, middle and high class; all of it fades by half in `half_life_weeks`. */
export interface Fear {
  /** Share of visitors whom news reaches. */
  reach: number;
  half_life_weeks: number;
  /** At the site of the operation, and at any other, to a visitor whom news reaches. */
  there_eur: number[];
  elsewhere_eur: number[];
  /** At any site, to residents of its zone on average. */
  residents_eur: number[];
}

/** Null where operations frighten nobody. */
export function fearOf({ mechanisms, risk, choice }: Pick<Settings, 'mechanisms' | 'risk' | 'choice'>): Fear | null {
  if (!mechanisms.perceived_risk) return null;
  const { low, middle, high } = choice.loss_eur;
  const eur = (rise: number): number[] => [low, middle, high].map((loss) => rise * loss);
  return {
    reach: risk.news_reach,
    half_life_weeks: risk.half_life_weeks,
    there_eur: eur(1 - (1 - risk.visitor_rise) * (1 - risk.general_rise)),
    elsewhere_eur: eur(risk.general_rise),
    residents_eur: eur(risk.zone_rise * risk.news_reach),
  };
}

/** 'an operation costs 30 % of the visitors of its site 42, 84, 100 EUR a visit there and 5, 10, 12 EUR elsewhere …'. */
export function fearText({ reach, half_life_weeks, there_eur, elsewhere_eur, residents_eur }: Fear): string {
  const list = (eur: number[]): string =>
    `${eur.map((one) => grouped(one, one < 10 && one % 1 > 0 ? 1 : 0)).join(', ')} EUR`;
  return `news of a site operation reaches ${grouped(100 * reach, 0)} % of the site's visitors and costs them ${list(there_eur)} a visit there and ${list(elsewhere_eur)} elsewhere (low, middle, high income), and residents of its zone ${list(residents_eur)} on average; half of it after ${grouped(half_life_weeks, half_life_weeks % 1 === 0 ? 0 : 1)} weeks`;
}
