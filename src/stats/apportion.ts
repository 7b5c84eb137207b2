// Whole numbers in proportion to weights.

/**
 * Largest-remainder (Hamilton) apportionment of a whole `total` by `weights`, finite and not negative: sums exactly, ties
 * to the lower index. Where all weights are zero nobody gets anything.
 */
export function apportion(total: number, weights: ArrayLike<number>): Float64Array {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  const shares = new Float64Array(weights.length);
  if (!(sum > 0)) return shares;
  const rest = new Float64Array(weights.length);
  let left = total;
  for (let i = 0; i < weights.length; i++) {
    const exact = (total * weights[i]) / sum;
    shares[i] = Math.floor(exact);
    rest[i] = exact - shares[i];
    left -= shares[i];
  }
  const byRest = Array.from(rest.keys()).sort((a, b) => rest[b] - rest[a] || a - b);
  for (let i = 0; i < left; i++) shares[byRest[i]]++;
  return shares;
}
