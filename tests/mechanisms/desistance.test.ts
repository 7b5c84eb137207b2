// Ablation: what src/engine/acts/desistance.ts may be switched off.
import { vi } from 'vitest';
import { ablation, some, TOWN } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('desistance', {
  streams: ['desistance'],
  given: {
    couriers: { stop_hazard_per_h: 0.1, kept_share: 0.9, minors_share: 0, replacement_days: 2, placement_factor: 1 },
    labour: { fill_per_week: 1, unfilled_share: 1 },
    justice: { ...TOWN.justice, fast_track_share: 0.9, presented_share: 1, desistance_per_year: 50 },
  },
  zero: { justice: { desistance_per_year: 0 } },
  event: ({ custody }) => some(custody.pool, (persons) => persons > 0),
  atDayEnd: true,
});
