// Solves the constants of the choice, so that the baseline's shares are those of the scenario, and the loyalty and
// habit at the start. Mean-field: both are at the expected shares of customers of a kind.

import { type Opening, openings, platformUtility, siteUtility, stepOfSample } from './acts/sample.ts';
import { F32, F32_STRIDE, MAX_KNOWN, U8, U8_STRIDE } from './entities/customers.ts';
import { CHOICE } from './entities/occasions.ts';
import type { Ground, StartOfChoice } from './ground.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';

const ROUNDS = 30;
/** Rounds end when a step of α is smaller. */
const STILL = 1e-6;
const KINDS = MAX_KNOWN + 1;

/** Sets α and the loyalty that new clients begin with; solves them if the ground has none yet. */
export function settleIn(world: World, ground: Ground): void {
  ground.start ??= solve(world);
  world.utility.alpha.set(ground.start.alpha);
  world.startLoyalty.set(ground.start.loyalty);
}

/** Sets every customer's loyalty and habit from those of the ground, which must be solved. */
export function settleCustomers({ customers }: World, { start }: Ground): void {
  if (start === null) throw new Error('solve: the constants of the choice were not solved');
  const { loyalty, habit } = start;
  for (let customer = 0; customer < customers.count; customer++) {
    const at8 = customer * U8_STRIDE;
    const nKnown = customers.u8[at8 + U8.nKnown];
    const kind = customers.u8[at8 + U8.income] * KINDS + nKnown;
    customers.f32[customer * F32_STRIDE + F32.habit] = habit[kind];
    for (let slot = 0; slot < nKnown; slot++) customers.f32[customer * F32_STRIDE + F32.loyalty + slot] = loyalty[kind];
  }
}

/** Target shares of candidate occasions that end at a site, in a delivery, at another source, or in no purchase. */
export function targetShares({ choice }: Settings): number[] {
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

/**
 * Contraction of Berry, Levinsohn & Pakes (1995), Econometrica 63(4):841-890: α ← α + log(target ÷ share), the nest with
 * α = 0 being sites (or delivery where sites are to have no share). A channel with target 0 gets α = −∞; one that no
 * customer can reach keeps 0.
 */
function solve(world: World): StartOfChoice {
  const target = targetShares(world.scenario);
  const alpha = Float64Array.from(target, (t) => (t > 0 ? 0 : Number.NEGATIVE_INFINITY));
  const reference = referenceOf(target);
  const times = openings(world);
  const sample = takeSample(world);
  const ends = createEnds(sample);
  const contract = (): void => moveTowards(alpha, target, chooseOnce(sample, times, alpha, ends), reference);
  // Loyalty and habit first settle at each customer's own shares. Then all take the mean of their kind; α is solved.
  for (let round = 0; round < ROUNDS; round++) {
    value(sample, world);
    contract();
    moveStocks(sample, ends);
  }
  const start = averageByKind(sample, world.scenario.learning.loyalty_max);
  value(sample, world);
  for (let round = 0; round < ROUNDS; round++) {
    const before = alpha.slice();
    contract();
    if (alpha.every((now, m) => now === before[m] || Math.abs(now - before[m]) < STILL)) break;
  }
  return { alpha, ...start };
}

/** A sample of the customers at the start, at equal steps, with what they expect of sellers. */
interface Sample {
  count: number;
  /** Weight by rate, since shares are of candidates and not of customers; sums to one. */
  weight: Float64Array;
  nKnown: Uint8Array;
  /** [class * KINDS + number known] */
  kind: Uint8Array;
  /** Utility of the sites within reach and of each known platform, [customer * MAX_KNOWN + slot], without stocks. */
  bareSite: Float64Array;
  barePlatform: Float64Array;
  habit: Float64Array;
  loyalty: Float64Array;
  /** With stocks: utility of sites and of delivery, and the share of deliveries that each platform has. */
  site: Float64Array;
  delivery: Float64Array;
  share: Float64Array;
}

function takeSample(world: World): Sample {
  const { f32, u8, nFounders } = world.customers;
  const step = stepOfSample(world.customers);
  const count = Math.floor((nFounders - 1) / step) + 1;
  const sample: Sample = {
    count,
    weight: new Float64Array(count),
    nKnown: new Uint8Array(count),
    kind: new Uint8Array(count),
    bareSite: new Float64Array(count),
    barePlatform: new Float64Array(count * MAX_KNOWN),
    habit: new Float64Array(count).fill(0.3),
    loyalty: new Float64Array(count * MAX_KNOWN).fill(0.3),
    site: new Float64Array(count),
    delivery: new Float64Array(count),
    share: new Float64Array(count * MAX_KNOWN),
  };
  let weights = 0;
  for (let s = 0; s < count; s++) {
    const customer = s * step;
    const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
    sample.nKnown[s] = nKnown;
    sample.kind[s] = u8[customer * U8_STRIDE + U8.income] * KINDS + nKnown;
    sample.weight[s] = 1 / f32[customer * F32_STRIDE + F32.meanGapMin];
    weights += sample.weight[s];
    sample.bareSite[s] = siteUtility(world, customer);
    for (let slot = 0; slot < nKnown; slot++)
      sample.barePlatform[s * MAX_KNOWN + slot] = platformUtility(world, customer, slot);
  }
  for (let s = 0; s < count; s++) sample.weight[s] /= weights;
  return sample;
}

/** Utility of sellers to each customer at the present loyalty and habit. */
function value(sample: Sample, { utility: { theta }, scenario: { choice } }: World): void {
  const { count, nKnown, bareSite, barePlatform, habit, loyalty, site, delivery, share } = sample;
  for (let s = 0; s < count; s++) {
    site[s] = bareSite[s] + choice.loyalty_weight * habit[s];
    let odds = 0;
    for (let at = s * MAX_KNOWN; at < s * MAX_KNOWN + nKnown[s]; at++) {
      share[at] = Math.exp((barePlatform[at] + choice.loyalty_weight * loyalty[at]) / theta);
      odds += share[at];
    }
    delivery[s] = theta * Math.log(odds);
    if (odds > 0) for (let at = s * MAX_KNOWN; at < s * MAX_KNOWN + nKnown[s]; at++) share[at] /= odds;
  }
}

/** Of each customer's candidates, the parts that end at sites, delivered, and in any purchase. */
interface Ends {
  site: Float64Array;
  delivery: Float64Array;
  bought: Float64Array;
}

const createEnds = ({ count }: Sample): Ends => ({
  site: new Float64Array(count),
  delivery: new Float64Array(count),
  bought: new Float64Array(count),
});

/** Choice probabilities of the sample over all times of day; returns the shares of site, delivery, other and none. */
function chooseOnce(sample: Sample, times: readonly Opening[], alpha: Float64Array, ends: Ends): Float64Array {
  const shares = new Float64Array(4);
  const other = Math.exp(alpha[CHOICE.other]);
  const none = Math.exp(alpha[CHOICE.none]);
  for (let s = 0; s < sample.count; s++) {
    const site = Math.exp(alpha[CHOICE.site] + sample.site[s]);
    const delivery = Math.exp(alpha[CHOICE.delivery] + sample.delivery[s]);
    let atSite = 0;
    let delivered = 0;
    let rest = 0;
    for (const time of times) {
      const sum = (time.sites ? site : 0) + (time.delivery ? delivery : 0) + other + none;
      if (sum === 0) continue;
      const part = time.share / sum;
      if (time.sites) atSite += part * site;
      if (time.delivery) delivered += part * delivery;
      rest += part;
    }
    ends.site[s] = atSite;
    ends.delivery[s] = delivered;
    ends.bought[s] = atSite + delivered + rest * other;
    shares[CHOICE.site] += sample.weight[s] * atSite;
    shares[CHOICE.delivery] += sample.weight[s] * delivered;
    shares[CHOICE.other] += sample.weight[s] * rest * other;
    shares[CHOICE.none] += sample.weight[s] * rest * none;
  }
  return shares;
}

/** Moves every stock halfway to the share of purchases that its seller has now. */
function moveStocks({ count, nKnown, habit, loyalty, share }: Sample, ends: Ends): void {
  for (let s = 0; s < count; s++) {
    if (ends.bought[s] === 0) continue;
    habit[s] += 0.5 * (ends.site[s] / ends.bought[s] - habit[s]);
    for (let at = s * MAX_KNOWN; at < s * MAX_KNOWN + nKnown[s]; at++)
      loyalty[at] += 0.5 * ((ends.delivery[s] * share[at]) / ends.bought[s] - loyalty[at]);
  }
}

/** Mean loyalty and habit by income class and number of known platforms; every sampled customer is set to these. */
function averageByKind(sample: Sample, most: number): Omit<StartOfChoice, 'alpha'> {
  const start = { loyalty: new Float64Array(3 * KINDS), habit: new Float64Array(3 * KINDS) };
  const counted = new Float64Array(3 * KINDS);
  for (let s = 0; s < sample.count; s++) {
    const kind = sample.kind[s];
    const nKnown = sample.nKnown[s];
    counted[kind]++;
    start.habit[kind] += sample.habit[s];
    for (let slot = 0; slot < nKnown; slot++) start.loyalty[kind] += sample.loyalty[s * MAX_KNOWN + slot] / nKnown;
  }
  for (let kind = 0; kind < counted.length; kind++) {
    const nKnown = kind % KINDS;
    if (counted[kind] > 0) {
      start.habit[kind] /= counted[kind];
      start.loyalty[kind] /= counted[kind];
    } else if (nKnown > 0) {
      // No such customer in the sample: take those who know one platform less, with their loyalty spread over one more.
      start.habit[kind] = start.habit[kind - 1];
      start.loyalty[kind] = (start.loyalty[kind - 1] * (nKnown - 1)) / nKnown;
    }
    start.habit[kind] = Math.min(most, start.habit[kind]);
    start.loyalty[kind] = Math.min(most, start.loyalty[kind]);
  }
  for (let s = 0; s < sample.count; s++) {
    sample.habit[s] = start.habit[sample.kind[s]];
    sample.loyalty.fill(start.loyalty[sample.kind[s]], s * MAX_KNOWN, (s + 1) * MAX_KNOWN);
  }
  return start;
}
