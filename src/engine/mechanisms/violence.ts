// Violence, at the end of a day: from territory, robbery, punishment and vacated places; events lead to retaliation.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import type { StreamKey } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { cents, DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../units.ts';
import type { DefectionsNeeds } from '../acts/defections.ts';
import { nearZones } from '../acts/near-zones.ts';
import { createSiteEntry, type SiteEntryNeeds } from '../acts/site-entry.ts';
import type { Accounts } from '../entities/accounts.ts';
import type { Effort } from '../entities/effort.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import { type Clock, eventOfDay } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own, type Size } from '../kernel/part.ts';
import { type ArmRecord, add, VIOLENCE_KINDS, violenceAt, windowOf, zoneViolenceAt } from '../kernel/record.ts';

const VIOLENCE = 'MODEL 6, violence';
const SIZED = { grade: 'D', source: `${VIOLENCE}; sized to 418 events at 3,000 sites a year` } as const;
const ASSUMED = { grade: 'A', source: VIOLENCE } as const;
/** Must be below one, or violence would grow without limit. */
const MOST_BRANCHING = 0.95;

const submodel = {
  section: '6',
  text: 'A Hawkes process by zone in steps of a day: territory, robbery, punishment and vacated places begin it, and each event begets others (Hawkes 1971; Mohler et al. 2011).',
  grade: 'V direction, A size',
  source: 'MODEL 6, violence',
};

const sections = {
  violence: { text: 'Killings and attempts around the trade.' },
};

const fields = {
  violence: {
    territorial_per_site_year: field(real(0, 1000).default(0.075), {
      symbol: 'r_t',
      text: 'Territorial events at a site in a year where sites near it sell territorial_orders_per_day orders, spread over many places.',
      unit: 'events/(site year)',
      plausible: '0.04-0.15',
      ...SIZED,
    }),
    territorial_orders_per_day: field(real(0.001, 1_000_000).default(150), {
      text: 'Orders a day of sites within near_km at which territorial_per_site_year holds; the rate is in proportion to them.',
      unit: 'orders/day',
      ...SIZED,
    }),
    near_km: field(real(0, 100).default(2), {
      text: 'Distance within which sites compete for territory.',
      unit: 'km',
      plausible: '1-4',
      ...ASSUMED,
    }),
    robbery_per_site_year: field(real(0, 1000).default(0.02), {
      symbol: 'r_s',
      text: 'Robberies at a site in a year.',
      unit: 'events/(site year)',
      plausible: '0.01-0.05',
      ...ASSUMED,
    }),
    robbery_per_platform_year: field(real(0, 1000).default(0.002), {
      symbol: 'r_p',
      text: 'Robberies of a platform in a year.',
      unit: 'events/(platform year)',
      plausible: '0-0.01',
      ...ASSUMED,
    }),
    punishment_per_defection: field(real(0, 100).default(0.02), {
      symbol: 'r_d',
      text: 'Punishments that a defector who opens a platform brings about.',
      unit: 'events/defection',
      plausible: '0-0.1',
      ...ASSUMED,
    }),
    vacancy_events: field(real(0, 1000).default(0.3), {
      symbol: 'v',
      text: 'Territorial events over a place whose site was closed by an operation or a ban, if it stays contested for all of vacancy_days.',
      unit: 'events/closure',
      plausible: '0-0.6',
      ...ASSUMED,
    }),
    vacancy_days: field(whole(1, 3650).default(30), {
      symbol: 'D',
      text: 'Days for which a vacated place is contested, unless a site opens on it before.',
      unit: 'days',
      plausible: '14-90',
      ...ASSUMED,
    }),
    branching: field(real(0, MOST_BRANCHING).default(0.3), {
      symbol: 'n',
      text: 'Retaliations that an event at a site brings about directly, on average.',
      unit: 'events/event',
      plausible: '0.15-0.45',
      grade: 'V direction, A size',
      source: VIOLENCE,
    }),
    platform_branching: field(real(0, MOST_BRANCHING).default(0.15), {
      symbol: 'n_p',
      text: 'Retaliations that an event at a platform brings about directly, on average.',
      unit: 'events/event',
      plausible: '0-0.3',
      ...ASSUMED,
    }),
    decay_days: field(real(0.5, 3650).default(14), {
      symbol: 'τ',
      text: 'Mean time from an event to a retaliation for it.',
      unit: 'days',
      plausible: '7-30',
      grade: 'V direction, A size',
      source: VIOLENCE,
    }),
    lethality: field(share().default(0.31), {
      symbol: 'f',
      text: 'Share of events in which a person dies.',
      unit: 'share',
      plausible: '0.25-0.4',
      grade: 'P',
      source: VIOLENCE,
    }),
    recorded_share: field(share().default(0.6), {
      symbol: 's',
      text: 'Share of events that are put on record, the only ones that an evaluator has.',
      unit: 'share',
      plausible: '0.4-0.95',
      grade: 'A',
      source: 'MODEL 5, recorded',
    }),
    interruption_factor: field(share().default(0.84), {
      text: 'Factor on retaliation where violence interruption reaches all conflicts.',
      unit: 'factor',
      plausible: '0.7-1',
      grade: 'V',
      source: 'MODEL 5, violence interruption',
    }),
    interruption_eur_per_1000_day: field(real(0.01, 1_000_000).default(60), {
      text: 'What it costs a day per thousand residents to reach all conflicts of a zone; less reaches a share of them.',
      unit: 'EUR/(1,000 persons day)',
      plausible: '20-200',
      grade: 'A',
      source: 'assumption; a team of five for some 20,000 residents',
    }),
    interruption_minimum_share: field(share().default(0.2), {
      text: 'Share of that cost below which violence interruption reaches nobody in a zone.',
      unit: 'share',
      plausible: '0-0.5',
      grade: 'A',
      source: 'assumption',
    }),
  },
};

const switches = {
  violence: toggle(
    'Violence of any kind around the trade.',
    'V direction, P size',
    'MODEL 6, violence; Werb et al. 2011',
  ),
  violence_territorial: toggle(
    'Sites that sell near each other fight over territory.',
    'V direction, D size',
    'MODEL 6, violence; sized to 418 events at 3,000 sites a year',
  ),
  violence_robbery: toggle('Sites and platforms are robbed.', 'A', 'MODEL 6, violence'),
  violence_punishment: toggle('Defections are punished.', 'A', 'MODEL 6, violence'),
  violence_retaliation: toggle(
    'Acts of violence bring about retaliation.',
    'V direction, A size',
    'MODEL 6, violence; self-exciting processes of crime, Mohler et al. 2011',
  ),
  violence_vacancy: toggle(
    'A place whose site an operation or a ban closed is fought over until another opens on it.',
    'V direction, A size',
    'MODEL 6, violence; enforcement and violence, Werb et al. 2011',
  ),
};

const streams = [
  'violence',
  'violence-robbery',
  'violence-punishment',
  'violence-vacancy',
  'violence-retaliation',
] as const;

const counts = dailyCounts({
  violence_expected: {
    role: 'result',
    label: 'Violence, expected',
    unit: 'events',
    better: 'lower',
    isCount: true,
    isCertain: true,
    headline: 30,
    text: 'Killings and attempts of all kinds that were to be expected of the trade as it went, with the retaliation to be expected of them; each counts once.',
  },
  violence_territorial: {
    role: 'result',
    label: 'Violence, territorial',
    unit: 'events',
    better: 'lower',
    isCount: true,
    text: 'Killings and attempts over territory, also over places whose site an operation or a ban closed.',
  },
  violence_robbery: {
    role: 'result',
    label: 'Violence, robbery',
    unit: 'events',
    better: 'lower',
    isCount: true,
    text: 'Killings and attempts by robbery of sites and platforms.',
  },
  violence_punishment: {
    role: 'result',
    label: 'Violence, punishment',
    unit: 'events',
    better: 'lower',
    isCount: true,
    text: 'Killings and attempts to punish those who defect.',
  },
  violence_retaliation: {
    role: 'result',
    label: 'Violence, retaliation',
    unit: 'events',
    better: 'lower',
    isCount: true,
    text: 'Killings and attempts that other such acts brought about.',
  },
  violence_lethal: {
    role: 'result',
    label: 'Killings',
    unit: 'events',
    better: 'lower',
    isCount: true,
    text: 'Acts of violence around the trade, of all kinds, in which a person dies.',
  },
  recorded_violence_territorial: {
    role: 'recorded',
    label: 'Violence, territorial, recorded',
    unit: 'events',
    better: 'none',
    isCount: true,
    text: 'Killings and attempts on record over territory, also over places whose site an operation or a ban closed.',
  },
  recorded_violence_robbery: {
    role: 'recorded',
    label: 'Violence, robbery, recorded',
    unit: 'events',
    better: 'none',
    isCount: true,
    text: 'Killings and attempts on record by robbery of sites and platforms.',
  },
  recorded_violence_punishment: {
    role: 'recorded',
    label: 'Violence, punishment, recorded',
    unit: 'events',
    better: 'none',
    isCount: true,
    text: 'Killings and attempts on record to punish those who defect.',
  },
  recorded_violence_retaliation: {
    role: 'recorded',
    label: 'Violence, retaliation, recorded',
    unit: 'events',
    better: 'none',
    isCount: true,
    text: 'Killings and attempts on record that other such acts brought about.',
  },
  recorded_violence_lethal: {
    role: 'recorded',
    label: 'Killings, recorded',
    unit: 'events',
    better: 'none',
    isCount: true,
    text: 'Acts of violence around the trade on record, of all kinds, in which a person dies.',
  },
});

const [SITE, PLATFORM] = [0, 1];
const KIND = Object.fromEntries(VIOLENCE_KINDS.map((kind, index) => [kind, index])) as Record<
  (typeof VIOLENCE_KINDS)[number],
  number
>;

/** Whether the first event of a chain was about sites or platforms; retaliation depends on it in every generation. */
const ORIGINS = ['site', 'platform'] as const;

/** State of violence, which no other mechanism reads or writes. */
interface State {
  /** Retaliations expected of past events and still to come, [zone * 2 + origin]. */
  excitation: Float64Array;
  /** The same in expectation: retaliations to come of expected events, [zone * 2 + origin]. */
  meanExcitation: Float64Array;
  /** Day of the run before which a place whose site an operation closed is contested; 0 if it is not. */
  contestedUntil: Int32Array;
}

const columns = ({ nZones, nPlaces }: Size): { violence: State } => ({
  violence: {
    excitation: new Float64Array(nZones * ORIGINS.length),
    meanExcitation: new Float64Array(nZones * ORIGINS.length),
    contestedUntil: new Int32Array(nPlaces),
  },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ReturnType<typeof columns> &
  DefectionsNeeds &
  SiteEntryNeeds & {
    clock: Clock;
    city: Pick<City, 'nZones' | 'nCities' | 'zoneCity' | 'areaKm2' | 'distanceKm' | 'population'>;
    sites: Pick<Sites, 'nPlaces' | 'zone' | 'isOpen' | 'recentSales' | 'removedOn' | 'closureChance'>;
    platforms: Pick<Platforms, 'count' | 'homeZone' | 'status'>;
    effort: Pick<Effort, 'interruptionCents'>;
    accounts: Pick<Accounts, 'waste'>;
    record: Pick<ArmRecord, 'nRings' | 'nZones' | 'zoneRole' | 'violence' | 'zoneViolence'>;
  };

/**
 * A marked Hawkes process by zone in steps of a day (Hawkes 1971): an event causes `branching` others on average, a
 * share 1 − exp(−1/decay) of what is still to come on each day after it, so that all of them add up to `branching`.
 * Counts are Poisson given the past. Lethal and other, recorded and unrecorded events are drawn separately, which is
 * the same as marking each; for a given draw each count grows with its mean. Each kind has a stream, keyed by (zone,
 * day, origin), so that arms differ only where their means do. The expected process is computed beside the drawn one,
 * by the same recursion, which is linear: a count is replaced by its mean, and a place is contested with the chance of
 * closure.
 */
const run = (world: Needs): (() => void) => {
  const { clock, record, scenario, city, counts, violence: state, sites } = world;
  const counted = VIOLENCE_KINDS.map((kind) => counts[`violence_${kind}`]);
  const recordedCounts = VIOLENCE_KINDS.map((kind) => counts[`recorded_violence_${kind}`]);
  const { excitation, meanExcitation, contestedUntil } = state;
  const { fromZone: defections, fearedEur } = world.defections;
  const spec = scenario.violence;
  const { streams } = world;
  const { mechanisms } = scenario;
  const isOn = mechanisms.violence;
  const retaliates = mechanisms.violence_retaliation;
  const contests = mechanisms.violence_vacancy;
  const perDay = (isKind: boolean, perYear: number): number => (isKind ? perYear / DAYS_PER_YEAR : 0);
  const perTerritoryDay = perDay(
    mechanisms.violence_territorial,
    spec.territorial_per_site_year / spec.territorial_orders_per_day,
  );
  const robberiesPerSiteDay = perDay(mechanisms.violence_robbery, spec.robbery_per_site_year);
  const robberiesPerPlatformDay = perDay(mechanisms.violence_robbery, spec.robbery_per_platform_year);
  const perDefection = mechanisms.violence_punishment ? spec.punishment_per_defection : 0;
  const { lethality, recorded_share } = spec;
  const branching = [spec.branching, spec.platform_branching];
  const comesToday = -Math.expm1(-1 / spec.decay_days);
  const vacancyPerDay = spec.vacancy_events / spec.vacancy_days;
  const territory = territoryOf(world);
  const openSites = new Uint32Array(city.nZones);
  const platforms = new Uint32Array(city.nZones);
  const contested = new Uint32Array(city.nZones);
  const meanContested = contests ? meanContestedOf(world) : () => contested;
  /** Retaliations to come of today's events, added to the excitation once all are drawn. */
  const begotten = new Float64Array(excitation.length);
  /** Events of today expected, [zone * 2 + origin]. */
  const expected = new Float64Array(excitation.length);

  const happen = (zone: number, mean: number, key: StreamKey, kind: number, origin: number): void => {
    if (mean === 0) return;
    const event = eventOfDay(clock.day, 2 * origin);
    const recordedWord = threefry(key.k0, key.k1, zone, event);
    const recordedOtherWord = word1;
    const unrecordedWord = threefry(key.k0, key.k1, zone, event + 1);
    const unrecordedOtherWord = word1;
    const recordedMean = mean * recorded_share;
    const recordedLethal = poissonQuantile(recordedMean * lethality, uniform(recordedWord));
    const recorded = recordedLethal + poissonQuantile(recordedMean * (1 - lethality), uniform(recordedOtherWord));
    const unrecordedMean = mean * (1 - recorded_share);
    const lethal = recordedLethal + poissonQuantile(unrecordedMean * lethality, uniform(unrecordedWord));
    const all =
      recorded +
      (lethal - recordedLethal) +
      poissonQuantile(unrecordedMean * (1 - lethality), uniform(unrecordedOtherWord));
    if (all === 0) return;
    if (retaliates) begotten[2 * zone + origin] += all * branching[origin];
    if (kind === KIND.punishment) fearedEur[city.zoneCity[zone]] += all * scenario.defection.punishment_eur;
    const day = clock.reportedDay;
    if (day < 0) return;
    add(counted[kind], day, all);
    add(recordedCounts[kind], day, recorded);
    add(counts.violence_lethal, day, lethal);
    add(counts.recorded_violence_lethal, day, recordedLethal);
    const at = violenceAt(record, day, record.zoneRole[zone]);
    record.violence[at] += all;
    record.violence[at + 1] += recorded;
    const zoneAt = zoneViolenceAt(record, windowOf(clock, day), zone);
    record.zoneViolence[zoneAt] += all;
    record.zoneViolence[zoneAt + 1] += recorded;
  };
  /** Draws events that are no retaliation. */
  const begin = (zone: number, mean: number, key: StreamKey, kind: number, origin: number, meanOf = mean): void => {
    expected[2 * zone + origin] += meanOf;
    happen(zone, mean, key, kind, origin);
  };

  return () => {
    if (!isOn) return;
    const siteTerritory = territory();
    openSites.fill(0);
    contested.fill(0);
    for (let place = 0; place < sites.nPlaces; place++) {
      const zone = sites.zone[place];
      if (sites.isOpen[place] === 1) {
        openSites[zone]++;
        contestedUntil[place] = 0;
      } else if (contests) {
        if (sites.removedOn[place] === clock.day) contestedUntil[place] = clock.day + spec.vacancy_days;
        if (clock.day < contestedUntil[place]) contested[zone]++;
      }
    }
    countPlatforms();
    const onAverage = meanContested();
    begotten.fill(0);
    expected.fill(0);
    for (let zone = 0; zone < city.nZones; zone++) {
      const territorial = perTerritoryDay * siteTerritory[zone];
      begin(zone, territorial, streams.violence, KIND.territorial, SITE);
      begin(zone, openSites[zone] * robberiesPerSiteDay, streams['violence-robbery'], KIND.robbery, SITE);
      begin(zone, platforms[zone] * robberiesPerPlatformDay, streams['violence-robbery'], KIND.robbery, PLATFORM);
      begin(zone, defections[zone] * perDefection, streams['violence-punishment'], KIND.punishment, PLATFORM);
      defections[zone] = 0;
      const overVacancies = contested[zone] * vacancyPerDay;
      begin(zone, overVacancies, streams['violence-vacancy'], KIND.territorial, SITE, onAverage[zone] * vacancyPerDay);
      if (!retaliates) continue;
      const prevented = preventedIn(zone);
      for (let origin = 0; origin < ORIGINS.length; origin++) {
        const at = 2 * zone + origin;
        const due = excitation[at] * comesToday;
        happen(zone, due * (1 - prevented), streams['violence-retaliation'], KIND.retaliation, origin);
        excitation[at] += begotten[at] - due;
        const meanDue = meanExcitation[at] * comesToday;
        expected[at] += meanDue * (1 - prevented);
        meanExcitation[at] += expected[at] * branching[origin] - meanDue;
      }
    }
    let sum = 0;
    for (let at = 0; at < expected.length; at++) sum += expected[at];
    add(counts.violence_expected, clock.reportedDay, sum);
  };

  /** Platforms in business by home zone. */
  function countPlatforms(): void {
    const { homeZone, status, count } = world.platforms;
    platforms.fill(0);
    for (let p = 0; p < count; p++) if (status[p] === PLATFORM_STATUS.active) platforms[homeZone[p]]++;
  }

  /** Share of today's retaliation in a zone that violence interruption prevents. */
  function preventedIn(zone: number): number {
    const spent = world.effort.interruptionCents[zone];
    if (spent === 0) return 0;
    const full = cents(spec.interruption_eur_per_1000_day) * (world.city.population[zone] / 1000);
    const reached = Math.min(1, spent / full);
    const works = reached >= spec.interruption_minimum_share;
    world.accounts.waste(
      'interruptionCents',
      zone,
      works ? 'enough' : 'below_dose',
      works ? Math.max(0, spent - full) : spent,
    );
    return works ? reached * (1 - spec.interruption_factor) : 0;
  }
};

/**
 * A daily function: for each zone the sum over its open sites of orders a day near the site × (1 − their Herfindahl
 * index by place), 0 where one place has all or none sells. A site counts itself in full, and others by the part of
 * their zone.
 */
function territoryOf({ sites, city, scenario }: Needs): () => Float64Array {
  const { first, other, share } = nearZones(city, scenario.violence.near_km);
  const ownShare = new Float64Array(city.nZones);
  for (let zone = 0; zone < city.nZones; zone++)
    for (let i = first[zone]; i < first[zone + 1]; i++) if (other[i] === zone) ownShare[zone] = share[i];
  const orders = new Float64Array(city.nZones);
  const squares = new Float64Array(city.nZones);
  const near = new Float64Array(city.nZones);
  const nearSquares = new Float64Array(city.nZones);
  const territory = new Float64Array(city.nZones);
  return () => {
    orders.fill(0);
    squares.fill(0);
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isOpen[place] === 0) continue;
      const sold = sites.recentSales[place];
      orders[sites.zone[place]] += sold;
      squares[sites.zone[place]] += sold * sold;
    }
    for (let zone = 0; zone < city.nZones; zone++) {
      near[zone] = nearSquares[zone] = 0;
      for (let i = first[zone]; i < first[zone + 1]; i++) {
        near[zone] += share[i] * orders[other[i]];
        nearSquares[zone] += share[i] * squares[other[i]];
      }
    }
    territory.fill(0);
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isOpen[place] === 0) continue;
      const zone = sites.zone[place];
      const own = sites.recentSales[place];
      const beyond = 1 - ownShare[zone];
      const sum = near[zone] + beyond * own;
      // sum · (1 − squares ÷ sum²); rounding may make it negative for a single place.
      if (sum > 0) territory[zone] += Math.max(0, sum - (nearSquares[zone] + beyond * own * own) / sum);
    }
    return territory;
  };
}

/**
 * A daily function, to be called as the day ends: contested places expected, [zone]. A place is contested from the day after
 * the operation or ban for `vacancy_days`, or until a site opens on it, at the chance that a vacant place has each week.
 */
function meanContestedOf(world: Needs): () => Float64Array {
  const { sites, city, scenario, clock } = world;
  const { nPlaces, zone, closureChance } = sites;
  const days = Math.min(scenario.violence.vacancy_days, clock.nDays);
  const reopens = scenario.mechanisms.site_turnover;
  /** Chance that a place came to be contested on a day and still is, [day modulo `days` * places + place]. */
  const stillBy = new Float64Array(days * nPlaces);
  const lastOn = new Int32Array(nPlaces).fill(-days);
  const tomorrow = new Float64Array(nPlaces);
  const contested = new Float64Array(city.nZones);
  // Places as a day ends are what the next day begins with.
  const { count, chanceAt } = createSiteEntry(world);

  return () => {
    const today = (clock.day % days) * nPlaces;
    contested.fill(0);
    for (let place = 0; place < nPlaces; place++) {
      stillBy[today + place] = 0;
      if (clock.day - lastOn[place] < days) {
        const stays = reopens && clock.day % DAYS_PER_WEEK === 0 ? 1 - chanceAt(place) : 1;
        for (let at = place; at < stillBy.length; at += nPlaces) contested[zone[place]] += stillBy[at] *= stays;
      }
      if (tomorrow[place] > 0) {
        lastOn[place] = clock.day;
        contested[zone[place]] += stillBy[today + place] = tomorrow[place];
      }
      tomorrow[place] = closureChance[place];
    }
    count();
    return contested;
  };
}

export const violence = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  counts,
  columns,
  phases: {
    violence: {
      when: 'day-end',
      text: 'Territory, robbery and vacated places bring violence, which begets more; some is put on record.',
      run,
    },
  },
});
