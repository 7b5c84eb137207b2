// Shocks, daily: on its day, a share of the platforms that sell lose all their lines.
import { toggle } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { createFellPlatform, type TakedownNeeds } from '../acts/takedown.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const DESIGN = { grade: 'A', source: 'MODEL 6, shocks; design of the experiment' } as const;

const submodel = {
  section: '6',
  text: 'On its day a shock fells round(s·n) of the n platforms that sell, those with the lowest keyed draws; others multiply what product costs, or the rate at which vacant posts fill, while they last.',
  ...DESIGN,
};

const switches = {
  shocks: toggle('Shocks of the scenario and of its arms take place.', DESIGN.grade, DESIGN.source),
};

const streams = ['shock'] as const;

const counts = dailyCounts({
  platforms_felled: { text: 'Platforms that lost all their lines in a shock.', unit: 'platforms' },
});

type Needs = Own<{ switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  TakedownNeeds & { platforms: Pick<Platforms, 'count' | 'key'> };

const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, shocks, streams } = world;
  const fell = createFellPlatform(world);
  const felled = shocks.filter((shock) => shock.kind === 'platforms-felled');

  return () => {
    for (const [nth, { day, share }] of felled.entries()) {
      if (clock.reportedDay !== day) continue;
      const rank = (p: number): number => draw(streams.shock, platforms.key[p], nth);
      const selling = [];
      for (let p = 0; p < platforms.count; p++)
        if (platforms.status[p] === PLATFORM_STATUS.active) selling.push({ p, rank: rank(p) });
      const fallen = selling.sort((a, b) => a.rank - b.rank || a.p - b.p).slice(0, Math.round(share * selling.length));
      for (const { p } of fallen) fell(p);
      add(counts.platforms_felled, clock.reportedDay, fallen.length);
    }
  };
};

export const shocks = mechanism({
  submodel,
  switches,
  streams,
  counts,
  phases: { shocks: { when: 'day', text: 'On the day of a shock, a share of the platforms lose all lines.', run } },
});
