// A platform of three lines under one manager who does everything.
import type { PlatformArchetype } from './traits.ts';

export const threeLineHandsOn: PlatformArchetype = {
  id: 'three-line-hands-on',
  kind: 'platform',
  partOfMix: 12,
  traits: {
    lines: 3,
    couriers_per_line: 2,
    duty_share: 0.47,
    active_clients: 900,
    dispatch: 'line',
    leakage: 0.15,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.07,
    openness: 'co-opted',
    manager: 'hands-on',
    file_kept: 0.4,
    contract: 'piece-rate',
    bond: 1,
    brand: 0,
    reservation_eur_day: 150,
    line_cost_eur_day: 50,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 15000,
    opening_file_share: 0.5,
    exit_factor: 1,
    marketing_factor: 1,
    purity_spread: 1,
  },
  whatMakesItItself:
    'One manager restocks, packs, collects and keeps the books; three lines cover the same area without sharing couriers, vacancies are chronic, and some orders leak between lines.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
