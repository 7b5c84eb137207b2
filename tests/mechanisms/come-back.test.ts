// Ablation: what src/engine/mechanisms/come-back.ts may be switched off.
import { vi } from 'vitest';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('returns', {
  streams: ['come-back'],
  zero: { returns: { probability: 0 } },
  event: ({ occasions }) => some(occasions.attempt.subarray(0, occasions.count), (attempt) => attempt > 0),
});
