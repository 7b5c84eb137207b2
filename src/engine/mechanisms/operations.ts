// Operations: a site that drew the effort of one operation is disrupted from a minute of that effort, and may close.
import { poissonQuantile } from '../../random/poisson.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { H_PER_DAY, MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import { createJustice } from '../acts/charge.ts';
import { nearZones } from '../acts/near-zones.ts';
import { addDaily, DAILY } from '../daily.ts';
import type { Phase } from '../kernel/phase.ts';

/** Blocks of the 'site-operation' stream, keyed by (place, day of the run). */
const BLOCK = { when: 0, result: 1 } as const;

export const operations: Phase = (world, clock) => {
  const { sites, effort, zones, record, scenario } = world;
  const { operationMin, largeOperationMin, announcedMin } = effort;
  const { k0, k1 } = world.streams['site-operation'];
  const police = scenario.police;
  const neededMin = Math.round(police.operation_officer_h * MIN_PER_H);
  const largeNeededMin = Math.round(police.large_operation_officer_h * MIN_PER_H);
  const arrestsMean = [police.arrests_per_operation, police.large_arrests_per_operation];
  const closureProbability = [police.closure_probability, police.large_closure_probability];
  const fears = scenario.mechanisms.perceived_risk;
  const decayPerDay = Math.exp(-Math.LN2 / (scenario.risk.half_life_weeks * 7));
  const rise = scenario.risk.zone_rise * scenario.risk.news_reach;
  const drops = scenario.mechanisms.direct_drop;
  const near = drops ? nearZones(world.city, police.drop_near_km) : null;
  const dropKeptPerDay = Math.exp(-1 / (police.drop_decay_weeks * 7));
  const justice = createJustice(world, clock);

  return () => {
    const day = clock.reportedDay;
    const midnight = clock.day * MIN_PER_DAY;

    if (fears) {
      for (let zone = 0; zone < zones.count; zone++) zones.siteRisk[zone] *= decayPerDay;
      // Residents hear of yesterday's operations and of what is announced today.
      for (let place = 0; place < sites.nPlaces; place++) {
        if (sites.lastOperation[place] >= midnight - MIN_PER_DAY) raise(sites.zone[place]);
      }
      for (let zone = 0; zone < zones.count; zone++) if (announcedMin[zone] > 0) raise(zone);
    }

    if (drops) {
      for (let zone = 0; zone < zones.count; zone++) zones.visitDrop[zone] *= dropKeptPerDay;
      for (let place = 0; place < sites.nPlaces; place++)
        if (sites.lastOperation[place] >= midnight - MIN_PER_DAY) dropNear(sites.zone[place]);
    }

    let nOpen = 0;
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isClosing[place] === 1) {
        sites.isClosing[place] = 0;
        sites.isOpen[place] = 0;
        sites.recentSales[place] = 0;
        sites.replacesUntil[place] = 0;
        sites.removedOn[place] = clock.day;
        addDaily(record, DAILY.site_closures, day, 1);
      }
      sites.recentSales[place] *= RECENT_KEPT;
      sites.closureChance[place] = 0;
      if (sites.isOpen[place] === 0) continue;
      nOpen++;
      const isLarge = dayTotal(largeOperationMin, place) >= largeNeededMin;
      const effortMin = isLarge ? largeOperationMin : operationMin;
      const total = dayTotal(effortMin, place);
      if (!isLarge && total < neededMin) continue;

      const whenWord = threefry(k0, k1, place, (clock.day << 4) + BLOCK.when);
      const arrests = poissonQuantile(arrestsMean[isLarge ? 1 : 0], uniform(word1));
      const lengthWord = threefry(k0, k1, place, (clock.day << 4) + BLOCK.result);
      sites.closureChance[place] = closureProbability[isLarge ? 1 : 0];
      const closes = uniform(word1) < sites.closureChance[place];
      let left = uniform(whenWord) * total;
      let hour = 0;
      while (hour < H_PER_DAY - 1 && left >= effortMin[place * H_PER_DAY + hour])
        left -= effortMin[place * H_PER_DAY + hour++];
      const minute = midnight + (hour + left / effortMin[place * H_PER_DAY + hour]) * MIN_PER_H;
      const until = minute - Math.log(uniform(lengthWord)) * police.disruption_mean_days * MIN_PER_DAY;
      if (minute >= sites.disruptedUntil[place]) sites.disruptedFrom[place] = minute;
      sites.disruptedUntil[place] = closes ? Number.POSITIVE_INFINITY : Math.max(until, sites.disruptedUntil[place]);
      sites.isClosing[place] = closes ? 1 : 0;
      sites.lastOperation[place] = minute;
      addDaily(record, DAILY.site_operations, day, 1);
      addDaily(record, DAILY.arrests_sites, day, arrests);
      justice.atSite(place, arrests);
    }
    addDaily(record, DAILY.sites_open, day, nOpen);
  };

  function dayTotal(minutes: Int32Array, place: number): number {
    let total = 0;
    for (let at = place * H_PER_DAY; at < (place + 1) * H_PER_DAY; at++) total += minutes[at];
    return total;
  }

  function dropNear(zone: number): void {
    if (!near) return;
    for (let i = near.first[zone]; i < near.first[zone + 1]; i++) {
      const other = near.other[i];
      zones.visitDrop[other] += police.drop_share * near.share[i] * (1 - zones.visitDrop[other]);
    }
  }

  function raise(zone: number): void {
    zones.siteRisk[zone] += rise * (1 - zones.siteRisk[zone]);
  }
};

/** Share of the four-week mean of sales that a day without sales leaves. */
const RECENT_KEPT = 27 / 28;
