// The studentised bootstrap of a mean (bootstrap-t).
// Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 12.5.
import { threefry, uniform, word1 } from '../random/threefry.ts';
import { type Interval, tInterval95 } from './intervals.ts';

/** Resamples; with 1,999 the 2.5 % and 97.5 % quantiles are the 50th of them from either end, without interpolation. */
export const RESAMPLES = 1999;
const RANK = 50;
/**
 * Fewest values that are resampled. On normal data the interval is a third wider than Student's at 5 values and a tenth
 * at 8, with the same coverage; at 3, every ninth resample repeats a single value and has no spread to divide by.
 */
export const MIN_RESAMPLED = 8;

/** Key of all draws: constants, so that the same values give the same interval, whatever the seed of a scenario. */
const KEY = [0x626f6f74, 0x73747261] as const;

/**
 * Mean, standard deviation and 95 % studentised bootstrap interval of the values that are defined:
 * [mean − t*(97.5 %)·se, mean − t*(2.5 %)·se], with se = sd/√n and t* = (resample's mean − mean)/(resample's se).
 *
 * A resample that repeats one value has t* = ±∞ (0 if that value is the mean). Where such resamples reach into the outer
 * 2.5 %, and below {@link MIN_RESAMPLED} values, the interval is the t interval. Values of opposite sign give exactly the
 * opposite interval, since draws depend on nothing but n. The order of the values matters in the third digit or so.
 */
export function bootstrapInterval95(values: readonly (number | null)[]): Interval {
  const t = tInterval95(values);
  const { n, mean, sd } = t;
  if (n < MIN_RESAMPLED || mean === null || !sd) return t;
  const centred = Float64Array.from(
    values.filter((value) => value !== null),
    (value) => value - mean,
  );
  const studentised = studentisedMeans(centred).sort();
  const [low, high] = [studentised[RANK - 1], studentised[RESAMPLES - RANK]];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return t;
  const error = sd / Math.sqrt(n);
  return { ...t, ci95: [mean - high * error, mean - low * error] };
}

/** Of each resample its mean over its standard error; `centred` has mean 0. */
function studentisedMeans(centred: Float64Array): Float64Array {
  const n = centred.length;
  const drawn = drawsOf(n);
  const means = new Float64Array(RESAMPLES);
  for (let r = 0; r < RESAMPLES; r++) {
    const first = centred[drawn[r * n]];
    let sum = 0;
    let isSpread = false;
    for (let i = 0; i < n; i++) {
      const value = centred[drawn[r * n + i]];
      sum += value;
      isSpread ||= value !== first;
    }
    const mean = isSpread ? sum / n : first;
    let square = 0;
    for (let i = 0; i < n; i++) {
      const deviation = centred[drawn[r * n + i]] - mean;
      square += deviation * deviation;
    }
    means[r] = mean === 0 ? 0 : mean / Math.sqrt(square / (n - 1) / n);
  }
  return means;
}

/** Which values each resample takes, [resample][draw]. Kept for the next call: all outcomes of a comparison have one n. */
function drawsOf(n: number): Uint32Array {
  if (kept.length === RESAMPLES * n) return kept;
  kept = new Uint32Array(RESAMPLES * n);
  for (let r = 0; r < RESAMPLES; r++)
    for (let i = 0; i < n; i++) {
      // A block of Threefry has two words, for two draws.
      const word = i % 2 === 0 ? threefry(KEY[0], KEY[1], r, i >> 1) : word1;
      kept[r * n + i] = Math.floor(uniform(word) * n);
    }
  return kept;
}

let kept = new Uint32Array(0);
