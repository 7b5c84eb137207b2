// A platform opened by a courier who left another with clients.
import type { PlatformArchetype } from './traits.ts';

export const defector: PlatformArchetype = {
  id: 'defector',
  kind: 'platform',
  partOfMix: 19,
  traits: {
    lines: 1,
    couriers_per_line: 2,
    duty_share: 0.25,
    active_clients: 120,
    dispatch: 'pooled',
    leakage: 1,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.07,
    openness: 'co-opted',
    manager: 'hands-on',
    file_kept: 0.5,
    contract: 'piece-rate',
    bond: 0.5,
    brand: 0,
    reservation_eur_day: 10,
    line_cost_eur_day: 40,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 0,
    opening_file_share: 0.5,
    exit_factor: 1.5,
    marketing_factor: 0.3,
    purity_spread: 1,
  },
  whatMakesItItself:
    'A courier who left another platform, with about half of the clients served last and a lower price.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
