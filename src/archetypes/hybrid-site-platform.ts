// A platform of an operator who also holds a fixed site.
import type { PlatformArchetype } from './traits.ts';

export const hybridSitePlatform: PlatformArchetype = {
  id: 'hybrid-site-platform',
  kind: 'platform',
  partOfMix: 9,
  traits: {
    lines: 1,
    couriers_per_line: 3,
    duty_share: 0.4,
    active_clients: 400,
    dispatch: 'pooled',
    leakage: 0.7,
    mode: 'scooter',
    catchment_factor: 1,
    late_gift_g: 0,
    churn_per_month: 0.07,
    openness: 'co-opted',
    manager: 'part',
    file_kept: 0.6,
    brand: 0,
    reservation_eur_day: 60,
    line_cost_eur_day: 50,
    entry_cost_eur: 8000,
    opening_file_share: 0.5,
    exit_factor: 1,
    line_stock: 'apart',
    resupply: 'manager',
  },
  whatMakesItItself: 'One operator, two channels: what one loses the other may keep.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
