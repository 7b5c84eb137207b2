// Ablation: what src/engine/acts/own-rate.ts may be switched off.
import { vi } from 'vitest';
import { F32, F32_STRIDE } from '../../src/engine/entities/customers.ts';
import { ablation, ofCustomers } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('drift', {
  streams: [],
  zero: { customers: { drift_per_year: 0 } },
  event: ({ customers }, clock) => ofCustomers(F32_STRIDE, F32.drift, (drift) => drift > 1)(customers.f32, clock),
});
