// Ablation: what src/engine/mechanisms/platform-exit.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('platform_exit', {
  streams: ['platform-exit'],
  // Without costs that run on no platform is without cash.
  given: { mechanisms: { running_costs: false } },
  zero: { organisations: { exit_per_week: 0 } },
  event: ['exits_other'],
});
