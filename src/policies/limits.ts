// Effort that a policy will foreseeably not spend, or spend without effect, worked out from the start of the run.

import type { UnspentReason, WithoutEffectReason } from '../engine/kernel/record.ts';
import type { Settings } from '../engine/settings.ts';

/** An amount of the offer, in officer-hours or EUR, that is not spent or has no effect. */
export interface Limit {
  reason: UnspentReason | WithoutEffectReason | 'switched_off';
  amount: number;
  /** Text after the amount: 'find no open site, as 2.5 stand there at the start'. */
  text: string;
}

/** State at the start. Sites, platforms and areas are drawn by replicate. */
export interface Start {
  scenario: Settings;
  nCouriers: number;
  /** Mean over replicates of `of` over the zones of an area. */
  mean: (where: string, of: (zones: readonly number[], land: Land) => number) => number;
}

export interface Land {
  population: Float64Array;
  /** Sites, and lines of platforms with their home there, [zone]; those of them that anyone can order from. */
  sites: Int32Array;
  lines: Int32Array;
  openLines: Int32Array;
}

/** What a policy is offered on each day of the post window, officer-hours or EUR. */
export type DailyOffer = readonly number[];

export const sumOver = (column: ArrayLike<number>, zones: readonly number[]): number =>
  zones.reduce((sum, zone) => sum + column[zone], 0);

export const total = (offer: DailyOffer): number => offer.reduce((sum, one) => sum + one, 0);

/** Sum of the offer above an amount per day. */
export const beyond = (offer: DailyOffer, mostPerDay: number): number =>
  offer.reduce((sum, one) => sum + Math.max(0, one - mostPerDay), 0);

/** Days with effort. */
const daysWithEffort = (offer: DailyOffer): number => offer.filter((one) => one > 0).length;

/** The whole offer, if an area has no zone or no residents. */
export function withoutPeople(start: Start, where: string, offer: DailyOffer): Limit[] {
  const all = total(offer);
  const empty = start.mean(where, (zones) => Number(zones.length === 0));
  const nobody = start.mean(where, (zones, { population }) =>
    Number(zones.length > 0 && sumOver(population, zones) === 0),
  );
  return [
    ...limit('no_zone', all * empty, 'have no zone to work in'),
    ...limit('nobody', all * nobody, 'have nobody to reach'),
  ];
}

/** Offer in hours at which something is closed, for a policy that spends equally in all its hours. */
export function inClosedHours(
  [from, to]: readonly [number, number],
  isOpen: (hour: number) => boolean,
  offer: DailyOffer,
  text: string,
): Limit[] {
  let nClosed = 0;
  for (let hour = from; hour < to; hour++) if (!isOpen(hour)) nClosed++;
  return limit('closed', (total(offer) * nClosed) / (to - from), text);
}

/**
 * Offer that finds no place, where one piece of work costs `neededH` and closes a place for some days. Each place of the
 * start takes one piece at once, then one whenever it is back. An offer below one piece is too little.
 */
export function withoutPlace(
  offer: DailyOffer,
  { neededH, daysBetween, nPlaces, what }: { neededH: number; daysBetween: number; nPlaces: number; what: string },
  none: { reason: 'no_site' | 'no_line'; text: string },
): Limit[] {
  const all = total(offer);
  if (all < neededH) return limit('remainder', all, `are too few for one ${what}, which takes ${rounded(neededH)}`);
  const most = nPlaces * (1 + Math.max(0, daysWithEffort(offer) - 1) / daysBetween) * neededH;
  return limit(none.reason, all - most, none.text);
}

/** A list with one limit; empty if the amount is 0. */
export const limit = (reason: Limit['reason'], amount: number, text: string): Limit[] =>
  amount > 0 ? [{ reason, amount, text }] : [];

/** A number as printed in sentences. */
export const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** '1 stands', '2.5 stand'. */
export const numberOf = (value: number, one: string, many: string): string =>
  `${rounded(value)} ${rounded(value) === '1' ? one : many}`;
