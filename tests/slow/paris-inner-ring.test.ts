// The scale of a real agglomeration, through the built command line: does it hold together, does pressure do what it says?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder, ROOT, start } from '../cli/waterbed.ts';

const DOSES = [0, 20, 40, 80];
const SEEDS = 20;
const PRE_DAYS = 14;

interface Written {
  arms: Record<string, { outcomes: Record<string, { mean: number; values: number[] }> }>;
}

test('at the size of the inner ring the baseline holds together, and each dose of pressure does more than the last', async () => {
  const folder = freshFolder();
  const arm = (hours: number): string =>
    `{ policies: [{ kind: site-operations, start_day: ${PRE_DAYS}, hours_per_day: ${hours}, between: [10, 18] }] }`;
  writeFileSync(
    join(folder, 'doses.yaml'),
    [
      `extends: ${join(ROOT, 'scenarios/paris-inner-ring.yaml')}`,
      'name: doses',
      `seeds: ${SEEDS}`,
      `time: { burn_in_days: 30, pre_days: ${PRE_DAYS}, post_days: 35 }`,
      'arms:',
      '  pressure: null',
      ...DOSES.slice(1).map((hours) => `  h${hours}: ${arm(hours)}`),
    ].join('\n'),
  );
  const ended = await start(folder, ['run', 'doses.yaml', '--out', 'out', '--quiet']);
  expect(ended.stderr).not.toContain('failed');
  expect(ended.code).toBe(0);

  const results: Written = JSON.parse(readFileSync(join(folder, 'out/results.json'), 'utf8'));
  const baseline = results.arms.baseline.outcomes;
  const ordersPerDay = baseline.orders.mean / 35;
  expect(ordersPerDay).toBeGreaterThan(11_400 * 0.85);
  expect(ordersPerDay).toBeLessThan(11_400 * 1.15);
  expect(baseline.orders_per_courier_day.mean).toBeGreaterThan(18);
  expect(baseline.orders_per_courier_day.mean).toBeLessThan(30);
  expect(baseline.share_delivery_high.mean).toBeGreaterThanOrEqual(0.6);
  expect(baseline.share_delivery_low.mean).toBeLessThanOrEqual(0.4);

  const arms = DOSES.map((hours) => (hours === 0 ? 'baseline' : `h${hours}`));
  const operations = arms.map((name) => results.arms[name].outcomes.site_operations.mean);
  const siteOrders = siteOrdersInTarget(join(folder, 'out/series.csv'));
  console.log({ ordersPerDay, operations, siteOrders: arms.map((name) => siteOrders.get(name)) });
  for (let dose = 1; dose < DOSES.length; dose++) {
    expect(operations[dose]).toBeGreaterThan(operations[dose - 1]);
    expect(siteOrders.get(arms[dose])).toBeLessThan(siteOrders.get(arms[dose - 1]) as number);
  }
}, 1_200_000);

/** Orders at sites of the target area in the post window, by arm, all replicates. */
function siteOrdersInTarget(path: string): Map<string, number> {
  const [header, ...rows] = readFileSync(path, 'utf8').trim().split('\n');
  const columns = header.split(',');
  const at = (name: string): number => columns.indexOf(name);
  const [arm, day, channel, group, orders] = ['arm', 'day', 'channel', 'area', 'orders'].map(at);
  expect([arm, day, channel, group, orders]).not.toContain(-1);
  const sums = new Map<string, number>();
  for (const row of rows) {
    const cells = row.split(',');
    if (cells[channel] !== 'site' || cells[group] !== 'target' || Number(cells[day]) < PRE_DAYS) continue;
    sums.set(cells[arm], (sums.get(cells[arm]) ?? 0) + Number(cells[orders]));
  }
  return sums;
}
