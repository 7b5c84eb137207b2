import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pickByWeight } from '../../src/random/pick.ts';
import { draw, openStreams } from '../../src/random/streams.ts';
import { threefry, uniform, word1 } from '../../src/random/threefry.ts';
import { threefryFive } from '../../src/random/threefry-five.ts';
import { ksStatistic } from '../support/distributions.ts';

const word = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const hex = (...words: number[]): string => words.map((w) => (w >>> 0).toString(16).padStart(8, '0')).join(' ');

describe('Threefry-2x32-20', () => {
  // Known-answer vectors of Random123 1.14 (kat_vectors, threefry2x32 with 20 rounds).
  it.each([
    ['zeros', [0, 0], [0, 0], '6b200159 99ba4efe'],
    ['ones', [0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '1cb996fc bb002be7'],
    ['digits of pi', [0x243f6a88, 0x85a308d3], [0x13198a2e, 0x03707344], 'c4923a9c 483df7a0'],
  ])('equals the published vector of %s', (_, counter, key, expected) => {
    const first = threefry(key[0], key[1], counter[0], counter[1]);
    expect(hex(first, word1)).toBe(expected);
  });

  it('gives the same words in five blocks side by side as in five calls', () => {
    const words = new Int32Array(10);
    fc.assert(
      fc.property(word, word, word, word, (k0, k1, c0, c1) => {
        threefryFive(k0, k1, c0, c1, words);
        const calls = [0, 1, 2, 3, 4].flatMap((block) => {
          const first = threefry(k0, k1, c0, (c1 + block) | 0);
          return [first, word1];
        });
        expect(Array.from(words)).toEqual(calls);
      }),
      { numRuns: 500 },
    );
  });

  it('reads a word as a uniform that is never 0 and never 1', () => {
    expect(uniform(0)).toBeGreaterThan(0);
    expect(uniform(-1)).toBeLessThan(1);
    expect(uniform(-(2 ** 31))).toBeCloseTo(0.5, 9);
  });
});

describe('streams', () => {
  const NAMES = ['wake', 'choice', 'violence', 'violence-robbery', 'choice-violence'];

  it('have keys of their own, which the seed and the replicate decide', () => {
    const keysOf = (seed: string, replicate: number): string[] =>
      Object.values(openStreams(seed, replicate, NAMES)).map(({ k0, k1 }) => hex(k0, k1));
    const keys = [
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['a/1', 1],
    ].flatMap(([seed, n]) => keysOf(String(seed), Number(n)));
    expect(new Set(keys).size).toBe(4 * NAMES.length);
    expect(keysOf('a', 1)).toEqual(keys.slice(0, NAMES.length));
  });

  it('have keys that no other name moves', () => {
    const all = openStreams('a', 1, NAMES);
    for (const name of NAMES) expect(openStreams('a', 1, [name])[name]).toEqual(all[name]);
    expect(openStreams('a', 1, NAMES.toReversed())).toEqual(all);
  });

  it('are refused where a name stands twice, or two have one hash', () => {
    expect(() => openStreams('a', 1, ['wake', 'choice', 'wake'])).toThrow('wake has the hash of another name');
    // Two short names with one FNV-1a hash, 32 bits.
    expect(() => openStreams('a', 1, ['costarring', 'liquid'])).toThrow('liquid has the hash of another name');
  });

  it('draw uniforms: by entity and by event alike', () => {
    const { wake } = openStreams('uniform', 1, ['wake']);
    for (const of of [(i: number) => draw(wake, i, 0), (i: number) => draw(wake, 0, i << 4)]) {
      expect(
        ksStatistic(
          Float64Array.from({ length: 20_000 }, (_, i) => of(i)),
          (u) => u,
        ),
      ).toBeLessThan(1.95);
    }
  });
});

describe('a pick by weight', () => {
  it('falls on each index as often as its share of the weights, and never on one of weight 0', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 12 }), (weights) => {
        fc.pre(weights.some((w) => w > 0));
        let total = 0;
        const cumulative = Float64Array.from(weights, (w) => (total += w));
        const counts = new Array<number>(weights.length).fill(0);
        const perUnit = 7;
        for (let i = 0; i < total * perUnit; i++) counts[pickByWeight(cumulative, (i + 0.5) / (total * perUnit))]++;
        expect(counts).toEqual(weights.map((w) => w * perUnit));
      }),
    );
  });
});
