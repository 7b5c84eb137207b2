// A platform opened by an operator who was banned from a site.
import type { PlatformArchetype } from './traits.ts';

export const siteBanBorn: PlatformArchetype = {
  id: 'site-ban-born',
  kind: 'platform',
  partOfMix: 7,
  traits: {
    lines: 1,
    couriers_per_line: 3,
    duty_share: 0.35,
    active_clients: 250,
    dispatch: 'pooled',
    leakage: 0.5,
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
    entry_cost_eur: 6000,
    opening_file_share: 0.5,
    exit_factor: 1,
    line_stock: 'apart',
    resupply: 'manager',
  },
  whatMakesItItself: 'Begun by an operator banned from a fixed site, where its home then is.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
};
