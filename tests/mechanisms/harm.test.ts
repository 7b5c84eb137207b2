// Ablation: what src/engine/mechanisms/harm.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('harm', {
  streams: ['emergency'],
  given: { mechanisms: { treatment_uptake: false } },
  zero: { harm: { visits_per_million: 0 } },
  event: ['emergency_visits'],
});
