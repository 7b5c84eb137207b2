// Number cuts, daily: a line loses its number, and with it part of its clients and some days; nobody is arrested.
import { MIN_PER_H } from '../../units.ts';
import { createOpening } from '../acts/back-in-business.ts';
import { sectorOf } from '../acts/sector.ts';
import { addDaily, DAILY } from '../daily.ts';
import { U16, U16_STRIDE } from '../entities/customers.ts';
import { DISPATCH, LINE } from '../entities/platforms.ts';
import type { Phase } from '../kernel/phase.ts';

export const numberCuts: Phase = (world, clock) => {
  const { platforms, lines, customers, effort, city, record, scenario } = world;
  const { investigation } = scenario;
  const { numberMin } = effort;
  const neededMin = Math.round(investigation.number_cut_officer_h * MIN_PER_H);
  const { forget } = createOpening(world, clock);

  return () => {
    for (let line = 0; line < lines.count; line++) {
      if (numberMin[line] < neededMin || lines.state[line] !== LINE.up) continue;
      lines.state[line] = LINE.cut;
      lines.downUntil[line] = clock.day + investigation.number_back_days;
      addDaily(record, DAILY.lines_cut, clock.reportedDay, 1);
      const p = lines.platform[line];
      forget(p, 1 - investigation.number_forgotten_share, 'number-cut', (customer) => lineOf(p, customer) === line);
    }
  };

  /** The line of a platform to which a client belongs, as in dispatch. */
  function lineOf(p: number, customer: number): number {
    const nLines = platforms.nLines[p];
    const zone = customers.u16[customer * U16_STRIDE + U16.zone];
    const own =
      platforms.dispatch[p] === DISPATCH.sector
        ? sectorOf(city, platforms.homeZone[p], zone, nLines)
        : customer % nLines;
    return platforms.firstLine[p] + own;
  }
};
