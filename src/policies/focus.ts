// The choice of lines that officers work on: a fixed number at a time, each until it has fallen.
import { z } from 'zod';
import type { Unspent } from '../engine/entities/effort.ts';
import { LINE, PLATFORM_STATUS } from '../engine/entities/platforms.ts';
import type { Settings } from '../engine/settings.ts';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { whole } from '../fields/kinds.ts';
import { DAYS_PER_WEEK, MIN_PER_H, wholeMinutes } from '../units.ts';
import { type DailyOffer, type Limit, limit, rounded, type Start, sumOver, total } from './limits.ts';
import { DESIGN, officers, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

/** Fields of a policy against lines of platforms. */
export const against = {
  ...officers,
  where: field(timeline.where.default('all'), {
    text: 'Which platforms, by their home: target, buffer, control, all or city:NAME.',
    unit: '',
    ...DESIGN,
  }),
  pick: field(z.enum(['busiest', 'random']).default('busiest'), {
    text: 'Which lines come first: those with most orders, or any.',
    unit: '',
    ...DESIGN,
  }),
};

/** Field: number of lines worked on at a time. */
export const atATime = field(whole(1, 10_000).default(1), {
  text: 'Lines worked on at a time; hours are shared equally among them, and little is learnt from few hours on many.',
  unit: 'lines',
  plausible: '1-10',
  ...DESIGN,
});

interface Picking {
  where: string;
  pick: 'busiest' | 'random';
  /** Only platforms with an open channel, from which anyone can order. */
  onlyOpen: boolean;
}

/** Lines that can be worked on, in order of `pick`: those that sell, of active platforms in the area. */
export function linesOf({ where, pick, onlyOpen }: Picking, view: WorldView): (day: number) => number[] {
  const { platforms, lines } = view;
  const isIn = new Uint8Array(view.zones.group.length);
  for (const zone of zonesOf(where, view)) isIn[zone] = 1;
  const size = (line: number): number => (pick === 'busiest' ? lines.recentOrders[line] : 0);
  return (day) => {
    const found: number[] = [];
    for (let line = 0; line < lines.count; line++) {
      const p = lines.platform[line];
      if (lines.state[line] !== LINE.up || platforms.status[p] !== PLATFORM_STATUS.active) continue;
      if (isIn[platforms.homeZone[p]] === 1 && (!onlyOpen || platforms.isOpenChannel[p] === 1)) found.push(line);
    }
    const rank = (line: number): number => view.rank(lines.key[line], day);
    return found.sort((a, b) => size(b) - size(a) || rank(a) - rank(b));
  };
}

/** The lines worked on that day: those of the day before that have not fallen, filled up to `wanted`. */
export function createFocus(
  picking: Picking,
  view: WorldView,
  wanted: number,
): (day: number, isTaken: (line: number) => boolean) => readonly number[] {
  const { platforms, lines } = view;
  const candidates = linesOf(picking, view);
  let focus: number[] = [];
  return (day, isTaken) => {
    focus = focus.filter(
      (line) => lines.state[line] !== LINE.fallen && platforms.status[lines.platform[line]] === PLATFORM_STATUS.active,
    );
    if (focus.length < wanted) {
      const others = candidates(day).filter((line) => !focus.includes(line) && !isTaken(line));
      focus.push(...others.slice(0, wanted - focus.length));
    }
    return focus;
  };
}

/**
 * Whole minutes on a day for each of `wanted` lines. Left-over minutes are dealt out in turn from day to day, so that over
 * a week each line has its exact share.
 */
export function minutesEach(hours: number, wanted: number, day: number): (at: number) => number {
  const minutes = wholeMinutes(hours);
  const dealt = (until: number, at: number): number => Math.floor((until - 1 - at) / wanted);
  return (at) => dealt((day + 1) * minutes, at) - dealt(day * minutes, at);
}

/** Effort of a day for which there was no line: the shares from `found` on, of `wanted`. */
export function withoutLine(share: (at: number) => number, found: number, wanted: number): Unspent {
  let minutes = 0;
  for (let at = found; at < wanted; at++) minutes += share(at);
  return { no_line: minutes };
}

/** The same before a run, from the number of lines at the start. */
export function withoutLines(
  { where, lines, undercover = false }: { where: string; lines: number; undercover?: boolean },
  { mean }: Start,
  offer: DailyOffer,
): Limit[] {
  const found = mean(where, (zones, land) => sumOver(undercover ? land.openLines : land.lines, zones));
  const missing = mean(where, (zones, land) =>
    Math.max(0, 1 - sumOver(undercover ? land.openLines : land.lines, zones) / lines),
  );
  const text = `find no line: ${rounded(found)} of the ${lines} wanted at a time are there at the start`;
  return limit('no_line', total(offer) * missing, text);
}

/** Effort without effect: fewer hours a week on a line than the least. */
export function tooFewHours(
  { hours_per_day, lines }: { hours_per_day: number; lines: number },
  { investigation }: Settings,
): string | null {
  const least = investigation.least_hours_per_week;
  const eachMin = (wholeMinutes(hours_per_day) * DAYS_PER_WEEK) / lines;
  if (eachMin === 0 || eachMin >= least * MIN_PER_H) return null;
  const enough = Math.ceil((Math.ceil((least * MIN_PER_H * lines) / DAYS_PER_WEEK) / MIN_PER_H) * 100) / 100;
  return `${Math.round(eachMin / 6) / 10} officer-hours a week on a line are below the ${least} from which anything is learnt: give hours_per_day ${enough} or more, or fewer lines`;
}

/** 'busiest first, 2 lines at a time with 140 officer-hours a week on each'. */
export function describeFocus(policy: { pick: string; lines: number; hours_per_day: number }): string {
  const each = Math.round(((policy.hours_per_day * DAYS_PER_WEEK) / policy.lines) * 10) / 10;
  const how = policy.lines === 1 ? `one line at a time with` : `${policy.lines} lines at a time with`;
  const rest = `${each} officer-hours a week${policy.lines === 1 ? '' : ' on each'}`;
  return `${policy.pick === 'busiest' ? 'busiest lines first' : 'lines at random'}, ${how} ${rest}`;
}
