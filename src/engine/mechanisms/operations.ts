// Operations, daily: a site with the effort of an operation is disrupted from a minute of that effort, and may close.
import { field } from '../../fields/field.ts';
import { real, share } from '../../fields/kinds.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { DAYS_PER_WEEK, H_PER_DAY, MIN_PER_DAY, MIN_PER_H, RECENT_KEPT, wholeMinutes } from '../../units.ts';
import { type ChargeNeeds, createCharges } from '../acts/charge.ts';
import { type CloseSiteNeeds, closeSite } from '../acts/close-site.ts';
import { fadingOf, type PerceivedRiskNeeds, raised } from '../acts/perceived-risk.ts';
import { createArrestsByZone, type WhomItMeetsNeeds } from '../acts/whom-it-meets.ts';
import type { Effort } from '../entities/effort.ts';
import type { Sites } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import { type Clock, eventOfDay } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const POLICE = 'MODEL 5';
const MIN_PER_WEEK = DAYS_PER_WEEK * MIN_PER_DAY;
/** Blocks of the 'site-operation' stream, keyed by (place, day of the run). */
const BLOCK = { when: 0, result: 1 } as const;

const submodel = {
  section: '5',
  text: 'A site that drew the officer-hours of one operation is shut from a minute in proportion to effort, for an exponential time or for good; persons are arrested, Poisson; residents hear of it and it fades.',
  grade: 'P',
  source: 'MODEL 5, site operation',
};

const fields = {
  police: {
    operation_officer_h: field(real(0.1, 100_000).default(40), {
      text: 'Officer-hours of one site operation.',
      unit: 'h',
      plausible: '20-80',
      grade: 'A',
      source: `${POLICE}, site operation`,
    }),
    large_operation_officer_h: field(real(0.1, 100_000).default(670), {
      text: 'Officer-hours of one large site operation.',
      unit: 'h',
      grade: 'D',
      source: `${POLICE}, site operation; a large one 670`,
    }),
    disruption_mean_days: field(real(0, 365).default(14), {
      text: 'Mean time a site is shut by an operation.',
      unit: 'days',
      plausible: '10-20',
      grade: 'P',
      source: `${POLICE}, site operation`,
    }),
    closure_probability: field(share().default(0.062), {
      text: 'Probability that an operation closes the site for good.',
      unit: 'probability',
      grade: 'D',
      source: `${POLICE}, site operation; 3.4 % net of entry`,
    }),
    arrests_per_operation: field(real(0, 300).default(3), {
      text: 'Mean number of persons arrested in an operation.',
      unit: 'persons',
      grade: 'P',
      source: `${POLICE}, site operation`,
    }),
    large_closure_probability: field(share().default(1), {
      text: 'Probability that a large operation closes the site for good.',
      unit: 'probability',
      plausible: '0.3-1',
      grade: 'A',
      source: `${POLICE}, site operation; assumption`,
    }),
    large_arrests_per_operation: field(real(0, 300).default(20), {
      text: 'Mean number of persons arrested in a large operation.',
      unit: 'persons',
      plausible: '5-50',
      grade: 'A',
      source: `${POLICE}, site operation; assumption`,
    }),
  },
};

const streams = ['site-operation'] as const;

const counts = dailyCounts({
  sites_open: {
    role: 'result',
    label: 'Sites open at the end',
    unit: 'sites',
    better: 'lower',
    isCount: true,
    id: 'sites_open_end',
    isLast: true,
    isCertain: true,
    headline: 60,
    text: 'Fixed sites open on the last day of the window.',
  },
  site_operations: {
    role: 'activity',
    label: 'Site operations',
    unit: 'operations',
    better: 'none',
    isCount: true,
    text: 'Police operations against fixed sites: a measure of activity.',
  },
  operations_closing: {
    role: 'activity',
    label: 'Sites closed by operations',
    unit: 'sites',
    better: 'none',
    isCount: true,
    text: 'Operations that close the site for good: part of the site closures, before what opens in their place.',
  },
  operations_shut_week_1: {
    text: 'Operations after which the site sells again within the first week.',
    unit: 'operations',
  },
  operations_shut_week_2: {
    text: 'Operations after which the site sells again in the second week.',
    unit: 'operations',
  },
  operations_shut_week_3: {
    text: 'Operations after which the site sells again in the third week.',
    unit: 'operations',
  },
  operations_shut_week_4: {
    text: 'Operations after which the site sells again in the fourth week.',
    unit: 'operations',
  },
  arrests_sites: {
    role: 'activity',
    label: 'Arrests at sites',
    unit: 'persons',
    better: 'none',
    isCount: true,
    headline: 180,
    text: 'Persons arrested in operations against fixed sites: a measure of activity as much as of the trade.',
  },
});

type Needs = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  ChargeNeeds &
  CloseSiteNeeds &
  PerceivedRiskNeeds &
  WhomItMeetsNeeds & {
    clock: Clock;
    sites: Pick<
      Sites,
      | 'nPlaces'
      | 'zone'
      | 'isOpen'
      | 'isClosing'
      | 'closureChance'
      | 'disruptedFrom'
      | 'disruptedUntil'
      | 'lastOperation'
      | 'removedOn'
      | 'recentSales'
    >;
    zones: Pick<Zones, 'count' | 'siteRisk'>;
    effort: Pick<Effort, 'operationMin' | 'largeOperationMin' | 'announcedMin'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, counts, sites, effort, zones, scenario } = world;
  const { operationMin, largeOperationMin, announcedMin } = effort;
  const { k0, k1 } = world.streams['site-operation'];
  const police = scenario.police;
  const neededMin = wholeMinutes(police.operation_officer_h);
  const largeNeededMin = wholeMinutes(police.large_operation_officer_h);
  const arrestsMean = [police.arrests_per_operation, police.large_arrests_per_operation];
  const closureProbability = [police.closure_probability, police.large_closure_probability];
  const fears = scenario.mechanisms.perceived_risk;
  const decayPerDay = Math.exp(-fadingOf(scenario.risk, 1));
  const rise = scenario.risk.zone_rise * scenario.risk.news_reach;
  const shutInWeek = [
    counts.operations_shut_week_1,
    counts.operations_shut_week_2,
    counts.operations_shut_week_3,
    counts.operations_shut_week_4,
  ];
  const charges = createCharges(world);
  const countIn = createArrestsByZone(world);

  return () => {
    const day = clock.reportedDay;
    const midnight = clock.day * MIN_PER_DAY;

    if (fears) {
      for (let zone = 0; zone < zones.count; zone++) zones.siteRisk[zone] *= decayPerDay;
      // Residents learn of yesterday's operations and of what is announced today.
      for (let place = 0; place < sites.nPlaces; place++) {
        if (sites.lastOperation[place] >= midnight - MIN_PER_DAY) raise(sites.zone[place]);
      }
      for (let zone = 0; zone < zones.count; zone++) if (announcedMin[zone] > 0) raise(zone);
    }

    let nOpen = 0;
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isClosing[place] === 1) {
        closeSite(world, place);
        sites.removedOn[place] = clock.day;
      }
      sites.recentSales[place] *= RECENT_KEPT;
      sites.closureChance[place] = 0;
      if (sites.isOpen[place] === 0) continue;
      nOpen++;
      const isLarge = dayTotal(largeOperationMin, place) >= largeNeededMin;
      const effortMin = isLarge ? largeOperationMin : operationMin;
      const total = dayTotal(effortMin, place);
      if (!isLarge && total < neededMin) continue;

      const whenWord = threefry(k0, k1, place, eventOfDay(clock.day, BLOCK.when));
      const arrests = poissonQuantile(arrestsMean[isLarge ? 1 : 0], uniform(word1));
      const lengthWord = threefry(k0, k1, place, eventOfDay(clock.day, BLOCK.result));
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
      const week = Math.floor((sites.disruptedUntil[place] - minute) / MIN_PER_WEEK);
      if (week < shutInWeek.length) add(shutInWeek[week], day, 1);
      if (closes) add(counts.operations_closing, day, 1);
      add(counts.site_operations, day, 1);
      add(counts.arrests_sites, day, arrests);
      countIn(sites.zone[place], arrests);
      charges.atSite(place, arrests);
    }
    add(counts.sites_open, day, nOpen);
  };

  function dayTotal(minutes: Int32Array, place: number): number {
    let total = 0;
    for (let at = place * H_PER_DAY; at < (place + 1) * H_PER_DAY; at++) total += minutes[at];
    return total;
  }

  function raise(zone: number): void {
    zones.siteRisk[zone] = raised(zones.siteRisk[zone], rise);
  }
};

export const operations = mechanism({
  submodel,
  fields,
  streams,
  counts,
  phases: {
    operations: {
      when: 'day',
      text: 'Operated sites are disrupted, some for good; persons are arrested; residents hear of it.',
      run,
    },
  },
});
