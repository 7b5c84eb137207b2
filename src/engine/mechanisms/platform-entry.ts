// Platform entry, weekly: new platforms open on their day and become known near their home.
import { type WinClientsNeeds, winClients } from '../acts/clients.ts';
import { type OpeningCashNeeds, openCash } from '../acts/opening-cash.ts';
import type { OpeningStreams } from '../acts/platform-openings.ts';
import { type StartPlatformNeeds, startPlatform } from '../acts/start-selling.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { mechanism } from '../kernel/part.ts';

const submodel = {
  section: '6',
  text: 'New platforms open at a constant rate, of the kinds there are in their proportions, and become known near their home.',
  grade: 'S direction, A size',
  source: 'MODEL 6, platforms',
};

type Needs = StartPlatformNeeds &
  OpeningCashNeeds &
  WinClientsNeeds & {
    streams: OpeningStreams;
    platforms: Pick<Platforms, 'count' | 'nAtStart' | 'status' | 'opensOn' | 'cashCents' | 'takingsCents'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, platforms, streams } = world;

  return () => {
    for (let p = platforms.nAtStart; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn || platforms.opensOn[p] > clock.day) continue;
      openCash(world, platforms, p);
      startPlatform(world, p);
      winClients(world, p, streams['platform-entry']);
    }
  };
};

export const platformEntry = mechanism({
  submodel,
  phases: {
    'platform-entry': { when: 'week', text: 'New platforms open and become known near their home.', run },
  },
});
