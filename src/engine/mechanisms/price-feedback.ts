// Price feedback, daily: the rate of occasions follows the mean price paid over four weeks, relative to the burn-in.

import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { FOUR_WEEKS } from '../../units.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const WAKE = 'MODEL 4, wake';

const submodel = {
  section: '4',
  text: 'E = (mean price paid over 28 days ÷ that of the burn-in)^elasticity multiplies the rate of occasions of a city.',
  grade: 'V',
  source: 'MODEL 4, wake',
};

const fields = {
  customers: {
    price_elasticity: field(real(-3, 0).default(-0.2), {
      symbol: 'ε',
      text: 'Elasticity of the rate of occasions to the mean price paid; that of purchases is about -0.84, since more occasions end in nothing.',
      unit: '',
      grade: 'V',
      source: `${WAKE}; total elasticity -0.84 [-0.5, -1.2]`,
    }),
  },
};

const switches = {
  price_feedback: toggle('Prices paid change how often customers want to buy.', 'V', 'MODEL 4, wake'),
};

type Needs = Own<{ fields: typeof fields; switches: typeof switches }> & {
  clock: Clock;
  /** Factor A·E on candidate occasions, [city]. */
  rateFactor: Float64Array;
  /** Money (cents) and amount (mg) bought on each of the last 28 days and over the burn-in, [city * 29 + slot]. */
  paidCents: Float64Array;
  paidMg: Float64Array;
};

/** E = (28-day mean price ÷ burn-in mean)^elasticity per city; slot 28 of a city's paid columns is its burn-in. */
const run = (world: Needs): (() => void) => {
  const { clock, paidCents, paidMg, rateFactor, scenario } = world;
  const elasticity = scenario.customers.price_elasticity;
  const isOn = scenario.mechanisms.price_feedback;
  const row = FOUR_WEEKS + 1;

  return () => {
    for (let city = 0; city < rateFactor.length; city++) {
      const first = city * row;
      const base = first + FOUR_WEEKS;
      const today = first + (clock.day % FOUR_WEEKS);
      const yesterday = first + ((clock.day + FOUR_WEEKS - 1) % FOUR_WEEKS);
      if (clock.day > 0 && clock.reportedDay <= 0) {
        paidCents[base] += paidCents[yesterday];
        paidMg[base] += paidMg[yesterday];
      }
      let recentCents = 0;
      let recentMg = 0;
      for (let slot = first; slot < base; slot++) {
        recentCents += paidCents[slot];
        recentMg += paidMg[slot];
      }
      paidCents[today] = 0;
      paidMg[today] = 0;
      if (isOn && clock.reportedDay >= 0 && recentMg > 0 && paidMg[base] > 0) {
        const relative = recentCents / recentMg / (paidCents[base] / paidMg[base]);
        rateFactor[city] = Math.exp(elasticity * Math.log(relative));
      }
    }
  };
};

export const priceFeedback = mechanism({
  submodel,
  fields,
  switches,
  phases: {
    'price-feedback': { when: 'day', text: 'Demand follows the mean price paid over four weeks.', run },
  },
});
