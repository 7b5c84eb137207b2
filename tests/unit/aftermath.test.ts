// What one operation moves and loses is told by occasions, with and without it.
import { describe, expect, it } from 'vitest';
import { aftermath } from '../../src/experiment/aftermath.ts';
import { against, type Changes, cityOf, NO_FEEDBACK, small } from '../support/small.ts';

const sum = (list: ArrayLike<number>): number => Array.from(list).reduce((a, b) => a + b, 0);

/** Two sites side by side, one of which is shut for good by an operation on the first day of the post window. */
const TOWN: Changes = {
  time: { burn_in_days: 7, pre_days: 7, post_days: 28, tick_min: 60 },
  city: { grid: { columns: 2, rows: 1, cell_km: 0.5, population: 10_000 } },
  customers: { count: 300, light_per_month: 6 },
  sites: { count: 2, places_per_site: 1 },
  police: { closure_probability: 1 },
  mechanisms: NO_FEEDBACK,
};
const operation = (hours_per_day: number): Changes =>
  against({ kind: 'site-operations', start_day: 7, end_day: 8, hours_per_day, where: 'all' });

describe('the aftermath of one operation', () => {
  const scenario = small(TOWN, operation(40));
  const found = aftermath(scenario, cityOf(scenario), 'pressure', 1);

  it('is every order of a site that is shut for good: moved, or lost', () => {
    const before = sum(found.atSite);
    expect(found.atSite).toHaveLength(4);
    expect(before).toBeGreaterThan(100);
    // What the site sold on the day of the operation, before it, stays; with nobody afraid nobody else loses anything
    // but by queues at the other site.
    const gone = sum(found.moved) + sum(found.lost);
    expect(gone).toBeLessThanOrEqual(before + 5);
    expect(gone).toBeGreaterThan(0.9 * before);
    expect(sum(found.moved)).toBeGreaterThan(sum(found.lost));
    expect(sum(found.lost)).toBeGreaterThan(0);
  });

  it('is the same each time, and differs with the replicate', () => {
    expect(aftermath(scenario, cityOf(scenario), 'pressure', 1)).toEqual(found);
    expect(aftermath(scenario, cityOf(scenario), 'pressure', 2)).not.toEqual(found);
  });

  it('fails where there is no operation, rather than telling of none', () => {
    const none = small(TOWN, operation(0));
    expect(() => aftermath(none, cityOf(none), 'pressure', 1)).toThrow('0 sites were operated, not one');
  });
});
