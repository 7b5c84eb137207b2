// Whole numbers in proportion to weights. Knows nothing of what is shared out.

/** Largest-remainder (Hamilton) apportionment of `total` by `weights`: sums exactly, ties to the lower index. */
export function apportion(total: number, weights: ArrayLike<number>): Int32Array {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i];
  const shares = new Int32Array(weights.length);
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
