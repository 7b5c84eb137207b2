// What all arms of one replicate share: incomes, places, areas, noise tables, constants of the choice.
import { drawAreas, drawRoles } from '../city/areas.ts';
import type { City } from '../city/city.ts';
import { drawIncomes } from '../city/incomes.ts';
import { pickByWeight } from '../random/pick.ts';
import { logExponentialTable, type Quantiles } from '../random/quantiles.ts';
import { logStableTable } from '../random/stable.ts';
import { draw, openStreams, type Streams } from '../random/streams.ts';
import { mostAppeal } from './acts/appeal.ts';
import { mostDrift } from './acts/own-rate.ts';
import { mostByPrices } from './acts/prices-paid.ts';
import type { NearestLists } from './entities/sites.ts';
import type { Notice } from './entities/zones.ts';
import { createClock } from './kernel/clock.ts';
import { createTempo, type Tempo } from './kernel/tempo.ts';
import { STREAMS, type StreamName } from './parts.ts';
import type { Settings } from './settings.ts';

export interface Ground {
  scenario: Settings;
  city: City;
  streams: Streams<StreamName>;
  tempo: Tempo;
  logStable: Quantiles;
  logExponential: Quantiles;
  /** Shares of low, middle, high income, [zone * 3 + class]. */
  incomeShare: Float64Array;
  /** Zone of each place where a site can stand; a site is open on the first `sites.count` at the start. */
  placeZone: Uint16Array;
  /** Area group of each zone. */
  zoneGroup: Uint8Array;
  /** Role of each zone in an evaluation, as in the record. */
  zoneRole: Uint8Array;
  notice: Notice;
  nearestLists: NearestLists;
  /** Upper bound of the factor A·E·D on candidates, the same in all arms. */
  rateBound: number;
  /** Solved once, with the world of the first arm; all others use it. */
  start: StartOfChoice | null;
}

/** Constants of the choice, and the loyalty and habit that customers begin with. */
export interface StartOfChoice {
  alpha: Float64Array;
  /** Loyalty of each known platform at the start, [class * 5 + number known]. */
  loyalty: Float64Array;
  /** Habit of sites at the start, the same index. */
  habit: Float64Array;
}

export function createGround(scenario: Settings, city: City, replicate: number): Ground {
  const streams = openStreams(scenario.seed, replicate, STREAMS);
  const clock = createClock(scenario.time);
  const { hour_profile: hours, weekday_factor: weekdays, pay_cycle_amplitude: payCycle } = scenario.customers;
  const { incomeShare, placeZone, sitesByZone, zoneGroup } = drawLand(scenario, city, streams);
  return {
    scenario,
    city,
    streams,
    tempo: createTempo({ hours, weekdays, payCycle }, scenario.time.start_date, clock.burnInDays, clock.nDays),
    logStable: logStableTable(scenario.choice.dissimilarity),
    logExponential: logExponentialTable(),
    incomeShare,
    placeZone,
    zoneGroup,
    zoneRole: drawRoles(city, scenario.areas, zoneGroup, scenario.audit.buffers_km, sitesByZone),
    notice: whoNotices(city, scenario.residents.near_km),
    nearestLists: listNearest(city, streams, placeZone, scenario.sites.nearest),
    rateBound: Math.min(
      scenario.customers.rate_ceiling,
      mostAppeal(scenario) * mostByPrices(scenario) * mostDrift(scenario, clock.nDays),
    ),
    start: null,
  };
}

/** Draws incomes by zone, places for sites, and the target, buffer and control zones. */
export function drawLand(
  scenario: Settings,
  city: City,
  streams: Streams<StreamName>,
): Pick<Ground, 'incomeShare' | 'placeZone' | 'zoneGroup'> & { sitesByZone: Int32Array } {
  const incomeShare = drawIncomes(city, streams);
  const placeZone = drawPlaces(scenario, city, streams, incomeShare);
  const sitesByZone = new Int32Array(city.nZones);
  for (let place = 0; place < scenario.sites.count; place++) sitesByZone[placeZone[place]]++;
  return { incomeShare, placeZone, sitesByZone, zoneGroup: drawAreas(city, scenario.areas, sitesByZone) };
}

/** Places by keyed draw, in proportion to low-income population. */
function drawPlaces(
  scenario: Settings,
  city: City,
  streams: Streams<StreamName>,
  incomeShare: Float64Array,
): Uint16Array {
  const nPlaces = Math.max(scenario.sites.count, Math.round(scenario.sites.count * scenario.sites.places_per_site));
  const cumulative = new Float64Array(city.nZones);
  let total = 0;
  for (let zone = 0; zone < city.nZones; zone++) {
    total += city.population[zone] * incomeShare[zone * 3];
    cumulative[zone] = total;
  }
  return Uint16Array.from({ length: nPlaces }, (_, place) =>
    pickByWeight(cumulative, draw(streams['site-place'], place, 0)),
  );
}

/** Most lists of a zone, a power of two. Each list breaks ties at its end by its own keyed rank. */
const MOST_LISTS = 16;

function listNearest(city: City, streams: Streams<StreamName>, placeZone: Uint16Array, nearest: number): NearestLists {
  const firstList = new Int32Array(city.nZones);
  const listMask = new Uint8Array(city.nZones);
  const place: number[] = [];
  const places = Array.from(placeZone.keys());
  for (let zone = 0; zone < city.nZones; zone++) {
    const km = (p: number): number => city.distanceKm[zone * city.nZones + placeZone[p]];
    const near = places.filter((p) => km(p) < Number.POSITIVE_INFINITY).sort((a, b) => km(a) - km(b) || a - b);
    const isTied = near.length > nearest && km(near[nearest - 1]) === km(near[nearest]);
    const reached = isTied ? near.filter((p) => km(p) <= km(near[nearest - 1])) : near;
    firstList[zone] = place.length / nearest;
    if (isTied) {
      // Enough lists that every tied place is in at least one.
      const nTied = reached.filter((p) => km(p) === km(near[nearest - 1])).length;
      const wanted = nTied / (nearest - (reached.length - nTied));
      while (listMask[zone] + 1 < Math.min(MOST_LISTS, wanted)) listMask[zone] = 2 * listMask[zone] + 1;
    }
    for (let list = 0; list <= listMask[zone]; list++) {
      const rank = (p: number): number => draw(streams['site-place'], p, 1 + zone * MOST_LISTS + list);
      const ordered = isTied ? reached.toSorted((a, b) => km(a) - km(b) || rank(a) - rank(b)) : reached;
      for (let slot = 0; slot < nearest; slot++) place.push(ordered[slot] ?? -1);
    }
  }
  return { place: Int32Array.from(place), firstList, listMask };
}

/** Zones with a smaller weight than this, relative to the zone of the trade, are left out. */
const LEAST_NOTICE = 1e-3;

/** Weights in proportion to population and exp(−distance ÷ near_km), summing to one for each zone of trade. */
function whoNotices({ nZones, population, distanceKm }: City, nearKm: number): Notice {
  const persons = new Float64Array(nZones);
  const first = new Int32Array(nZones + 1);
  const by: number[] = [];
  const weight: number[] = [];
  for (let zone = 0; zone < nZones; zone++) {
    const at = by.length;
    let total = 0;
    for (let other = 0; other < nZones; other++) {
      const fartherKm = distanceKm[zone * nZones + other] - distanceKm[zone * nZones + zone];
      const nearness = Math.exp(-Math.max(0, fartherKm) / nearKm);
      // A zone without residents still notices its own trade.
      const share = nearness * Math.max(1, population[other]);
      if (nearness < LEAST_NOTICE) continue;
      by.push(other);
      weight.push(share);
      total += share;
      persons[zone] += nearness * population[other];
    }
    for (let i = at; i < by.length; i++) weight[i] /= total;
    first[zone + 1] = by.length;
  }
  return { persons, first, by: Uint16Array.from(by), weight: Float64Array.from(weight) };
}
