// What must hold of a world after every tick and of a record at the end, in plain sums. Knows no scenario.

import { expect } from 'vitest';
import { backgroundOf } from '../../src/engine/acts/background-rates.ts';
import { keyFromPlace, keyOfNiche } from '../../src/engine/acts/identity.ts';
import { ORIGIN } from '../../src/engine/acts/niches.ts';
import { ownPostOf } from '../../src/engine/acts/own-clients.ts';
import { COUNT_NAMES, type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { F32, F32_STRIDE, MAX_KNOWN, U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { LINE, PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { type Clock, NO_DAY } from '../../src/engine/kernel/clock.ts';
import {
  type ArmRecord,
  CHANNELS,
  CLASSES,
  cellsAt,
  DAYS_PER_MONTH,
  GROUPS,
  N_CELLS,
  orderCell,
  PRODUCTS,
  SERIES_MEASURES,
  seriesAt,
  VIOLENCE_KINDS,
  VIOLENCE_MEASURES,
  WAIT_BINS,
} from '../../src/engine/kernel/record.ts';
import type { World } from '../../src/engine/world.ts';
import { threefry } from '../../src/random/threefry.ts';

/** Throws, with every fault named, unless cents, milligrams, people and ranges are as they must be. */
export function assertInvariants(world: World, clock: Clock): void {
  const faults = [
    ...money(world),
    ...product(world),
    ...people(world, clock),
    ...organisations(world),
    ...identities(world),
    ...ownClients(world),
    ...births(world, clock),
    ...custody(world, clock),
    ...minds(world),
    ...places(world),
    ...health(world),
    ...effort(world, clock),
    ...occasions(world, clock),
  ];
  if (faults.length > 0) {
    const shown = faults.slice(0, 10).join('; ');
    throw new Error(`day ${clock.reportedDay} tick ${clock.tick}: ${faults.length} broken invariants: ${shown}`);
  }
}

function* money({ ledger, sites, platforms, couriers }: World): Generator<string> {
  let sum = ledger.stateCents + ledger.outsideCents + ledger.seizedCents;
  for (const column of [sites.cashCents, platforms.cashCents, couriers.earnedCents]) {
    for (const cents of column) {
      if (!Number.isSafeInteger(cents)) yield `${cents} is no whole number of cents`;
      sum += cents;
    }
  }
  if (sum !== 0) yield `${sum} cents too many in all accounts together`;
}

function* product({ ledger, lines }: World): Generator<string> {
  let sum = ledger.outsideMg + ledger.seizedMg;
  for (let line = 0; line < lines.count; line++) {
    const mg = lines.stockMg[line];
    if (!Number.isSafeInteger(mg) || mg < 0 || mg > lines.capacityMg[line]) yield `line ${line} holds ${mg} mg`;
    sum += mg;
  }
  if (sum !== 0) yield `${sum} mg too many in all stocks together`;
}

function* people({ couriers, platforms, lines, ledger }: World, clock: Clock): Generator<string> {
  let vacant = 0;
  let persons = 0;
  const onDuty = new Int32Array(platforms.count);
  for (let post = 0; post < couriers.count; post++) {
    const state = couriers.state[post];
    persons += couriers.nPersons[post];
    if (state === COURIER.vacant) vacant++;
    if (state > COURIER.away) yield `post ${post}: state ${state}`;
    const waits = state === COURIER.vacant && lines.state[couriers.line[post]] !== LINE.up;
    if (state !== COURIER.working && !waits && couriers.untilDay[post] < clock.day)
      yield `post ${post} is away past its day`;
    if (couriers.isOn[post] === 1 && state !== COURIER.working) yield `post ${post} is on shift in state ${state}`;
    onDuty[couriers.platform[post]] += couriers.isOn[post];
  }
  // Present persons are those who ever held a post less those who left: one on every post that is not vacant.
  persons += ledger.couriersOfClosed;
  if (persons - ledger.couriersLeft !== couriers.count - vacant) yield `${vacant} posts vacant, persons do not add up`;
  if (persons !== couriers.count + ledger.couriersHired) yield `${ledger.couriersHired} hired, persons do not add up`;
  for (let p = 0; p < platforms.count; p++) {
    if (onDuty[p] !== platforms.nOnDuty[p]) yield `platform ${p}: ${platforms.nOnDuty[p]} on duty, found ${onDuty[p]}`;
  }
}

/** Only lines that are up have couriers on shift, only active platforms sell, and neither a fallen line nor a vacant niche holds anything. */
function* organisations({ platforms, lines, couriers }: World): Generator<string> {
  for (let post = 0; post < couriers.count; post++) {
    if (couriers.isOn[post] === 1 && lines.state[couriers.line[post]] !== LINE.up)
      yield `post ${post} is on shift on a line that is down`;
  }
  const nStanding = new Int32Array(platforms.count);
  for (let line = 0; line < lines.count; line++) {
    if (lines.state[line] !== LINE.fallen) nStanding[lines.platform[line]]++;
    else if (lines.stockMg[line] !== 0 || lines.knowledge[line] !== 0)
      yield `line ${line} has fallen but holds something`;
    if (!(lines.knowledge[line] >= 0)) yield `line ${line}: knowledge ${lines.knowledge[line]}`;
  }
  for (let p = 0; p < platforms.count; p++) {
    const isActive = platforms.status[p] === PLATFORM_STATUS.active;
    if (isActive !== nStanding[p] > 0) yield `platform ${p}: status ${platforms.status[p]}, ${nStanding[p]} lines`;
    if (!isActive && (platforms.nOnDuty[p] > 0 || platforms.emptyUntil[p] < Infinity)) yield `platform ${p} sells`;
    if (platforms.status[p] !== PLATFORM_STATUS.unborn) continue;
    for (const cents of [platforms.cashCents[p], platforms.withdrawnCents[p], platforms.marginCents[p]])
      if (cents !== 0) yield `niche ${p} is vacant but has ${cents} cents`;
    if (platforms.monthClients[p] !== 0) yield `niche ${p} is vacant but has ${platforms.monthClients[p]} clients`;
  }
}

/** A customer is the own client of one person at most, and each person has as many as are counted. */
function* ownClients(world: World): Generator<string> {
  const { couriers, customers } = world;
  const own = new Int32Array(couriers.count);
  for (let customer = 0; customer < customers.count; customer++) {
    const post = ownPostOf(world, customer);
    if (post >= 0) own[post]++;
  }
  for (let post = 0; post < couriers.count; post++) {
    if (own[post] !== couriers.ownClients[post])
      yield `post ${post}: ${couriers.ownClients[post]} own clients, found ${own[post]}`;
    if ((couriers.beganOn[post] === NO_DAY) !== (couriers.state[post] === COURIER.vacant))
      yield `post ${post}: state ${couriers.state[post]}, began on ${couriers.beganOn[post]}`;
  }
}

/** Who draws by a key of its own has it alone. What waits for a banned operator, with lines and posts, is nobody yet. */
function* identities({ platforms, lines, couriers, sites, streams }: World): Generator<string> {
  const nicheOf = new Map<number, number>();
  const keys = new Set<number>();
  let nUsed = 0;
  for (let p = 0; p < platforms.count; p++) {
    const isOfBan = platforms.origin[p] === ORIGIN.ban;
    if (isOfBan && platforms.niche[p] === 0) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn || platforms.opensOn[p] !== NO_DAY)
        yield `platform ${p} waits for an operator, but is to open`;
      continue;
    }
    if (isOfBan && platforms.nBirths[p] === 0 && platforms.opensOn[p] === NO_DAY)
      yield `platform ${p} waits for nobody`;
    const isOfDefection = platforms.origin[p] === ORIGIN.defection;
    if (isOfDefection && platforms.niche[p] === 0) {
      if (platforms.status[p] !== PLATFORM_STATUS.unborn) yield `platform ${p} is of no defector`;
      continue;
    }
    nicheOf.set(platforms.niche[p], p);
    // Each defector has a niche of its own for as long as the platform is there.
    const nth = isOfDefection ? 1 : platforms.nBirths[p];
    if (platforms.key[p] !== keyOfBirth(platforms.niche[p], nth, streams.identity))
      yield `platform ${p} has not the key of number ${platforms.nBirths[p]} of its niche`;
    keys.add(platforms.key[p]);
    for (let l = 0; l < platforms.nLines[p]; l++) keys.add(lines.key[platforms.firstLine[p] + l]);
    for (let c = 0; c < platforms.nCouriers[p]; c++) keys.add(couriers.key[platforms.firstCourier[p] + c]);
    nUsed += 1 + platforms.nLines[p] + platforms.nCouriers[p];
  }
  if (keys.size !== nUsed) yield `${nUsed} platforms, lines and posts have ${keys.size} keys`;

  // Each niche has its origin: there from the build, or opened by an operator banned from a place.
  let nOfBuild = 0;
  for (let p = 0; p < platforms.count; p++)
    if (platforms.origin[p] === ORIGIN.niche && platforms.niche[p] === keyOfNiche(streams, p)) nOfBuild++;
  const nOfDefection = platforms.origin.filter((origin, p) => origin === ORIGIN.defection && platforms.niche[p] !== 0);
  let nFromPlaces = 0;
  for (let place = 0; place < sites.nPlaces; place++) {
    nFromPlaces += sites.nPlatformsFrom[place];
    for (let n = 0; n < sites.nPlatformsFrom[place]; n++) {
      const p = nicheOf.get(keyFromPlace(streams, place, n));
      if (p === undefined || p < platforms.nAtStart || platforms.homeZone[p] !== sites.zone[place])
        yield `place ${place}: platform ${n} of those opened from there is not found`;
    }
  }
  const nKnown = nOfBuild + nOfDefection.length + nFromPlaces;
  if (nKnown !== nicheOf.size) yield `${nicheOf.size} niches, of ${nKnown} the origin is known`;
}

/** Key of the n-th platform of a niche, in plain words: the first has that of the niche, others are its children. */
const keyOfBirth = (niche: number, n: number, { k0, k1 }: World['streams']['identity']): number =>
  n < 2 ? niche : threefry(k0, k1, niche, (1 << 20) + n - 1);

/** All platforms of the arm stand on the tape once, each niche holds one at a time, and the last is there if the niche is taken. */
function* births({ platforms, tape }: World, { day, nDays }: Clock): Generator<string> {
  const nOf = new Uint16Array(platforms.count);
  const lastUntil = new Int32Array(platforms.count);
  for (const [birth, { niche, from, until }] of tape.births.entries()) {
    nOf[niche]++;
    if (from < lastUntil[niche] || from > day || until < from) yield `birth ${birth} from day ${from} to ${until}`;
    lastUntil[niche] = until;
  }
  for (let p = 0; p < platforms.count; p++) {
    const n = platforms.nBirths[p];
    if (nOf[p] !== n) yield `platform ${p}: ${n} births, ${nOf[p]} on the tape`;
    const isTaken = platforms.status[p] !== PLATFORM_STATUS.unborn;
    if (n === 0 ? isTaken : (lastUntil[p] === nDays) !== isTaken) yield `platform ${p} is taken until ${lastUntil[p]}`;
    const last = tape.births[platforms.birth[p]];
    if (n > 0 && (last.niche !== p || last.key !== platforms.key[p])) yield `platform ${p} is not its last birth`;
  }
}

/**
 * Persons in custody are those who entered less those who left; a day is counted when it ends. Whoever holds a post or a
 * platform is in custody once at a time: held, then tried, then in prison, and not at work meanwhile.
 */
function* custody({ custody, couriers, platforms, scenario }: World, { day, nDays }: Clock): Generator<string> {
  if (custody.now < 0 || custody.pool.some((persons) => persons < 0))
    yield `${custody.now} in custody, ${custody.pool} released`;
  if (custody.exits.some((persons) => persons < 0)) yield 'persons are released who were not in custody';
  let now = 0;
  for (let d = 0; d < day; d++) now += custody.change[d];
  if (now !== custody.now) yield `${custody.now} in custody, found ${now}`;
  const today = now + custody.change[day];
  for (let d = day, booked = now; d <= nDays; d++) {
    booked += custody.change[d];
    if (booked < 0) yield `${booked} persons in custody on day ${d}`;
  }

  let nHeld = 0;
  for (let post = 0; post < couriers.count; post++) {
    const [state, from, until] = [couriers.state[post], couriers.prisonFrom[post], couriers.prisonUntil[post]];
    if (state === COURIER.custody && couriers.untilDay[post] > day) nHeld++;
    if (from === NO_DAY) continue;
    if (until <= from) yield `post ${post}: prison from day ${from} to ${until}`;
    if (state === COURIER.working && from <= day && day < until) yield `post ${post} works, in prison until ${until}`;
    if (state === COURIER.custody && from < couriers.untilDay[post]) yield `post ${post} is in custody twice`;
  }
  for (let p = 0; p < platforms.count; p++) {
    const [held, from, until] = [platforms.heldUntil[p], platforms.jailFrom[p], platforms.jailUntil[p]];
    if (day < held || (from <= day && day < until)) nHeld++;
    if (from !== NO_DAY && (until < from || from < held))
      yield `manager ${p}: held until day ${held}, in prison from ${from} to ${until}`;
  }
  if (scenario.mechanisms.justice ? nHeld > today : today !== 0)
    yield `${today} in custody today, of whom ${nHeld} couriers and managers`;
}

/** Ranges of a customer's columns: one fault each at most, for speed. */
function* minds({ customers, days, platforms, sites, scenario, rateFactor, rateBound }: World): Generator<string> {
  const { f32, u8, u16 } = customers;
  const most = Math.fround(scenario.learning.loyalty_max);
  const { siteRisk, placeRisk, deliveryRisk, habit, siteWait, loyalty, purity, wait, drift } = F32;
  const { nextMark } = days;
  // Kept with 24 bits, to which what lies below a bound may be rounded up.
  const highestMark = Math.fround(Math.min(rateBound, scenario.customers.rate_ceiling));
  let mostDrift = 1;
  const { known } = U16;
  const [perF32, perU16, perU8, atKnown] = [F32_STRIDE, U16_STRIDE, U8_STRIDE, U8.nKnown];
  const maxKnown = MAX_KNOWN;
  const learnt = customers.learners.map(({ customers: list, count }) => new Set(list.subarray(0, count)));
  for (let c = 0; c < customers.count; c++) {
    const at = c * perF32;
    const nKnown = u8[c * perU8 + atKnown];
    if (nKnown > maxKnown) yield `customer ${c} knows ${nKnown} platforms`;
    let isSound =
      f32[at + siteRisk] >= 0 && f32[at + siteRisk] <= 1 && f32[at + deliveryRisk] >= 0 && f32[at + deliveryRisk] <= 1;
    isSound &&=
      f32[at + placeRisk] >= 0 &&
      f32[at + placeRisk] <= 1 &&
      (f32[at + placeRisk] === 0 || u16[c * perU16 + U16.riskPlace] < sites.nPlaces);
    isSound &&=
      f32[at + habit] >= 0 && f32[at + habit] <= most && f32[at + siteWait] >= 0 && f32[at + siteWait] <= 1440;
    for (let slot = 0; slot < nKnown; slot++) {
      const platform = u16[c * perU16 + known + slot];
      if (platform >= platforms.count) yield `customer ${c} knows platform ${platform}`;
      if (platforms.status[platform] === PLATFORM_STATUS.unborn) yield `customer ${c} knows vacant niche ${platform}`;
      for (let s = 0; s < slot; s++)
        if (u16[c * perU16 + known + s] === platform) yield `customer ${c} knows ${platform} twice`;
      if (!learnt[platform]?.has(c)) yield `customer ${c} knows ${platform} and is not among those who learnt of it`;
      isSound &&= f32[at + loyalty + slot] >= 0 && f32[at + loyalty + slot] <= most;
      isSound &&= f32[at + purity + slot] >= 0 && f32[at + purity + slot] <= 100;
      isSound &&= f32[at + wait + slot] >= 0 && f32[at + wait + slot] <= 1440;
    }
    isSound &&= nextMark[c] >= 0 && nextMark[c] <= highestMark && f32[at + drift] >= 1;
    if (f32[at + drift] > mostDrift) mostDrift = f32[at + drift];
    if (!isSound) yield `customer ${c}: a risk, loyalty, habit, expectation, mark or drift out of its range`;
  }
  // Candidates with a mark above the bound are passed over: no factor that a customer can have may lie above it.
  const reached = Math.max(...rateFactor) * mostDrift;
  if (rateBound < scenario.customers.rate_ceiling && reached > rateBound * (1 + 1e-5))
    yield `a rate ${reached} times the base rate, bound ${rateBound}`;
}

const isWithin = (x: number, low: number, high: number): boolean => x >= low && x <= high;

function* places({ sites, zones, scenario }: World): Generator<string> {
  for (let place = 0; place < sites.nPlaces; place++) {
    if (sites.isOpen[place] > 1 || sites.isClosing[place] > 1) yield `place ${place} is neither open nor closed`;
    if (sites.isClosing[place] === 1 && (sites.isOpen[place] === 0 || sites.disruptedUntil[place] < Infinity))
      yield `place ${place} closes but is not shut`;
    if (!(sites.recentSales[place] >= 0)) yield `place ${place} sold ${sites.recentSales[place]} a day`;
  }
  const leastDensity = backgroundOf(scenario).stop_hours_per_km2_day / 2;
  for (let zone = 0; zone < zones.count; zone++) {
    if (!isWithin(zones.siteRisk[zone], 0, 1)) yield `zone ${zone}: risk ${zones.siteRisk[zone]}`;
    if (!isWithin(zones.visitDrop[zone], 0, 1)) yield `zone ${zone}: drop ${zones.visitDrop[zone]}`;
    for (let at = zone * 24; at < zone * 24 + 24; at++) {
      if (!isWithin(zones.stopDensity[at], leastDensity, Number.MAX_VALUE))
        yield `zone ${zone}: stop density ${zones.stopDensity[at]}`;
    }
  }
}

/** Shares of persons reached are shares; what is expected to come, and its means, is never below nothing. */
function* health({ health, violence, zones }: World): Generator<string> {
  const { treatmentScale, checking, prevention, expectedVisits, recentVisits, burnInVisits } = health;
  for (let zone = 0; zone < zones.count; zone++) {
    if (!isWithin(checking[zone], 0, 1) || !isWithin(prevention[zone], 0, 1))
      yield `zone ${zone}: ${checking[zone]} checked, ${prevention[zone]} reached by prevention`;
    // All are in treatment at Infinity.
    if (!(treatmentScale[zone] >= 0)) yield `zone ${zone}: treatment ${treatmentScale[zone]}`;
    for (const visits of [expectedVisits, recentVisits, burnInVisits])
      if (!isWithin(visits[zone], 0, Number.MAX_VALUE)) yield `zone ${zone}: ${visits[zone]} emergency visits`;
  }
  for (const [at, acts] of violence.excitation.entries())
    if (!isWithin(acts, 0, Number.MAX_VALUE)) yield `${acts} retaliations to come at ${at}`;
}

/** Effort that is part of other effort, or only announced. */
const NOT_SPENT = new Set(['undercoverMin', 'announcedMin']);

function* effort({ effort, record, scenario }: World, clock: Clock): Generator<string> {
  let minutes = 0;
  let cents = 0;
  for (const [name, column] of Object.entries(effort)) {
    if (NOT_SPENT.has(name)) continue;
    for (const amount of column) {
      if (amount < 0 || !Number.isInteger(amount)) yield `${name} ${amount}`;
      if (name.endsWith('Min')) minutes += amount;
      else cents += amount;
    }
  }
  if (clock.reportedDay < 0) return;
  const at = (measure: 'officer_minutes' | 'background_minutes' | 'cost_cents') =>
    daysOfCount(record, measure)[clock.reportedDay];
  // What is at work beside the policies are whole operations of the background.
  const recorded = at('officer_minutes');
  const others = minutes - recorded;
  const operationMin = Math.round(scenario.police.operation_officer_h * 60);
  if (others < 0 || others > at('background_minutes') || (others > 0 && others % operationMin !== 0))
    yield `${minutes} officer-minutes at work, ${recorded} recorded`;
  const cost = Math.round((recorded * scenario.police.officer_eur_per_h * 100) / 60) + cents;
  if (cost !== at('cost_cents')) yield `${cost} cents spent, ${at('cost_cents')} recorded`;
}

function* occasions({ occasions: o, returns, sites, platforms, scenario }: World, clock: Clock): Generator<string> {
  let last = clock.start;
  for (let i = 0; i < o.count; i++) {
    if (o.minute[i] < last || o.minute[i] >= clock.end) yield `occasion ${i} at minute ${o.minute[i]}, after ${last}`;
    last = o.minute[i];
    const [choice, fate] = [o.choice[i], o.fate[i]];
    if (o.amountMg[i] <= 0) yield `occasion ${i} is for ${o.amountMg[i]} mg`;
    if (fate === FATE.fulfilled && choice === CHOICE.none) yield `occasion ${i}: nothing was bought`;
    if (fate === FATE.none && choice !== CHOICE.none) yield `occasion ${i}: none, but choice ${choice}`;
    if (fate === FATE.lost && choice !== CHOICE.delivery) yield `occasion ${i}: lost, but choice ${choice}`;
    if (fate !== FATE.fulfilled) continue;
    if (choice === CHOICE.site) {
      const place = o.seller[i];
      if (sites.isOpen[place] === 0) yield `occasion ${i}: bought at a closed site`;
      if (o.minute[i] >= sites.disruptedFrom[place] && o.minute[i] < sites.disruptedUntil[place])
        yield `occasion ${i}: site shut`;
      if (!isWithin(o.waitMin[i], 0, scenario.sites.patience_min)) yield `occasion ${i}: queued ${o.waitMin[i]} min`;
      if (o.product[i] === 1 && sites.hasSecond[place] === 0) yield `occasion ${i}: a product that the site lacks`;
    }
    if (choice === CHOICE.delivery) {
      if (!isWithin(o.waitMin[i], 0, Math.fround(scenario.delivery.patience_min)))
        yield `occasion ${i}: waited ${o.waitMin[i]} min`;
      if (o.product[i] === 1 && platforms.hasSecond[o.seller[i]] === 0)
        yield `occasion ${i}: a product the platform lacks`;
    }
  }
  if (clock.tick > 0) return;
  const places = new Set<number>();
  let nPlaces = 0;
  for (const first of [returns.firstFree, ...returns.firstOfTick]) {
    for (let back = first; back >= 0 && nPlaces <= returns.next.length; back = returns.next[back], nPlaces++)
      places.add(back);
  }
  if (places.size !== nPlaces || nPlaces !== returns.next.length)
    yield 'a place for returns is in two lists or in none';
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** Counts of one arm by cell of the displacement tape, as its table of cells has them; 0 in the cells that are no order. */
export function ordersByCell(record: ArmRecord): Float64Array {
  const orders = new Float64Array(N_CELLS);
  for (let month = 0; month < record.nMonths; month++) {
    for (let zone = 0; zone < record.nZones; zone++) {
      const inTarget = record.zoneGroup[zone] === 0 ? 1 : 0;
      for (let channel = 0; channel < CHANNELS.length; channel++) {
        for (let inHours = 0; inHours < 2; inHours++) {
          for (let product = 0; product < PRODUCTS.length; product++) {
            const cell = orderCell(channel, inTarget, inHours, product);
            orders[cell] += record.cells[cellsAt(record, month, zone, channel, inHours, product)];
          }
        }
      }
    }
  }
  return orders;
}

/** Row or column sums of `flows`, [window][cell]. */
export function flowMargins(record: ArmRecord): { from: Float64Array; to: Float64Array } {
  const from = new Float64Array(2 * N_CELLS);
  const to = new Float64Array(2 * N_CELLS);
  for (let window = 0; window < 2; window++) {
    for (let a = 0; a < N_CELLS; a++) {
      for (let b = 0; b < N_CELLS; b++) {
        const flow = record.flows[(window * N_CELLS + a) * N_CELLS + b];
        from[window * N_CELLS + a] += flow;
        to[window * N_CELLS + b] += flow;
      }
    }
  }
  return { from, to };
}

/** Fails unless the tables of a record agree with each other. */
export function assertAddsUp(record: ArmRecord): void {
  const day = (measure: CountName): Float64Array => daysOfCount(record, measure);
  for (const part of ['series', 'byClass', 'waits', 'clientMonths', 'flows', 'sellerMoves', 'ceiling'] as const) {
    expect(
      record[part].every((value) => Number.isFinite(value) && value >= 0),
      `${part} are finite counts`,
    ).toBe(true);
  }
  for (const name of COUNT_NAMES) {
    const least = name === 'manager_income_cents' ? Number.NEGATIVE_INFINITY : 0;
    expect(
      day(name).every((value) => Number.isFinite(value) && value >= least),
      `${name} is finite`,
    ).toBe(true);
  }
  for (const channel of CHANNELS.keys()) {
    const months = new Float64Array(record.nMonths);
    for (let window = 0; window < 2; window++) {
      let orders = 0;
      for (let d = window === 0 ? 0 : record.preDays; d < (window === 0 ? record.preDays : record.nDays); d++) {
        let ordersOfDay = 0;
        for (const group of GROUPS.keys()) ordersOfDay += record.series[seriesAt(d, channel, group)];
        orders += ordersOfDay;
        months[Math.floor(d / DAYS_PER_MONTH)] += ordersOfDay;
        if (CHANNELS[channel] === 'delivery') expect(day('delivered')[d], `delivered on day ${d}`).toBe(ordersOfDay);
      }
      let ofClasses = 0;
      for (const income of CLASSES.keys())
        ofClasses += record.byClass[(window * CLASSES.length + income) * CHANNELS.length + channel];
      expect(ofClasses, `orders by class through ${CHANNELS[channel]}`).toBe(orders);
      if (CHANNELS[channel] !== 'delivery') continue;
      expect(sum(record.waits.subarray(window * WAIT_BINS, (window + 1) * WAIT_BINS)), 'waits').toBe(orders);
      expect(record.clientMonths[window], 'client-months').toBeLessThanOrEqual(orders);
      if (orders > 0) expect(record.clientMonths[window], 'client-months').toBeGreaterThan(0);
    }
    for (const [month, orders] of months.entries()) {
      let inCells = 0;
      for (let zone = 0; zone < record.nZones; zone++) {
        const at = cellsAt(record, month, zone, channel, 0, 0);
        inCells += sum(record.cells.subarray(at, at + 2 * PRODUCTS.length));
      }
      expect(inCells, `cells of month ${month}, ${CHANNELS[channel]}`).toBe(orders);
    }
  }
  for (const [measure, prefix] of ['', 'recorded_'].entries()) {
    const isOwn = (_: number, at: number): boolean => at % VIOLENCE_MEASURES.length === measure;
    const acts = VIOLENCE_KINDS.reduce((all, kind) => all + sum(day(`${prefix as ''}violence_${kind}`)), 0);
    expect(sum(record.violence.filter(isOwn)), `${prefix}violence by day and role`).toBe(acts);
    expect(sum(record.zoneViolence.filter(isOwn)), `${prefix}violence by window and zone`).toBe(acts);
    expect(sum(day(`${prefix as ''}violence_lethal`)), `${prefix}violence, lethal`).toBeLessThanOrEqual(acts);
  }
  expect(SERIES_MEASURES.length).toBe(3);
  // Beside those of the reported windows, the few from before day 0 that were served after it.
  const early = sum(record.flows) - record.nCandidates;
  expect(early, 'candidates on the tape').toBeGreaterThanOrEqual(0);
  expect(early, 'candidates on the tape').toBeLessThanOrEqual(0.05 * record.nCandidates + 10);
  expect(sum(day('courier_days')), 'courier-days').toBeLessThanOrEqual(sum(day('couriers_on_duty')));
}
