// The event list of an arm: what happens to platforms, in the order in which it happens, with their client file.
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { part } from '../kernel/part.ts';
import { EVENT_CAUSES, type EventCause, PLATFORM_EVENTS, type PlatformEventKind } from '../kernel/record.ts';
import { isForgotten, type KnowerColumns, knowersOf, slotOf } from './known-platforms.ts';
import { buysOn } from './own-rate.ts';

const columns = () => ({
  /** Rows of EVENT_FIELDS, one after the other. */
  platformEvents: [] as number[],
});

export interface NoteEventNeeds {
  clock: Pick<Clock, 'day' | 'reportedDay'>;
  platforms: Pick<Platforms, 'key' | 'birth' | 'archetype'>;
  platformEvents: number[];
}

export interface FileNeeds {
  clock: Pick<Clock, 'day'>;
  customers: KnowerColumns;
  platforms: Pick<Platforms, 'darkFrom'>;
}

/** Notes what happens to platform `p` today; its file before and after it, clients as {@link fileOf} counts them. */
export function noteEvent(
  { clock, platforms, platformEvents }: NoteEventNeeds,
  p: number,
  kind: PlatformEventKind,
  cause: EventCause,
  fileBefore: number,
  fileAfter: number,
): void {
  platformEvents.push(
    clock.reportedDay,
    PLATFORM_EVENTS.indexOf(kind),
    platforms.birth[p],
    platforms.key[p],
    platforms.archetype[p],
    EVENT_CAUSES.indexOf(cause),
    fileBefore,
    fileAfter,
  );
}

/** Customers who buy and know platform `p` today; of a dark one, those who knew it as it went dark. */
export function fileOf({ clock, customers, platforms }: FileNeeds, p: number): number {
  let file = 0;
  for (const customer of knowersOf(customers, p)) {
    const slot = slotOf(customers, customer, p);
    if (!isForgotten(customers, platforms, customer, slot, clock.day) && buysOn(customers, customer, clock.day)) file++;
  }
  return file;
}

export const eventList = part({ columns });
