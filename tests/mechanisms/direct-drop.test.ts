// Ablation: what src/engine/mechanisms/direct-drop.ts may be switched off.
import { vi } from 'vitest';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('direct_drop', {
  streams: ['direct-drop'],
  zero: { police: { drop_share: 0 } },
  event: ({ zones }) => some(zones.visitDrop, (drop) => drop > 0),
});
