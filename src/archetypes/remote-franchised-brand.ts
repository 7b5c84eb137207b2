// A large brand whose manager works from afar.
import { platformArchetype } from './traits.ts';

export const remoteFranchisedBrand = platformArchetype({
  id: 'remote-franchised-brand',
  partOfMix: 6,
  traits: {
    lines: 6,
    couriers_per_line: 4,
    duty_share: 0.35,
    active_clients: 2500,
    leakage: 0.6,
    catchment_factor: 1.3,
    churn_per_month: 0.05,
    openness: 'open',
    manager: 'remote',
    file_kept: 0.95,
    brand: 1,
    reservation_eur_day: 150,
    entry_cost_eur: 40000,
    exit_factor: 0.3,
    marketing_factor: 3,
    resupply: 'separate',
  },
  whatMakesItItself:
    'Managed from afar under a known name, with several lines in one pool: it survives takedowns, since whoever leads it is seldom there and the client file is kept elsewhere.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
