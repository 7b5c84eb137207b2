// Defection, weekly: couriers leave with clients ("doublette"); some open a platform of their own and undersell the old one.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { eur, real, share, toggle } from '../../fields/kinds.ts';
import { drawGamma } from '../../random/gamma.ts';
import { draw, eventOfPair, type Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, euros, FOUR_WEEKS, WEEKS_PER_YEAR } from '../../units.ts';
import { createVacate, type VacancyNeeds } from '../acts/arrest.ts';
import type { DefectionsNeeds } from '../acts/defections.ts';
import { type IdentityNeeds, identifyNiche, keyFromPost } from '../acts/identity.ts';
import {
  drawForgetDay,
  isForgotten,
  type KnowerColumns,
  type KnownColumns,
  type KnownStreams,
  knowersOf,
  moveTo,
  slotOf,
} from '../acts/known-platforms.ts';
import { ORIGIN } from '../acts/niches.ts';
import { type FileNeeds, fileOf, type NoteEventNeeds, noteEvent } from '../acts/note-event.ts';
import { type OpenWithoutClientsNeeds, openWithoutClients } from '../acts/open-platform.ts';
import { type OwnClientsNeeds, ownPostOf } from '../acts/own-clients.ts';
import { marginCents, type PieceRateGiven, type PieceRateNeeds } from '../acts/piece-rate.ts';
import { type ValueNeeds, valuePlatform } from '../acts/utility.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import type { CustomersGiven } from '../entities/customers.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms, type PlatformsGiven } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own, type Values } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const DEFECTION = 'MODEL 6, defection';
const ASSUMED = { grade: 'A', source: DEFECTION } as const;

const submodel = {
  section: '6',
  text: 'A courier defects with h·√(2s)·2·logistic(ΔU/u)·b a year, s the lines of the platform times the part of its clients served last by the courier, ΔU what is to be gained in a month; some open a platform with a Beta-distributed part of those clients, at a lower price.',
  grade: 'S direction, A size',
  source: DEFECTION,
};

const fields = {
  defection: {
    hazard_per_year: field(real(0, 100).default(0.15), {
      symbol: 'h',
      text: 'Rate at which a courier with an equal part of the clients of a line of two defects, where nothing is to be gained or lost.',
      unit: 'per year',
      plausible: '0.08-0.25',
      ...ASSUMED,
    }),
    gain_scale_eur: field(real(1, 1e6).default(6000), {
      symbol: 'u',
      text: 'Gain in a month at which the logistic function of the hazard has its argument 1.',
      unit: 'EUR/month',
      plausible: '3000-12000',
      ...ASSUMED,
    }),
    own_cost_eur_month: field(eur(1e6).default(1500), {
      text: 'What running a platform is expected to cost in a month, orders aside.',
      unit: 'EUR/month',
      plausible: '1000-3000',
      ...ASSUMED,
    }),
    opens_share: field(share().default(0.3), {
      text: 'Share of those who defect who open a platform; the others stop.',
      unit: 'share',
      plausible: '0.2-0.5',
      ...ASSUMED,
    }),
    client_share: field(share().default(0.5), {
      symbol: 'φ',
      text: 'Mean share of the own clients who go along.',
      unit: 'share',
      plausible: '0.3-0.7',
      grade: 'S',
      source: `${DEFECTION}; founding article 2024`,
    }),
    discount_least: field(share().default(0.05), {
      text: "Least part by which a defector's price lies under the old platform's.",
      unit: 'share',
      grade: 'S direction, A size',
      source: `${DEFECTION}; founding article 2024`,
    }),
    discount_most: field(share().default(0.15), {
      text: "Most part by which a defector's price lies under the old platform's.",
      unit: 'share',
      grade: 'S direction, A size',
      source: `${DEFECTION}; founding article 2024`,
    }),
    fear_half_life_weeks: field(real(0.1, 1000).default(26), {
      text: 'Time in which the punishment perceived fades by half.',
      unit: 'weeks',
      plausible: '12-52',
      grade: 'S direction, A size',
      source: `${DEFECTION}; founding article 2024`,
    }),
  },
};

const switches = {
  defection: toggle(
    'Couriers leave with clients, and some open a platform of their own.',
    'S direction, A size',
    DEFECTION,
  ),
};

const streams = ['defection', 'defection-opens', 'defection-price', 'defection-share', 'defection-client'] as const;

const counts = dailyCounts({
  defections_opened: { text: 'Couriers who defect and open a platform.', unit: 'persons' },
  defections_stopped: { text: 'Couriers who defect and stop.', unit: 'persons' },
  defections_without_room: {
    text: 'Those of them who would open a platform, but for want of a place in the tables of the run.',
    unit: 'persons',
  },
  clients_moved: { text: 'Clients who go along with a defector.', unit: 'customers' },
  couriers_of_weeks: { text: 'Couriers who might defect, by week.', unit: 'person-weeks' },
});

/** Sum of both shapes of the Beta distribution of φ: at a mean of one half, two draws in three lie between 0.27 and 0.73. */
const SHAPES = 4;
/** First event of the second gamma variate of φ. */
const SECOND = 1 << 16;
/** Weeks of a run at most, for the events of a person. */
const WEEKS = 2048;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  DefectionsNeeds &
  FileNeeds &
  IdentityNeeds &
  NoteEventNeeds &
  OpenWithoutClientsNeeds &
  OwnClientsNeeds &
  ValueNeeds &
  Pick<PieceRateNeeds, 'pay'> &
  VacancyNeeds & {
    scenario: PieceRateGiven & PlatformsGiven & CustomersGiven;
    streams: KnownStreams;
    clock: Clock;
    city: Pick<City, 'zoneCity'>;
    customers: KnownColumns & KnowerColumns;
    platforms: Pick<
      Platforms,
      | 'count'
      | 'status'
      | 'origin'
      | 'homeZone'
      | 'purity'
      | 'purityAim'
      | 'purityNoise'
      | 'archetype'
      | 'hasSecond'
      | 'priceCentsPerG'
      | 'bond'
      | 'darkFrom'
      | 'churnPerDay'
      | 'firstLine'
      | 'nLines'
      | 'nCouriers'
    >;
    lines: Pick<Lines, 'state' | 'recentOrders'>;
    couriers: Pick<Couriers, 'count' | 'platform' | 'line' | 'key' | 'nPersons' | 'recentCents'>;
  };

/**
 * Hazard a year of a courier who was the last to serve a part of the clients of a platform.
 * @param part own clients ÷ all own clients of its couriers; @param gainEur ΔU, EUR a month
 */
export const hazardPerYear = (
  { hazard_per_year, gain_scale_eur }: Values<typeof fields>['defection'],
  nLines: number,
  part: number,
  gainEur: number,
  bond: number,
): number => (hazard_per_year * Math.sqrt(2 * nLines * part) * 2 * bond) / (1 + Math.exp(-gainEur / gain_scale_eur));

/** As a week begins, after people were found and left by themselves. */
const run = (world: Needs): (() => void) => {
  const { clock, counts, city, customers, platforms, lines, couriers, pay, streams, scenario } = world;
  const { fromZone, fearedEur } = world.defections;
  const spec = scenario.defection;
  const vacate = createVacate(world);
  const fades = Math.exp(-Math.LN2 / spec.fear_half_life_weeks);
  const offPrice = 1 - (spec.discount_least + spec.discount_most) / 2;

  return () => {
    if (!scenario.mechanisms.defection || clock.day === 0) return;
    const week = clock.day / DAYS_PER_WEEK;
    fromZone.fill(0);
    for (let c = 0; c < fearedEur.length; c++) fearedEur[c] *= fades;
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.active || platforms.bond[p] === 0) continue;
      const first = platforms.firstCourier[p];
      const end = first + platforms.nCouriers[p];
      let all = 0;
      for (let post = first; post < end; post++) all += couriers.ownClients[post];
      let ordersADay = 0;
      for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++)
        ordersADay += lines.recentOrders[line];
      for (let post = first; post < end; post++) {
        const state = couriers.state[post];
        if (state === COURIER.vacant || state === COURIER.custody || lines.state[couriers.line[post]] !== LINE.up)
          continue;
        add(counts.couriers_of_weeks, clock.reportedDay, 1);
        const part = all > 0 ? couriers.ownClients[post] / all : 0;
        const gain = gainEur(p, post, part * ordersADay * DAYS_PER_MEAN_MONTH);
        const rate = hazardPerYear(spec, platforms.nLines[p], part, gain, platforms.bond[p]) / WEEKS_PER_YEAR;
        const event = couriers.nPersons[post] * WEEKS + week;
        if (draw(streams.defection, couriers.key[post], event) < -Math.expm1(-rate)) defect(p, post);
      }
    }
  };

  /** ΔU of a courier whose own clients order so often in a month, EUR a month. */
  function gainEur(p: number, post: number, orders: number): number {
    const c = city.zoneCity[platforms.homeZone[p]];
    const rate = pay.centsPerOrder[c];
    const each = marginCents(scenario, offPrice * platforms.priceCentsPerG[p], rate) + rate;
    const paid = (couriers.recentCents[post] * DAYS_PER_MEAN_MONTH) / FOUR_WEEKS;
    return euros(spec.client_share * orders * each - paid) - spec.own_cost_eur_month - fearedEur[c];
  }

  function defect(parent: number, post: number): void {
    const person = couriers.nPersons[post];
    const opens = draw(streams['defection-opens'], couriers.key[post], person) < spec.opens_share;
    const p = opens ? vacantPlace() : -1;
    if (p >= 0) open(parent, post, p, keyFromPost(streams, couriers.key[post], person));
    else {
      const file = fileOf(world, parent);
      noteEvent(world, parent, 'defection', 'stops', file, file);
      add(counts.defections_stopped, clock.reportedDay, 1);
    }
    if (opens && p < 0) add(counts.defections_without_room, clock.reportedDay, 1);
    vacate(post);
  }

  function vacantPlace(): number {
    for (let p = 0; p < platforms.count; p++)
      if (platforms.origin[p] === ORIGIN.defection && platforms.status[p] === PLATFORM_STATUS.unborn) return p;
    return -1;
  }

  /** Opens a platform in place `p`, which sells what the old one does, with some of the own clients of a post. */
  function open(parent: number, post: number, p: number, key: number): void {
    const off =
      spec.discount_least + (spec.discount_most - spec.discount_least) * draw(streams['defection-price'], key, 0);
    identifyNiche(world, p, key);
    platforms.homeZone[p] = platforms.homeZone[parent];
    platforms.purity[p] = platforms.purity[parent];
    platforms.purityAim[p] = platforms.purityAim[parent];
    platforms.purityNoise[p] = platforms.purityNoise[parent];
    platforms.hasSecond[p] = platforms.hasSecond[parent];
    platforms.priceCentsPerG[p] = Math.round(platforms.priceCentsPerG[parent] * (1 - off));
    valuePlatform(world, p);
    openWithoutClients(world, p);
    const before = fileOf(world, parent);
    takeAlong(parent, post, p, key);
    noteEvent(world, parent, 'defection', 'opens', before, fileOf(world, parent));
    noteEvent(world, p, 'birth', 'defection', 0, fileOf(world, p));
    fromZone[platforms.homeZone[parent]]++;
    add(counts.defections_opened, clock.reportedDay, 1);
  }

  /** Each own client who knows the old platform goes along with the probability φ of the defector, loyalty and all. */
  function takeAlong(parent: number, post: number, p: number, key: number): void {
    const { k0, k1 } = streams['defection-client'];
    const phi = drawShare(streams, key, spec.client_share);
    const event = eventOfPair(clock.day, key);
    let moved = 0;
    for (const customer of knowersOf(customers, parent)) {
      if (ownPostOf(world, customer) !== post) continue;
      const slot = slotOf(customers, customer, parent);
      if (isForgotten(customers, platforms, customer, slot, clock.day)) continue;
      if (uniform(threefry(k0, k1, customer, key)) >= phi) continue;
      const until = drawForgetDay(clock.day, platforms.churnPerDay[p], streams['known-lifetime'], customer, event);
      moveTo(customers, customer, slot, p, until);
      moved++;
    }
    add(counts.clients_moved, clock.reportedDay, moved);
  }
};

/** φ of the defector with this key, Beta with that mean by two gamma variates. */
export function drawShare(streams: Streams<'defection-share'>, key: number, mean: number): number {
  const along = drawGamma(streams['defection-share'], key, 0, SHAPES * mean);
  const not = drawGamma(streams['defection-share'], key, SECOND, SHAPES * (1 - mean));
  return along / (along + not);
}

export const defection = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  phases: {
    defection: { when: 'week', text: 'Couriers leave with clients; some open a platform of their own.', run },
  },
});
