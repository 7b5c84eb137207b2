// Named random streams. Every decision draws from its own stream, so that no mechanism changes the draws of another.
// A draw is a function of (seed, stream, entity, event number of the entity); there is no state.
import seedrandom from 'seedrandom';
import { threefry, uniform, word1 } from './threefry.ts';

/** The two key words of one stream; draws are `threefry(k0, k1, entity, event)`. */
export interface StreamKey {
  readonly k0: number;
  readonly k1: number;
}
export type Streams<N extends string = string> = Readonly<Record<N, StreamKey>>;

/**
 * Keys of all streams for one replicate. The human seed becomes two words through
 * `seedrandom(seed + '/' + replicate)`; each stream's key is one Threefry block of those words and the hash of its name, so
 * that no key depends on which other streams there are. Throws where two names have one hash.
 */
export function openStreams<N extends string>(seed: string, replicate: number, names: readonly N[]): Streams<N> {
  const words = seedrandom(`${seed}/${replicate}`);
  const seed0 = words.int32();
  const seed1 = words.int32();
  const streams = {} as Record<N, StreamKey>;
  const hashes = new Set<number>();
  for (const name of names) {
    const hash = hashOf(name);
    if (hashes.has(hash)) throw new Error(`streams: ${name} has the hash of another name`);
    hashes.add(hash);
    const k0 = threefry(seed0, seed1, hash, 0x5eed);
    streams[name] = { k0, k1: word1 };
  }
  return streams;
}

/** FNV-1a, 32 bits, over the code units of a name (Fowler, Noll & Vo). */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/** Event of a number and a key: numbers are spread over the words, so that those near each other do not meet by their keys. */
export const eventOfPair = (number: number, key: number): number => (Math.imul(number, 0x9e3779b1) + key) | 0;

/** One uniform on (0, 1), addressed by stream, entity and event. For world building and daily phases, not hot loops. */
export const draw = (key: StreamKey, entity: number, event: number): number =>
  uniform(threefry(key.k0, key.k1, entity, event));
