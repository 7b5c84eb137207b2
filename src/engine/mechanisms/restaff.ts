// Restaff, daily: lines that were cut or have fallen sell again, if someone is there to build them up.

import { createOpening } from '../acts/back-in-business.ts';
import { isLed } from '../acts/takedown.ts';
import { addDaily, DAILY } from '../daily.ts';
import { LINE, PLATFORM_STATUS } from '../entities/platforms.ts';
import type { Phase } from '../kernel/phase.ts';
import { RECENT_DAYS } from './deliver.ts';

/** Share of the mean of orders that a day without orders leaves. */
const RECENT_KEPT = 1 - 1 / RECENT_DAYS;

export const restaff: Phase = (world, clock) => {
  const { platforms, lines, record } = world;
  const { raise } = createOpening(world, clock);

  return () => {
    for (let line = 0; line < lines.count; line++) {
      lines.recentOrders[line] *= RECENT_KEPT;
      const p = lines.platform[line];
      if (lines.state[line] === LINE.up || platforms.status[p] !== PLATFORM_STATUS.active) continue;
      if (lines.downUntil[line] > clock.day) continue;
      if (lines.state[line] === LINE.cut || isLed(world, p, clock.day)) raise(line);
    }
    let nActive = 0;
    for (let p = 0; p < platforms.count; p++) if (platforms.status[p] === PLATFORM_STATUS.active) nActive++;
    addDaily(record, DAILY.platforms_active, clock.reportedDay, nActive);
  };
};
