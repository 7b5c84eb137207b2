// Segments: what was appended whole is there again, whatever a kill or a power cut has left of the rest.
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { idsIn, openSegment, rowAt, rowsIn, segmentsIn } from '../../src/experiment/store/segments.ts';
import { freshFolder } from '../cli/waterbed.ts';

let folder: string;
beforeEach(() => {
  folder = join(freshFolder(), 'segments');
});
const fill = async (...rows: { id: string; error?: string; text?: string }[]): Promise<string> => {
  const before = segmentsIn(folder);
  const sink = openSegment(folder);
  for (const row of rows) sink.append(row);
  await sink.close();
  return segmentsIn(folder).find((path) => !before.includes(path))!;
};
const ids = (): string[] => [...rowsIn(folder)].map(({ id }) => id);

it('gives back what was appended, whatever stands in it', async () => {
  const rows = [
    { text: 'line\nend "quoted" \0', id: 'ü"/3' },
    { id: 'long', text: 'x'.repeat(700_000) },
    { id: 'last', error: 'it\nfailed' },
  ];
  await fill(...rows);
  const found = [...rowsIn(folder)];
  expect(found.map(({ id, failed }) => [id, failed])).toEqual([
    ['ü"/3', false],
    ['long', false],
    ['last', true],
  ]);
  expect(found.map((place) => rowAt(place))).toEqual(rows);
});

it('gives each writer a file of its own, and none to a writer without rows', async () => {
  const open = openSegment(folder);
  open.append({ id: 'a' });
  await fill({ id: 'b' });
  await fill();
  // Not closed, as after a kill.
  expect(segmentsIn(folder)).toHaveLength(2);
  expect(new Set(ids())).toEqual(new Set(['a', 'b']));
  await open.close();
});

it('cut anywhere holds the rows that are whole', async () => {
  const path = await fill({ id: 'a', text: 'of {a}' }, { id: 'b', text: 'of b' });
  const whole = readFileSync(path);
  const first = whole.indexOf('\n') + 1;
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    expect(ids(), `cut at ${length}`).toEqual(length < first ? [] : ['a']);
  }
});

it('with pages of zeros in it, as a power cut leaves them, holds the rows that are not touched', async () => {
  const path = await fill({ id: 'a' }, { id: 'b', text: 'x'.repeat(20) }, { id: 'c' });
  const whole = readFileSync(path);
  appendFileSync(path, Buffer.alloc(4096));
  expect(ids()).toEqual(['a', 'b', 'c']);
  const holed = Buffer.from(whole);
  holed.fill(0, whole.indexOf('xxx'), whole.indexOf('xxx') + 10);
  writeFileSync(path, holed);
  expect(ids()).toEqual(['a', 'c']);
  // The end of one row and the start of the next.
  holed.set(whole);
  holed.fill(0, whole.indexOf('\n') - 2, whole.indexOf('\n') + 2);
  writeFileSync(path, holed);
  expect(ids()).toEqual(['c']);
});

it('counts an id as done if it ever was, and as failed only otherwise', async () => {
  await fill({ id: 'a', error: 'no' }, { id: 'b' }, { id: 'c', error: 'no' });
  await fill({ id: 'b', error: 'no' }, { id: 'a' });
  expect(idsIn(folder)).toEqual({ done: new Set(['a', 'b']), failed: new Set(['c']) });
});

it('says so when it cannot write, and writes nothing after that', async () => {
  writeFileSync(folder, 'a file where the folder is to be');
  const sink = openSegment(folder);
  expect(() => sink.append({ id: 'a' })).toThrow('EEXIST');
  rmSync(folder);
  expect(() => sink.append({ id: 'b' })).toThrow('EEXIST');
  await expect(sink.close()).rejects.toThrow('EEXIST');
  expect(segmentsIn(folder)).toEqual([]);
});

it('are none where there is no folder', () => {
  expect(ids()).toEqual([]);
});
