// Price feedback, daily: occasions follow the mean price paid over four weeks, against that of the burn-in.

import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import type { Everything } from '../everything.ts';
import { mechanism } from '../kernel/part.ts';
import { PRICE_DAYS } from './record.ts';

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
      text: 'Exponent of the mean price paid in the rate of occasions; not buying adds the rest of the total near -0.84.',
      unit: '',
      grade: 'V',
      source: `${WAKE}; total elasticity -0.84 [-0.5, -1.2]`,
    }),
  },
};

const switches = {
  price_feedback: toggle('Prices paid change how often customers want to buy.', 'V', 'MODEL 4, wake'),
};

/** E = (28-day mean price ÷ burn-in mean)^elasticity per city; slot 28 of a city's paid columns gathers its burn-in. */
const run = (world: Everything): (() => void) => {
  const { clock } = world;
  const { paidCents, paidMg, rateFactor, scenario } = world;
  const elasticity = scenario.customers.price_elasticity;
  const isOn = scenario.mechanisms.price_feedback;
  const row = PRICE_DAYS + 1;

  return () => {
    for (let city = 0; city < rateFactor.length; city++) {
      const first = city * row;
      const base = first + PRICE_DAYS;
      const today = first + (clock.day % PRICE_DAYS);
      const yesterday = first + ((clock.day + PRICE_DAYS - 1) % PRICE_DAYS);
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
