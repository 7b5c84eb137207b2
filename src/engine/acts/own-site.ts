// Hybrids: a platform and a fixed site under one brand. Which site is whose, and who learns of the platform there.
import type { City } from '../../city/city.ts';
import { toggle } from '../../fields/kinds.ts';
import { draw, eventOfPair, type Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import type { Customers } from '../entities/customers.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Own, part } from '../kernel/part.ts';
import { expectedClients, KNOWN_PER_CLIENT } from './clients.ts';
import { createHearOf, drawForgetDay, forgetKnown, type HearOfNeeds, slotOf } from './known-platforms.ts';

const switches = {
  hybrids: toggle(
    'Hybrid platforms have a fixed site of their own, where visitors learn of them.',
    'S direction, A size',
    'MODEL 6, hybrid; founding article 2024',
    { inPilot: true },
  ),
};

const streams = ['own-site', 'site-visitors'] as const;

export type OwnSiteNeeds = Own<{ switches: typeof switches }> & {
  streams: Streams<'own-site'>;
  city: Pick<City, 'nZones' | 'zoneCity' | 'distanceKm'>;
  sites: Pick<Sites, 'nPlaces' | 'zone' | 'isOpen' | 'platform'>;
  platforms: Pick<Platforms, 'count' | 'status' | 'key' | 'homeZone' | 'siteVisitorsShare'>;
};

/** Platform `p`, a hybrid without a site, gets the open site of its city that is nearest to its home and nobody's yet. */
export function takeNearestSite(world: OwnSiteNeeds, p: number): void {
  const { sites } = world;
  if (!isWithoutSite(world, p)) return;
  const place = nearest(
    world,
    sites.nPlaces,
    (at) => [at, p],
    (at) => sites.isOpen[at] === 1 && sites.platform[at] < 0,
  );
  if (place >= 0) sites.platform[place] = p;
}

/** A site that opens belongs to the hybrid of its city that has none and lives nearest, if there is one. */
export function giveSite(world: OwnSiteNeeds, place: number): void {
  const { platforms, sites } = world;
  const isFree = (p: number): boolean => platforms.status[p] === PLATFORM_STATUS.active && isWithoutSite(world, p);
  const p = nearest(world, platforms.count, (at) => [place, at], isFree);
  if (p >= 0) sites.platform[place] = p;
}

const isWithoutSite = ({ scenario, platforms, sites }: OwnSiteNeeds, p: number): boolean =>
  scenario.mechanisms.hybrids && platforms.siteVisitorsShare[p] > 0 && !sites.platform.includes(p);

/** Of those that may be, the one whose pair of place and platform is nearest in one city, equals by a keyed draw; -1 if none. */
function nearest(
  { city, platforms, sites, streams }: OwnSiteNeeds,
  count: number,
  pairOf: (at: number) => readonly [place: number, p: number],
  mayBe: (at: number) => boolean,
): number {
  let found = -1;
  let leastKm = Number.POSITIVE_INFINITY;
  let leastDraw = 1;
  for (let at = 0; at < count; at++) {
    if (!mayBe(at)) continue;
    const [place, p] = pairOf(at);
    const home = platforms.homeZone[p];
    const zone = sites.zone[place];
    const km = city.distanceKm[home * city.nZones + zone];
    if (city.zoneCity[home] !== city.zoneCity[zone] || km > leastKm) continue;
    const u = draw(streams['own-site'], platforms.key[p], place);
    if (km === leastKm && u >= leastDraw) continue;
    found = at;
    leastKm = km;
    leastDraw = u;
  }
  return found;
}

/** Uniform of a customer and a platform: whether the customer, as a visitor of its site, knows the platform. */
export const visitorsDraw = (streams: Streams<'site-visitors'>, customer: number, key: number): number =>
  draw(streams['site-visitors'], customer, key);

export type TellVisitorsNeeds = HearOfNeeds & {
  clock: Clock;
  streams: Streams<'site-visitors' | 'known-lifetime'>;
  customers: Pick<Customers, 'f32' | 'u16' | 'u8'>;
  sites: Pick<Sites, 'platform'>;
  platforms: Pick<
    Platforms,
    'status' | 'key' | 'darkFrom' | 'churnPerDay' | 'siteVisitorsShare' | 'activeClients' | 'clients'
  >;
  clientsPerActive: number;
};

/**
 * What a visitor of a site learns there: of its platform, if that sells and has fewer clients than one of its kind at the
 * start, and the visitor is one of the share who do. Who is one is the same at every visit.
 */
export function createTellVisitors(world: TellVisitorsNeeds): (place: number, customer: number) => void {
  const { clock, customers, platforms, sites, streams } = world;
  const { k0, k1 } = streams['site-visitors'];
  const life = streams['known-lifetime'];
  const hearOf = createHearOf(world);
  return (place, customer) => {
    const p = sites.platform[place];
    if (p < 0 || platforms.status[p] !== PLATFORM_STATUS.active) return;
    if (uniform(threefry(k0, k1, customer, platforms.key[p])) >= platforms.siteVisitorsShare[p]) return;
    if (platforms.clients[p] >= expectedClients(world, p, 1)) return;
    forgetKnown(customers, platforms, customer, clock.day);
    if (slotOf(customers, customer, p) >= 0) return;
    const event = eventOfPair(clock.day, platforms.key[p]);
    hearOf(customer, p, drawForgetDay(clock.day, platforms.churnPerDay[p], life, customer, event));
    platforms.clients[p] += 1 / KNOWN_PER_CLIENT;
  };
}

export const ownSite = part({ switches, streams });
