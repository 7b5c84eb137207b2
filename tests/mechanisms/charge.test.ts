// Ablation: what src/engine/acts/charge.ts may be switched off.
import { vi } from 'vitest';
import { ablation } from '../support/ablation.ts';
import type { Changes } from '../support/small.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const NOBODY_HELD: Changes = {
  couriers: { custody_days: 0, kept_share: 0 },
  takedown: {
    courier_remand_share: 0,
    minor_remand_share: 0,
    manager_arrest_hands_on: 0,
    manager_arrest_part: 0,
    manager_arrest_remote: 0,
  },
  justice: { desistance_per_prior: 1 },
};

ablation('justice', {
  streams: ['justice', 'justice-before', 'desistance'],
  given: NOBODY_HELD,
  zero: {
    justice: {
      presented_share: 0,
      site_presented_share: 0,
      fast_track_share: 0,
      firm_share: 0,
      first_time_firm_share: 0,
      site_jailed_share: 0,
      record_share: 0,
      reoffending_share: 0,
    },
  },
  // Those arrested before the run may be in prison from its first day.
  event: ['arrests_couriers', 'arrests_sites', 'arrests_managers', 'custody_person_days'],
  // Who is not presented is sentenced all the same, and has priors from then on.
  atZero: ['sentences_couriers', 'arrests_with_priors'],
});
