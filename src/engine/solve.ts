// The constants of the choice, solved once so that the baseline's shares are those of the scenario, and the stocks that
// go with them. Mean-field: loyalty and habit stand at the expected shares of customers of a kind. Draws nothing.

import { FIRST_WAIT_MIN } from './acts/known-platforms.ts';
import { F32, F32_STRIDE, MAX_KNOWN, U8, U8_STRIDE, U16, U16_STRIDE } from './entities/customers.ts';
import { CHOICE } from './entities/occasions.ts';
import type { Ground, StartOfChoice } from './ground.ts';
import { isOpenAt } from './kernel/clock.ts';
import type { Parameters } from './parameters.ts';
import type { World } from './world.ts';

const SAMPLE = 600;
const ROUNDS = 30;
const KINDS = MAX_KNOWN + 1;

/** Sets α in the world's utility and what newcomers begin with; solves them when the ground has none yet. */
export function settleIn(world: World, ground: Ground): void {
  ground.start ??= solve(world);
  world.utility.alpha.set(ground.start.alpha);
  world.startLoyalty.set(ground.start.loyalty);
}

/** Sets every customer's stocks, once the ground has them. */
export function settleCustomers({ customers }: World, { start }: Ground): void {
  if (start === null) throw new Error('settle: the constants of the choice were not solved');
  const { loyalty, habit } = start;
  for (let customer = 0; customer < customers.count; customer++) {
    const at8 = customer * U8_STRIDE;
    const nKnown = customers.u8[at8 + U8.nKnown];
    const kind = customers.u8[at8 + U8.income] * KINDS + nKnown;
    customers.f32[customer * F32_STRIDE + F32.habit] = habit[kind];
    for (let slot = 0; slot < nKnown; slot++) customers.f32[customer * F32_STRIDE + F32.loyalty + slot] = loyalty[kind];
  }
}

/** Shares of candidate occasions that are to end at a site, delivered, elsewhere, in nothing. */
export function targetShares({ choice }: Parameters): number[] {
  const bought = 1 - choice.share_none;
  const site = 1 - choice.share_delivery - choice.share_other;
  return [
    bought * (site < 1e-9 ? 0 : site),
    bought * choice.share_delivery,
    bought * choice.share_other,
    choice.share_none,
  ];
}

/** The alternative whose α stays 0. */
export const referenceOf = (target: readonly number[]): number =>
  target[CHOICE.site] > 0 ? CHOICE.site : CHOICE.delivery;

/** One step of the contraction: α ← α + log(target ÷ share), relative to the reference. */
export function moveTowards(
  alpha: Float64Array,
  target: readonly number[],
  share: ArrayLike<number>,
  reference: number,
): void {
  const atReference = share[reference] > 0 ? Math.log(target[reference] / share[reference]) : 0;
  for (let m = 0; m < alpha.length; m++) {
    if (m !== reference && target[m] > 0 && share[m] > 0) alpha[m] += Math.log(target[m] / share[m]) - atReference;
  }
}

/** Times of day that differ in which channels are open, with their share of occasions. */
function openings(world: World): { share: number; sites: boolean; delivery: boolean }[] {
  const { sites, delivery } = world.scenario;
  const found = [0, 1, 2, 3].map((bits) => ({ share: 0, sites: (bits & 1) === 1, delivery: (bits & 2) === 2 }));
  world.tempo.hourShare.forEach((share, hour) => {
    const bits =
      (isOpenAt(hour, sites.opens_h, sites.closes_h) ? 1 : 0) +
      (isOpenAt(hour, delivery.opens_h, delivery.closes_h) ? 2 : 0);
    found[bits].share += share;
  });
  return found.filter(({ share }) => share > 0);
}

/**
 * Contraction of Berry, Levinsohn & Pakes (1995), Econometrica 63(4):841-890: α ← α + log(target ÷ share), the nest with
 * α = 0 being sites (or delivery where sites are to have no share). A channel with target 0 gets α = −∞; one that no
 * customer can reach keeps 0.
 */
function solve(world: World): StartOfChoice {
  const { customers, platforms, sites, nearestLists, utility, scenario } = world;
  const { f32, u16, u8 } = customers;
  const { theta, siteCost, platformCost, perWaitMin } = utility;
  const { choice } = scenario;
  const nearest = scenario.sites.nearest;
  const target = targetShares(scenario);
  const alpha = Float64Array.from(target, (t) => (t > 0 ? 0 : Number.NEGATIVE_INFINITY));
  const reference = referenceOf(target);

  const step = Math.max(1, Math.floor(customers.nFounders / SAMPLE));
  const nSample = Math.floor((customers.nFounders - 1) / step) + 1;
  const times = openings(world);
  const loyalty = new Float64Array(nSample * MAX_KNOWN).fill(0.3);
  const habit = new Float64Array(nSample).fill(0.3);
  const shares = new Float64Array(4);
  const odds = new Float64Array(MAX_KNOWN);
  const won = new Float64Array(MAX_KNOWN);

  const start: StartOfChoice = { alpha, loyalty: new Float64Array(3 * KINDS), habit: new Float64Array(3 * KINDS) };
  for (let round = 0; round < 2 * ROUNDS; round++) {
    // First stocks settle at each customer's own shares; then all begin at those of their kind, and α is solved for that.
    if (round === ROUNDS) averageByKind();
    shares.fill(0);
    let weights = 0;
    for (let s = 0; s < nSample; s++) {
      const customer = s * step;
      const at16 = customer * U16_STRIDE;
      const at32 = customer * F32_STRIDE;
      const income = u8[customer * U8_STRIDE + U8.income];
      const zone = u16[at16 + U16.zone];
      const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
      const wantsSecond = u8[customer * U8_STRIDE + U8.preferred] === 1;
      // Candidates, not customers, are to have the shares: weight by rate.
      const weight = 1 / f32[at32 + F32.meanGapMin];
      weights += weight;

      const list = nearestLists.firstList[zone] + (customer & nearestLists.listMask[zone]);
      let siteOdds = 0;
      for (let slot = 0; slot < nearest; slot++) {
        const place = nearestLists.place[list * nearest + slot];
        if (place < 0) break;
        if (sites.isOpen[place] === 0) continue;
        const lacks = wantsSecond && sites.hasSecond[place] === 0 ? choice.missing_product_utils / theta : 0;
        siteOdds += Math.exp(-siteCost[(list * 3 + income) * nearest + slot] - lacks);
      }
      const siteUtility =
        theta * Math.log(siteOdds) + choice.loyalty_weight * habit[s] - perWaitMin[income] * f32[at32 + F32.siteWait];
      let deliveryOdds = 0;
      for (let slot = 0; slot < nKnown; slot++) {
        const platform = u16[at16 + U16.known + slot];
        let v = -platformCost[platform * 3 + income] - perWaitMin[income] * FIRST_WAIT_MIN;
        v += choice.purity_weight_per_point * (platforms.purity[platform] - scenario.delivery.purity_points);
        v += choice.loyalty_weight * loyalty[s * MAX_KNOWN + slot];
        if (wantsSecond && platforms.hasSecond[platform] === 0) v -= choice.missing_product_utils;
        odds[slot] = Math.exp(v / theta);
        deliveryOdds += odds[slot];
      }
      const deliveryUtility = theta * Math.log(deliveryOdds);

      won.fill(0);
      let siteWon = 0;
      let purchases = 0;
      for (const time of times) {
        const site = time.sites ? Math.exp(alpha[CHOICE.site] + siteUtility) : 0;
        const delivery = time.delivery ? Math.exp(alpha[CHOICE.delivery] + deliveryUtility) : 0;
        const other = Math.exp(alpha[CHOICE.other]);
        const none = Math.exp(alpha[CHOICE.none]);
        const sum = site + delivery + other + none;
        if (sum === 0) continue;
        const part = time.share / sum;
        shares[CHOICE.site] += weight * part * site;
        shares[CHOICE.delivery] += weight * part * delivery;
        shares[CHOICE.other] += weight * part * other;
        shares[CHOICE.none] += weight * part * none;
        siteWon += part * site;
        purchases += part * (site + delivery + other);
        if (deliveryOdds > 0)
          for (let slot = 0; slot < nKnown; slot++) won[slot] += (part * delivery * odds[slot]) / deliveryOdds;
      }
      if (round < ROUNDS && purchases > 0) {
        habit[s] += 0.5 * (siteWon / purchases - habit[s]);
        for (let slot = 0; slot < nKnown; slot++) {
          loyalty[s * MAX_KNOWN + slot] += 0.5 * (won[slot] / purchases - loyalty[s * MAX_KNOWN + slot]);
        }
      }
    }
    moveTowards(
      alpha,
      target,
      shares.map((share) => share / weights),
      reference,
    );
  }

  return start;

  /** Gives every sampled customer the mean stocks of those of the same class who know as many platforms. */
  function averageByKind(): void {
    const most = scenario.learning.loyalty_max;
    const counted = new Float64Array(3 * KINDS);
    const kindOf = (s: number): number =>
      u8[s * step * U8_STRIDE + U8.income] * KINDS + u8[s * step * U8_STRIDE + U8.nKnown];
    for (let s = 0; s < nSample; s++) {
      const kind = kindOf(s);
      const nKnown = kind % KINDS;
      counted[kind]++;
      start.habit[kind] += habit[s];
      for (let slot = 0; slot < nKnown; slot++) start.loyalty[kind] += loyalty[s * MAX_KNOWN + slot] / nKnown;
    }
    for (let kind = 0; kind < counted.length; kind++) {
      const nKnown = kind % KINDS;
      if (counted[kind] > 0) {
        start.habit[kind] /= counted[kind];
        start.loyalty[kind] /= counted[kind];
      } else if (nKnown > 0) {
        // No such customer in the sample: as one who knows a platform less, whose loyalty is spread over one more.
        start.habit[kind] = start.habit[kind - 1];
        start.loyalty[kind] = (start.loyalty[kind - 1] * (nKnown - 1)) / nKnown;
      }
      start.habit[kind] = Math.min(most, start.habit[kind]);
      start.loyalty[kind] = Math.min(most, start.loyalty[kind]);
    }
    for (let s = 0; s < nSample; s++) {
      habit[s] = start.habit[kindOf(s)];
      loyalty.fill(start.loyalty[kindOf(s)], s * MAX_KNOWN, (s + 1) * MAX_KNOWN);
    }
  }
}
