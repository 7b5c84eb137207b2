// A platform opened by an operator who was banned from a site.
import { platformArchetype } from './traits.ts';

export const siteBanBorn = platformArchetype({
  id: 'site-ban-born',
  partOfMix: 7,
  traits: {
    couriers_per_line: 3,
    duty_share: 0.35,
    active_clients: 250,
    leakage: 0.5,
    manager: 'part',
    file_kept: 0.6,
    reservation_eur_day: 60,
    entry_cost_eur: 6000,
  },
  whatMakesItItself: 'Begun by an operator banned from a fixed site, where its home then is.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
