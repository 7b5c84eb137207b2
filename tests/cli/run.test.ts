// `waterbed-sim run` from end to end: files, exit codes, threads, Ctrl-C.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digests, freshFolder, put, readJson, start, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
put(folder, 'tiny.yaml', tiny());

describe('run', () => {
  it('writes its files to output/<name>, prints a table, and speaks of each replicate on stderr', async () => {
    const { code, stdout, stderr } = await waterbed(folder, 'run', 'tiny.yaml', '--jobs', '1');
    expect(stderr).toContain('replicate 2 done, 2 of 2');
    expect(code).toBe(0);
    expect(stdout).toContain('pressure');
    expect(stdout).toContain(join('output', 'tiny'));
    const names = Object.keys(digests(join(folder, 'output/tiny')));
    for (const name of [
      'results.json',
      'series.csv',
      'series.parquet',
      'cells.parquet',
      'events.parquet',
      'manifest.json',
      'scenario.json',
    ])
      expect(names).toContain(name);
    expect(names.filter((name) => name.endsWith('.png')).length).toBeGreaterThanOrEqual(5);
    expect(readJson(folder, 'output/tiny/results.json')).toMatchObject({ complete: true });
  });

  it('refuses a folder that is there before it simulates anything', async () => {
    const before = digests(join(folder, 'output/tiny'));
    const { code, stdout, stderr } = await waterbed(folder, 'run', 'tiny.yaml');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--force');
    expect(stderr).not.toContain('replicate');
    expect(digests(join(folder, 'output/tiny'))).toEqual(before);
  });

  it('replaces earlier results with --force, takes --seeds and --set, and prints one JSON object', async () => {
    const { code, stdout, stderr } = await waterbed(
      folder,
      'run',
      'tiny.yaml',
      '--force',
      '--charts',
      'none',
      '--seeds',
      '1',
      '--set',
      'sites.count=2',
      '--json',
      '--quiet',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({
      name: 'tiny',
      complete: true,
      replicates: [1],
      failed: [],
      arms: { pressure: { outcomes: { orders: { ci95: null } } } },
    });
    expect(summary.files).toContain('results.json');
    expect(readJson(folder, 'output/tiny/scenario.json')).toMatchObject({ seeds: 1, sites: { count: 2 } });
    expect(readdirSync(join(folder, 'output'))).toEqual(['tiny']);
  });

  it('is silent with --quiet', async () => {
    expect(
      await waterbed(folder, 'run', 'tiny.yaml', '--seeds', '1', '--quiet', '--charts', 'none', '--out', 'silent'),
    ).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('says with --profile where the time went, and leaves all other files as they are', async () => {
    const [plain, profiled] = ['plain', 'profiled'].map((name) => join(folder, 'output', name));
    await waterbed(folder, 'run', 'tiny.yaml', '--charts', 'png', '--out', plain!);
    const { code, stdout } = await waterbed(
      folder,
      'run',
      'tiny.yaml',
      '--charts',
      'png',
      '--profile',
      '--out',
      profiled!,
    );
    expect(code).toBe(0);
    const rows = readJson(profiled!, 'profile.json') as unknown as { span: string; share: number }[];
    expect(rows.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
    for (const span of ['building', 'pilot', 'choose', 'collecting', 'tables', 'charts']) {
      expect(rows.map((row) => row.span)).toContain(span);
      expect(stdout).toContain(span);
    }
    const { 'manifest.json': _a, 'profile.json': _b, ...files } = digests(profiled!);
    const { 'manifest.json': _c, ...before } = digests(plain!);
    expect(files).toEqual(before);
  });

  it('never replaces a folder that is not ours, even with --force', async () => {
    put(folder, 'thesis/chapter.txt', 'years of work');
    expect((await waterbed(folder, 'run', 'tiny.yaml', '--force', '--out', 'thesis')).code).toBe(2);
    expect(Object.keys(digests(join(folder, 'thesis')))).toEqual(['chapter.txt']);
  });
});

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s leaves at once and quietly while all is loaded', async (signal) => {
    put(
      folder,
      'early.cjs',
      `process.on('newListener', (name) => { if (name === '${signal}') setImmediate(() => process.kill(process.pid, '${signal}')); });`,
    );
    const env = { NODE_OPTIONS: `--require ${join(folder, 'early.cjs')}` };
    expect(await start(folder, ['run', 'tiny.yaml', '--out', 'early'], { env })).toEqual({
      code: 130,
      stdout: '',
      stderr: '',
    });
    expect(existsSync(join(folder, 'early'))).toBe(false);
  });

  it('writes the replicates that are finished, marked as incomplete, with exit code 130', async () => {
    const seeds = 5000;
    const args = ['run', 'tiny.yaml', '--seeds', String(seeds), '--jobs', '1', '--charts', 'none', '--out', 'cut'];
    const { code } = await start(folder, args, { interruptAt: 'replicate 1 done' });
    expect(code).toBe(130);
    const results = readJson(folder, 'cut/results.json');
    expect(results.complete).toBe(false);
    const { values } = results.arms.pressure.outcomes.orders;
    expect(values.length).toBeGreaterThanOrEqual(1);
    expect(values.length).toBeLessThan(seeds);
  });

  it('writes nothing when no replicate is finished', async () => {
    put(folder, 'long.yaml', tiny().replace('post_days: 20', 'post_days: 7000').replace('count: 150', 'count: 9000'));
    const args = ['run', 'long.yaml', '--out', 'nothing'];
    const { code, stdout, stderr } = await start(folder, args, { interruptAt: '2 replicates' });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain('nothing is written');
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });
});

describe('a folder of results', () => {
  it('that cannot be written is refused in one line before anything is simulated, and leaves nothing', async () => {
    put(folder, 'file', 'x');
    const before = readdirSync(folder);
    for (const out of [
      'b'.repeat(245),
      `new/${'c'.repeat(300)}/x`,
      'file',
      'file/below',
      '/proc/x',
      '/dev/null/x',
      '.',
      '',
    ]) {
      const { code, stdout, stderr } = await waterbed(folder, 'run', 'tiny.yaml', '--out', out);
      expect({ code, stdout, lines: stderr.trim().split('\n').length }, out).toEqual({ code: 2, stdout: '', lines: 1 });
      expect(stderr).toContain('--out');
    }
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('--resume', () => {
  it('says when there is nothing to go on with', async () => {
    const { code, stderr } = await waterbed(
      folder,
      'run',
      'tiny.yaml',
      '--out',
      'nothing-kept',
      '--charts',
      'none',
      '--resume',
    );
    expect(code).toBe(0);
    expect(stderr).toContain('nothing to go on with');
  });
});
