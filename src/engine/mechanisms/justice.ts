// Justice, at the end of a day: persons enter and leave custody, and some of those released leave the trade.
import { poissonQuantile } from '../../random/poisson.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../units.ts';
import { type ChargeNeeds, isManagerFree, type ManagerColumns } from '../acts/charge.ts';
import { type DesistanceNeeds, desistancePerYear } from '../acts/desistance.ts';
import { type Custody, PRIOR_CLASSES } from '../entities/custody.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'Persons enter and leave custody on the days booked at their arrest; of those released some give the trade up, fewer the more they have behind them.',
  grade: 'P',
  source: 'MODEL 5, justice; MODEL 6, desistance',
};

const counts = dailyCounts({
  custody_person_days: {
    role: 'result',
    label: 'Days in custody',
    unit: 'person-days',
    better: 'none',
    isCount: false,
    headline: 100,
    text: 'Days that persons spent in police custody, on remand and in prison within the window, whenever arrested.',
  },
});

type Needs = Own<{ counts: typeof counts }> &
  DesistanceNeeds &
  Pick<ChargeNeeds, 'scenario'> & {
    clock: Clock;
    custody: Custody;
    platforms: ManagerColumns & Pick<Platforms, 'count' | 'status' | 'darkSince'>;
  };

/** In the 'desistance' stream, the entity is the number of a pool of released persons. */
const run = (world: Needs): (() => void) => {
  const { clock, counts, custody, platforms, scenario } = world;
  const { exits, pool } = custody;
  const key = world.streams.desistance;
  const { justice: isOn, desistance: desists } = scenario.mechanisms;
  const quitShare = desistancePerYear(scenario.justice)
    .slice(1)
    .map((perYear) => -Math.expm1((-perYear * DAYS_PER_WEEK) / DAYS_PER_YEAR));

  return () => {
    if (!isOn) return;
    const today = clock.day;
    custody.now += custody.change[today];
    custody.withPolice += custody.policeChange[today];
    add(counts.custody_person_days, clock.reportedDay, custody.now);
    for (let at = 0; at < pool.length; at++) {
      pool[at] += exits[today * pool.length + at];
      if (!desists || today % DAYS_PER_WEEK !== 0 || pool[at] === 0) continue;
      const quit = poissonQuantile(pool[at] * quitShare[at % PRIOR_CLASSES], draw(key, at, today));
      pool[at] -= Math.min(pool[at], quit);
    }
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.dark) continue;
      // The time to a rebirth counts again from the manager's release, but not from the move from remand to prison.
      const isReleased = platforms.heldUntil[p] === today || platforms.jailUntil[p] === today;
      if (isReleased && isManagerFree(platforms, p, today)) platforms.darkSince[p] = today;
    }
  };
};

export const custodySpells = mechanism({
  submodel,
  counts,
  phases: {
    justice: {
      when: 'day-end',
      text: 'Persons enter and leave custody; some of those released give the trade up.',
      run,
    },
  },
});
