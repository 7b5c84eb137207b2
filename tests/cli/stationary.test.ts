// `check --stationary`: the trends of a baseline.
import { describe, expect, it } from 'vitest';
import { freshFolder, put, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
const file = put(folder, 'tiny.yaml', tiny());

describe('check --stationary', () => {
  it('says of each outcome whether it drifts, the same on any number of threads', async () => {
    const args = ['check', file, '--stationary', '--years', '2', '--seeds', '2'];
    const [one, two] = await Promise.all([
      waterbed(folder, ...args, '--jobs', '1'),
      waterbed(folder, ...args, '--jobs', '2'),
    ]);
    expect(one).toMatchObject({ code: 0 });
    expect(one.stdout).toMatch(/^Orders +[\d,]+ .* (steady|slight|DRIFTS)$/m);
    expect(one.stdout).toMatch(/outcomes? (of \d+ drifts|drift: )|No outcome of/);
    expect(two.stdout).toBe(one.stdout);
  });

  it('gives the same as JSON', async () => {
    const { code, stdout } = await waterbed(
      folder,
      'check',
      file,
      '--stationary',
      '--years',
      '2',
      '--seeds',
      '2',
      '--json',
    );
    expect(code).toBe(0);
    const { years, replicates, outcomes, kinds } = JSON.parse(stdout);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds[0].by_year).toHaveLength(2);
    expect({ years, replicates }).toEqual({ years: 2, replicates: 2 });
    const orders = outcomes.find(({ id }: { id: string }) => id === 'orders');
    expect(orders.by_year).toHaveLength(2);
    expect(orders.ci90_percent[0]).toBeLessThanOrEqual(orders.change_percent);
  });

  it.each([
    ['one year', ['--years', '1'], '--years: a trend needs 2 years or more'],
    ['one replicate', ['--seeds', '1'], '--seeds: an interval needs 2 replicates or more'],
    ['too many years', ['--years', '30'], 'the windows are too long together'],
  ])('refuses %s', async (_, options, text) => {
    const { code, stdout, stderr } = await waterbed(folder, 'check', file, '--stationary', ...options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(text);
  });
});
