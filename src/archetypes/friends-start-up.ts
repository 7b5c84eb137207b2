// A very small platform of socially inserted friends.
import type { PlatformArchetype } from './traits.ts';

export const friendsStartUp: PlatformArchetype = {
  id: 'friends-start-up',
  kind: 'platform',
  partOfMix: 10,
  traits: {
    lines: 1,
    couriers_per_line: 2,
    duty_share: 0.2,
    active_clients: 80,
    dispatch: 'pooled',
    leakage: 1,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.08,
    openness: 'co-opted',
    manager: 'hands-on',
    file_kept: 0.5,
    contract: 'piece-rate',
    bond: 0.5,
    brand: 0,
    reservation_eur_day: 10,
    line_cost_eur_day: 30,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 1500,
    opening_file_share: 1,
    exit_factor: 1,
    marketing_factor: 0.3,
    purity_spread: 1,
  },
  whatMakesItItself:
    'Friends who sell to their own circle: almost no cost of entry, and no wish or means to hold a site.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
