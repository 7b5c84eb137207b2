// `archetypes`: contrasts and shocks of shipped scenarios, on a terminal, as JSON, and as a page with its chart.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, waterbed } from './waterbed.ts';

const folder = freshFolder();
const TINY = ['--set', 'customers.count=200', '--set', 'time.post_days=196', '--set', 'time.burn_in_days=14'];

describe('archetypes', () => {
  it('tells what is left of shocks, with a page and its chart', async () => {
    const args = ['archetypes', '--only', 'shocks', '--jobs', '1', ...TINY];
    const [one, page] = await Promise.all([
      waterbed(folder, ...args, '--seeds', '1'),
      waterbed(folder, ...args, '--seeds', '2', '--json', '--out', 'page.md'),
    ]);
    expect(one).toMatchObject({ code: 0 });
    expect(one.stderr).toContain('shocks, replicate 1 done');
    expect(one.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^After shocks, against the same without: Half of the platforms fall\. Share delivered: .* in the last quarter, days 133 to 223, which cannot be told without an interval\. .* Product costs half as much again\. /,
    );
    const { contrasts, shocks } = JSON.parse(page.stdout);
    expect({ contrasts, seeds: shocks.seeds }).toEqual({ contrasts: [], seeds: 2 });
    expect(shocks.arms).toMatchObject([
      { arm: 'felled', changes: [expect.stringContaining('50 %')] },
      { arm: 'dear', shareDelivered: { last: { from: 133, to: 224 } } },
    ]);
    const text = readFileSync(join(folder, 'page.md'), 'utf8');
    expect(text).toMatch(/^## After a shock$/m);
    expect(text).not.toContain('## Against their foils');
    for (const [, image] of text.matchAll(/\]\((images\/[^)]+)\)/g)) expect(existsSync(join(folder, image))).toBe(true);
    expect(existsSync(join(folder, 'images/after-shocks.svg'))).toBe(true);
  });

  it('does not say that a contrast fails where one replicate gives no interval', async () => {
    const args = ['--only', 'relationship-selling', '--seeds', '1', '--jobs', '1'];
    const { code, stdout } = await waterbed(
      folder,
      'archetypes',
      ...args,
      '--set',
      'customers.count=200',
      '--set',
      'time.post_days=63',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/clients lost per month .* no interval .* not told, by input\n/);
    expect(stdout).not.toContain('does not hold');
    expect(stdout).not.toContain('After shocks');
    expect(stdout).toContain('0 of 2 hold and are gone without the trait; 2 cannot be told, for want of an interval.');
  });

  it('refuses what is no archetype', async () => {
    const { code, stderr } = await waterbed(folder, 'archetypes', '--only', 'shock');
    expect(code).toBe(2);
    expect(stderr).toContain('--only: no archetype shock; there are three-line-hands-on, ');
    expect(stderr).toContain(', shocks; did you mean shocks');
  });
});
