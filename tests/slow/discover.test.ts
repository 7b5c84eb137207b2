// `waterbed-sim discover` of a file: it is run as a sweep is, and a map of regimes goes on where it was left.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digests, freshFolder, put, readJson, tiny, waterbed } from '../cli/waterbed.ts';

const SWEEP = `${tiny()}sweep:
  design: sobol
  draws: 20
  factors:
    hours: { path: arms.pressure.policies.0.hours_per_day, from: 1, to: 40 }
    reach: { path: risk.news_reach, from: 0.1, to: 1 }
  outcomes: [orders, share_delivery]
`;

describe('discover of a file', () => {
  it('runs it as sweep does, then reads it', async () => {
    const folder = freshFolder();
    put(folder, 'town.yaml', SWEEP);
    const ask = ['town.yaml', '--seeds', '1', '--jobs', '1', '--quiet'];
    const found = await waterbed(folder, 'discover', ...ask, '--outcome', 'orders', '--below', '-5', '--out', 'a');
    expect(found).toMatchObject({ code: 0, stderr: '', stdout: '' });
    await waterbed(folder, 'sweep', ...ask, '--out', 'b');
    const { 'discover.json': own, ...rest } = withoutSegments(digests(join(folder, 'a')));
    expect(own).toBeDefined();
    expect(rest).toEqual(withoutSegments(digests(join(folder, 'b'))));
  });

  it('maps regimes alike with one thread and with two, and when it goes on', async () => {
    const folder = freshFolder();
    put(folder, 'town.yaml', SWEEP);
    const map = (out: string, points: number, jobs: number) =>
      waterbed(
        folder,
        ...['discover', 'town.yaml', '--map', 'orders,share_delivery', '--out', out],
        ...['--points', `${points}`, '--jobs', `${jobs}`, '--charts', 'svg'],
      );
    const whole = await map('one', 20, 1);
    expect(whole.code).toBe(0);
    expect(whole.stdout).toMatch(/\d+ of \d+ cells were reached by 20 points/);
    expect(whole.stderr).toContain('points 13 to 20 of 20');
    await map('two', 14, 2);
    const { stderr } = await map('two', 20, 2);
    expect(stderr).toContain('points 1 to 12 of 20: 12 points × 2 replicates: 24 runs, 24 done before');
    expect(stderr).toContain('points 13 to 20 of 20: 8 points × 2 replicates: 16 runs, 4 done before');
    const [one, two] = ['one', 'two'].map((out) => withoutSegments(digests(join(folder, out))));
    expect(one).toEqual(two);
    expect(Object.keys(one!)).toEqual(['charts/regime-map.svg', 'regimes.json', 'runs.parquet', 'sweep.json']);
    const { worlds, regimes, undecided } = readJson(folder, 'one/regimes.json');
    expect(worlds).toHaveLength(20);
    const reached = regimes.reduce((sum: number, { points }: { points: number }) => sum + points, 0);
    expect(reached + undecided).toBe(20);
    await waterbed(folder, 'sweep', 'town.yaml', '--seeds', '1', '--quiet', '--out', 'swept');
    const onto = await waterbed(folder, 'discover', 'town.yaml', '--map', 'orders,share_delivery', '--out', 'swept');
    expect(onto).toMatchObject({ code: 2, stdout: '' });
    expect(onto.stderr).toContain('holds a sweep and no map');
    expect(existsSync(join(folder, 'swept/regimes.json'))).toBe(false);
  });
});

const withoutSegments = (all: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(all).filter(([path]) => !path.startsWith('segments')));
