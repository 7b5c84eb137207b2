// Threefry that counts its calls, for a test file to mock `src/random/threefry.ts` by. Imports nothing that draws.
type Threefry = typeof import('../../src/random/threefry.ts');

/** Draws by the first word of the key. */
export const draws = new Map<number, number>();

export const counted = (actual: Threefry): Threefry => ({
  ...actual,
  get word1() {
    return actual.word1;
  },
  threefry(key0, key1, counter0, counter1) {
    draws.set(key0, (draws.get(key0) ?? 0) + 1);
    return actual.threefry(key0, key1, counter0, counter1);
  },
});
