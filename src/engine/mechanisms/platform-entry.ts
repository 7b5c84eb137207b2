// Platform entry, weekly: new platforms open on their day and become known near their home.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { type WinClientsNeeds, winClients } from '../acts/clients.ts';
import { type StartPlatformNeeds, startPlatform } from '../acts/start-selling.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const submodel = {
  section: '6',
  text: 'New platforms open at a constant rate, of the kinds there are in their proportions, and become known near their home.',
  grade: 'S direction, A size',
  source: 'MODEL 6, platforms',
};

const fields = {
  rebirth: {
    platforms_entry_per_year: field(real(0, 1000).default(0), {
      text: 'Mean number of new platforms that open in a year, of the kinds in `platforms` in their proportions.',
      unit: 'platforms/year',
      grade: 'A',
      source: 'MODEL 6, platforms',
    }),
  },
};

const switches = {
  platform_entry: toggle(
    'New platforms open at the rate of the scenario.',
    'S direction, A size',
    'MODEL 6, platforms',
  ),
};

const streams = ['platform-entry'] as const;

type Needs = Own<{ streams: typeof streams }> &
  StartPlatformNeeds &
  WinClientsNeeds & { platforms: Pick<Platforms, 'count' | 'nAtStart' | 'status' | 'opensOn'> };

const run = (world: Needs): (() => void) => {
  const { clock, platforms, streams } = world;

  return () => {
    for (let p = platforms.nAtStart; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn || platforms.opensOn[p] > clock.day) continue;
      startPlatform(world, p);
      winClients(world, p, streams['platform-entry']);
    }
  };
};

export const platformEntry = mechanism({
  submodel,
  fields,
  switches,
  streams,
  phases: {
    'platform-entry': { when: 'week', text: 'New platforms open and become known near their home.', run },
  },
});
