// Recovery, weekly: platforms that went dark and again sell what they sold before are noted. Nothing is drawn.
import { type FileNeeds, fileOf, type NoteEventNeeds, noteEvent } from '../acts/note-event.ts';
import type { Platforms } from '../entities/platforms.ts';
import { mechanism } from '../kernel/part.ts';

const submodel = {
  section: '6',
  text: 'A platform that went dark has recovered in the first week in which it delivers 80 % of the orders of the four weeks before, a week; nothing is drawn.',
  grade: 'A',
  source: 'MODEL 6, rebirth',
};

type Needs = NoteEventNeeds & FileNeeds & { platforms: Pick<Platforms, 'count' | 'purchases' | 'recoversAt'> };

const run = (world: Needs): (() => void) => {
  const { purchases, recoversAt } = world.platforms;

  return () => {
    for (let p = 0; p < world.platforms.count; p++) {
      if (recoversAt[p] === 0 || purchases[p] < recoversAt[p]) continue;
      recoversAt[p] = 0;
      const file = fileOf(world, p);
      noteEvent(world, p, 'recovery', 'none', file, file);
    }
  };
};

export const recovery = mechanism({
  submodel,
  phases: {
    recovery: { when: 'week', text: 'Platforms that sell again what they sold before they went dark are noted.', run },
  },
});
