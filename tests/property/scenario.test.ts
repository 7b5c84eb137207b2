// Laws of reading scenarios: nothing throws, merging is orderly, the command line and the file say the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameterTable } from '../../src/scenario/describe.ts';
import { formatFaults, type Source } from '../../src/scenario/faults.ts';
import { type Located, merge, plain } from '../../src/scenario/located.ts';
import { readYaml } from '../../src/scenario/read-yaml.ts';
import { accepted, LEAST, parse } from '../support/scenario-files.ts';

const located = (value: unknown): Located => {
  const source: Source = { file: 'x', text: JSON.stringify(value), hasLines: true };
  const read = readYaml(source);
  if ('faults' in read) throw new Error(formatFaults(read.faults));
  return read.tree;
};

const key = fc.constantFrom('a', 'b', 'c', 'd');
const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.constantFrom('x', 'y', ''),
  fc.array(fc.integer(), { maxLength: 3 }),
);
const { map } = fc.letrec<{ map: Record<string, unknown>; value: unknown }>((tie) => ({
  map: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('map')),
}));
const merged = (...all: unknown[]): unknown => plain(all.map(located).reduce((base, over) => merge(base, over)));

describe('garbage', () => {
  const never = (text: string): void => {
    const parsed = parse(text);
    if (parsed.ok) return;
    expect(parsed.faults.length).toBeGreaterThan(0);
    for (const { what, expected, line, col } of parsed.faults) {
      expect(what).not.toBe('');
      expect(expected).not.toBe('');
      expect(line === 0 ? col === 0 : col >= 1).toBe(true);
    }
    expect(formatFaults(parsed.faults)).not.toContain('undefined');
  };

  test('of any characters never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...'{}[]:,-?&*!|>\'"%@` \n\t#ab1~<') }),
        ),
        never,
      ),
      { numRuns: 200 },
    );
  });

  test('of any JSON never throws', () => {
    fc.assert(fc.property(fc.json({ maxDepth: 4 }), never), { numRuns: 100 });
  });

  test('under the right keys never throws', () => {
    const sections = Object.keys(accepted(LEAST));
    const file = fc.dictionary(
      fc.constantFrom(...sections),
      fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constant({ policies: [{ kind: 'street-stops' }, 3, null] }),
        fc.constant([{ archetype: 'street-site' }, { count: -1 }, []]),
      ),
    );
    fc.assert(
      fc.property(file, (value) => never(JSON.stringify(value))),
      { numRuns: 100 },
    );
  });

  test('in one field of a right file never throws and is never read as right and wrong', () => {
    const paths = parameterTable().map(({ path }) => path.replace(/\bN\b/g, '0').replace(/\bNAME\b/g, 'baseline'));
    const base = `${LEAST}platforms: [{ archetype: three-line-hands-on, count: 1 }]\npolicies: [{ kind: street-stops, hours_per_day: 1 }]\narms: { baseline: { policies: [{ kind: site-operations, hours_per_day: 1 }] } }\n`;
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const parsed = parse(base, [`${path}=${JSON.stringify(value)}`]);
        if (!parsed.ok) expect(formatFaults(parsed.faults)).not.toContain('undefined');
      }),
      { numRuns: 200 },
    );
  });

  test('as a change never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        (path, value) => void [parse(LEAST, [`${path}=${value}`]), parse(LEAST, [path])],
      ),
      { numRuns: 200 },
    );
  });
});

describe('merging', () => {
  test('with nothing changes nothing', () => {
    fc.assert(
      fc.property(map, (a) => {
        expect(merged(a, {})).toEqual(a);
        expect(merged({}, a)).toEqual(a);
      }),
    );
  });

  test('twice is merging once', () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        expect(merged(a, b, b)).toEqual(merged(a, b));
      }),
    );
  });

  test('may be grouped in any way where maps stay maps and values stay values', () => {
    const values = { a: leaf, b: leaf };
    const inner = fc.record(values, { requiredKeys: [] });
    const whole = fc.record({ ...values, m: inner, n: inner }, { requiredKeys: [] });
    fc.assert(
      fc.property(whole, whole, whole, (a, b, c) => {
        expect(merged(a, merged(b, c))).toEqual(merged(merged(a, b), c));
      }),
    );
  });

  test('keeps all that the last one says', () => {
    const says = (whole: unknown, part: unknown): boolean =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.entries(part).every(([k, value]) => says((whole as Record<string, unknown>)[k], value))
        : JSON.stringify(whole) === JSON.stringify(part);
    fc.assert(
      fc.property(map, map, (a, b) => {
        expect(says(merged(a, b), b)).toBe(true);
      }),
    );
  });

  test('with null removes the key', () => {
    fc.assert(
      fc.property(map, key, (a, k) => {
        const { [k]: _, ...rest } = a;
        expect(merged(a, { [k]: null })).toEqual(rest);
      }),
    );
  });
});

describe('the command line', () => {
  const written = parameterTable().filter(
    ({ path, default: value }) => typeof value === 'number' && !/\b(N|NAME)\b|^city/.test(path),
  );
  const change = fc.constantFrom(...written).chain(({ path, default: value }) =>
    fc.record({
      path: fc.constant(path),
      value: fc.constantFrom(value as number, (value as number) * 0.99, 1, 0, -1),
    }),
  );
  const nest = (path: string, value: unknown): unknown =>
    path.split('.').reduceRight<unknown>((inside, step) => ({ [step]: inside }), value);

  test('says the same as an edit of the file', () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const edited = changes
          .map(({ path, value }) => nest(path, value))
          .reduce(
            (a, b) => merged(a, b),
            plain(located({ version: 2, city: { zones: 'z.csv' }, customers: { count: 50 }, sites: { count: 2 } })),
          );
        const bySet = parse(
          '{ version: 2, city: { zones: z.csv }, customers: { count: 50 }, sites: { count: 2 } }',
          changes.map(({ path, value }) => `${path}=${value}`),
        );
        const byFile = parse(JSON.stringify(edited));
        expect(bySet.ok).toBe(byFile.ok);
        if (bySet.ok && byFile.ok) expect(bySet.scenario).toEqual(byFile.scenario);
        if (!bySet.ok && !byFile.ok) {
          const said = (faults: typeof bySet.faults) =>
            faults.map(({ path, what, got, expected }) => `${path} ${what} ${got} ${expected}`).sort();
          expect(said(bySet.faults)).toEqual(said(byFile.faults));
        }
      }),
    );
  });

  test('says the same as a file that extends', () => {
    fc.assert(
      fc.property(change, ({ path, value }) => {
        const bySet = parse(LEAST, [`${path}=${value}`]);
        const byChild = parse({
          'test.yaml': JSON.stringify({ extends: 'least.yaml', ...(nest(path, value) as object) }),
          'least.yaml': LEAST,
        });
        expect(bySet.ok).toBe(byChild.ok);
        if (bySet.ok && byChild.ok) expect(bySet.scenario).toEqual(byChild.scenario);
      }),
    );
  });
});
