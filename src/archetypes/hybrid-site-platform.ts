// A platform of an operator who also holds a fixed site.
import { platformArchetype } from './traits.ts';

export const hybridSitePlatform = platformArchetype({
  id: 'hybrid-site-platform',
  partOfMix: 9,
  traits: {
    couriers_per_line: 3,
    duty_share: 0.4,
    active_clients: 400,
    leakage: 0.7,
    manager: 'part',
    file_kept: 0.6,
    reservation_eur_day: 60,
    site_visitors_share: 0.5,
    entry_cost_eur: 8000,
  },
  whatMakesItItself: 'One operator, two channels: what one loses the other may keep.',
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
