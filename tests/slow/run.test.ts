// `waterbed-sim run` at length: again, with more threads, stopped, killed and resumed, to the same files.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digests, type Ended, freshFolder, put, readJson, start, tiny, waterbed } from '../cli/waterbed.ts';
import { faultsOf } from '../support/whole-folder.ts';

const folder = freshFolder();
put(folder, 'tiny.yaml', tiny());
beforeAll(async () => {
  expect((await waterbed(folder, 'run', 'tiny.yaml', '--jobs', '1', '--quiet')).code).toBe(0);
});

const withoutManifest = (path: string): Record<string, string> => {
  const { 'manifest.json': _, ...others } = digests(join(folder, path));
  return others;
};

describe('run', () => {
  it('gives the same data with two jobs, whatever the order of the arms; charts and the scenario have that of the file', async () => {
    const arms =
      tiny()
        .match(/arms:\n([\s\S]*)$/)?.[1]
        ?.trimEnd()
        .split('\n') ?? [];
    put(folder, 'turned/tiny.yaml', tiny().replace(/arms:[\s\S]*$/, `arms:\n${arms.toReversed().join('\n')}\n`));
    expect((await waterbed(folder, 'run', 'turned/tiny.yaml', '--jobs', '2', '--out', 'turned/tiny')).code).toBe(0);
    const [one, two] = [withoutManifest('output/tiny'), withoutManifest('turned/tiny')];
    const isData = ([path]: [string, string]): boolean => !path.startsWith('charts/') && path !== 'scenario.json';
    expect(Object.keys(two)).toEqual(Object.keys(one));
    expect(Object.entries(two).filter(isData)).toEqual(Object.entries(one).filter(isData));
    expect(Object.entries(one).filter(isData).length).toBeGreaterThan(3);
    const armsOf = (path: string): string[] => Object.keys(readJson(folder, path).arms);
    expect(armsOf('turned/tiny/scenario.json')).toEqual(armsOf('output/tiny/scenario.json').toReversed());
  });

  it('runs again from the scenario.json it wrote', async () => {
    const { code } = await waterbed(folder, 'run', 'output/tiny/scenario.json', '--out', 'again', '--quiet');
    expect(code).toBe(0);
    expect(withoutManifest('again')).toEqual(withoutManifest('output/tiny'));
  });
});

describe('Ctrl-C', () => {
  it('while charts are drawn leaves the numbers, whole', async () => {
    put(
      folder,
      'stop.cjs',
      "const fs = require('fs'); const t = setInterval(() => { if (fs.existsSync('no-charts/results.json')) { clearInterval(t); process.kill(process.pid, 'SIGINT'); } }, 5); t.unref();",
    );
    const env = { NODE_OPTIONS: `--require ${join(folder, 'stop.cjs')}` };
    const { code, stdout } = await start(folder, ['run', 'tiny.yaml', '--out', 'no-charts'], { env });
    expect(code).toBe(130);
    expect(stdout).toContain('Orders');
    expect(faultsOf(join(folder, 'no-charts'))).toEqual([]);
    expect(readJson(folder, 'no-charts/results.json').complete).toBe(true);
    expect(existsSync(join(folder, 'no-charts/charts'))).toBe(false);
  });
});

describe('a folder of results', () => {
  const ZONES = 'code,name,population,lat_deg,lon_deg\na,A,3000,1,1\nb,B,3000,1,1.02\nc,C,3000,1.02,1\n';
  const square = (lon: number): string =>
    JSON.stringify({
      type: 'Feature',
      properties: { code: `z${lon}`, name: 'Z', population: 4000 },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [lon, 0],
            [lon + 0.02, 0],
            [lon + 0.02, 0.02],
            [lon, 0.02],
            [lon, 0],
          ],
        ],
      },
    });

  it('holds what it read, and runs again from anywhere to the same bytes', async () => {
    put(folder, 'own/far/zones.csv', ZONES);
    put(folder, 'own/near/zones.csv', ZONES.replaceAll('3000', '2000'));
    const features = [square(5), square(5.02)].join(',');
    put(folder, 'own/Stadt & Land.geojson', `{"type":"FeatureCollection","features":[${features}]}`);
    const cities = [
      '{ name: far, zones: far/zones.csv }',
      '{ name: near, zones: near/zones.csv }',
      '{ name: third, geojson: "Stadt & Land.geojson" }',
      '{ name: fourth, zones: far/zones.csv }',
    ];
    put(folder, 'own/base.yaml', tiny().replace(/^city:.*$/m, `city: [ ${cities.join(', ')} ]`));
    put(folder, 'own/three.yaml', 'extends: base.yaml\nname: three\n');
    const made = await waterbed(folder, 'run', 'own/three.yaml', '--out', 'own/out', '--charts', 'svg', '--quiet');
    expect(made).toMatchObject({ code: 0, stderr: '' });
    const names = Object.keys(digests(join(folder, 'own/out'))).filter((name) => name.startsWith('inputs/'));
    expect(names).toEqual(['inputs/Stadt-Land.geojson', 'inputs/zones-2.csv', 'inputs/zones.csv']);
    const before = withoutManifest('own/out');
    cpSync(join(folder, 'own/out'), join(folder, 'elsewhere/moved'), { recursive: true });
    rmSync(join(folder, 'own'), { recursive: true });
    const args = ['run', '../elsewhere/moved/scenario.json', '--out', 'x', '--charts', 'svg', '--quiet'];
    put(folder, 'third/.keep', '');
    expect((await waterbed(join(folder, 'third'), ...args)).code).toBe(0);
    expect(withoutManifest('third/x')).toEqual(before);
  });

  it('has the charts that are asked for, and a manifest with the sum of each file', async () => {
    for (const [kind, endings] of [
      ['png', ['.png']],
      ['svg', ['.svg']],
      ['none', []],
    ] as const) {
      const out = `charts-${kind}`;
      expect((await waterbed(folder, 'run', 'tiny.yaml', '--charts', kind, '--out', out, '-q')).code).toBe(0);
      const names = Object.keys(digests(join(folder, out)));
      expect(new Set(names.filter((name) => name.startsWith('charts/')).map(extname))).toEqual(new Set(endings));
      expect(faultsOf(join(folder, out))).toEqual([]);
    }
    expect((await waterbed(folder, 'run', 'tiny.yaml', '--charts', 'gif')).code).toBe(2);
  });

  it('has its numbers whole before a chart is drawn, whatever charts come to', async () => {
    // Nothing can be drawn: the canvas is not there.
    put(
      folder,
      'no-canvas.cjs',
      "const m = require('module'); const load = m._load; m._load = (id, ...rest) => { if (id === 'canvas') throw new Error('no canvas here'); return load(id, ...rest); };",
    );
    const env = { NODE_OPTIONS: `--require ${join(folder, 'no-canvas.cjs')}` };
    const { code, stderr } = await start(folder, ['run', 'tiny.yaml', '--out', 'numbers', '--quiet'], { env });
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^Warning: \d+ charts are left out, arms-side-by-side, .*: no canvas here/);
    expect(faultsOf(join(folder, 'numbers'))).toEqual([]);
    expect(digests(join(folder, 'numbers'))['results.json']).toBe(digests(join(folder, 'output/tiny'))['results.json']);
  });

  it('keeps files of the user when it is replaced, and is not replaced where one is in the way', async () => {
    const args = ['run', 'tiny.yaml', '--charts', 'svg', '--force', '--quiet', '--out', 'kept'];
    expect((await waterbed(folder, ...args)).code).toBe(0);
    put(folder, 'kept/notes.txt', 'mine');
    put(folder, 'kept/charts/mine/deep.svg', 'mine too');
    expect((await waterbed(folder, ...args, '--seeds', '1')).code).toBe(0);
    expect(faultsOf(join(folder, 'kept'), ['notes.txt', 'charts/mine/deep.svg'])).toEqual([]);
    put(folder, 'kept/report.html', 'my own page');
    const { code, stderr } = await waterbed(folder, 'compare', ...args.slice(1));
    expect(code).toBe(2);
    expect(stderr).toContain('report.html in it is yours');
    expect(readFileSync(join(folder, 'kept/report.html'), 'utf8')).toBe('my own page');
  });

  it('is whole after a kill at any rename, and the next run leaves nothing beside it', async () => {
    const args = ['run', 'tiny.yaml', '--charts', 'none', '--force', '--quiet', '--seeds', '1', '--out', 'renamed'];
    const hook = `const fs = require('fs'); const rename = fs.renameSync; let n = 0; fs.renameSync = (from, to) => {
      rename(from, to);
      if (++n === Number(process.env.KILL_AFTER)) process.kill(process.pid, 'SIGKILL');
    }; require('module').syncBuiltinESMExports();`;
    put(folder, 'kill-at-rename.cjs', hook);
    for (const KILL_AFTER of ['1', '1', '2']) {
      const env = { KILL_AFTER, NODE_OPTIONS: `--require ${join(folder, 'kill-at-rename.cjs')}` };
      await start(folder, args, { env });
      expect(faultsOf(join(folder, 'renamed'))).toEqual([]);
    }
    expect((await waterbed(folder, ...args)).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is written by one process at a time', async () => {
    const slow = ['run', 'tiny.yaml', '--seeds', '5000', '--jobs', '1', '--charts', 'none', '--out', 'shared'];
    const second = waterbed.bind(null, folder, 'run', 'tiny.yaml', '--out', 'shared', '--force');
    let refused: Ended | undefined;
    const first = await start(folder, slow, {
      onStderr: async (text, child) => {
        if (refused || !text.includes('replicate 1 done')) return;
        refused = { code: null, stdout: '', stderr: '' };
        refused = await second();
        child.kill('SIGINT');
      },
    });
    expect(first.code).toBe(130);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused?.stderr).toMatch(/^shared: process \d+ is writing there/);
    expect(faultsOf(join(folder, 'shared'))).toEqual([]);
  });
});

describe('--resume', () => {
  const env = { WATERBED_JOURNAL_AFTER_S: '0' };
  const args = ['run', 'tiny.yaml', '--seeds', '5000', '--jobs', '1', '--charts', 'none', '--out', 'resumed'];

  it('goes on with the replicates of a run that was killed, to the bytes of an unbroken one', async () => {
    const killed = await start(folder, args, { env, interruptAt: 'replicate 7 done', signal: 'SIGKILL' });
    expect(killed.code).toBe(null);
    expect(readdirSync(folder)).toContain('.resumed.journal');
    const few = ['--seeds', '9', ...args.slice(4)];
    const again = await waterbed(folder, 'run', 'tiny.yaml', ...few, '--resume');
    expect(again.code).toBe(0);
    expect(Number(again.stderr.match(/Going on after (\d+) replicates/)?.[1])).toBeGreaterThanOrEqual(6);
    expect((await waterbed(folder, 'run', 'tiny.yaml', ...few.slice(0, -1), 'unbroken')).code).toBe(0);
    expect(withoutManifest('resumed')).toEqual(withoutManifest('unbroken'));
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('goes on after a kill while charts are drawn, with every replicate', async () => {
    put(
      folder,
      'kill-at-charts.cjs',
      "const fs = require('fs'); const t = setInterval(() => { if (fs.existsSync('drawn/results.json')) { clearInterval(t); process.kill(process.pid, 'SIGKILL'); } }, 5); t.unref();",
    );
    const NODE_OPTIONS = `--require ${join(folder, 'kill-at-charts.cjs')}`;
    const drawn = ['run', 'tiny.yaml', '--charts', 'svg', '--out', 'drawn'];
    expect((await start(folder, drawn, { env: { ...env, NODE_OPTIONS } })).code).toBe(null);
    expect(faultsOf(join(folder, 'drawn'))).toEqual([]);
    const again = await waterbed(folder, ...drawn, '--resume', '--force');
    expect(again.stderr).toContain('Going on after 2 replicates');
    expect(faultsOf(join(folder, 'drawn'))).toEqual([]);
    expect(existsSync(join(folder, 'drawn/charts'))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('is not for another scenario, and is offered to who does not ask for it', async () => {
    const other = args.map((arg) => (arg === 'resumed' ? 'other' : arg));
    expect((await start(folder, other, { env, interruptAt: 'replicate 3 done', signal: 'SIGKILL' })).code).toBe(null);
    const changed = await waterbed(folder, ...other, '--resume', '--set', 'sites.count=4');
    expect(changed).toMatchObject({ code: 2, stdout: '' });
    expect(changed.stderr).toContain('of another scenario');
    const afresh = await waterbed(folder, 'run', 'tiny.yaml', '--charts', 'none', '--out', 'other');
    expect(afresh.stderr).toMatch(/Kept beside other: \d+ replicates of an earlier run; --resume/);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
