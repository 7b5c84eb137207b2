// What a takedown seizes does not depend on how long a run has lasted, since managers take cash out.
import { describe, expect, it } from 'vitest';
import { daysOfCount } from '../../src/engine/counts.ts';
import { run, small } from '../support/small.ts';

const YEAR = 364;

/** EUR seized per takedown in each of four years, over replicates. */
function seizedByYear(replicates: number, withdrawals: boolean): number[] {
  const [cents, takedowns] = [new Float64Array(4), new Float64Array(4)];
  const scenario = small({
    time: { burn_in_days: 91, pre_days: 0, post_days: 4 * YEAR, tick_min: 60 },
    customers: { count: 1500 },
    platforms: [
      { archetype: 'three-line-hands-on', count: 4 },
      { archetype: 'service-quality-bikes', count: 4 },
    ],
    mechanisms: { stops: false, defection: false, withdrawals },
    arms: { baseline: { policies: [{ kind: 'platform-investigation', start_day: 0, hours_per_day: 20, lines: 2 }] } },
  });
  for (let replicate = 1; replicate <= replicates; replicate++) {
    const [record] = run(scenario, { replicate });
    for (let day = 0; day < record.nDays; day++) {
      cents[Math.floor(day / YEAR)] += daysOfCount(record, 'seized_cents')[day];
      takedowns[Math.floor(day / YEAR)] += daysOfCount(record, 'takedowns')[day];
    }
  }
  return Array.from(cents, (sum, year) => sum / takedowns[year] / 100);
}

describe('what a takedown seizes', () => {
  it('is as much in the fourth year as in the first, and grows if nobody takes cash out', () => {
    const [first, , , fourth] = seizedByYear(8, true);
    // The ratio has a standard error of 12 %.
    expect(Math.abs(fourth / first - 1)).toBeLessThan(0.3);
    const [early, , , late] = seizedByYear(3, false);
    expect(late).toBeGreaterThan(2 * early);
  });
});
