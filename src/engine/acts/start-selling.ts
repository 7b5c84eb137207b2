// Starts or restarts sales of lines and platforms.
import { MIN_PER_DAY } from '../../units.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';

export interface StartLineNeeds {
  clock: Clock;
  platforms: Pick<Platforms, 'emptyUntil'>;
  lines: Pick<Lines, 'platform' | 'state' | 'stockMg' | 'restockAt'>;
}

export type StartPlatformNeeds = StartLineNeeds & { platforms: Pick<Platforms, 'status' | 'firstLine' | 'nLines'> };

/** A line can sell from today; a line without stock is restocked at its first order. */
export function startLine({ clock, platforms, lines }: StartLineNeeds, line: number): void {
  lines.state[line] = LINE.up;
  if (lines.stockMg[line] === 0 && lines.restockAt[line] === Number.POSITIVE_INFINITY)
    lines.restockAt[line] = clock.day * MIN_PER_DAY;
  platforms.emptyUntil[lines.platform[line]] = Number.NEGATIVE_INFINITY;
}

/** A platform is active today, and all its lines can sell. */
export function startPlatform(world: StartPlatformNeeds, p: number): void {
  const { status, firstLine, nLines } = world.platforms;
  status[p] = PLATFORM_STATUS.active;
  for (let line = firstLine[p]; line < firstLine[p] + nLines[p]; line++) startLine(world, line);
}
