// A platform that hands stock and file to independent couriers.
import { platformArchetype } from './traits.ts';

export const subcontractedFleet = platformArchetype({
  id: 'subcontracted-fleet',
  partOfMix: 11,
  traits: {
    couriers_per_line: 6,
    duty_share: 0.2,
    active_clients: 300,
    dispatch: 'line',
    leakage: 0,
    manager: 'part',
    file_kept: 0.7,
    contract: 'subcontracted',
    reservation_eur_day: 60,
    entry_cost_eur: 6000,
  },
  whatMakesItItself:
    "Stock and file are handed over by the month for a fixed commission; what is left over is the couriers' own.",
  grade: 'S direction, A size',
  source: 'founding article 2024; sizes assumed',
});
