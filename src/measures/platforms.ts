// What a record says of its platforms: their events, the times between them, and how trade is spread over them.
import { PLATFORM_ARCHETYPES } from '../archetypes/registry.ts';
import {
  type ArmRecord,
  CHANNELS,
  clientMonthOf,
  EVENT_CAUSES,
  EVENT_FIELDS,
  type EventCause,
  GROUPS,
  nClientMonths,
  PLATFORM_EVENTS,
  type PlatformEventKind,
  SERIES_MEASURES,
  seriesAt,
  WINDOWS,
} from '../engine/kernel/record.ts';
import { DAYS_PER_WEEK, euros, grams } from '../units.ts';
import { dailyCurve, weekMean } from './series.ts';
import { daysOf, ratio, type Window } from './totals.ts';

/** Something that happened to a platform; days are reported ones, negative before day 0. */
export interface PlatformEvent {
  day: number;
  kind: PlatformEventKind;
  /** Number among the platforms of the arm. */
  birth: number;
  /** What it is called in every arm: eight hexadecimal digits. */
  platform: string;
  archetype: string;
  cause: EventCause;
  /** Customers who know it, before and after. */
  fileBefore: number;
  fileAfter: number;
}

/** Counts of what a channel sold times its purity. */
export const PURE = { site: 'pure_site', delivery: 'pure_delivered' } as const;

/** Archetypes by number. */
const ARCHETYPE_IDS = [...PLATFORM_ARCHETYPES.keys()];
const AT = Object.fromEntries(EVENT_FIELDS.map((field, at) => [field, at])) as Record<
  (typeof EVENT_FIELDS)[number],
  number
>;
const DAYS_PER_CALENDAR_YEAR = 365;

/** All events of an arm, in the order in which they happened. */
export const eventsOf = ({ platformEvents: all }: Pick<ArmRecord, 'platformEvents'>): PlatformEvent[] =>
  Array.from({ length: all.length / EVENT_FIELDS.length }, (_, n) => {
    const at = (field: keyof typeof AT): number => all[n * EVENT_FIELDS.length + AT[field]];
    return {
      day: at('day'),
      kind: PLATFORM_EVENTS[at('kind')],
      birth: at('birth'),
      platform: (at('key') >>> 0).toString(16).padStart(8, '0'),
      archetype: ARCHETYPE_IDS[at('archetype')],
      cause: EVENT_CAUSES[at('cause')],
      fileBefore: at('fileBefore'),
      fileAfter: at('fileAfter'),
    };
  });

/** The life of a platform; days as in events. */
export interface PlatformLife extends Pick<PlatformEvent, 'platform' | 'archetype'> {
  born: number;
  /** Why it was born. */
  cause: EventCause;
  /** Day on which it closed, null if it has not. */
  gone: number | null;
  /** When it was dark: from a day until before another, null if it still was at the end. */
  dark: { from: number; until: number | null }[];
  /** Days on which it recovered. */
  recovered: number[];
  /** Delivered orders, and customers who ordered, by client month. */
  orders: Uint32Array;
  clients: Uint32Array;
}

/** Lives of all platforms of an arm, in the order of births. */
export function livesOf(record: ArmRecord): PlatformLife[] {
  const lives: PlatformLife[] = [];
  const months = nClientMonths(record);
  for (const { kind, day, birth, platform, archetype, cause } of eventsOf(record)) {
    if (kind === 'birth')
      lives[birth] = {
        platform,
        archetype,
        born: day,
        cause,
        gone: null,
        dark: [],
        recovered: [],
        orders: record.platformOrders.subarray(birth * months, (birth + 1) * months),
        clients: record.platformClients.subarray(birth * months, (birth + 1) * months),
      };
    const life = lives[birth];
    if (kind === 'takedown') life.dark.push({ from: day, until: null });
    if (kind === 'rebirth' || kind === 'exit') {
      const last = life.dark.at(-1);
      if (last && last.until === null) last.until = day;
    }
    if (kind === 'recovery') life.recovered.push(day);
    if (kind === 'exit') life.gone = day;
  }
  return lives;
}

/** Whether a platform sells on a day. */
export const isActiveOn = ({ born, gone, dark }: PlatformLife, day: number): boolean =>
  born <= day &&
  (gone === null || day < gone) &&
  dark.every(({ from, until }) => day < from || (until !== null && day >= until));

/**
 * Herfindahl-Hirschman index of orders, 0 to 1: the sum of squared shares of sellers; null without orders.
 * Hirschman (1964), American Economic Review 54(5):761-762.
 */
export function concentration(orders: readonly number[]): number | null {
  const all = orders.reduce((sum, one) => sum + one, 0);
  return ratio(
    orders.reduce((sum, one) => sum + one * one, 0),
    all * all,
  );
}

/** Orders of a window delivered by each platform, and bought at the sites of each place. */
export function ordersOfPlatforms(record: ArmRecord, window: Window): number[] {
  const [from, to] = daysOf(record, window);
  const months = nClientMonths(record);
  const [first, end] = from < to ? [clientMonthOf(record, from), clientMonthOf(record, to - 1) + 1] : [0, 0];
  return Array.from({ length: months > 0 ? record.platformOrders.length / months : 0 }, (_, birth) =>
    record.platformOrders.subarray(birth * months + first, birth * months + end).reduce((sum, one) => sum + one, 0),
  );
}
export const ordersOfPlaces = ({ siteOrders, nPlaces }: ArmRecord, window: Window): number[] => [
  ...siteOrders.subarray(WINDOWS.indexOf(window) * nPlaces, (WINDOWS.indexOf(window) + 1) * nPlaces),
];

/** Share 0..1 of the orders delivered in a window that platforms of one archetype deliver; null without orders. */
export function shareOfArchetype(record: ArmRecord, window: Window, archetype: string): number | null {
  const orders = ordersOfPlatforms(record, window);
  const lives = livesOf(record);
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  return ratio(sum(orders.filter((_, birth) => lives[birth].archetype === archetype)), sum(orders));
}

/** How often platforms went dark in a window. */
export function timesDark(record: ArmRecord, window: Window): number {
  const [from, to] = daysOf(record, window);
  return eventsOf(record).filter(({ kind, day }) => kind === 'takedown' && day >= from && day < to).length;
}

/** Clients at rebirths in a window ÷ clients of the same platforms as they went dark; null without rebirths. */
export function shareOfFileBack(record: ArmRecord, window: Window): number | null {
  const [from, to] = daysOf(record, window);
  const whole = new Map<number, number>();
  let [had, has] = [0, 0];
  for (const { kind, day, birth, fileBefore, fileAfter } of eventsOf(record)) {
    if (kind === 'takedown') whole.set(birth, fileBefore);
    if (kind !== 'rebirth' || day < from || day >= to) continue;
    had += whole.get(birth)!;
    has += fileAfter;
  }
  return ratio(has, had);
}

/** Of the platforms that sell as a window begins, the share that has not closed a year later, or by its end if that is sooner. */
export function survival(record: ArmRecord, window: Window): number | null {
  const [from, to] = daysOf(record, window);
  const end = Math.min(to, from + DAYS_PER_CALENDAR_YEAR);
  const atStart = livesOf(record).filter((life) => isActiveOn(life, from - 1));
  return ratio(atStart.filter(({ gone }) => gone === null || gone >= end).length, atStart.length);
}

/**
 * Median weeks from the day on which a platform goes dark in a window to its recovery; null where fewer than half of
 * them recover. Those that close never do; of those that are not back by the end of the window, that much is known
 * (Kaplan & Meier 1958, Journal of the American Statistical Association 53(282):457-481).
 */
export function medianRecoveryWeeks(record: ArmRecord, window: Window): number | null {
  const [from, to] = daysOf(record, window);
  const spells = livesOf(record).flatMap(({ dark, recovered, gone }) =>
    // Who goes dark again before it has recovered is still the same spell.
    dark
      .filter(({ from: day }, n) => {
        const before = n === 0 ? undefined : dark[n - 1].from;
        return day >= from && day < to && (before === undefined || recovered.some((r) => r > before && r <= day));
      })
      .map(({ from: day }) => {
        const back = recovered.find((r) => r > day && r < to);
        if (back !== undefined) return { days: back - day, isBack: true };
        return { days: gone !== null && gone < to ? Number.POSITIVE_INFINITY : to - day, isBack: false };
      }),
  );
  let away = 1;
  for (const days of [...new Set(spells.filter(({ isBack }) => isBack).map((spell) => spell.days))].sort(
    (a, b) => a - b,
  )) {
    const atRisk = spells.filter((spell) => spell.days >= days).length;
    away *= 1 - spells.filter((spell) => spell.isBack && spell.days === days).length / atRisk;
    if (away <= 0.5) return days / DAYS_PER_WEEK;
  }
  return null;
}

/** First day of each client month, and the day after its last. */
export function daysOfMonths(record: ArmRecord): [from: number, to: number][] {
  const starts: number[] = [];
  for (let day = 0; day < record.nDays; day++) starts[clientMonthOf(record, day)] ??= day;
  // Without days before the post window the first month has none.
  return Array.from(starts, (from = 0, month) => [from, starts[month + 1] ?? record.nDays]);
}

/** Archetypes of which a record has a platform, in the order in which they are listed. */
export const archetypesIn = (records: readonly ArmRecord[]): string[] => {
  const found = new Set(records.flatMap(eventsOf).map(({ archetype }) => archetype));
  return ARCHETYPE_IDS.filter((id) => found.has(id));
};

/** What platforms of one kind are in a client month. */
export interface KindMonth {
  /** Share 0..1 of the orders delivered in the month; NaN without any. */
  share: number;
  /** Platforms that sell on its last day. */
  platforms: number;
  /** Customers who ordered from one of them in the month: the median; NaN without any. */
  clients: number;
}

/** The market by archetype, [client month]. */
export function marketByArchetype(record: ArmRecord, archetypes: readonly string[]): Record<string, KindMonth[]> {
  const lives = livesOf(record);
  const months = daysOfMonths(record);
  const all = months.map((_, month) => lives.reduce((sum, { orders }) => sum + orders[month], 0));
  return Object.fromEntries(
    archetypes.map((archetype) => {
      const own = lives.filter((life) => life.archetype === archetype);
      const kind = months.map(([, end], month) => {
        const active = own.filter((life) => isActiveOn(life, end - 1));
        return {
          share: own.reduce((sum, { orders }) => sum + orders[month], 0) / all[month],
          platforms: active.length,
          clients: median(active.map(({ clients }) => clients[month])),
        };
      });
      return [archetype, kind];
    }),
  );
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return (sorted[sorted.length >> 1] + sorted[(sorted.length - 1) >> 1]) / 2;
}

/** Mean price, EUR a gram, and purity, points, of what one channel sold on each day and the six before; NaN without any. */
export function weekPrice(record: ArmRecord, channel: 'site' | 'delivery'): Float64Array {
  const { mg, cents } = weeksSold(record, channel);
  return mg.map((sold, day) => euros(cents[day]) / grams(sold));
}
export function weekPurity(record: ArmRecord, channel: 'site' | 'delivery'): Float64Array {
  const pure = weekMean(dailyCurve(record, PURE[channel]));
  return weeksSold(record, channel).mg.map((sold, day) => pure[day] / sold);
}

function weeksSold(record: ArmRecord, channel: 'site' | 'delivery'): { mg: Float64Array; cents: Float64Array } {
  const day = (measure: number): Float64Array => {
    const sums = new Float64Array(record.nDays);
    for (let d = 0; d < record.nDays; d++)
      for (const group of GROUPS.keys())
        sums[d] += record.series[seriesAt(d, CHANNELS.indexOf(channel), group) + measure];
    return weekMean(sums);
  };
  return { mg: day(SERIES_MEASURES.indexOf('grams_mg')), cents: day(SERIES_MEASURES.indexOf('revenue_cents')) };
}
