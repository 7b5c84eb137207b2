// Builds the world of one arm on the ground of its replicate. Columns are filled by keyed draws, equal in every arm.
import { draw } from '../random/streams.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../units.ts';
import { settleAppeal } from './acts/appeal.ts';
import { bear } from './acts/births.ts';
import { settleJustice } from './acts/justice-before.ts';
import { fileOf, noteEvent } from './acts/note-event.ts';
import { openCash } from './acts/opening-cash.ts';
import { takeNearestSite } from './acts/own-site.ts';
import { settlePrices } from './acts/prices.ts';
import { createStocking } from './acts/stocking.ts';
import { createUtility } from './acts/utility.ts';
import { buildCustomers } from './build-customers.ts';
import { buildPlatforms } from './build-platforms.ts';
import { countsOf, emptyRecord } from './counts.ts';
import { createAccounts } from './entities/accounts.ts';
import { createCustody } from './entities/custody.ts';
import { type Customers, copyCustomers, MAX_KNOWN } from './entities/customers.ts';
import { createDayList, type DayList, mostOf } from './entities/day-list.ts';
import { createEffort } from './entities/effort.ts';
import { createHealth } from './entities/health.ts';
import { createOccasions, createReturns } from './entities/occasions.ts';
import { createSites } from './entities/sites.ts';
import { createZones, incomeThirds } from './entities/zones.ts';
import { expectTrade } from './expected-trade.ts';
import { clientsPerActive, spreadKnowledge } from './first-knowledge.ts';
import type { Ground } from './ground.ts';
import type { Clock } from './kernel/clock.ts';
import { createLedger } from './kernel/ledger.ts';
import { createTape } from './kernel/tape.ts';
import { ownColumns } from './parts.ts';
import { settleCustomers, settleIn } from './solve.ts';
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
  for (let p = 0; p < platforms.nAtStart; p++) noteEvent(world, p, 'birth', 'start', 0, fileOf(world, p));
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

function buildHealth(customers: Customers, nZones: number, nDays: number): World['health'] {
  const health = createHealth(nZones, nDays);
  for (let zone = 0; zone < nZones; zone++) {
    const { firstOfBlock } = customers;
    health.nCustomers[zone] = firstOfBlock[zone * 3 + 3] - firstOfBlock[zone * 3];
  }
  return health;
}

/** Gives every line its first stock, and those that sell at the start their cash beside it; both come from outside. */
function stock(world: World): void {
  const { lines, platforms, sites } = world;
  const fill = createStocking(world);
  for (let line = 0; line < lines.count; line++) if (lines.platform[line] < platforms.nAtStart) fill(line);
  for (let p = 0; p < platforms.nAtStart; p++) openCash(world, platforms, p);
  for (let place = 0; place < sites.nPlaces; place++) if (sites.isOpen[place] === 1) openCash(world, sites, place);
}
