// The registry of outcomes: each is a pure function of the record of one arm.
import { COUNT_NAMES, COUNTS, type CountName } from '../engine/counts.ts';
import { type ArmRecord, type Role, VIOLENCE_KINDS, WINDOWS } from '../engine/kernel/record.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, euros, grams } from '../units.ts';
import type { Outcome } from './outcome.ts';
import { PLATFORM_OUTCOMES } from './platform-outcomes.ts';
import {
  callsTotal,
  classShare,
  dailyOf,
  dailyTotal,
  daysOf,
  type IncomeClass,
  ratio,
  seriesTotal,
  type Window,
} from './totals.ts';
import { waitQuantileMin, waitShareWithin } from './waits.ts';

export type { Outcome, Role };

/** Groups of those who are sentenced. */
const TRIED = ['couriers', 'managers', 'sites'] as const;
type Tried = (typeof TRIED)[number];

/** Outcomes that are one count; the part of the model that counts it describes it. */
const counted: Outcome[] = COUNT_NAMES.flatMap((name) => {
  const count = COUNTS[name];
  if (count.label === undefined) return [];
  const { id = name, per = 1, isLast, ...reported } = count;
  const of: Outcome['of'] = isLast
    ? (record, window) => dailyOf(record, window, name).at(-1) ?? null
    : (record, window) => dailyTotal(record, window, name) / per;
  return [{ id, ...reported, of, ...(isLast && { level: name }) }];
});

/** Outcomes made of several counts, or of another table of the record. */
const composed: Outcome[] = [
  {
    id: 'orders',
    headline: 10,
    role: 'result',
    label: 'Orders',
    unit: 'orders',
    better: 'lower',
    isCount: true,
    text: 'Fulfilled purchases through all channels.',
    of: (record, window) => seriesTotal(record, window, 'orders'),
  },
  {
    id: 'orders_site_target',
    role: 'result',
    label: 'Site orders in the target',
    unit: 'orders',
    better: 'none',
    isCount: true,
    text: 'Purchases at fixed sites of the target area.',
    of: (record, window) => seriesTotal(record, window, 'orders', 'site', 'target'),
  },
  {
    id: 'orders_site_buffer',
    role: 'result',
    label: 'Site orders in the buffer',
    unit: 'orders',
    better: 'none',
    isCount: true,
    text: 'Purchases at fixed sites of the buffer: more of them is displacement, fewer a diffusion of benefits.',
    of: (record, window) => seriesTotal(record, window, 'orders', 'site', 'buffer'),
  },
  {
    id: 'grams',
    role: 'result',
    label: 'Amount sold',
    unit: 'g',
    better: 'lower',
    isCount: false,
    text: 'Grams sold through all channels.',
    of: (record, window) => grams(seriesTotal(record, window, 'grams_mg')),
  },
  {
    id: 'revenue_eur',
    role: 'result',
    label: 'Revenue',
    unit: 'EUR',
    better: 'lower',
    isCount: false,
    text: 'What customers paid through all channels.',
    of: (record, window) => euros(seriesTotal(record, window, 'revenue_cents')),
  },
  {
    id: 'share_delivery',
    headline: 20,
    role: 'result',
    label: 'Share delivered',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of orders that were delivered.',
    of: (record, window) => channelShare(record, window, 'delivery'),
  },
  {
    id: 'share_site',
    headline: 130,
    role: 'result',
    label: 'Share at fixed sites',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of orders bought at fixed sites.',
    of: (record, window) => channelShare(record, window, 'site'),
  },
  {
    id: 'share_other',
    role: 'result',
    label: 'Share elsewhere',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of orders bought through neither a fixed site nor a platform.',
    of: (record, window) => channelShare(record, window, 'other'),
  },
  {
    id: 'unknown_product_share',
    role: 'result',
    label: 'Share of unknown composition',
    unit: 'share',
    better: 'lower',
    isCount: false,
    text: 'Share of purchases, those of couriers on the side included, that were of a product of unknown composition; gifts of it are counted apart.',
    of: (record, window) => {
      const aside = dailyTotal(record, window, 'side_sales');
      return ratio(dailyTotal(record, window, 'orders_unknown') + aside, seriesTotal(record, window, 'orders') + aside);
    },
  },
  classDelivered('low', 160),
  classDelivered('middle'),
  classDelivered('high', 170),
  {
    id: 'share_aware',
    role: 'result',
    label: 'Customers who know a platform',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of customers who know an active platform, at the end of the window.',
    of: (record, window) =>
      ratio(
        dailyOf(record, window, 'customers_aware').at(-1) ?? 0,
        dailyOf(record, window, 'customers_buying').at(-1) ?? 0,
      ),
  },
  {
    id: 'orders_lost_share',
    headline: 150,
    role: 'result',
    label: 'Delivery orders lost',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Orders placed with a platform and lost, of those lost and those delivered.',
    of: (record, window) => {
      const lost = dailyTotal(record, window, 'orders_lost');
      return ratio(lost, lost + dailyTotal(record, window, 'delivered'));
    },
  },
  {
    id: 'wait_mean_min',
    headline: 140,
    role: 'result',
    label: 'Mean wait',
    unit: 'min',
    better: 'none',
    isCount: false,
    text: 'Mean minutes from order to handover, delivered orders only.',
    of: quotient('wait_sum_min', 'delivered'),
  },
  {
    id: 'wait_p50_min',
    role: 'result',
    label: 'Median wait',
    unit: 'min',
    better: 'none',
    isCount: false,
    text: 'Minutes from order to handover that half of the delivered orders do not exceed.',
    isWhole: true,
    of: (record, window) => waitQuantileMin(record, window, 0.5),
  },
  {
    id: 'wait_le_30_share',
    role: 'result',
    label: 'Delivered within 30 min',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of delivered orders handed over within 30 minutes of the order.',
    isWhole: true,
    of: (record, window) => waitShareWithin(record, window, 30),
  },
  {
    id: 'wait_le_60_share',
    role: 'result',
    label: 'Delivered within 60 min',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of delivered orders handed over within 60 minutes of the order.',
    isWhole: true,
    of: (record, window) => waitShareWithin(record, window, 60),
  },
  {
    id: 'wait_queue_min',
    role: 'result',
    label: 'Mean wait in the queue',
    unit: 'min',
    better: 'none',
    isCount: false,
    text: 'Mean minutes from order to departure of the courier: the part of the mean wait that is not the way.',
    of: quotient('queue_sum_min', 'delivered'),
  },
  {
    id: 'share_cross_line',
    role: 'result',
    label: 'Orders that cross lines',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: "Share of delivered orders served by another line's courier, of clients who belong to one of several lines.",
    of: quotient('orders_cross_line', 'orders_of_lines'),
  },
  {
    id: 'orders_per_courier_day',
    role: 'result',
    label: 'Deliveries per courier-day',
    unit: 'orders per courier-day',
    better: 'none',
    isCount: false,
    text: 'Delivered orders per day on which a courier delivered at least one, a short shift by its share of the hours.',
    of: quotient('delivered', 'courier_days'),
  },
  {
    id: 'orders_per_client_month',
    role: 'result',
    label: 'Deliveries per client and month',
    unit: 'orders per client-month',
    better: 'none',
    isCount: false,
    text: 'Delivered orders per customer and month, of customers with at least one in that month.',
    isWhole: true,
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'delivered'), record.clientMonths[WINDOWS.indexOf(window)]),
  },
  {
    id: 'courier_pay_day_eur',
    role: 'result',
    label: 'Pay of a courier in a day',
    unit: 'EUR per courier-day',
    better: 'none',
    isCount: false,
    text: 'What couriers are paid, bonus and shares included, per day on which a courier delivered, a short shift by its share of the hours.',
    of: (record, window) =>
      ratio(euros(dailyTotal(record, window, 'courier_pay_cents')), dailyTotal(record, window, 'courier_days')),
  },
  {
    id: 'manager_income_eur_month',
    role: 'result',
    label: 'Income of a manager in a month',
    unit: 'EUR per month',
    better: 'none',
    isCount: false,
    text: 'Pay and profit of a manager in a month, mean over platforms that sell.',
    of: (record, window) => {
      const perWeek = ratio(
        euros(dailyTotal(record, window, 'manager_income_cents')),
        dailyTotal(record, window, 'manager_weeks'),
      );
      return perWeek === null ? null : (perWeek * DAYS_PER_MEAN_MONTH) / DAYS_PER_WEEK;
    },
  },
  {
    id: 'defections',
    role: 'result',
    label: 'Defections',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Couriers who leave their platform for its clients, whether or not they open one of their own.',
    of: (record, window) =>
      dailyTotal(record, window, 'defections_opened') + dailyTotal(record, window, 'defections_stopped'),
  },
  {
    id: 'share_women_couriers',
    role: 'result',
    label: 'Women among couriers',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of women among the couriers of platforms that sell.',
    of: quotient('couriers_women', 'couriers_present'),
  },
  {
    id: 'share_minors_couriers',
    role: 'result',
    label: 'Minors among couriers',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of minors among the couriers of platforms that sell.',
    of: quotient('couriers_minors', 'couriers_present'),
  },
  {
    id: 'share_side_selling_couriers',
    role: 'result',
    label: 'Couriers who sell on the side',
    unit: 'share',
    better: 'lower',
    isCount: false,
    text: 'Share of the couriers of platforms that sell who also sell a second product of their own.',
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'couriers_aside'), dailyTotal(record, window, 'couriers_present')),
  },
  {
    id: 'side_sales_share',
    role: 'result',
    label: 'Deliveries with a sale on the side',
    unit: 'share',
    better: 'lower',
    isCount: false,
    text: 'Share of delivered orders with which the client also bought a product of unknown composition of the courier.',
    of: (record, window) => ratio(dailyTotal(record, window, 'side_sales'), dailyTotal(record, window, 'delivered')),
  },
  {
    id: 'side_sellers_found_share',
    role: 'result',
    label: 'Sellers on the side found out',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Of the couriers who sold on the side and have left their post, the share whose manager had found out.',
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'side_sellers_found'), dailyTotal(record, window, 'side_sellers_left')),
  },
  {
    id: 'vacancy_week_share',
    role: 'result',
    label: 'Weeks with a vacancy',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the weeks of platforms that sell in which one of their posts is vacant.',
    of: quotient('platform_weeks_vacant', 'platform_weeks'),
  },
  {
    id: 'arrests_women_share',
    role: 'activity',
    label: 'Women among those arrested',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of women among the couriers arrested.',
    of: quotient('arrests_women', 'arrests_couriers'),
  },
  {
    id: 'arrests_minors_share',
    role: 'activity',
    label: 'Minors among those arrested',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of minors among the couriers arrested.',
    of: quotient('arrests_minors', 'arrests_couriers'),
  },
  {
    id: 'arrests',
    role: 'activity',
    label: 'Arrests',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Persons arrested: couriers, managers and at sites.',
    of: (record, window) =>
      (['arrests_couriers', 'arrests_managers', 'arrests_sites'] as const).reduce(
        (sum, count) => sum + dailyTotal(record, window, count),
        0,
      ),
  },
  {
    id: 'arrested_with_priors_share',
    role: 'activity',
    label: 'Couriers arrested who have priors',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the couriers arrested who had been arrested or convicted before.',
    of: quotient('arrests_with_priors', 'arrests_couriers'),
  },
  firmShare('firm_share', 'all sentenced', TRIED),
  firmShare('firm_share_couriers', 'couriers sentenced', ['couriers']),
  firmShare('firm_share_managers', 'managers sentenced', ['managers']),
  firmShare('firm_share_sites', 'sellers at sites sentenced', ['sites']),
  {
    id: 'sentence_months_mean',
    role: 'activity',
    label: 'Mean length of firm prison',
    unit: 'months',
    better: 'none',
    isCount: false,
    text: 'Mean length of firm prison of all sentenced to it, minors and managers included, by the day of their arrest.',
    of: (record, window) => {
      const months = ratio(dailyTotal(record, window, 'firm_days'), sentences(record, window, 'firm', TRIED));
      return months === null ? null : months / DAYS_PER_MEAN_MONTH;
    },
  },
  {
    id: 'jailed_at_sites_share',
    role: 'activity',
    label: 'Jailed at once at sites',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the persons arrested at sites who go to prison at once.',
    of: quotient('jailed_at_sites', 'arrests_sites'),
  },
  {
    id: 'calls',
    role: 'result',
    label: "Residents' calls",
    unit: 'calls',
    better: 'lower',
    isCount: true,
    text: 'Calls of residents about the trade near them.',
    isWhole: true,
    of: (record, window) => callsTotal(record, window, 'calls'),
  },
  {
    id: 'recorded_calls',
    role: 'recorded',
    label: "Residents' calls, recorded",
    unit: 'calls',
    better: 'none',
    isCount: true,
    text: 'Those of the calls that are put on record.',
    isWhole: true,
    of: (record, window) => callsTotal(record, window, 'calls_recorded'),
  },
  {
    id: 'site_downtime_median_days',
    role: 'activity',
    label: 'Time shut by an operation, median',
    unit: 'days',
    better: 'none',
    isCount: false,
    text: 'Days for which half of the operations shut their site or longer, those that close it for good included; not defined above four weeks.',
    of: medianDowntimeDays,
  },
  violenceIndex(''),
  violenceIndex('recorded_'),
  {
    id: 'rate_ceiling_share',
    role: 'check',
    label: 'Occasions above the rate ceiling',
    unit: 'share',
    better: 'lower',
    isCount: false,
    text: 'Candidate occasions that the rate ceiling cut off, over the whole run with its burn-in; a check on the run.',
    isWhole: true,
    of: (record) => ratio(record.ceiling[0], record.ceiling[1]),
  },
];

/** All outcomes, in the order in which they are reported. */
export const OUTCOMES: readonly Outcome[] = [...composed, ...PLATFORM_OUTCOMES, ...counted].map((outcome) => ({
  ...outcome,
  of: (record, window) => {
    const [from, to] = daysOf(record, window);
    return from < to ? outcome.of(record, window) : null;
  },
}));

/**
 * Ids of the outcomes shown first, in order of rank. Tables, charts and pages take as many from the start as they have
 * room for.
 */
const HEADLINES: readonly string[] = OUTCOMES.filter(({ headline }) => headline !== undefined)
  .sort((a, b) => a.headline! - b.headline!)
  .map(({ id }) => id);

const ROLES = new Map(OUTCOMES.map(({ id, role }) => [id, role]));

/** The first `most` headlines of those roles, for which `isKnown` holds. */
export const headlines = (
  most: number,
  isKnown: (id: string) => boolean = () => true,
  roles: readonly Role[] = ['result', 'recorded', 'activity', 'input', 'check'],
): string[] => HEADLINES.filter((id) => roles.includes(ROLES.get(id) as Role) && isKnown(id)).slice(0, most);

/** Whether an outcome counts events, and none happened in any replicate behind these means. */
export const hasNoEvent = (id: string, ...means: readonly (number | null)[]): boolean =>
  EVENTS.has(id) && means.every((mean) => mean === 0);
const EVENTS = new Set(OUTCOMES.filter(({ isCount, isCertain }) => isCount && !isCertain).map(({ id }) => id));

/** A count over another. */
function quotient(above: CountName, below: CountName): Outcome['of'] {
  return (record, window) => ratio(dailyTotal(record, window, above), dailyTotal(record, window, below));
}

/** Share delivered of the orders of an income class. */
function classDelivered(income: IncomeClass, headline?: number): Outcome {
  return {
    id: `share_delivery_${income}`,
    ...(headline && { headline }),
    role: 'result',
    label: `Share delivered, ${income} income`,
    unit: 'share',
    better: 'none',
    isCount: false,
    text: `Share of the orders of customers of ${income} income that were delivered.`,
    isWhole: true,
    of: (record, window) => classShare(record, window, income, 'delivery'),
  };
}

const channelShare = (record: ArmRecord, window: Window, channel: 'site' | 'delivery' | 'other'): number | null =>
  ratio(seriesTotal(record, window, 'orders', channel), seriesTotal(record, window, 'orders'));

/** From operations by the week in which their site sells again; sites reopen at a constant rate within each week. */
function medianDowntimeDays(record: ArmRecord, window: Window): number | null {
  const all = dailyTotal(record, window, 'site_operations');
  let shut = all;
  for (const [week, name] of DOWNTIME_WEEKS.entries()) {
    const before = shut;
    shut -= dailyTotal(record, window, name);
    if (all > 0 && shut <= all / 2)
      return (
        (week + (shut === 0 ? all / 2 / before : Math.log((2 * before) / all) / Math.log(before / shut))) *
        DAYS_PER_WEEK
      );
  }
  return null;
}
const DOWNTIME_WEEKS = [
  'operations_shut_week_1',
  'operations_shut_week_2',
  'operations_shut_week_3',
  'operations_shut_week_4',
] as const;

/** Sentences of some groups that follow arrests of a window: all of them, or those that are firm prison. */
function sentences(record: ArmRecord, window: Window, which: 'sentences' | 'firm', of: readonly Tried[]): number {
  return of.reduce((sum, who) => sum + dailyTotal(record, window, `${which}_${who}`), 0);
}

/** Share of firm prison among the sentences of some groups. */
function firmShare(id: string, whom: string, of: readonly Tried[]): Outcome {
  return {
    id,
    role: 'activity',
    label: `Firm prison, of ${whom}`,
    unit: 'share',
    better: 'none',
    isCount: false,
    text: `Share of the sentences of ${whom} that are firm prison, by the day of the arrest; the others are suspended.`,
    of: (record, window) => ratio(sentences(record, window, 'firm', of), sentences(record, window, 'sentences', of)),
  };
}

/** Acts of violence of all kinds, true and recorded, with those in which a person dies counted twice. */
function violenceIndex(prefix: '' | 'recorded_'): Outcome {
  const isRecorded = prefix !== '';
  return {
    id: `${prefix}violence_index`,
    role: isRecorded ? 'recorded' : 'result',
    label: isRecorded ? 'Violence, recorded' : 'Violence',
    unit: 'weighted events',
    better: isRecorded ? 'none' : 'lower',
    isCount: true,
    text: `Killings and attempts${isRecorded ? ' on record' : ''} around the trade, of all kinds; those in which a person dies count twice.`,
    of: (record, window) =>
      VIOLENCE_KINDS.reduce(
        (sum, kind) => sum + dailyTotal(record, window, `${prefix}violence_${kind}`),
        dailyTotal(record, window, `${prefix}violence_lethal`),
      ),
  };
}
