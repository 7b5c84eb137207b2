// The fixed sample of customers by which a market is judged, and what one of them expects of sellers.
import { type Customers, F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Platforms, PlatformsGiven } from '../entities/platforms.ts';
import type { NearestLists, Sites, SitesGiven } from '../entities/sites.ts';
import { isOpenAt } from '../kernel/clock.ts';
import type { Tempo } from '../kernel/tempo.ts';
import type { Utility, UtilityGiven } from './utility.ts';

const SAMPLE = 600;

/** The sample is every so many of those who buy at the start, about 600 of them. */
export const stepOfSample = ({ nFounders }: Pick<Customers, 'nFounders'>): number =>
  Math.max(1, Math.floor(nFounders / SAMPLE));

/** One combination of open channels over the day, with its share of occasions. */
export interface Opening {
  share: number;
  sites: boolean;
  delivery: boolean;
}

export interface OpeningNeeds {
  tempo: Pick<Tempo, 'hourShare'>;
  scenario: SitesGiven & PlatformsGiven;
}

export function openings({ tempo, scenario: { sites, delivery } }: OpeningNeeds): Opening[] {
  const found = [0, 1, 2, 3].map((bits) => ({ share: 0, sites: (bits & 1) === 1, delivery: (bits & 2) === 2 }));
  tempo.hourShare.forEach((share, hour) => {
    const bits =
      (isOpenAt(hour, sites.opens_h, sites.closes_h) ? 1 : 0) +
      (isOpenAt(hour, delivery.opens_h, delivery.closes_h) ? 2 : 0);
    found[bits].share += share;
  });
  return found.filter(({ share }) => share > 0);
}

export interface OfferNeeds {
  scenario: UtilityGiven & SitesGiven & PlatformsGiven;
  customers: Pick<Customers, 'f32' | 'u16' | 'u8'>;
  platforms: Pick<Platforms, 'hasSecond'>;
  sites: Pick<Sites, 'isOpen' | 'hasSecond'>;
  nearestLists: NearestLists;
  utility: Pick<Utility, 'theta' | 'siteCost' | 'platformCost' | 'perWaitMin'>;
}

const wantsSecond = ({ u8 }: OfferNeeds['customers'], customer: number): boolean =>
  u8[customer * U8_STRIDE + U8.preferred] === 1;

/** Utility of the sites within reach together, without habit, α and fear; −∞ where none is open. */
export function siteUtility(world: OfferNeeds, customer: number): number {
  const { customers, sites, nearestLists, scenario } = world;
  const { theta, siteCost, perWaitMin } = world.utility;
  const nearest = scenario.sites.nearest;
  const zone = customers.u16[customer * U16_STRIDE + U16.zone];
  const income = customers.u8[customer * U8_STRIDE + U8.income];
  const list = nearestLists.firstList[zone] + (customer & nearestLists.listMask[zone]);
  const missing = wantsSecond(customers, customer) ? scenario.choice.missing_product_utils / theta : 0;
  let odds = 0;
  for (let slot = 0; slot < nearest; slot++) {
    const place = nearestLists.place[list * nearest + slot];
    if (place < 0) break;
    if (sites.isOpen[place] === 0) continue;
    const lacks = sites.hasSecond[place] === 0 ? missing : 0;
    odds += Math.exp(-siteCost[(list * 3 + income) * nearest + slot] - lacks);
  }
  return theta * Math.log(odds) - perWaitMin[income] * customers.f32[customer * F32_STRIDE + F32.siteWait];
}

/** Utility of the platform that a customer knows in a slot, without loyalty, α and fear. */
export function platformUtility(
  { customers, platforms, utility, scenario }: OfferNeeds,
  customer: number,
  slot: number,
) {
  const { choice, delivery } = scenario;
  const platform = customers.u16[customer * U16_STRIDE + U16.known + slot];
  const income = customers.u8[customer * U8_STRIDE + U8.income];
  const at = customer * F32_STRIDE + slot;
  const v =
    -utility.platformCost[platform * 3 + income] -
    utility.perWaitMin[income] * customers.f32[at + F32.wait] +
    choice.purity_weight_per_point * (customers.f32[at + F32.purity] - delivery.purity_points);
  return wantsSecond(customers, customer) && platforms.hasSecond[platform] === 0 ? v - choice.missing_product_utils : v;
}
