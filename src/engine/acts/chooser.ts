// What is wanted and who is chosen on one occasion: nested logit as one argmax over all alternatives, with keyed noise. Keeps no state.
// Noise: E_j unit exponential per alternative, S_m positive stable per nest (Cardell 1997); U = α + V + θ(log S − log E).

import { quantile } from '../../random/quantiles.ts';
import { threefry } from '../../random/threefry.ts';
import { threefryFive } from '../../random/threefry-five.ts';
import { milligrams } from '../../units.ts';
import { F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { CHOICE, FATE } from '../entities/occasions.ts';
import type { Everything } from '../everything.ts';
import { isOpenAt } from '../kernel/clock.ts';
import { part } from '../kernel/part.ts';

const streams = ['choice', 'platform-noise'] as const;

/** Spreads candidate numbers before a platform's identity is added, so that no two draws of a customer share a counter. */
const CANDIDATE_SPREAD = 0x9e3779b1;

/** Sets amount, product, choice, seller, slot and fate of occasion `i`, passing over the places it was refused. */
export type Chooser = (i: number) => void;

/** Words of an occasion in the 'choice' stream, five blocks; those of the nearest places come first, by slot. */
const WORD = { place: 0, other: 5, none: 6, siteNest: 7, deliveryNest: 8, amount: 9 } as const;

export function createChooser(world: Everything): Chooser {
  const { clock } = world;
  const { customers, sites, platforms, zones, utility, occasions, scenario, logStable, logExponential } = world;
  const { f32, u16, u8 } = customers;
  const { isOpen, hasSecond } = sites;
  const { siteRisk } = zones;
  const { place: nearestPlace, firstList, listMask } = world.nearestLists;
  const { theta, alpha, siteCost, platformCost, perWaitMin, perRisk } = utility;
  const nearest = scenario.sites.nearest;
  const { k0: choice0, k1: choice1 } = world.streams.choice;
  const { k0: noise0, k1: noise1 } = world.streams['platform-noise'];
  const loyaltyWeight = scenario.choice.loyalty_weight;
  const purityWeight = scenario.choice.purity_weight_per_point;
  const purityReference = scenario.delivery.purity_points;
  const missing = scenario.choice.missing_product_utils;
  const missingCost = missing / theta;
  const hasOther = alpha[CHOICE.other] > Number.NEGATIVE_INFINITY;
  const hasNone = alpha[CHOICE.none] > Number.NEGATIVE_INFINITY;
  const siteHours = scenario.sites;
  const deliveryHours = scenario.delivery;
  const words = new Int32Array(10);
  const { sizes_g: sizes, shares } = scenario.customers.grams;
  const amountMg = Int32Array.from(sizes, milligrams);
  let cumulative = 0;
  const amountBelow = Float64Array.from(shares, (share: number) => (cumulative += share) * 4294967296);

  return (i) => {
    const customer = occasions.customer[i];
    const event = occasions.candidate[i] << 4;
    const refused = occasions.refused[i];
    const at32 = customer * F32_STRIDE;
    const at16 = customer * U16_STRIDE;
    const zone = u16[at16 + U16.zone];
    const income = u8[customer * U8_STRIDE + U8.income];
    const minute = occasions.minute[i];
    const list = firstList[zone] + (customer & listMask[zone]);

    threefryFive(choice0, choice1, customer, event, words);
    const amountPart = words[WORD.amount] >>> 0;
    let size = 0;
    while (size < amountMg.length - 1 && amountPart >= amountBelow[size]) size++;
    occasions.amountMg[i] = amountMg[size];
    const wantsSecond = u8[customer * U8_STRIDE + U8.preferred] === 1;
    occasions.product[i] = wantsSecond ? 1 : 0;

    let leastCost = Number.POSITIVE_INFINITY;
    let siteSlot = -1;
    if (isOpenAt(clock.hour, siteHours.opens_h, siteHours.closes_h)) {
      const costs = (list * 3 + income) * nearest;
      for (let slot = 0; slot < nearest; slot++) {
        const place = nearestPlace[list * nearest + slot];
        if (place < 0) break;
        if (isOpen[place] === 0 || ((refused >> slot) & 1) === 1) continue;
        let cost = quantile(logExponential, words[WORD.place + slot]) + siteCost[costs + slot];
        if (wantsSecond && hasSecond[place] === 0) cost += missingCost;
        if (cost < leastCost) {
          leastCost = cost;
          siteSlot = slot;
        }
      }
    }
    let siteUtility = Number.NEGATIVE_INFINITY;
    const raised = f32[at32 + F32.siteRisk];
    const siteAlarm = perRisk[income] * (raised + siteRisk[zone] - raised * siteRisk[zone]);
    if (siteSlot >= 0) {
      siteUtility =
        alpha[CHOICE.site] -
        theta * (leastCost - quantile(logStable, words[WORD.siteNest])) +
        loyaltyWeight * f32[at32 + F32.habit] -
        perWaitMin[income] * f32[at32 + F32.siteWait] -
        siteAlarm;
    }

    let deliveryUtility = Number.NEGATIVE_INFINITY;
    let deliverySlot = -1;
    const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
    const deliveryAlarm = perRisk[income] * f32[at32 + F32.deliveryRisk];
    if (nKnown > 0 && isOpenAt(clock.hour, deliveryHours.opens_h, deliveryHours.closes_h)) {
      for (let slot = 0; slot < nKnown; slot++) {
        const platform = u16[at16 + U16.known + slot];
        if (platforms.nOnDuty[platform] === 0 || minute < platforms.emptyUntil[platform]) continue;
        const counter = (Math.imul(occasions.candidate[i], CANDIDATE_SPREAD) + platforms.key[platform]) | 0;
        const noise = -theta * quantile(logExponential, threefry(noise0, noise1, customer, counter));
        let u =
          noise -
          platformCost[platform * 3 + income] -
          perWaitMin[income] * f32[at32 + F32.wait + slot] +
          purityWeight * (f32[at32 + F32.purity + slot] - purityReference) +
          loyaltyWeight * f32[at32 + F32.loyalty + slot];
        if (wantsSecond && platforms.hasSecond[platform] === 0) u -= missing;
        if (u > deliveryUtility) {
          deliveryUtility = u;
          deliverySlot = slot;
        }
      }
      if (deliverySlot >= 0) {
        deliveryUtility +=
          alpha[CHOICE.delivery] + theta * quantile(logStable, words[WORD.deliveryNest]) - deliveryAlarm;
      }
    }

    const otherUtility = hasOther
      ? alpha[CHOICE.other] - quantile(logExponential, words[WORD.other])
      : Number.NEGATIVE_INFINITY;
    const noneUtility = hasNone
      ? alpha[CHOICE.none] - quantile(logExponential, words[WORD.none])
      : Number.NEGATIVE_INFINITY;

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
      occasions.fate[i] = FATE.fulfilled;
    } else {
      occasions.choice[i] = CHOICE.none;
      occasions.fate[i] = FATE.none;
      if (siteUtility + siteAlarm > noneUtility || deliveryUtility + deliveryAlarm > noneUtility)
        occasions.isDisturbed[i] = 1;
    }
  };
}

export const chooser = part({ streams });
