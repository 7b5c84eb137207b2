// A platform closes: its people, its money and its product leave, its clients forget it, and its niche is vacant.
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { NO_DAY } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { EventCause } from '../kernel/record.ts';
import type { Tape } from '../kernel/tape.ts';
import type { VacancyNeeds } from './arrest.ts';
import { createVacate } from './arrest.ts';
import { forgetOne, type KnowerColumns, type KnownColumns, knowersOf, slotOf } from './known-platforms.ts';
import { fileOf, type NoteEventNeeds, noteEvent } from './note-event.ts';

export type ClosePlatformNeeds = VacancyNeeds &
  NoteEventNeeds & {
    clock: Pick<Clock, 'day' | 'reportedDay'>;
    tape: Pick<Tape, 'births'>;
    customers: KnownColumns & KnowerColumns;
    platforms: Platforms;
    lines: Lines;
    sites: Pick<Sites, 'platform'>;
    couriers: Pick<Couriers, 'nPersons' | 'prisonFrom' | 'isOn' | 'replacesUntil'>;
    ledger: Pick<Ledger, 'outsideCents' | 'outsideMg' | 'couriersOfClosed'>;
  };

/** A function that closes a platform, active or dark, for good. */
export function createClosePlatform(world: ClosePlatformNeeds): (p: number, cause: EventCause) => void {
  const { clock, tape, customers, platforms, lines, sites, couriers, ledger } = world;
  const vacate = createVacate(world);

  return (p, cause) => {
    noteEvent(world, p, 'exit', cause, fileOf(world, p), 0);
    for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + platforms.nLines[p]; line++)
      closeLine(line);
    for (let k = 0; k < platforms.nCouriers[p]; k++) leave(platforms.firstCourier[p] + k);
    ledger.outsideCents += platforms.cashCents[p];
    platforms.cashCents[p] = 0;
    platforms.withdrawnCents[p] = 0;
    platforms.companyCents[p] = 0;
    platforms.takingsCents[p] = platforms.fullTakingsCents[p];
    platforms.marginCents[p] = 0;
    platforms.monthMarginCents[p] = 0;
    platforms.meanMarginCents[p] = platforms.fullMarginCents[p];
    platforms.marketingStock[p] = 0;
    platforms.appeal[p] = 1;
    platforms.status[p] = PLATFORM_STATUS.unborn;
    platforms.opensOn[p] = NO_DAY;
    platforms.emptyUntil[p] = Number.POSITIVE_INFINITY;
    platforms.heldUntil[p] = 0;
    platforms.jailFrom[p] = NO_DAY;
    platforms.jailUntil[p] = 0;
    platforms.darkFrom[p] = NO_DAY;
    platforms.timesDark[p] = 0;
    platforms.fileLeft[p] = 1;
    platforms.isRented[p] = 0;
    platforms.contactUntil[p] = 0;
    platforms.monthClients[p] = 0;
    platforms.recoversAt[p] = 0;
    platforms.clients[p] = 0;
    const place = sites.platform.indexOf(p);
    if (place >= 0) sites.platform[place] = -1;
    platforms.nOnDuty[p] = 0;
    platforms.nextOnShift[p] = 0;
    tape.births[platforms.birth[p]].until = clock.day;
    for (const customer of knowersOf(customers, p)) forgetOne(customers, customer, slotOf(customers, customer, p));
  };

  function closeLine(line: number): void {
    ledger.outsideMg += lines.stockMg[line];
    lines.stockMg[line] = 0;
    lines.restockAt[line] = Number.POSITIVE_INFINITY;
    lines.state[line] = LINE.fallen;
    lines.downUntil[line] = 0;
    lines.contactFrom[line] = -1;
    lines.knowledge[line] = 0;
    lines.workedMin[line] = 0;
    lines.undercoverMin[line] = 0;
    lines.holderMin[line] = 0;
    lines.recentOrders[line] = 0;
  }

  /** A post has no persons until the next platform here finds its first. */
  function leave(post: number): void {
    if (couriers.state[post] !== COURIER.vacant) vacate(post);
    ledger.couriersOfClosed += couriers.nPersons[post];
    couriers.nPersons[post] = 0;
    couriers.prisonFrom[post] = NO_DAY;
    couriers.isOn[post] = 0;
    couriers.replacesUntil[post] = 0;
  }
}
