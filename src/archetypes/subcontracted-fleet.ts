// A platform that hands stock and file to independent couriers.
import type { PlatformArchetype } from './traits.ts';

export const subcontractedFleet: PlatformArchetype = {
  id: 'subcontracted-fleet',
  kind: 'platform',
  partOfMix: 11,
  traits: {
    lines: 1,
    couriers_per_line: 6,
    duty_share: 0.2,
    active_clients: 300,
    dispatch: 'line',
    leakage: 0,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.07,
    openness: 'co-opted',
    manager: 'part',
    file_kept: 0.7,
    contract: 'subcontracted',
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
    purity_spread: 1,
  },
  whatMakesItItself:
    "Stock and file are handed over by the month for a fixed commission; what is left over is the couriers' own.",
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
