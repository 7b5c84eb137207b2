// Marketing as customers feel it: the factor A on their rate of occasions, of the best advertised platform they know.
// Stock that decays: Nerlove & Arrow (1962), Economica 29(114):129-142.
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, euros } from '../../units.ts';
import { type Customers, F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Own, part } from '../kernel/part.ts';
import { isForgotten } from './known-platforms.ts';
import { deliveredCents, meanGrams, type OrderCostNeeds } from './order-cost.ts';

const MARKETING = 'MODEL 6, marketing';

const sections = {
  marketing: { text: 'What platforms spend so that those who know them buy more often.' },
};

const fields = {
  marketing: {
    share_of_margin: field(share().default(0.15), {
      text: "Part of a week's margin spent on marketing, times the factor of its kind.",
      unit: 'share',
      plausible: '0.05-0.25',
      grade: 'S direction, A size',
      source: `${MARKETING}; assumption`,
    }),
    effect: field(real(0, 1).default(0.05), {
      text: 'Rise of the rate of occasions for each unit of the logarithm of 1 + the stock of marketing.',
      unit: 'per log',
      plausible: '0-0.1',
      grade: 'S direction, A size',
      source: `${MARKETING}; assumption`,
    }),
    kept_per_week: field(real(0, 0.999).default(0.65), {
      text: 'Share of the stock of marketing that a week leaves.',
      unit: 'share per week',
      plausible: '0.5-0.8',
      grade: 'A',
      source: `${MARKETING}; assumption`,
    }),
  },
};

const switches = {
  marketing: toggle(
    'Platforms spend a part of their margin on marketing, and those who know them buy more often.',
    'S direction, A size',
    MARKETING,
    { inPilot: true },
  ),
};

const columns = () => ({
  /** Mean factor at the start; least and highest one relative to it. Written by build, marketing. */
  appeal: { mean: 1, lowest: 1, highest: 1 },
});

export type AppealGiven = Own<{ fields: typeof fields; switches: typeof switches }>['scenario'];
export type Appeal = ReturnType<typeof columns>['appeal'];

/** Highest factor A. */
const MOST = 1.2;
/** Orders of an active client in a month. */
const ORDERS_PER_MONTH = 2.3;
/** Client-weeks in which a platform has one order. */
export const CLIENT_WEEKS_PER_ORDER = DAYS_PER_MEAN_MONTH / DAYS_PER_WEEK / ORDERS_PER_MONTH;

/** Part of its margin that a platform with this factor spends, in weeks of an offer with what that costs beside. */
export const spentShare = ({ mechanisms, marketing }: AppealGiven, factor: number, offered = 0): number =>
  mechanisms.marketing ? Math.min(1, (marketing.share_of_margin + offered) * factor) : 0;

/** Upper bound of the factor relative to its mean at the start, which is 1 or more. */
export const mostAppeal = ({ mechanisms, marketing }: AppealGiven): number =>
  mechanisms.marketing && marketing.effect > 0 ? MOST : 1;

/** A = 1 + effect·ln(1 + B), at most 1.2; B is the stock in EUR per client-week. */
export const factorOf = ({ marketing }: AppealGiven, stock: number): number =>
  Math.min(MOST, 1 + marketing.effect * Math.log(1 + stock));

/** Sets the least and the highest factor of the week. */
export function boundAppeal({ appeal, platforms }: { appeal: Appeal; platforms: Pick<Platforms, 'count' | 'appeal'> }) {
  let highest = 1;
  for (let p = 0; p < platforms.count; p++) if (platforms.appeal[p] > highest) highest = platforms.appeal[p];
  appeal.lowest = 1 / appeal.mean;
  appeal.highest = highest / appeal.mean;
}

export interface AppealNeeds {
  clock: Pick<Clock, 'day'>;
  appeal: Appeal;
  customers: Pick<Customers, 'u16' | 'u8'>;
  platforms: Pick<Platforms, 'appeal' | 'darkFrom'>;
}

/** Factor A of a customer relative to the mean at the start: the largest of the platforms known, 1 of who knows none. */
export function createAppeal({ clock, appeal, customers, platforms }: AppealNeeds): (customer: number) => number {
  const { u8, u16 } = customers;
  const factor = platforms.appeal;
  return (customer) => {
    const at = customer * U16_STRIDE + U16.known;
    let most = 1;
    for (let slot = u8[customer * U8_STRIDE + U8.nKnown] - 1; slot >= 0; slot--) {
      const here = factor[u16[at + slot]];
      if (here > most && !isForgotten(customers, platforms, customer, slot, clock.day)) most = here;
    }
    return most / appeal.mean;
  };
}

export type SettleAppealNeeds = AppealNeeds &
  OrderCostNeeds & {
    scenario: AppealGiven;
    customers: Pick<Customers, 'nFounders' | 'f32'>;
    platforms: Pick<Platforms, 'count' | 'status' | 'priceCentsPerG' | 'marketingFactor' | 'marketingStock'>;
  };

/**
 * Stocks at the start are those of a steady trade at the margin expected then, and the mean factor, over occasions, is
 * what all are relative to; `like` is that of another arm.
 */
export function settleAppeal(world: SettleAppealNeeds, like?: Appeal): void {
  const { scenario, appeal, customers, platforms } = world;
  const { f32, nFounders } = customers;
  for (let p = 0; p < platforms.count; p++) {
    if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
    const margin = Math.max(0, (platforms.priceCentsPerG[p] - deliveredCents(world, 0)) * meanGrams(world));
    const spent = spentShare(scenario, platforms.marketingFactor[p]) * euros(margin);
    platforms.marketingStock[p] = spent / CLIENT_WEEKS_PER_ORDER / (1 - scenario.marketing.kept_per_week);
    platforms.appeal[p] = factorOf(scenario, platforms.marketingStock[p]);
  }
  if (like) appeal.mean = like.mean;
  else {
    const factorFor = createAppeal(world);
    let sum = 0;
    let rates = 0;
    for (let customer = 0; customer < nFounders; customer++) {
      const rate = 1 / f32[customer * F32_STRIDE + F32.meanGapMin];
      sum += rate * factorFor(customer);
      rates += rate;
    }
    if (rates > 0) appeal.mean = sum / rates;
  }
  boundAppeal(world);
}

export const appeal = part({ sections, fields, switches, columns });
