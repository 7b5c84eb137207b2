// Facts of the field: who couriers are, what they earn, and why they leave.
import { seriesTotal } from '../../../measures/totals.ts';
import { euros } from '../../../units.ts';
import type { Fact, Reading } from '../fact.ts';
import { ARTICLE, both, count, less, outcome, PRESS, recordOf, seen, sum, times } from '../readings.ts';

const payEur: Reading = ({ all }) => all!.scenario.delivery.pay_per_order_eur;

/** Takings of platforms of a run, EUR. */
const delivered =
  (run: string): Reading =>
  (runs) =>
    euros(seriesTotal(recordOf(runs[run]!), 'post', 'revenue_cents', 'delivery'));

export const COURIERS: readonly Fact[] = [
  {
    id: 'SF03',
    name: 'Piece rate',
    role: 'identity',
    figure: 'EUR 15–20 a delivery, about 400 a day',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'pay per order',
        unit: 'EUR',
        band: [15, 20],
        study: 'year',
        of: payEur,
        input: 'delivery.pay_per_order_eur',
      },
      {
        label: 'pay per day, bonus and shares included',
        unit: 'EUR',
        band: [375, 500],
        study: 'year',
        of: outcome('courier_pay_day_eur'),
        input: 'delivery.pay_per_order_eur',
      },
    ],
  },
  {
    id: 'SF11',
    name: 'The dip of summer',
    role: 'direction',
    figure: 'For some weeks a year several couriers of six are away',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'change of takings while a third is away',
        unit: '%',
        band: [-35, -15],
        study: 'dip',
        of: times(100, less(delivered('third'), delivered('none'))),
        per: delivered('none'),
      },
    ],
    ifOut:
      'All platforms want couriers at the same time, so that hardly any client turns to another; and as couriers are idle for two fifths of a shift, those who stay take over most orders.',
  },
  {
    id: 'SF20',
    name: 'Women',
    role: 'calibrate; direction',
    figure: '8.8 % of the accused; rising over five years',
    grade: 'P, S',
    source: `${PRESS}; ${ARTICLE}`,
    quantities: [
      {
        label: 'women among couriers',
        unit: 'share',
        band: [0.05, 0.15],
        study: 'year',
        of: seen('womenShare'),
        input: 'couriers.women_share',
      },
      {
        label: 'arrested over working share',
        unit: 'relative',
        band: [null, 1],
        study: 'year',
        of: both(outcome('arrests_women'), outcome('arrests_couriers'), (women, all) => women / all),
        per: seen('womenShare'),
        input: 'couriers.woman_factor',
      },
      {
        label: 'rise of the working share in 5 years',
        unit: 'points',
        band: [2, null],
        study: 'staff',
        of: times(100, seen('womenRiseIn5Years')),
      },
    ],
    ifOut:
      'Women are a larger share of those hired by half a point a year, and of those who work a year later: the rise hangs on that assumption, and on chance where couriers are few.',
  },
  {
    id: 'SF21',
    name: 'Minors',
    role: 'input',
    figure: '21 % of the accused in the Paris area; a courier of 16 years',
    grade: 'P, S',
    source: `${PRESS}; ${ARTICLE}`,
    quantities: [
      {
        label: 'minors among couriers arrested',
        unit: 'share',
        band: [0.1, 0.25],
        study: 'year',
        of: outcome('arrests_minors'),
        per: outcome('arrests_couriers'),
        input: 'couriers.minors_share',
      },
      {
        label: 'length of prison of a minor',
        unit: 'relative',
        band: [0.2, 0.3],
        study: 'year',
        of: ({ all }) => all!.scenario.justice.minor_factor,
        input: 'justice.minor_factor',
      },
    ],
  },
  {
    id: 'SF22',
    name: 'People are scarce',
    role: 'direction',
    figure: 'A permanent want of couriers',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'weeks with a vacancy, platforms of three lines',
        unit: 'share',
        band: [0.1, 0.4],
        study: 'year',
        of: seen('vacantShare'),
      },
    ],
  },
  {
    id: 'SF24',
    name: 'Couriers leave with clients',
    role: 'calibrate; direction',
    figure:
      'The commonest conflict inside; about half of the clients served last go along; rarer after a visible punishment',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'of conflicts inside: defections, and files not given back',
        unit: 'share',
        band: [0.5, null],
        study: 'year',
        of: outcome('defections'),
        per: sum(outcome('defections'), count('files_not_returned')),
      },
      {
        label: 'clients who go along, of those served last by the leaver',
        unit: 'share',
        band: [0.3, 0.7],
        study: 'year',
        of: seen('clientsMoved'),
        per: seen('clientsOfLeavers'),
        input: 'defection.client_share',
      },
      {
        label: 'clients served last by the leaver, over those of a colleague',
        unit: 'relative',
        band: [1, null],
        study: 'year',
        of: seen('clientsOfLeavers'),
        per: seen('clientsUsual'),
      },
    ],
  },
  {
    id: 'SF25',
    name: 'Couriers sell on the side unseen',
    role: 'direction',
    figure: 'Two couriers sold a second product; it was found out after their arrest',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'found out by the manager, of those who sold on the side and are gone',
        unit: 'share',
        band: [null, 0.5],
        study: 'year',
        of: count('side_sellers_found'),
        per: count('side_sellers_left'),
      },
    ],
  },
];
