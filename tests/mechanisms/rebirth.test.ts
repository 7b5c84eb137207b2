// Ablation: what src/engine/mechanisms/rebirth.ts may be switched off.
import { vi } from 'vitest';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('rebirth', {
  streams: ['rebirth'],
  zero: { rebirth: { hazard_per_week: 0 } },
  event: ({ platforms }) =>
    some(platforms.darkSince, (day, p) => day > 0 && platforms.status[p] === PLATFORM_STATUS.active),
});
