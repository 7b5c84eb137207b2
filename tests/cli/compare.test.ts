// `waterbed-sim compare` from end to end: files, signs, stopping, exit codes, threads, Ctrl-C.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { digests, freshFolder, put, readJson, start, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
put(folder, 'tiny.yaml', tiny());
const rowsOf = (path: string): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: new Uint8Array(readFileSync(join(folder, path))).slice().buffer });
const withoutManifest = (path: string): Record<string, string> => {
  const { 'manifest.json': _, ...others } = digests(join(folder, path));
  return others;
};

describe('compare', () => {
  it('writes a comparison beside everything that run writes, and prints a table', async () => {
    const { code, stdout, stderr } = await waterbed(folder, 'compare', 'tiny.yaml', '--jobs', '1');
    expect(stderr).toContain('2 replicates of 2 arms and a placebo');
    expect(code).toBe(0);
    expect(stdout).toContain('pressure against baseline');
    expect(stdout).toContain(join('output', 'tiny-comparison'));
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(stdout).not.toContain('\x1b[');
    const names = Object.keys(digests(join(folder, 'output/tiny-comparison')));
    for (const name of [
      'report.html',
      'comparison.json',
      'effects.parquet',
      'flows.parquet',
      'audit.csv',
      'results.json',
      'series.csv',
      'cells.parquet',
      'events.parquet',
      'scenario.json',
      'manifest.json',
    ])
      expect(names).toContain(name);
    for (const chart of ['effects', 'difference-over-time', 'flows', 'map-of-change', 'audit', 'sites-open'])
      expect(names).toContain(`charts/${chart}.png`);
    expect(readFileSync(join(folder, 'output/tiny-comparison/report.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('reports effects, flows and audit of every arm with the numbers of results.json', async () => {
    const json = readJson(folder, 'output/tiny-comparison/comparison.json');
    const results = readJson(folder, 'output/tiny-comparison/results.json');
    expect(json).toMatchObject({ format: 'waterbed-comparison', complete: true, against: 'baseline' });
    expect(json.seeds).toEqual(results.seeds);
    const { effects, flows, matrix, audit, sentence } = json.arms.pressure;
    expect(Object.keys(effects)).toEqual(OUTCOMES.map(({ id }) => id));
    const [base, arm] = ['baseline', 'pressure'].map((name) => results.arms[name].outcomes.orders.values);
    expect(effects.orders.values).toEqual(arm.map((value: number, i: number) => value - base[i]));
    expect(flows.left_target.gross).toBeGreaterThan(0);
    expect(flows.left_target.gross_values).toHaveLength(2);
    expect(audit.wdd.length).toBeGreaterThan(0);
    expect(sentence).toMatch(/\.$/);
    // Of orders, rows of the matrix add up to the baseline, columns to the arm.
    const all = (sums: number[]): number => sums.slice(1, -1).reduce((sum, one) => sum + one, 0);
    expect(all(matrix.map((row: number[]) => row.reduce((sum, one) => sum + one, 0)))).toBeCloseTo(
      effects.orders.reference_mean,
      6,
    );
    expect(
      all(matrix[0].map((_: number, to: number) => matrix.reduce((s: number, row: number[]) => s + row[to]!, 0))),
    ).toBeCloseTo(effects.orders.arm_mean, 6);
  });

  it('keeps a row per seed of effects and flows', async () => {
    const { pressure } = readJson(folder, 'output/tiny-comparison/comparison.json').arms;
    const effects = await rowsOf('output/tiny-comparison/effects.parquet');
    const defined = Object.values(pressure.effects as Record<string, { values: (number | null)[] }>).flatMap(
      ({ values }) => values.filter((value) => value !== null),
    );
    expect(effects.map(({ difference }) => difference)).toEqual(defined);
    const flows = await rowsOf('output/tiny-comparison/flows.parquet');
    expect(flows.filter((row) => row.class === 'left_target').map(({ net }) => net)).toEqual(
      pressure.flows.left_target.net_values,
    );
  });

  it('against another arm turns differences and matrix around', async () => {
    const { code, stdout } = await waterbed(
      folder,
      'compare',
      'tiny.yaml',
      '--against',
      'pressure',
      '--out',
      'turn',
      '--charts',
      'none',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('baseline against pressure');
    const there = readJson(folder, 'output/tiny-comparison/comparison.json').arms.pressure;
    const back = readJson(folder, 'turn/comparison.json');
    expect(back.against).toBe('pressure');
    for (const [id, { diff, ratio }] of Object.entries<{ diff: number | null; ratio: number | null }>(there.effects)) {
      expect(back.arms.baseline.effects[id].diff).toBe(diff === null ? null : 0 - diff);
      if (ratio !== null) expect(back.arms.baseline.effects[id].ratio * ratio).toBeCloseTo(1, 12);
    }
    expect(back.arms.baseline.matrix).toEqual(
      there.matrix.map((_: number[], to: number) => there.matrix.map((row: number[]) => row[to])),
    );
  });

  it('takes outcome, smallest effect and kind of interval, and prints one JSON object', async () => {
    const options = [
      '--outcome',
      'orders',
      '--smallest-effect',
      '10%',
      '--interval',
      'bootstrap',
      '--seeds',
      '9',
      '--charts',
      'none',
    ];
    const { code, stdout, stderr } = await waterbed(
      ...([folder, 'compare', 'tiny.yaml', ...options, '--out', 'json', '--json', '--quiet'] as const),
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'tiny',
      folder: 'json',
      complete: true,
      against: 'baseline',
      interval: 'studentised bootstrap',
      primary: { outcome: 'orders', smallest_effect_percent: 10 },
      stopping: null,
      arms: { pressure: { effects: { orders: { unit: 'orders', n: 9 } }, flows: { deterred: {} } } },
    });
    expect(JSON.parse(stdout).files).toContain('comparison.json');
    expect(readJson(folder, 'json/scenario.json').compare).toEqual({
      outcome: 'orders',
      smallest_effect_percent: 10,
      interval: 'bootstrap',
    });
  });

  it('runs again from the scenario.json it wrote, to the same bytes', async () => {
    expect(
      (await waterbed(folder, 'compare', 'turn/scenario.json', '--out', 'again', '--charts', 'none', '--quiet')).code,
    ).toBe(0);
    expect(withoutManifest('again')).toEqual(withoutManifest('turn'));
  });

  it('warns in yellow where colour is on', async () => {
    const args = ['compare', 'tiny.yaml', '--seeds', '1', '--out', 'colour', '--charts', 'none'];
    expect((await start(folder, args, { env: { FORCE_COLOR: '1' } })).stdout).toMatch(
      /\x1b\[33mWarning: One replicate/,
    );
  });
});

describe('--until-ci', () => {
  it('stops at the first look when half the interval is narrow enough, with the replicates that scenario.json names', async () => {
    const args = ['compare', 'tiny.yaml', '--until-ci', '1000%', '--out', 'wide', '--charts', 'none'];
    const { code, stdout, stderr } = await waterbed(folder, ...args);
    expect(code).toBe(0);
    expect(stderr).toContain('at least 8 replicates');
    expect(stdout).toContain('slightly optimistic');
    const { seeds, stopping } = readJson(folder, 'wide/comparison.json');
    expect(seeds).toHaveLength(8);
    expect(stopping).toMatchObject({ until_ci_percent: 1000, reached: true });
    expect(readJson(folder, 'wide/scenario.json').seeds).toBe(8);
  });
});

describe('a usage error', () => {
  put(folder, 'alone.yaml', tiny().replace(/\n {2}pressure:.*/, ''));
  it.each([
    [
      'an unknown arm, with the nearest one and the list',
      ['--against', 'presure'],
      ['baseline, pressure', 'did you mean pressure'],
    ],
    [
      'an unknown outcome, with the nearest one',
      ['--outcome', 'order'],
      ['waterbed-sim list outcomes', 'did you mean orders'],
    ],
    [
      'an unknown outcome of the scenario',
      ['--set', 'compare.outcome=orderz'],
      ['--set compare.outcome=orderz: compare.outcome', 'did you mean orders'],
    ],
    ['no percentage', ['--until-ci', 'narrow'], ['Expected a percentage above 0']],
    ['no width at all', ['--until-ci', '0%'], ['Expected a percentage above 0']],
    ['a bound without a width', ['--max-seeds', '9'], ['--until-ci 5%']],
    ['a bound below the seeds', ['--until-ci', '5', '--seeds', '9', '--max-seeds', '8'], ['--max-seeds 8 is less']],
    ['an unknown interval', ['--interval', 'z'], ['t, bootstrap']],
    ['too large an effect', ['--smallest-effect', '5000'], ['--smallest-effect 5000', 'from 0.01 to 1000']],
  ])('is %s: exit code 2, nothing run', async (_, options, texts) => {
    const { code, stdout, stderr } = await waterbed(folder, 'compare', 'tiny.yaml', '--out', 'faulty', ...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    for (const text of texts) expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(stderr).not.toContain('replicate 1');
  });

  it('is a scenario of one arm, with what to do', async () => {
    const { code, stderr } = await waterbed(folder, 'compare', 'alone.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('nothing to compare with; expected a second arm');
  });
});

describe('Ctrl-C', () => {
  it('compares the replicates that are finished, marked as incomplete, with exit code 130', async () => {
    const args = ['compare', 'tiny.yaml', '--seeds', '5000', '--jobs', '1', '--charts', 'none', '--out', 'cut'];
    const { code, stdout } = await start(folder, args, { interruptAt: 'replicate 3 done' });
    expect(code).toBe(130);
    expect(stdout).toContain('Unfinished');
    const { complete, seeds, arms } = readJson(folder, 'cut/comparison.json');
    expect(complete).toBe(false);
    expect(seeds.length).toBeGreaterThanOrEqual(3);
    expect(seeds.length).toBeLessThan(5000);
    expect(arms.pressure.effects.orders.values).toHaveLength(seeds.length);
  });

  it('writes nothing when no replicate is finished', async () => {
    put(folder, 'long.yaml', tiny().replace('post_days: 20', 'post_days: 7000').replace('count: 150', 'count: 9000'));
    const args = ['compare', 'long.yaml', '--out', 'nothing'];
    const { code, stdout } = await start(folder, args, { interruptAt: '2 replicates' });
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(existsSync(join(folder, 'nothing'))).toBe(false);
  });
});
