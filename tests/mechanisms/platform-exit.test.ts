// Ablation: what src/engine/mechanisms/platform-exit.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('platform_exit', {
  streams: ['platform-exit'],
  // So cheap that no platform is without cash.
  given: { mechanisms: { running_costs: false }, delivery: { stock_g_per_courier: 6, product_cost_eur_per_g: 1 } },
  zero: { organisations: { exit_per_week: 0 } },
  event: ['exits_other'],
});
