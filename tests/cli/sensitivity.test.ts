// `waterbed-sim sensitivity`, and what `compare --rests-on` makes of it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { TOWN } from '../support/sweeps.ts';
import { freshFolder, waterbed } from './waterbed.ts';

const cwd = freshFolder();
writeFileSync(join(cwd, 'town.yaml'), TOWN);
const FIELDS = 'choice.share_delivery,delivery.price_eur_per_g,risk.half_life_weeks';
const SCREEN = ['sensitivity', 'town.yaml', '--only', FIELDS, '--walks', '4', '--seeds', '2', '--out', 'screened'];

interface Analysis {
  screening: {
    target: { outcome: string; arm: string; against: string | null };
    factors: { factor: { paths: string[]; grade: string }; muStar: number; isTold: boolean }[];
  }[];
  indices: { groups: { id: string }[] }[];
  rests_on: { outcome: string; deciding: Record<string, { path: string }[]> };
}
const analysisIn = (folder: string): Analysis =>
  JSON.parse(readFileSync(join(cwd, folder, 'sensitivity.json'), 'utf8'));

let told: string;
beforeAll(async () => {
  const { code, stdout } = await waterbed(cwd, ...SCREEN, '--sobol', '4', '--most', '2', '--charts', 'png');
  expect(code).toBe(0);
  told = stdout;
});

it('screens levels and effects, and gives indices of the fields that matter', () => {
  const { screening, indices } = analysisIn('screened');
  const [level, effect] = screening;
  expect(level!.target).toMatchObject({ arm: 'baseline', against: null });
  expect(effect!.target).toMatchObject({ arm: 'pressure', against: 'baseline' });
  expect(level!.factors.map(({ factor }) => factor.paths[0]).sort()).toEqual(FIELDS.split(',').sort());
  expect(told).toContain('not told from noise');
  for (const { groups } of indices) expect(groups.length).toBeLessThanOrEqual(2);
  expect(existsSync(join(cwd, `screened/charts/elementary-${effect!.target.outcome}-pressure.png`))).toBe(true);
});

it('runs nothing twice', async () => {
  const before = analysisIn('screened');
  const { code, stderr } = await waterbed(cwd, ...SCREEN);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringMatching(/(\d+) runs, \1 done before/) });
  expect(analysisIn('screened').screening).toEqual(before.screening);
});

it('is what compare says that effects rest on, of the same scenario alone', async () => {
  const compare = (...more: string[]) =>
    waterbed(cwd, 'compare', 'town.yaml', '--seeds', '2', '--charts', 'none', '--rests-on', 'screened', ...more);
  const { code, stdout } = await compare('--out', 'compared');
  expect(code).toBe(0);
  expect(stdout).toContain('What this rests on');
  const { rests_on } = JSON.parse(readFileSync(join(cwd, 'compared/comparison.json'), 'utf8'));
  expect(rests_on.deciding).toEqual(analysisIn('screened').rests_on.deciding);
  const other = await compare('--out', 'other', '--set', 'risk.half_life_weeks=5');
  expect(other).toMatchObject({ code: 2, stderr: expect.stringContaining('is of another scenario') });
});

it('varies mechanisms, and says what it cannot vary', async () => {
  const { code } = await waterbed(
    cwd,
    ...['sensitivity', 'town.yaml', '--over', 'mechanisms', '--only', 'mechanisms.risk,mechanisms.search'],
    ...['--walks', '2', '--seeds', '2', '--out', 'mechanisms'],
  );
  expect(code).toBe(0);
  expect(analysisIn('mechanisms').screening[0]!.factors.length).toBeGreaterThan(0);
  const none = await waterbed(cwd, 'sensitivity', 'town.yaml', '--only', 'risk.nothing');
  expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing to vary') });
  const odd = await waterbed(cwd, 'sensitivity', 'screened/sweep.json', '--set', 'sweep.design=sobol');
  expect(odd.code).toBe(2);
});
