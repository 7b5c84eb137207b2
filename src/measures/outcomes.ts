// The registry of outcomes: each a pure function of what one arm recorded. Knows no arm, no policy and no interval.
import { type ArmRecord, VIOLENCE_KINDS, WINDOWS } from '../engine/kernel/record.ts';
import { callsTotal, classShare, dailyOf, dailyTotal, daysOf, ratio, seriesTotal, type Window } from './totals.ts';
import { waitQuantileMin, waitShareWithin } from './waits.ts';

/**
 * What an outcome says something about: the trade and what it does to people; the same as the police have it on record;
 * what police and courts do, as much as what there is to be found; what policies spend; whether the run may be trusted.
 */
export type Role = 'result' | 'recorded' | 'activity' | 'input' | 'check';

export interface Outcome {
  /** Key in `results.json`; never renamed. */
  id: string;
  role: Role;
  label: string;
  unit: string;
  /** Which way is better for residents and customers' health; none where that is open, or where it measures activity. */
  better: 'lower' | 'higher' | 'none';
  /** Whether it counts events, persons or sites, so that two arms are also compared by the ratio of their means. */
  isCount: boolean;
  /** Of counts: that 0 in every replicate is a zero for certain, as of a mean and of what is there at one moment. */
  isCertain?: true;
  /** What it counts, in one sentence. */
  text: string;
  /** Its value in one window; null where it is undefined: a quotient of nothing, or a window without days. */
  of: (record: ArmRecord, window: Window) => number | null;
}

const all: Outcome[] = [
  {
    id: 'orders',
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
    of: (record, window) => seriesTotal(record, window, 'grams_mg') / 1000,
  },
  {
    id: 'revenue_eur',
    role: 'result',
    label: 'Revenue',
    unit: 'EUR',
    better: 'lower',
    isCount: false,
    text: 'What customers paid through all channels.',
    of: (record, window) => seriesTotal(record, window, 'revenue_cents') / 100,
  },
  {
    id: 'share_delivery',
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
    role: 'result',
    label: 'Share delivered, high income',
    unit: 'share',
    better: 'none',
    isCount: false,
    text: 'Share of the orders of customers of high income that were delivered.',
    of: (record, window) => classShare(record, window, 'high', 'delivery'),
  },
  {
    id: 'orders_lost_share',
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
    id: 'sites_open_end',
    role: 'result',
    label: 'Sites open at the end',
    unit: 'sites',
    better: 'lower',
    isCount: true,
    isCertain: true,
    text: 'Fixed sites open on the last day of the window.',
    of: (record, window) => dailyOf(record, window, 'sites_open').at(-1) ?? null,
  },
  {
    id: 'site_closures',
    role: 'activity',
    label: 'Site closures',
    unit: 'sites',
    better: 'none',
    isCount: true,
    text: 'Fixed sites that closed, by themselves, after an operation or by a ban; new ones may open.',
    of: (record, window) => dailyTotal(record, window, 'site_closures'),
  },
  {
    id: 'site_operations',
    role: 'activity',
    label: 'Site operations',
    unit: 'operations',
    better: 'none',
    isCount: true,
    text: 'Police operations against fixed sites: a measure of activity.',
    of: (record, window) => dailyTotal(record, window, 'site_operations'),
  },
  {
    id: 'arrests_couriers',
    role: 'activity',
    label: 'Couriers arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Couriers arrested on the way and in takedowns: a measure of activity as much as of the trade.',
    of: (record, window) => dailyTotal(record, window, 'arrests_couriers'),
  },
  expected('arrests_couriers', {
    label: 'Couriers arrested, expected',
    unit: 'persons',
    better: 'none',
    text: 'Couriers arrested on the way and in takedowns, as many as were to be expected of the hours spent and of the trade as it went.',
  }),
  {
    id: 'arrests_sites',
    role: 'activity',
    label: 'Arrests at sites',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Persons arrested in operations against fixed sites: a measure of activity as much as of the trade.',
    of: (record, window) => dailyTotal(record, window, 'arrests_sites'),
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
    id: 'site_bans',
    role: 'activity',
    label: 'Site bans',
    unit: 'bans',
    better: 'none',
    isCount: true,
    text: 'Operators banned from their fixed site: a measure of activity.',
    of: (record, window) => dailyTotal(record, window, 'site_bans'),
  },
  {
    id: 'nuisance',
    role: 'result',
    label: 'Nuisance',
    unit: 'million person-hours',
    better: 'lower',
    isCount: false,
    text: 'Hours that fixed sites were open, and acts of violence as so many hours, each times the people who live near.',
    of: (record, window) => dailyTotal(record, window, 'nuisance_person_h') / 1e6,
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
  {
    id: 'takedowns',
    role: 'activity',
    label: 'Takedowns',
    unit: 'takedowns',
    better: 'none',
    isCount: true,
    text: 'Investigations of lines that ended in a takedown, arrests of line holders included: a measure of activity.',
    of: (record, window) => dailyTotal(record, window, 'takedowns'),
  },
  {
    id: 'lines_cut',
    role: 'activity',
    label: 'Lines cut',
    unit: 'lines',
    better: 'none',
    isCount: true,
    text: 'Lines that fell in takedowns, with sister lines, or lost their number: a measure of activity; most come back.',
    of: (record, window) => dailyTotal(record, window, 'lines_cut'),
  },
  {
    id: 'platforms_active_end',
    role: 'result',
    label: 'Platforms active at the end',
    unit: 'platforms',
    better: 'lower',
    isCount: true,
    isCertain: true,
    text: 'Platforms that sell on the last day of the window: neither dark nor yet to open.',
    of: (record, window) => dailyOf(record, window, 'platforms_active').at(-1) ?? null,
  },
  {
    id: 'arrests_managers',
    role: 'activity',
    label: 'Managers arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Managers of platforms arrested: a measure of activity as much as of the trade.',
    of: (record, window) => dailyTotal(record, window, 'arrests_managers'),
  },
  {
    id: 'persons_presented',
    role: 'activity',
    label: 'Persons presented to a judge',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Persons arrested who were presented to a judge: a measure of activity as much as of the trade.',
    of: (record, window) => dailyTotal(record, window, 'persons_presented'),
  },
  {
    id: 'custody_person_days',
    role: 'result',
    label: 'Days in custody',
    unit: 'person-days',
    better: 'none',
    isCount: false,
    text: 'Days that persons spent in police custody, on remand and in prison within the window, whenever arrested.',
    of: (record, window) => dailyTotal(record, window, 'custody_person_days'),
  },
  {
    id: 'seized_eur',
    role: 'activity',
    label: 'Seized',
    unit: 'EUR',
    better: 'none',
    isCount: false,
    text: 'Cash seized in takedowns, and product seized there and from couriers at what it cost the seller: a measure of activity.',
    of: (record, window) => dailyTotal(record, window, 'seized_cents') / 100,
  },
  {
    id: 'officer_hours',
    role: 'input',
    label: 'Officer-hours',
    unit: 'h',
    better: 'lower',
    isCount: false,
    text: 'Officer-hours spent by all policies, those of the background included.',
    of: (record, window) => dailyTotal(record, window, 'officer_minutes') / 60,
  },
  {
    id: 'officer_hours_offered',
    role: 'input',
    label: 'Officer-hours offered',
    unit: 'h',
    better: 'none',
    isCount: false,
    text: 'Officer-hours that all policies had to spend by their dates, those of the background included, whether or not they found work.',
    // Whole thousandths of a minute.
    of: (record, window) => Math.round(dailyTotal(record, window, 'officer_minutes_offered') * 1000) / 60_000,
  },
  {
    id: 'cost_eur',
    role: 'input',
    label: 'Cost of the policies',
    unit: 'EUR',
    better: 'lower',
    isCount: false,
    text: 'What all policies cost, those of the background included: officer-hours at their price, and money paid directly.',
    of: (record, window) => dailyTotal(record, window, 'cost_cents') / 100,
  },
  {
    id: 'cost_eur_offered',
    role: 'input',
    label: 'Cost of what was offered',
    unit: 'EUR',
    better: 'none',
    isCount: false,
    text: 'What all policies would cost if all that they were offered had been spent, those of the background included.',
    of: (record, window) => dailyTotal(record, window, 'cost_cents_offered') / 100,
  },
  expected('violence', {
    label: 'Violence, expected',
    unit: 'events',
    better: 'lower',
    text: 'Killings and attempts around the trade, of all kinds, that were to be expected of the trade as it went, with the retaliation that they would bring about; each counts once.',
  }),
  ...violenceOutcomes(),
  {
    id: 'emergency_visits',
    role: 'result',
    label: 'Emergency visits',
    unit: 'visits',
    better: 'lower',
    isCount: true,
    text: 'Emergency visits of customers that their purchases led to.',
    of: (record, window) => dailyTotal(record, window, 'emergency_visits'),
  },
  expected('emergency_visits', {
    label: 'Emergency visits, expected',
    unit: 'visits',
    better: 'lower',
    text: 'Emergency visits of customers that were to be expected of what was bought.',
  }),
  {
    id: 'recorded_emergency_visits',
    role: 'recorded',
    label: 'Emergency visits, recorded',
    unit: 'visits',
    better: 'none',
    isCount: true,
    text: 'Those of the emergency visits that are put on record.',
    of: (record, window) => dailyTotal(record, window, 'recorded_emergency_visits'),
  },
  {
    id: 'deaths',
    role: 'result',
    label: 'Deaths of customers',
    unit: 'persons',
    better: 'lower',
    isCount: true,
    text: 'Emergency visits that end in death.',
    of: (record, window) => dailyTotal(record, window, 'deaths'),
  },
  expected('deaths', {
    label: 'Deaths of customers, expected',
    unit: 'persons',
    better: 'lower',
    text: 'Emergency visits that end in death, as many as were to be expected of what was bought.',
  }),
  {
    id: 'recorded_deaths',
    role: 'recorded',
    label: 'Deaths of customers on record',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Those of the recorded emergency visits that end in death.',
    of: (record, window) => dailyTotal(record, window, 'recorded_deaths'),
  },
  {
    id: 'customers_active_end',
    role: 'result',
    label: 'Customers at the end',
    unit: 'customers',
    better: 'lower',
    isCount: true,
    isCertain: true,
    text: 'Customers who buy, on the last day of the window: neither stopped nor yet to begin.',
    of: (record, window) => dailyOf(record, window, 'customers_active').at(-1) ?? null,
  },
  {
    id: 'fines_customers',
    role: 'activity',
    label: 'Customers fined',
    unit: 'fines',
    better: 'none',
    isCount: true,
    text: 'Fines of visitors of fixed sites: a measure of activity.',
    of: (record, window) => dailyTotal(record, window, 'fines_customers'),
  },
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
export const OUTCOMES: readonly Outcome[] = all.map((outcome) => ({
  ...outcome,
  of: (record, window) => {
    const [from, to] = daysOf(record, window);
    return from < to ? outcome.of(record, window) : null;
  },
}));

/**
 * Ids of the outcomes that a reader is shown first, the foremost first: tables, charts and pages take from its head as many
 * as they have room for.
 */
export const HEADLINES: readonly string[] = [
  'orders',
  'share_delivery',
  'violence_expected',
  'emergency_visits_expected',
  'deaths_expected',
  'sites_open_end',
  'platforms_active_end',
  'nuisance',
  'arrests_couriers_expected',
  'custody_person_days',
  'officer_hours',
  'cost_eur',
  'share_site',
  'wait_mean_min',
  'orders_lost_share',
  'share_delivery_low',
  'share_delivery_high',
  'arrests_sites',
  'site_closures',
];

const ROLES = new Map(OUTCOMES.map(({ id, role }) => [id, role]));

/** The first `most` headlines of those roles, for which `isKnown` holds. */
export const headlines = (
  most: number,
  isKnown: (id: string) => boolean = () => true,
  roles: readonly Role[] = ['result', 'recorded', 'activity', 'input', 'check'],
): string[] => HEADLINES.filter((id) => roles.includes(ROLES.get(id) as Role) && isKnown(id)).slice(0, most);

/** Whether an outcome counts events of which none happened in any replicate that these are the means of. */
export const hasNoEvent = (id: string, ...means: readonly (number | null)[]): boolean =>
  EVENTS.has(id) && means.every((mean) => mean === 0);
const EVENTS = new Set(all.filter(({ isCount, isCertain }) => isCount && !isCertain).map(({ id }) => id));

/** The mean of a rare count: the sum of the chances of its events, without the luck of the single ones. */
function expected(
  count: 'violence' | 'emergency_visits' | 'deaths' | 'arrests_couriers',
  texts: Pick<Outcome, 'label' | 'unit' | 'better' | 'text'>,
): Outcome {
  const id = `${count}_expected` as const;
  return {
    id,
    role: 'result',
    ...texts,
    isCount: true,
    isCertain: true,
    of: (record, window) => dailyTotal(record, window, id),
  };
}

const channelShare = (record: ArmRecord, window: Window, channel: 'site' | 'delivery' | 'other'): number | null =>
  ratio(seriesTotal(record, window, 'orders', channel), seriesTotal(record, window, 'orders'));

/** Acts of violence, true and recorded: all kinds with the lethal ones counted twice, each kind, and the lethal ones. */
function violenceOutcomes(): Outcome[] {
  const about: Record<(typeof VIOLENCE_KINDS)[number], string> = {
    territorial: 'over territory, places that operations vacated included',
    robbery: 'by robbery of sites and platforms',
    punishment: 'to punish those who defect; none in this version',
    retaliation: 'that other such acts brought about',
  };
  return (['', 'recorded_'] as const).flatMap((prefix): Outcome[] => {
    const isRecorded = prefix !== '';
    const role = isRecorded ? 'recorded' : 'result';
    const acts = isRecorded ? 'Killings and attempts on record' : 'Killings and attempts';
    const label = (what: string): string => `${what}${isRecorded ? ', recorded' : ''}`;
    const all = (record: ArmRecord, window: Window): number =>
      VIOLENCE_KINDS.reduce((sum, kind) => sum + dailyTotal(record, window, `${prefix}violence_${kind}`), 0);
    return [
      {
        id: `${prefix}violence_index`,
        role,
        label: label('Violence'),
        unit: 'weighted events',
        better: isRecorded ? 'none' : 'lower',
        isCount: true,
        text: `${acts} around the trade, of all kinds; those in which a person dies count twice.`,
        of: (record, window) => all(record, window) + dailyTotal(record, window, `${prefix}violence_lethal`),
      },
      ...VIOLENCE_KINDS.map(
        (kind): Outcome => ({
          id: `${prefix}violence_${kind}`,
          role,
          label: label(`Violence, ${kind}`),
          unit: 'events',
          better: isRecorded ? 'none' : 'lower',
          isCount: true,
          text: `${acts} ${about[kind]}.`,
          of: (record, window) => dailyTotal(record, window, `${prefix}violence_${kind}`),
        }),
      ),
      {
        id: `${prefix}violence_lethal`,
        role,
        label: label('Killings'),
        unit: 'events',
        better: isRecorded ? 'none' : 'lower',
        isCount: true,
        text: `Acts of violence around the trade${isRecorded ? ' on record' : ''}, of all kinds, in which a person dies.`,
        of: (record, window) => dailyTotal(record, window, `${prefix}violence_lethal`),
      },
    ];
  });
}
