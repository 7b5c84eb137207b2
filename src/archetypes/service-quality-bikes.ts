// A platform that competes by short waits and even quality.
import { platformArchetype } from './traits.ts';

export const serviceQualityBikes = platformArchetype({
  id: 'service-quality-bikes',
  partOfMix: 8,
  traits: {
    couriers_per_line: 5,
    duty_share: 0.5,
    active_clients: 600,
    leakage: 1,
    mode: 'bike',
    catchment_factor: 0.6,
    late_gift_g: 0.2,
    churn_per_month: 0.04,
    openness: 'open',
    manager: 'part',
    file_kept: 0.7,
    reservation_eur_day: 60,
    entry_cost_eur: 6000,
    purity_spread: 0.5,
  },
  whatMakesItItself:
    'Bikes only, all couriers in one pool for a small area: the shortest waits, a gift when late, and little variation of quality.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
