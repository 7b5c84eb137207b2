// Platform entry, weekly: platforms whose day has come open and become known near their home.

import { createOpening } from '../acts/back-in-business.ts';
import { PLATFORM_STATUS } from '../entities/platforms.ts';
import type { Phase } from '../kernel/phase.ts';

export const platformEntry: Phase = (world, clock) => {
  const { platforms } = world;
  const { open, launch } = createOpening(world, clock);

  return () => {
    for (let p = platforms.nAtStart; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn || platforms.opensOn[p] > clock.day) continue;
      open(p);
      launch(p, 'platform-entry');
    }
  };
};
