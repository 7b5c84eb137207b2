// A large open channel with automatic intake of orders.
import { platformArchetype } from './traits.ts';

export const botRunChannel = platformArchetype({
  id: 'bot-run-channel',
  partOfMix: 9,
  traits: {
    couriers_per_line: 8,
    duty_share: 0.5,
    active_clients: 1500,
    leakage: 0.8,
    catchment_factor: 1.3,
    churn_per_month: 0.09,
    openness: 'open',
    manager: 'remote',
    file_kept: 0.8,
    reservation_eur_day: 150,
    entry_cost_eur: 8000,
    marketing_factor: 2,
  },
  whatMakesItItself:
    'Orders are taken automatically, by anyone who finds the channel: much reach for few people, and exposed to undercover purchase.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
