// kill -9 at random moments: a folder of results is always whole, and what is finished is not lost.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collectRuns } from '../../src/experiment/store/runs.ts';
import { openSegment, rowsIn } from '../../src/experiment/store/segments.ts';
import type { RunRow } from '../../src/experiment/sweep/sweep.ts';
import { digests, freshFolder, put, ROOT, tiny, waterbed } from '../cli/waterbed.ts';
import { rowOf, SWEEP } from '../support/sweep-rows.ts';
import { faultsOf } from '../support/whole-folder.ts';

/** Kills of each kind; WATERBED_KILLS sets another number. */
const KILLS = Number(process.env.WATERBED_KILLS ?? 30);

const ended = (child: ChildProcess): Promise<NodeJS.Signals | null> =>
  new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
const node = (folder: string, args: string[]): ChildProcess =>
  spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WATERBED_JOURNAL_AFTER_S: '0' },
  });

/** Writes one folder over and over, with other names each time, and says `ready` before. */
const WRITER = `
import { claimFolder, writeFolder } from '${ROOT}dist/cli/write-output.js';
const free = claimFolder('out', true);
console.log('ready');
for (let n = 0; n < 2000; n++) {
  const files = new Map([['a.json', String(Math.random())], ['charts/' + (n % 3) + '.png', Buffer.alloc(20000, n)]]);
  files.set('manifest.json', JSON.stringify({ waterbed: '0', files: [...files.keys()] }));
  writeFolder('out', files, true);
}
free();
`;

it(`leaves one whole folder after each of ${KILLS} kills while it is written, with the user's own files`, async () => {
  const folder = freshFolder();
  const out = join(folder, 'out');
  const script = put(folder, 'writer.mjs', WRITER);
  const once = put(folder, 'once.mjs', WRITER.replace('2000', '1'));
  await ended(node(folder, [once]));
  const theirs = ['notes.txt', 'charts/mine.svg', 'deep/er/data.csv'];
  for (const path of theirs) put(out, path, `of ${path}`);
  let killed = 0;
  for (let n = 0; n < KILLS; n++) {
    const child = node(folder, [script]);
    const end = ended(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    child.kill('SIGKILL');
    if ((await end) === 'SIGKILL') killed++;
    expect(faultsOf(out, theirs), `after kill ${n}`).toEqual([]);
  }
  expect(killed).toBe(KILLS);
  await ended(node(folder, [once]));
  expect(faultsOf(out, theirs)).toEqual([]);
  for (const path of theirs) expect(readFileSync(join(out, path), 'utf8')).toBe(`of ${path}`);
  expect(readdirSync(folder).sort()).toEqual(['once.mjs', 'out', 'writer.mjs']);
});

it('leaves one whole folder when the whole command is killed, and nothing beside it after the next', async () => {
  const folder = freshFolder();
  put(folder, 'tiny.yaml', tiny());
  const command = ['run', 'tiny.yaml', '--out', 'out', '--force', '--quiet', '--charts'];
  expect((await waterbed(folder, ...command, 'none')).code).toBe(0);
  const from = performance.now();
  expect((await waterbed(folder, ...command, 'svg')).code).toBe(0);
  const length = performance.now() - from;
  for (let n = 0; n < KILLS / 6; n++) {
    const child = node(folder, [join(ROOT, 'bin/waterbed.js'), ...command, 'svg']);
    const end = ended(child);
    setTimeout(() => child.kill('SIGKILL'), Math.random() * length);
    await end;
    expect(faultsOf(join(folder, 'out')), `after kill ${n}`).toEqual([]);
  }
  expect((await waterbed(folder, ...command, 'none')).code).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['out', 'tiny.yaml']);
});

it(`gives with --resume the bytes of an unbroken run, through ${KILLS / 2} kills`, async () => {
  const folder = freshFolder();
  put(folder, 'tiny.yaml', tiny().replace('count: 150', 'count: 600'));
  const args = ['run', 'tiny.yaml', '--seeds', '20', '--charts', 'none', '--out'];
  expect((await waterbed(folder, ...args, 'unbroken')).code).toBe(0);
  const { 'manifest.json': _, ...unbroken } = digests(join(folder, 'unbroken'));
  let kills = 0;
  let killsWithGain = 0;
  for (let n = 0; kills < KILLS / 2; n++) {
    const out = join(folder, `out-${n}`);
    while (!existsSync(out)) {
      const child = node(folder, [join(ROOT, 'bin/waterbed.js'), ...args, `out-${n}`, '--resume']);
      const end = ended(child);
      // Somewhere between two replicates, however fast the machine is.
      const after = Math.floor(Math.random() * 10);
      let nDone = 0;
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        const before = nDone;
        nDone += text.match(/replicate \d+ done/g)?.length ?? 0;
        if (before <= after && nDone >= after) setTimeout(() => child.kill('SIGKILL'), Math.random() * 200);
      });
      if ((await end) !== 'SIGKILL') continue;
      kills++;
      if (nDone > 0) killsWithGain++;
    }
    expect(faultsOf(out)).toEqual([]);
    const { 'manifest.json': __, ...resumed } = digests(out);
    expect(resumed).toEqual(unbroken);
  }
  expect(killsWithGain).toBeGreaterThan(kills / 2);
});

/** Appends, in any order and a few at a time, the rows that are not there yet; says the id of each after that. */
const APPENDER = `
import { readFileSync } from 'node:fs';
import { idsIn, openSegment } from '${ROOT}dist/experiment/store/segments.js';
const { done } = idsIn('segments');
const sink = openSegment('segments');
const rows = readFileSync('rows.jsonl', 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
for (const row of rows.filter(({ id }) => !done.has(id)).sort(() => Math.random() - 0.5)) {
  sink.append(row);
  console.log(row.id);
  if (Math.random() < 0.3) await new Promise((resolve) => setTimeout(resolve, 1));
}
await sink.close();
`;

it('collects the bytes of an unbroken sweep after 50 kills of its writers, and loses no row that was appended', async () => {
  const folder = freshFolder();
  const rows = Array.from({ length: 8000 }, (_, nth) => rowOf(nth));
  put(folder, 'rows.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'));
  const script = put(folder, 'appender.mjs', APPENDER);
  const told = new Set<string>();
  const write = async (afterMs: number): Promise<NodeJS.Signals | null> => {
    const child = node(folder, [script]);
    const end = ended(child);
    let isCounting = false;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      for (const id of text.split('\n').slice(0, -1)) told.add(id);
      if (!isCounting) setTimeout(() => child.kill('SIGKILL'), afterMs);
      isCounting = true;
    });
    return end;
  };
  for (let n = 0; n < 50; n++) {
    expect(await write(Math.random() * 50), `kill ${n}`).toBe('SIGKILL');
    const kept = new Set([...rowsIn(join(folder, 'segments'))].map(({ id }) => id));
    expect([...told].filter((id) => !kept.has(id))).toEqual([]);
  }
  expect(told.size).toBeGreaterThan(0);
  expect(told.size).toBeLessThan(rows.length);
  expect(await write(60_000)).toBe(null);
  expect(await collectRuns(folder, SWEEP)).toEqual({ done: rows.length, failed: 0, unequal: 0, failures: [] });

  const clean = freshFolder();
  const sink = openSegment<RunRow>(join(clean, 'segments'));
  for (const row of rows) sink.append(row);
  await sink.close();
  await collectRuns(clean, SWEEP);
  expect(digests(folder)['runs.parquet']).toBe(digests(clean)['runs.parquet']);
});
