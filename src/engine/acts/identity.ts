// Keys of platforms, lines and couriers, hashed from the keys of their parents, and the traits drawn by them. They are
// the same in every arm, in whatever order platforms open.

import { drawNormal } from '../../random/normal.ts';
import { pickByWeight } from '../../random/pick.ts';
import { draw, type Streams } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import type { Couriers } from '../entities/couriers.ts';
import type { Lines, Platforms, PlatformsGiven } from '../entities/platforms.ts';
import { type Own, part } from '../kernel/part.ts';
import { type NicheProductNeeds, nicheSellsUnknown } from './catalogue.ts';
import type { ChargeNeeds } from './charge.ts';
import { drawPerson, type PersonNeeds } from './profile.ts';
import { drawManager, type ManagerNeeds } from './takedown.ts';

const streams = ['identity', 'platform-home', 'platform-traits', 'courier-traits'] as const;

export type IdentityNeeds = Own<{ streams: typeof streams }> &
  Pick<ChargeNeeds, 'scenario' | 'streams'> &
  PersonNeeds &
  ManagerNeeds &
  NicheProductNeeds & {
    scenario: PlatformsGiven;
    platforms: Pick<
      Platforms,
      | 'key'
      | 'isWomanManager'
      | 'niche'
      | 'nBirths'
      | 'purity'
      | 'purityAim'
      | 'purityNoise'
      | 'puritySpread'
      | 'hasSecond'
      | 'hasUnknown'
      | 'shiftSum'
      | 'firstLine'
      | 'nLines'
      | 'firstCourier'
      | 'nCouriers'
    >;
    lines: Pick<Lines, 'key'>;
    couriers: Pick<Couriers, 'key' | 'priors'>;
  };

/** Numbers for parents that have no key of their own. */
const PARENT = { niches: 0, places: -2 } as const;
/** Number among the children of a niche of the second platform there; lines have numbers from 0, posts below 0. */
const SECOND = 1 << 20;

/** Key of the n-th child of a parent. */
const childOf = ({ identity }: Streams<'identity'>, parent: number, n: number): number =>
  threefry(identity.k0, identity.k1, parent, n);

/** Keys of niches: the n-th, and that of the n-th platform opened by banned operators of a place. */
export const keyOfNiche = (streams: Streams<'identity'>, n: number): number => childOf(streams, PARENT.niches, n);
export const keyFromPlace = (streams: Streams<'identity'>, place: number, n: number): number =>
  childOf(streams, childOf(streams, PARENT.places, place), n);
/** Key of the platform that the n-th person of a post opens. */
export const keyFromPost = (streams: Streams<'identity'>, post: number, n: number): number => childOf(streams, post, n);

/** Home zone of a platform, drawn in proportion to population; `cumulative` is its running sum over zones. */
export const homeOf = (streams: Streams<'platform-home'>, key: number, cumulative: Float64Array): number =>
  pickByWeight(cumulative, draw(streams['platform-home'], key, 0));

/** The purest there is, points. */
const PUREST = 97;

/** Purity of what competition asks for and how far a platform is off, points. */
export const purityOf = (aim: number, noise: number): number => Math.min(PUREST, Math.max(0, aim + noise));

/** Gives niche `p` its key and the traits that all platforms there share; the first one has the same key. */
export function identifyNiche(world: IdentityNeeds, p: number, key: number): void {
  const { scenario, streams, platforms } = world;
  const { delivery } = scenario;
  const traits = streams['platform-traits'];
  platforms.niche[p] = key;
  platforms.purityAim[p] = delivery.purity_points;
  platforms.purityNoise[p] = delivery.purity_sd_points * platforms.puritySpread[p] * drawNormal(traits, key, 0);
  platforms.purity[p] = purityOf(platforms.purityAim[p], platforms.purityNoise[p]);
  platforms.hasSecond[p] = uniform(threefry(traits.k0, traits.k1, key, 1)) < delivery.second_product_share ? 1 : 0;
  platforms.hasUnknown[p] = nicheSellsUnknown(world, key) ? 1 : 0;
  identify(world, p, key);
}

/** The next platform of a niche gets a key of its own. */
export const identifyNext = (world: IdentityNeeds, p: number): void =>
  identify(world, p, childOf(world.streams, world.platforms.niche[p], SECOND + world.platforms.nBirths[p]));

/** Gives a platform a key, and its lines and posts; the first persons are drawn by theirs. */
function identify(world: IdentityNeeds, p: number, key: number): void {
  const { scenario, streams, platforms, lines, couriers } = world;
  const traits = streams['platform-traits'];
  platforms.key[p] = key;
  platforms.isWomanManager[p] = drawManager(world, key);
  platforms.shiftSum[p] = draw(traits, key, 2);
  for (let l = 0; l < platforms.nLines[p]; l++) lines.key[platforms.firstLine[p] + l] = childOf(streams, key, l);
  for (let c = 0; c < platforms.nCouriers[p]; c++) {
    const post = platforms.firstCourier[p] + c;
    couriers.key[post] = childOf(streams, key, -1 - c);
    drawPerson(world, post, 0);
    if (scenario.mechanisms.justice)
      couriers.priors[post] = draw(streams.justice, couriers.key[post], -1) < scenario.justice.record_share ? 1 : 0;
  }
}

export const identity = part({ streams });
