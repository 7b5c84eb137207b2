// The platforms that a customer knows, at most four: learning of one and forgetting one.
import { field } from '../../fields/field.ts';
import { real } from '../../fields/kinds.ts';
import type { StreamKey, Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import {
  type Customers,
  F32,
  F32_STRIDE,
  MAX_KNOWN,
  NEVER,
  ORDERED_FROM,
  U8,
  U8_STRIDE,
  U16,
  U16_STRIDE,
} from '../entities/customers.ts';
import type { Platforms } from '../entities/platforms.ts';
import { part, type Values } from '../kernel/part.ts';

const LEARN = { grade: 'A', source: 'MODEL 4, learn; assumption' } as const;

const fields = {
  learning: {
    first_wait_min: field(real(0, 1440).default(25), {
      text: 'Wait that a customer expects of a platform not yet tried.',
      unit: 'min',
      plausible: '15-45',
      ...LEARN,
    }),
    first_site_wait_min: field(real(0, 1440).default(3), {
      text: 'Wait that a customer expects at a site before the first visit.',
      unit: 'min',
      plausible: '0-15',
      ...LEARN,
    }),
  },
};

const streams = ['known-lifetime'] as const;

/** Waits that are expected before the first purchase. */
export type FirstWaitGiven = Values<typeof fields>;

/** What a customer thinks of a platform just heard of: loyalty, purity (points), wait (min), day of forgetting. */
export interface FirstOpinion {
  loyalty: number;
  purity: number;
  waitMin: number;
  forgetDay: number;
}

/** Streams that draw how long a platform stays known. */
export type KnownStreams = Streams<(typeof streams)[number]>;

/** Where a customer's platforms are kept. */
export type KnownColumns = Pick<Customers, 'f32' | 'u16' | 'u8'>;

/** Who knows each platform. */
export type KnowerColumns = Pick<Customers, 'u16' | 'u8' | 'learners'>;

/** Slot of a platform among those that a customer knows; -1 if it is not known. */
export function slotOf({ u16, u8 }: Pick<KnownColumns, 'u16' | 'u8'>, customer: number, p: number): number {
  const at = customer * U16_STRIDE + U16.known;
  for (let slot = u8[customer * U8_STRIDE + U8.nKnown] - 1; slot >= 0; slot--) if (u16[at + slot] === p) return slot;
  return -1;
}

/**
 * All customers in whose slots a platform is, in order, each once: a pass over its file costs the file and not the town.
 * A view that holds until one of them learns of the platform anew.
 */
export function knowersOf({ u16, u8, learners }: KnowerColumns, p: number): Int32Array {
  const list = learners[p];
  if (!list) return NOBODY;
  const { customers } = list;
  customers.subarray(0, list.count).sort();
  let n = 0;
  for (let i = 0; i < list.count; i++) {
    const customer = customers[i];
    if ((n === 0 || customers[n - 1] !== customer) && slotOf({ u16, u8 }, customer, p) >= 0) customers[n++] = customer;
  }
  list.count = n;
  return customers.subarray(0, n);
}
const NOBODY = new Int32Array(0);

/** Notes who has learnt of a platform; where there is no room, those who know it no longer are dropped first. */
function noteLearner(customers: KnowerColumns, customer: number, p: number): void {
  const { learners } = customers;
  while (learners.length <= p) learners.push({ customers: new Int32Array(LEAST_ROOM), count: 0 });
  const list = learners[p];
  if (list.count === list.customers.length) {
    const knowers = knowersOf(customers, p);
    if (knowers.length > list.customers.length >> 1) {
      list.customers = new Int32Array(2 * list.customers.length);
      list.customers.set(knowers);
    }
  }
  list.customers[list.count++] = customer;
}
const LEAST_ROOM = 64;

/** Whether the platform in a slot is forgotten by today. While a platform is dark nobody forgets it. */
export const isForgotten = (
  { u16 }: Pick<KnownColumns, 'u16'>,
  { darkFrom }: Pick<Platforms, 'darkFrom'>,
  customer: number,
  slot: number,
  today: number,
): boolean => {
  const at = customer * U16_STRIDE + slot;
  const day = u16[at + U16.forgetDay];
  return day <= today && day <= darkFrom[u16[at + U16.known]];
};

/** Drops every platform whose day of forgetting has come. */
export function forgetKnown(
  customers: KnownColumns,
  platforms: Pick<Platforms, 'darkFrom'>,
  customer: number,
  today: number,
): void {
  for (let slot = customers.u8[customer * U8_STRIDE + U8.nKnown] - 1; slot >= 0; slot--)
    if (isForgotten(customers, platforms, customer, slot, today)) forgetOne(customers, customer, slot);
}

/** Another platform takes the place of the one in a slot, with what is thought of it. */
export function moveTo(
  customers: KnowerColumns,
  customer: number,
  slot: number,
  platform: number,
  forgetDay: number,
): void {
  const { u16 } = customers;
  const at16 = customer * U16_STRIDE;
  markOrdered(u16, at16, slot, 0);
  u16[at16 + U16.known + slot] = platform;
  u16[at16 + U16.forgetDay + slot] = forgetDay;
  noteLearner(customers, customer, platform);
}

/** Drops the platform in one slot; the last known platform moves into it. */
export function forgetOne(customers: KnownColumns, customer: number, slot: number): void {
  const last = --customers.u8[customer * U8_STRIDE + U8.nKnown];
  if (slot !== last) copySlot(customers, customer, last, slot);
}

/**
 * Makes a platform known. A fifth replaces the one with the least loyalty; one that is known already is not changed.
 * Returns true if it was new.
 */
export function learnOf(
  customers: KnownColumns & KnowerColumns,
  customer: number,
  platform: number,
  start: FirstOpinion,
): boolean {
  const { f32, u16, u8 } = customers;
  const at16 = customer * U16_STRIDE;
  const at32 = customer * F32_STRIDE;
  const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
  if (slotOf(customers, customer, platform) >= 0) return false;
  let slot = nKnown;
  if (nKnown === MAX_KNOWN) {
    slot = 0;
    for (let s = 1; s < MAX_KNOWN; s++) if (f32[at32 + F32.loyalty + s] < f32[at32 + F32.loyalty + slot]) slot = s;
  } else u8[customer * U8_STRIDE + U8.nKnown] = nKnown + 1;
  markOrdered(u16, at16, slot, 0);
  u16[at16 + U16.known + slot] = platform;
  u16[at16 + U16.forgetDay + slot] = start.forgetDay;
  f32[at32 + F32.loyalty + slot] = start.loyalty;
  f32[at32 + F32.purity + slot] = start.purity;
  f32[at32 + F32.wait + slot] = start.waitMin;
  noteLearner(customers, customer, platform);
  return true;
}

export interface HearOfNeeds {
  scenario: FirstWaitGiven;
  customers: KnownColumns & KnowerColumns;
  platforms: Pick<Platforms, 'purity'>;
  /** Loyalty to a newly known platform, [class * 5 + number then known]. */
  startLoyalty: Float64Array;
}

/** Makes a platform known to a customer until a day of the run, with the first opinion of the class; true if it was new. */
export function createHearOf({
  scenario,
  customers,
  platforms,
  startLoyalty,
}: HearOfNeeds): (customer: number, platform: number, forgetDay: number) => boolean {
  const { u8 } = customers;
  const first: FirstOpinion = { loyalty: 0, purity: 0, waitMin: scenario.learning.first_wait_min, forgetDay: 0 };
  return (customer, platform, forgetDay) => {
    const at = customer * U8_STRIDE;
    const nKnown = Math.min(MAX_KNOWN, u8[at + U8.nKnown] + 1);
    first.loyalty = startLoyalty[u8[at + U8.income] * (MAX_KNOWN + 1) + nKnown];
    first.purity = platforms.purity[platform];
    first.forgetDay = forgetDay;
    return learnOf(customers, customer, platform, first);
  };
}

/** Day on which a platform learnt of today is forgotten: exponential lifetime; never, and no draw, if churn is 0. */
export function drawForgetDay(
  today: number,
  churnPerDay: number,
  { k0, k1 }: StreamKey,
  entity: number,
  event: number,
): number {
  if (churnPerDay === 0) return NEVER;
  return Math.min(NEVER, today + 1 + Math.floor(-Math.log(uniform(threefry(k0, k1, entity, event))) / churnPerDay));
}

/** Sets whether the platform in a slot delivered in the customer's client month, 0 or 1. */
function markOrdered(u16: Uint16Array, at16: number, slot: number, ordered: number): void {
  const bit = ORDERED_FROM + slot;
  u16[at16 + U16.clientMonth] = (u16[at16 + U16.clientMonth] & ~(1 << bit)) | (ordered << bit);
}

function copySlot(customers: KnownColumns, customer: number, from: number, to: number): void {
  const { f32, u16 } = customers;
  const at16 = customer * U16_STRIDE;
  const at32 = customer * F32_STRIDE;
  markOrdered(u16, at16, to, (u16[at16 + U16.clientMonth] >> (ORDERED_FROM + from)) & 1);
  u16[at16 + U16.known + to] = u16[at16 + U16.known + from];
  u16[at16 + U16.forgetDay + to] = u16[at16 + U16.forgetDay + from];
  f32[at32 + F32.loyalty + to] = f32[at32 + F32.loyalty + from];
  f32[at32 + F32.purity + to] = f32[at32 + F32.purity + from];
  f32[at32 + F32.wait + to] = f32[at32 + F32.wait + from];
}

export const knownPlatforms = part({ fields, streams });
