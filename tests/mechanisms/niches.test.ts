// Ablation: what src/engine/acts/niches.ts may be switched off.
import { vi } from 'vitest';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('platform_entry', {
  streams: ['platform-entry', 'first-clients'],
  zero: { organisations: { entry_per_week: 0 } },
  event: ({ platforms }) =>
    some(platforms.status, (status, p) => p >= platforms.nAtStart && status === PLATFORM_STATUS.active),
});
