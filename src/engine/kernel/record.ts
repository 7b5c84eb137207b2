// The record of one arm in one replicate: counts in typed arrays, and how they are laid out.

export const CHANNELS = ['site', 'delivery', 'other'] as const;
export const GROUPS = ['target', 'buffer', 'control'] as const;
export const PRODUCTS = ['main', 'second', 'unknown'] as const;
/** A product by number; of the third nobody knows the composition. */
export const PRODUCT = { main: 0, second: 1, unknown: 2 } as const;
export const WINDOWS = ['pre', 'post'] as const;
export const CLASSES = ['low', 'middle', 'high'] as const;

/** Measures of `series`, per day, channel and area group. */
export const SERIES_MEASURES = ['orders', 'grams_mg', 'revenue_cents'] as const;

/**
 * What an outcome is about. `result`: the trade and its effects on people. `recorded`: the same as recorded by the
 * police. `activity`: what police and courts do. `input`: what policies spend. `check`: whether the run can be trusted.
 */
export type Role = 'result' | 'recorded' | 'activity' | 'input' | 'check';

/** How an outcome is reported, whether it is one count or made of several. */
export interface Reported {
  role: Role;
  label: string;
  unit: string;
  /** Which side is better for residents and customers' health; none where that is not clear or it measures activity. */
  better: 'lower' | 'higher' | 'none';
  /** Whether it counts events, persons or sites, so that two arms are also compared by the ratio of their means. */
  isCount: boolean;
  /** Of counts: 0 in every replicate is exactly 0, as it is for an expected value or a number at one moment. */
  isCertain?: true;
  /** What it counts, in one sentence. */
  text: string;
  /** Rank among the outcomes shown first; absent for all others. */
  headline?: number;
}

/** A count that is an outcome by itself: its sum over the days of a window. */
export interface CountedOutcome extends Reported {
  /** Key in `results.json`, never renamed; the name of the count when not given. */
  id?: string;
  /** Counted units in one unit of the outcome; 1 when not given. */
  per?: number;
  /** The value is that of the last day of the window, not the sum. */
  isLast?: true;
}

/**
 * A count by day of the reported windows, one row of `daily`. Some counts only enter outcomes made of several. Counts
 * called expected are means of what is drawn: the sum of the day's probabilities, given the trade so far.
 */
export type Count = CountedOutcome | { text: string; unit: string; role?: never; label?: never };

/** Adds to a day of a count; days before day 0 are not kept. */
export function add(count: Float64Array, reportedDay: number, amount: number): void {
  if (reportedDay >= 0) count[reportedDay] += amount;
}

/** Windows of `effort`: all days before day 0, and the reported ones. */
export const EFFORT_WINDOWS = ['before', ...WINDOWS] as const;
/** Why offered effort is not spent: there was no target, enough was done, or it is left from rounding or saving. */
export const UNSPENT = ['no_zone', 'no_site', 'no_line', 'nobody', 'enough', 'remainder'] as const;
export type UnspentReason = (typeof UNSPENT)[number];
/** Why effort that was spent has no effect. */
export const WITHOUT_EFFECT = ['below_dose', 'enough', 'nobody', 'closed', 'no_takedown', 'unfinished'] as const;
export type WithoutEffectReason = (typeof WITHOUT_EFFECT)[number];
/** Number of measures in `effort` by policy: offered, spent, then the parts by reason. */
const N_EFFORT_MEASURES = 2 + UNSPENT.length + WITHOUT_EFFECT.length;

/** Channels in which residents may notice trade: the first of CHANNELS. */
export const CALL_CHANNELS = ['site', 'delivery'] as const;
/** Measures of `events` and `zoneEvents`: fulfilled orders, residents' calls about them, and recorded calls. */
export const EVENT_MEASURES = ['orders', 'calls', 'calls_recorded'] as const;

/** Kinds of events that an evaluator may have: residents' calls, in `events`; acts of violence, in `violence`. */
export const EVENT_KINDS = ['calls', 'violence'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Measures of `violence` and `zoneViolence`: acts of violence of all kinds, and recorded ones. */
export const VIOLENCE_MEASURES = ['violence', 'violence_recorded'] as const;
/** Causes of acts of violence. */
export const VIOLENCE_KINDS = ['territorial', 'robbery', 'punishment', 'retaliation'] as const;

/** What can happen to a platform. `takedown`: it goes dark; `recovery`: it sells again what it sold before it went dark; `defection`: a courier leaves it with clients; `sale`: it buys a file. */
export const PLATFORM_EVENTS = ['birth', 'takedown', 'rebirth', 'recovery', 'exit', 'defection', 'sale'] as const;
export type PlatformEventKind = (typeof PLATFORM_EVENTS)[number];
/** Why it happens: of births where a platform comes from, of takedowns what they were aimed at, of defections what becomes of the courier, of exits how they come. */
export const EVENT_CAUSES = [
  'none',
  'start',
  'niche',
  'ban',
  'site',
  'defection',
  'opens',
  'stops',
  'investigation',
  'holder_arrest',
  'shock',
  'insolvent',
  'with_cash',
  'dissolved',
] as const;
export type EventCause = (typeof EVENT_CAUSES)[number];
/**
 * What a row of `platformEvents` holds: the reported day, negative before day 0; places in the two lists above; number
 * of the platform among the births of the arm, and its key, the same in all arms; its archetype by number; its clients.
 */
export const EVENT_FIELDS = ['day', 'kind', 'birth', 'key', 'archetype', 'cause', 'fileBefore', 'fileAfter'] as const;

/** Width of a bin of `waits`, minutes; the last bin holds all longer waits. */
export const WAIT_BIN_MIN = 0.5;
export const WAIT_BINS = 600;

/** Cell of the displacement tape: an occasion without a purchase, on which no seller was chosen. */
export const NOTHING = 0;
/** Cell of an order; these lie between NOTHING and LOST. */
export const orderCell = (channel: number, inTarget: number, inHours: number, product: number): number =>
  1 + ((channel * 2 + inTarget) * 2 + inHours) * PRODUCTS.length + product;
/** Cell of an occasion on which a chosen seller did not serve and that ended without an order. */
export const LOST = 1 + CHANNELS.length * 2 * 2 * PRODUCTS.length;
/** Cells of the displacement tape. */
export const N_CELLS = LOST + 1;
/** Whether a cell is that of an order. */
export const isOrder = (cell: number): boolean => cell !== NOTHING && cell !== LOST;

/** Whether a cell is that of a delivery. */
export const isDelivery = (cell: number): boolean => cell >= orderCell(1, 0, 0, 0) && cell < orderCell(2, 0, 0, 0);

/**
 * Measures of `sellerMoves`, deliveries of one cell by another platform: from a platform whose lines are hit on the day,
 * more of them down in one arm than in the other, to one that is not; the reverse; and between alike.
 */
export const SELLER_MOVE = { away: 0, back: 1, alike: 2 } as const;
export const N_SELLER_MOVES = 3;

/** Days per month in `cells`: blocks of 30 days from day 0, the last one shorter. */
export const DAYS_PER_MONTH = 30;

/**
 * The outcome of one arm in one replicate. Days run from 0 (first reported) to `nDays` - 1; the pre window is the first
 * `preDays` of them, the post window the rest. Typed arrays are row-major in the order named.
 */
export interface ArmRecord {
  arm: string;
  replicate: number;
  nDays: number;
  preDays: number;
  nZones: number;
  nMonths: number;
  /** [day][channel][group][SERIES_MEASURES] */
  series: Float64Array;
  /** [count][day], counts in the order of COUNTS. */
  daily: Float64Array;
  /** Orders by [month][zone][channel][in hours 0|1][product]; zone is the site's, else the customer's. */
  cells: Uint32Array;
  /** Fulfilled orders by [window][class][channel]. */
  byClass: Float64Array;
  /** Delivered orders by minutes from order to handover, [window][WAIT_BINS]. */
  waits: Float64Array;
  /** Sums over months of distinct customers with a delivered order in that month, [window]. */
  clientMonths: Float64Array;
  /** Purchases at the sites of each place, [window][place]; `nPlaces` places. */
  siteOrders: Uint32Array;
  nPlaces: number;
  /** What happened to platforms, in order, [event][EVENT_FIELDS]; platforms of the start have a birth. */
  platformEvents: Int32Array;
  /** Delivered orders by platform, in the order of births, and client month, [birth][clientMonthOf]. */
  platformOrders: Uint32Array;
  /** Customers who ordered from it in a client month, 0 unless it is active at its end, [birth][clientMonthOf]. */
  platformClients: Uint32Array;
  /** Candidate occasions by [window][cell in the baseline][cell in this arm]; the baseline's own is diagonal. */
  flows: Float64Array;
  /** Deliveries of a cell that another platform made than in the baseline, [window][SELLER_MOVE]. */
  sellerMoves: Float64Array;
  /** Counts by [day][role][CALL_CHANNELS][in hours 0|1][EVENT_MEASURES]; roles are those of `zoneRole`. */
  events: Uint32Array;
  /** The same by [window][zone][CALL_CHANNELS][in hours 0|1][EVENT_MEASURES]. */
  zoneEvents: Uint32Array;
  /** Acts of violence by [day][role][VIOLENCE_MEASURES]; roles are those of `zoneRole`. */
  violence: Uint32Array;
  /** The same by [window][zone][VIOLENCE_MEASURES]. */
  zoneViolence: Uint32Array;
  /** Orders served by sites and couriers that replaced removed ones in `audit.replaced_within_days`, [window][zone]. */
  replaced: Float64Array;
  /** Policies of the arm, those of every arm first. */
  nPolicies: number;
  /** 1 for policies paid for in money, 0 for those in officer-hours, [policy]. */
  isMoney: Uint8Array;
  /**
   * Thousandths of officer-minutes or cents by [EFFORT_WINDOWS][policy][offered, spent, UNSPENT, WITHOUT_EFFECT]. All whole
   * but for what is without effect: offered = spent + all that is unspent. Hours that were saved up before a window and are
   * spent in it are negative there.
   */
  effort: Float64Array;
  /** Candidate occasions above the rate ceiling, and all, over the whole run with burn-in: [excess, candidates]. */
  ceiling: Float64Array;
  /** Area group of each zone, [zone]: index into GROUPS. */
  zoneGroup: Uint8Array;
  /**
   * Role of each zone in an evaluation, [zone]: 0 target, then one buffer ring after the other, then control of the
   * target, last control of the buffer; `nRings` rings.
   */
  zoneRole: Uint8Array;
  nRings: number;
  /** Wall-clock seconds of the run; reported in the manifest only. */
  seconds: number;
  /** Candidate occasions of the reported windows, thinned or not. */
  nCandidates: number;
}

/** Number among WINDOWS of that of a reported day. */
export const windowOf = ({ preDays }: Pick<ArmRecord, 'preDays'>, day: number): number => (day < preDays ? 0 : 1);

/** Position in `series` of the first measure of a day, channel and area group. */
export const seriesAt = (day: number, channel: number, group: number): number =>
  ((day * CHANNELS.length + channel) * GROUPS.length + group) * SERIES_MEASURES.length;

/** Position in `events` of the first measure of a day, role, channel and hours. */
export const eventsAt = (
  { nRings }: Pick<ArmRecord, 'nRings'>,
  day: number,
  role: number,
  channel: number,
  inHours: number,
): number => (((day * (nRings + 3) + role) * CALL_CHANNELS.length + channel) * 2 + inHours) * EVENT_MEASURES.length;

/** Position in `zoneEvents` of the first measure of a window, zone, channel and hours. */
export const zoneEventsAt = (
  { nZones }: Pick<ArmRecord, 'nZones'>,
  window: number,
  zone: number,
  channel: number,
  inHours: number,
): number => (((window * nZones + zone) * CALL_CHANNELS.length + channel) * 2 + inHours) * EVENT_MEASURES.length;

/** Position in `violence` of the first measure of a day and role. */
export const violenceAt = ({ nRings }: Pick<ArmRecord, 'nRings'>, day: number, role: number): number =>
  (day * (nRings + 3) + role) * VIOLENCE_MEASURES.length;

/** Position in `zoneViolence` of the first measure of a window and zone. */
export const zoneViolenceAt = ({ nZones }: Pick<ArmRecord, 'nZones'>, window: number, zone: number): number =>
  (window * nZones + zone) * VIOLENCE_MEASURES.length;

/** Position in `effort` of what a policy was offered. */
export const effortAt = ({ nPolicies }: Pick<ArmRecord, 'nPolicies'>, window: number, policy: number): number =>
  (window * nPolicies + policy) * N_EFFORT_MEASURES;

/** Position in `cells`. */
export const cellsAt = (
  record: Pick<ArmRecord, 'nZones'>,
  month: number,
  zone: number,
  channel: number,
  inHours: number,
  product: number,
): number => (((month * record.nZones + zone) * CHANNELS.length + channel) * 2 + inHours) * PRODUCTS.length + product;

/**
 * Number of the month in which distinct clients are counted. Each window is divided into equal months, as near to 30
 * days as possible.
 */
export function clientMonthOf(record: Pick<ArmRecord, 'nDays' | 'preDays'>, day: number): number {
  const preMonths = Math.round(record.preDays / DAYS_PER_MONTH);
  if (day < record.preDays) return Math.floor((day * Math.max(1, preMonths)) / record.preDays);
  const postDays = record.nDays - record.preDays;
  const postMonths = Math.max(1, Math.round(postDays / DAYS_PER_MONTH));
  return Math.max(1, preMonths) + Math.floor(((day - record.preDays) * postMonths) / postDays);
}

/** Months in which distinct clients are counted. */
export const nClientMonths = (record: Pick<ArmRecord, 'nDays' | 'preDays'>): number =>
  record.nDays === 0 ? 0 : clientMonthOf(record, record.nDays - 1) + 1;

/** An empty record. */
export function createRecord(
  arm: string,
  replicate: number,
  size: Pick<ArmRecord, 'nDays' | 'preDays' | 'nZones' | 'zoneGroup' | 'zoneRole' | 'nRings'> & {
    nPolicies?: number;
    nPlaces?: number;
    nCounts: number;
  },
): ArmRecord {
  const { nPolicies = 0, nPlaces = 0, nCounts, ...sizes } = size;
  const nMonths = Math.ceil(size.nDays / DAYS_PER_MONTH);
  return {
    arm,
    replicate,
    ...sizes,
    nPolicies,
    nPlaces,
    nMonths,
    series: new Float64Array(size.nDays * CHANNELS.length * GROUPS.length * SERIES_MEASURES.length),
    daily: new Float64Array(nCounts * size.nDays),
    cells: new Uint32Array(nMonths * size.nZones * CHANNELS.length * 2 * PRODUCTS.length),
    byClass: new Float64Array(WINDOWS.length * CLASSES.length * CHANNELS.length),
    waits: new Float64Array(WINDOWS.length * WAIT_BINS),
    clientMonths: new Float64Array(WINDOWS.length),
    siteOrders: new Uint32Array(WINDOWS.length * nPlaces),
    platformEvents: new Int32Array(0),
    platformOrders: new Uint32Array(0),
    platformClients: new Uint32Array(0),
    flows: new Float64Array(WINDOWS.length * N_CELLS * N_CELLS),
    sellerMoves: new Float64Array(WINDOWS.length * N_SELLER_MOVES),
    events: new Uint32Array(size.nDays * (size.nRings + 3) * CALL_CHANNELS.length * 2 * EVENT_MEASURES.length),
    zoneEvents: new Uint32Array(WINDOWS.length * size.nZones * CALL_CHANNELS.length * 2 * EVENT_MEASURES.length),
    violence: new Uint32Array(size.nDays * (size.nRings + 3) * VIOLENCE_MEASURES.length),
    zoneViolence: new Uint32Array(WINDOWS.length * size.nZones * VIOLENCE_MEASURES.length),
    replaced: new Float64Array(WINDOWS.length * size.nZones),
    ceiling: new Float64Array(2),
    isMoney: new Uint8Array(nPolicies),
    effort: new Float64Array(EFFORT_WINDOWS.length * nPolicies * N_EFFORT_MEASURES),
    seconds: 0,
    nCandidates: 0,
  };
}
