// Justice, at the end of a day: who is in custody, who comes out of it, and who gives the trade up.
import { poissonQuantile } from '../../random/poisson.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_YEAR } from '../../units.ts';
import { PLATFORM_STATUS } from '../columns/platforms.ts';
import { addDaily, DAILY } from '../daily.ts';
import type { Phase } from './phase.ts';

/** Entity of the pool in the 'justice' stream. */
const POOL = -1;

export const justice: Phase = (world, clock) => {
  const { custody, platforms, record, scenario } = world;
  const key = world.streams.justice;
  const isOn = scenario.mechanisms.justice;
  const desistance = -Math.expm1((-scenario.justice.desistance_per_year * 7) / DAYS_PER_YEAR);

  return () => {
    if (!isOn) return;
    const today = clock.day;
    custody.now += custody.change[today];
    custody.pool += custody.exits[today];
    addDaily(record, DAILY.custody_person_days, clock.reportedDay, custody.now);
    if (today % 7 === 0 && custody.pool > 0) {
      const quit = poissonQuantile(custody.pool * desistance, draw(key, POOL, today));
      custody.pool -= Math.min(custody.pool, quit);
    }
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.dark) continue;
      // The clock of a rebirth starts anew with the manager's release.
      if (platforms.heldUntil[p] === today || platforms.jailUntil[p] === today) platforms.darkSince[p] = today;
    }
  };
};
