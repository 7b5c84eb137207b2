// `waterbed-sim sweep`, `expand` and `shard`: what is run, what is kept, and that it is the same in whatever pieces.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOURS, REACH, sweepFile, TOWN } from '../support/sweeps.ts';
import { freshFolder, start } from './waterbed.ts';

const cwd = freshFolder();
writeFileSync(join(cwd, 'town.yaml'), TOWN);
writeFileSync(join(cwd, 'sweep.yaml'), sweepFile(`${HOURS}\n${REACH}`));

/** All rows of a folder, sorted. */
const rowsIn = (folder: string): string[] =>
  readdirSync(join(cwd, folder, 'segments'))
    .flatMap((name) =>
      readFileSync(join(cwd, folder, 'segments', name), 'utf8')
        .trimEnd()
        .split('\n'),
    )
    .sort();
const summaryIn = (folder: string): string => readFileSync(join(cwd, folder, 'summary.csv'), 'utf8');
const tableIn = (folder: string): Buffer => readFileSync(join(cwd, folder, 'runs.parquet'));

describe('waterbed-sim sweep', () => {
  let whole: string[];
  let table: Buffer;
  beforeAll(async () => {
    const { code, stdout } = await start(cwd, ['sweep', 'sweep.yaml', '--out', 'whole', '--jobs', '2']);
    expect(code).toBe(0);
    expect(stdout).toContain('pressure against baseline');
    whole = rowsIn('whole');
    table = tableIn('whole');
  });

  it('leaves a row for each run, and a summary of paired effects', () => {
    expect(whole).toHaveLength(12);
    const lines = summaryIn('whole').trimEnd().split('\n');
    expect(lines[0]).toBe(
      'hours,reach,arm,outcome,n,reference_mean,arm_mean,effect,ci95_low,ci95_high,offered_h,spent_h,offered_eur,spent_eur',
    );
    expect(lines).toHaveLength(1 + 6 * 3);
    expect(lines[1]).toMatch(/^0,0.2,pressure,orders,2,[\d.]+,[\d.]+,0,0,0,0,0,0,0$/);
  });

  it('says with --dry-run what there is to do, and writes nothing', async () => {
    const { code, stdout } = await start(cwd, [
      'sweep',
      'sweep.yaml',
      '--out',
      'nowhere',
      '--dry-run',
      '--seeds',
      '11..20',
      '--json',
    ]);
    expect(code).toBe(0);
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ points: 6, replicates: 10, runs: 60, done_before: 0, done_now: 60, engine_runs: 40 });
    expect(told.seconds).toBeGreaterThan(0);
    expect(readdirSync(cwd)).not.toContain('nowhere');
  });

  it('runs nothing twice, and the replicates of a range alone', async () => {
    const again = await start(cwd, ['sweep', 'sweep.yaml', '--out', 'whole', '--seeds', '2..3', '--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ runs: 12, done_before: 6, done_now: 6 });
    expect(rowsIn('whole').filter((row) => whole.includes(row))).toEqual(whole);
    expect(rowsIn('whole')).toHaveLength(18);
    expect(JSON.parse(readFileSync(join(cwd, 'whole', 'sweep.json'), 'utf8')).replicates).toEqual([1, 2, 3]);
  });

  it('goes on after Ctrl-C, and ends with the same rows', async () => {
    const args = ['sweep', 'sweep.yaml', '--out', 'cut', '--jobs', '1'];
    const cut = await start(cwd, args, { interruptAt: ' of 12 runs' });
    expect(cut.code).toBe(130);
    const kept = rowsIn('cut');
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(12);
    expect((await start(cwd, args)).code).toBe(0);
    expect(rowsIn('cut')).toEqual(whole);
    expect(tableIn('cut').equals(table)).toBe(true);
  });

  it('is run in shards, each of its own part, from the folder of a sweep that has begun', async () => {
    mkdirSync(join(cwd, 'parts'));
    for (const part of ['2/3', '1/3', '3/3']) {
      const from = part === '2/3' ? 'sweep.yaml' : 'parts';
      expect((await start(cwd, ['shard', from, '--shard', part, '--out', 'parts', '--jobs', '1'])).code).toBe(0);
    }
    expect(readdirSync(join(cwd, 'parts', 'segments'))).toHaveLength(3);
    expect(rowsIn('parts')).toEqual(whole);
  });

  it('is expanded by values and replicates, and keeps what it has', async () => {
    const before = rowsIn('parts');
    const { code } = await start(cwd, ['expand', 'parts', '--values', 'hours=20', '--seeds', '3', '--quiet']);
    expect(code).toBe(0);
    const after = rowsIn('parts');
    expect(after).toHaveLength(4 * 2 * 3);
    expect(after.filter((row) => before.includes(row))).toEqual(before);
    expect(summaryIn('parts')).toContain('\n20,0.2,pressure,orders,3,');
  });

  it('refuses a folder that holds something else', async () => {
    const other = await start(cwd, ['sweep', 'sweep.yaml', '--out', 'whole', '--set', 'sites.count=5']);
    expect(other).toMatchObject({
      code: 2,
      stderr: 'whole: holds a sweep of another scenario; name another folder with --out\n',
    });
    mkdirSync(join(cwd, 'mine'));
    writeFileSync(join(cwd, 'mine', 'note.txt'), 'mine');
    expect((await start(cwd, ['sweep', 'sweep.yaml', '--out', 'mine'])).code).toBe(2);
    expect(readdirSync(join(cwd, 'mine'))).toEqual(['note.txt']);
  });

  it('refuses numbers of replicates that are none', async () => {
    for (const seeds of ['0', '5..3', 'a', '1..20000'])
      expect((await start(cwd, ['sweep', 'sweep.yaml', '--seeds', seeds])).stderr).toContain(
        'Expected a number of replicates',
      );
  });

  it('says how small the town may be', async () => {
    writeFileSync(join(cwd, 'larger.yaml'), TOWN.replace('count: 300', 'count: 550'));
    const { code, stdout } = await start(cwd, [
      'sweep',
      'larger.yaml',
      '--smallest',
      '50%',
      '--seeds',
      '2',
      '--out',
      'sizes',
      '--json',
    ]);
    expect(code).toBe(0);
    const [{ sizes }] = JSON.parse(stdout).smallest;
    expect(sizes.map(({ customers }: { customers: number }) => customers)).toEqual([550, 389, 275]);
    const { file } = JSON.parse(readFileSync(join(cwd, 'sizes', 'sweep.json'), 'utf8'));
    expect(file.sweep.factors).toMatchObject({
      sites: { path: 'sites.count', values: [4, 3, 2] },
      residents: { path: 'city.grid.population', values: [20000, 14140, 10000] },
      'arms-pressure-policies-0-hours_per_day': { values: [20, 14.14, 10] },
    });
  });
});
