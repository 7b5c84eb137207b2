// Platform entry, weekly: vacant niches are taken at a rate that follows profit, and planned platforms open on their day.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { ORIGIN } from '../acts/niches.ts';
import { type OpenPlatformNeeds, openPlatform } from '../acts/open-platform.ts';
import { type ProfitNeeds, profitRatio } from '../acts/profit.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const ENTRY = 'MODEL 6, entry';

const submodel = {
  section: '6',
  text: 'A vacant niche is taken with 1 − exp(−e·x_k·Π̄/Π̄₀) a week, Π̄ the mean profit of a platform in the last ten weeks, the ratio between 0.1 and 3; the new platform becomes known near its home.',
  grade: 'S direction, A size',
  source: ENTRY,
};

const fields = {
  organisations: {
    entry_per_week: field(share().default(0.01), {
      symbol: 'e',
      text: 'Rate at which a vacant niche is taken where platforms earn what they did at the start, times the factor of its kind.',
      unit: 'per week',
      plausible: '0.006-0.014',
      grade: 'A',
      source: ENTRY,
    }),
  },
};

const streams = ['platform-entry'] as const;

const counts = dailyCounts({
  births_in_niches: {
    role: 'result',
    label: 'Platforms opened in a niche',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    text: 'Platforms that opened in a vacant niche.',
  },
  births_of_bans: {
    role: 'result',
    label: 'Platforms opened after a site ban',
    unit: 'platforms',
    better: 'none',
    isCount: true,
    text: 'Platforms that operators banned from a site opened.',
  },
});

type Needs = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  OpenPlatformNeeds &
  ProfitNeeds & {
    scenario: { mechanisms: { readonly platform_entry: boolean } };
    platforms: Pick<Platforms, 'origin' | 'niche' | 'opensOn' | 'exitFactor'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, city, counts, platforms, streams, scenario } = world;
  const ratio = new Float64Array(city.nCities);
  const { entry_per_week: perWeek } = scenario.organisations;

  return () => {
    const week = clock.day / DAYS_PER_WEEK;
    for (let c = 0; c < city.nCities; c++) ratio[c] = profitRatio(world, c);
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn) continue;
      if (platforms.origin[p] === ORIGIN.ban) {
        if (platforms.opensOn[p] > clock.day) continue;
        openPlatform(world, p, 'ban');
        add(counts.births_of_bans, clock.reportedDay, 1);
      } else if (platforms.origin[p] === ORIGIN.niche && scenario.mechanisms.platform_entry && clock.day > 0) {
        const rate = perWeek * platforms.exitFactor[p] * ratio[city.zoneCity[platforms.homeZone[p]]];
        if (draw(streams['platform-entry'], platforms.niche[p], week) >= -Math.expm1(-rate)) continue;
        openPlatform(world, p, 'niche');
        add(counts.births_in_niches, clock.reportedDay, 1);
      }
    }
  };
};

export const platformEntry = mechanism({
  submodel,
  fields,
  streams,
  counts,
  phases: {
    'platform-entry': { when: 'week', text: 'Vacant niches are taken; platforms of banned operators open.', run },
  },
});
