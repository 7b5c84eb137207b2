// Come back, each tick: an occasion that was lost, or ended by closure, queue or raised risk, may fall due again later.

import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import { eventOfOccasion, FATE, type Occasions, type Returns } from '../entities/occasions.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const submodel = {
  section: '4',
  text: 'An occasion lost, or ended in nothing by closure, queue or raised risk, comes back with a probability after an exponential time.',
  grade: 'A',
  source: 'MODEL 4, come back',
};

const sections = {
  returns: { text: 'Occasions that failed and come back.' },
};

const fields = {
  returns: {
    probability: field(share().default(0.5), {
      text: 'Probability that an occasion lost to closure, queue or raised risk comes back.',
      unit: 'probability',
      grade: 'A',
      source: 'MODEL 4, come back; assumption',
    }),
    mean_h: field(real(0.01, 720).default(6), {
      text: 'Mean time until it comes back.',
      unit: 'h',
      grade: 'A',
      source: 'MODEL 4, come back; assumption',
    }),
    at_most: field(whole(0, 10).default(2), {
      text: 'Times one occasion may come back.',
      unit: 'times',
      grade: 'A',
      source: 'MODEL 4, come back; assumption',
    }),
  },
};

const switches = {
  returns: toggle('Occasions that failed may come back.', 'A', 'MODEL 4, come back', { inPilot: true }),
};

const streams = ['come-back'] as const;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }> & {
  clock: Clock;
  occasions: Pick<
    Occasions,
    'count' | 'customer' | 'candidate' | 'attempt' | 'tapeAt' | 'minute' | 'isDisturbed' | 'isTurnedAway' | 'fate'
  >;
  returns: Returns;
};

/** Marks occasions that come back as pending, so that record does not write them on the tape yet. */
const run = (world: Needs): (() => void) => {
  const { clock, occasions, returns, scenario } = world;
  const { k0, k1 } = world.streams['come-back'];
  const { probability, mean_h: meanH, at_most: most } = scenario.returns;
  const isOn = scenario.mechanisms.returns;
  const lastMinute = clock.nDays * MIN_PER_DAY;

  return () => {
    if (!isOn) return;
    const n = occasions.count;
    for (let i = 0; i < n; i++) {
      const fate = occasions.fate[i];
      if (fate === FATE.fulfilled || (fate === FATE.none && occasions.isDisturbed[i] === 0)) continue;
      const attempt = occasions.attempt[i];
      if (attempt >= most) continue;
      const word = threefry(k0, k1, occasions.customer[i], eventOfOccasion(occasions, i));
      if (uniform(word) >= probability) continue;
      const due = Math.max(clock.end, occasions.minute[i] - Math.log(uniform(word1)) * meanH * MIN_PER_H);
      if (due >= lastMinute) continue;
      const back = returns.firstFree;
      if (back < 0) throw new Error(`come back: more than ${returns.next.length} occasions wait`);
      returns.firstFree = returns.next[back];
      returns.customer[back] = occasions.customer[i];
      returns.candidate[back] = occasions.candidate[i];
      returns.attempt[back] = attempt + 1;
      returns.tapeAt[back] = occasions.tapeAt[i];
      returns.isTurnedAway[back] = fate === FATE.lost ? 1 : occasions.isTurnedAway[i];
      returns.minute[back] = due;
      const tick = Math.floor(due / clock.tickMin);
      returns.next[back] = returns.firstOfTick[tick];
      returns.firstOfTick[tick] = back;
      occasions.fate[i] = FATE.pending;
    }
  };
};

export const comeBack = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  phases: {
    'come-back': { when: 'tick', text: 'Some of the occasions lost will fall due again.', run },
  },
});
