// Ablation: what src/engine/acts/sell-file.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';
import type { Changes } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

/** Product so cheap that platforms have cash. */
const CHEAP: Changes = {
  mechanisms: { running_costs: false },
  delivery: { stock_g_per_courier: 6, product_cost_eur_per_g: 1 },
};

ablation('file_sales', {
  streams: ['file-offer', 'file-buyer'],
  given: { ...CHEAP, organisations: { exit_per_week: 0.1 } },
  zero: { client_files: { offered_share: 0 } },
  event: ['file_sales'],
});
