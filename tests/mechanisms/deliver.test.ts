// Ablation: what src/engine/mechanisms/deliver.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('stops', {
  streams: ['stop'],
  // Stops are also what went before the run, of which justice knows.
  given: { mechanisms: { justice: false } },
  zero: { couriers: { stop_hazard_per_h: 0 } },
  event: ['arrests_couriers'],
});
