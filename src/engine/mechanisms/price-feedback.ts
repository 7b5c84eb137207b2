// Price feedback, daily: occasions follow the mean price paid over four weeks, against that of the burn-in.
import type { Phase } from '../kernel/phase.ts';
import { PRICE_DAYS } from './record.ts';

/** E = (28-day mean price ÷ burn-in mean)^elasticity per city; slot 28 of a city's paid columns gathers its burn-in. */
export const priceFeedback: Phase = (world, clock) => {
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
