// Violence, at the end of a day: territory, robbery, punishment and vacated places begin it, and every event begets others.
import { poissonQuantile } from '../../random/poisson.ts';
import type { StreamKey } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { cents, DAYS_PER_YEAR } from '../../units.ts';
import { createMeanContested } from '../acts/contested-places.ts';
import { nearZones } from '../acts/near-zones.ts';
import { addDaily, DAILY } from '../daily.ts';
import { PLATFORM_STATUS } from '../entities/platforms.ts';
import { VIOLENCE_ORIGINS } from '../entities/violence.ts';
import type { Phase } from '../kernel/phase.ts';
import { VIOLENCE_KINDS, violenceAt, zoneViolenceAt } from '../kernel/record.ts';
import type { World } from '../world.ts';

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
 * each; each count grows with its mean for a given draw. Each kind has a stream, keyed by (zone, day, origin), so that
 * arms differ only by what differs in them. Beside the drawn process runs its mean, which is linear: the same recursion with
 * every count replaced by what was expected of it, and an operated site contested with its chance to close.
 */
export const violence: Phase = (world, clock) => {
  const { record, scenario, zones, violence: state, sites } = world;
  const { excitation, meanExcitation, contestedUntil, defections } = state;
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
  const openSites = new Uint32Array(zones.count);
  const platforms = new Uint32Array(zones.count);
  const contested = new Uint32Array(zones.count);
  const meanContested = contests ? createMeanContested(world, clock) : () => contested;
  /** Events of today by what they will beget, added to the excitation when all are drawn. */
  const begotten = new Float64Array(excitation.length);
  /** Events of today expected, [zone * 2 + origin]. */
  const expected = new Float64Array(excitation.length);

  const happen = (zone: number, mean: number, key: StreamKey, kind: number, origin: number): void => {
    if (mean === 0) return;
    const event = (clock.day << 4) + 2 * origin;
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
  /** What no other act of violence brought about. */
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
    for (let zone = 0; zone < zones.count; zone++) {
      const territorial = perTerritoryDay * siteTerritory[zone];
      begin(zone, territorial, streams.violence, KIND.territorial, SITE);
      begin(zone, openSites[zone] * robberiesPerSiteDay, streams['violence-robbery'], KIND.robbery, SITE);
      begin(zone, platforms[zone] * robberiesPerPlatformDay, streams['violence-robbery'], KIND.robbery, PLATFORM);
      begin(zone, defections[zone] * perDefection, streams['violence-punishment'], KIND.punishment, PLATFORM);
      const overVacancies = contested[zone] * vacancyPerDay;
      begin(zone, overVacancies, streams['violence-vacancy'], KIND.territorial, SITE, onAverage[zone] * vacancyPerDay);
      if (!retaliates) continue;
      const prevented = preventedIn(zone);
      for (let origin = 0; origin < VIOLENCE_ORIGINS.length; origin++) {
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
    addDaily(record, DAILY.violence_expected, clock.reportedDay, sum);
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
 * A daily function: for each zone the sum over its open sites of orders a day near the site × (1 − their Herfindahl index
 * by place), 0 where one place has all or none sells. A site is near itself in full, and others by the part of their zone.
 */
function territoryOf({ sites, zones, city, scenario }: World): () => Float64Array {
  const { first, other, share } = nearZones(city, scenario.violence.near_km);
  const ownShare = new Float64Array(zones.count);
  for (let zone = 0; zone < zones.count; zone++)
    for (let i = first[zone]; i < first[zone + 1]; i++) if (other[i] === zone) ownShare[zone] = share[i];
  const orders = new Float64Array(zones.count);
  const squares = new Float64Array(zones.count);
  const near = new Float64Array(zones.count);
  const nearSquares = new Float64Array(zones.count);
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
      // sum · (1 − squares ÷ sum²), which rounding may bring below zero for a single place.
      if (sum > 0) territory[zone] += Math.max(0, sum - (nearSquares[zone] + beyond * own * own) / sum);
    }
    return territory;
  };
}
