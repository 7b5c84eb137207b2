// Ablation: what src/engine/mechanisms/calls.ts may be switched off.
import { vi } from 'vitest';
import { EVENT_MEASURES } from '../../src/engine/kernel/record.ts';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('calls', {
  streams: ['calls'],
  zero: { residents: { calls_per_site_order: 0, calls_per_delivery: 0 } },
  event: ({ record }) => some(record.events, (n, at) => at % EVENT_MEASURES.length > 0 && n > 0),
  atDayEnd: true,
});
