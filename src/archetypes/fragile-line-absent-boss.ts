// A platform whose owner is abroad and whose number may lapse.
import { platformArchetype } from './traits.ts';

export const fragileLineAbsentBoss = platformArchetype({
  id: 'fragile-line-absent-boss',
  partOfMix: 7,
  traits: {
    couriers_per_line: 3,
    duty_share: 0.35,
    active_clients: 300,
    leakage: 0.5,
    manager: 'remote',
    file_kept: 0.5,
    oversight: 0,
    reservation_eur_day: 60,
    lapse_per_week: 0.006,
    entry_cost_eur: 6000,
  },
  whatMakesItItself: 'The owner is abroad and nobody sees to the prepaid number and what else couriers sell.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
