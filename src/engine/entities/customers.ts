// State of customers. All columns of one customer are in one 128-byte record, so that an occasion reads two cache lines
// and not one per column. Twelve columns of a random customer take 82 ns at 10^6 customers, against 106 from separate
// arrays; at 10^5 customers separate arrays are faster (47 against 75), since they fit the cache (Node 20).

import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { byClass, type Complaint, complain, real, section, share, sumsToOne, whole } from '../../fields/kinds.ts';
import { part, type Values } from '../kernel/part.ts';

const WAKE = 'MODEL 4, wake';
const ASSUMED = { grade: 'A', source: 'assumption' } as const;
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
const weights = (count: number) =>
  z
    .array(real(0, 1000))
    .length(count)
    .refine((list) => list.some((w) => w > 0), 'at least one weight above 0');
/** Weight of each hour of the day: highest in the evening, low from 2 to 9. */
const HOUR_PROFILE = [
  0.25, 0.1, 0.05, 0.02, 0.02, 0.02, 0.02, 0.02, 0.05, 0.1, 0.4, 0.8, 1.5, 1.5, 1.5, 1.5, 1.55, 1.65, 1.8, 1.85, 1.85,
  1.8, 1.7, 1.5,
];
const CUSTOMERS = 'MODEL 6, customers';

const sections = {
  customers: {
    text: 'Who might buy, how often, when and how much.',
    rules: ({
      heavy_min_per_month: least,
      heavy_max_per_month: most,
    }: Values<typeof fields>['customers']): Complaint[] =>
      least <= most
        ? []
        : [
            {
              path: ['heavy_max_per_month'],
              what: 'below heavy_min_per_month',
              got: most,
              expected: `at least ${least}`,
            },
          ],
  },
};

const fields = {
  customers: {
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
      symbol: 'λ',
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
      symbol: 'λ',
      text: 'Least candidate occasions of a heavy customer per month.',
      unit: 'per month',
      grade: 'P,D',
      source: WAKE,
    }),
    heavy_max_per_month: field(real(0, 300).default(19), {
      symbol: 'λ',
      text: 'Most candidate occasions of a heavy customer per month.',
      unit: 'per month',
      grade: 'P,D',
      source: WAKE,
    }),
    aware_share: byClass(share, [0.58, 0.75, 0.88], {
      text: 'Share of customers who know a platform at the start.',
      unit: 'share',
      grade: 'S direction, A size',
      source: 'MODEL 11; founding article 2024',
    }),
    known_mean: field(real(1, 4).default(1.31), {
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
      symbol: 'a',
      text: 'Swing of demand over the month, with its peak on the first day; 0 is none.',
      unit: 'share',
      grade: 'A',
      source: `${WAKE}; assumption`,
    }),
    dormant_share: field(share().default(0.1), {
      symbol: 'D₀ ÷ N₀',
      text: 'Possible customers who do not buy at the start, relative to the number of customers who do.',
      unit: 'share',
      plausible: '0.05-1',
      grade: 'A',
      source: `${CUSTOMERS}; assumption`,
    }),
    rate_ceiling: field(real(1, 10).default(1.5), {
      text: 'Highest factor by which prices and drift may raise the rate of occasions; what lies above it is cut off and counted.',
      unit: 'relative',
      grade: 'A',
      source: `${WAKE}; technical limit`,
    }),
  },
};

const streams = ['customer-traits', 'customer-known'] as const;

/** Platforms a customer can know at a time. */
export const MAX_KNOWN = 4;
export const NO_PLATFORM = 0xffff;
export const NO_SITE = 0xffff;
/** Length of a record in bytes, and in elements of each view. */
const RECORD_BYTES = 128;
export const F32_STRIDE = RECORD_BYTES / Float32Array.BYTES_PER_ELEMENT;
export const U16_STRIDE = RECORD_BYTES / Uint16Array.BYTES_PER_ELEMENT;
export const U8_STRIDE = RECORD_BYTES / Uint8Array.BYTES_PER_ELEMENT;

/** Offsets in the Float32 view. */
export const F32 = {
  /** Factor on the rate of occasions from drift, at least 1. Written by build, customer-turnover. */
  drift: 0,
  /** Mean operational minutes between occasions where their factor is 1. Written by build. */
  meanGapMin: 2,
  /** Perceived risk of a visit to any site above rest and above the zone's, 0..1, as of `riskMinute`. Written by choose, fines. */
  siteRisk: 4,
  /** Perceived risk of a delivery above rest, 0..1, as of `riskMinute`. Written by choose, deliver. */
  deliveryRisk: 5,
  /** Clock minute of the last decay of all three. Written by choose. */
  riskMinute: 6,
  /** Habit stock of sites, 0..loyaltyMax. Written by build, learn. */
  habit: 7,
  /** Expected wait at a site, min. Written by build, learn. */
  siteWait: 8,
  /** Loyalty stock of each known platform, 0..loyaltyMax, [4]. Written by build, learn, known-platforms. */
  loyalty: 12,
  /** Expected purity of each known platform, points, [4]. Written by build, learn, known-platforms. */
  purity: 16,
  /** Expected wait of each known platform, min, [4]. Written by build, learn, known-platforms. */
  wait: 20,
  /** Perceived risk of a visit to `riskPlace` above that of all sites, 0..1, as of `riskMinute`. Written by choose, fines. */
  placeRisk: 29,
} as const;

/** Offsets in the Uint16 view. */
export const U16 = {
  /** Day of the run on which the customer begins or stops to buy, at most four weeks ahead; NEVER. Written by build, customer-turnover. */
  changeDay: 2,
  /** Zone of residence. Written by build. */
  zone: 18,
  /** Place of the last site purchase; NO_SITE if none, or once news of an operation there has been taken in. Written by learn, choose. */
  lastSite: 20,
  /** Day of the run of that purchase. Written by learn. */
  lastSiteDay: 21,
  /** Client month of the last delivered order plus one, 0 for none; above ORDERED_FROM, a bit for each slot of a platform that delivered in it. Written by record, known-platforms. */
  clientMonth: 22,
  /** Known platforms, [4], the first `nKnown` in use. Written by build, known-platforms. */
  known: 48,
  /** Day of the run on which each is forgotten, [4]; NEVER for never. Written by build, known-platforms. */
  forgetDay: 52,
  /** Place of the site that is feared above others, where `placeRisk` is above 0. Written by choose, fines. */
  riskPlace: 56,
  /** Twice the number of the last week of search, and 1 more once that week's search was doubled or found a platform. Written by seek, customer-turnover. */
  searchWeek: 57,
  /** Niche of the last platform that delivered, NO_PLATFORM if none, number of its courier there, and day of the run. Written by build, own-clients. */
  servedBy: 60,
  servedByCourier: 61,
  servedOn: 62,
} as const;
export const NEVER = 0xffff;
/** First bit of those slots in `clientMonth`. */
export const ORDERED_FROM = 12;

/** Offsets in the Uint8 view. */
export const U8 = {
  /** Income class: 0 low, 1 middle, 2 high. Written by build. */
  income: 38,
  /** A BUYING state, as it was before `changeDay`. Written by build, customer-turnover. */
  buying: 39,
  /** Number of platforms known, 0..4. Written by build, known-platforms. */
  nKnown: 46,
  /** Preferred product: index into PRODUCTS. Written by build. */
  preferred: 47,
} as const;

/** Whether a possible customer buys at all. */
export const BUYING = { yes: 0, no: 1 } as const;

export interface Customers {
  /** All possible customers: those who buy at the start, then those who do not. */
  count: number;
  nFounders: number;
  f32: Float32Array;
  i32: Int32Array;
  u16: Uint16Array;
  u8: Uint8Array;
  /** First customer of each zone and income class who buys at the start, [zone * 3 + class]; their number at the end. Written by build. */
  firstOfBlock: Int32Array;
  /** The same for those who do not buy at the start; the number of all customers at the end. Written by build. */
  firstDormantOfBlock: Int32Array;
  /** Gap between occasions at the mean rate of those who buy at the start, operational min. Written by build. */
  meanGapMin: number;
  /** By platform, who learnt of it, some of them twice or no longer knowing it. Written by build, known-platforms. */
  learners: Learners[];
}

/** The first `count` of `customers`; the rest is room. */
export interface Learners {
  customers: Int32Array;
  count: number;
}

export function createCustomers(nFounders: number, nZones: number, nDormant = 0): Customers {
  const count = nFounders + nDormant;
  return {
    count,
    nFounders,
    ...viewsOf(new ArrayBuffer(count * RECORD_BYTES)),
    firstOfBlock: new Int32Array(nZones * 3 + 1),
    firstDormantOfBlock: new Int32Array(nZones * 3 + 1),
    meanGapMin: 1,
    learners: [],
  };
}

/** A copy with its own records. */
export const copyCustomers = (customers: Customers): Customers => ({
  ...customers,
  ...viewsOf(customers.u8.slice().buffer),
  learners: customers.learners.map(({ customers: list, count }) => ({ customers: list.slice(), count })),
});

const viewsOf = (buffer: ArrayBuffer): Pick<Customers, 'f32' | 'i32' | 'u16' | 'u8'> => ({
  f32: new Float32Array(buffer),
  i32: new Int32Array(buffer),
  u16: new Uint16Array(buffer),
  u8: new Uint8Array(buffer),
});

/** Values of the fields here, as a scenario has them. */
export type CustomersGiven = Values<typeof fields>;

export const customers = part({ sections, fields, streams });
