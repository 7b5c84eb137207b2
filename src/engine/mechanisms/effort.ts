// Effort: today's policies spend their officer-minutes; the density of street stops follows.
import { cents, H_PER_DAY, MIN_PER_H } from '../../units.ts';
import { addDaily, DAILY } from '../daily.ts';
import { effortWindowOf } from '../entities/accounts.ts';
import { clearEffort } from '../entities/effort.ts';
import { isOpenAt } from '../kernel/clock.ts';
import type { Phase } from '../kernel/phase.ts';

export const spendEffort: Phase = (world, clock) => {
  const { effort, accounts, policies, zones, lines, couriers, city, record } = world;
  const { opens_h, closes_h } = world.scenario.delivery;
  const { stopMin, investigationMin, undercoverMin, holderMin, financeMin } = effort;
  const basePerKm2Min = (world.scenario.police.base_stop_hours_per_km2_day * MIN_PER_H) / H_PER_DAY;
  const centsPerMin = cents(world.scenario.police.officer_eur_per_h) / MIN_PER_H;

  return () => {
    const day = clock.reportedDay;
    const window = effortWindowOf(record, day);
    const offered = { minutes: 0, cents: 0 };
    const spent = { minutes: 0, cents: 0 };
    clearEffort(effort);
    accounts.openDay();
    for (let k = 0; k < policies.length; k++) {
      const { isMoney, offeredOn, apply } = policies[k];
      const offer = offeredOn(day);
      offered[isMoney ? 'cents' : 'minutes'] += offer / 1000;
      accounts.book(k, window, offer, apply(day, effort), spent);
    }
    for (let zone = 0; zone < zones.count; zone++) {
      for (let at = zone * H_PER_DAY; at < (zone + 1) * H_PER_DAY; at++)
        zones.stopDensity[at] = 1 + stopMin[at] / (basePerKm2Min * city.areaKm2[zone]);
    }
    for (let at = 0; at < stopMin.length; at++) {
      if (stopMin[at] === 0) continue;
      if (couriers.count === 0) accounts.waste('stopMin', at, 'nobody');
      else if (!isOpenAt(at % H_PER_DAY, opens_h, closes_h)) accounts.waste('stopMin', at, 'closed');
    }
    for (let line = 0; line < lines.count; line++) {
      lines.workedMin[line] += investigationMin[line];
      lines.undercoverMin[line] += undercoverMin[line];
      lines.holderMin[line] += holderMin[line];
    }
    world.financeMin += financeMin[0];
    addDaily(record, DAILY.officer_minutes, day, spent.minutes);
    addDaily(record, DAILY.cost_cents, day, Math.round(spent.minutes * centsPerMin) + spent.cents);
    addDaily(record, DAILY.officer_minutes_offered, day, offered.minutes);
    addDaily(record, DAILY.cost_cents_offered, day, Math.round(offered.minutes * centsPerMin + offered.cents));
  };
};
