// A very small platform of kin.
import { platformArchetype } from './traits.ts';

export const familyMicro = platformArchetype({
  id: 'family-micro',
  partOfMix: 11,
  traits: {
    couriers_per_line: 2,
    duty_share: 0.2,
    active_clients: 120,
    leakage: 1,
    churn_per_month: 0.06,
    manager: 'hands-on',
    file_kept: 0.6,
    contract: 'kin',
    bond: 0.08,
    reservation_eur_day: 20,
    line_cost_eur_day: 40,
    entry_cost_eur: 2500,
    marketing_factor: 0.3,
  },
  whatMakesItItself:
    'Kin who work a few hours a day for one another, with a small file and small costs; hardly anyone leaves with the clients.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
