// Ablation: what src/engine/mechanisms/site-founding.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('site_founding', {
  streams: ['site-founding'],
  given: {
    platforms: [
      { archetype: 'hybrid-site-platform', count: 3 },
      { archetype: 'three-line-hands-on', count: 2 },
    ],
    organisations: { site_founds_per_week: 0.2 },
  },
  zero: { organisations: { site_founds_per_week: 0 } },
  event: ['births_of_sites'],
});
