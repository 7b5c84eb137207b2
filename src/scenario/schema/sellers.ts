// Fields of the supply side: fixed sites, platforms, delivery and couriers. Knows no customer.
import { z } from 'zod';
import { ARCHETYPES, PLATFORM_ARCHETYPES, traitsOf } from '../../archetypes/registry.ts';
import { traitsSchema } from '../../archetypes/traits.ts';
import { field } from '../field.ts';
import { type Complaint, complain, eur, real, section, share, whole } from './kinds.ts';

const ASSUMED = { grade: 'A', source: 'assumption' } as const;
const SITES = 'MODEL 4, sites';
const MARGINS = 'MODEL 6, platforms';
const opens = (value: number) =>
  field(real(0, 23.99).default(value), { text: 'Hour of opening.', unit: 'h', ...ASSUMED });
const closes = () =>
  field(real(0.01, 30).default(24), { text: 'Hour of closing; above 24 is past midnight.', unit: 'h', ...ASSUMED });
const opensBeforeCloses = ({ opens_h, closes_h }: { opens_h: number; closes_h: number }): Complaint[] => {
  if (opens_h >= closes_h) return [{ path: ['closes_h'], what: 'closes before it opens', got: closes_h, expected: `more than opens_h ${opens_h}`, hint: 'write hours past midnight as 25 to 30' }];
  if (closes_h - opens_h > 24) return [{ path: ['closes_h'], what: 'open for more than a day', got: closes_h, expected: `at most ${opens_h + 24}` }];
  return [];
};
const productCost = () => field(eur(1000).default(32), { text: 'What the product costs the seller.', unit: 'EUR/g', grade: 'D', source: MARGINS });

export const sites = z.strictObject({
  count: field(whole(0, 20_000), { text: 'Fixed sites open at the start.', unit: 'sites', plausible: '0-400', grade: 'P', source: 'MODEL 11; 80 sites at the scale of the inner ring' }),
  places_per_site: field(real(1, 10).default(1.5), { text: 'Places where a site can open, per site open at the start.', unit: 'per site', ...ASSUMED }),
  nearest: field(whole(1, 5).default(5), { text: 'Nearest sites that a customer considers.', unit: 'sites', grade: 'A', source: 'MODEL 4, choose; assumption' }),
  opens_h: opens(10),
  closes_h: closes(),
  served_per_10_min: field(real(0.01, 1000).default(3), { text: 'Customers served in ten minutes.', unit: 'customers', grade: 'A', source: `${SITES}; assumption` }),
  patience_min: field(real(0, 1440).default(30), { text: 'Longest wait in the queue before choosing again.', unit: 'min', grade: 'A', source: `${SITES}; assumption` }),
  price_eur_per_g: field(eur(1000).default(55), { text: 'Price at a site.', unit: 'EUR/g', plausible: '50-66', grade: 'P,D', source: `${MARGINS}; 66 to 58 EUR/g` }),
  purity_points: field(real(0, 100).default(64), { text: 'Purity at a site.', unit: 'points', grade: 'V', source: 'MODEL 6, purity' }),
  second_product_share: field(share().default(0.5), { text: 'Share of sites that also sell the second product.', unit: 'share', ...ASSUMED }),
  turnover_per_week: field(share().default(0.05), { text: 'Share of sites that close, and about as many that open, in a week without police.', unit: 'share per week', grade: 'A', source: 'MODEL 6, sites; assumption' }),
  crowding_exponent: field(real(0, 5).default(0.2), { text: 'How much entry falls as sites become more than at the start.', unit: '', grade: 'A', source: 'MODEL 6, sites; assumption' }),
  product_cost_eur_per_g: productCost(),
  other_cost_eur: field(eur(1000).default(5), { text: 'Other cost of a sale at a site.', unit: 'EUR per order', ...ASSUMED }),
}).meta({ description: 'Fixed selling sites.' }).superRefine(complain(opensBeforeCloses));

const SITE_IDS = ARCHETYPES.filter(({ kind }) => kind === 'site').map(({ id }) => id);
const platform = z.strictObject({
  archetype: field(
    z.enum([...PLATFORM_ARCHETYPES.keys()], {
      error: ({ input }) => (SITE_IDS.includes(input as string) ? 'a fixed site is no platform: use `sites:`' : undefined) }),
    { text: 'What kind of platform, by id.', unit: '', grade: 'S', source: 'MODEL 2; founding article 2024' }),
  count: field(whole(0, 20_000), { text: 'Platforms of this kind.', unit: 'platforms', plausible: '0-500', grade: 'D', source: 'MODEL 11; 200-220 platforms in the inner ring' }),
  overrides: traitsSchema.partial().meta({ description: 'Traits that differ from those of the archetype.' }).optional(),
}).meta({ description: 'Platforms of one kind.' });

const MAX_PLATFORMS = 20_000;
const MAX_LINES = 65_535;
const MAX_COURIERS = 500_000;

export const platforms = z.array(platform).max(200).default([]).meta({ description: 'Delivery platforms, by kind.' })
  .superRefine(complain((list) => {
    const total = (of: (one: Platform) => number) => list.reduce((sum, one) => sum + one.count * of(one), 0);
    const limits: [string, number, number][] = [
      ['platforms', total(() => 1), MAX_PLATFORMS],
      ['lines', total((one) => traitsOf(one).lines), MAX_LINES],
      ['couriers', total((one) => traitsOf(one).lines * traitsOf(one).couriers_per_line), MAX_COURIERS],
    ];
    return limits.filter(([, got, most]) => got > most)
      .map(([what, got, most]) => ({ path: [], what: `too many ${what}`, got, expected: `at most ${most} in all` }));
  }));

/** Platforms of one kind as listed; their traits come from `traitsOf`. */
export type Platform = z.output<typeof platform>;

const DISPATCH = 'MODEL 4, dispatch';
const DELIVER = 'MODEL 4, deliver';

export const delivery = section('What all platforms share: hours, promise, prices, stock.', {
  opens_h: opens(12),
  closes_h: closes(),
  promise_min: field(real(0, 1440).default(45), { text: 'Promised time to delivery; later is late.', unit: 'min', grade: 'A', source: `${DELIVER}; assumption` }),
  patience_min: field(real(0, 1440).default(90), { text: 'Longest expected wait before an order is lost.', unit: 'min', grade: 'A', source: `${DISPATCH}; assumption` }),
  catchment_km: field(real(0.01, 1000).default(2), { text: 'Scale of distance over which platforms are known around their home.', unit: 'km', grade: 'S direction, A size', source: `${DISPATCH}; founding article 2024, 25 deliveries a day` }),
  price_eur_per_g: field(eur(1000).default(68.5), { text: 'Price delivered.', unit: 'EUR/g', plausible: '60-75', grade: 'D', source: MARGINS }),
  pay_per_order_eur: field(eur(1000).default(17.5), { text: 'What a courier is paid per delivery.', unit: 'EUR per order', plausible: '15-20', grade: 'S', source: `${MARGINS}; founding article 2024` }),
  other_cost_eur: field(eur(1000).default(9.5), { text: 'Other cost of a delivery.', unit: 'EUR per order', grade: 'D', source: MARGINS }),
  product_cost_eur_per_g: productCost(),
  stock_g_per_courier: field(real(0.001, 1e6).default(100), { text: 'Stock of a line after restocking, per courier expected on duty.', unit: 'g', ...ASSUMED }),
  restock_at_share: field(real(0, 0.99).default(0.2), { text: 'Share of the stock left at which more is ordered.', unit: 'share', grade: 'A', source: `${DELIVER}; assumption` }),
  restock_after_h: field(real(0, 720).default(10), { text: 'Time until the ordered stock is there.', unit: 'h', grade: 'A', source: `${DELIVER}; assumption` }),
  purity_points: field(real(0, 100).default(81), { text: 'Mean purity of platforms.', unit: 'points', plausible: '76-85', grade: 'S direction, D size', source: 'MODEL 6, purity; founding article 2024' }),
  purity_sd_points: field(real(0, 50).default(6), { text: 'Standard deviation of purity between platforms.', unit: 'points', plausible: '4-8', grade: 'A', source: 'MODEL 6, purity; assumption' }),
  second_product_share: field(share().default(0.3), { text: 'Share of platforms that also sell the second product.', unit: 'share', ...ASSUMED }),
  service: field(z.enum(['travel', 'exponential']).default('travel'), { text: 'How long a delivery takes: by distance, or exponential for checks against queueing theory.', unit: '', grade: 'A', source: 'MODEL 9; technical choice' }),
  service_mean_min: field(real(0.1, 1440).default(20), { text: 'Mean time of a delivery when service is exponential.', unit: 'min', grade: 'D', source: 'MODEL 11' }),
}).superRefine(complain(opensBeforeCloses));

export const couriers = section('Who delivers, how exposed they are to stops, and what follows an arrest.', {
  women_share: field(share().default(0.1), { text: 'Share of couriers who are women.', unit: 'share', plausible: '0.05-0.15', grade: 'S direction, P size', source: 'MODEL 6, labour; 8.8 % of accused' }),
  minors_share: field(share().default(0.15), { text: 'Share of couriers who are minors.', unit: 'share', plausible: '0.10-0.25', grade: 'P', source: 'MODEL 6, labour' }),
  woman_factor: field(real(0, 10).default(0.5), { text: 'Risk of a stop of a woman relative to a man.', unit: 'relative', plausible: '0.3-0.8', grade: 'S direction, A size', source: `${DELIVER}; founding article 2024` }),
  minor_factor: field(real(0, 10).default(0.85), { text: 'Risk of a stop of a minor relative to a man.', unit: 'relative', grade: 'S direction, A size', source: `${DELIVER}; founding article 2024` }),
  bike_factor: field(real(0, 10).default(0.7), { text: 'Risk of a stop by bike relative to other modes.', unit: 'relative', grade: 'S direction, A size', source: `${DELIVER}; founding article 2024` }),
  stop_hazard_per_h: field(share().default(1.25e-4), { text: 'Arrests by stops per hour on the way at the base level of stops.', unit: 'per h', plausible: '0.000075-0.000375', grade: 'D', source: `${DELIVER}; 0.0015 per 12 h shift` }),
  custody_days: field(real(0, 365).default(2), { text: 'Time an arrested courier is away at least.', unit: 'days', plausible: '1-4', grade: 'A', source: 'MODEL 5; assumption' }),
  kept_share: field(share().default(0.2), { text: 'Share of arrested couriers who do not come back and are replaced.', unit: 'share', grade: 'A', source: 'MODEL 5; remand of couriers 0.2' }),
  replacement_days: field(real(0, 365).default(14), { text: 'Time until a courier who does not come back is replaced.', unit: 'days', plausible: '7-28', grade: 'A', source: 'MODEL 6, labour; assumption' }),
}).superRefine(complain(({ women_share, minors_share }) =>
  women_share + minors_share <= 1 ? [] : [{ path: ['minors_share'], what: 'women_share and minors_share exceed 1', got: women_share + minors_share, expected: 'a sum of at most 1' }]));
