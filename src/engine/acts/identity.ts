// Keys of platforms, lines and couriers, hashed from the keys of their parents, and the traits drawn by them. They are
// the same in every arm, in whatever order platforms open.
import { pickByWeight } from '../../random/pick.ts';
import { draw, type Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import type { Couriers } from '../entities/couriers.ts';
import type { Lines, Platforms, PlatformsGiven } from '../entities/platforms.ts';
import { type Own, part } from '../kernel/part.ts';
import type { ChargeNeeds } from './charge.ts';
import { drawPerson, type PersonNeeds } from './profile.ts';

const streams = ['identity', 'platform-home', 'platform-traits', 'courier-traits'] as const;

export type IdentityNeeds = Own<{ streams: typeof streams }> &
  Pick<ChargeNeeds, 'scenario' | 'streams'> &
  PersonNeeds & {
    scenario: PlatformsGiven;
    platforms: Pick<
      Platforms,
      'key' | 'purity' | 'hasSecond' | 'shiftSum' | 'firstLine' | 'nLines' | 'firstCourier' | 'nCouriers'
    >;
    lines: Pick<Lines, 'key'>;
    couriers: Pick<Couriers, 'key' | 'priors'>;
  };

/** Platforms of each kind at the start. */
export interface Kinds {
  platforms: readonly { readonly count: number }[];
}

/** Numbers for parents that have no key of their own. */
const PARENT = { start: 0, entry: -1, places: -2 } as const;

/** Key of the n-th child of a parent. */
const childOf = ({ identity }: Streams<'identity'>, parent: number, n: number): number =>
  threefry(identity.k0, identity.k1, parent, n);

/** Keys of platforms: the n-th at the start, the n-th new one, and the n-th opened by banned operators of a place. */
export const keyAtStart = (streams: Streams<'identity'>, n: number): number => childOf(streams, PARENT.start, n);
export const keyOfEntry = (streams: Streams<'identity'>, n: number): number => childOf(streams, PARENT.entry, n);
export const keyFromPlace = (streams: Streams<'identity'>, place: number, n: number): number =>
  childOf(streams, childOf(streams, PARENT.places, place), n);

/** Home zone of a platform, drawn in proportion to population; `cumulative` is its running sum over zones. */
export const homeOf = (streams: Streams<'platform-home'>, key: number, cumulative: Float64Array): number =>
  pickByWeight(cumulative, draw(streams['platform-home'], key, 0));

/** Gives platform `p` a key, and draws by it the traits that vary within its kind, its lines and its couriers. */
export function identify(world: IdentityNeeds, p: number, key: number): void {
  const { scenario, streams, platforms, lines, couriers } = world;
  const { delivery, justice, mechanisms } = scenario;
  const traits = streams['platform-traits'];
  platforms.key[p] = key;
  const radius = Math.sqrt(-2 * Math.log(uniform(threefry(traits.k0, traits.k1, key, 0))));
  const normal = radius * Math.cos(2 * Math.PI * uniform(word1));
  platforms.purity[p] = Math.min(100, Math.max(0, delivery.purity_points + delivery.purity_sd_points * normal));
  platforms.hasSecond[p] = uniform(threefry(traits.k0, traits.k1, key, 1)) < delivery.second_product_share ? 1 : 0;
  platforms.shiftSum[p] = uniform(word1);
  for (let l = 0; l < platforms.nLines[p]; l++) lines.key[platforms.firstLine[p] + l] = childOf(streams, key, l);
  for (let c = 0; c < platforms.nCouriers[p]; c++) {
    const post = platforms.firstCourier[p] + c;
    couriers.key[post] = childOf(streams, key, -1 - c);
    drawPerson(world, post, 0);
    if (mechanisms.justice)
      couriers.priors[post] = draw(streams.justice, couriers.key[post], -1) < justice.record_share ? 1 : 0;
  }
}

/** Kind of a platform that opens during a run, drawn in proportion to the numbers at the start. */
export function kindOfNew(kinds: Kinds, streams: Streams<'platform-traits'>, key: number): number {
  let total = 0;
  const cumulative = Float64Array.from(kinds.platforms, ({ count }) => (total += count));
  return pickByWeight(cumulative, draw(streams['platform-traits'], key, 2));
}

export const identity = part({ streams });
