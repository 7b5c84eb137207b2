// A platform of three lines under one manager who does everything.
import { platformArchetype } from './traits.ts';

export const threeLineHandsOn = platformArchetype({
  id: 'three-line-hands-on',
  partOfMix: 12,
  traits: {
    lines: 3,
    couriers_per_line: 2,
    duty_share: 0.47,
    active_clients: 900,
    dispatch: 'line',
    leakage: 0.15,
    manager: 'hands-on',
    file_kept: 0.4,
    reservation_eur_day: 150,
    entry_cost_eur: 15000,
    line_stock: 'lent',
  },
  whatMakesItItself:
    'One manager restocks, packs, collects and keeps the books; three lines cover the same area without sharing couriers, vacancies are chronic, and some orders leak between lines.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
