// Trade comes back from a blow that nobody aims: twenty seeds of the shipped scenario of shocks, three years long.
import { describe, expect, it } from 'vitest';
import type { MeasuredShock } from '../../src/report/shocks-text.ts';
import { freshFolder, waterbed } from '../cli/waterbed.ts';

const SEEDS = 20;
const YEAR_DAYS = 364;

describe('after a shock', async () => {
  const args = ['--only', 'shocks', '--seeds', String(SEEDS), '--jobs', '2', '--json'];
  const { code, stdout } = await waterbed(freshFolder(), 'archetypes', ...args);
  expect(code).toBe(0);
  const { shocks }: { shocks: { seeds: number; arms: MeasuredShock[] } } = JSON.parse(stdout);
  const of = (arm: string): MeasuredShock => shocks.arms.find((one) => one.arm === arm)!;

  it('both are measured on twenty seeds, to the end of the third year after their first day', () => {
    expect(shocks.seeds).toBe(SEEDS);
    expect(shocks.arms.map(({ arm }) => arm)).toEqual(['felled', 'dear']);
    for (const { changes, shareDelivered } of shocks.arms) {
      const first = Number(/day (\d+)/.exec(changes[0]!)![1]);
      expect(shareDelivered!.last.to).toBe(first + 3 * YEAR_DAYS);
    }
  });

  it.each(['felled', 'dear'])(
    '%s: the share delivered is within 5 %% of the baseline in the last quarter, with its interval',
    (arm) => {
      const { percent, ci95 } = of(arm).shareDelivered!.last;
      expect(Math.abs(percent!)).toBeLessThanOrEqual(5);
      expect(ci95![0]).toBeGreaterThanOrEqual(-5);
      expect(ci95![1]).toBeLessThanOrEqual(5);
    },
  );

  it('were blows: the share delivered fell where platforms did, orders where product was dear', () => {
    expect(of('felled').shareDelivered!.deepest.ci95![1]).toBeLessThan(-5);
    expect(of('dear').orders!.deepest.ci95![1]).toBeLessThan(-1);
  });
});
