// Keyed normal draws.
import type { StreamKey } from './streams.ts';
import { threefry, uniform, word1 } from './threefry.ts';

/** A standard normal addressed by stream, entity and event (Box & Muller 1958). For world building and weekly phases. */
export function drawNormal({ k0, k1 }: StreamKey, entity: number, event: number): number {
  const radius = Math.sqrt(-2 * Math.log(uniform(threefry(k0, k1, entity, event))));
  return radius * Math.cos(2 * Math.PI * uniform(word1));
}
