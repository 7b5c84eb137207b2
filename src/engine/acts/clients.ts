// Clients that a platform gains when it opens, and clients that it loses.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { eventOfPair, type StreamKey } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { type Customers, NEVER, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { part, type Values } from '../kernel/part.ts';
import { type CatchmentNeeds, catchment, LEAST_NEAR } from './catchment.ts';
import {
  createHearOf,
  drawForgetDay,
  forgetOne,
  type HearOfNeeds,
  type KnowerColumns,
  type KnownColumns,
  type KnownStreams,
  knowersOf,
  slotOf,
} from './known-platforms.ts';
import { buysOn } from './own-rate.ts';

const fields = {
  rebirth: {
    entry_file_share: field(share().default(0.25), {
      text: 'Least part of its old client file with which a dark platform comes back.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 6, platforms; assumption',
    }),
  },
};

/** Values of the fields here, as a scenario has them. */
export type ClientsGiven = Values<typeof fields>;

export interface LoseClientsNeeds {
  clock: Clock;
  customers: KnownColumns & KnowerColumns;
  platforms: Pick<Platforms, 'key'>;
}

export type WinClientsNeeds = CatchmentNeeds &
  HearOfNeeds & {
    clock: Clock;
    streams: KnownStreams;
    customers: Pick<Customers, 'firstOfBlock' | 'firstDormantOfBlock'>;
    platforms: Pick<
      Platforms,
      'key' | 'homeZone' | 'catchmentKm' | 'activeClients' | 'fileWeight' | 'churnPerDay' | 'clients'
    >;
    clientsPerActive: number;
  };

/** Customers who know a platform, per client who orders in a month, as measured in towns of the mix. */
export const KNOWN_PER_CLIENT = 1.9;

/** Clients who are expected to order in a month from a platform with so much of the file of one of its kind at the start. */
export const expectedClients = (
  { platforms, clientsPerActive }: { platforms: Pick<Platforms, 'activeClients'>; clientsPerActive: number },
  p: number,
  fileShare: number,
): number => (platforms.activeClients[p] * clientsPerActive * fileShare) / KNOWN_PER_CLIENT;

/** Makes a new platform known today to buyers near its home: so much of the file of one of its kind at the start. */
export function winClients(world: WinClientsNeeds, p: number, fileShare: number, { k0, k1 }: StreamKey): void {
  const { clock, customers, platforms, city } = world;
  const { firstOfBlock, firstDormantOfBlock } = customers;
  const hearOf = createHearOf(world);
  const life = world.streams['known-lifetime'];
  const event = eventOfPair(clock.day, platforms.key[p]);
  platforms.clients[p] = expectedClients(world, p, fileShare);
  const near = Float64Array.from({ length: city.nZones }, (_, zone) => catchment(world, platforms, zone, p));
  const least = LEAST_NEAR * near.reduce((a, b) => Math.max(a, b), 0);
  let reach = 0;
  for (let zone = 0; zone < city.nZones; zone++)
    if (near[zone] >= least) reach += (firstOfBlock[zone * 3 + 3] - firstOfBlock[zone * 3]) * near[zone];
  const perActive = world.clientsPerActive * fileShare;
  const each = reach > 0 ? (platforms.fileWeight[p] * perActive) / reach : 0;
  for (let zone = 0; zone < city.nZones; zone++) {
    if (near[zone] < least) continue;
    const share = each * near[zone];
    for (const block of [firstOfBlock, firstDormantOfBlock]) {
      for (let customer = block[zone * 3]; customer < block[zone * 3 + 3]; customer++) {
        if (uniform(threefry(k0, k1, customer, event)) >= share || !buysOn(customers, customer, clock.day)) continue;
        hearOf(customer, p, drawForgetDay(clock.day, platforms.churnPerDay[p], life, customer, event));
      }
    }
  }
}

/** Of the clients of a part of a platform, a keyed share still knows it after today. */
export function loseClients(
  { clock, customers, platforms }: LoseClientsNeeds,
  p: number,
  keptShare: number,
  { k0, k1 }: StreamKey,
  isClient: (customer: number) => boolean,
): void {
  const event = eventOfPair(clock.day, platforms.key[p]);
  for (const customer of knowersOf(customers, p)) {
    if (!isClient(customer) || uniform(threefry(k0, k1, customer, event)) < keptShare) continue;
    forgetOne(customers, customer, slotOf(customers, customer, p));
  }
}

/**
 * A platform that was dark finds the kept share of its clients again: for each time it goes dark a customer has one
 * uniform, so that a larger share holds all of a smaller. Nobody has forgotten it meanwhile.
 */
export function findClients(
  { clock, customers, platforms }: LoseClientsNeeds & { platforms: Pick<Platforms, 'key' | 'darkFrom' | 'timesDark'> },
  p: number,
  keptShare: number,
  { k0, k1 }: StreamKey,
): void {
  const { u16 } = customers;
  const event = eventOfPair(-platforms.timesDark[p], platforms.key[p]);
  const since = platforms.darkFrom[p];
  for (const customer of knowersOf(customers, p)) {
    const slot = slotOf(customers, customer, p);
    const at = customer * U16_STRIDE + U16.forgetDay + slot;
    if (u16[at] <= since || uniform(threefry(k0, k1, customer, event)) >= keptShare)
      forgetOne(customers, customer, slot);
    else u16[at] = Math.min(NEVER, u16[at] + clock.day - since);
  }
}

export const clients = part({ fields });
