// Clients that a platform gains when it opens, and clients that it loses.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { eventOfPair, type StreamKey } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { type Customers, MAX_KNOWN, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Own, part } from '../kernel/part.ts';
import { type CatchmentNeeds, catchment } from './catchment.ts';
import {
  drawForgetDay,
  type FirstWaitGiven,
  forgetOne,
  type KnownColumns,
  type KnownStreams,
  learnOf,
} from './known-platforms.ts';
import { buysOn } from './own-rate.ts';

const fields = {
  rebirth: {
    entry_file_share: field(share().default(0.25), {
      text: 'Clients of a new platform as it opens, relative to the file of one of its kind at the start.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 6, platforms; assumption',
    }),
  },
};

export interface LoseClientsNeeds {
  clock: Clock;
  customers: KnownColumns & Pick<Customers, 'count'>;
  platforms: Pick<Platforms, 'key'>;
}

export type WinClientsNeeds = Own<{ fields: typeof fields }> &
  CatchmentNeeds & {
    clock: Clock;
    scenario: FirstWaitGiven;
    streams: KnownStreams;
    customers: KnownColumns & Pick<Customers, 'firstOfBlock' | 'firstDormantOfBlock'>;
    platforms: Pick<Platforms, 'key' | 'homeZone' | 'catchmentKm' | 'fileWeight' | 'purity' | 'churnPerDay'>;
    startLoyalty: Float64Array;
    clientsPerWeight: number;
  };

/** Makes a platform known today to the number of buyers near its home that a new platform begins with. */
export function winClients(world: WinClientsNeeds, p: number, { k0, k1 }: StreamKey): void {
  const { clock, customers, platforms, city, scenario, startLoyalty } = world;
  const { u8, firstOfBlock, firstDormantOfBlock } = customers;
  const life = world.streams['known-lifetime'];
  const start = { loyalty: 0, purity: platforms.purity[p], waitMin: scenario.learning.first_wait_min, forgetDay: 0 };
  const event = eventOfPair(clock.day, platforms.key[p]);
  let reach = 0;
  for (let zone = 0; zone < city.nZones; zone++)
    reach += (firstOfBlock[zone * 3 + 3] - firstOfBlock[zone * 3]) * catchment(world, platforms, zone, p);
  const perWeight = world.clientsPerWeight * scenario.rebirth.entry_file_share;
  const each = reach > 0 ? (platforms.fileWeight[p] * perWeight) / reach : 0;
  for (let zone = 0; zone < city.nZones; zone++) {
    const share = each * catchment(world, platforms, zone, p);
    for (const block of [firstOfBlock, firstDormantOfBlock]) {
      for (let customer = block[zone * 3]; customer < block[zone * 3 + 3]; customer++) {
        if (uniform(threefry(k0, k1, customer, event)) >= share || !buysOn(customers, customer, clock.day)) continue;
        const nKnown = Math.min(MAX_KNOWN, u8[customer * U8_STRIDE + U8.nKnown] + 1);
        start.loyalty = startLoyalty[u8[customer * U8_STRIDE + U8.income] * (MAX_KNOWN + 1) + nKnown];
        start.forgetDay = drawForgetDay(clock.day, platforms.churnPerDay[p], life, customer, event);
        learnOf(customers, customer, p, start);
      }
    }
  }
}

/** Of those who know a platform, or only clients of the part it lost, a keyed share still knows it after today. */
export function loseClients(
  { clock, customers, platforms }: LoseClientsNeeds,
  p: number,
  keptShare: number,
  { k0, k1 }: StreamKey,
  isClient?: (customer: number) => boolean,
): void {
  const { u16, u8 } = customers;
  const event = eventOfPair(clock.day, platforms.key[p]);
  for (let customer = 0; customer < customers.count; customer++) {
    const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
    const at = customer * U16_STRIDE;
    for (let slot = 0; slot < nKnown; slot++) {
      if (u16[at + U16.known + slot] !== p || (isClient && !isClient(customer))) continue;
      if (uniform(threefry(k0, k1, customer, event)) < keptShare) continue;
      forgetOne(customers, customer, slot);
      break;
    }
  }
}

export const clients = part({ fields });
