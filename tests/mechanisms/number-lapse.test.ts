// Ablation: what src/engine/mechanisms/number-lapse.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('number_lapses', {
  streams: ['number-lapse'],
  given: { platforms: [{ archetype: 'fragile-line-absent-boss', count: 6, overrides: { lapse_per_week: 0.05 } }] },
  zero: { platforms: [{ archetype: 'fragile-line-absent-boss', count: 6, overrides: { lapse_per_week: 0 } }] },
  event: ['number_lapses'],
});
