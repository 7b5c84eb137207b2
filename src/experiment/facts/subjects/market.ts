// Facts of the field: who buys what, at what price and purity.
import { YEAR_DAYS } from '../../../measures/drift.ts';
import { OUTCOMES } from '../../../measures/outcomes.ts';
import type { Fact, Reading } from '../fact.ts';
import { ARTICLE, less, outcome, PRESS, recordOf, seen, times } from '../readings.ts';

/** Price delivered in the last year less that in the first, for five years. */
const priceRise: Reading = ({ all }) => {
  const record = recordOf(all!);
  const found = OUTCOMES.find(({ id }) => id === 'price_delivered_eur_g')!;
  const years = Math.floor(all!.scenario.time.post_days / YEAR_DAYS);
  const of = (preDays: number, nDays: number): number | null => found.of({ ...record, preDays, nDays }, 'post');
  const [first, last] = [of(0, YEAR_DAYS), of((years - 1) * YEAR_DAYS, years * YEAR_DAYS)];
  return first === null || last === null ? null : ((last - first) / (years - 1)) * 5;
};

export const MARKET: readonly Fact[] = [
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
];
