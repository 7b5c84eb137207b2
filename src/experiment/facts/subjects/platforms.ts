// Facts of the field: platforms: what they earn, how long they last, and what makes kinds of them.
import { traitsOf } from '../../../archetypes/registry.ts';
import { eventsOf, livesOf, type PlatformLife } from '../../../measures/platforms.ts';
import { DAYS_PER_WEEK, DAYS_PER_YEAR } from '../../../units.ts';
import type { Fact, Reading, Runs } from '../fact.ts';
import { ARTICLE, both, count, less, PRESS, recordOf, seen, sum, times } from '../readings.ts';

const livesIn = (runs: Runs, run: string): PlatformLife[] => livesOf(recordOf(runs[run]!));
const sumBy = (lives: readonly PlatformLife[], of: (life: PlatformLife) => number): number =>
  lives.reduce((all, life) => all + of(life), 0);
const isKind =
  (archetype: string, is = true) =>
  (life: { archetype: string }): boolean =>
    (life.archetype === archetype) === is;

/** Closings a year of platforms of a kind, or of all others. */
const closings =
  (archetype: string, is: boolean): Reading =>
  (runs) => {
    const days = runs.all!.scenario.time.post_days;
    const lives = livesIn(runs, 'all').filter(isKind(archetype, is));
    const lived = sumBy(lives, ({ born, gone }) => Math.max(0, (gone ?? days) - Math.max(0, born)));
    return sumBy(lives, ({ gone }) => (gone !== null && gone >= 0 ? 1 : 0)) / (lived / DAYS_PER_YEAR);
  };

/** Orders a month of a platform that has clients, of a kind or of all others. */
const volume =
  (archetype: string, is: boolean): Reading =>
  (runs) => {
    const lives = livesIn(runs, 'all').filter(isKind(archetype, is));
    const months = sumBy(lives, ({ clients }) => clients.filter((n) => n > 0).length);
    return sumBy(lives, ({ orders }) => orders.reduce((all, n) => all + n, 0)) / months;
  };

/** Defections from platforms of a kind, or of all others. */
const defectionsFrom =
  (archetype: string, is: boolean): Reading =>
  (runs) => {
    const of = eventsOf(recordOf(runs.all!)).filter(isKind(archetype, is));
    return of.filter(({ kind, day }) => kind === 'defection' && day >= 0).length;
  };

/** Platforms of the start, of a kind or of all others. */
const atStart =
  (archetype: string, is: boolean): Reading =>
  (runs) =>
    livesIn(runs, 'all')
      .filter(({ cause }) => cause === 'start')
      .filter(isKind(archetype, is)).length;

/** Reading the platforms that fell on day 0, the share that sells again within some weeks. */
const reopened =
  (run: string, weeks: number): Reading =>
  (runs) => {
    const fallen = livesIn(runs, run).flatMap(({ dark }) => dark.slice(0, 1));
    return fallen.filter(({ until }) => until !== null && until <= weeks * DAYS_PER_WEEK).length / fallen.length;
  };

const hybridShare = (run: string): Reading =>
  both(seen('hybridDelivered', run), seen('hybridAtSite', run), (delivered, own) => delivered / (delivered + own));
const takedownsPerWeek = (run: string): Reading =>
  both(count('takedowns', run), count('platform_weeks', run), (takedowns, weeks) => takedowns / weeks);

export const PLATFORMS: readonly Fact[] = [
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
        of: count('births_of_bans', 'bans'),
        per: count('site_bans', 'bans'),
        input: 'police.ban_opens_platform',
      },
    ],
  },
];
