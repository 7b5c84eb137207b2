// `waterbed-sim collect`: one table of a sweep's runs, and what is missing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSegment } from '../../src/experiment/store/segments.ts';
import { failed, rowOf, SWEEP } from '../support/sweep-rows.ts';
import { freshFolder, put, waterbed } from './waterbed.ts';

const ABOUT = { model: '1.0.0', sha256: 'f00', design: { kind: 'table', settings: {} }, file: {} };

it('says how many runs are done, missing and failed, and writes their table', async () => {
  const folder = freshFolder();
  put(folder, 'swept/sweep.json', JSON.stringify({ ...ABOUT, ...SWEEP, points: 5, replicates: [1, 2] }));
  const sink = openSegment(join(folder, 'swept/segments'));
  for (const row of [rowOf(0), rowOf(1), rowOf(2), rowOf(1), failed(7, 'out of memory')]) sink.append(row);
  await sink.close();
  const { code, stdout, stderr } = await waterbed(folder, 'collect', 'swept');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    'made-up: 3 of 10 runs done, 6 missing, 1 failed\n  failed, seed waterbed/4: out of memory\n\n',
  );
  for (const file of ['runs.parquet', 'summary.csv', 'report.html']) {
    expect(stdout).toContain(file);
    expect(existsSync(join(folder, 'swept', file))).toBe(true);
  }
  const json = JSON.parse((await waterbed(folder, 'collect', 'swept', '--json')).stdout);
  expect(json).toMatchObject({ name: 'made-up', runs: 10, done: 3, missing: 6, failed: 1, unequal: 0 });
});

it('warns of runs that left different rows', async () => {
  const folder = freshFolder();
  put(folder, 'sweep.json', JSON.stringify({ ...ABOUT, ...SWEEP, points: 1, replicates: [1] }));
  const sink = openSegment(join(folder, 'segments'));
  for (const row of [rowOf(0), { ...rowOf(1), id: rowOf(0).id }]) sink.append(row);
  await sink.close();
  const { code, stderr } = await waterbed(folder, 'collect', '.');
  expect(code).toBe(0);
  expect(stderr).toContain('1 run left different rows at different times');
});

it('wants the folder of a sweep', async () => {
  const folder = freshFolder();
  expect(await waterbed(folder, 'collect', '.')).toMatchObject({ code: 2, stdout: '' });
  put(folder, 'sweep.json', '{"name": ');
  expect((await waterbed(folder, 'collect', '.')).stderr).toMatch(/^sweep\.json: .*; expected a folder/);
});
