// Ablation: what src/engine/mechanisms/investigate.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('investigation', {
  streams: ['investigation', 'takedown', 'tips', 'indiscretion'],
  zero: { investigation: { least_hours_per_week: 10_000 } },
  event: ['takedowns'],
});

ablation('tips', {
  streams: ['tips', 'indiscretion'],
  zero: { investigation: { tips_per_courier_year: 0 } },
  event: ['takedowns'],
});
