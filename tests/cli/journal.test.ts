// The journal of finished work: what was appended whole is there again, whatever a kill left behind it.
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { createJournal, openJournal } from '../../src/cli/journal.ts';
import { freshFolder } from './waterbed.ts';

let path: string;
beforeEach(() => {
  path = join(freshFolder(), 'journal');
});
const bytes = (text: string) => new TextEncoder().encode(text);
const fill = (...keys: string[]): void => {
  const journal = createJournal(path, 'of this');
  for (const key of keys) journal.append(key, bytes(`content of ${key}`));
  journal.close();
};
const contents = (): Record<string, string> | undefined => {
  const journal = openJournal(path);
  const all = journal && Object.fromEntries(journal.keys().map((key) => [key, String(journal.get(key))]));
  journal?.close();
  return all;
};

it('gives back what was appended, in order, and says what it is of', () => {
  fill('b', 'a', 'ü/3');
  expect(openJournal(path)?.subject).toBe('of this');
  expect(Object.entries(contents() ?? {})).toEqual([
    ['b', 'content of b'],
    ['a', 'content of a'],
    ['ü/3', 'content of ü/3'],
  ]);
});

it('cut anywhere holds the records that are whole, and goes on from there', () => {
  fill('a', 'b');
  const whole = readFileSync(path);
  const seen = new Set<number>();
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    const found = contents();
    seen.add(found ? Object.keys(found).length : -1);
    if (!found) continue;
    const journal = openJournal(path);
    journal?.append('c', bytes('more'));
    journal?.close();
    expect(contents(), `cut at ${length}`).toEqual({ ...found, c: 'more' });
  }
  expect([...seen]).toEqual([-1, 0, 1]);
});

it('with a byte changed or rubbish behind it holds what comes before', () => {
  fill('a', 'b');
  appendFileSync(path, 'rubbish that is long enough for a head');
  expect(contents()).toEqual({ a: 'content of a', b: 'content of b' });
  const broken = readFileSync(path);
  broken[broken.indexOf('content of b')] = 0;
  writeFileSync(path, broken);
  expect(contents()).toEqual({ a: 'content of a' });
});

it('is none where there is no file, or one of something else', () => {
  expect(openJournal(path)).toBe(undefined);
  writeFileSync(path, 'a letter to a friend, of some length, and no journal at all');
  expect(openJournal(path)).toBe(undefined);
  truncateSync(path, 0);
  expect(openJournal(path)).toBe(undefined);
});
