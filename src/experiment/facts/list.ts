// The facts of the field that can be measured on the shipped scenarios, each with its bands and how it is read.
import { type CountName, daysOfCount } from '../../engine/counts.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { DAYS_PER_YEAR, H_PER_DAY, MIN_PER_H } from '../../units.ts';
import type { Fact, Lived, Runs } from './fact.ts';

const ARTICLE = 'founding article 2024';
const PRESS = 'official figures through the press';

type Of = (runs: Runs) => number | null;

/** An outcome of the post window of the reference arm, or of another. */
function outcome(id: string, { run = 'all', arm }: { run?: string; arm?: string } = {}): Of {
  const found = OUTCOMES.find((one) => one.id === id);
  if (!found) throw new Error(`no outcome ${id}`);
  return (runs) => {
    const { scenario, records } = runs[run]!;
    return found.of(records[arm ?? scenario.baseline]!, 'post');
  };
}

/** A count of the post window of the reference arm. */
const count =
  (name: CountName): Of =>
  ({ all }) =>
    total(all!, name);

function total({ scenario, records }: Lived, name: CountName): number {
  const record = records[scenario.baseline]!;
  return daysOfCount(record, name)
    .subarray(record.preDays)
    .reduce((sum, value) => sum + value, 0);
}

/** What the watch of a study saw. */
const seen =
  (name: string): Of =>
  ({ all }) =>
    all!.seen[name] ?? null;

/** Both defined, put together. */
const both =
  (a: Of, b: Of, of: (a: number, b: number) => number): Of =>
  (runs) => {
    const [x, y] = [a(runs), b(runs)];
    return x === null || y === null ? null : of(x, y);
  };

const times = (factor: number, a: Of): Of => both(a, a, (x) => factor * x);
const less = (a: Of, b: Of): Of => both(a, b, (x, y) => x - y);
const sum = (...list: Of[]): Of => list.reduce((a, b) => both(a, b, (x, y) => x + y));

const perDay = outcome('orders_per_courier_day');
const openMin: Of = ({ all }) => {
  const { opens_h, closes_h } = all!.scenario.delivery;
  return ((closes_h - opens_h + H_PER_DAY) % H_PER_DAY || H_PER_DAY) * MIN_PER_H;
};
const payEur: Of = ({ all }) => all!.scenario.delivery.pay_per_order_eur;
const personYears: Of = ({ all }) => {
  const { persons = null } = all!.seen;
  return persons === null ? null : (persons * all!.scenario.time.post_days) / DAYS_PER_YEAR;
};
const ofArm = { arm: 'pounding' };
const visits = (run: string): Of => outcome('emergency_visits_expected', { run });
const users =
  (run: string): Of =>
  (runs) =>
    runs[run]!.scenario.customers.count;
/** By how much the logarithm of purity rises from the first run of the study of users to the others. */
const PURER = Math.log(73 / 46);

export const FACTS: readonly Fact[] = [
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
        label: 'pay per day',
        unit: 'EUR',
        band: [375, 500],
        study: 'year',
        of: both(payEur, perDay, (eur, orders) => eur * orders),
        input: 'delivery.pay_per_order_eur',
      },
    ],
  },
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
      'Nothing in the model makes platforms hire more women as years go by, though women are stopped less: the share of those hired is a constant, so that the working share has no trend beyond chance.',
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
        of: times(100, less(outcome('sites_open_end', ofArm), outcome('sites_open_end'))),
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
        of: less(outcome('sites_open_end'), outcome('sites_open_end', ofArm)),
        per: less(outcome('site_operations', ofArm), outcome('site_operations')),
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
        of: times(1 / 7, outcome('site_downtime_median_days', ofArm)),
      },
    ],
  },
  {
    id: 'SF37',
    name: 'Who has it delivered',
    role: 'calibrate',
    figure: 'Clients of platforms are better off than those of sites',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'delivered, high income',
        unit: 'share',
        band: [0.6, null],
        study: 'year',
        of: outcome('share_delivery_high'),
      },
      {
        label: 'delivered, low income',
        unit: 'share',
        band: [null, 0.4],
        study: 'year',
        of: outcome('share_delivery_low'),
      },
      {
        label: 'difference',
        unit: 'share',
        band: [0.25, null],
        study: 'year',
        of: less(outcome('share_delivery_high'), outcome('share_delivery_low')),
      },
    ],
  },
  {
    id: 'SF42',
    name: 'Time a case takes',
    role: 'calibrate',
    figure: '84 days from tip to arrest; about 20 months from tip to trial',
    grade: 'P',
    source: PRESS,
    quantities: [
      {
        label: 'work on a line to its takedown, median',
        unit: 'weeks',
        band: [6, 26],
        study: 'cases',
        of: seen('weeksToTakedown'),
      },
      {
        label: 'work on a line to the trial of its manager, median',
        unit: 'months',
        band: [12, 28],
        study: 'cases',
        of: seen('monthsToTrial'),
      },
    ],
  },
  {
    id: 'SF43',
    name: 'Sentences',
    role: 'input',
    figure: '45 % firm prison, of 12.5 months; in large operations 4.9 % of those arrested jailed at once',
    grade: 'P, S',
    source: PRESS,
    quantities: [
      {
        label: 'firm prison, of all sentences',
        unit: 'share',
        band: [0.35, 0.55],
        study: 'year',
        of: sum(count('firm_sites'), count('firm_couriers'), count('firm_managers')),
        per: sum(count('sentences_sites'), count('sentences_couriers'), count('sentences_managers')),
        input: 'justice.firm_share',
      },
      {
        label: 'mean length of firm prison',
        unit: 'months',
        band: [10, 15],
        study: 'year',
        of: outcome('sentence_months_mean'),
        input: 'justice.sentence_mean_months',
      },
      {
        label: 'jailed at once, of those arrested at sites',
        unit: 'share',
        band: [0.03, 0.08],
        study: 'pounding',
        of: outcome('jailed_at_sites_share', ofArm),
        input: 'justice.site_jailed_share',
      },
    ],
  },
  {
    id: 'SF44',
    name: 'Arrests of couriers',
    role: 'calibrate',
    figure: '0.20 per person and year, 2.6 per full-time year',
    grade: 'D',
    source: 'arrests over estimates of those who deliver',
    quantities: [
      {
        label: 'arrests per courier and year',
        unit: 'arrests',
        band: [0.2, 1],
        study: 'year',
        of: outcome('arrests_couriers_expected'),
        per: personYears,
      },
    ],
    ifOut:
      'The hazard of a stop is that of a shift spent wholly on the way, by a man on a scooter; couriers are on the way for part of it, and bikes, women and minors are stopped less.',
  },
  {
    id: 'SF50',
    name: 'Emergency visits grew like users',
    role: 'calibrate',
    figure: 'Visits × 2.5–3.3 while users × 2.5–2.75, purity 46 to 73; "tripled"',
    grade: 'P, D, S',
    source: `${PRESS}; ${ARTICLE}`,
    quantities: [
      {
        label: 'visits, after over before',
        unit: 'relative',
        band: [2.2, 3.5],
        study: 'users',
        of: visits('after'),
        per: visits('before'),
      },
      {
        label: 'visits per user, after over before',
        unit: 'relative',
        band: [0.9, 1.3],
        study: 'users',
        of: both(visits('after'), users('after'), (all, n) => all / n),
        per: both(visits('before'), users('before'), (all, n) => all / n),
      },
      {
        label: 'elasticity of visits to purity',
        unit: '',
        band: [0, 0.4],
        study: 'users',
        of: both(visits('purer'), visits('before'), (purer, before) => Math.log(purer / before) / PURER),
      },
    ],
  },
  {
    id: 'SF52',
    name: 'Few buy much',
    role: 'calibrate',
    figure: 'The tenth that buys most has about 40 % of the grams; 43 g per user and year',
    grade: 'D',
    source: 'estimates of the market over its users',
    quantities: [
      { label: 'share of the top tenth', unit: 'share', band: [0.3, 0.55], study: 'year', of: seen('topDecileShare') },
      { label: 'bought per user and year', unit: 'g', band: [35, 50], study: 'year', of: seen('gramsPerUserYear') },
    ],
  },
  {
    id: 'SF55',
    name: 'How often violence kills',
    role: 'identity',
    figure: '418 acts with 139 deaths, 367 with 110',
    grade: 'P',
    source: PRESS,
    quantities: [
      {
        label: 'deaths per act',
        unit: 'deaths',
        band: [0.25, 0.38],
        study: 'violence',
        of: count('violence_lethal'),
        per: sum(
          count('violence_territorial'),
          count('violence_robbery'),
          count('violence_punishment'),
          count('violence_retaliation'),
        ),
        input: 'violence.lethality',
      },
    ],
  },
];
