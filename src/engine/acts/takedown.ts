// The takedown of a line: couriers are arrested, stock and cash seized; a platform without lines goes dark.
import { field } from '../../fields/field.ts';
import { real, share } from '../../fields/kinds.ts';
import { draw, type Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { DAYS_PER_WEEK, MIN_PER_H } from '../../units.ts';
import { COURIER, type Couriers, type CouriersGiven } from '../entities/couriers.ts';
import {
  LINE,
  type Lines,
  MANAGER,
  PLATFORM_STATUS,
  type PlatformCounts,
  type Platforms,
  type PlatformsGiven,
} from '../entities/platforms.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { dailyCounts, type Own, part, type Values } from '../kernel/part.ts';
import { add, type EventCause } from '../kernel/record.ts';
import { type ArrestNeeds, createArrest } from './arrest.ts';
import { createCharges, isManagerFree, type ManagerColumns } from './charge.ts';
import { type FileNeeds, fileOf, type NoteEventNeeds, noteEvent } from './note-event.ts';
import { createProductCost } from './product-cost.ts';
import { CIRCUMSTANCE, PROFILE } from './profile.ts';
import type { ShockNeeds } from './shock-factor.ts';
import { createArrestsByZone } from './whom-it-meets.ts';

const TAKEDOWN = 'MODEL 5, takedown';

const sections = {
  takedown: { text: 'What befalls a line and its people when it is taken down.' },
};

const fields = {
  takedown: {
    courier_arrest_share: field(share().default(0.8), {
      text: 'Share of the couriers of a fallen line who are arrested.',
      unit: 'share',
      grade: 'A',
      source: TAKEDOWN,
    }),
    manager_arrest_hands_on: field(share().default(0.8), {
      text: 'Probability that a manager who does all the work is arrested in a takedown.',
      unit: 'probability',
      grade: 'A',
      source: TAKEDOWN,
    }),
    manager_arrest_part: field(share().default(0.5), {
      text: 'Probability that a manager who does part of the work is arrested in a takedown.',
      unit: 'probability',
      grade: 'A',
      source: TAKEDOWN,
    }),
    manager_arrest_remote: field(share().default(0.1), {
      text: 'Probability that a manager who works from afar is arrested in a takedown.',
      unit: 'probability',
      grade: 'A',
      source: TAKEDOWN,
    }),
    women_managers_share: field(share().default(0.1), {
      text: 'Share of platforms whose manager is a woman.',
      unit: 'share',
      plausible: '0.05-0.2',
      grade: 'S direction, A size',
      source: 'MODEL 2; founding article 2024',
    }),
    woman_factor: field(share().default(0.5), {
      symbol: 'm',
      text: 'Probability that a manager who is a woman is arrested in a takedown, relative to a man.',
      unit: 'relative',
      plausible: '0.3-1',
      grade: 'S direction, A size',
      source: `${TAKEDOWN}; as for couriers`,
    }),
    courier_remand_share: field(share().default(0.2), {
      text: 'Share of adult couriers arrested with a fallen line who are held until trial and lose their post.',
      unit: 'share',
      grade: 'A',
      source: TAKEDOWN,
    }),
    minor_remand_share: field(share().default(0.05), {
      text: 'Share of minors arrested with a fallen line who are held until trial and lose their post; of minors stopped on the way at most as many are.',
      unit: 'share',
      grade: 'A',
      source: TAKEDOWN,
    }),
    seized_share: field(share().default(0.3), {
      text: "Share of a fallen line's part of the cash that is seized without work on finances.",
      unit: 'share',
      grade: 'A',
      source: 'MODEL 5, finance',
    }),
    seized_share_most: field(share().default(0.8), {
      text: "Share of a fallen line's part of the cash that is seized with unlimited work on finances.",
      unit: 'share',
      grade: 'A',
      source: 'MODEL 5, finance',
    }),
    finance_scale_h: field(real(0.1, 1e6).default(80), {
      text: 'Officer-hours on finances in a week that raise the share seized by 63 % (1 - 1/e) of the way to the most.',
      unit: 'h/week',
      grade: 'A',
      source: 'MODEL 5, finance; assumption',
    }),
    separate_reach: field(share().default(0.5), {
      symbol: 'r',
      text: 'Stock and cash seized, and the chance that the manager is arrested, where product and money go through a circuit apart from the manager, relative to other platforms.',
      unit: 'relative',
      plausible: '0.2-0.8',
      grade: 'S direction, A size',
      source: `${TAKEDOWN}; founding article 2024`,
    }),
  },
  rebirth: {
    rented_share: field(share().default(0.2), {
      text: 'Share of kept files that are rented out while the manager is held.',
      unit: 'share',
      grade: 'S direction, A size',
      source: 'MODEL 6, client file; founding article 2024',
    }),
  },
};

const streams = ['takedown', 'manager-traits'] as const;

const counts = dailyCounts({
  takedowns: {
    role: 'activity',
    label: 'Takedowns',
    unit: 'takedowns',
    better: 'none',
    isCount: true,
    text: 'Investigations of lines that ended in a takedown, arrests of line holders included: a measure of activity.',
  },
  arrests_women_managers: {
    role: 'activity',
    label: 'Women managers arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Women among the managers of platforms arrested.',
  },
  arrests_managers: {
    role: 'activity',
    label: 'Managers arrested',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Managers of platforms arrested: a measure of activity as much as of the trade.',
  },
});

/**
 * Events of the 'takedown' stream by day: of couriers, of the organisation whose line fell, of its file, of sister lines,
 * of a platform that loses all lines.
 */
const EVENT = { courier: 0, organisation: 1 << 24, rent: 2 << 24, sister: 3 << 24, all: 4 << 24 } as const;
/** A platform has recovered in the week in which it delivers this share of what it did before it went dark. */
const RECOVERED_SHARE = 0.8;
/** Lines of one platform at most, for the events of sister lines. */
const MOST_LINES = 256;

export type TakedownNeeds = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  ArrestNeeds &
  NoteEventNeeds &
  FileNeeds &
  ShockNeeds & {
    counts: PlatformCounts;
    scenario: PlatformsGiven & { mechanisms: { readonly file_rental: boolean } };
    platforms: Pick<
      Platforms,
      | 'status'
      | 'manager'
      | 'isWomanManager'
      | 'isSeparate'
      | 'leakage'
      | 'firstLine'
      | 'nLines'
      | 'firstCourier'
      | 'nCouriers'
      | 'cashCents'
      | 'withdrawnCents'
      | 'companyCents'
      | 'emptyUntil'
      | 'darkSince'
      | 'darkFrom'
      | 'timesDark'
      | 'fileKept'
      | 'fileLeft'
      | 'isRented'
      | 'recoversAt'
    >;
    lines: Pick<
      Lines,
      'platform' | 'key' | 'state' | 'downUntil' | 'knowledge' | 'stockMg' | 'restockAt' | 'recentOrders'
    >;
    couriers: Pick<Couriers, 'line'>;
    ledger: Pick<Ledger, 'seizedMg' | 'seizedCents' | 'outsideCents' | 'outsideMg'>;
  };

/** Takes a line down today; a holder arrest is aimed at the manager alone. */
export type Takedown = (line: number, isHolderArrest: boolean, financeMin: number) => void;

export function createTakedown(world: TakedownNeeds): Takedown {
  const { clock, counts, platforms, lines } = world;
  const { k0, k1 } = world.streams.takedown;
  const { fall, goDark } = createFall(world);
  const managerArrest = createManagerArrest(world);
  const charges = createCharges(world);
  const countIn = createArrestsByZone(world);

  return (line, isHolderArrest, financeMin) => {
    const p = lines.platform[line];
    const first = platforms.firstLine[p];
    const end = first + platforms.nLines[p];
    const today = clock.day;
    add(counts.takedowns, clock.reportedDay, 1);

    const platformWord = threefry(k0, k1, lines.key[line], EVENT.organisation + today);
    const fileWord = word1;
    const isArrested = isHolderArrest || uniform(platformWord) < managerArrest(p);
    if (isArrested && isManagerFree(platforms, p, today)) {
      add(counts.arrests_managers, clock.reportedDay, 1);
      if (platforms.isWomanManager[p] === 1) add(counts.arrests_women_managers, clock.reportedDay, 1);
      countIn(platforms.homeZone[p], 1);
      charges.manager(p);
    }

    fall(line, !isHolderArrest, financeMin);
    for (let sister = first; !isHolderArrest && sister < end; sister++) {
      if (lines.state[sister] === LINE.fallen) continue;
      const event = EVENT.sister + today * MOST_LINES + line - first;
      if (uniform(threefry(k0, k1, lines.key[sister], event)) < platforms.leakage[p]) fall(sister, true, financeMin);
    }
    for (let l = first; l < end; l++) if (lines.state[l] !== LINE.fallen) return;
    goDark(p, fileWord, isHolderArrest ? 'holder_arrest' : 'investigation');
  };
}

/** A platform that sells loses all its lines today, as in a takedown in which nobody is arrested. */
export function createFellPlatform(world: TakedownNeeds): (p: number) => void {
  const { clock, platforms, lines } = world;
  const { k0, k1 } = world.streams.takedown;
  const { fall, goDark } = createFall(world);
  return (p) => {
    for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++)
      if (lines.state[line] !== LINE.fallen) fall(line, false, 0);
    goDark(p, threefry(k0, k1, platforms.key[p], EVENT.all + clock.day), 'shock');
  };
}

/** What becomes of a line that falls, and of a platform without lines. */
function createFall(world: TakedownNeeds) {
  const { clock, counts, platforms, lines, couriers, ledger, scenario } = world;
  const { k0, k1 } = world.streams.takedown;
  const arrest = createArrest(world);
  const { takedown } = scenario;
  const { replacement_days: replacementDays } = scenario.couriers;
  const centsPerMg = createProductCost(world, scenario.delivery.product_cost_eur_per_g);
  const reach = createReach(world);
  return { fall, goDark };

  function fall(line: number, withCouriers: boolean, financeMin: number): void {
    seize(line, financeMin);
    lines.state[line] = LINE.fallen;
    lines.downUntil[line] = clock.day + replacementDays;
    lines.knowledge[line] = 0;
    add(counts.lines_cut, clock.reportedDay, 1);
    if (!withCouriers) return;
    const p = lines.platform[line];
    for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + platforms.nCouriers[p]; post++) {
      if (couriers.line[post] !== line || couriers.state[post] !== COURIER.working) continue;
      if (uniform(threefry(k0, k1, couriers.key[post], EVENT.courier + clock.day)) >= takedown.courier_arrest_share)
        continue;
      const heldShare =
        couriers.profile[post] === PROFILE.minor ? takedown.minor_remand_share : takedown.courier_remand_share;
      arrest(post, platforms.homeZone[p], uniform(word1) < heldShare, heldShare);
    }
  }

  /**
   * Seizes the product at the restock point, and a share of the line's part of the organisation's cash; of what was taken
   * out of it lately, and laundered, only what work on finances finds. Of a circuit apart less is reached, and the rest of the product goes back into it at cost.
   */
  function seize(line: number, financeMin: number): void {
    const p = lines.platform[line];
    let nStanding = 0;
    for (let l = platforms.firstLine[p]; l < platforms.firstLine[p] + platforms.nLines[p]; l++)
      if (lines.state[l] !== LINE.fallen) nStanding++;
    const { seized_share: least, seized_share_most: most } = takedown;
    const found = -Math.expm1(-financeMin / MIN_PER_H / takedown.finance_scale_h);
    const share = least + (most - least) * found;
    const cash = Math.floor((Math.max(0, platforms.cashCents[p]) * share * reach(p)) / nStanding);
    const withdrawn = Math.floor((platforms.withdrawnCents[p] * most * found) / nStanding);
    const laundered = Math.floor((platforms.companyCents[p] * most * found) / nStanding);
    const mg = Math.ceil(lines.stockMg[line] * reach(p));
    const keptMg = lines.stockMg[line] - mg;
    const returned = Math.round(keptMg * centsPerMg());
    platforms.cashCents[p] += returned - cash;
    platforms.withdrawnCents[p] -= withdrawn;
    platforms.companyCents[p] -= laundered;
    ledger.outsideCents -= returned + withdrawn + laundered;
    ledger.outsideMg += keptMg;
    ledger.seizedCents += cash + withdrawn + laundered;
    lines.stockMg[line] = 0;
    lines.restockAt[line] = Number.POSITIVE_INFINITY;
    ledger.seizedMg += mg;
    add(counts.seized_cents, clock.reportedDay, cash + withdrawn + laundered + Math.round(mg * centsPerMg()));
  }

  function goDark(p: number, fileWord: number, cause: EventCause): void {
    const file = fileOf(world, p);
    const isHeld = !isManagerFree(platforms, p, clock.day);
    platforms.status[p] = PLATFORM_STATUS.dark;
    platforms.emptyUntil[p] = Number.POSITIVE_INFINITY;
    platforms.darkSince[p] = clock.day;
    platforms.darkFrom[p] = clock.day;
    platforms.timesDark[p]++;
    platforms.fileLeft[p] = uniform(fileWord) < platforms.fileKept[p] ? 1 : 0;
    const rentWord = threefry(k0, k1, platforms.key[p], EVENT.rent + clock.day);
    const canRent = scenario.mechanisms.file_rental && isHeld && platforms.fileLeft[p] > 0;
    const isRented = canRent && uniform(rentWord) < scenario.rebirth.rented_share;
    platforms.isRented[p] = isRented ? 1 : 0;
    noteEvent(world, p, 'takedown', cause, file, file * platforms.fileLeft[p]);
    if (platforms.recoversAt[p] > 0) return;
    let perDay = 0;
    for (let l = platforms.firstLine[p]; l < platforms.firstLine[p] + platforms.nLines[p]; l++)
      perDay += lines.recentOrders[l];
    platforms.recoversAt[p] = RECOVERED_SHARE * perDay * DAYS_PER_WEEK;
  }
}

/**
 * Expected number of couriers arrested if the line falls today: those at work on it, and on sister lines by their
 * chance to fall with it.
 */
export function createMeanArrests({
  platforms,
  lines,
  couriers,
  scenario,
}: Pick<TakedownNeeds, 'platforms' | 'lines' | 'couriers' | 'scenario'>): (
  line: number,
  isHolderArrest: boolean,
) => number {
  const share = scenario.takedown.courier_arrest_share;
  return (line, isHolderArrest) => {
    if (isHolderArrest) return 0;
    const p = lines.platform[line];
    let mean = 0;
    for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + platforms.nCouriers[p]; post++) {
      const own = couriers.line[post];
      if (couriers.state[post] !== COURIER.working || lines.state[own] === LINE.fallen) continue;
      mean += own === line ? share : share * platforms.leakage[p];
    }
    return mean;
  };
}

/** Whether somebody can rebuild a platform: a manager who is free, or one who works remotely. */
export const isLed = (platforms: ManagerColumns & Pick<Platforms, 'manager'>, platform: number, day: number): boolean =>
  platforms.manager[platform] === MANAGER.remote || isManagerFree(platforms, platform, day);

export const takedown = part({ sections, fields, streams, counts });

export type TakedownGiven = Values<typeof fields>;

export interface ManagerNeeds {
  scenario: Pick<TakedownGiven, 'takedown'>;
  streams: Streams<'manager-traits'>;
}

/** Draws whether the manager of a platform is a woman, by the key of the platform. */
export const drawManager = ({ scenario, streams }: ManagerNeeds, key: number): number =>
  draw(streams['manager-traits'], key, 0) < scenario.takedown.women_managers_share ? 1 : 0;

interface ReachNeeds {
  scenario: Pick<TakedownGiven, 'takedown'>;
  platforms: Pick<Platforms, 'isSeparate'>;
}

/** What a takedown of a platform reaches of its product, its cash and its manager, relative to others. */
const createReach =
  ({ scenario, platforms }: ReachNeeds): ((p: number) => number) =>
  (p) =>
    platforms.isSeparate[p] === 1 ? scenario.takedown.separate_reach : 1;

/**
 * Probability that the manager of a platform is arrested in a takedown of one of its lines; the shares by kind of manager
 * are means over women and men.
 */
export function createManagerArrest(
  world: ReachNeeds & { platforms: Pick<Platforms, 'manager' | 'isWomanManager'> },
): (p: number) => number {
  const { takedown } = world.scenario;
  const { manager, isWomanManager } = world.platforms;
  const reach = createReach(world);
  /** [MANAGER] */
  const shares = [takedown.manager_arrest_hands_on, takedown.manager_arrest_part, takedown.manager_arrest_remote];
  const mean = 1 - takedown.women_managers_share * (1 - takedown.woman_factor);
  return (p) => {
    const exposure = isWomanManager[p] === 1 ? takedown.woman_factor : 1;
    return Math.min(1, (shares[manager[p]] * reach(p) * exposure) / mean);
  };
}

/** Share held until trial of the couriers of a PROFILE and a CIRCUMSTANCE who are stopped on the way. */
export const heldShareOnTheWay = (
  { couriers, takedown }: CouriersGiven & { takedown: { readonly minor_remand_share: number } },
  profile: number,
  circumstance: number,
): number => {
  const kept = circumstance === CIRCUMSTANCE.bracelet ? couriers.bracelet_kept_share : couriers.kept_share;
  return profile === PROFILE.minor ? Math.min(kept, takedown.minor_remand_share) : kept;
};
