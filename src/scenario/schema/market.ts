// Fields of the demand side: customers, how they choose and how long ways take. Knows no seller.
import { z } from 'zod';
import { field } from '../field.ts';
import { byClass, complain, eur, real, section, share, sumsToOne, whole } from './kinds.ts';

const WAKE = 'MODEL 4, wake';
const CHOOSE = 'MODEL 4, choose';
const ASSUMED = { grade: 'A', source: 'assumption' } as const;
/** Weight of each hour of the day; an evening peak, low from 2 to 9. */
const HOUR_PROFILE = [0.8, 0.5, 0.35, 0.2, 0.15, 0.1, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.5, 1.5, 1.5, 1.5, 1.55, 1.65, 1.8, 1.85, 1.85, 1.8, 1.7, 1.5];
const FOUNDING = 'founding article 2024';
const weights = (count: number) =>
  z.array(real(0, 1000)).length(count).refine((list) => list.some((w) => w > 0), 'at least one weight above 0');

const grams = section('Quantities bought and how often.', {
  sizes_g: field(z.array(real(0.001, 1000)).min(1).max(50).default([0.5, 1, 2, 5, 10]), {
    text: 'Quantities an order may have.', unit: 'g', grade: 'P,D', source: `${WAKE}; mean 1.2 g, 43 g per user-year` }),
  shares: field(z.array(share()).min(1).max(50).default([0.3, 0.55, 0.1, 0.04, 0.01]), {
    text: 'Share of orders of each quantity, in the same order; they sum to 1.', unit: 'share', grade: 'P,D', source: `${WAKE}; mean 1.2 g, 43 g per user-year` }),
}).superRefine(complain(({ sizes_g, shares }) => [
  ...(sizes_g.length === shares.length ? [] : [{ path: ['shares'], what: 'one share per size is needed', got: shares.length, expected: `${sizes_g.length} shares, as many as sizes_g` }]),
  ...(sumsToOne(shares) ? [] : [{ path: ['shares'], what: 'shares must sum to 1', got: shares.reduce((sum, s) => sum + s, 0), expected: 'a sum of 1' }]),
]));

export const customers = z.strictObject({
  count: field(whole(1, 5_000_000), { text: 'Possible customers, all present from the start.', unit: 'customers', plausible: '5000-1000000', grade: 'D', source: 'MODEL 11; inner ring near 115,000' }),
  heavy_share: field(share().default(0.1), { text: 'Share of customers who buy often.', unit: 'share', grade: 'P,D', source: WAKE }),
  light_per_month: field(real(0, 60).default(2.3), { text: 'Mean candidate occasions of a light customer per month.', unit: 'per month', plausible: '1.0-3.7', grade: 'P,D', source: WAKE }),
  light_shape: field(real(0.1, 100).default(1.5), { text: 'Gamma shape of the rates of light customers; lower is more unequal.', unit: '', grade: 'A', source: `${WAKE}; assumption` }),
  heavy_min_per_month: field(real(0, 300).default(10), { text: 'Least candidate occasions of a heavy customer per month.', unit: 'per month', grade: 'P,D', source: WAKE }),
  heavy_max_per_month: field(real(0, 300).default(19), { text: 'Most candidate occasions of a heavy customer per month.', unit: 'per month', grade: 'P,D', source: WAKE }),
  aware_share: byClass(share, [0.55, 0.72, 0.85], { text: 'Share of customers who know a platform at the start.', unit: 'share', grade: 'S direction, A size', source: 'MODEL 11; founding article 2024' }),
  known_mean: field(real(1, 4).default(1.4), { text: 'Mean number of platforms known at the start by those who know any.', unit: 'platforms', plausible: '1-4', grade: 'A', source: 'MODEL 11; assumption' }),
  second_product_share: field(share().default(0.1), { text: 'Share of customers who prefer the second product.', unit: 'share', ...ASSUMED }),
  grams,
  hour_profile: field(weights(24).default(HOUR_PROFILE), { text: 'Weight of each hour of the day from 0 to 23 h in demand; only ratios count.', unit: 'relative', ...ASSUMED }),
  weekday_factor: field(weights(7).default([0.8, 0.8, 0.8, 0.8, 1.6, 1.6, 0.8]), { text: 'Weight of each weekday, Monday to Sunday, in demand; only ratios count.', unit: 'relative', grade: 'D', source: WAKE }),
  pay_cycle_amplitude: field(share().default(0), { text: 'How much demand swings over the month with pay day; 0 is none.', unit: 'share', grade: 'A', source: `${WAKE}; assumption` }),
  price_elasticity: field(real(-3, 0).default(-0.2), { text: 'Exponent of the mean price paid in the rate of occasions; not buying adds the rest of the total near -0.84.', unit: '', grade: 'V', source: `${WAKE}; total elasticity -0.84 [-0.5, -1.2]` }),
  rate_ceiling: field(real(1, 10).default(1.5), { text: 'Most by which prices may raise the rate of occasions; the excess is counted.', unit: 'relative', grade: 'A', source: `${WAKE}; technical limit` }),
}).meta({ description: 'Who might buy, how often, when and how much.' }).superRefine(complain(({ heavy_min_per_month, heavy_max_per_month }) =>
  heavy_min_per_month <= heavy_max_per_month ? [] : [{ path: ['heavy_max_per_month'], what: 'below heavy_min_per_month', got: heavy_max_per_month, expected: `at least ${heavy_min_per_month}` }]));

export const choice = section('How a customer chooses among sites, platforms, other sources and not buying.', {
  share_delivery: field(share().default(0.55), { text: 'Share of purchases delivered at the start, which fixes the constant of delivery.', unit: 'share', plausible: '0.30-0.70', grade: 'P', source: `${CHOOSE}; 30-70 %` }),
  share_other: field(share().default(0.05), { text: 'Share of purchases from other sources at the start.', unit: 'share', grade: 'A', source: `${CHOOSE}; assumption` }),
  share_none: field(real(0, 0.99).default(0.15), { text: 'Share of candidate occasions that end without a purchase at the start.', unit: 'share', grade: 'A', source: `${CHOOSE}; assumption` }),
  dissimilarity: field(real(0.05, 1).default(0.4), { text: 'How unlike the alternatives of one nest are; 1 is a plain logit.', unit: '', plausible: '0.32-0.53', grade: 'V', source: `${CHOOSE}; nested logit, McFadden; Cardell 1997` }),
  cost_weight_per_eur: byClass(() => real(0, 10), [0.08, 0.07, 0.06], { text: 'Utility lost per EUR of full cost.', unit: 'utils per EUR', grade: 'A', source: `${CHOOSE}; assumption` }),
  reference_cost_eur: field(eur().default(70), { text: 'Full cost at which a seller has utility 0.', unit: 'EUR', grade: 'A', source: `${CHOOSE}; assumption` }),
  purity_weight_per_point: field(real(0, 1).default(0.04), { text: 'Utility of one point of expected purity.', unit: 'utils per point', grade: 'A', source: `${CHOOSE}; assumption` }),
  loyalty_weight: field(real(0, 10).default(1), { text: 'Utility of one unit of the loyalty stock.', unit: 'utils', grade: 'A', source: `${CHOOSE}; assumption` }),
  brand_weight: field(real(0, 10).default(0.3), { text: 'Utility of a full brand.', unit: 'utils', grade: 'A', source: `${CHOOSE}; assumption` }),
  time_value_eur_per_h: byClass(() => eur(1000), [7, 11, 14], { text: 'Value of an hour.', unit: 'EUR/h', grade: 'A', source: `${CHOOSE}; assumption` }),
  wait_weight: field(real(0, 20).default(0.4), { text: 'Weight of an hour waited at home relative to the value of time.', unit: 'relative', grade: 'A', source: `${CHOOSE}; assumption` }),
  trip_weight: field(real(0, 20).default(1.5), { text: 'Weight of an hour travelled or queued relative to the value of time.', unit: 'relative', grade: 'A', source: `${CHOOSE}; assumption` }),
  loss_eur: byClass(() => eur(100_000), [250, 500, 600], { text: 'What being caught would cost.', unit: 'EUR', grade: 'V direction, A size', source: `${CHOOSE}; Moore 1973, Kleiman` }),
  site_stigma_eur: byClass(() => eur(10_000), [0, 6, 11], { text: 'What being seen at a site costs.', unit: 'EUR', grade: 'A', source: `${CHOOSE}; assumption` }),
  site_rest_risk: field(share().default(0.02), { text: 'Perceived risk of a visit to a site when nothing happens.', unit: 'probability', grade: 'A', source: `${CHOOSE}; assumption` }),
  delivery_rest_risk: field(share().default(0.003), { text: 'Perceived risk of a delivery when nothing happens.', unit: 'probability', grade: 'A', source: `${CHOOSE}; assumption` }),
  missing_product_utils: field(real(0, 100).default(1.5), { text: 'Utility lost at a seller without the preferred product.', unit: 'utils', grade: 'A', source: `${CHOOSE}; assumption` }),
  other_price_eur_per_g: field(eur(1000).default(60), { text: 'Price at other sources.', unit: 'EUR/g', ...ASSUMED }),
});

const speed = (value: number, who: string, notes: { grade: string; source: string }) =>
  field(real(0.5, 200).default(value), { text: `Speed of ${who}.`, unit: 'km/h', ...notes });
const SPEED = { grade: 'A', source: 'MODEL 4, dispatch; assumption' } as const;

export const travel = section('Distances, speeds and the time of a handover.', {
  detour_factor: field(real(1, 5).default(1.3), { text: 'Way travelled per straight distance.', unit: 'relative', ...SPEED }),
  customer_kmh: speed(12, 'a customer on the way to a site', ASSUMED),
  scooter_kmh: speed(25, 'a courier by scooter', SPEED),
  car_kmh: speed(20, 'a courier by car', SPEED),
  bike_kmh: speed(16, 'a courier by bike', SPEED),
  kick_scooter_kmh: speed(15, 'a courier by kick-scooter', SPEED),
  handover_min: field(real(0, 120).default(4), { text: 'Time from arrival to the end of a delivery.', unit: 'min', ...SPEED }),
});

export const returns = section('Occasions that failed and come back.', {
  probability: field(share().default(0.5), { text: 'Probability that an occasion lost to closure, queue or raised risk comes back.', unit: 'probability', grade: 'A', source: 'MODEL 4, come back; assumption' }),
  mean_h: field(real(0.01, 720).default(6), { text: 'Mean time until it comes back.', unit: 'h', grade: 'A', source: 'MODEL 4, come back; assumption' }),
  at_most: field(whole(0, 10).default(2), { text: 'Times one occasion may come back.', unit: 'times', grade: 'A', source: 'MODEL 4, come back; assumption' }),
});

export const learning = section('What customers learn from a delivery and tell others.', {
  loyalty_rate: field(share().default(0.15), { text: 'Share by which a purchase moves the loyalty stocks.', unit: 'share', grade: 'A', source: 'MODEL 4, learn; assumption' }),
  loyalty_max: field(real(0, 20).default(1.5), { text: 'Ceiling of a loyalty stock.', unit: '', grade: 'A', source: 'MODEL 4, learn; assumption' }),
  quality_weight_per_point: field(real(0, 1).default(0.03), { text: 'Loyalty gained per point of purity above the expected.', unit: 'per point', grade: 'A', source: 'MODEL 4, learn; assumption' }),
  late_penalty: field(real(0, 10).default(0.3), { text: 'Loyalty lost by a late delivery.', unit: '', grade: 'A', source: 'MODEL 4, learn; assumption' }),
  gift_bonus: field(real(0, 10).default(0.3), { text: 'Loyalty gained by a gift.', unit: '', grade: 'S direction, A size', source: `MODEL 4, learn; ${FOUNDING}` }),
  smoothing: field(share().default(0.2), { text: 'Weight of the newest delivery in expected purity and wait.', unit: 'share', grade: 'A', source: 'MODEL 4, learn; assumption' }),
  referral_probability: field(share().default(0.04), { text: 'Probability that a purchase makes a neighbour know the platform; it balances forgetting.', unit: 'probability', grade: 'A', source: 'MODEL 4, learn; assumption' }),
});
