// Justice, at the end of a day: who is in custody, who comes out of it, and who gives the trade up.
import { poissonQuantile } from '../../random/poisson.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_YEAR } from '../../units.ts';
import { PLATFORM_STATUS } from '../columns/platforms.ts';
import { addDaily, DAILY } from '../daily.ts';
import { isManagerFree } from '../justice.ts';
import type { Phase } from './phase.ts';

/** Entities of the cities' pools in the 'justice' stream: from here down. */
const FIRST_POOL = -1;

export const justice: Phase = (world, clock) => {
  const { custody, platforms, record, scenario } = world;
  const { nCities } = world.city;
  const { pool } = custody;
  const key = world.streams.justice;
  const isOn = scenario.mechanisms.justice;
  const desistance = -Math.expm1((-scenario.justice.desistance_per_year * 7) / DAYS_PER_YEAR);

  return () => {
    if (!isOn) return;
    const today = clock.day;
    custody.now += custody.change[today];
    addDaily(record, DAILY.custody_person_days, clock.reportedDay, custody.now);
    for (let c = 0; c < nCities; c++) {
      pool[c] += custody.exits[today * nCities + c];
      if (today % 7 !== 0 || pool[c] === 0) continue;
      const quit = poissonQuantile(pool[c] * desistance, draw(key, FIRST_POOL - c, today));
      pool[c] -= Math.min(pool[c], quit);
    }
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.dark) continue;
      // The clock of a rebirth starts anew with the manager's release, not with the way from remand to prison.
      const isReleased = platforms.heldUntil[p] === today || platforms.jailUntil[p] === today;
      if (isReleased && isManagerFree(platforms, p, today)) platforms.darkSince[p] = today;
    }
  };
};
