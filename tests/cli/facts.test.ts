// `facts`: what is known of the field, measured on the shipped scenarios.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, waterbed } from './waterbed.ts';

const folder = freshFolder();

describe('facts', () => {
  it('measures those asked for, the same on any number of threads and from any folder', async () => {
    const args = ['facts', '--only', 'SF55', '--seeds', '1', '--set', 'customers.count=200'];
    const [one, two, page] = await Promise.all([
      waterbed(folder, ...args, '--jobs', '1'),
      waterbed(folder, ...args, '--jobs', '2'),
      waterbed(folder, ...args, '--json', '--out', 'facts.md', '--set', 'violence.lethality=0'),
    ]);
    expect(one).toMatchObject({ code: 0 });
    expect(one.stdout).toMatch(/^SF55 +identity +deaths per act, deaths +0\.\d+ .*, by input violence\.lethality$/m);
    expect(one.stdout).toContain('0 of 0 are in, of those that are neither identity nor input.');
    expect(one.stderr).toContain('violence, replicate 1 done');
    expect(two.stdout).toBe(one.stdout);
    const { facts, isIn, of } = JSON.parse(page.stdout);
    expect({ isIn, of }).toEqual({ isIn: 0, of: 0 });
    expect(facts).toMatchObject([{ id: 'SF55', isIn: false, quantities: [{ value: 0, verdict: 'out' }] }]);
    expect(readFileSync(join(folder, 'facts.md'), 'utf8')).toContain(
      'but for `customers.count=200`, `violence.lethality=0`.',
    );
  });

  it.each([
    [['--only', 'SF99'], '--only: no fact SF99; there are SF01, '],
    [['--only', 'SF01,SF555'], '; did you mean SF55'],
    [['--only', 'SF55', '--set', 'violence.lethalty=1'], 'violence.lethalty'],
    [['--out', 'nowhere/none.md'], '--out: no place for a file: nowhere/none.md'],
  ])('refuses %j', async (options, text) => {
    const { code, stdout, stderr } = await waterbed(folder, 'facts', '--out', 'none.md', ...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(text);
    expect(existsSync(join(folder, 'none.md'))).toBe(false);
  });
});
