// Platforms as a mix of archetypes: whole numbers by parts, traits by archetype, and faults at their place.
import { describe, expect, test } from 'vitest';
import { PLATFORM_ARCHETYPES, traitsOf } from '../../src/archetypes/registry.ts';
import { formatFaults } from '../../src/scenario/faults.ts';
import { accepted, LEAST, refused } from '../support/scenario-files.ts';

const mixed = (platforms: string, sets: string[] = []) => accepted(`${LEAST}platforms: ${platforms}\n`, sets).platforms;
const countsOf = (platforms: string, sets?: string[]): Record<string, number> =>
  Object.fromEntries(mixed(platforms, sets).map(({ archetype, count }) => [archetype, count]));
const total = (platforms: string): number => Object.values(countsOf(platforms)).reduce((a, b) => a + b, 0);

describe('a mix of platforms', () => {
  test('has each archetype by its part, whole ones by largest remainder', () => {
    const parts = [...PLATFORM_ARCHETYPES.values()].map(({ id, partOfMix }) => [id, partOfMix] as const);
    const sum = parts.reduce((all, [, part]) => all + part, 0);
    expect(countsOf(`{ mix: default, count: ${sum} }`)).toEqual(Object.fromEntries(parts));
    for (const count of [1, 30, 156, 1000]) {
      expect(total(`{ mix: default, count: ${count} }`)).toBe(count);
      const counts = countsOf(`{ mix: default, count: ${count} }`);
      for (const [id, part] of parts) expect(Math.abs((counts[id] ?? 0) - (count * part) / sum)).toBeLessThan(1);
    }
    // 10 in parts of 1, 2 and 4: 1.43, 2.86 and 5.71.
    expect(countsOf('{ mix: { family-micro: 1, defector: 2, bot-run-channel: 4 }, count: 10 }')).toEqual({
      'family-micro': 1,
      defector: 3,
      'bot-run-channel': 6,
    });
    expect(mixed('{ mix: { family-micro: 0, defector: 0.1 }, count: 4 }')).toEqual([
      { archetype: 'defector', count: 4 },
    ]);
    expect(mixed('{ mix: default, count: 0 }')).toEqual([]);
  });

  test('lists archetypes in their order, whatever that of the parts', () => {
    const parts = ['defector: 2', 'family-micro: 1', 'three-line-hands-on: 1'];
    const [one, other] = [parts, parts.toReversed()].map((some) => mixed(`{ mix: { ${some} }, count: 8 }`));
    expect(one).toEqual(other);
    expect(one.map(({ archetype }) => archetype)).toEqual(['three-line-hands-on', 'family-micro', 'defector']);
  });

  test('takes traits by archetype, and is the same as the list that it makes', () => {
    const platforms = mixed(
      '{ mix: { family-micro: 1, defector: 1 }, count: 4, overrides: { defector: { lines: 2, brand: 0.5 } } }',
    );
    expect(platforms).toEqual([
      { archetype: 'family-micro', count: 2 },
      { archetype: 'defector', count: 2, overrides: { lines: 2, brand: 0.5 } },
    ]);
    expect(traitsOf(platforms[1])).toMatchObject({ lines: 2, brand: 0.5, couriers_per_line: 2 });
    expect(mixed(JSON.stringify(platforms))).toEqual(platforms);
  });

  test('can be set from the command line', () => {
    const parts = '{ mix: { family-micro: 1 }, count: 4 }';
    expect(countsOf(parts, ['platforms.count=6'])).toEqual({ 'family-micro': 6 });
    expect(countsOf(parts, ['platforms.mix.defector=3'])).toEqual({ 'family-micro': 1, defector: 3 });
    const [, defector] = mixed(parts, ['platforms.mix.defector=3', 'platforms.overrides.defector.lines=3']);
    expect(defector).toEqual({ archetype: 'defector', count: 3, overrides: { lines: 3 } });
    expect(countsOf('[]', ['platforms={ mix: default, count: 12 }'])).toEqual(countsOf('{ mix: default, count: 12 }'));
  });

  test.each([
    [
      '{ mix: { family-micr: 1 }, count: 10 }',
      '21: platforms.mix.family-micr: unknown key, got "family-micr"; expected a known key; did you mean family-micro',
    ],
    [
      '{ mix: { family-micro: 0 }, count: 10 }',
      '19: platforms.mix: no part above 0, got a map; expected at least one part above 0; write default for the parts of the archetypes',
    ],
    [
      '{ mix: {}, count: 10 }',
      '19: platforms.mix: no part above 0, got an empty map; expected at least one part above 0; write default for the parts of the archetypes',
    ],
    [
      '{ mix: { family-micro: -1 }, count: 10 }',
      '35: platforms.mix.family-micro: out of range, got -1; expected a number from 0 to 1000000',
    ],
    [
      '{ mix: defalt, count: 10 }',
      '19: platforms.mix: wrong value, got "defalt"; expected default or a map of named numbers',
    ],
    ['{ mix: default }', '1: platforms.count: missing; expected a whole number'],
    [
      '{ mix: default, count: 3, overrides: { defecter: { lines: 2 } } }',
      '51: platforms.overrides.defecter: unknown key, got "defecter"; expected a known key; did you mean defector',
    ],
    [
      '{ mix: default, count: 3, overrides: { defector: { lins: 2 } } }',
      '63: platforms.overrides.defector.lins: unknown key, got "lins"; expected a known key; did you mean lines',
    ],
    ['{ mix: default, count: 20000, overrides: { defector: { lines: 9 } } }', '12: platforms: '],
    ['3', '12: platforms: wrong value, got 3; expected a list of maps or a map with mix, count'],
  ])('%s is one fault, at its place', (platforms, said) => {
    const faults = refused(`${LEAST}platforms: ${platforms}\n`);
    expect(faults.map(({ path }) => path)).toHaveLength(1);
    expect(formatFaults(faults)).toContain(`test.yaml:5:${said}`);
  });
});
