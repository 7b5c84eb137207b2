// The event list of an arm: what happens to platforms, in the order in which it happens, with their client file.
import { type Customers, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { part } from '../kernel/part.ts';
import { EVENT_CAUSES, type EventCause, PLATFORM_EVENTS, type PlatformEventKind } from '../kernel/record.ts';
import { isForgotten, type KnownColumns } from './known-platforms.ts';
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
  customers: KnownColumns & Pick<Customers, 'count'>;
  platforms: Pick<Platforms, 'count' | 'darkFrom'>;
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
export const fileOf = (world: FileNeeds, p: number): number => filesOf(world, p, p + 1)[0];

/** The same of all platforms from `first` to `end` - 1, by one pass over customers. */
export function filesOf({ clock, customers, platforms }: FileNeeds, first: number, end: number): Int32Array {
  const { u16, u8 } = customers;
  const files = new Int32Array(end - first);
  for (let customer = 0; customer < customers.count; customer++) {
    const at = customer * U16_STRIDE + U16.known;
    for (let slot = u8[customer * U8_STRIDE + U8.nKnown] - 1; slot >= 0; slot--) {
      const p = u16[at + slot];
      if (p < first || p >= end || isForgotten(customers, platforms, customer, slot, clock.day)) continue;
      if (buysOn(customers, customer, clock.day)) files[p - first]++;
    }
  }
  return files;
}

export const eventList = part({ columns });
