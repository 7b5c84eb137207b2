// Which known word was probably meant.

/** The candidate with the fewest edits from `word`, if few enough for a typing error; the first of equals. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const given = plain(word).slice(0, 100);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = distance(given, plain(candidate));
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

const plain = (word: string): string => word.toLowerCase().replace(/[\s-]/g, '_');

/** Levenshtein's distance, with a swap of neighbours as one edit. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}
