// Who knows which platform at the start.
import { pickByWeight } from '../random/pick.ts';
import { draw } from '../random/streams.ts';
import { catchment } from './acts/catchment.ts';
import { drawForgetDay, learnOf } from './acts/known-platforms.ts';
import { visitorsDraw } from './acts/own-site.ts';
import { type Customers, MAX_KNOWN, U8, U8_STRIDE, U16, U16_STRIDE } from './entities/customers.ts';
import { activeAtStart, type Platforms } from './entities/platforms.ts';
import type { Sites } from './entities/sites.ts';
import type { Ground } from './ground.ts';

/**
 * Draws which platforms each customer knows at the start. Awareness depends on income class, near platforms are
 * likelier, and expected client files are in proportion to their weights.
 * A doubly constrained gravity model: P(zone, platform) ∝ b·exp(−km/catchment), b fitted to those
 * (Wilson 1967, Transportation Research 1(3):253-269; proportional fitting of Deming & Stephan 1940).
 */
export function spreadKnowledge(ground: Ground, customers: Customers, platforms: Platforms, sites: Sites): void {
  const { scenario, city, streams } = ground;
  const count = platforms.nAtStart;
  if (count === 0) return;
  const { known_mean: knownMean } = scenario.customers;
  const aware = awareByClass(ground);
  const atSites = knownAtSites(ground, customers, platforms, sites);
  const extra = (knownMean - 1) / (MAX_KNOWN - 1);
  const key = streams['customer-known'];
  const life = streams['known-lifetime'];
  const cumulative = new Float64Array(count);
  const start = { loyalty: 0, purity: 0, waitMin: scenario.learning.first_wait_min, forgetDay: 0 };
  const near = nearness(ground, platforms);
  const balance = balanceFiles(ground, customers, platforms, atSites, near);
  for (let zone = 0; zone < city.nZones; zone++) {
    let total = 0;
    for (let p = 0; p < count; p++) cumulative[p] = total += balance[p] * near[zone * count + p];
    if (total === 0) continue;
    for (let customer = customers.firstOfBlock[zone * 3]; customer < customers.firstOfBlock[zone * 3 + 3]; customer++) {
      const income = customers.u8[customer * U8_STRIDE + U8.income];
      if (draw(key, customer, 0) >= aware[income]) continue;
      let wanted = 1;
      for (let k = 1; k < MAX_KNOWN; k++) if (draw(key, customer, k) < extra) wanted++;
      // A platform drawn twice is drawn again, at most a few times; so fewer become known where few are near.
      let known = 0;
      const own = atSites.platformOf(customer);
      if (own >= 0 && visitorsDraw(streams, customer, platforms.key[own]) < atSites.share[own]) {
        start.purity = platforms.purity[own];
        start.forgetDay = drawForgetDay(0, platforms.churnPerDay[own], life, customer, AT_SITE);
        learnOf(customers, customer, own, start);
        known = 1;
      }
      for (let trial = 0; known < wanted && trial < 12; trial++) {
        const p = pickByWeight(cumulative, draw(key, customer, 16 + trial));
        start.purity = platforms.purity[p];
        start.forgetDay = drawForgetDay(0, platforms.churnPerDay[p], life, customer, -1 - trial);
        if (learnOf(customers, customer, p, start)) known++;
      }
    }
  }
}

/** How near each platform that sells at the start is to each zone, [zone * their number + platform]. */
function nearness(ground: Ground, platforms: Platforms): Float64Array {
  const { nZones } = ground.city;
  const { nAtStart } = platforms;
  const near = new Float64Array(nZones * nAtStart);
  for (let zone = 0; zone < nZones; zone++)
    for (let p = 0; p < nAtStart; p++) near[zone * nAtStart + p] = catchment(ground, platforms, zone, p);
  return near;
}

/** Event in 'known-lifetime' of a platform that is known at its site at the start. */
const AT_SITE = -20;

/** Shares of low, middle and high income who know any platform. */
function awareByClass({ scenario }: Ground): number[] {
  const { low, middle, high } = scenario.customers.aware_share;
  return [low, middle, high];
}

/** Who knows a hybrid at the start as a visitor of its site. */
interface KnownAtSites {
  /** The platform to which the nearest open site of a customer belongs, -1 for none. */
  platformOf: (customer: number) => number;
  /** Share of those residents, of those who know any platform, who know it; [platform]. */
  share: Float64Array;
  /** How many that is expected to be, relative to all that customers know on average; by platform, and by zone. */
  ofPlatform: Float64Array;
  ofZone: Float64Array;
}

/** Of residents near its site the share of visitors who know it, or less, so that they are not more than its file. */
function knownAtSites(
  ground: Ground,
  { u16, u8, nFounders }: Customers,
  platforms: Platforms,
  { isOpen, platform }: Sites,
): KnownAtSites {
  const { scenario, city, nearestLists } = ground;
  const { known_mean: knownMean } = scenario.customers;
  const aware = awareByClass(ground);
  const { nearest } = scenario.sites;
  const count = platforms.nAtStart;
  const platformOf = (customer: number): number => {
    const zone = u16[customer * U16_STRIDE + U16.zone];
    const list = nearestLists.firstList[zone] + (customer & nearestLists.listMask[zone]);
    for (let at = list * nearest; at < (list + 1) * nearest; at++) {
      const place = nearestLists.place[at];
      if (place >= 0 && isOpen[place] === 1) return platform[place];
    }
    return -1;
  };
  const residents = new Float64Array(count);
  const ofPlatform = new Float64Array(count);
  const ofZone = new Float64Array(city.nZones);
  const share = new Float64Array(count);
  let known = 0;
  for (let customer = 0; customer < nFounders; customer++) {
    const isAware = aware[u8[customer * U8_STRIDE + U8.income]];
    known += isAware * knownMean;
    const p = platformOf(customer);
    if (p >= 0) residents[p] += isAware;
  }
  const weightSum = activeAtStart(platforms);
  for (let p = 0; p < count; p++) {
    const file = (known * platforms.fileWeight[p]) / weightSum;
    share[p] = residents[p] > 0 ? Math.min(platforms.siteVisitorsShare[p], file / residents[p]) : 0;
  }
  for (let customer = 0; customer < nFounders && known > 0; customer++) {
    const p = platformOf(customer);
    if (p < 0) continue;
    const mean = (share[p] * aware[u8[customer * U8_STRIDE + U8.income]] * nFounders) / known;
    ofPlatform[p] += mean;
    ofZone[u16[customer * U16_STRIDE + U16.zone]] += mean;
  }
  return { platformOf, share, ofPlatform, ofZone };
}

/** Those who know a platform at the start, per active client. */
export function clientsPerActive(customers: Customers, platforms: Platforms): number {
  let clients = 0;
  for (let customer = 0; customer < customers.count; customer++)
    clients += customers.u8[customer * U8_STRIDE + U8.nKnown];
  const weight = activeAtStart(platforms);
  return weight > 0 ? clients / weight : 0;
}

const FITTING_ROUNDS = 12;

/** Factor b of each platform at which expected client files are in proportion to their weights. */
function balanceFiles(
  ground: Ground,
  customers: Customers,
  platforms: Platforms,
  { ofPlatform, ofZone }: KnownAtSites,
  near: Float64Array,
): Float64Array {
  const { city } = ground;
  const count = platforms.nAtStart;
  const balance = platforms.fileWeight.slice(0, count);
  const row = new Float64Array(count);
  const file = new Float64Array(count);
  const weightSum = activeAtStart(platforms);
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    file.fill(0);
    for (let zone = 0; zone < city.nZones; zone++) {
      const nCustomers = customers.firstOfBlock[zone * 3 + 3] - customers.firstOfBlock[zone * 3] - ofZone[zone];
      let total = 0;
      for (let p = 0; p < count; p++) total += row[p] = balance[p] * near[zone * count + p];
      if (total > 0) for (let p = 0; p < count; p++) file[p] += (nCustomers * row[p]) / total;
    }
    for (let p = 0; p < count; p++) {
      const wanted = Math.max(0, (platforms.fileWeight[p] / weightSum) * customers.nFounders - ofPlatform[p]);
      if (file[p] > 0) balance[p] *= wanted / file[p];
    }
  }
  return balance;
}
