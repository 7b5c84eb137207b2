// `waterbed-sim verify`: a folder of results against what its scenario gives again.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { freshFolder, put, readJson, tiny, waterbed } from './waterbed.ts';

let folder: string;
beforeEach(async () => {
  folder = freshFolder();
  put(folder, 'tiny.yaml', tiny().replace('seeds: 2', 'seeds: 4'));
  expect((await waterbed(folder, 'run', 'tiny.yaml', '--charts', 'none', '--out', 'out', '--quiet')).code).toBe(0);
});
const changed = (file: string, from: string | RegExp, to: string): void => {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toMatch(from);
  put(folder, file, text.replace(from, to));
};

it('finds what was not changed to be the same, on a sample that stays the same', async () => {
  const { code, stdout } = await waterbed(folder, 'verify', 'out', '--sample', '2');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^tiny: 2 of 4 replicates run again \(waterbed\/\d, waterbed\/\d\), 2 arms each; \d files compared with the manifest\nAll are the same\.\n$/,
  );
  expect((await waterbed(folder, 'verify', 'out', '--sample', '2')).stdout).toBe(stdout);
  const all = JSON.parse((await waterbed(folder, 'verify', 'out', '--sample', '9', '--json')).stdout);
  expect(all).toMatchObject({ again: [1, 2, 3, 4].map((n) => `waterbed/${n}`), arms: ['baseline', 'pressure'] });
  expect(all).toMatchObject({ differs: [], because: [] });
});

it('finds a changed byte in a file, and a lost file', async () => {
  changed('out/series.csv', /\d\n/, '7\n');
  put(folder, 'out/manifest.json', JSON.stringify(withFile(readJson(folder, 'out/manifest.json'))));
  const { code, stdout } = await waterbed(folder, 'verify', 'out', '--sample', '1');
  expect(code).toBe(1);
  expect(stdout.split('\n').slice(1)).toEqual([
    '  series.csv: has changed since it was written',
    '  lost.csv: is missing',
    'Files were changed or lost: what they say may not be what was simulated.',
    '',
  ]);
});
const withFile = (manifest: { sha256: object }) => ({ ...manifest, sha256: { ...manifest.sha256, 'lost.csv': '00' } });

it('finds that the scenario is another one, and which arm leaves something else', async () => {
  changed('out/scenario.json', '"hours_per_day": 20', '"hours_per_day": 40');
  const { code, stdout } = await waterbed(folder, 'verify', 'out', '--sample', '1');
  expect(code).toBe(1);
  expect(stdout).toContain('scenario.json: is not the scenario that ran');
  expect(stdout).toMatch(/waterbed\/\d: pressure left something else/);
});

it('says that another version or another Node made it where replicates differ', async () => {
  const manifest = readJson(folder, 'out/manifest.json');
  for (const sums of Object.values<Record<string, string>>(manifest.records_sha256)) sums.baseline = '00';
  put(folder, 'out/manifest.json', JSON.stringify(manifest));
  expect((await waterbed(folder, 'verify', 'out')).stdout).toContain('What is written may have been changed');
  put(folder, 'out/manifest.json', JSON.stringify({ ...manifest, waterbed: '0.0.1', versions: { node: '1.2.3' } }));
  const { stdout } = await waterbed(folder, 'verify', 'out');
  expect(stdout).toContain('baseline left something else');
  expect(stdout).toContain('It was made by waterbed 0.0.1');
  expect(stdout).toContain('It was made by Node 1.2.3');
});

it('wants a folder of results', async () => {
  expect(await waterbed(folder, 'verify', '.')).toMatchObject({ code: 2, stdout: '' });
  const { records_sha256: _, ...older } = readJson(folder, 'out/manifest.json');
  put(folder, 'out/manifest.json', JSON.stringify(older));
  expect((await waterbed(folder, 'verify', 'out')).stderr).toContain('has no hashes of replicates');
});

it('runs runs of a sweep again, and finds a changed number in a segment and in the table', async () => {
  put(
    folder,
    'sweep.yaml',
    'extends: tiny.yaml\nseeds: 2\nsweep:\n  factors: { sites: { path: sites.count, values: [2, 3] } }\n  outcomes: [orders]\n',
  );
  expect((await waterbed(folder, 'sweep', 'sweep.yaml', '--out', 'swept', '--quiet')).code).toBe(0);
  expect((await waterbed(folder, 'collect', 'swept')).stdout).toContain('4 of 4 runs done, 0 missing, 0 failed');
  const same = await waterbed(folder, 'verify', 'swept', '--sample', '4');
  expect(same.code).toBe(0);
  expect(same.stdout).toMatch(
    /: 4 of 4 runs run again \(.*\), 2 arms each; 1 file compared with the segments\nAll are the same\.\n$/,
  );
  const [segment] = readdirSync(join(folder, 'swept/segments'));
  changed(`swept/segments/${segment}`, /"pressure":\{"outcomes":\{"orders":\d/, '"pressure":{"outcomes":{"orders":77');
  const { code, stdout } = await waterbed(folder, 'verify', 'swept', '--sample', '4');
  expect(code).toBe(1);
  expect(stdout).toContain('runs.parquet: is not what the segments give');
  expect(stdout.match(/seed waterbed\/\d\): pressure: orders/g)).toHaveLength(1);
});
