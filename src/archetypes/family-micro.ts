// A very small platform of kin.
import type { PlatformArchetype } from './traits.ts';

export const familyMicro: PlatformArchetype = {
  id: 'family-micro',
  kind: 'platform',
  partOfMix: 11,
  traits: {
    lines: 1,
    couriers_per_line: 2,
    duty_share: 0.2,
    active_clients: 120,
    dispatch: 'pooled',
    leakage: 1,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.06,
    openness: 'co-opted',
    manager: 'hands-on',
    file_kept: 0.6,
    contract: 'kin',
    bond: 0.08,
    brand: 0,
    reservation_eur_day: 20,
    line_cost_eur_day: 40,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 2500,
    opening_file_share: 0.5,
    exit_factor: 1,
    marketing_factor: 0.3,
    purity_spread: 1,
  },
  whatMakesItItself:
    'Kin who work a few hours a day for one another, with a small file and small costs; hardly anyone leaves with the clients.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
