// The registry of outcomes: each is a pure function of the record of one arm.
import { COUNT_NAMES, COUNTS } from '../engine/counts.ts';
import { type ArmRecord, type Reported, type Role, VIOLENCE_KINDS, WINDOWS } from '../engine/kernel/record.ts';
import { euros, grams } from '../units.ts';
import { callsTotal, classShare, dailyOf, dailyTotal, daysOf, ratio, seriesTotal, type Window } from './totals.ts';
import { waitQuantileMin, waitShareWithin } from './waits.ts';

export type { Role };

export interface Outcome extends Reported {
  /** Key in `results.json`; never renamed. */
  id: string;
  /** Its value in one window; null where it is undefined: a quotient of nothing, or a window without days. */
  of: (record: ArmRecord, window: Window) => number | null;
}

/** Outcomes that are one count; the part of the model that counts it describes it. */
const counted: Outcome[] = COUNT_NAMES.flatMap((name) => {
  const count = COUNTS[name];
  if (count.label === undefined) return [];
  const { id = name, per = 1, isLast, ...reported } = count;
  const of: Outcome['of'] = isLast
    ? (record, window) => dailyOf(record, window, name).at(-1) ?? null
    : (record, window) => dailyTotal(record, window, name) / per;
  return [{ id, ...reported, of }];
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
    id: 'share_delivery_low',
    headline: 160,
    role: 'result',
    label: 'Share delivered, low income',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the orders of customers of low income that were delivered.',
    of: (record, window) => classShare(record, window, 'low', 'delivery'),
  },
  {
    id: 'share_delivery_middle',
    role: 'result',
    label: 'Share delivered, middle income',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the orders of customers of middle income that were delivered.',
    of: (record, window) => classShare(record, window, 'middle', 'delivery'),
  },
  {
    id: 'share_delivery_high',
    headline: 170,
    role: 'result',
    label: 'Share delivered, high income',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the orders of customers of high income that were delivered.',
    of: (record, window) => classShare(record, window, 'high', 'delivery'),
  },
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
    of: (record, window) => ratio(dailyTotal(record, window, 'wait_sum_min'), dailyTotal(record, window, 'delivered')),
  },
  {
    id: 'wait_p50_min',
    role: 'result',
    label: 'Median wait',
    unit: 'min',
    better: 'none',
    isCount: false,
    text: 'Minutes from order to handover that half of the delivered orders do not exceed.',
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
    of: (record, window) => waitShareWithin(record, window, 30),
  },
  {
    id: 'orders_per_courier_day',
    role: 'result',
    label: 'Deliveries per courier-day',
    unit: 'orders per courier-day',
    better: 'none',
    isCount: false,
    text: 'Delivered orders per day on which a courier delivered at least one.',
    of: (record, window) => ratio(dailyTotal(record, window, 'delivered'), dailyTotal(record, window, 'courier_days')),
  },
  {
    id: 'orders_per_client_month',
    role: 'result',
    label: 'Deliveries per client and month',
    unit: 'orders per client-month',
    better: 'none',
    isCount: false,
    text: 'Delivered orders per customer and month, of customers with at least one in that month.',
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'delivered'), record.clientMonths[WINDOWS.indexOf(window)]),
  },
  {
    id: 'arrests_women_share',
    role: 'activity',
    label: 'Women among those arrested',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of women among the couriers arrested.',
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'arrests_women'), dailyTotal(record, window, 'arrests_couriers')),
  },
  {
    id: 'arrests_minors_share',
    role: 'activity',
    label: 'Minors among those arrested',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of minors among the couriers arrested.',
    of: (record, window) =>
      ratio(dailyTotal(record, window, 'arrests_minors'), dailyTotal(record, window, 'arrests_couriers')),
  },
  {
    id: 'calls',
    role: 'result',
    label: "Residents' calls",
    unit: 'calls',
    better: 'lower',
    isCount: true,
    text: 'Calls of residents about the trade near them.',
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
    of: (record, window) => callsTotal(record, window, 'calls_recorded'),
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
    of: (record) => ratio(record.ceiling[0], record.ceiling[1]),
  },
];

/** All outcomes, in the order in which they are reported. */
export const OUTCOMES: readonly Outcome[] = [...composed, ...counted].map((outcome) => ({
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

const channelShare = (record: ArmRecord, window: Window, channel: 'site' | 'delivery' | 'other'): number | null =>
  ratio(seriesTotal(record, window, 'orders', channel), seriesTotal(record, window, 'orders'));

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
