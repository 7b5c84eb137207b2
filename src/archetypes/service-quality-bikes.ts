// A platform that competes by short waits and even quality.
import type { PlatformArchetype } from './traits.ts';

export const serviceQualityBikes: PlatformArchetype = {
  id: 'service-quality-bikes',
  kind: 'platform',
  partOfMix: 8,
  traits: {
    lines: 1,
    couriers_per_line: 5,
    duty_share: 0.5,
    active_clients: 600,
    dispatch: 'pooled',
    leakage: 1,
    mode: 'bike',
    catchment_factor: 0.6,
    late_gift_g: 0.2,
    churn_per_month: 0.04,
    openness: 'open',
    manager: 'part',
    file_kept: 0.7,
    contract: 'piece-rate',
    bond: 1,
    brand: 0,
    reservation_eur_day: 60,
    line_cost_eur_day: 50,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 6000,
    opening_file_share: 0.5,
    exit_factor: 1,
    marketing_factor: 1,
    purity_spread: 0.5,
  },
  whatMakesItItself:
    'Bikes only, all couriers in one pool for a small area: the shortest waits, a gift when late, and little variation of quality.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
