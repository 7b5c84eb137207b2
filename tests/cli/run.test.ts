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

  it('gives the same data with two jobs, whatever the order of the arms; charts and the scenario have that of the file', async () => {
    const arms =
      tiny()
        .match(/arms:\n([\s\S]*)$/)?.[1]
        ?.trimEnd()
        .split('\n') ?? [];
    put(folder, 'turned/tiny.yaml', tiny().replace(/arms:[\s\S]*$/, `arms:\n${arms.toReversed().join('\n')}\n`));
    expect((await waterbed(folder, 'run', 'turned/tiny.yaml', '--jobs', '2', '--out', 'turned/tiny')).code).toBe(0);
    const { 'manifest.json': _, ...one } = digests(join(folder, 'output/tiny'));
    const { 'manifest.json': __, ...two } = digests(join(folder, 'turned/tiny'));
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
    expect(digests(join(folder, 'again'))['results.json']).toBe(digests(join(folder, 'output/tiny'))['results.json']);
    expect(readJson(folder, 'again/scenario.json')).toEqual(readJson(folder, 'output/tiny/scenario.json'));
  });

  it('replaces earlier results with --force, takes --seeds and --set, and prints one JSON object', async () => {
    const { code, stdout, stderr } = await waterbed(
      folder,
      'run',
      'tiny.yaml',
      '--force',
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
    expect(await waterbed(folder, 'run', 'tiny.yaml', '--seeds', '1', '--quiet', '--out', 'silent')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('never replaces a folder that is not ours, even with --force', async () => {
    put(folder, 'thesis/chapter.txt', 'years of work');
    expect((await waterbed(folder, 'run', 'tiny.yaml', '--force', '--out', 'thesis')).code).toBe(2);
    expect(Object.keys(digests(join(folder, 'thesis')))).toEqual(['chapter.txt']);
  });
});

describe('Ctrl-C', () => {
  it('writes the replicates that are finished, marked as incomplete, with exit code 130', async () => {
    const seeds = 5000;
    const args = ['run', 'tiny.yaml', '--seeds', String(seeds), '--jobs', '1', '--out', 'cut'];
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
