// Which customers are in treatment at a dose: with a probability in proportion to the own rate, at most 1.
import { type Customers, F32, F32_STRIDE } from '../entities/customers.ts';

/** Size of the sample of customers whose rates are used. */
const SAMPLE = 2000;

/**
 * A function of the share of customers to be in treatment, 0..1: the scale c at which min(1, c · own rate ÷ mean rate) has
 * that mean over customers. Infinity where all who buy at all are to be treated.
 */
export function createTreatmentScale({
  f32,
  nFounders,
  meanGapMin,
}: Pick<Customers, 'f32' | 'nFounders' | 'meanGapMin'>): (share: number) => number {
  const step = Math.max(1, Math.floor(nFounders / SAMPLE));
  const relative: number[] = [];
  for (let customer = 0; customer < nFounders; customer += step)
    relative.push(meanGapMin / f32[customer * F32_STRIDE + F32.meanGapMin]);
  relative.sort((a, b) => b - a);
  const n = relative.length;
  /** Sum of the relative rates from each rank on. */
  const rest = new Float64Array(n + 1);
  for (let k = n - 1; k >= 0; k--) rest[k] = rest[k + 1] + relative[k];
  return (share) => {
    if (share <= 0) return 0;
    if (share >= 1) return Number.POSITIVE_INFINITY;
    // The k heaviest have probability 1; finds the first k whose next customer has less.
    let [low, high] = [0, n - 1];
    while (low < high) {
      const k = (low + high) >> 1;
      if ((share * n - k) * relative[k] < rest[k]) high = k;
      else low = k + 1;
    }
    return rest[low] > 0 ? (share * n - low) / rest[low] : Number.POSITIVE_INFINITY;
  };
}
