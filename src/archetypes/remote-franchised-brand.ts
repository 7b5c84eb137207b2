// A large brand whose manager works from afar.
import type { PlatformArchetype } from './traits.ts';

export const remoteFranchisedBrand: PlatformArchetype = {
  id: 'remote-franchised-brand',
  kind: 'platform',
  partOfMix: 6,
  traits: {
    lines: 6,
    couriers_per_line: 4,
    duty_share: 0.35,
    active_clients: 2500,
    dispatch: 'pooled',
    leakage: 0.6,
    mode: 'scooter',
    catchment_factor: 1.3,
    late_gift_g: 0,
    churn_per_month: 0.05,
    openness: 'open',
    manager: 'remote',
    file_kept: 0.95,
    contract: 'piece-rate',
    bond: 1,
    brand: 1,
    reservation_eur_day: 150,
    line_cost_eur_day: 50,
    lapse_per_week: 0,
    site_visitors_share: 0,
    entry_cost_eur: 40000,
    opening_file_share: 0.5,
    exit_factor: 0.3,
    marketing_factor: 3,
    purity_spread: 1,
  },
  whatMakesItItself:
    'Managed from afar under a known name, with several lines in one pool: it survives takedowns, since whoever leads it is seldom there and the client file is kept elsewhere.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
