// Holm's step-down correction of p values.

/**
 * Holm-adjusted p values in the order given, each at most 1; null stays null and is no test. Rejecting those at or below
 * α keeps the probability of any false rejection in the family at or below α, however the tests depend on each other.
 * Holm (1979), Scandinavian Journal of Statistics 6(2):65-70, jstor.org/stable/4615733.
 */
export function holm(p: readonly (number | null)[]): (number | null)[] {
  const tests = [...p.keys()].filter((i) => p[i] !== null).sort((a, b) => p[a]! - p[b]!);
  const adjusted: (number | null)[] = p.map(() => null);
  let largest = 0;
  for (const [rank, i] of tests.entries()) {
    largest = Math.max(largest, Math.min(1, (tests.length - rank) * p[i]!));
    adjusted[i] = largest;
  }
  return adjusted;
}
