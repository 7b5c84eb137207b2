// What passes on with a client file: who gets it, and which of its clients stay with whoever has it.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { draw, eventOfPair, type StreamKey } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Own, part } from '../kernel/part.ts';
import {
  createHearOf,
  drawForgetDay,
  type HearOfNeeds,
  isForgotten,
  type KnownStreams,
  knowersOf,
  slotOf,
} from './known-platforms.ts';
import { buysOn } from './own-rate.ts';

const FILE = 'MODEL 6, client file';

const sections = {
  client_files: { text: 'What client files are worth, and how they are sold, rented out and lost.' },
};

const fields = {
  client_files: {
    stays_share: field(share().default(0.4), {
      symbol: 'τ',
      text: 'Share of the clients of a file who stay with the platform that buys or rents it.',
      unit: 'share',
      plausible: '0.25-0.6',
      grade: 'A',
      source: FILE,
    }),
  },
};

const streams = ['file-client'] as const;

export type ClientFileNeeds = Own<{ fields: typeof fields; streams: typeof streams }> &
  HearOfNeeds & {
    clock: Clock;
    city: Pick<City, 'zoneCity'>;
    streams: KnownStreams;
    platforms: Pick<Platforms, 'count' | 'status' | 'key' | 'homeZone' | 'darkFrom' | 'churnPerDay' | 'clients'>;
  };

/**
 * Another platform that sells in the city of `owner`, drawn in proportion to clients among those that may be; -1 if there
 * is none. Each has its own keyed exponential, so that who else is there changes nothing between two of them.
 */
export function drawTaker(
  { city, platforms }: ClientFileNeeds,
  owner: number,
  key: StreamKey,
  number: number,
  mayBe: (p: number) => boolean,
): number {
  let taker = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let p = 0; p < platforms.count; p++) {
    if (p === owner || platforms.status[p] !== PLATFORM_STATUS.active || platforms.clients[p] <= 0) continue;
    if (city.zoneCity[platforms.homeZone[p]] !== city.zoneCity[platforms.homeZone[owner]] || !mayBe(p)) continue;
    const u = draw(key, platforms.key[owner], eventOfPair(number, platforms.key[p]));
    const e = -Math.log(u) / platforms.clients[p];
    if (e >= least) continue;
    least = e;
    taker = p;
  }
  return taker;
}

/** A function by which a keyed part of the clients in a share of one file come to know another platform today. */
export function createPassOn(world: ClientFileNeeds): (from: number, to: number, inLot: number) => void {
  const { clock, customers, platforms, scenario, streams } = world;
  const { k0, k1 } = streams['file-client'];
  const life = streams['known-lifetime'];
  const hearOf = createHearOf(world);
  const stays = scenario.client_files.stays_share;
  return (from, to, inLot) => {
    const key = platforms.key[to];
    const event = eventOfPair(clock.day, key);
    for (const customer of knowersOf(customers, from)) {
      const slot = slotOf(customers, customer, from);
      if (isForgotten(customers, platforms, customer, slot, clock.day)) continue;
      if (uniform(threefry(k0, k1, customer, key)) >= stays * inLot || !buysOn(customers, customer, clock.day))
        continue;
      hearOf(customer, to, drawForgetDay(clock.day, platforms.churnPerDay[to], life, customer, event));
    }
    platforms.clients[to] += stays * inLot * platforms.clients[from];
  };
}

export const clientFile = part({ sections, fields, streams });
