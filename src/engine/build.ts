// Builds the world of one arm on the ground of its replicate. Columns are filled by keyed draws, equal in every arm.
import { drawGamma } from '../random/gamma.ts';
import { pickByWeight } from '../random/pick.ts';
import { draw } from '../random/streams.ts';
import { threefry, uniform, word1 } from '../random/threefry.ts';
import { apportion } from '../stats/apportion.ts';
import {
  cents,
  DAYS_PER_MEAN_MONTH,
  DAYS_PER_WEEK,
  FOUR_WEEKS,
  H_PER_DAY,
  MIN_PER_DAY,
  MIN_PER_H,
  milligrams,
} from '../units.ts';
import { settleAppeal, spentShare } from './acts/appeal.ts';
import { bear } from './acts/births.ts';
import { catchment } from './acts/catchment.ts';
import { expectedClients } from './acts/clients.ts';
import { openCompanies } from './acts/companies.ts';
import { homeOf, identifyNiche, keyOfNiche } from './acts/identity.ts';
import { settleJustice } from './acts/justice-before.ts';
import { drawForgetDay, learnOf } from './acts/known-platforms.ts';
import { nichesOf, numberOf, ORIGIN } from './acts/niches.ts';
import { filesOf, noteEvent } from './acts/note-event.ts';
import { DAYS_AT_START, openCash } from './acts/opening-cash.ts';
import { takeNearestSite, visitorsDraw } from './acts/own-site.ts';
import { marginCents } from './acts/piece-rate.ts';
import { settlePrices } from './acts/prices.ts';
import { createStocking } from './acts/stocking.ts';
import { createUtility } from './acts/utility.ts';
import { countsOf, emptyRecord } from './counts.ts';
import { createAccounts } from './entities/accounts.ts';
import { createCouriers } from './entities/couriers.ts';
import { createCustody } from './entities/custody.ts';
import {
  BUYING,
  type Customers,
  copyCustomers,
  createCustomers,
  F32,
  F32_STRIDE,
  MAX_KNOWN,
  NEVER,
  NO_PLATFORM,
  NO_SITE,
  U8,
  U8_STRIDE,
  U16,
  U16_STRIDE,
} from './entities/customers.ts';
import { createDayList, type DayList, mostOf } from './entities/day-list.ts';
import { createEffort } from './entities/effort.ts';
import { createHealth } from './entities/health.ts';
import { createOccasions, createReturns } from './entities/occasions.ts';
import {
  CONTRACT,
  createLines,
  createPlatforms,
  DISPATCH,
  LINE,
  MANAGER,
  type Platforms,
} from './entities/platforms.ts';
import { createSites, type Sites } from './entities/sites.ts';
import { createZones, incomeThirds } from './entities/zones.ts';
import type { Ground } from './ground.ts';
import { type Clock, isOpenAt } from './kernel/clock.ts';
import { createLedger } from './kernel/ledger.ts';
import { createTape } from './kernel/tape.ts';
import { ownColumns } from './parts.ts';
import { settleCustomers, settleIn, targetShares } from './solve.ts';
import type { World } from './world.ts';

interface BuildOptions {
  like?: World | undefined;
  days?: DayList | undefined;
}

/**
 * @param mostOpened most platforms that may open because of the arm's policies
 * @param like world of an arm of the same ground, not run yet: its customers are copied and its day list is shared
 * @param days day list of an arm of another ground with the same customers, not advanced yet
 */
export function buildWorld(
  ground: Ground,
  arm: string,
  replicate: number,
  clock: Clock,
  { mostOpened = 0, like, days: shared }: { mostOpened?: number } & BuildOptions = {},
): World {
  const { scenario, city, streams, tempo } = ground;
  const ofOthers = like?.days ?? shared;
  if (ofOthers && ofOthers.day >= 0) throw new Error('build: a day list can be shared only before the first day');
  const sites = buildSites(ground);
  const { platforms, lines, couriers } = buildPlatforms(ground, mostOpened);
  for (let p = 0; p < platforms.nAtStart; p++) takeNearestSite({ ...ground, sites, platforms }, p);
  const zones = createZones(city.nZones);
  zones.group.set(ground.zoneGroup);
  zones.incomeThird.set(incomeThirds(city.population, ground.incomeShare));
  const customers = like ? copyCustomers(like.customers) : buildCustomers(ground);
  if (!like) spreadKnowledge(ground, customers, platforms, sites);
  const days = ofOthers ?? createDayList(ground, customers);
  const { perMin } = days;

  const { mean_h: meanH, at_most: most } = scenario.returns;
  // Room for the case that all candidates fail: rate × mean time × attempts are waiting, twice that in the busiest
  // weeks, and at least a day's; more where a week has most of its occasions on one day.
  const busiestDay = Math.max(...tempo.dayFactor);
  const peak = busiestDay > 2 ? busiestDay * 1.2 : 1;
  const nReturns = 1024 + Math.ceil(perMin * peak * Math.max(MIN_PER_DAY, 2 * meanH * MIN_PER_H * most));
  const reportedDays = clock.nDays - clock.burnInDays;
  const record = emptyRecord(arm, replicate, {
    nDays: reportedDays,
    preDays: clock.preDays,
    nZones: city.nZones,
    zoneGroup: ground.zoneGroup.slice(),
    zoneRole: ground.zoneRole.slice(),
    nRings: scenario.audit.buffers_km.length,
    nPlaces: sites.nPlaces,
    nPolicies: scenario.policies.length + scenario.arms[arm].policies.length,
  });
  const tape = createTape(mostOf(perMin * tempo.startOfDay[clock.nDays]), clock.nDays, platforms.count);
  const busiestTick = Math.max(...tempo.hourShare) * Math.max(...tempo.dayFactor) * 24 * clock.tickMin * perMin;
  // Four times the busiest tick's mean plus forty standard deviations: an overflow can only be a bug.
  const capacity = Math.ceil(4 * busiestTick + 40 * Math.sqrt(busiestTick)) + 1024;

  const effort = createEffort({ nPlaces: sites.nPlaces, nZones: city.nZones, nLines: lines.count });
  const world: World = {
    clock,
    scenario,
    city,
    streams,
    tempo,
    logStable: ground.logStable,
    logExponential: ground.logExponential,
    utility: createUtility(scenario, city, ground.nearestLists, sites, platforms),
    days,
    customers,
    sites,
    platforms,
    lines,
    couriers,
    custody: createCustody(clock.nDays, city.nCities),
    zones,
    ...ownColumns({ nZones: city.nZones, nCities: city.nCities, nPlaces: sites.nPlaces, nDays: clock.nDays }),
    nearestLists: ground.nearestLists,
    notice: ground.notice,
    health: buildHealth(customers, city.nZones, clock.nDays),
    effort,
    accounts: createAccounts(effort, record),
    ledger: createLedger(),
    occasions: createOccasions(capacity),
    returns: createReturns(nReturns, (clock.nDays * MIN_PER_DAY) / clock.tickMin),
    startLoyalty: new Float64Array(3 * (MAX_KNOWN + 1)),
    clientsPerActive: like?.clientsPerActive ?? clientsPerActive(customers, platforms),
    rateBound: ground.rateBound,
    policyHours: new Uint8Array(24).fill(1),
    policies: [],
    shocks: scenario.mechanisms.shocks ? [...scenario.shocks, ...scenario.arms[arm].shocks] : [],
    tape,
    record,
    counts: countsOf(record),
  };
  for (let p = 0; p < platforms.nAtStart; p++) bear(world, p);
  expectTrade(world);
  stock(world);
  settleIn(world, ground);
  settleJustice(world);
  if (!like) settleCustomers(world, ground);
  settlePrices(world);
  settleAppeal(world, like?.appeal);
  const files = filesOf(world, 0, platforms.nAtStart);
  for (let p = 0; p < platforms.nAtStart; p++) noteEvent(world, p, 'birth', 'start', 0, files[p]);
  return world;
}

function buildSites(ground: Ground): ReturnType<typeof createSites> {
  const { scenario, streams, placeZone } = ground;
  const sites = createSites(placeZone.length);
  sites.zone.set(placeZone);
  for (let place = 0; place < sites.nPlaces; place++) {
    sites.isOpen[place] = place < scenario.sites.count ? 1 : 0;
    sites.hasSecond[place] = draw(streams['site-traits'], place, 0) < scenario.sites.second_product_share ? 1 : 0;
  }
  return sites;
}

/** Event of a customer's preferred product in 'customer-traits', outside the range that the base rate uses. */
const PREFERENCE = -1;

const KMH = { scooter: 'scooter_kmh', car: 'car_kmh', bike: 'bike_kmh', 'kick-scooter': 'kick_scooter_kmh' } as const;

function buildPlatforms(ground: Ground, mostOpened: number): Pick<World, 'platforms' | 'lines' | 'couriers'> {
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

/** Customers by zone and class in exact proportion, each with a keyed base rate and first occasion. */
function buildCustomers(ground: Ground): Customers {
  const { scenario, city, streams, incomeShare } = ground;
  const { customers: spec } = scenario;
  const weights = new Float64Array(city.nZones * 3);
  for (let at = 0; at < weights.length; at++) weights[at] = city.population[Math.floor(at / 3)] * incomeShare[at];
  const nDormant = Math.round(spec.dormant_share * spec.count);
  const customers = createCustomers(spec.count, city.nZones, nDormant);
  const { f32, u16, u8 } = customers;
  const traits = streams['customer-traits'];
  const operationalMinPerMonth = DAYS_PER_MEAN_MONTH * MIN_PER_DAY;
  const kinds = [
    { total: spec.count, firstOfBlock: customers.firstOfBlock, buying: BUYING.yes },
    { total: nDormant, firstOfBlock: customers.firstDormantOfBlock, buying: BUYING.no },
  ];
  let rates = 0;
  let customer = 0;
  for (const { total, firstOfBlock, buying } of kinds) {
    const blocks = apportion(total, weights);
    for (let block = 0; block < blocks.length; block++) {
      firstOfBlock[block] = customer;
      for (const end = customer + blocks[block]; customer < end; customer++) fill(customer, block, buying);
    }
    firstOfBlock[blocks.length] = customer;
  }
  customers.meanGapMin = spec.count / rates;
  return customers;

  function fill(customer: number, block: number, buying: number): void {
    const heavyWord = threefry(traits.k0, traits.k1, customer, 0);
    const perMonth =
      uniform(heavyWord) < spec.heavy_share
        ? spec.heavy_min_per_month + (spec.heavy_max_per_month - spec.heavy_min_per_month) * uniform(word1)
        : (drawGamma(traits, customer, 1, spec.light_shape) / spec.light_shape) * spec.light_per_month;
    const meanGapMin = operationalMinPerMonth / perMonth;
    if (buying === BUYING.yes) rates += 1 / meanGapMin;
    f32[customer * F32_STRIDE + F32.meanGapMin] = meanGapMin;
    f32[customer * F32_STRIDE + F32.siteWait] = scenario.learning.first_site_wait_min;
    f32[customer * F32_STRIDE + F32.drift] = 1;
    u16[customer * U16_STRIDE + U16.zone] = Math.floor(block / 3);
    u16[customer * U16_STRIDE + U16.lastSite] = NO_SITE;
    u16[customer * U16_STRIDE + U16.changeDay] = NEVER;
    u16[customer * U16_STRIDE + U16.servedBy] = NO_PLATFORM;
    u8[customer * U8_STRIDE + U8.income] = block % 3;
    u8[customer * U8_STRIDE + U8.preferred] = draw(traits, customer, PREFERENCE) < spec.second_product_share ? 1 : 0;
    u8[customer * U8_STRIDE + U8.buying] = buying;
  }
}

function buildHealth(customers: Customers, nZones: number, nDays: number): World['health'] {
  const health = createHealth(nZones, nDays);
  for (let zone = 0; zone < nZones; zone++) {
    const { firstOfBlock } = customers;
    health.nCustomers[zone] = firstOfBlock[zone * 3 + 3] - firstOfBlock[zone * 3];
  }
  return health;
}

/**
 * Draws which platforms each customer knows at the start. Awareness depends on income class, near platforms are
 * likelier, and expected client files are in proportion to the archetypes' active clients.
 * A doubly constrained gravity model: P(zone, platform) ∝ b·exp(−km/catchment), b fitted to those
 * (Wilson 1967, Transportation Research 1(3):253-269; proportional fitting of Deming & Stephan 1940).
 */
function spreadKnowledge(ground: Ground, customers: Customers, platforms: Platforms, sites: Sites): void {
  const { scenario, city, streams } = ground;
  const count = platforms.nAtStart;
  if (count === 0) return;
  const { aware_share: aware, known_mean: knownMean } = scenario.customers;
  const awareOf = [aware.low, aware.middle, aware.high];
  const atSites = knownAtSites(ground, customers, platforms, sites);
  const extra = (knownMean - 1) / (MAX_KNOWN - 1);
  const key = streams['customer-known'];
  const life = streams['known-lifetime'];
  const cumulative = new Float64Array(count);
  const start = { loyalty: 0, purity: 0, waitMin: scenario.learning.first_wait_min, forgetDay: 0 };
  const balance = balanceFiles(ground, customers, platforms, atSites);
  for (let zone = 0; zone < city.nZones; zone++) {
    let total = 0;
    for (let p = 0; p < count; p++) cumulative[p] = total += balance[p] * catchment(ground, platforms, zone, p);
    if (total === 0) continue;
    for (let customer = customers.firstOfBlock[zone * 3]; customer < customers.firstOfBlock[zone * 3 + 3]; customer++) {
      const income = customers.u8[customer * U8_STRIDE + U8.income];
      if (draw(key, customer, 0) >= awareOf[income]) continue;
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

/** Event in 'known-lifetime' of a platform that is known at its site at the start. */
const AT_SITE = -20;

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
  { scenario, city, nearestLists }: Ground,
  { u16, u8, nFounders }: Customers,
  platforms: Platforms,
  { isOpen, platform }: Sites,
): KnownAtSites {
  const { aware_share: aware, known_mean: knownMean } = scenario.customers;
  const awareOf = [aware.low, aware.middle, aware.high];
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
    const isAware = awareOf[u8[customer * U8_STRIDE + U8.income]];
    known += isAware * knownMean;
    const p = platformOf(customer);
    if (p >= 0) residents[p] += isAware;
  }
  const weightSum = platforms.activeClients.subarray(0, count).reduce((a, b) => a + b, 0);
  for (let p = 0; p < count; p++) {
    const file = (known * platforms.activeClients[p]) / weightSum;
    share[p] = residents[p] > 0 ? Math.min(platforms.siteVisitorsShare[p], file / residents[p]) : 0;
  }
  for (let customer = 0; customer < nFounders && known > 0; customer++) {
    const p = platformOf(customer);
    if (p < 0) continue;
    const mean = (share[p] * awareOf[u8[customer * U8_STRIDE + U8.income]] * nFounders) / known;
    ofPlatform[p] += mean;
    ofZone[u16[customer * U16_STRIDE + U16.zone]] += mean;
  }
  return { platformOf, share, ofPlatform, ofZone };
}

/** Those who know a platform at the start, per active client. */
function clientsPerActive(customers: Customers, platforms: Platforms): number {
  let clients = 0;
  for (let customer = 0; customer < customers.count; customer++)
    clients += customers.u8[customer * U8_STRIDE + U8.nKnown];
  const weight = platforms.activeClients.subarray(0, platforms.nAtStart).reduce((a, b) => a + b, 0);
  return weight > 0 ? clients / weight : 0;
}

const FITTING_ROUNDS = 12;

/** Factor b of each platform at which expected client files are in proportion to active clients. */
function balanceFiles(
  ground: Ground,
  customers: Customers,
  platforms: Platforms,
  { ofPlatform, ofZone }: KnownAtSites,
): Float64Array {
  const { city } = ground;
  const count = platforms.nAtStart;
  const balance = platforms.activeClients.slice(0, count);
  const row = new Float64Array(count);
  const file = new Float64Array(count);
  const weightSum = balance.reduce((a, b) => a + b, 0);
  for (let round = 0; round < FITTING_ROUNDS; round++) {
    file.fill(0);
    for (let zone = 0; zone < city.nZones; zone++) {
      const nCustomers = customers.firstOfBlock[zone * 3 + 3] - customers.firstOfBlock[zone * 3] - ofZone[zone];
      let total = 0;
      for (let p = 0; p < count; p++) total += row[p] = balance[p] * catchment(ground, platforms, zone, p);
      if (total > 0) for (let p = 0; p < count; p++) file[p] += (nCustomers * row[p]) / total;
    }
    for (let p = 0; p < count; p++) {
      const wanted = Math.max(0, (platforms.activeClients[p] / weightSum) * customers.nFounders - ofPlatform[p]);
      if (file[p] > 0) balance[p] *= wanted / file[p];
    }
  }
  return balance;
}

/**
 * Starts the four-week means of trade, takings and profits at their expected values: equal for sites, by active clients
 * for platforms, and by customers and hour profile for zones and hours in which platforms take orders.
 */
function expectTrade(world: World): void {
  const { customers, sites, platforms, lines, zones, tempo, city, profit, pay, scenario, clientsPerActive } = world;
  const [site, delivered] = targetShares(scenario);
  const perDay = (customers.nFounders / customers.meanGapMin) * MIN_PER_DAY;
  const nOpen = sites.isOpen.reduce((sum, isOpen) => sum + isOpen, 0);
  const { sizes_g: sizes, shares } = scenario.customers.grams;
  const meanG = sizes.reduce((sum, size, i) => sum + size * shares[i], 0);
  for (let place = 0; place < sites.nPlaces && nOpen > 0; place++) {
    const sales = (perDay * site) / nOpen;
    if (sites.isOpen[place] === 1) sites.recentSales[place] = sales;
    sites.takingsCents[place] = DAYS_AT_START * sales * meanG * cents(scenario.sites.price_eur_per_g);
  }
  const { opens_h, closes_h, ...delivery } = scenario.delivery;
  const payCents = cents(delivery.pay_per_order_eur);
  pay.centsPerOrder.fill(payCents);
  const expectedMargin = marginCents(scenario, cents(delivery.price_eur_per_g), payCents);
  const nIn = new Float64Array(city.nCities);
  const weights = platforms.activeClients.subarray(0, platforms.nAtStart).reduce((a, b) => a + b, 0);
  for (let p = 0; p < platforms.count && weights > 0; p++) {
    const orders = (perDay * delivered * platforms.activeClients[p]) / weights;
    platforms.fullTakingsCents[p] = DAYS_AT_START * orders * meanG * platforms.priceCentsPerG[p];
    platforms.takingsCents[p] = platforms.fullTakingsCents[p];
    platforms.fullMarginCents[p] = FOUR_WEEKS * orders * expectedMargin;
    platforms.meanMarginCents[p] = platforms.fullMarginCents[p];
    if (p >= platforms.nAtStart) continue;
    const first = platforms.firstLine[p];
    lines.recentOrders.fill(orders / platforms.nLines[p], first, first + platforms.nLines[p]);
    const c = city.zoneCity[platforms.homeZone[p]];
    nIn[c]++;
    platforms.clients[p] = expectedClients({ platforms, clientsPerActive }, p, 1);
    profit.startClients[c] += platforms.clients[p];
    profit.startMarginCents[c] += DAYS_PER_WEEK * orders * expectedMargin;
    const kept = keptPerDay(scenario, platforms, p, orders, payCents, expectedMargin);
    const spent = spentShare(scenario, platforms.marketingFactor[p]) * orders * expectedMargin;
    const perWeek = DAYS_PER_WEEK * (kept - spent);
    profit.startCents[c] += perWeek;
    if (scenario.mechanisms.withdrawals) openCompanies(world, p, perWeek);
  }
  for (let c = 0; c < city.nCities; c++) profit.startCents[c] /= Math.max(1, nIn[c]);
  const hourShare = tempo.hourShare.map((share, hour) => (isOpenAt(hour, opens_h, closes_h) ? share : 0));
  const inOpenHours = hourShare.reduce((a, b) => a + b, 0);
  if (weights === 0 || inOpenHours === 0) return;
  for (let zone = 0; zone < zones.count; zone++) {
    const nCustomers = customers.firstOfBlock[zone * 3 + 3] - customers.firstOfBlock[zone * 3];
    const zonePerDay = (perDay * delivered * nCustomers) / customers.nFounders;
    for (let hour = 0; hour < H_PER_DAY; hour++)
      zones.recentDeliveries[zone * H_PER_DAY + hour] = (zonePerDay * hourShare[hour]) / inOpenHours;
  }
}

/** Profit of a day that a platform's manager is to expect at the start: kin, subcontractors and those with a bonus have their part. */
function keptPerDay(
  { labour, mechanisms }: World['scenario'],
  platforms: Platforms,
  p: number,
  orders: number,
  payCents: number,
  expectedMargin: number,
): number {
  const fixed = platforms.fixedCentsPerDay[p];
  if (platforms.contract[p] === CONTRACT.kin)
    return (orders * (expectedMargin + payCents) - fixed) / (platforms.nCouriers[p] + 1);
  if (platforms.contract[p] === CONTRACT.subcontracted)
    return orders * expectedMargin * labour.commission_share - fixed;
  const bonus = mechanisms.pay_bonus ? (labour.bonus_share / 3) * payCents : 0;
  return orders * (expectedMargin - bonus) - fixed;
}

/** Gives every line its first stock, and those that sell at the start their cash beside it; both come from outside. */
function stock(world: World): void {
  const { lines, platforms, sites } = world;
  const fill = createStocking(world);
  for (let line = 0; line < lines.count; line++) if (lines.platform[line] < platforms.nAtStart) fill(line);
  for (let p = 0; p < platforms.nAtStart; p++) openCash(world, platforms, p);
  for (let place = 0; place < sites.nPlaces; place++) if (sites.isOpen[place] === 1) openCash(world, sites, place);
}
