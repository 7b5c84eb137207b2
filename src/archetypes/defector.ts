// A platform opened by a courier who left another with clients.
import { platformArchetype } from './traits.ts';

export const defector = platformArchetype({
  id: 'defector',
  partOfMix: 19,
  traits: {
    couriers_per_line: 2,
    duty_share: 0.25,
    active_clients: 120,
    leakage: 1,
    manager: 'hands-on',
    file_kept: 0.5,
    bond: 0.5,
    reservation_eur_day: 10,
    line_cost_eur_day: 40,
    entry_cost_eur: 0,
    exit_factor: 1.5,
    marketing_factor: 0.3,
  },
  whatMakesItItself:
    'A courier who left another platform, with about half of the clients served last and a lower price.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
