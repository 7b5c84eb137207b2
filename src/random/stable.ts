// The positive stable law as a quantile table: the shared part of nested-logit noise. Knows no nest.
// Kanter (1975), Ann. Probab. 3(4):697-707, doi:10.1214/aop/1176996309; Cardell (1997), Econometric Theory 13(2):185-213.

const SUB_BITS = 7;
const SUB = 1 << SUB_BITS;
const OCTAVES = 31 - SUB_BITS;
const HALF = OCTAVES * SUB + 1;

/**
 * Table of log S by a 32-bit uniform word, S positive stable with index θ and Laplace transform exp(−t^θ). Each half of
 * the unit interval is cut into octaves towards its end and each octave into 128 cells, so that both tails keep their
 * shape; between nodes log S is linear. Two tables of 3,073 doubles; built in about 20 ms.
 */
export interface LogStable {
  lower: Float64Array;
  upper: Float64Array;
}

/** @param theta dissimilarity, 0 < θ < 1 */
export function logStableTable(theta: number): LogStable {
  // Kanter's representation: S = (a(U)/W)^((1−θ)/θ), W unit exponential, so P(S ≤ s) = ∫ exp(−a(u)·s^(−θ/(1−θ))) du.
  const nodes = 512;
  const a = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) {
    const u = Math.PI * ((i + 0.5) / nodes);
    const logA =
      (theta / (1 - theta)) * Math.log(Math.sin(theta * u)) +
      Math.log(Math.sin((1 - theta) * u)) -
      (1 / (1 - theta)) * Math.log(Math.sin(u));
    a[i] = Math.exp(logA);
  }
  const lowest = ((1 - theta) / theta) * Math.log(a[0] / 24) - 1;
  const highest = 24 / theta;
  const points = 4096;
  const x = new Float64Array(points);
  const logBelow = new Float64Array(points);
  const logAbove = new Float64Array(points);
  for (let p = 0; p < points; p++) {
    x[p] = lowest + ((highest - lowest) * p) / (points - 1);
    const scale = Math.exp((-theta / (1 - theta)) * x[p]);
    let below = 0;
    let above = 0;
    for (let i = 0; i < nodes; i++) {
      below += Math.exp(-a[i] * scale);
      above -= Math.expm1(-a[i] * scale);
    }
    logBelow[p] = Math.log(below / nodes);
    logAbove[p] = Math.log(above / nodes);
  }
  const invert = (column: Float64Array, target: number, rising: boolean): number => {
    let lo = 0;
    let hi = points - 1;
    while (hi - lo > 1) {
      const mid = (lo + hi) >> 1;
      if (column[mid] < target === rising) lo = mid;
      else hi = mid;
    }
    const share = (target - column[lo]) / (column[hi] - column[lo]);
    return x[lo] + (x[hi] - x[lo]) * Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  };
  const lower = new Float64Array(HALF);
  const upper = new Float64Array(HALF);
  for (let octave = 0; octave < OCTAVES; octave++) {
    for (let sub = 0; sub < SUB; sub++) {
      const logP = Math.log((1 - (sub / SUB) * 0.5) * 0.5) - octave * Math.LN2;
      lower[octave * SUB + sub] = invert(logBelow, logP, true);
      upper[octave * SUB + sub] = invert(logAbove, logP, false);
    }
  }
  const logEnd = -(OCTAVES + 1) * Math.LN2;
  lower[HALF - 1] = invert(logBelow, logEnd, true);
  upper[HALF - 1] = invert(logAbove, logEnd, false);
  return { lower, upper };
}

/** log S at the quantile of a 32-bit word. */
export function logStable(table: LogStable, word: number): number {
  const high = word < 0;
  // Distance from the nearer end of the unit interval, in units of 2^-32 and in 1..2^31.
  const distance = (high ? ~word : word) + 1;
  const column = high ? table.upper : table.lower;
  const octave = Math.clz32(distance - 1) - 1;
  if (octave >= OCTAVES) return column[HALF - 1];
  const place = (1 - distance * OCTAVE_SCALE[octave]) * (2 * SUB);
  const node = place | 0;
  return column[octave * SUB + node] + (column[octave * SUB + node + 1] - column[octave * SUB + node]) * (place - node);
}

/** 2^(octave − 31): scales a distance of that octave to (1/2, 1]. */
const OCTAVE_SCALE = Float64Array.from({ length: 32 }, (_, octave) => Math.exp((octave - 31) * Math.LN2));
