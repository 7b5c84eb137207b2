// `waterbed-sim compare` at length: other threads, other orders of arms, replicates that are added.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digests, freshFolder, put, readJson, start, tiny, waterbed } from '../cli/waterbed.ts';

const folder = freshFolder();
put(folder, 'tiny.yaml', tiny());
const THREE = tiny()
  .trimEnd()
  .replace('hours_per_day: 20', 'hours_per_day: 20, pick: random')
  .concat(`
  zeal: { policies: [ { kind: site-operations, start_day: 10, hours_per_day: 40 } ] }
`);
put(folder, 'three.yaml', THREE);

const withoutManifest = (path: string): Record<string, string> => {
  const { 'manifest.json': _, ...others } = digests(join(folder, path));
  return others;
};

describe('compare', () => {
  it('gives the same bytes with two jobs, and whatever the order of the arms the same data', async () => {
    expect((await waterbed(folder, 'compare', 'three.yaml', '--jobs', '1', '--charts', 'svg', '--quiet')).code).toBe(0);
    const [head, arms] = THREE.split('arms:\n') as [string, string];
    put(folder, 'turned/three.yaml', `${head}arms:\n${arms.trimEnd().split('\n').toReversed().join('\n')}\n`);
    const again = [
      'compare',
      'turned/three.yaml',
      '--jobs',
      '2',
      '--out',
      'turned/three',
      '--charts',
      'svg',
      '--quiet',
    ];
    expect((await waterbed(folder, ...again)).code).toBe(0);
    const [one, two] = [withoutManifest('output/three-comparison'), withoutManifest('turned/three')];
    const isData = ([path]: [string, string]): boolean => !/^(charts|report|scenario)/.test(path);
    expect(Object.keys(two)).toEqual(Object.keys(one));
    expect(Object.entries(two).filter(isData)).toEqual(Object.entries(one).filter(isData));
    expect(Object.entries(one).filter(isData).length).toBeGreaterThan(7);
    const plain = ['compare', 'three.yaml', '--jobs', '2', '--out', 'two-jobs', '--charts', 'svg', '--quiet'];
    expect((await waterbed(folder, ...plain)).code).toBe(0);
    expect(withoutManifest('two-jobs')).toEqual(one);
    expect(Object.keys(readJson(folder, 'output/three-comparison/comparison.json').arms)).toEqual(['pressure', 'zeal']);
  });
});

describe('--until-ci', () => {
  it('adds replicates up to its bound, says that it is reached, and keeps those already run', async () => {
    const args = [
      'compare',
      'tiny.yaml',
      '--until-ci',
      '0.01',
      '--max-seeds',
      '17',
      '--jobs',
      '2',
      '--charts',
      'none',
      '--out',
      'narrow',
    ];
    const { code, stdout, stderr } = await waterbed(folder, ...args);
    expect(code).toBe(0);
    expect(stderr).toMatch(/half the interval is \d.* 8 replicates more/);
    expect(stderr).toContain('replicate 17 done, 17 of 17');
    expect(stdout.replace(/\s+/g, ' ')).toContain('After the most replicates allowed (17)');
    const { seeds, stopping, warnings } = readJson(folder, 'narrow/comparison.json');
    expect(seeds).toHaveLength(17);
    expect(stopping).toMatchObject({ until_ci_percent: 0.01, max_seeds: 17, reached: false });
    expect(warnings.at(-1)).toContain('--max-seeds');
    // All at once, in one thread: the same replicates.
    const all = [
      'compare',
      'tiny.yaml',
      '--seeds',
      '17',
      '--jobs',
      '1',
      '--out',
      'at-once',
      '--charts',
      'none',
      '--quiet',
    ];
    expect((await waterbed(folder, ...all)).code).toBe(0);
    const [batches, once] = [withoutManifest('narrow'), withoutManifest('at-once')];
    for (const file of ['results.json', 'effects.parquet', 'flows.parquet', 'scenario.json'])
      expect(batches[file], file).toBe(once[file]);
  });

  it('leaves a comparison that adds replicates unfinished, its bound unreached', async () => {
    const args = ['compare', 'tiny.yaml', '--until-ci', '0.01', '--jobs', '1', '--charts', 'none', '--out', 'cut-more'];
    const { code, stdout } = await start(folder, args, { interruptAt: 'replicates more' });
    expect(code).toBe(130);
    const { complete, seeds, stopping } = readJson(folder, 'cut-more/comparison.json');
    expect({ complete, reached: stopping.reached }).toEqual({ complete: false, reached: false });
    expect(seeds.length).toBeGreaterThanOrEqual(8);
    expect(stdout).not.toContain('the most replicates allowed');
  });
});
