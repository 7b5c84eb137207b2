// Come back: an occasion lost, or ended in nothing by closure, queue or raised risk, may fall due again later.
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import { FATE } from '../columns/occasions.ts';
import type { Phase } from './phase.ts';

/** Marks what comes back as pending, so that record leaves its place on the tape open. */
export const comeBack: Phase = (world, clock) => {
  const { occasions, returns, scenario } = world;
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
      const word = threefry(k0, k1, occasions.customer[i], (occasions.candidate[i] << 4) + attempt);
      if (uniform(word) >= probability) continue;
      const due = Math.max(clock.end, occasions.minute[i] - Math.log(uniform(word1)) * meanH * MIN_PER_H);
      if (due >= lastMinute) continue;
      const back = returns.firstFree;
      if (back < 0) throw new Error('come back: more occasions wait than were provided for');
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
