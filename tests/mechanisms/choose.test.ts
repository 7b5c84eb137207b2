// Ablation: what src/engine/mechanisms/choose.ts may be switched off.
import { vi } from 'vitest';
import { U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { ablation, some } from '../support/ablation.ts';
import { CHEAP } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('forgetting', {
  streams: ['known-lifetime'],
  zero: {
    platforms: [
      { archetype: 'three-line-hands-on', count: 4, overrides: { ...CHEAP, churn_per_month: 0 } },
      { archetype: 'service-quality-bikes', count: 3, overrides: { ...CHEAP, churn_per_month: 0 } },
    ],
  },
  event: ({ customers }, clock) =>
    some(customers.u16, (day, at) => {
      const slot = (at % U16_STRIDE) - U16.forgetDay;
      const nKnown = customers.u8[Math.floor(at / U16_STRIDE) * U8_STRIDE + U8.nKnown];
      return slot >= 0 && slot < nKnown && day <= clock.day;
    }),
});
