// Facts of the field: clients and the files in which they are kept.
import type { Fact } from '../fact.ts';
import { ARTICLE, both, count, less, outcome, PRESS, seen, times } from '../readings.ts';

export const CLIENTS: readonly Fact[] = [
  {
    id: 'SF06',
    name: 'Orders of a client',
    role: 'calibrate',
    figure: '2.1–2.5 a month',
    grade: 'D',
    source: `${ARTICLE}; deliveries over clients`,
    quantities: [
      {
        label: 'orders per client and month',
        unit: 'orders',
        band: [1.5, 3.5],
        study: 'year',
        of: outcome('orders_per_client_month'),
      },
    ],
  },
  {
    id: 'SF12',
    name: 'Size of client files',
    role: 'calibrate',
    figure: 'About 300, several hundred, 700, 1,000, above 2,000',
    grade: 'S, P',
    source: `${ARTICLE}; ${PRESS}`,
    quantities: [
      {
        label: 'customers who know a platform, median',
        unit: 'clients',
        band: [300, 500],
        study: 'year',
        of: seen('fileP50'),
      },
      { label: 'the same, 95th percentile', unit: 'clients', band: [null, 2500], study: 'year', of: seen('fileP95') },
      { label: 'mean over median', unit: 'relative', band: [1, null], study: 'year', of: seen('fileSkew') },
    ],
  },
  {
    id: 'SF13',
    name: 'What a client is worth',
    role: 'calibrate',
    figure: 'EUR 100 a client, up to 50,000 a file',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'price of a client in a sale',
        unit: 'EUR',
        band: [60, 150],
        study: 'year',
        of: outcome('client_value_eur'),
      },
      {
        label: 'price of a file',
        unit: 'EUR',
        band: [null, 50_000],
        study: 'year',
        of: times(0.01, count('file_sales_cents')),
        per: count('file_sales'),
      },
    ],
  },
  {
    id: 'SF14',
    name: 'Renting a file out keeps clients',
    role: 'direction',
    figure: 'Who is held rents the file out',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'of a file, left after half a year, rented less not',
        unit: 'points',
        band: [20, null],
        study: 'rented',
        of: times(100, less(seen('fileLeft', 'rented'), seen('fileLeft', 'unrented'))),
        input: 'rebirth.rented_decay_per_week',
      },
    ],
  },
  {
    id: 'SF15',
    name: 'A number lapses',
    role: 'direction',
    figure: 'A line was lost, its file saved in part',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'volume of the eight weeks after, less than before',
        unit: '%',
        band: [30, null],
        study: 'lapses',
        of: times(
          100,
          both(seen('lapsedVolume', 'half'), seen('lapsedVolume', 'half'), (left) => 1 - left),
        ),
      },
      {
        label: 'weeks to 80 % of the volume, over those with a whole file',
        unit: 'relative',
        band: [3, null],
        study: 'lapses',
        of: seen('lapsedWeeks', 'half'),
        per: seen('lapsedWeeks', 'none'),
      },
    ],
  },
];
