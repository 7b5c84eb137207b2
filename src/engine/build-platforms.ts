// Platforms at the start and those that may open later, with their lines and the posts of their couriers.
import { cents, DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, H_PER_DAY, MIN_PER_H, milligrams } from '../units.ts';
import { homeOf, identifyNiche, keyOfNiche } from './acts/identity.ts';
import { nichesOf, numberOf, ORIGIN } from './acts/niches.ts';
import { createCouriers } from './entities/couriers.ts';
import {
  CONTRACT,
  createLines,
  createPlatforms,
  DISPATCH,
  LINE,
  MANAGER,
  type Platforms,
} from './entities/platforms.ts';
import type { Ground } from './ground.ts';
import type { World } from './world.ts';

const KMH = { scooter: 'scooter_kmh', car: 'car_kmh', bike: 'bike_kmh', 'kick-scooter': 'kick_scooter_kmh' } as const;

/** @param mostOpened most platforms that may open because of the arm's policies */
export function buildPlatforms(ground: Ground, mostOpened: number): Pick<World, 'platforms' | 'lines' | 'couriers'> {
  const { scenario, city, streams } = ground;
  const { niches, nAtStart } = nichesOf(scenario, mostOpened);
  const platforms = createPlatforms(niches.length, nAtStart);
  platforms.emptyUntil.fill(Number.POSITIVE_INFINITY, nAtStart);
  const lines = createLines(niches.reduce((sum, { traits }) => sum + traits.lines, 0));
  const couriers = createCouriers(niches.reduce((sum, { traits: t }) => sum + t.lines * t.couriers_per_line, 0));
  const cumulative = new Float64Array(city.nZones);
  let people = 0;
  for (let zone = 0; zone < city.nZones; zone++) cumulative[zone] = people += city.population[zone];

  let line = 0;
  let post = 0;
  for (const [p, { archetype, traits, origin }] of niches.entries()) {
    const kmh = scenario.travel[KMH[traits.mode]];
    platforms.archetype[p] = numberOf(archetype);
    platforms.origin[p] = origin;
    platforms.dispatch[p] = DISPATCH[traits.dispatch];
    platforms.leakage[p] = traits.leakage;
    platforms.minPerKm[p] = (scenario.travel.detour_factor / kmh) * MIN_PER_H;
    platforms.catchmentKm[p] =
      (scenario.delivery.catchment_km * traits.catchment_factor * kmh) / scenario.travel.scooter_kmh;
    platforms.priceCentsPerG[p] = cents(scenario.delivery.price_eur_per_g);
    platforms.bulkDiscount[p] = traits.bulk_discount;
    platforms.brand[p] = traits.brand;
    platforms.manager[p] = MANAGER[traits.manager];
    platforms.isOpenChannel[p] = traits.openness === 'open' ? 1 : 0;
    platforms.fileKept[p] = traits.file_kept;
    platforms.contract[p] = scenario.mechanisms.contracts ? CONTRACT[traits.contract] : CONTRACT['piece-rate'];
    platforms.bond[p] = traits.bond;
    platforms.oversight[p] = traits.oversight;
    const bears = scenario.mechanisms.running_costs;
    platforms.reservationCentsPerDay[p] = bears ? cents(traits.reservation_eur_day) : 0;
    const eurPerDay = traits.reservation_eur_day + traits.line_cost_eur_day * traits.lines;
    platforms.fixedCentsPerDay[p] = bears ? cents(eurPerDay) : 0;
    platforms.lapsePerWeek[p] = scenario.mechanisms.number_lapses ? traits.lapse_per_week : 0;
    platforms.siteVisitorsShare[p] = traits.site_visitors_share;
    platforms.openingFileShare[p] = traits.opening_file_share;
    platforms.exitFactor[p] = traits.exit_factor;
    platforms.marketingFactor[p] = traits.marketing_factor;
    platforms.puritySpread[p] = traits.purity_spread;
    platforms.lendsStock[p] = traits.line_stock === 'lent' ? 1 : 0;
    platforms.isSeparate[p] = traits.resupply === 'separate' ? 1 : 0;
    platforms.lateGiftMg[p] = milligrams(traits.late_gift_g);
    platforms.churnPerDay[p] = scenario.mechanisms.forgetting ? traits.churn_per_month / DAYS_PER_MEAN_MONTH : 0;
    platforms.activeClients[p] = traits.active_clients;
    platforms.dutyShare[p] = traits.duty_share;
    platforms.firstLine[p] = line;
    platforms.nLines[p] = traits.lines;
    platforms.firstCourier[p] = post;
    platforms.nCouriers[p] = traits.lines * traits.couriers_per_line;
    const modeFactor = traits.mode === 'bike' || traits.mode === 'kick-scooter' ? scenario.couriers.bike_factor : 1;
    for (let l = 0; l < traits.lines; l++, line++) {
      lines.platform[line] = p;
      lines.state[line] = p < nAtStart ? LINE.up : LINE.fallen;
      lines.capacityMg[line] = Math.max(
        milligrams(scenario.delivery.stock_g_per_courier),
        milligrams(scenario.delivery.stock_g_per_courier * traits.couriers_per_line * traits.duty_share),
      );
      for (let c = 0; c < traits.couriers_per_line; c++, post++) {
        couriers.platform[post] = p;
        couriers.line[post] = line;
        couriers.modeFactor[post] = modeFactor;
      }
    }
  }
  weighFiles(ground, platforms);
  const state = { platforms, lines, couriers };
  for (const [p, { origin }] of niches.entries()) {
    // Where a banned operator or a defector opens, and as whom, is known when it happens.
    if (p >= nAtStart && origin !== ORIGIN.niche) continue;
    const key = keyOfNiche(streams, p);
    identifyNiche({ ...state, scenario, streams, clock: { day: 0 } }, p, key);
    platforms.homeZone[p] = homeOf(streams, key, cumulative);
  }
  return state;
}

/**
 * Who is open for a part of the demand has as many more clients who know it, so that orders follow active clients. All
 * weights at the start add up to active clients.
 */
function weighFiles({ scenario, tempo }: Ground, { count, nAtStart, nCouriers, dutyShare, ...own }: Platforms): void {
  const { activeClients, fileWeight } = own;
  const { weekday_factor: weekdays } = scenario.customers;
  const week = weekdays.reduce((a, b) => a + b, 0);
  for (let p = 0; p < count; p++) {
    const shifts = nCouriers[p] * dutyShare[p];
    let met = 0;
    for (const weekday of weekdays)
      met +=
        weekday * metOn(scenario.delivery, tempo.hourShare, Math.min(1, (shifts * weekday * DAYS_PER_WEEK) / week));
    // Exactly active clients where all is met.
    fileWeight[p] = met > 0 ? activeClients[p] / (met / week) : 0;
  }
  const sum = (weights: Float64Array): number => weights.subarray(0, nAtStart).reduce((a, b) => a + b, 0);
  const all = sum(fileWeight);
  if (all === 0) return;
  const scale = sum(activeClients) / all;
  for (let p = 0; p < count; p++) fileWeight[p] *= scale;
}

/** Share of the demand of opening hours that falls into the last of them, `open` of all. */
function metOn(
  { opens_h, closes_h }: { opens_h: number; closes_h: number },
  hourShare: Float64Array,
  open: number,
): number {
  const from = closes_h - open * (closes_h - opens_h);
  let met = 0;
  let all = 0;
  for (let hour = opens_h; hour < closes_h; hour++) {
    const demand = hourShare[hour % H_PER_DAY];
    all += demand;
    met += demand * Math.min(1, Math.max(0, hour + 1 - from));
  }
  return all > 0 ? met / all : 0;
}
