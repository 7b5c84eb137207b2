// Effort: today's policies spend their officer-minutes; the density of street stops follows.
import { cents, H_PER_DAY, MIN_PER_H } from '../../units.ts';
import { clearEffort } from '../columns/effort.ts';
import { addDaily, DAILY } from '../daily.ts';
import type { Phase } from './phase.ts';

export const spendEffort: Phase = (world, clock) => {
  const { effort, policies, zones, lines, city, record } = world;
  const { stopMin, fineMin, operationMin, largeOperationMin, banMin, placementCents, interruptionCents } = effort;
  const { treatmentCents, drugCheckingCents, preventionCents } = effort;
  const { investigationMin, undercoverMin, holderMin, numberMin, financeMin } = effort;
  const basePerKm2Min = (world.scenario.police.base_stop_hours_per_km2_day * MIN_PER_H) / H_PER_DAY;

  const centsPerMin = cents(world.scenario.police.officer_eur_per_h) / MIN_PER_H;

  return () => {
    clearEffort(effort);
    for (const apply of policies) apply(clock.reportedDay);
    let spent = 0;
    for (let zone = 0; zone < zones.count; zone++) {
      for (let at = zone * H_PER_DAY; at < (zone + 1) * H_PER_DAY; at++) {
        zones.stopDensity[at] = 1 + stopMin[at] / (basePerKm2Min * city.areaKm2[zone]);
        spent += stopMin[at] + fineMin[at];
      }
    }
    for (let at = 0; at < operationMin.length; at++) spent += operationMin[at] + largeOperationMin[at];
    for (let place = 0; place < banMin.length; place++) spent += banMin[place];
    for (let line = 0; line < lines.count; line++) {
      spent += investigationMin[line] + holderMin[line] + numberMin[line];
      lines.workedMin[line] += investigationMin[line];
      lines.undercoverMin[line] += undercoverMin[line];
      lines.holderMin[line] += holderMin[line];
    }
    spent += financeMin[0];
    world.financeMin += financeMin[0];
    addDaily(record, DAILY.officer_minutes, clock.reportedDay, spent);
    let paid = Math.round(spent * centsPerMin) + placementCents[0];
    for (let zone = 0; zone < zones.count; zone++) {
      paid += interruptionCents[zone] + treatmentCents[zone] + drugCheckingCents[zone] + preventionCents[zone];
    }
    addDaily(record, DAILY.cost_cents, clock.reportedDay, paid);
  };
};
