// Price feedback, daily: the rate of occasions follows the mean price paid over four weeks, relative to the burn-in.
import { FOUR_WEEKS } from '../../units.ts';
import { type PriceFeedbackGiven, type PricesPaid, paidAt, paidBeforeAt, rateAtPrice } from '../acts/prices-paid.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism } from '../kernel/part.ts';

const submodel = {
  section: '4',
  text: 'E = (mean price paid over 28 days ÷ that of the burn-in)^elasticity multiplies the rate of occasions of a city.',
  grade: 'V',
  source: 'MODEL 4, wake',
};

type Needs = PricesPaid & { scenario: PriceFeedbackGiven; clock: Clock };

/** E = (28-day mean price ÷ burn-in mean)^elasticity per city. */
const run = (world: Needs): (() => void) => {
  const { clock, paidCents, paidMg, rateFactor, scenario } = world;
  const elasticity = scenario.customers.price_elasticity;
  const isOn = scenario.mechanisms.price_feedback;

  return () => {
    for (let city = 0; city < rateFactor.length; city++) {
      const base = paidBeforeAt(city);
      const today = paidAt(city, clock.day);
      if (clock.day > 0 && clock.reportedDay <= 0) {
        const yesterday = paidAt(city, clock.day - 1);
        paidCents[base] += paidCents[yesterday];
        paidMg[base] += paidMg[yesterday];
      }
      let recentCents = 0;
      let recentMg = 0;
      for (let day = 0; day < FOUR_WEEKS; day++) {
        recentCents += paidCents[paidAt(city, day)];
        recentMg += paidMg[paidAt(city, day)];
      }
      paidCents[today] = 0;
      paidMg[today] = 0;
      if (isOn && clock.reportedDay >= 0 && recentMg > 0 && paidMg[base] > 0)
        rateFactor[city] = rateAtPrice(elasticity, recentCents / recentMg / (paidCents[base] / paidMg[base]));
    }
  };
};

export const priceFeedback = mechanism({
  submodel,
  phases: {
    'price-feedback': { when: 'day', text: 'Demand follows the mean price paid over four weeks.', run },
  },
});
