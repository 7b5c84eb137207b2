// Violence, at the end of a day: territory, robbery, punishment and vacated places begin it, and every event begets others.
import { poissonQuantile } from '../../random/poisson.ts';
import type { StreamKey } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { cents, DAYS_PER_YEAR } from '../../units.ts';
import { PLATFORM_STATUS } from '../columns/platforms.ts';
import { VIOLENCE_ORIGINS } from '../columns/violence.ts';
import { addDaily, DAILY } from '../daily.ts';
import { VIOLENCE_KINDS, violenceAt, zoneViolenceAt } from '../record.ts';
import type { World } from '../world.ts';
import type { Phase } from './phase.ts';

/** What the counts of a zone and day are drawn for: each has two blocks of its stream. */
const SOURCE = { territory: 0, siteRobbery: 1, platformRobbery: 2, punishment: 3, vacancy: 0, retaliation: 0 } as const;
const [SITE, PLATFORM] = VIOLENCE_ORIGINS.keys();
const KIND = Object.fromEntries(VIOLENCE_KINDS.map((kind, index) => [kind, index])) as Record<
  (typeof VIOLENCE_KINDS)[number],
  number
>;
const COUNTED = VIOLENCE_KINDS.map((kind) => DAILY[`violence_${kind}`]);
const RECORDED = VIOLENCE_KINDS.map((kind) => DAILY[`recorded_violence_${kind}`]);

/**
 * A marked Hawkes process by zone in steps of a day (Hawkes 1971): an event begets `branching` others on average, a share
 * 1 − exp(−1/decay) of what is still to come on each day after it, so that all of them add up to `branching`. Counts are
 * Poisson given the past. Lethal and other, recorded and unrecorded events are drawn apart, which is the same as marking
 * each; each count grows with its mean for a given draw, keyed by (zone, day, source), so that arms differ only by what
 * differs in them.
 */
export const violence: Phase = (world, clock) => {
  const { record, scenario, zones, violence: state, sites } = world;
  const { excitation, contestedUntil, defections } = state;
  const spec = scenario.violence;
  const { violence: isOn, violence_retaliation: retaliates, violence_vacancy: contests } = scenario.mechanisms;
  const [begun, vacated, retaliated] = [
    world.streams.violence,
    world.streams['violence-vacancy'],
    world.streams['violence-retaliation'],
  ];
  const { lethality, recorded_share } = spec;
  const branching = [spec.branching, spec.platform_branching];
  const comesToday = -Math.expm1(-1 / spec.decay_days);
  const vacancyPerDay = spec.vacancy_events / spec.vacancy_days;
  const territory = territoryOf(world);
  const openSites = new Uint32Array(zones.count);
  const platforms = new Uint32Array(zones.count);
  const contested = new Uint32Array(zones.count);
  /** Events of today by what they will beget, added to the excitation when all are drawn. */
  const begotten = new Float64Array(excitation.length);

  const happen = (zone: number, mean: number, source: number, key: StreamKey, kind: number, origin: number): void => {
    if (mean === 0) return;
    const event = (clock.day << 4) + 2 * source;
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
    const day = clock.reportedDay;
    if (day < 0) return;
    addDaily(record, COUNTED[kind], day, all);
    addDaily(record, RECORDED[kind], day, recorded);
    addDaily(record, DAILY.violence_lethal, day, lethal);
    addDaily(record, DAILY.recorded_violence_lethal, day, recordedLethal);
    const at = violenceAt(record, day, record.zoneRole[zone]);
    record.violence[at] += all;
    record.violence[at + 1] += recorded;
    const zoneAt = zoneViolenceAt(record, day < clock.preDays ? 0 : 1, zone);
    record.zoneViolence[zoneAt] += all;
    record.zoneViolence[zoneAt + 1] += recorded;
  };

  return () => {
    if (!isOn) return;
    const perTerritory = territory();
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
    begotten.fill(0);
    for (let zone = 0; zone < zones.count; zone++) {
      const nSites = openSites[zone];
      const perYear = spec.territorial_per_site_year / spec.territorial_orders_per_day;
      const territorial = (nSites * perYear * perTerritory[zone]) / DAYS_PER_YEAR;
      happen(zone, territorial, SOURCE.territory, begun, KIND.territorial, SITE);
      const robbery = (nSites * spec.robbery_per_site_year) / DAYS_PER_YEAR;
      happen(zone, robbery, SOURCE.siteRobbery, begun, KIND.robbery, SITE);
      const ofPlatforms = (platforms[zone] * spec.robbery_per_platform_year) / DAYS_PER_YEAR;
      happen(zone, ofPlatforms, SOURCE.platformRobbery, begun, KIND.robbery, PLATFORM);
      const punishment = defections[zone] * spec.punishment_per_defection;
      happen(zone, punishment, SOURCE.punishment, begun, KIND.punishment, PLATFORM);
      happen(zone, contested[zone] * vacancyPerDay, SOURCE.vacancy, vacated, KIND.territorial, SITE);
      if (!retaliates) continue;
      const prevented = preventedIn(zone);
      for (let origin = 0; origin < VIOLENCE_ORIGINS.length; origin++) {
        const at = 2 * zone + origin;
        const due = excitation[at] * comesToday;
        happen(zone, due * (1 - prevented), SOURCE.retaliation + origin, retaliated, KIND.retaliation, origin);
        excitation[at] += begotten[at] - due;
      }
    }
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
    return reached < spec.interruption_minimum_share ? 0 : reached * (1 - spec.interruption_factor);
  }
};

/**
 * A daily function: orders a day at open sites near each zone × (1 − their Herfindahl index by place), 0 where one place has
 * all or none sells.
 */
function territoryOf({ sites, zones, city, scenario }: World): () => Float64Array {
  const { first, other, share } = nearZones(city, scenario.violence.near_km);
  const orders = new Float64Array(zones.count);
  const squares = new Float64Array(zones.count);
  const territory = new Float64Array(zones.count);
  return () => {
    orders.fill(0);
    squares.fill(0);
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isOpen[place] === 0) continue;
      const sold = sites.recentSales[place];
      orders[sites.zone[place]] += sold;
      squares[sites.zone[place]] += sold * sold;
    }
    for (let zone = 0; zone < zones.count; zone++) {
      let sum = 0;
      let square = 0;
      for (let i = first[zone]; i < first[zone + 1]; i++) {
        sum += share[i] * orders[other[i]];
        square += share[i] * squares[other[i]];
      }
      // sum · (1 − square ÷ sum²), which rounding or a zone wider than near_km may bring below zero for a single place.
      territory[zone] = sum > 0 ? Math.max(0, sum - square / sum) : 0;
    }
    return territory;
  };
}

/**
 * Zones of which a part lies within `nearKm` of the centre of each, from `first[zone]` to `first[zone + 1]`, and that part:
 * a zone is a disc of its area, whose part within falls in a straight line from all that fits, where one disc holds the
 * other, to nothing where they touch.
 */
function nearZones({ nZones, areaKm2, distanceKm }: World['city'], nearKm: number) {
  const first = new Int32Array(nZones + 1);
  const other: number[] = [];
  const share: number[] = [];
  for (let zone = 0; zone < nZones; zone++) {
    for (let to = 0; to < nZones; to++) {
      const radius = Math.sqrt(areaKm2[to] / Math.PI);
      const km = to === zone ? 0 : distanceKm[zone * nZones + to];
      const fits = Math.min(1, (nearKm * nearKm) / (radius * radius));
      const part = fits * Math.min(1, (nearKm + radius - km) / (2 * Math.min(nearKm, radius)));
      if (!(part > 0)) continue;
      other.push(to);
      share.push(part);
    }
    first[zone + 1] = other.length;
  }
  return { first, other: Uint16Array.from(other), share: Float64Array.from(share) };
}
