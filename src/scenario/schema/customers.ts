// Fields of customers: how many, how often they want to buy, when and how much. Knows no seller.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { byClass, complain, real, section, share, sumsToOne, whole } from '../../fields/kinds.ts';

const WAKE = 'MODEL 4, wake';
const CUSTOMERS = 'MODEL 6, customers';
const ASSUMED = { grade: 'A', source: 'assumption' } as const;
/** Weight of each hour of the day; an evening peak, low from 2 to 9. */
const HOUR_PROFILE = [
  0.25, 0.1, 0.05, 0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.1, 0.4, 0.8, 1.5, 1.5, 1.5, 1.5, 1.55, 1.65, 1.8, 1.85, 1.85,
  1.8, 1.7, 1.5,
];
const weights = (count: number) =>
  z
    .array(real(0, 1000))
    .length(count)
    .refine((list) => list.some((w) => w > 0), 'at least one weight above 0');

const grams = section('Quantities bought and how often.', {
  sizes_g: field(z.array(real(0.001, 1000)).min(1).max(50).default([0.5, 1, 2, 5, 10]), {
    text: 'Quantities an order may have.',
    unit: 'g',
    grade: 'P,D',
    source: `${WAKE}; mean 1.2 g, 43 g per user-year`,
  }),
  shares: field(z.array(share()).min(1).max(50).default([0.3, 0.55, 0.1, 0.04, 0.01]), {
    text: 'Share of orders of each quantity, in the same order; they sum to 1.',
    unit: 'share',
    grade: 'P,D',
    source: `${WAKE}; mean 1.2 g, 43 g per user-year`,
  }),
}).superRefine(
  complain(({ sizes_g, shares }) => [
    ...(sizes_g.length === shares.length
      ? []
      : [
          {
            path: ['shares'],
            what: 'one share per size is needed',
            got: shares.length,
            expected: `${sizes_g.length} shares, as many as sizes_g`,
          },
        ]),
    ...(sumsToOne(shares)
      ? []
      : [
          {
            path: ['shares'],
            what: 'shares must sum to 1',
            got: shares.reduce((sum, s) => sum + s, 0),
            expected: 'a sum of 1',
          },
        ]),
  ]),
);

export const customers = z
  .strictObject({
    count: field(whole(1, 5_000_000), {
      text: 'Customers who buy at the start; dormant_share says how many more might begin.',
      unit: 'customers',
      plausible: '5000-1000000',
      grade: 'D',
      source: 'MODEL 11; inner ring near 115,000',
    }),
    heavy_share: field(share().default(0.1), {
      text: 'Share of customers who buy often.',
      unit: 'share',
      grade: 'P,D',
      source: WAKE,
    }),
    light_per_month: field(real(0, 60).default(2.3), {
      text: 'Mean candidate occasions of a light customer per month.',
      unit: 'per month',
      plausible: '1.0-3.7',
      grade: 'P,D',
      source: WAKE,
    }),
    light_shape: field(real(0.1, 100).default(1.5), {
      text: 'Gamma shape of the rates of light customers; lower is more unequal.',
      unit: '',
      grade: 'A',
      source: `${WAKE}; assumption`,
    }),
    heavy_min_per_month: field(real(0, 300).default(10), {
      text: 'Least candidate occasions of a heavy customer per month.',
      unit: 'per month',
      grade: 'P,D',
      source: WAKE,
    }),
    heavy_max_per_month: field(real(0, 300).default(19), {
      text: 'Most candidate occasions of a heavy customer per month.',
      unit: 'per month',
      grade: 'P,D',
      source: WAKE,
    }),
    aware_share: byClass(share, [0.55, 0.72, 0.85], {
      text: 'Share of customers who know a platform at the start.',
      unit: 'share',
      grade: 'S direction, A size',
      source: 'MODEL 11; founding article 2024',
    }),
    known_mean: field(real(1, 4).default(1.4), {
      text: 'Mean number of platforms known at the start by those who know any.',
      unit: 'platforms',
      plausible: '1-4',
      grade: 'A',
      source: 'MODEL 11; assumption',
    }),
    second_product_share: field(share().default(0.1), {
      text: 'Share of customers who prefer the second product.',
      unit: 'share',
      ...ASSUMED,
    }),
    grams,
    hour_profile: field(weights(24).default(HOUR_PROFILE), {
      text: 'Weight of each hour of the day from 0 to 23 h in demand; only ratios count.',
      unit: 'relative',
      ...ASSUMED,
    }),
    weekday_factor: field(weights(7).default([0.8, 0.8, 0.8, 0.8, 1.6, 1.6, 0.8]), {
      text: 'Weight of each weekday, Monday to Sunday, in demand; only ratios count.',
      unit: 'relative',
      grade: 'D',
      source: WAKE,
    }),
    pay_cycle_amplitude: field(share().default(0), {
      text: 'How much demand swings over the month with pay day; 0 is none.',
      unit: 'share',
      grade: 'A',
      source: `${WAKE}; assumption`,
    }),
    price_elasticity: field(real(-3, 0).default(-0.2), {
      text: 'Exponent of the mean price paid in the rate of occasions; not buying adds the rest of the total near -0.84.',
      unit: '',
      grade: 'V',
      source: `${WAKE}; total elasticity -0.84 [-0.5, -1.2]`,
    }),
    dormant_share: field(share().default(0.1), {
      text: 'Possible customers who do not buy at the start, relative to the number of customers who do.',
      unit: 'share',
      plausible: '0.05-1',
      grade: 'A',
      source: `${CUSTOMERS}; assumption`,
    }),
    quit_per_year: field(real(0, 0.95).default(0.1), {
      text: 'Share of customers who stop buying within a year.',
      unit: 'share per year',
      plausible: '0.05-0.15',
      grade: 'A',
      source: CUSTOMERS,
    }),
    initiation_per_year: field(real(0, 0.95).default(0.1), {
      text: 'Customers who begin, or begin again, within a year, relative to those who buy at the start; equal to quit_per_year keeps their number.',
      unit: 'share per year',
      plausible: '0.05-0.2',
      grade: 'A',
      source: `${CUSTOMERS}; balances quitting`,
    }),
    initiation_by_sites: field(share().default(0.5), {
      text: 'Part of initiation in proportion to the sites that are open; the rest is in proportion to customers who bring others.',
      unit: 'share',
      plausible: '0-1',
      grade: 'S direction, A size',
      source: CUSTOMERS,
    }),
    drift_per_year: field(real(0, 1).default(0), {
      text: 'Rise of the rate of occasions in a year for those whose platform is purer than sites and delivers within the promise; one of the two counts half.',
      unit: 'share per year',
      plausible: '0-0.1',
      grade: 'S direction, A size',
      source: CUSTOMERS,
    }),
    rate_ceiling: field(real(1, 10).default(1.5), {
      text: 'Most by which prices and drift may raise the rate of occasions; the excess is counted.',
      unit: 'relative',
      grade: 'A',
      source: `${WAKE}; technical limit`,
    }),
  })
  .meta({ description: 'Who might buy, how often, when and how much.' })
  .superRefine(
    complain(({ heavy_min_per_month, heavy_max_per_month }) =>
      heavy_min_per_month <= heavy_max_per_month
        ? []
        : [
            {
              path: ['heavy_max_per_month'],
              what: 'below heavy_min_per_month',
              got: heavy_max_per_month,
              expected: `at least ${heavy_min_per_month}`,
            },
          ],
    ),
  );
