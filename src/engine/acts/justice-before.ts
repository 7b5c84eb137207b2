// Justice before the run: what everyday policing brings before the courts, how often their prison is then firm, and the
// arrests of the years before the first day, of which custody, remand and pending trials are left.
import type { City } from '../../city/city.ts';
import { pickByWeight } from '../../random/pick.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import { draw, type Streams } from '../../random/streams.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR, MIN_PER_H } from '../../units.ts';
import type { CouriersGiven } from '../entities/couriers.ts';
import type { Customers } from '../entities/customers.ts';
import type { Lines, Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import { REFERENCE_STOP_HOURS } from '../entities/zones.ts';
import { NO_DAY, setDay } from '../kernel/clock.ts';
import { part } from '../kernel/part.ts';
import { type BackgroundGiven, backgroundOf, lineDoseMin } from './background-rates.ts';
import { type CatchmentNeeds, catchment } from './catchment.ts';
import { type ChargeNeeds, createCharges } from './charge.ts';
import { exposureOf, type KnowledgeNeeds, learnt, takedownProbability } from './knowledge.ts';
import { type LeavingGiven, leavingPerYear } from './leaving.ts';
import { createManagerArrest, heldShareOnTheWay, type TakedownGiven } from './takedown.ts';

const streams = ['justice-before'] as const;

type Given = ChargeNeeds['scenario'] &
  LeavingGiven &
  BackgroundGiven &
  CouriersGiven &
  TakedownGiven &
  KnowledgeNeeds['scenario'] & {
    mechanisms: { stops: boolean; investigation: boolean };
    travel: { handover_min: number };
    justice: { reoffending_share: number };
    couriers: { stop_hazard_per_h: number };
    police: { arrests_per_operation: number };
    investigation: { least_hours_per_week: number; kept_per_week: number };
  };

export interface JusticeBeforeNeeds extends CatchmentNeeds {
  clock: ChargeNeeds['clock'] & { burnInDays: number };
  scenario: Given;
  streams: ChargeNeeds['streams'] & Streams<(typeof streams)[number]>;
  counts: ChargeNeeds['counts'];
  city: ChargeNeeds['city'] & Pick<City, 'nZones' | 'distanceKm'>;
  custody: ChargeNeeds['custody'];
  customers: Pick<Customers, 'firstOfBlock'>;
  sites: Pick<Sites, 'nPlaces' | 'isOpen'>;
  platforms: ChargeNeeds['platforms'] &
    Pick<
      Platforms,
      | 'nAtStart'
      | 'minPerKm'
      | 'catchmentKm'
      | 'activeClients'
      | 'dutyShare'
      | 'manager'
      | 'isSeparate'
      | 'isWomanManager'
      | 'isOpenChannel'
      | 'firstLine'
      | 'nLines'
      | 'firstCourier'
      | 'nCouriers'
    >;
  lines: Pick<Lines, 'count' | 'platform' | 'recentOrders'>;
  couriers: ChargeNeeds['couriers'] & { stopFactor: Float32Array; line: Int32Array; circumstance: Uint8Array };
}

/** Arrests to be expected of everyday policing on the world as it starts, per day. */
export interface ArrestRates {
  /** Operations against sites; each arrests `police.arrests_per_operation` persons on average. */
  operations: number;
  /** Couriers stopped on the way or arrested with their line, running sum over posts. */
  couriers: Float64Array;
  /** Managers arrested with a line, running sum over platforms. */
  managers: Float64Array;
}

/** The rates at which everyday policing arrests people, from what is expected of sites and platforms at the start. */
export function arrestRates(world: JusticeBeforeNeeds): ArrestRates {
  const { scenario, sites, platforms, lines, couriers } = world;
  const background = backgroundOf(scenario);
  const { stops, investigation } = scenario.mechanisms;
  const density = stops ? background.stop_hours_per_km2_day / REFERENCE_STOP_HOURS : 0;
  const hoursPerLine = investigation ? background.investigation_hours_per_line_week : 0;
  const { takedown } = scenario;
  const managerArrest = createManagerArrest(world);
  const nearness = nearnessByZone(world);
  const nOpen = sites.isOpen.reduce((sum, isOpen) => sum + isOpen, 0);
  const ofCouriers = new Float64Array(couriers.platform.length);
  const ofManagers = new Float64Array(platforms.nAtStart);
  let allCouriers = 0;
  let allManagers = 0;
  for (let p = 0; p < platforms.nAtStart; p++) {
    const hPerOrder = density > 0 ? (density * minutesPerOrder(world, p, nearness)) / MIN_PER_H : 0;
    const perLine = platforms.nCouriers[p] / platforms.nLines[p];
    let takedowns = 0;
    for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++) {
      const falls = takedownsPerDay(world, line, hoursPerLine);
      takedowns += falls;
      const exposedH = (lines.recentOrders[line] * hPerOrder) / perLine;
      for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + platforms.nCouriers[p]; post++) {
        if (couriers.line[post] !== line) continue;
        allCouriers += scenario.couriers.stop_hazard_per_h * exposedH * couriers.stopFactor[post];
        allCouriers += falls * takedown.courier_arrest_share;
        ofCouriers[post] = allCouriers;
      }
    }
    ofManagers[p] = allManagers += takedowns * managerArrest(p);
  }
  // Posts of platforms that open later add nothing.
  for (let post = 1; post < ofCouriers.length; post++)
    ofCouriers[post] = Math.max(ofCouriers[post], ofCouriers[post - 1]);
  return {
    operations: (nOpen * background.operations_per_site_month) / DAYS_PER_MEAN_MONTH,
    couriers: ofCouriers,
    managers: ofManagers,
  };
}

/**
 * Mean minutes of a delivery: from one client to another, both drawn by where the platform's clients live, the first of a
 * shift from the platform's home, and handover.
 * A zone's customers know platforms in proportion to their file weight and nearness.
 */
function minutesPerOrder(world: JusticeBeforeNeeds, p: number, nearness: Float64Array): number {
  const { city, customers, platforms, lines, scenario } = world;
  const clients = new Float64Array(city.nZones);
  let all = 0;
  for (let zone = 0; zone < city.nZones; zone++) {
    if (nearness[zone] === 0) continue;
    const nCustomers = customers.firstOfBlock[zone * 3 + 3] - customers.firstOfBlock[zone * 3];
    clients[zone] = (nCustomers * platforms.activeClients[p] * catchment(world, platforms, zone, p)) / nearness[zone];
    all += clients[zone];
  }
  const zones = Array.from(clients.keys()).filter((zone) => clients[zone] > LEAST_CLIENTS * all);
  let km = 0;
  let pairs = 0;
  let homeKm = 0;
  let reached = 0;
  for (const from of zones) {
    const fromHome = city.distanceKm[platforms.homeZone[p] * city.nZones + from];
    homeKm += clients[from] * fromHome;
    reached += clients[from];
    for (const to of zones) {
      const pair = clients[from] * clients[to];
      const apart = city.distanceKm[from * city.nZones + to];
      if (apart === Number.POSITIVE_INFINITY) continue;
      km += pair * apart;
      pairs += pair;
    }
  }
  if (pairs === 0) return scenario.travel.handover_min;
  let orders = 0;
  for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++)
    orders += lines.recentOrders[line];
  const first = orders > 0 ? Math.min(1, (platforms.dutyShare[p] * platforms.nCouriers[p]) / orders) : 1;
  const mean = first * (homeKm / reached) + (1 - first) * (km / pairs);
  return scenario.travel.handover_min + platforms.minPerKm[p] * mean;
}

/** Zones with a smaller share of a platform's clients are left out. */
const LEAST_CLIENTS = 1e-3;

/** File weight of the platforms at the start by nearness to each zone. */
function nearnessByZone(world: JusticeBeforeNeeds): Float64Array {
  const { city, platforms } = world;
  const nearness = new Float64Array(city.nZones);
  for (let zone = 0; zone < city.nZones; zone++)
    for (let p = 0; p < platforms.nAtStart; p++)
      nearness[zone] += platforms.activeClients[p] * catchment(world, platforms, zone, p);
  return nearness;
}

/** Change of what is known of a line, relative, below which it is at its balance. */
const STILL = 1e-9;

/**
 * Takedowns of a line a day: one in the mean number of doses until it falls, a dose being the least hours of a week, to each
 * line in turn. Knowledge goes to its balance, from where on the chance of each dose is the same.
 */
function takedownsPerDay(world: JusticeBeforeNeeds, line: number, hoursPerWeek: number): number {
  const { investigation } = world.scenario;
  const dose = lineDoseMin(world.scenario) / MIN_PER_H;
  if (hoursPerWeek <= 0) return 0;
  const gain = learnt(investigation, dose, exposureOf(world, line));
  const weeks = Math.max(1, dose / hoursPerWeek);
  const kept = Math.exp(weeks * Math.log(investigation.kept_per_week));
  let knowledge = gain;
  let stands = 1;
  let doses = 0;
  for (;;) {
    const falls = takedownProbability(investigation, knowledge);
    const next = knowledge * kept + gain;
    if (falls === 0) return 0;
    if (next - knowledge <= STILL * knowledge || falls === 1) {
      doses += stands / falls;
      break;
    }
    doses += stands;
    stands *= 1 - falls;
    knowledge = next;
  }
  return hoursPerWeek / DAYS_PER_WEEK / (doses * dose);
}

/** Who is tried, and how often prison is firm for whom nothing else is said. */
export interface Firm {
  /** Share of firm prison of couriers with a record or held until trial, and of persons at sites who are tried later. */
  share: number;
  /** Share of couriers arrested who have no record, at the balance of arrests, leaving and hiring. */
  firstShare: number;
  /** Share of persons newly hired who have no record. */
  newFirstShare: number;
}

/**
 * Solves F·(n_s + n_c + n_m) = n_m + n_s·(j + (1 − j)·f) + n_c·(a·f₁ + (1 − a)·f) for f, kept in 0..1: sentences a day of
 * sellers at sites, couriers and managers, j the part of the first jailed at once, a the part of couriers without a
 * record who are free until trial. With x = a ÷ (1 − held) the balance of persons on posts is
 * x·(λ + ℓ) = new·(ℓ + λ·(x·q₀ + (1 − x)·q₁)), λ arrests and ℓ leaving a year, q the part of those arrested who lose
 * their post to justice. Without arrests f is F.
 */
export function solveFirm(world: JusticeBeforeNeeds, rates: ArrestRates): Firm {
  const { scenario, couriers } = world;
  const { justice } = scenario;
  const nSites = rates.operations * scenario.police.arrests_per_operation * justice.site_presented_share;
  const nCouriers = rates.couriers.at(-1) ?? 0;
  const nManagers = rates.managers.at(-1) ?? 0;
  const jailed = justice.site_presented_share > 0 ? justice.site_jailed_share / justice.site_presented_share : 0;
  const held = heldOnAverage(world, rates);
  const perYear = (DAYS_PER_YEAR * nCouriers) / Math.max(1, postsOf(couriers, rates));
  const leaving = leavingPerYear(scenario);
  const wait = ((justice.trial_least_months + justice.trial_most_months) / 2) * (DAYS_PER_MEAN_MONTH / DAYS_PER_YEAR);
  const stays = Math.exp(-leaving * wait);
  let share = justice.firm_share;
  let first = 1 - justice.record_share;
  let newFirst = first;
  for (let round = 0; round < 60; round++) {
    const lostFirst = held + (1 - held) * justice.first_time_firm_share * stays;
    const lostOther = held + (1 - held) * share * stays;
    const lost = perYear * (first * lostFirst + (1 - first) * lostOther);
    const hired = leaving + lost;
    const fromPool = hired > 0 ? Math.min(justice.reoffending_share, lost / hired) : 0;
    newFirst = (1 - justice.record_share) * (1 - fromPool);
    first = perYear + leaving > 0 ? (newFirst * hired) / (perYear + leaving) : newFirst;
    const free = first * (1 - held);
    const given = nManagers + nSites * jailed + nCouriers * free * justice.first_time_firm_share;
    const open = nSites * (1 - jailed) + nCouriers * (1 - free);
    const all = nSites + nCouriers + nManagers;
    if (open > 0) share = Math.min(1, Math.max(0, (justice.firm_share * all - given) / open));
  }
  return { share, firstShare: first, newFirstShare: newFirst };
}

/** Number of posts on which somebody is arrested. */
function postsOf({ platform }: Pick<ChargeNeeds['couriers'], 'platform'>, { couriers }: ArrestRates): number {
  let n = 0;
  for (let post = 0; post < platform.length; post++) if (couriers[post] > (post > 0 ? couriers[post - 1] : 0)) n++;
  return n;
}

/** Share of the couriers arrested who are held until trial: as many after a takedown as on the way, as by default. */
function heldOnAverage({ scenario, couriers }: JusticeBeforeNeeds, rates: ArrestRates): number {
  let held = 0;
  let before = 0;
  for (let post = 0; post < rates.couriers.length; post++) {
    held +=
      (rates.couriers[post] - before) *
      heldShareOnTheWay(scenario, couriers.profile[post], couriers.circumstance[post]);
    before = rates.couriers[post];
  }
  return before > 0 ? held / before : 0;
}

/** Entities of the 'justice-before' stream that are no posts. */
const ENTITY = { operations: -1, managers: -2 } as const;
/** Most draws of one entity on a day. */
const DRAWS_PER_DAY = 4096;
/** Mean sentences after which hardly anyone is left in prison. */
const SENTENCES = 8;
const MOST_DAYS = 100 * DAYS_PER_YEAR;

/**
 * Solves how often prison is firm, and lets justice live through the years before the first day: arrests at the rates of
 * everyday policing, Poisson, are charged as in the run, and what of their custody lies in the run is booked. By the
 * theorem of displaced Poisson points numbers in custody are then Poisson with mean rate × mean time, and what is left of
 * each stay has the law of the equilibrium renewal process. Couriers keep priors and pending trials. Managers of those
 * years are not those of the platforms at the start.
 */
export function settleJustice(world: JusticeBeforeNeeds): void {
  const { clock, scenario, sites, platforms, couriers, custody } = world;
  const { justice } = scenario;
  if (!scenario.mechanisms.justice) return;
  const rates = arrestRates(world);
  const firm = solveFirm(world, rates);
  custody.firmShare = firm.share;
  const key = world.streams['justice-before'];
  const charges = createCharges({ ...world, streams: { ...world.streams, justice: key } });
  const months =
    justice.trial_most_months + Math.max(justice.manager_most_months, SENTENCES * justice.sentence_mean_months);
  const firstDay = -Math.ceil(Math.min(MOST_DAYS, months * DAYS_PER_MEAN_MONTH));
  const open: number[] = [];
  for (let place = 0; place < sites.nPlaces; place++) if (sites.isOpen[place] === 1) open.push(place);
  const nCouriers = rates.couriers.at(-1) ?? 0;
  const nManagers = rates.managers.at(-1) ?? 0;
  const leaving = leavingPerYear(scenario) / DAYS_PER_YEAR;
  const leavesOn = new Float64Array(couriers.platform.length);
  for (let post = 0; post < leavesOn.length; post++) stay(post, firstDay);

  for (let day = firstDay; day < 0; day++) {
    setDay(clock, day);
    const at = day * DRAWS_PER_DAY;
    const nOperations = rates.operations > 0 ? poissonQuantile(rates.operations, draw(key, ENTITY.operations, at)) : 0;
    for (let k = 1; k <= nOperations; k++) {
      const place = open[Math.floor(draw(key, ENTITY.operations, at + 2 * k) * open.length)];
      charges.atSite(
        place,
        poissonQuantile(scenario.police.arrests_per_operation, draw(key, ENTITY.operations, at + 2 * k + 1)),
      );
    }
    const nManaged = nManagers > 0 ? poissonQuantile(nManagers, draw(key, ENTITY.managers, at)) : 0;
    for (let k = 1; k <= nManaged; k++) {
      const p = pickByWeight(rates.managers, draw(key, ENTITY.managers, at + k));
      const { heldUntil, jailFrom, jailUntil } = platforms;
      const own = [heldUntil[p], jailFrom[p], jailUntil[p]] as const;
      jailFrom[p] = NO_DAY;
      charges.manager(p);
      [heldUntil[p], jailFrom[p], jailUntil[p]] = own;
    }
    const nArrested = nCouriers > 0 ? poissonQuantile(nCouriers, draw(key, 0, at)) : 0;
    for (let k = 1; k <= nArrested; k++) {
      const post = pickByWeight(rates.couriers, draw(key, 0, at + 2 * k));
      renew(post, day);
      const heldShare = heldShareOnTheWay(scenario, couriers.profile[post], couriers.circumstance[post]);
      const isHeld = draw(key, 0, at + 2 * k + 1) < heldShare;
      charges.courier(post, isHeld, heldShare);
      if (isHeld) replace(post, day);
    }
  }
  for (let post = 0; post < couriers.platform.length; post++)
    if (couriers.platform[post] < platforms.nAtStart) renew(post, 0);
  setDay(clock, 0);

  /**
   * Somebody else has the post if its person has gone to prison or left since; nothing has happened to whoever it is. As in
   * the run, who left before going to prison is not among those released who look for a post.
   */
  function renew(post: number, day: number): void {
    const isInPrison = couriers.prisonFrom[post] < Math.min(day, leavesOn[post]);
    if (isInPrison) charges.imprison(post);
    if (isInPrison || leavesOn[post] <= day) replace(post, day);
  }

  /** A new person has the post: with a record or not, and nothing pending. */
  function replace(post: number, day: number): void {
    couriers.prisonFrom[post] = NO_DAY;
    couriers.priors[post] = draw(key, couriers.key[post], 2 * day + 1) < firm.newFirstShare ? 0 : 1;
    stay(post, day);
  }

  /** Draws until when a person stays who is not arrested. */
  function stay(post: number, day: number): void {
    leavesOn[post] =
      leaving > 0 ? day - Math.log(draw(key, couriers.key[post], 2 * day)) / leaving : Number.POSITIVE_INFINITY;
  }
}

export const justiceBefore = part({ streams });
