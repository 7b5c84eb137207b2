// A platform opens in a niche: with cash, stock to come, people for its posts and the first clients.

import type { Streams } from '../../random/streams.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { part } from '../kernel/part.ts';
import type { EventCause } from '../kernel/record.ts';
import { type BirthNeeds, bear } from './births.ts';
import { type WinClientsNeeds, winClients } from './clients.ts';
import { type IdentityNeeds, identifyNext } from './identity.ts';
import { type FileNeeds, fileOf, type NoteEventNeeds, noteEvent } from './note-event.ts';
import { type OpeningCashNeeds, openCash } from './opening-cash.ts';
import { type OwnSiteNeeds, takeNearestSite } from './own-site.ts';
import { type StartPlatformNeeds, startPlatform } from './start-selling.ts';

const streams = ['first-clients'] as const;

export type OpenWithoutClientsNeeds = BirthNeeds &
  OpeningCashNeeds &
  OwnSiteNeeds &
  StartPlatformNeeds & { platforms: Pick<Platforms, 'cashCents' | 'takingsCents'> };

export type OpenPlatformNeeds = OpenWithoutClientsNeeds &
  IdentityNeeds &
  NoteEventNeeds &
  FileNeeds &
  WinClientsNeeds & {
    streams: Streams<(typeof streams)[number]>;
    platforms: Pick<Platforms, 'openingFileShare' | 'origin'>;
  };

/** Opens a platform today in niche `p`, which must be unborn, with the first clients of its kind. */
export function openPlatform(world: OpenPlatformNeeds, p: number, cause: EventCause): void {
  const { platforms, streams } = world;
  if (platforms.nBirths[p] > 0) identifyNext(world, p);
  openWithoutClients(world, p);
  winClients(world, p, platforms.openingFileShare[p], streams['first-clients']);
  noteEvent(world, p, 'birth', cause, 0, fileOf(world, p));
}

/** The same for one that has its key and nobody knows yet. */
export function openWithoutClients(world: OpenWithoutClientsNeeds, p: number): void {
  const { platforms } = world;
  if (platforms.status[p] !== PLATFORM_STATUS.unborn) throw new Error(`open-platform: niche ${p} is taken`);
  bear(world, p);
  openCash(world, platforms, p);
  startPlatform(world, p);
  takeNearestSite(world, p);
}

export const platformOpening = part({ streams });
