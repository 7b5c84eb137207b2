// A platform whose order-taker keeps clients by talk.
import type { PlatformArchetype } from './traits.ts';

export const relationshipSelling: PlatformArchetype = {
  id: 'relationship-selling',
  kind: 'platform',
  partOfMix: 10,
  traits: {
    lines: 1,
    couriers_per_line: 3,
    duty_share: 0.35,
    active_clients: 300,
    dispatch: 'pooled',
    leakage: 0.5,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.04,
    openness: 'co-opted',
    manager: 'part',
    file_kept: 0.7,
    contract: 'piece-rate',
    bond: 0.6,
    brand: 0,
    reservation_eur_day: 60,
    line_cost_eur_day: 50,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 6000,
    opening_file_share: 0.5,
    exit_factor: 1,
    marketing_factor: 1,
    purity_spread: 1,
  },
  whatMakesItItself:
    'The order-taker binds clients by talk, so that few of them forget it; the owner has several such centres.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
