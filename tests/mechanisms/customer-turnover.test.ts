// Ablation: what src/engine/mechanisms/customer-turnover.ts may be switched off.
import { vi } from 'vitest';
import { U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { ablation, ofCustomers } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('quitting', {
  streams: ['quit'],
  given: { mechanisms: { initiation: false } },
  zero: { customers: { quit_per_year: 0 } },
  event: ({ customers }, clock) =>
    ofCustomers(U16_STRIDE, U16.changeDay, (day, c) => day <= c.day)(customers.u16, clock),
});

ablation('initiation', {
  streams: ['initiation'],
  given: { mechanisms: { quitting: false } },
  zero: { customers: { initiation_per_year: 0 } },
  event: ({ customers }, clock) =>
    ofCustomers(U16_STRIDE, U16.changeDay, (day, c) => day <= c.day)(customers.u16, clock),
});
