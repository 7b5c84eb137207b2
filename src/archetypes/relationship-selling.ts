// A platform whose order-taker keeps clients by talk.
import { platformArchetype } from './traits.ts';

export const relationshipSelling = platformArchetype({
  id: 'relationship-selling',
  partOfMix: 10,
  traits: {
    couriers_per_line: 3,
    duty_share: 0.35,
    active_clients: 300,
    leakage: 0.5,
    churn_per_month: 0.04,
    manager: 'part',
    file_kept: 0.7,
    bond: 0.6,
    reservation_eur_day: 60,
    entry_cost_eur: 6000,
  },
  whatMakesItItself:
    'The order-taker binds clients by talk, so that few of them forget it; the owner has several such centres.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
