// Nothing that a file or a name holds drives a terminal: every text passes one door, and only our own styles come through.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';
import { CLEAR_LINE, paint, visible, write } from '../../src/cli/terminal.ts';

/** Everything but line ends that a terminal may obey. */
const DRIVES = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const HOSTILE = [
  '\x1b[31mred',
  '\x9b31mred',
  '\x1b]0;title\x07',
  '\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\',
  '\x9d0;title\x9c',
  '\x07\x08\x7f\0',
  'a\rb',
  'a\u202etxt.exe',
  '\u2066a\u2069',
  'a\u0085b\u2028c',
];

const printed = (...texts: string[]): string => {
  const stream = new PassThrough();
  for (const text of texts) write(stream, text);
  return String(stream.read() ?? '');
};

const { FORCE_COLOR } = process.env;
afterEach(() => {
  if (FORCE_COLOR === undefined) delete process.env.FORCE_COLOR;
  else process.env.FORCE_COLOR = FORCE_COLOR;
});

describe('the door to the terminal', () => {
  test.each(HOSTILE)('shows %j and obeys nothing of it', (text) => {
    expect(printed(text)).not.toMatch(DRIVES);
    expect(printed(`before ${text} after`)).toMatch(/^before .+ after$/s);
  });

  test('shows control characters by their pictures or numbers, and changes no other character', () => {
    expect(visible('\x1b[1m\x07\x7f\x9b\u202e')).toBe('␛[1m␇␡\\u009b\\u202e');
    expect(visible('Zürich–東京 “a”\r\nb\tc')).toBe('Zürich–東京 “a”\nb c');
  });

  test('lets styles through that we made, and none inside what they style', () => {
    process.env.FORCE_COLOR = '1';
    expect(printed(paint('bold', 'ok'), ' ', '\x1b[1mno\x1b[22m')).toBe('\x1b[1mok\x1b[22m ␛[1mno␛[22m');
    expect(printed(paint('red', 'a\x1b[0mb'))).toBe('\x1b[31ma␛[0mb\x1b[39m');
    expect(printed(CLEAR_LINE)).toBe('\r\x1b[K');
  });

  test('holds against any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !DRIVES.test(printed(text))));
  });

  test('stands before progress, whose stacks may hold names of the user', () => {
    const stream = new PassThrough() as unknown as NodeJS.WriteStream;
    const progress = createProgress({ daysPerJob: 1, nThreads: 1, quiet: false, stream });
    progress.expect(1);
    progress.onOutcome(
      { id: 0, replicate: 1, seed: 'a\x1b[2J' } as never,
      { error: 'x', stack: 'x\x9b2J\n    at y\x07' } as never,
    );
    progress.note('\x1b[2J');
    const text = String((stream as unknown as PassThrough).read());
    expect(text).toContain('␛[2J');
    expect(text).not.toMatch(DRIVES);
  });

  test('is the only one: no other file of the command line writes to a stream', () => {
    const cli = join(import.meta.dirname, '../../src/cli');
    const others = readdirSync(cli, { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.ts') && !['terminal.ts', 'bench.ts', 'bench/own-process.ts', 'regimes.ts'].includes(file),
    );
    expect(others.length).toBeGreaterThan(15);
    for (const file of others)
      expect(readFileSync(join(cli, file), 'utf8'), file).not.toMatch(/\bconsole\.|\b(stdout|stderr|stream)\.write\(/);
  });
});
