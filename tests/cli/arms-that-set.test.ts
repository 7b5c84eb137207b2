// Arms that set fields and have shocks, from end to end: check, compare, threads, order of arms, running again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { digests, freshFolder, put, readJson, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
const REMOTE = `  remote:
    set: { platforms.0.overrides: { manager: remote, dispatch: pooled }, travel.scooter_kmh: 40 }
`;
const FELLED = `  felled:
    shocks:
      - { kind: platforms-felled, day: 12, share: 1 }
      - { kind: product-cost, from_day: 2021-01-15, to_day: 20, factor: 1.5 }
`;
put(folder, 'one.yaml', tiny(`${REMOTE}${FELLED}name: own`));
put(folder, 'two.yaml', tiny(`${FELLED}${REMOTE}name: own`));
put(folder, 'wrong.yaml', tiny('  remote: { set: { customers.count: 3, travl.scooter_kmh: 40 } }'));

const SETS =
  'Sets platforms.0.overrides.dispatch to pooled, platforms.0.overrides.manager to remote and travel.scooter_kmh to 40.';
const FELLS = 'Shock on day 12: 100 % of the platforms that sell lose all their lines, and nobody is arrested.';
const DEAR = 'Shock from day 14 to day 19: product costs platforms and sites 1.5 times as much.';

it('check says what an arm sets and its shocks', async () => {
  const { code, stdout } = await waterbed(folder, 'check', 'one.yaml');
  expect(code).toBe(0);
  for (const sentence of [SETS, FELLS, DEAR]) expect(stdout).toContain(`  ${sentence}\n`);
  const json = JSON.parse((await waterbed(folder, 'check', 'one.yaml', '--json')).stdout);
  const changes = Object.fromEntries(
    json.arms.map(({ arm, changes }: { arm: string; changes: string[] }) => [arm, changes]),
  );
  expect(changes).toEqual({ baseline: [], pressure: [], remote: [SETS], felled: [FELLS, DEAR] });
});

it('check refuses what arms may not set, with the line', async () => {
  const { code, stderr } = await waterbed(folder, 'check', 'wrong.yaml');
  expect(code).toBe(2);
  expect(stderr).toContain('arms.remote.set.customers.count: a field in which arms may not differ');
  expect(stderr).toContain(
    'arms.remote.set.travl: unknown key, got "travl"; expected a known key; did you mean travel',
  );
});

it('compare has effects of all arms, and flows only where the world before is the same', async () => {
  const { code, stdout } = await waterbed(
    folder,
    'compare',
    'one.yaml',
    '--jobs',
    '1',
    '--out',
    'one',
    '--charts',
    'svg',
  );
  expect(code).toBe(0);
  const { arms } = readJson(folder, 'one/comparison.json');
  expect(arms.remote).toMatchObject({ changes: [SETS], flows: null, trade: null, matrix: null });
  expect(arms.remote.audit).toEqual({});
  expect(arms.remote.per_effort).toEqual({});
  expect(Object.keys(arms.pressure.per_effort).length).toBeGreaterThan(0);
  expect(arms.remote.sentence).toMatch(/^No flows: this arm sets platforms/);
  expect(arms.remote.effects.wait_mean_min.diff).not.toBe(0);
  expect(arms.felled).toMatchObject({ changes: [FELLS, DEAR], policies: [], effort: [] });
  expect(arms.felled.flows.left_target.n).toBe(2);
  expect(Object.keys(arms.pressure.audit).length).toBeGreaterThan(0);
  const text = stdout.replace(/\s+/g, ' ');
  for (const sentence of [SETS, FELLS, DEAR, arms.remote.sentence]) expect(text).toContain(sentence);
  const page = readFileSync(join(folder, 'one/report.html'), 'utf8');
  for (const sentence of [SETS, FELLS, DEAR, arms.remote.sentence]) expect(page.split(sentence).length - 1).toBe(1);
  const names = Object.keys(digests(join(folder, 'one')));
  expect(names).toContain('charts/flows-felled.svg');
  expect(names).not.toContain('charts/flows-remote.svg');
  expect(names).toContain('charts/map-of-change-remote.svg');
});

it('writes the same data for any order of arms and number of threads, and from the scenario that it wrote', async () => {
  await waterbed(folder, 'compare', 'two.yaml', '--jobs', '2', '--out', 'two', '--charts', 'none');
  await waterbed(folder, 'compare', 'two/scenario.json', '--out', 'again', '--charts', 'none');
  const data = (out: string) =>
    Object.fromEntries(
      [
        'results.json',
        'comparison.json',
        'series.csv',
        'cells.parquet',
        'effects.parquet',
        'flows.parquet',
        'audit.csv',
      ].map((name) => [name, digests(join(folder, out))[name]]),
    );
  expect(data('two')).toEqual(data('one'));
  expect(data('again')).toEqual(data('two'));
  expect(digests(join(folder, 'again'))['scenario.json']).toBe(digests(join(folder, 'two'))['scenario.json']);
});
