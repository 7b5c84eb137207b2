import { describe, expect, it } from 'vitest';
import { compared } from '../support/compared.ts';

/** Thirty replicates through the command line: the 95 % interval of an arm's difference. */
const intervals = (scenario: string, sets: string[], arms: string[], outcome: string): [number, number][] => {
  const comparison = compared(scenario, ['seeds=30', ...sets]);
  return arms.map((arm) => comparison.arms[arm]!.effects[outcome]!.ci95!);
};

describe('operations against the sites of an area, over 30 seeds', () => {
  it('move trade to the sites around where little news of them gets about', () => {
    const [[low]] = intervals('displacement-or-diffusion', [], ['pressure'], 'orders_site_buffer');
    expect(low).toBeGreaterThan(0);
  });

  it('take trade from the sites around too where all hear of them', () => {
    const [[, high]] = intervals('diffusion-of-benefits', [], ['pressure'], 'orders_site_buffer');
    expect(high).toBeLessThan(0);
  });
});
