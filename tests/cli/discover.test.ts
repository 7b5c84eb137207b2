// `waterbed-sim discover`: boxes in the folder of a sweep, a map of regimes that goes on, and what is refused.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSegment } from '../../src/experiment/store/segments.ts';
import { settingsOf } from '../../src/experiment/sweep/designs/design.ts';
import { sobol } from '../../src/experiment/sweep/designs/sobol.ts';
import type { Factor, RunRow, Values } from '../../src/experiment/sweep/sweep.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';
import { digests, freshFolder, put, readJson, tiny, waterbed } from './waterbed.ts';

const of = { paths: ['a.b'], text: '', unit: '', grade: 'A' };
const FACTORS: Factor[] = [
  { ...of, id: 'hours', unit: 'h', levels: [], range: { from: 0, to: 160, log: false } },
  { ...of, id: 'fear', levels: [true, false], range: null },
  { ...of, id: 'idle', levels: [], range: { from: 0, to: 1, log: false } },
];
const POINTS = 64;

/** A swept folder in which pressure takes 8 orders where hours are above 80 and there is fear, and adds 2 elsewhere. */
async function swept({ points = POINTS, alike = false } = {}): Promise<string> {
  const folder = freshFolder();
  put(
    folder,
    'swept/sweep.json',
    JSON.stringify({
      ...{ name: 'made-up', model: '1.0.0', sha256: 'f00', file: { title: 'Made up' }, points, replicates: [1, 2] },
      ...{ factors: FACTORS, arms: ['baseline', 'pressure'], outcomes: ['orders', 'share_delivery'] },
      design: { kind: 'sobol', settings: { seed: '1' } },
    }),
  );
  const rows = sobol.rowsOf(FACTORS, settingsOf({ draws: POINTS }));
  const sink = openSegment<RunRow>(join(folder, 'swept/segments'));
  for (let point = 0; point < points; point++)
    for (const replicate of [1, 2]) sink.append(rowAt(point, replicate, rows.valuesOf(alike ? 0 : point)));
  await sink.close();
  await waterbed(folder, 'collect', 'swept');
  return folder;
}

function rowAt(point: number, replicate: number, values: Values): RunRow {
  const orders = 100 + 20 * uniform(threefry(1, 2, point, replicate));
  const effect = (values[0] as number) > 80 && values[1] === true ? -8 : 2;
  const arm = (level: number) => ({
    outcomes: { orders: level, share_delivery: null },
    effort: { offered_h: 0, spent_h: 0, offered_eur: 0, spent_eur: 0 },
  });
  return {
    ...{ id: `${point}-${replicate}`, point: `${point}`, replicate, seed: `a/${replicate}`, values },
    arms: { baseline: arm(orders), pressure: arm(orders + effect) },
  };
}

describe('discover', () => {
  it('finds the planted box of a folder, writes it with charts, and leaves the rest as it is', async () => {
    const folder = await swept();
    const before = digests(join(folder, 'swept'));
    put(folder, 'swept/charts/box-9.png', 'of an earlier time');
    const ask = ['discover', 'swept', '--outcome', 'orders', '--below', '0', '--charts', 'svg'];
    const { code, stdout, stderr } = await waterbed(folder, ...ask);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Where is orders in pressure, less baseline below 0?');
    expect(stdout).toMatch(/Box 1\n {2}(hours at least [78]\d|fear true)/);
    const { boxes, ofInterest, points } = readJson(folder, 'swept/discover.json');
    expect([ofInterest, points]).toEqual([POINTS / 4, POINTS]);
    expect(boxes[0].conditions.map(({ factor }: { factor: Factor }) => factor.id).sort()).toEqual(['fear', 'hours']);
    expect(boxes[0].density).toBe(1);
    expect(boxes[0].coverage).toBe(1);
    expect(readdirSync(join(folder, 'swept/charts'))).toEqual(['box-1.svg']);
    expect(digests(join(folder, 'swept'))).toMatchObject(before);
  });

  it('says what is wrong with what was asked', async () => {
    const folder = await swept();
    const says = async (...args: string[]): Promise<string> => {
      const { code, stdout, stderr } = await waterbed(folder, 'discover', 'swept', ...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      return stderr;
    };
    const all = [
      says(),
      says('--outcome', 'ordes', '--below', '0'),
      says('--outcome', 'orders', '--below', '0', '--arm', 'presure'),
      says('--outcome', 'orders', '--below', '0', '--arm', 'baseline'),
      says('--outcome', 'share_delivery', '--below', '0'),
      says('--outcome', 'orders', '--below', '0', '--seeds', '3'),
      says('--map', '--above', '1'),
    ];
    const texts = await Promise.all(all);
    for (const [k, words] of [
      /--outcome with --above or --below, or --map/,
      /no outcome of this sweep: ordes; .*did you mean orders/,
      /no arm: presure; .*did you mean pressure/,
      /baseline is the reference/,
      /0 points with a value of share_delivery; expected at least 20/,
      /read as it is/,
      /two effects/,
    ].entries())
      expect(texts[k]).toMatch(words);
  });

  it('refuses few points, and points that are all alike', async () => {
    const few = await swept({ points: 12 });
    const ask = ['discover', 'swept', '--outcome', 'orders', '--below', '0'];
    expect((await waterbed(few, ...ask)).stderr).toContain('12 points with a value of orders');
    const alike = await swept({ alike: true });
    expect((await waterbed(alike, ...ask)).stderr).toContain('the same values of all factors');
  });
});

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
