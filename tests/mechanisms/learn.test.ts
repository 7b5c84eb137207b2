// Ablation: what src/engine/mechanisms/learn.ts may be switched off.
import { vi } from 'vitest';
import { U8, U8_STRIDE } from '../../src/engine/entities/customers.ts';
import type { World } from '../../src/engine/world.ts';
import { ablation, some } from '../support/ablation.ts';

vi.mock('../../src/random/threefry.ts', async (original) =>
  (await import('../support/counted-draws.ts')).counted(await original()),
);

const bought = ({ occasions }: World): boolean =>
  some(occasions.fate.subarray(0, occasions.count), (fate) => fate === 1);

/** Platforms that all customers know together. */
const known = ({ customers }: World): number => {
  let sum = 0;
  for (let c = 0; c < customers.count; c++) sum += customers.u8[c * U8_STRIDE + U8.nKnown];
  return sum;
};

let knownAtFirst = -1;

// Without learning nobody is loyal, for the purity of platforms too.
ablation('learning', {
  streams: [],
  given: { mechanisms: { purity_competition: false } },
  zero: { learning: { loyalty_rate: 0, smoothing: 0 } },
  event: bought,
});

ablation('referral', {
  streams: ['referral'],
  given: { mechanisms: { forgetting: false, platform_entry: false, rebirth: false, initiation: false } },
  zero: { learning: { referral_probability: 0 } },
  event: (world, clock) => {
    if (clock.day + clock.tick === 0) knownAtFirst = known(world);
    return known(world) > knownAtFirst;
  },
});
