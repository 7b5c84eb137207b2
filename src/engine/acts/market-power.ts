// What the fixed sample of customers says of a city's market: how much sellers could charge above cost, and how many
// platforms those who know any know. Markup of a nested logit: Berry (1994), RAND Journal of Economics 25(2):242-262.
import type { City } from '../../city/city.ts';
import { type Customers, F32, F32_STRIDE, MAX_KNOWN, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { CHOICE } from '../entities/occasions.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { isForgotten } from './known-platforms.ts';
import { buysOn } from './own-rate.ts';
import { type OfferNeeds, type OpeningNeeds, openings, platformUtility, siteUtility, stepOfSample } from './sample.ts';
import type { Utility } from './utility.ts';

/** Weight of the newest week in what is taken for usual, in the weeks before day 0. */
export const NEWEST = 0.25;

export interface WhoKnowsNeeds {
  clock: Pick<Clock, 'day'>;
  city: Pick<City, 'nCities' | 'zoneCity'>;
  customers: Pick<Customers, 'nFounders' | 'f32' | 'u16' | 'u8'>;
  platforms: Pick<Platforms, 'status' | 'darkFrom'>;
}

export type MarketPowerNeeds = OfferNeeds &
  OpeningNeeds &
  WhoKnowsNeeds & { scenario: OfferNeeds['scenario']; utility: Utility };

/** Slots of the active platforms that a customer knows, into `slots`; returns their number. */
function activeSlots({ clock, customers, platforms }: WhoKnowsNeeds, customer: number, slots: Uint8Array): number {
  let n = 0;
  const at = customer * U16_STRIDE + U16.known;
  const nKnown = customers.u8[customer * U8_STRIDE + U8.nKnown];
  for (let slot = 0; slot < nKnown; slot++)
    if (
      platforms.status[customers.u16[at + slot]] === PLATFORM_STATUS.active &&
      !isForgotten(customers, platforms, customer, slot, clock.day)
    )
      slots[n++] = slot;
  return n;
}

/** Calls `see` for each customer of the sample who buys today, with the city and the slots of known active platforms. */
function eachOfSample(
  world: WhoKnowsNeeds,
  see: (customer: number, city: number, slots: Uint8Array, n: number) => void,
): void {
  const { clock, city, customers } = world;
  const slots = new Uint8Array(MAX_KNOWN);
  const step = stepOfSample(customers);
  for (let customer = 0; customer < customers.nFounders; customer += step) {
    if (!buysOn(customers, customer, clock.day)) continue;
    const home = city.zoneCity[customers.u16[customer * U16_STRIDE + U16.zone]];
    see(customer, home, slots, activeSlots(world, customer, slots));
  }
}

/**
 * Market power m of a seller in each city, EUR/g: what it would add to its cost if it minded itself alone,
 * Σλs ÷ Σλsμ(1/θ − (1/θ − 1)·s_in − s), s its share of a customer's occasions and s_in of those delivered, over all
 * platforms. A city where none of the sample knows one keeps what it has.
 */
export function createMarketPower(world: MarketPowerNeeds): (power: Float64Array) => void {
  const { city, customers, utility, scenario } = world;
  const { theta, alpha } = utility;
  const { loyalty_weight: loyal, cost_weight_per_eur: mu } = scenario.choice;
  const perEur = [mu.low, mu.middle, mu.high];
  const times = openings(world).filter(({ delivery }) => delivery);
  const sold = new Float64Array(city.nCities);
  const lost = new Float64Array(city.nCities);
  const part = new Float64Array(MAX_KNOWN);
  const other = Math.exp(alpha[CHOICE.other]) + Math.exp(alpha[CHOICE.none]);

  const see = (customer: number, c: number, slots: Uint8Array, n: number): void => {
    if (n === 0) return;
    const at = customer * F32_STRIDE;
    let odds = 0;
    for (let k = 0; k < n; k++) {
      const v = platformUtility(world, customer, slots[k]) + loyal * customers.f32[at + F32.loyalty + slots[k]];
      odds += part[k] = Math.exp(v / theta);
    }
    // Sum of the squares of the shares s_in.
    let squares = 0;
    for (let k = 0; k < n; k++) squares += (part[k] / odds) * (part[k] / odds);
    const delivery = Math.exp(alpha[CHOICE.delivery] + theta * Math.log(odds));
    const site = Math.exp(alpha[CHOICE.site] + siteUtility(world, customer) + loyal * customers.f32[at + F32.habit]);
    const rate = 1 / customers.f32[at + F32.meanGapMin];
    const weight = perEur[customers.u8[customer * U8_STRIDE + U8.income]];
    for (const time of times) {
      const s = delivery / (delivery + other + (time.sites ? site : 0));
      const orders = rate * time.share * s;
      sold[c] += orders;
      lost[c] += orders * weight * (1 / theta - (1 / theta - 1 + s) * squares);
    }
  };

  return (power) => {
    sold.fill(0);
    lost.fill(0);
    eachOfSample(world, see);
    for (let c = 0; c < power.length; c++) if (lost[c] > 0) power[c] = sold[c] / lost[c];
  };
}

/** Mean number of active platforms known by those who know any, in each city; a city where nobody does keeps what it has. */
export function createMeanKnown(world: WhoKnowsNeeds): (mean: Float64Array) => void {
  const known = new Float64Array(world.city.nCities);
  const knowing = new Float64Array(world.city.nCities);
  const see = (_: number, c: number, _slots: Uint8Array, n: number): void => {
    known[c] += n;
    if (n > 0) knowing[c]++;
  };
  return (mean) => {
    known.fill(0);
    knowing.fill(0);
    eachOfSample(world, see);
    for (let c = 0; c < mean.length; c++) if (knowing[c] > 0) mean[c] = known[c] / knowing[c];
  };
}
