// Gamma variates from keyed draws. Marsaglia & Tsang (2000), ACM TOMS 26(3):363-372, doi:10.1145/358407.358414.
import type { StreamKey } from './streams.ts';
import { threefry, uniform, word1 } from './threefry.ts';

/** One Gamma(shape, mean 1·shape) draw of an entity: event numbers from `event` on, two blocks a trial. */
export function drawGamma(key: StreamKey, entity: number, event: number, shape: number): number {
  if (shape < 1) {
    const boost = uniform(threefry(key.k0, key.k1, entity, event));
    return drawGamma(key, entity, event + 1, shape + 1) * Math.exp(Math.log(boost) / shape);
  }
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let trial = event; ; trial += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform(threefry(key.k0, key.k1, entity, trial))));
    const x = radius * Math.cos(2 * Math.PI * uniform(word1));
    const v = 1 + c * x;
    if (v <= 0) continue;
    const cube = v * v * v;
    const u = uniform(threefry(key.k0, key.k1, entity, trial + 1));
    if (Math.log(u) < 0.5 * x * x + d - d * cube + d * Math.log(cube)) return d * cube;
  }
}
