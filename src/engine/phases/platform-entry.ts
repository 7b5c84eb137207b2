// Platform entry, weekly: platforms whose day has come open and become known near their home.
import { PLATFORM_STATUS } from '../columns/platforms.ts';
import { createOpening } from '../opening.ts';
import type { Phase } from './phase.ts';

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
