// Starts or restarts sales of lines and platforms.
import { MIN_PER_DAY } from '../../units.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';

export interface StartLineNeeds {
  clock: Clock;
  platforms: Pick<Platforms, 'emptyUntil' | 'firstCourier' | 'nCouriers'>;
  lines: Pick<Lines, 'platform' | 'state' | 'stockMg' | 'restockAt'>;
  couriers: Pick<Couriers, 'line' | 'state' | 'untilDay'>;
}

export type StartPlatformNeeds = StartLineNeeds & { platforms: Pick<Platforms, 'status' | 'firstLine' | 'nLines'> };

/**
 * A line can sell from today; a line without stock is restocked at its first order. Whoever rebuilds a fallen line has
 * found people for its vacant posts.
 */
export function startLine({ clock, platforms, lines, couriers }: StartLineNeeds, line: number): void {
  const p = lines.platform[line];
  const first = platforms.firstCourier[p];
  for (let post = first; lines.state[line] === LINE.fallen && post < first + platforms.nCouriers[p]; post++)
    if (couriers.line[post] === line && couriers.state[post] === COURIER.vacant) couriers.untilDay[post] = clock.day;
  lines.state[line] = LINE.up;
  if (lines.stockMg[line] === 0 && lines.restockAt[line] === Number.POSITIVE_INFINITY)
    lines.restockAt[line] = clock.day * MIN_PER_DAY;
  platforms.emptyUntil[p] = Number.NEGATIVE_INFINITY;
}

/** A platform is active today, and all its lines can sell. */
export function startPlatform(world: StartPlatformNeeds, p: number): void {
  const { status, firstLine, nLines } = world.platforms;
  status[p] = PLATFORM_STATUS.active;
  for (let line = firstLine[p]; line < firstLine[p] + nLines[p]; line++) startLine(world, line);
}
