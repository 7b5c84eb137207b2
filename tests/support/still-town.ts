// A town in which violence is all there is, and sums of what a record counts by day. Knows no test.
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { type ArmRecord, VIOLENCE_KINDS } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { DAYS_PER_YEAR } from '../../src/units.ts';
import { type Changes, groundOf, NO_FEEDBACK, small } from './small.ts';

/** No market to speak of: zones far apart with a site each, of which nothing closes, so that violence is all there is. */
export const STILL: Changes = {
  time: { burn_in_days: 300, pre_days: 0, post_days: 6900, tick_min: 60 },
  city: { grid: { columns: 5, rows: 5, cell_km: 10, population: 20_000 } },
  customers: { count: 1, light_per_month: 0.01 },
  sites: { count: 100, places_per_site: 1 },
  platforms: [],
  choice: { share_delivery: 0 },
  mechanisms: { ...NO_FEEDBACK, calls: false },
};
/** A robbery at every site in 80 days: 1.25 a day to begin with. */
export const ROBBED = { robbery_per_site_year: DAYS_PER_YEAR / 80, lethality: 0.31, recorded_share: 0.6 };
export const BEGUN_PER_DAY = 100 / 80;

export const daily = daysOfCount;
export const total = (record: ArmRecord, measure: CountName, from = 0): number =>
  daily(record, measure)
    .subarray(from)
    .reduce((sum, n) => sum + n, 0);
export const allOf = (record: ArmRecord, from = 0, prefix: '' | 'recorded_' = ''): number =>
  VIOLENCE_KINDS.reduce((sum, kind) => sum + total(record, `${prefix}violence_${kind}`, from), 0);
/** The baseline without pilot or other arms. */
export const live = (...changes: Changes[]): World => {
  const scenario = small(...changes);
  return runArm(groundOf(scenario), scenario.baseline, 1, compilePolicy, null);
};
