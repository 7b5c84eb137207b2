// Ablation: what src/engine/mechanisms/file-rental.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('file_rental', {
  streams: ['file-renter', 'file-return'],
  given: {
    takedown: { manager_arrest_hands_on: 1, manager_arrest_part: 1 },
    rebirth: { rented_share: 1, hazard_per_week: 0 },
    justice: {
      manager_remand_share: 1,
      manager_least_months: 0.1,
      manager_most_months: 0.3,
      trial_least_months: 0.1,
      trial_most_months: 0.2,
    },
  },
  zero: { rebirth: { rented_share: 0, hazard_per_week: 0 } },
  event: ['file_rentals'],
});
