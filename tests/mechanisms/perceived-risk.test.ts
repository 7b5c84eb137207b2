// Ablation: what src/engine/acts/perceived-risk.ts may be switched off.
import { vi } from 'vitest';
import { F32, F32_STRIDE } from '../../src/engine/entities/customers.ts';
import { ablation, ofCustomers, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('perceived_risk', {
  streams: [],
  zero: { risk: { visitor_rise: 0, fine_rise: 0, stop_rise: 0, zone_rise: 0 } },
  event: ({ customers, zones }, clock) =>
    some(zones.siteRisk, (risk) => risk > 0) ||
    ofCustomers(F32_STRIDE, F32.siteRisk, (risk) => risk > 0)(customers.f32, clock) ||
    ofCustomers(F32_STRIDE, F32.deliveryRisk, (risk) => risk > 0)(customers.f32, clock),
});
