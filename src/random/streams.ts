// Named streams: every decision of the model draws from its own, so that one mechanism never shifts another's draws.
// A draw is addressed by (seed, stream, entity, that entity's event number); nothing here keeps state but counts.
import seedrandom from 'seedrandom';
import { threefry, uniform, word1 } from './threefry.ts';

/** Every purpose that draws. Append only: a stream's number is part of what a seed means. */
export const STREAMS = [
  'zone-income',
  'site-place',
  'site-traits',
  'platform-home',
  'platform-traits',
  'courier-traits',
  'customer-zone',
  'customer-traits',
  'customer-known',
  'known-lifetime',
  'wake',
  'choice',
  'platform-noise',
  'cross-line',
  'service',
  'stop',
  'come-back',
  'referral',
  'site-turnover',
  'site-operation',
  'policy-rank',
  'calls',
  'placebo-cross-line',
  'placebo-stop',
  'violence',
  'violence-vacancy',
  'violence-retaliation',
  'site-ban',
  'job-placement',
  'investigation',
  'takedown',
  'number-cut',
  'rebirth',
  'platform-entry',
  'justice',
  'tips',
  'quit',
  'initiation',
  'health-reach',
  'emergency',
  'fine',
  'violence-robbery',
  'violence-punishment',
  'direct-drop',
  'indiscretion',
  'identity',
  'desistance',
] as const;
export type StreamName = (typeof STREAMS)[number];

/** The two key words of one stream; draws are `threefry(k0, k1, entity, event * 16 + block)`. */
export interface StreamKey {
  readonly k0: number;
  readonly k1: number;
}
export type Streams = Readonly<Record<StreamName, StreamKey>>;

/**
 * Keys of all streams for one replicate. The human seed becomes two words through
 * `seedrandom(seed + '/' + replicate)`; each stream's key is one Threefry block of those words and its number.
 */
export function openStreams(seed: string, replicate: number): Streams {
  const words = seedrandom(`${seed}/${replicate}`);
  const seed0 = words.int32();
  const seed1 = words.int32();
  const streams = {} as Record<StreamName, StreamKey>;
  for (const [number, name] of STREAMS.entries()) {
    const k0 = threefry(seed0, seed1, number, 0x5eed);
    streams[name] = { k0, k1: word1 };
  }
  return streams;
}

/** One uniform on (0, 1), addressed by stream, entity and event. For world building and daily phases, not hot loops. */
export const draw = (key: StreamKey, entity: number, event: number): number =>
  uniform(threefry(key.k0, key.k1, entity, event));
