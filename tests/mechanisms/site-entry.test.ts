// Ablation: what src/engine/acts/site-entry.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('site_turnover', {
  streams: ['site-turnover'],
  given: { sites: { turnover_per_week: 0.1 }, police: { closure_probability: 0 } },
  zero: { sites: { turnover_per_week: 0 } },
  event: ['site_entries', 'site_closures'],
});
