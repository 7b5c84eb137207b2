// Files that are broken or meant to break the reader end in a clear fault, never in a stack or a hang.
import { describe, expect, test } from 'vitest';
import { formatFaults } from '../../src/scenario/faults.ts';
import { accepted, brief, LEAST, parse, refused } from '../support/scenario-files.ts';

const MILLION = 1_000_000;
const bomb = (levels: number) =>
  `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: levels }, (_, k) => `a${k + 1}: &a${k + 1} [${Array(9).fill(`*a${k}`)}]`).join('\n')}\n`;

describe('a clear fault ends', () => {
  test.each<[string, string, string]>([
    ['an empty file', '', 'the file is empty'],
    ['a file of comments', '# nothing\n\n# here\n', 'the file is empty'],
    ['null', 'null', 'the file is empty'],
    ['a list', '- 1\n- 2\n', 'not a map'],
    ['a word', 'hello', 'not a map'],
    ['two documents', `${LEAST}---\n${LEAST}`, 'more than one document'],
    ['an unclosed quote', `${LEAST}title: "abc\n`, 'not well-formed: Missing closing "quote'],
    ['an unclosed bracket', `${LEAST}platforms: [\n`, 'not well-formed: Flow sequence in block collection must be'],
    ['wrong indentation', 'version: 2\n seed: a\n', 'not well-formed: '],
    [
      'tabs for indentation',
      'version: 2\ntime:\n\ttick_min: 5\n',
      'not well-formed: Tabs are not allowed as indentation',
    ],
    ['an unknown tag', `${LEAST}title: !secret abc\n`, 'not well-formed: Unresolved tag: !secret'],
    ['the same key twice', `${LEAST}seed: a\nseed: b\n`, 'the same key twice'],
    ['the same key twice, quoted', `${LEAST}seed: a\n"seed": b\n`, 'the same key twice'],
    ['__proto__', `${LEAST}__proto__: { polluted: 1 }\n`, 'a forbidden key'],
    ['constructor', `${LEAST}travel: { constructor: { prototype: { polluted: 1 } } }\n`, 'a forbidden key'],
    ['prototype in JSON', '{ "prototype": {} }', 'a forbidden key'],
    ['a number as key', `${LEAST}arms: { 1: {} }\n`, 'a key that is not text'],
    ['a map as key', `${LEAST}? { a: 1 }\n: 1\n`, 'a key that is not text'],
    ['no key', `${LEAST}: 1\n`, 'a key that is not text'],
    ['a NUL byte', `${LEAST}title: a\0b\n`, 'a NUL byte'],
    ['an alias to nothing', `${LEAST}title: *nothing\n`, 'an alias to nothing written before it'],
    ['an alias inside itself', `${LEAST}platforms: &a [*a]\n`, 'an alias to nothing written before it'],
    ['an alias bomb', bomb(9), 'too many aliases'],
    ['a file over a million characters', `# ${'x'.repeat(MILLION)}`, 'the file is too large'],
    ['nesting in brackets', `a: ${'['.repeat(101)}${']'.repeat(101)}`, 'nested too deeply'],
    ['nesting in lines', Array.from({ length: 102 }, (_, k) => `${' '.repeat(k)}a:`).join('\n'), 'nested too deeply'],
    ['nesting in dashes', `${'- '.repeat(102)}a`, 'nested too deeply'],
    ['a date of YAML 1.1', `%YAML 1.1\n---\n${LEAST}title: 2021-01-01\n`, 'a value of a kind not read here'],
  ])('%s', (_, text, what) => {
    const [fault] = refused(text);
    expect(fault.what.startsWith(what), fault.what).toBe(true);
    expect(fault.expected).not.toBe('');
    expect(formatFaults([fault])).not.toContain('    at ');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('tabs, with the advice to use spaces', () => {
    expect(refused('version: 2\ntime:\n\ttick_min: 5\n')[0]).toMatchObject({
      line: 3,
      hint: 'indent with spaces, not tabs',
    });
  });

  test('where the second of two keys stands', () => {
    expect(brief(refused(`${LEAST}seed: a\nseed: b\n`))).toEqual(['test.yaml:6:1  the same key twice']);
  });

  test('a reader that throws something odd', () => {
    expect(
      parse({
        get 'x.yaml'(): string {
          throw undefined;
        },
      }),
    ).toMatchObject({ ok: false });
  });
});

describe('no hang, however it is filled', () => {
  const n = MILLION - 10;
  test.each([
    ['open brackets', '['.repeat(n)],
    ['open braces', '{'.repeat(n)],
    ['closed brackets', '[]'.repeat(n / 2)],
    ['brackets in lines', '[]\n'.repeat(n / 3)],
    ['commas', `[${','.repeat(n)}`],
    ['dashes', '- '.repeat(n / 2)],
    ['question marks', '? '.repeat(n / 2)],
    ['colons', 'a: '.repeat(n / 3)],
    ['quotes', '"'.repeat(n)],
    ['escapes', `"${'\\x'.repeat(20_000)}`],
    ['anchors', '&a '.repeat(n / 3)],
    ['aliases', '*a\n'.repeat(n / 3)],
    ['documents', '---\n'.repeat(n / 4)],
    ['empty lines', '\n'.repeat(n)],
    ['keys', Array.from({ length: 14_000 }, (_, k) => `k${k}: 1`).join('\n')],
    ['equal keys', 'a: 1\n'.repeat(14_000)],
    ['one long key', `${'k'.repeat(900)}: 1`],
    ['deep lines', Array.from({ length: 1300 }, (_, k) => `${' '.repeat(k)}a:`).join('\n')],
    ['one long value', `title: ${'x'.repeat(n)}`],
    ['aliases of a long list', `a: &a [${'1,'.repeat(20_000)}]\nb: [${'*a,'.repeat(90)}]`],
  ])('%s', (_, text) => expect(parse(text).ok).toBe(false), 20_000);
});

describe('what is unusual but right is read', () => {
  test('JSON, with tabs and line ends of Windows', () => {
    expect(
      accepted(
        '{\r\n\t"version": 2,\r\n\t"city": { "grid": { "columns": 2, "rows": 2, "population": 5 } },\r\n\t"customers": { "count": 3 },\r\n\t"sites": { "count": 1 }\r\n}\r\n',
      ).customers.count,
    ).toBe(3);
    expect(refused(LEAST.replaceAll('\n', '\r\n').replace('count: 3', 'count: -3'))[0]).toMatchObject({
      line: 4,
      col: 17,
      sourceLine: 'sites: { count: -3 }',
    });
  });

  test('a few anchors and aliases', () => {
    const { arms } = accepted(
      `${LEAST}arms:\n  baseline: {}\n  a: { policies: &p [{ kind: street-stops, hours_per_day: 2 }] }\n  b: { policies: *p }\n`,
    );
    expect(arms.b.policies).toEqual(arms.a.policies);
  });

  test('brackets in text do not nest', () => {
    expect(accepted(`${LEAST}title: "${'['.repeat(150)}"\ndescription: a ${'{'.repeat(150)}\n`).title).toHaveLength(
      150,
    );
  });

  test('comments and a document mark', () => expect(accepted(`# a\n---\n${LEAST}# b\n...\n`).seeds).toBe(4));
});
