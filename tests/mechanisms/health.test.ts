// Ablation: what src/engine/mechanisms/health.ts may be switched off.
import { vi } from 'vitest';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('treatment_uptake', {
  streams: ['health-reach'],
  zero: { health: { treatment_share: 0 } },
  event: ({ health }) => some(health.treatmentScale, (scale) => scale > 0),
});
