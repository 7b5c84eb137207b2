// Ablation: what src/engine/acts/prices-paid.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('price_feedback', {
  streams: [],
  given: { time: { burn_in_days: 7, pre_days: 10, post_days: 60, tick_min: 60 } },
  zero: { customers: { price_elasticity: 0 } },
  event: ({ rateFactor }) => rateFactor[0] !== 1,
});
