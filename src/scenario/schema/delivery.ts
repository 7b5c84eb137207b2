// Fields of delivery: ways, service, stock and who rides. Knows no customer and no archetype.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { closes, MARGINS, opens, opensBeforeCloses, productCost } from '../../fields/hours-and-margins.ts';
import { complain, eur, real, section, share, whole } from '../../fields/kinds.ts';

const ASSUMED = { grade: 'A', source: 'assumption' } as const;
const DISPATCH = 'MODEL 4, dispatch';
const DELIVER = 'MODEL 4, deliver';

const speed = (value: number, who: string, notes: { grade: string; source: string }) =>
  field(real(0.5, 200).default(value), { text: `Speed of ${who}.`, unit: 'km/h', ...notes });
const SPEED = { grade: 'A', source: 'MODEL 4, dispatch; assumption' } as const;

export const travel = section('Distances, speeds and the time of a handover.', {
  detour_factor: field(real(1, 5).default(1.3), {
    text: 'Way travelled per straight distance.',
    unit: 'relative',
    ...SPEED,
  }),
  customer_kmh: speed(12, 'a customer on the way to a site', ASSUMED),
  scooter_kmh: speed(25, 'a courier by scooter', SPEED),
  car_kmh: speed(20, 'a courier by car', SPEED),
  bike_kmh: speed(16, 'a courier by bike', SPEED),
  kick_scooter_kmh: speed(15, 'a courier by kick-scooter', SPEED),
  handover_min: field(real(0, 120).default(4), {
    text: 'Time from arrival to the end of a delivery.',
    unit: 'min',
    ...SPEED,
  }),
});

export const delivery = section('What all platforms share: hours, promise, prices, stock.', {
  opens_h: opens(12),
  closes_h: closes(),
  promise_min: field(real(0, 1440).default(45), {
    text: 'Promised time to delivery; later is late.',
    unit: 'min',
    grade: 'A',
    source: `${DELIVER}; assumption`,
  }),
  patience_min: field(real(0, 1440).default(90), {
    text: 'Longest expected wait before an order is lost.',
    unit: 'min',
    grade: 'A',
    source: `${DISPATCH}; assumption`,
  }),
  catchment_km: field(real(0.01, 1000).default(2), {
    text: 'Scale of distance over which platforms are known around their home.',
    unit: 'km',
    grade: 'S direction, A size',
    source: `${DISPATCH}; founding article 2024, 25 deliveries a day`,
  }),
  price_eur_per_g: field(eur(1000).default(68.5), {
    text: 'Price delivered.',
    unit: 'EUR/g',
    plausible: '60-75',
    grade: 'D',
    source: MARGINS,
  }),
  pay_per_order_eur: field(eur(1000).default(17.5), {
    text: 'What a courier is paid per delivery.',
    unit: 'EUR per order',
    plausible: '15-20',
    grade: 'S',
    source: `${MARGINS}; founding article 2024`,
  }),
  other_cost_eur: field(eur(1000).default(9.5), {
    text: 'Other cost of a delivery.',
    unit: 'EUR per order',
    grade: 'D',
    source: MARGINS,
  }),
  product_cost_eur_per_g: productCost(),
  stock_g_per_courier: field(real(0.001, 1e6).default(100), {
    text: 'Stock of a line after restocking, per courier expected on duty.',
    unit: 'g',
    ...ASSUMED,
  }),
  restock_at_share: field(real(0, 0.99).default(0.2), {
    text: 'Share of the stock left at which more is ordered.',
    unit: 'share',
    grade: 'A',
    source: `${DELIVER}; assumption`,
  }),
  restock_after_h: field(real(0, 720).default(10), {
    text: 'Time until the ordered stock is there.',
    unit: 'h',
    grade: 'A',
    source: `${DELIVER}; assumption`,
  }),
  purity_points: field(real(0, 100).default(81), {
    text: 'Mean purity of platforms.',
    unit: 'points',
    plausible: '76-85',
    grade: 'S direction, D size',
    source: 'MODEL 6, purity; founding article 2024',
  }),
  purity_sd_points: field(real(0, 50).default(6), {
    text: 'Standard deviation of purity between platforms.',
    unit: 'points',
    plausible: '4-8',
    grade: 'A',
    source: 'MODEL 6, purity; assumption',
  }),
  second_product_share: field(share().default(0.3), {
    text: 'Share of platforms that also sell the second product.',
    unit: 'share',
    ...ASSUMED,
  }),
  service: field(z.enum(['travel', 'exponential']).default('travel'), {
    text: 'How long a delivery takes: by distance, or exponential for checks against queueing theory.',
    unit: '',
    grade: 'A',
    source: 'MODEL 9; technical choice',
  }),
  service_mean_min: field(real(0.1, 1440).default(20), {
    text: 'Mean time of a delivery when service is exponential.',
    unit: 'min',
    grade: 'D',
    source: 'MODEL 11',
  }),
}).superRefine(complain(opensBeforeCloses));

export const couriers = section('Who delivers, how exposed they are to stops, and what follows an arrest.', {
  women_share: field(share().default(0.1), {
    text: 'Share of couriers who are women.',
    unit: 'share',
    plausible: '0.05-0.15',
    grade: 'S direction, P size',
    source: 'MODEL 6, labour; 8.8 % of accused',
  }),
  minors_share: field(share().default(0.15), {
    text: 'Share of couriers who are minors.',
    unit: 'share',
    plausible: '0.10-0.25',
    grade: 'P',
    source: 'MODEL 6, labour',
  }),
  woman_factor: field(real(0, 10).default(0.5), {
    text: 'Risk of a stop of a woman relative to a man.',
    unit: 'relative',
    plausible: '0.3-0.8',
    grade: 'S direction, A size',
    source: `${DELIVER}; founding article 2024`,
  }),
  minor_factor: field(real(0, 10).default(0.85), {
    text: 'Risk of a stop of a minor relative to a man.',
    unit: 'relative',
    grade: 'S direction, A size',
    source: `${DELIVER}; founding article 2024`,
  }),
  bike_factor: field(real(0, 10).default(0.7), {
    text: 'Risk of a stop by bike relative to other modes.',
    unit: 'relative',
    grade: 'S direction, A size',
    source: `${DELIVER}; founding article 2024`,
  }),
  stop_hazard_per_h: field(share().default(1.25e-4), {
    text: 'Arrests by stops per hour on the way at the base level of stops.',
    unit: 'per h',
    plausible: '0.000075-0.000375',
    grade: 'D',
    source: `${DELIVER}; 0.0015 per 12 h shift`,
  }),
  custody_days: field(whole(0, 365).default(2), {
    text: 'Time an arrested courier is away at least.',
    unit: 'days',
    plausible: '1-4',
    grade: 'A',
    source: 'MODEL 5; assumption',
  }),
  kept_share: field(share().default(0.2), {
    text: 'Share of arrested couriers who do not come back and are replaced.',
    unit: 'share',
    grade: 'A',
    source: 'MODEL 5; remand of couriers 0.2',
  }),
  placement_factor: field(real(1, 100).default(2), {
    text: 'How much more often a courier who has been given a legal job gives up the trade.',
    unit: 'relative',
    plausible: '1-4',
    grade: 'S direction, A size',
    source: 'MODEL 5, legal-job placement',
  }),
  placement_eur_per_day: field(eur(100_000).default(25), {
    text: 'Cost of a legal job for one courier.',
    unit: 'EUR/day',
    plausible: '10-60',
    grade: 'A',
    source: 'MODEL 5; assumption, about 9,000 EUR a year',
  }),
  replacement_days: field(whole(0, 365).default(14), {
    text: 'Time until a courier who does not come back is replaced.',
    unit: 'days',
    plausible: '7-28',
    grade: 'A',
    source: 'MODEL 6, labour; assumption',
  }),
}).superRefine(
  complain(({ women_share, minors_share }) =>
    women_share + minors_share <= 1
      ? []
      : [
          {
            path: ['minors_share'],
            what: 'women_share and minors_share exceed 1',
            got: women_share + minors_share,
            expected: 'a sum of at most 1',
          },
        ],
  ),
);
