// `waterbed-sim discover` of the folder of a sweep: what it finds, and what it refuses.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DiscoverOptions, discover } from '../../src/cli/commands/discover.ts';
import { UserError } from '../../src/cli/terminal.ts';
import { collectRuns } from '../../src/experiment/store/runs.ts';
import { openSegment } from '../../src/experiment/store/segments.ts';
import { settingsOf } from '../../src/experiment/sweep/designs/design.ts';
import { sobol } from '../../src/experiment/sweep/designs/sobol.ts';
import type { Factor, RunRow, Values } from '../../src/experiment/sweep/sweep.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';
import { digests, freshFolder, put, readJson, waterbed } from './waterbed.ts';

const of = { paths: ['a.b'], text: '', unit: '', grade: 'A' };
const FACTORS: Factor[] = [
  { ...of, id: 'hours', unit: 'h', levels: [], range: { from: 0, to: 160, log: false } },
  { ...of, id: 'fear', levels: [true, false], range: null },
  { ...of, id: 'idle', levels: [], range: { from: 0, to: 1, log: false } },
];
const ARMS = ['baseline', 'pressure'];
const OUTCOMES = ['orders', 'share_delivery'];
const POINTS = 64;
const PLAIN: DiscoverOptions = { of: 'effect', points: 60, set: [], charts: 'none', quiet: true };

/** A swept folder in which pressure takes 8 orders where hours are above 80 and there is fear, and adds 2 elsewhere. */
async function swept({ points = POINTS, alike = false } = {}): Promise<string> {
  const folder = freshFolder();
  put(
    folder,
    'swept/sweep.json',
    JSON.stringify({
      ...{ name: 'made-up', model: '1.0.0', sha256: 'f00', file: { title: 'Made up' }, points, replicates: [1, 2] },
      ...{ factors: FACTORS, arms: ARMS, outcomes: OUTCOMES },
      design: { kind: 'sobol', settings: { seed: '1' } },
    }),
  );
  const rows = sobol.rowsOf(FACTORS, settingsOf({ draws: POINTS }));
  const sink = openSegment<RunRow>(join(folder, 'swept/segments'));
  for (let point = 0; point < points; point++)
    for (const replicate of [1, 2]) sink.append(rowAt(point, replicate, rows.valuesOf(alike ? 0 : point)));
  await sink.close();
  await collectRuns(join(folder, 'swept'), { factors: FACTORS, arms: ARMS, outcomes: OUTCOMES });
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
  const shared = swept();

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

  it.each<[string, Partial<DiscoverOptions>, RegExp]>([
    ['nothing', {}, /--outcome with --above or --below, or --map/],
    ['both sides', { outcome: 'orders', above: 1, below: 2 }, /--outcome with --above or --below/],
    ['another outcome', { outcome: 'ordes', below: 0 }, /no outcome of this sweep: ordes; .*did you mean orders/],
    ['another arm', { outcome: 'orders', below: 0, arm: 'presure' }, /no arm: presure; .*did you mean pressure/],
    ['the reference', { outcome: 'orders', below: 0, arm: 'baseline' }, /baseline is the reference/],
    ['what is undefined', { outcome: 'share_delivery', below: 0 }, /0 points with a value of share_delivery/],
    ['other seeds', { outcome: 'orders', below: 0, seeds: [3] }, /read as it is/],
    ['a map with a side', { map: true, above: 1 }, /two effects/],
  ])('refuses %s', async (_, asked, words) => {
    const folder = await shared;
    await expect(discover(join(folder, 'swept'), { ...PLAIN, ...asked })).rejects.toThrow(words);
    await expect(discover(join(folder, 'swept'), { ...PLAIN, ...asked })).rejects.toThrow(UserError);
    expect(existsSync(join(folder, 'swept/discover.json'))).toBe(false);
  });

  it('refuses few points, and points that are all alike', async () => {
    const asked = { ...PLAIN, outcome: 'orders', below: 0 };
    const few = await swept({ points: 12 });
    await expect(discover(join(few, 'swept'), asked)).rejects.toThrow('12 points with a value of orders');
    const alike = await swept({ alike: true });
    await expect(discover(join(alike, 'swept'), asked)).rejects.toThrow('the same values of all factors');
  });
});
