// Facts of the field: what couriers deliver, and how soon.
import { H_PER_DAY, MIN_PER_H } from '../../../units.ts';
import type { Fact, Reading } from '../fact.ts';
import { ARTICLE, both, count, less, outcome, PRESS, seen, times } from '../readings.ts';

const perDay = outcome('orders_per_courier_day');
const openMin: Reading = ({ all }) => {
  const { opens_h, closes_h } = all!.scenario.delivery;
  return ((closes_h - opens_h + H_PER_DAY) % H_PER_DAY || H_PER_DAY) * MIN_PER_H;
};

export const DELIVERY: readonly Fact[] = [
  {
    id: 'SF01',
    name: 'What a courier delivers',
    role: 'calibrate',
    figure: '344 deliveries in 14 days, 24.6 a day; 23.9 from official figures',
    grade: 'S, P, D',
    source: ARTICLE,
    quantities: [{ label: 'orders per courier-day', unit: 'orders', band: [18, 30], study: 'year', of: perDay }],
  },
  {
    id: 'SF02',
    name: 'Tempo of a courier',
    role: 'identity',
    figure: '2.05 an hour over 12 hours',
    grade: 'D',
    source: `SF01 over the hours of a shift`,
    quantities: [
      { label: 'mean gap', unit: 'min', band: [24, 36], study: 'year', of: openMin, per: perDay },
      {
        label: 'on the way, of a shift',
        unit: 'share',
        band: [0.55, 0.85],
        study: 'year',
        of: less(count('wait_sum_min'), count('queue_sum_min')),
        per: both(count('courier_days'), openMin, (days, min) => days * min),
      },
    ],
  },
  {
    id: 'SF08',
    name: 'Wait for a delivery',
    role: 'calibrate; direction',
    figure: '30–40 % within 30 minutes; platforms of bikes that live by service are fastest',
    grade: 'P, S',
    source: `${PRESS}; ${ARTICLE}`,
    quantities: [
      { label: 'within 30 min', unit: 'share', band: [0.25, 0.45], study: 'year', of: outcome('wait_le_30_share') },
      { label: 'within 60 min', unit: 'share', band: [0.6, null], study: 'year', of: outcome('wait_le_60_share') },
      {
        label: 'median of bikes, less than of lines',
        unit: '%',
        band: [20, null],
        study: 'archetypes',
        of: times(100, less(seen('lines'), seen('pools'))),
        per: seen('lines'),
      },
    ],
    ifOut:
      'A delivery takes too little time: travel and handover leave couriers idle for more of their shift than they need to be for so many orders a day.',
  },
  {
    id: 'SF09',
    name: 'Sharing couriers cuts delays',
    role: 'direction',
    figure: 'Zoning would cut delays; lines cross in secret; queueing theory gives −71 to −90 %',
    grade: 'S, D',
    source: ARTICLE,
    quantities: [
      {
        label: 'cut of the wait in the queue by a pool',
        unit: '%',
        band: [50, null],
        study: 'pooling',
        of: times(100, less(outcome('wait_queue_min', { run: 'silo' }), outcome('wait_queue_min', { run: 'pool' }))),
        per: outcome('wait_queue_min', { run: 'silo' }),
      },
      {
        label: 'orders that cross lines',
        unit: 'share',
        band: [0.05, 0.4],
        study: 'year',
        of: outcome('share_cross_line'),
      },
    ],
    ifOut:
      'A platform of three lines has two posts a line, of which about one is on shift: on most weekdays a line has nobody, and its orders go to the others although couriers are not shared. So lines share already, and a pool of two or three couriers has bad days of its own. With three posts a line a pool cuts the wait in the queue by more than half.',
  },
];
