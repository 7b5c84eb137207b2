// Restaff, daily: lines that were cut or have fallen sell again, if somebody can rebuild them.
import { RECENT_KEPT } from '../../units.ts';
import type { ManagerColumns } from '../acts/charge.ts';
import { type StartLineNeeds, startLine } from '../acts/start-selling.ts';
import { isLed } from '../acts/takedown.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'A line that was cut or has fallen sells again after its days are over, if a manager is free or works from afar.',
  grade: 'A',
  source: 'MODEL 5, takedown',
};

const counts = dailyCounts({
  platforms_active: {
    role: 'result',
    label: 'Platforms active at the end',
    unit: 'platforms',
    better: 'lower',
    isCount: true,
    id: 'platforms_active_end',
    isLast: true,
    isCertain: true,
    headline: 70,
    text: 'Platforms that sell on the last day of the window: neither dark, dissolved nor yet to open.',
  },
});

type Needs = Own<{ counts: typeof counts }> &
  StartLineNeeds & {
    platforms: ManagerColumns & Pick<Platforms, 'count' | 'status' | 'manager'>;
    lines: Pick<Lines, 'count' | 'downUntil' | 'recentOrders'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, platforms, lines } = world;

  return () => {
    for (let line = 0; line < lines.count; line++) {
      lines.recentOrders[line] *= RECENT_KEPT;
      const p = lines.platform[line];
      if (lines.state[line] === LINE.up || platforms.status[p] !== PLATFORM_STATUS.active) continue;
      if (lines.downUntil[line] > clock.day) continue;
      if (lines.state[line] === LINE.cut || isLed(platforms, p, clock.day)) startLine(world, line);
    }
    let nActive = 0;
    for (let p = 0; p < platforms.count; p++) if (platforms.status[p] === PLATFORM_STATUS.active) nActive++;
    add(counts.platforms_active, clock.reportedDay, nActive);
  };
};

export const restaff = mechanism({
  submodel,
  counts,
  phases: {
    restaff: {
      when: 'day',
      text: 'Lines that were cut or have fallen sell again, if someone is there to build them up.',
      run,
    },
  },
});
