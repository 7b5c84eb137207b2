// The choice on one occasion: a nested logit, drawn as the argmax over all alternatives with keyed noise.
// Noise: E_j unit exponential per alternative, S_m positive stable per nest (Cardell 1997); U = α + V + θ(log S − log E).
import { euros, H_PER_DAY, MIN_PER_DAY, MIN_PER_H, milligrams } from '../../units.ts';
import { type Customers, F32, F32_STRIDE, NO_SITE, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { type DayList, NOISE_STRIDE } from '../entities/day-list.ts';
import { CHOICE, FATE, type Occasions } from '../entities/occasions.ts';
import type { Platforms, PlatformsGiven } from '../entities/platforms.ts';
import type { NearestLists, Sites, SitesGiven } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import { type Clock, isOpenAt } from '../kernel/clock.ts';
import { PRODUCT } from '../kernel/record.ts';
import { createWanted, type WantedNeeds } from './catalogue.ts';
import { type ContactNeeds, createContact } from './contact.ts';
import { createNoise, NOISE, type NoiseNeeds } from './noise.ts';
import type { Utility, UtilityGiven } from './utility.ts';

/** Sets amount, product, choice, seller, slot and fate of occasion `i`, without places that have refused it. */
export type Chooser = (i: number) => void;

type ActsNeeds = NoiseNeeds & ContactNeeds & WantedNeeds;

export type ChooserNeeds = ActsNeeds & {
  scenario: UtilityGiven & SitesGiven & PlatformsGiven;
  clock: Clock;
  days: Pick<DayList, 'noise'>;
  customers: Pick<Customers, 'f32' | 'u16' | 'u8'>;
  sites: Pick<Sites, 'isOpen' | 'hasSecond'>;
  platforms: Pick<
    Platforms,
    | 'key'
    | 'nOnDuty'
    | 'openShare'
    | 'emptyUntil'
    | 'hasSecond'
    | 'hasUnknown'
    | 'priceCentsPerG'
    | 'bulkDiscount'
    | 'contactUntil'
  >;
  zones: Pick<Zones, 'siteRisk'>;
  utility: Utility;
  nearestLists: NearestLists;
  occasions: Pick<
    Occasions,
    | 'customer'
    | 'candidate'
    | 'noise'
    | 'minute'
    | 'amountMg'
    | 'product'
    | 'choice'
    | 'seller'
    | 'slot'
    | 'refused'
    | 'isDisturbed'
    | 'fate'
  >;
};

export function createChooser(world: ChooserNeeds): Chooser {
  const { clock, customers, sites, platforms, zones, utility, occasions, scenario } = world;
  const { noise } = world.days;
  const { make, ofPlatform } = createNoise(world);
  const isReached = createContact(world);
  const wantedBy = createWanted(world);
  const { contactUntil, priceCentsPerG, bulkDiscount } = platforms;
  const bulkMg = milligrams(scenario.delivery.bulk_from_g);
  const { f32, u16, u8 } = customers;
  const { isOpen, hasSecond } = sites;
  const { siteRisk } = zones;
  const { place: nearestPlace, firstList, listMask } = world.nearestLists;
  const { theta, alpha, siteCost, platformCost, perEur, perWaitMin, perRisk } = utility;
  const nearest = scenario.sites.nearest;
  const loyaltyWeight = scenario.choice.loyalty_weight;
  const purityWeight = scenario.choice.purity_weight_per_point;
  const purityReference = scenario.delivery.purity_points;
  const missing = scenario.choice.missing_product_utils;
  const missingCost = missing / theta;
  const hasOther = alpha[CHOICE.other] > Number.NEGATIVE_INFINITY;
  const hasNone = alpha[CHOICE.none] > Number.NEGATIVE_INFINITY;
  const siteHours = scenario.sites;
  const deliveryHours = scenario.delivery;
  const closesMin = deliveryHours.closes_h * MIN_PER_H;
  const openMin = closesMin - deliveryHours.opens_h * MIN_PER_H;

  return (i) => {
    const customer = occasions.customer[i];
    const candidate = occasions.candidate[i];
    const record = occasions.noise[i];
    const noiseAt = record * NOISE_STRIDE;
    const refused = occasions.refused[i];
    const at32 = customer * F32_STRIDE;
    const at16 = customer * U16_STRIDE;
    const zone = u16[at16 + U16.zone];
    const income = u8[customer * U8_STRIDE + U8.income];
    const minute = occasions.minute[i];
    const list = firstList[zone] + (customer & listMask[zone]);

    make(record, customer, candidate);
    occasions.amountMg[i] = noise[noiseAt + NOISE.amountMg];
    const isBulk = occasions.amountMg[i] >= bulkMg;
    const wanted = wantedBy(customer);
    occasions.product[i] = wanted;
    /** Sites have no catalogue. */
    const isAtSites = wanted !== PRODUCT.unknown;
    const hasWanted = wanted === PRODUCT.unknown ? platforms.hasUnknown : platforms.hasSecond;

    const ownRisk = f32[at32 + F32.siteRisk];
    const generalRisk = ownRisk + siteRisk[zone] - ownRisk * siteRisk[zone];
    const siteAlarm = perRisk[income] * generalRisk;
    // Of two risks the second adds what the first leaves: so both together are the risk of the place feared.
    const placeRisk = f32[at32 + F32.placeRisk];
    const riskPlace = placeRisk > 0 ? u16[at16 + U16.riskPlace] : NO_SITE;
    const placeAlarm = (perRisk[income] * placeRisk * (1 - generalRisk)) / theta;
    let leastCost = Number.POSITIVE_INFINITY;
    /** What it would be without fear of one place. */
    let calmCost = Number.POSITIVE_INFINITY;
    let siteSlot = -1;
    if (isOpenAt(clock.hour, siteHours.opens_h, siteHours.closes_h)) {
      const costs = (list * 3 + income) * nearest;
      for (let slot = 0; slot < nearest; slot++) {
        const place = nearestPlace[list * nearest + slot];
        if (place < 0) break;
        if (isOpen[place] === 0 || ((refused >> slot) & 1) === 1) continue;
        let cost = noise[noiseAt + NOISE.place + slot] + siteCost[costs + slot];
        if (wanted !== PRODUCT.main && !(isAtSites && hasSecond[place] === 1)) cost += missingCost;
        if (cost < calmCost) calmCost = cost;
        if (place === riskPlace) cost += placeAlarm;
        if (cost < leastCost) {
          leastCost = cost;
          siteSlot = slot;
        }
      }
    }
    let siteUtility = Number.NEGATIVE_INFINITY;
    /** Without raised risk. */
    let calmUtility = Number.NEGATIVE_INFINITY;
    if (siteSlot >= 0) {
      calmUtility =
        alpha[CHOICE.site] -
        theta * (calmCost - noise[noiseAt + NOISE.siteNest]) +
        loyaltyWeight * f32[at32 + F32.habit] -
        perWaitMin[income] * f32[at32 + F32.siteWait];
      siteUtility = calmUtility - theta * (leastCost - calmCost) - siteAlarm;
    }

    let deliveryUtility = Number.NEGATIVE_INFINITY;
    let deliverySlot = -1;
    const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
    const deliveryAlarm = perRisk[income] * f32[at32 + F32.deliveryRisk];
    if (nKnown > 0 && isOpenAt(clock.hour, deliveryHours.opens_h, deliveryHours.closes_h)) {
      // Hours past midnight are the last ones of opening.
      const isNextMorning = clock.hour + H_PER_DAY < deliveryHours.closes_h;
      const leftMin = closesMin + (clock.day - (isNextMorning ? 1 : 0)) * MIN_PER_DAY - minute;
      for (let slot = 0; slot < nKnown; slot++) {
        const platform = u16[at16 + U16.known + slot];
        if (platforms.nOnDuty[platform] === 0 || leftMin > platforms.openShare[platform] * openMin) continue;
        if (minute < platforms.emptyUntil[platform]) continue;
        if (clock.day < contactUntil[platform] && !isReached(platform, customer)) continue;
        let u =
          ofPlatform(record, slot, customer, candidate, platforms.key[platform]) -
          platformCost[platform * 3 + income] -
          perWaitMin[income] * f32[at32 + F32.wait + slot] +
          purityWeight * (f32[at32 + F32.purity + slot] - purityReference) +
          loyaltyWeight * f32[at32 + F32.loyalty + slot];
        if (isBulk) u += perEur[income] * euros(priceCentsPerG[platform] * bulkDiscount[platform]);
        if (wanted !== PRODUCT.main && hasWanted[platform] === 0) u -= missing;
        if (u > deliveryUtility) {
          deliveryUtility = u;
          deliverySlot = slot;
        }
      }
      if (deliverySlot >= 0) {
        deliveryUtility += alpha[CHOICE.delivery] + theta * noise[noiseAt + NOISE.deliveryNest] - deliveryAlarm;
      }
    }

    const otherUtility = hasOther ? alpha[CHOICE.other] - noise[noiseAt + NOISE.other] : Number.NEGATIVE_INFINITY;
    const noneUtility = hasNone ? alpha[CHOICE.none] - noise[noiseAt + NOISE.none] : Number.NEGATIVE_INFINITY;

    if (siteUtility > deliveryUtility && siteUtility > otherUtility && siteUtility > noneUtility) {
      occasions.choice[i] = CHOICE.site;
      occasions.seller[i] = nearestPlace[list * nearest + siteSlot];
      occasions.slot[i] = siteSlot;
    } else if (deliveryUtility > otherUtility && deliveryUtility > noneUtility) {
      occasions.choice[i] = CHOICE.delivery;
      occasions.seller[i] = u16[at16 + U16.known + deliverySlot];
      occasions.slot[i] = deliverySlot;
    } else if (otherUtility > noneUtility) {
      occasions.choice[i] = CHOICE.other;
      if (!isAtSites) occasions.product[i] = PRODUCT.main;
      occasions.fate[i] = FATE.fulfilled;
    } else {
      occasions.choice[i] = CHOICE.none;
      occasions.fate[i] = FATE.none;
      if (calmUtility > noneUtility || deliveryUtility + deliveryAlarm > noneUtility) occasions.isDisturbed[i] = 1;
    }
  };
}
