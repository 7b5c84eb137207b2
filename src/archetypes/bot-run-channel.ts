// A large open channel with automatic intake of orders.
import type { PlatformArchetype } from './traits.ts';

export const botRunChannel: PlatformArchetype = {
  id: 'bot-run-channel',
  kind: 'platform',
  partOfMix: 9,
  traits: {
    lines: 1,
    couriers_per_line: 8,
    duty_share: 0.5,
    active_clients: 1500,
    dispatch: 'pooled',
    leakage: 0.8,
    mode: 'scooter',
    catchment_factor: 1.3,
    late_gift_g: 0,
    churn_per_month: 0.09,
    openness: 'open',
    manager: 'remote',
    file_kept: 0.8,
    contract: 'piece-rate',
    bond: 1,
    brand: 0,
    reservation_eur_day: 150,
    line_cost_eur_day: 50,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 8000,
    opening_file_share: 0.5,
    exit_factor: 1,
    marketing_factor: 2,
    purity_spread: 1,
  },
  whatMakesItItself:
    'Orders are taken automatically, by anyone who finds the channel: much reach for few people, and exposed to undercover purchase.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
