// A platform whose owner is abroad and whose number may lapse.
import type { PlatformArchetype } from './traits.ts';

export const fragileLineAbsentBoss: PlatformArchetype = {
  id: 'fragile-line-absent-boss',
  kind: 'platform',
  partOfMix: 7,
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
    churn_per_month: 0.07,
    openness: 'co-opted',
    manager: 'remote',
    file_kept: 0.5,
    brand: 0,
    reservation_eur_day: 60,
    line_cost_eur_day: 50,
    entry_cost_eur: 6000,
    opening_file_share: 0.5,
    exit_factor: 1,
    line_stock: 'apart',
    resupply: 'manager',
  },
  whatMakesItItself: 'The owner is abroad and nobody sees to the prepaid number and what else couriers sell.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
