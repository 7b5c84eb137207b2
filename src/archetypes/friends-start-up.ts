// A very small platform of socially inserted friends.
import { platformArchetype } from './traits.ts';

export const friendsStartUp = platformArchetype({
  id: 'friends-start-up',
  partOfMix: 10,
  traits: {
    couriers_per_line: 2,
    duty_share: 0.2,
    active_clients: 80,
    leakage: 1,
    churn_per_month: 0.08,
    manager: 'hands-on',
    file_kept: 0.5,
    bond: 0.5,
    reservation_eur_day: 10,
    line_cost_eur_day: 30,
    entry_cost_eur: 1500,
    opening_file_share: 1,
    exit_factor: 1.5,
    marketing_factor: 0.3,
  },
  whatMakesItItself:
    'Friends who sell to their own circle: almost no cost of entry, and no wish or means to hold a site.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
