// The facts of the field that can be measured on the shipped scenarios, each with its bands and how it is read.
import { traitsOf } from '../../archetypes/registry.ts';
import { type CountName, daysOfCount } from '../../engine/counts.ts';
import { YEAR_DAYS } from '../../measures/drift.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { eventsOf, livesOf, type PlatformLife } from '../../measures/platforms.ts';
import { dailyOf, seriesTotal } from '../../measures/totals.ts';
import { DAYS_PER_WEEK, DAYS_PER_YEAR, euros, H_PER_DAY, MIN_PER_H } from '../../units.ts';
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

/** What the watch of a study saw; a mean of nothing is not defined. */
const seen =
  (name: string, run = 'all'): Of =>
  (runs) => {
    const value = runs[run]!.seen[name] ?? null;
    return Number.isNaN(value) ? null : value;
  };

const livesIn = (runs: Runs, run: string): PlatformLife[] => {
  const { scenario, records } = runs[run]!;
  return livesOf(records[scenario.baseline]!);
};
const sumBy = (lives: readonly PlatformLife[], of: (life: PlatformLife) => number): number =>
  lives.reduce((all, life) => all + of(life), 0);
const isKind =
  (archetype: string, is = true) =>
  (life: { archetype: string }): boolean =>
    (life.archetype === archetype) === is;

/** Closings a year of platforms of a kind, or of all others. */
const closings =
  (archetype: string, is: boolean): Of =>
  (runs) => {
    const days = runs.all!.scenario.time.post_days;
    const lives = livesIn(runs, 'all').filter(isKind(archetype, is));
    const lived = sumBy(lives, ({ born, gone }) => Math.max(0, (gone ?? days) - Math.max(0, born)));
    return sumBy(lives, ({ gone }) => (gone !== null && gone >= 0 ? 1 : 0)) / (lived / DAYS_PER_YEAR);
  };

/** Orders a month of a platform that has clients, of a kind or of all others. */
const volume =
  (archetype: string, is: boolean): Of =>
  (runs) => {
    const lives = livesIn(runs, 'all').filter(isKind(archetype, is));
    const months = sumBy(lives, ({ clients }) => clients.filter((n) => n > 0).length);
    return sumBy(lives, ({ orders }) => orders.reduce((all, n) => all + n, 0)) / months;
  };

/** Defections from platforms of a kind, or of all others. */
const defectionsFrom =
  (archetype: string, is: boolean): Of =>
  (runs) => {
    const { scenario, records } = runs.all!;
    const of = eventsOf(records[scenario.baseline]!).filter(isKind(archetype, is));
    return of.filter(({ kind, day }) => kind === 'defection' && day >= 0).length;
  };

/** Platforms of the start, of a kind or of all others. */
const atStart =
  (archetype: string, is: boolean): Of =>
  (runs) =>
    livesIn(runs, 'all')
      .filter(({ cause }) => cause === 'start')
      .filter(isKind(archetype, is)).length;

/** Of the platforms that fell on day 0, the share that sells again within some weeks. */
const reopened =
  (run: string, weeks: number): Of =>
  (runs) => {
    const fallen = livesIn(runs, run).flatMap(({ dark }) => dark.slice(0, 1));
    return fallen.filter(({ until }) => until !== null && until <= weeks * DAYS_PER_WEEK).length / fallen.length;
  };

/** Takings of platforms of a run, EUR. */
const delivered =
  (run: string): Of =>
  (runs) => {
    const { scenario, records } = runs[run]!;
    return euros(seriesTotal(records[scenario.baseline]!, 'post', 'revenue_cents', 'delivery'));
  };

/** Price delivered in the last year less that in the first, for five years. */
const priceRise: Of = ({ all }) => {
  const { scenario, records } = all!;
  const record = records[scenario.baseline]!;
  const found = OUTCOMES.find(({ id }) => id === 'price_delivered_eur_g')!;
  const years = Math.floor(scenario.time.post_days / YEAR_DAYS);
  const of = (preDays: number, nDays: number): number | null => found.of({ ...record, preDays, nDays }, 'post');
  const [first, last] = [of(0, YEAR_DAYS), of((years - 1) * YEAR_DAYS, years * YEAR_DAYS)];
  return first === null || last === null ? null : ((last - first) / (years - 1)) * 5;
};

/** Mean of a daily level of the post window. */
const level =
  (name: CountName): Of =>
  ({ all }) => {
    const days = dailyOf(all!.records[all!.scenario.baseline]!, 'post', name);
    return days.reduce((sum, value) => sum + value, 0) / days.length;
  };

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
const hybridShare = (run: string): Of =>
  both(seen('hybridDelivered', run), seen('hybridAtSite', run), (delivered, own) => delivered / (delivered + own));
const takedownsPerWeek =
  (run: string): Of =>
  (runs) =>
    total(runs[run]!, 'takedowns') / total(runs[run]!, 'platform_weeks');
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
    id: 'SF05',
    name: 'What a platform of three lines earns',
    role: 'direction',
    figure: 'EUR 65,000 a month, which may be net or gross; not what nine couriers with 25 orders a day would bring',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'margin a month, after orders, bonus, marketing and lines',
        unit: 'EUR',
        band: [25_000, 80_000],
        study: 'year',
        of: seen('threeLinesEurMonth'),
      },
    ],
    ifOut:
      'An order of 1.2 g leaves about EUR 17 after product, pay and what else it costs, so that 2.8 couriers on duty with 21 orders a day each bring 30,000 a month, 20,000 after bonus, marketing and lines. The figure net would take three times as many orders, more than couriers deliver (SF01); as takings it would be those of 26 orders a day.',
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
  {
    id: 'SF16',
    name: 'Platforms come back',
    role: 'calibrate',
    figure: 'One survived all operations',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'back within 8 weeks, manager free and file kept',
        unit: 'share',
        band: [0.8, null],
        study: 'felled',
        of: reopened('kept', 8),
      },
      {
        label: 'back within 2 years, neither',
        unit: 'share',
        band: [null, 0.3],
        study: 'felled',
        of: reopened('neither', 104),
      },
      {
        label: 'back within 8 weeks, half of the files kept less none',
        unit: 'points',
        band: [5, null],
        study: 'felled',
        of: times(100, less(reopened('half', 8), reopened('lost', 8))),
      },
      {
        label: 'back within 8 weeks, all files kept less half',
        unit: 'points',
        band: [5, null],
        study: 'felled',
        of: times(100, less(reopened('kept', 8), reopened('half', 8))),
      },
    ],
  },
  {
    id: 'SF17',
    name: 'Brands last',
    role: 'direction',
    figure: 'Brands since 2019, with franchises elsewhere',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'closings a year of brands, over those of others',
        unit: 'relative',
        band: [null, 1],
        study: 'department',
        of: closings('remote-franchised-brand', true),
        per: closings('remote-franchised-brand', false),
        input: 'exit_factor',
      },
    ],
  },
  {
    id: 'SF18',
    name: 'Restocking and stock',
    role: 'calibrate',
    figure: 'Two or three times a week; 1.5 kg and 1 kg found',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'restocks of a line in a week',
        unit: 'times',
        band: [1.5, 4],
        study: 'year',
        of: seen('restocksPerLineWeek'),
      },
      { label: 'stock over what is sold in a day', unit: 'days', band: [10, 60], study: 'year', of: seen('coverDays') },
    ],
    ifOut:
      'A line is the only stock there is. It is filled for two or three days, and so between one and two times a week; the store from which a manager fills lines, which is what was found, is not in the model.',
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
  {
    id: 'SF27',
    name: 'A family as a platform',
    role: 'direction',
    figure: 'A platform of kin: small, and nobody leaves with clients',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'posts',
        unit: 'persons',
        band: [null, 4],
        study: 'year',
        of: () =>
          traitsOf({ archetype: 'family-micro' }).lines * traitsOf({ archetype: 'family-micro' }).couriers_per_line,
        input: 'couriers_per_line',
      },
      {
        label: 'defections from a platform, over those from others',
        unit: 'relative',
        band: [null, 0.2],
        study: 'year',
        of: both(defectionsFrom('family-micro', true), atStart('family-micro', true), (all, n) => all / n),
        per: both(defectionsFrom('family-micro', false), atStart('family-micro', false), (all, n) => all / n),
        input: 'bond',
      },
      {
        label: 'orders of a platform, over those of others',
        unit: 'relative',
        band: [null, 1],
        study: 'year',
        of: volume('family-micro', true),
        per: volume('family-micro', false),
      },
    ],
  },
  {
    id: 'SF28',
    name: 'Open channels are exposed',
    role: 'direction',
    figure: 'A bot that anyone can order from',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'takedowns under undercover purchase, over those of co-opted lines under the same hours',
        unit: 'relative',
        band: [1.2, 3],
        study: 'undercover',
        of: takedownsPerWeek('open'),
        per: takedownsPerWeek('co-opted'),
      },
    ],
  },
  {
    id: 'SF29',
    name: 'Clients bound by talk stay',
    role: 'input',
    figure: 'An order-taker who keeps clients by talk',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'clients gone after half a year, over those of others',
        unit: 'relative',
        band: [null, 0.7],
        study: 'year',
        of: seen('churnBound'),
        per: seen('churnOthers'),
        input: 'churn_per_month',
      },
    ],
  },
  {
    id: 'SF30',
    name: 'Two channels under one name',
    role: 'calibrate; direction',
    figure: '30 of 130 orders delivered; what one channel loses the other may keep',
    grade: 'S, P',
    source: `${ARTICLE}; ${PRESS}`,
    quantities: [
      {
        label: 'delivered, of the orders of hybrids',
        unit: 'share',
        band: [0.15, 0.4],
        study: 'year',
        of: seen('hybridDelivered'),
        per: sum(seen('hybridDelivered'), seen('hybridAtSite')),
      },
      {
        label: 'the same under operations at sites, less without',
        unit: 'points',
        band: [0, null],
        study: 'crackdown',
        of: times(100, less(hybridShare('operations'), hybridShare('none'))),
      },
      {
        label: 'loss of takings under operations, over that of other sites',
        unit: 'relative',
        band: [null, 1],
        study: 'crackdown',
        of: both(seen('hybridEur', 'operations'), seen('hybridEur', 'none'), (after, before) => 1 - after / before),
        per: both(seen('streetEur', 'operations'), seen('streetEur', 'none'), (after, before) => 1 - after / before),
      },
    ],
  },
  {
    id: 'SF31',
    name: 'Platforms born of bans',
    role: 'input',
    figure: 'Operators banned from their site turn to delivery',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'platforms born of a ban',
        unit: 'share',
        band: [0.2, 0.6],
        study: 'crackdown',
        of: (runs) => total(runs.bans!, 'births_of_bans'),
        per: (runs) => total(runs.bans!, 'site_bans'),
        input: 'police.ban_opens_platform',
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
    id: 'SF46',
    name: 'Prices',
    role: 'calibrate',
    figure: 'EUR 66 to 58 a gram; 10–30 % more when delivered',
    grade: 'P, A',
    source: PRESS,
    quantities: [
      {
        label: 'rise of the price delivered in 5 years',
        unit: 'EUR/g',
        band: [null, 0],
        study: 'department',
        of: priceRise,
      },
      {
        label: 'delivered, above the price at sites',
        unit: '%',
        band: [5, 35],
        study: 'year',
        of: times(100, less(outcome('price_delivered_eur_g'), outcome('price_site_eur_g'))),
        per: outcome('price_site_eur_g'),
      },
    ],
    ifOut:
      'Nothing in the model makes product cheaper as years go by: what it costs is a constant, so that the price has no trend beyond chance.',
  },
  {
    id: 'SF47',
    name: 'Purity',
    role: 'calibrate; direction',
    figure: '69–90 % on platforms; higher where more of them compete',
    grade: 'S, P',
    source: `${ARTICLE}; ${PRESS}`,
    quantities: [
      { label: 'mean over platforms', unit: 'points', band: [75, 85], study: 'year', of: seen('purityMean') },
      {
        label: 'standard deviation between platforms',
        unit: 'points',
        band: [4, 8],
        study: 'year',
        of: seen('puritySd'),
      },
      {
        label: 'purity aimed at after a year with more openings, less without',
        unit: 'points',
        band: [0, null],
        study: 'crackdown',
        of: less(seen('purityAimAtEnd', 'entry'), seen('purityAimAtEnd', 'none')),
      },
    ],
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
    id: 'SF53',
    name: 'New products',
    role: 'direction',
    figure: 'More than 20 new ones a year; mixtures under a wrong name',
    grade: 'S',
    source: ARTICLE,
    quantities: [
      {
        label: 'effective number of products, with a new one over without',
        unit: 'relative',
        band: [1, null],
        study: 'users',
        of: seen('variety', 'newer'),
        per: seen('variety', 'purer'),
      },
      {
        label: 'effective number of products, with couriers who sell on the side over without',
        unit: 'relative',
        band: [1, null],
        study: 'users',
        of: seen('variety', 'purer'),
        per: seen('variety', 'apart'),
      },
      {
        label: 'expected visits of an order of it, over others',
        unit: 'relative',
        band: [1.5, null],
        study: 'users',
        of: seen('visitsUnknown', 'newer'),
        per: seen('visitsKnown', 'newer'),
        input: 'harm.unknown_factor',
      },
    ],
  },
  {
    id: 'SF54',
    name: 'Promotions make people buy',
    role: 'direction',
    figure: 'Messages and offers stimulate use; samples raise sales',
    grade: 'S, V',
    source: `${ARTICLE}; studies of samples`,
    quantities: [
      {
        label: 'rate of occasions with marketing, over that without',
        unit: 'relative',
        band: [1.02, 1.2],
        study: 'year',
        of: seen('appeal'),
      },
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
