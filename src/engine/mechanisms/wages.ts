// Wages, weekly: the piece rate of a city follows how scarce people are.
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { cents, DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK } from '../../units.ts';
import type { PieceRateGiven, PieceRateNeeds } from '../acts/piece-rate.ts';
import { createVacancies, restShare, type VacanciesNeeds } from '../acts/vacancies.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const LABOUR = 'MODEL 6, labour';

const submodel = {
  section: '6',
  text: 'w ← w + a·(w₀·((U + 1)/(Ū + 1))^y − w), within a band around w₀: the piece rate rises where more posts of the city are unfilled than leaving and filling come to.',
  grade: 'S direction, A size',
  source: LABOUR,
};

const fields = {
  labour: {
    pay_exponent: field(real(0, 2).default(0.2), {
      symbol: 'y',
      text: 'Exponent with which the piece rate follows unfilled posts relative to the number at which leaving and filling balance.',
      unit: '',
      plausible: '0.1-0.4',
      grade: 'A',
      source: LABOUR,
    }),
    pay_speed_per_month: field(share().default(0.1), {
      symbol: 'a',
      text: 'Part of the way to its level that the piece rate goes in a month.',
      unit: 'per month',
      plausible: '0.05-0.2',
      grade: 'A',
      source: LABOUR,
    }),
    pay_band: field(real(0, 0.99).default(0.143), {
      text: 'Most that the piece rate departs from pay_per_order_eur, relative to it.',
      unit: 'share',
      plausible: '0.1-0.2',
      grade: 'S',
      source: `${LABOUR}; 15 to 20 EUR around 17.5, founding article 2024`,
    }),
  },
};

const switches = {
  wages: toggle('The piece rate follows how many posts are unfilled.', 'S direction, A size', LABOUR),
};

type Needs = Own<{ fields: typeof fields; switches: typeof switches }> &
  Pick<PieceRateNeeds, 'pay'> &
  VacanciesNeeds & { scenario: PieceRateGiven; clock: Clock };

const run = (world: Needs): (() => void) => {
  const { pay, city, clock, scenario } = world;
  if (!scenario.mechanisms.wages) return () => {};
  const { pay_exponent: exponent, pay_speed_per_month: perMonth, pay_band: band } = scenario.labour;
  const level = cents(scenario.delivery.pay_per_order_eur);
  const step = (perMonth * DAYS_PER_WEEK) / DAYS_PER_MEAN_MONTH;
  const { usual, count } = createVacancies(world);
  const rest = restShare(scenario.labour) / scenario.labour.unfilled_share;

  return () => {
    if (clock.day === 0) return;
    const unfilled = count();
    for (let c = 0; c < city.nCities; c++) {
      if (usual[c] === 0) continue;
      const aim = level * Math.exp(exponent * Math.log((unfilled[c] + 1) / (rest * usual[c] + 1)));
      const next = pay.centsPerOrder[c] + step * (aim - pay.centsPerOrder[c]);
      pay.centsPerOrder[c] = Math.min(level * (1 + band), Math.max(level * (1 - band), next));
    }
  };
};

export const wages = mechanism({
  submodel,
  fields,
  switches,
  phases: {
    wages: { when: 'week', text: 'The piece rate follows how many posts are unfilled.', run },
  },
});
