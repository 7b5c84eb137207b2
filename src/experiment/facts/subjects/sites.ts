// Facts of the field: sites: operations, closures and openings.
import type { CountName } from '../../../engine/counts.ts';
import { dailyTotal } from '../../../measures/totals.ts';
import type { Fact, Reading } from '../fact.ts';
import { ARTICLE, less, outcome, POUNDING, PRESS, recordOf, times } from '../readings.ts';

/** Mean of a daily level of the post window. */
const level =
  (name: CountName): Reading =>
  ({ all }) => {
    const record = recordOf(all!);
    return dailyTotal(record, 'post', name) / (record.nDays - record.preDays);
  };

export const SITES: readonly Fact[] = [
  {
    id: 'SF32',
    name: 'Sites over three years of operations',
    role: 'calibrate',
    figure: '4,034 to 3,000, "a quarter"',
    grade: 'P, S',
    source: `${PRESS}; ${ARTICLE}`,
    quantities: [
      {
        label: 'change of sites against the background alone',
        unit: '%',
        band: [-32, -18],
        study: 'pounding',
        of: times(100, less(outcome('sites_open_end', POUNDING), outcome('sites_open_end'))),
        per: outcome('sites_open_end'),
      },
    ],
  },
  {
    id: 'SF33',
    name: 'Net closures of an operation',
    role: 'identity',
    figure: '3.4 %',
    grade: 'D',
    source: 'SF32 over the operations of those years',
    quantities: [
      {
        label: 'sites fewer per further operation',
        unit: 'sites',
        band: [0.02, 0.05],
        study: 'pounding',
        of: less(outcome('sites_open_end'), outcome('sites_open_end', POUNDING)),
        per: less(outcome('site_operations', POUNDING), outcome('site_operations')),
      },
    ],
  },
  {
    id: 'SF34',
    name: 'Fast reopening',
    role: 'calibrate',
    figure: '"next week or the one after"',
    grade: 'P',
    source: PRESS,
    quantities: [
      {
        label: 'median time shut',
        unit: 'weeks',
        band: [1, 3],
        study: 'pounding',
        of: times(1 / 7, outcome('site_downtime_median_days', POUNDING)),
      },
    ],
  },
  {
    id: 'SF35',
    name: 'Platforms outnumber sites',
    role: 'calibrate',
    figure: 'Hundreds of platforms, 370 sites',
    grade: 'S, P',
    source: `${ARTICLE}; ${PRESS}`,
    quantities: [
      {
        label: 'platforms that sell, over sites that are open',
        unit: 'relative',
        band: [1.2, null],
        study: 'department',
        of: level('platforms_active'),
        per: level('sites_open'),
      },
    ],
  },
];
