// Ablation: what src/engine/mechanisms/running-costs.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';
import type { Changes } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const costing = (eur: number): Changes => ({
  platforms: [
    { archetype: 'three-line-hands-on', count: 4, overrides: { reservation_eur_day: eur, line_cost_eur_day: eur } },
    { archetype: 'service-quality-bikes', count: 3, overrides: { reservation_eur_day: eur, line_cost_eur_day: eur } },
  ],
});

ablation('running_costs', {
  streams: [],
  given: costing(60),
  zero: costing(0),
  // The first week ends before the first reported day.
  event: ({ platforms }, clock) => clock.day >= 7 && platforms.fixedCentsPerDay[0] > 0,
});
