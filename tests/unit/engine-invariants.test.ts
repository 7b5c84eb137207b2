import { describe, expect, it } from 'vitest';
import { ORIGIN } from '../../src/engine/acts/niches.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { F32, F32_STRIDE, U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import type { Clock } from '../../src/engine/kernel/clock.ts';
import type { World } from '../../src/engine/world.ts';
import { assertAddsUp, assertInvariants } from '../support/invariants.ts';
import { against, type Changes, OPERATIONS, run, STOPS, small, watch } from '../support/small.ts';

/** A town where everything happens often: stops, operations, empty lines, queues, late orders, fifth platforms. */
const BUSY: Changes = {
  time: { burn_in_days: 5, pre_days: 5, post_days: 20, tick_min: 15 },
  customers: { light_per_month: 12, known_mean: 3, aware_share: { low: 0.9, middle: 0.9, high: 0.9 } },
  platforms: [
    { archetype: 'three-line-hands-on', count: 3 },
    { archetype: 'service-quality-bikes', count: 2, overrides: { late_gift_g: 0.3 } },
    { archetype: 'three-line-hands-on', count: 1, overrides: { dispatch: 'sector', mode: 'car', leakage: 0.5 } },
  ],
  delivery: { stock_g_per_courier: 6, promise_min: 15, patience_min: 40, closes_h: 27 },
  sites: { count: 4, served_per_10_min: 0.4, patience_min: 10, turnover_per_week: 0.3 },
  couriers: { stop_hazard_per_h: 0.05, kept_share: 0.5, replacement_days: 4 },
  police: { operation_officer_h: 12, disruption_mean_days: 2, closure_probability: 0.2 },
  learning: { referral_probability: 0.3 },
};

describe('a busy town under pressure', () => {
  it('keeps cents, milligrams, people and ranges after every tick of every arm', () => {
    let ticks = 0;
    const both = against({ ...OPERATIONS, where: 'all', announce_day: 4 }, STOPS, {
      kind: 'site-operations',
      start_day: 15,
      hours_per_day: 30,
      where: 'buffer',
      pick: 'random',
    });
    const records = run(
      small(BUSY, both, { policies: [{ kind: 'street-stops', start_day: -5, hours_per_day: 24, where: 'all' }] }),
      {
        afterTick: (world, clock) => {
          ticks++;
          assertInvariants(world, clock);
        },
      },
    );
    expect(ticks).toBe(2 * 30 * 96);
    for (const record of records) assertAddsUp(record);
    // It was a busy town: each thing that could break a sum did happen.
    const [, pressure] = records;
    const happened: CountName[] = [
      'site_closures',
      'site_entries',
      'site_operations',
      'arrests_couriers',
      'arrests_sites',
      'officer_minutes',
      'orders_lost',
      'delivered',
    ];
    for (const name of happened) {
      const count = daysOfCount(pressure, name).reduce((sum, n) => sum + n, 0);
      expect(count, name).toBeGreaterThan(0);
    }
  });
});

describe('assertInvariants', () => {
  const scenario = small({
    // Marketing raises the bound on rates.
    mechanisms: { marketing: false },
    customers: { light_per_month: 12 },
    time: { burn_in_days: 0, pre_days: 1, post_days: 1 },
    // Too few hours for a ban, so that platforms wait for an operator in vain.
    policies: [{ kind: 'site-bans', start_day: 0, hours_per_day: 1, where: 'all', platforms_at_most: 1 }],
  });
  let world: World | undefined;
  let last: Clock | undefined;
  watch(scenario, (w, clock) => {
    world ??= w;
    last = { ...clock };
  });
  const customer = 7;

  const broken: [what: string, breakIt: (w: World) => () => void, only?: RegExp][] = [
    ['a cent made from nothing', (w) => nudge(w.sites.cashCents, 0)],
    ['a courier paid by nobody', (w) => nudge(w.couriers.earnedCents, 0)],
    ['half a cent', (w) => nudge(w.platforms.cashCents, 0, 0.5)],
    ['a milligram that vanished', (w) => nudge(w.lines.stockMg, 0, -1)],
    ['a person hired but not counted', (w) => nudge(w.couriers.nPersons, 0)],
    ['a courier in custody on shift', (w) => nudge(w.couriers.state, w.couriers.isOn.indexOf(1))],
    ['a shift that the platform does not know of', (w) => nudge(w.platforms.nOnDuty, 0)],
    ['a loyalty above its ceiling', (w) => nudge(w.customers.f32, firstKnowing(w) * F32_STRIDE + F32.loyalty, 2)],
    ['a risk above 1', (w) => nudge(w.customers.f32, customer * F32_STRIDE + F32.siteRisk, 1.5)],
    ['a place feared below nothing', (w) => nudge(w.customers.f32, customer * F32_STRIDE + F32.placeRisk, -0.1)],
    ['a fifth platform', (w) => nudge(w.customers.u8, customer * U8_STRIDE + U8.nKnown, 5)],
    ['a platform known twice', (w) => knownTwice(w)],
    ['a habit that is no number', (w) => nudge(w.customers.f32, customer * F32_STRIDE + F32.habit, Number.NaN)],
    ['fewer stops than the everyday ones', (w) => nudge(w.zones.stopDensity, 3, -0.5)],
    ['an officer who is nowhere', (w) => nudge(w.effort.stopMin, 0, 10)],
    ['a place that closes without being open', (w) => nudge(w.sites.isClosing, w.sites.isOpen.indexOf(0))],
    ['sales that are no number', (w) => nudge(w.sites.recentSales, 0, Number.NaN)],
    ['a drop of more than all visits', (w) => nudge(w.zones.visitDrop, 2, 1.2), /zone 2: drop 1.2/],
    ['a mark above the bound', (w) => nudge(w.days.nextMark, customer, 1.1), /customer 7.*mark/],
    ['a mark below nothing', (w) => nudge(w.days.nextMark, customer, -1.1), /customer 7.*mark/],
    ['a rate that drifts down', (w) => nudge(w.customers.f32, customer * F32_STRIDE + F32.drift, -0.1), /customer 7/],
    ['a rate above the bound of all', (w) => nudge(w.rateFactor, 0, 0.2), /a rate 1.2 times the base rate/],
    ['fewer than nobody in treatment', (w) => nudge(w.health.treatmentScale, 1, -0.1), /zone 1: treatment/],
    ['treatment that is no number', (w) => nudge(w.health.treatmentScale, 1, Number.NaN), /zone 1: treatment NaN/],
    ['more than all purchases checked', (w) => nudge(w.health.checking, 1, 1.1), /zone 1: 1.1 checked/],
    ['fewer than nobody reached', (w) => nudge(w.health.prevention, 1, -0.1), /zone 1: 0 checked, -0.1 reached/],
    ['fewer visits than none', (w) => nudge(w.health.expectedVisits, 1, -1), /zone 1: -.* emergency visits/],
    ['a mean that is no number', (w) => nudge(w.health.recentVisits, 1, Number.NaN), /zone 1: NaN emergency visits/],
    ['fewer retaliations than none', (w) => nudge(w.violence.excitation, 3, -1), /-1 retaliations to come at 3/],
    [
      'a courier at work who is in prison',
      (w) => together(put(w.couriers.prisonFrom, 0, 1), put(w.couriers.prisonUntil, 0, 2)),
      /post 0 works, in prison until 2/,
    ],
    [
      'a sentence that ends before it begins',
      (w) => together(put(w.couriers.prisonFrom, 0, 9), put(w.couriers.prisonUntil, 0, 9)),
      /post 0: prison from day 9 to 9/,
    ],
    ['a courier held whom nobody counts', (w) => held(w, 5), /0 in custody today, of whom 1/],
    [
      'a courier held and in prison at once',
      (w) =>
        together(
          held(w, 5),
          put(w.couriers.prisonFrom, offShift(w), 4),
          put(w.couriers.prisonUntil, offShift(w), 9),
          nudge(w.custody.change, 1),
        ),
      /is in custody twice/,
    ],
    ['a manager held whom nobody counts', (w) => put(w.platforms.heldUntil, 0, 2), /0 in custody today, of whom 1/],
    [
      'a manager held and in prison at once',
      (w) =>
        together(
          put(w.platforms.heldUntil, 0, 5),
          put(w.platforms.jailFrom, 0, 4),
          put(w.platforms.jailUntil, 0, 9),
          nudge(w.custody.change, 1),
        ),
      /manager 0: held until day 5, in prison from 4 to 9/,
    ],
    [
      'a manager released before prison',
      (w) => together(put(w.platforms.jailFrom, 0, 4), put(w.platforms.jailUntil, 0, 3)),
      /manager 0: held until day 0, in prison from 4 to 3/,
    ],
    ['a person who entered custody unseen', (w) => nudge(w.custody.change, 0), /0 in custody, found 1/],
    ['a person who will leave custody twice', (w) => nudge(w.custody.change, 2, -1), /-1 persons in custody on day 2/],
    ['more released persons hired than there were', (w) => nudge(w.custody.pool, 0, -1), /-1.* released/],
    ['a person released who was not held', (w) => nudge(w.custody.exits, 0, -1), /who were not in custody/],
    ['two platforms of one key', (w) => put(w.platforms.key, 1, w.platforms.key[0]), /have \d+ keys/],
    ['two lines of one key', (w) => put(w.lines.key, 1, w.lines.key[0]), /have \d+ keys/],
    ['a post with the key of a line', (w) => put(w.couriers.key, 1, w.lines.key[0]), /have \d+ keys/],
    [
      'a platform from a place that never opened',
      (w) => nudge(w.sites.nPlatformsFrom, 1),
      /place 1: platform 0 .* found/,
    ],
    [
      'a platform that opens from no place',
      (w) =>
        together(
          ...keysBelow(w, waiting(w)),
          put(w.platforms.key, waiting(w), 1),
          put(w.platforms.opensOn, waiting(w), 7),
          put(w.platforms.niche, waiting(w), 1),
        ),
      /4 niches, of 3 the origin is known/,
    ],
    ['a platform that opens without an operator', (w) => put(w.platforms.opensOn, waiting(w), 7), /but is to open/],
    ['money where no platform is', (w) => put(w.platforms.withdrawnCents, waiting(w), 1), /vacant but has 1 cents/],
    ['a client of a platform that is not there', (w) => knownVacant(w), /knows vacant niche 19/],
    ['a courier with a client too many', (w) => nudge(w.couriers.ownClients, 1), /post 1: .* own clients, found/],
    [
      'a birth that the tape does not know',
      (w) => nudge(w.platforms.nBirths, 1),
      /platform 1: 2 births, 1 on the tape/,
    ],
    ['a platform with the key of another birth', (w) => nudge(w.platforms.key, 1), /has not the key of number 1/],
    ['a platform that has closed but sells', (w) => closed(w, 0, 1), /platform 0 is taken until 1/],
    ['persons of a platform that has not closed', (w) => closed(w, 1, 0), /persons do not add up/],
    ['a platform that waits for nobody', (w) => put(w.platforms.niche, waiting(w), 1), /waits for nobody/],
  ];

  it.each(broken)('throws at %s', (_, breakIt, only = /./) => {
    if (!world || !last) throw new Error('the town did not run');
    const [w, clock] = [world, last];
    expect(() => assertInvariants(w, clock)).not.toThrow();
    const mend = breakIt(w);
    expect(() => assertInvariants(w, clock)).toThrow(new RegExp(`broken invariants: .*${only.source}`));
    mend();
    expect(() => assertInvariants(w, clock)).not.toThrow();
  });
});

/** Adds to one element of a column; gives the way back. */
function nudge(column: { [at: number]: number }, at: number, by = 1): () => void {
  const before = column[at];
  column[at] += by;
  return () => {
    column[at] = before;
  };
}

/** Puts a value into one element of a column; gives the way back. */
const put = (column: { [at: number]: number }, at: number, value: number): (() => void) =>
  nudge(column, at, value - column[at]);

/** Several ways back as one. */
const together =
  (...mends: (() => void)[]): (() => void) =>
  () => {
    for (const mend of mends.reverse()) mend();
  };

const offShift = ({ couriers }: World): number => couriers.isOn.indexOf(0);

/** A courier off shift is in custody until a day. */
const held = (w: World, untilDay: number): (() => void) =>
  together(put(w.couriers.state, offShift(w), COURIER.custody), put(w.couriers.untilDay, offShift(w), untilDay));

/** The first platform that waits for an operator who is banned. */
const waiting = ({ platforms }: World): number => platforms.origin.indexOf(ORIGIN.ban);

/** Gives lines and posts of a platform keys of their own. */
const keysBelow = ({ platforms, couriers, lines }: World, p: number): (() => void)[] => [
  ...Array.from({ length: platforms.nLines[p] }, (_, l) => put(lines.key, platforms.firstLine[p] + l, 1000 + l)),
  ...Array.from({ length: platforms.nCouriers[p] }, (_, c) =>
    put(couriers.key, platforms.firstCourier[p] + c, 2000 + c),
  ),
];

function firstKnowing({ customers }: World): number {
  let customer = 0;
  while (customers.u8[customer * U8_STRIDE + U8.nKnown] === 0) customer++;
  return customer;
}

/** So many persons have held posts of platforms that have closed, and the first platform, as the tape has it, has closed on a day. */
function closed({ ledger, tape }: World, persons: number, until: number): () => void {
  const before = [ledger.couriersOfClosed, tape.births[0].until];
  [ledger.couriersOfClosed, tape.births[0].until] = [persons, until || before[1]];
  return () => {
    [ledger.couriersOfClosed, tape.births[0].until] = before;
  };
}

/** The first customer who knows a platform knows one that nobody has opened instead. */
const knownVacant = (w: World): (() => void) =>
  put(w.customers.u16, firstKnowing(w) * U16_STRIDE + U16.known, waiting(w));

function knownTwice(world: World): () => void {
  const { u8, u16 } = world.customers;
  const customer = firstKnowing(world);
  const at8 = customer * U8_STRIDE + U8.nKnown;
  const at16 = customer * U16_STRIDE + U16.known + u8[at8];
  const before = [u8[at8], u16[at16]];
  u16[at16] = u16[customer * U16_STRIDE + U16.known];
  u8[at8]++;
  return () => {
    [u8[at8], u16[at16]] = [before[0], before[1]];
  };
}
