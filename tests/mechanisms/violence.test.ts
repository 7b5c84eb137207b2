// Ablation: what src/engine/mechanisms/violence.ts may be switched off.
import { vi } from 'vitest';
import { ablation, TOWN } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

ablation('violence', {
  streams: ['violence', 'violence-robbery', 'violence-vacancy', 'violence-retaliation'],
  zero: {
    violence: {
      robbery_per_site_year: 0,
      robbery_per_platform_year: 0,
      territorial_per_site_year: 0,
      vacancy_events: 0,
    },
  },
  event: ['violence_territorial', 'violence_robbery'],
});

ablation('violence_territorial', {
  streams: ['violence'],
  given: { mechanisms: { violence_vacancy: false }, violence: { ...TOWN.violence, territorial_orders_per_day: 3 } },
  zero: { violence: { territorial_per_site_year: 0 } },
  event: ['violence_territorial'],
});

ablation('violence_robbery', {
  streams: ['violence-robbery'],
  zero: { violence: { robbery_per_site_year: 0, robbery_per_platform_year: 0 } },
  event: ['violence_robbery'],
});

ablation('violence_punishment', {
  streams: ['violence-punishment'],
  given: { defection: { hazard_per_year: 10 }, violence: { ...TOWN.violence, punishment_per_defection: 2 } },
  zero: { violence: { punishment_per_defection: 0 } },
  event: ['violence_punishment'],
});

ablation('violence_retaliation', {
  streams: ['violence-retaliation'],
  zero: { violence: { branching: 0, platform_branching: 0 } },
  event: ['violence_retaliation'],
});

ablation('violence_vacancy', {
  streams: ['violence-vacancy'],
  given: { mechanisms: { violence_territorial: false } },
  zero: { violence: { vacancy_events: 0 } },
  event: ['violence_territorial'],
});
