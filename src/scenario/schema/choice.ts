// Fields of what customers do: choose, come back and learn. Knows no seller.
import { field } from '../../fields/field.ts';
import { byClass, eur, real, section, share, whole } from '../../fields/kinds.ts';

const CHOOSE = 'MODEL 4, choose';
const ASSUMED = { grade: 'A', source: 'assumption' } as const;

export const choice = section('How a customer chooses among sites, platforms, other sources and not buying.', {
  share_delivery: field(share().default(0.55), {
    text: 'Share of purchases delivered at the start, which fixes the constant of delivery.',
    unit: 'share',
    plausible: '0.30-0.70',
    grade: 'P',
    source: `${CHOOSE}; 30-70 %`,
  }),
  share_other: field(share().default(0.05), {
    text: 'Share of purchases from other sources at the start.',
    unit: 'share',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  share_none: field(real(0, 0.99).default(0.15), {
    text: 'Share of candidate occasions that end without a purchase at the start.',
    unit: 'share',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  dissimilarity: field(real(0.05, 0.95).default(0.4), {
    text: 'How unlike the alternatives of one nest are; towards 1 the choice nears a plain logit.',
    unit: '',
    plausible: '0.32-0.53',
    grade: 'V',
    source: `${CHOOSE}; nested logit, McFadden; Cardell 1997`,
  }),
  cost_weight_per_eur: byClass(() => real(0, 10), [0.08, 0.07, 0.06], {
    text: 'Utility lost per EUR of full cost.',
    unit: 'utils per EUR',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  reference_cost_eur: field(eur().default(70), {
    text: 'Full cost at which a seller has utility 0.',
    unit: 'EUR',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  purity_weight_per_point: field(real(0, 1).default(0.04), {
    text: 'Utility of one point of expected purity.',
    unit: 'utils per point',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  loyalty_weight: field(real(0, 10).default(1), {
    text: 'Utility of one unit of the loyalty stock.',
    unit: 'utils',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  brand_weight: field(real(0, 10).default(0.3), {
    text: 'Utility of a full brand.',
    unit: 'utils',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  time_value_eur_per_h: byClass(() => eur(1000), [7, 11, 14], {
    text: 'Value of an hour.',
    unit: 'EUR/h',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  wait_weight: field(real(0, 20).default(0.4), {
    text: 'Weight of an hour waited at home relative to the value of time.',
    unit: 'relative',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  trip_weight: field(real(0, 20).default(1.5), {
    text: 'Weight of an hour travelled relative to the value of time.',
    unit: 'relative',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  loss_eur: byClass(() => eur(100_000), [250, 500, 600], {
    text: 'What being caught would cost.',
    unit: 'EUR',
    grade: 'V direction, A size',
    source: `${CHOOSE}; Moore 1973, Kleiman`,
  }),
  site_stigma_eur: byClass(() => eur(10_000), [0, 6, 11], {
    text: 'What being seen at a site costs.',
    unit: 'EUR',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  site_rest_risk: field(share().default(0.02), {
    text: 'Perceived risk of a visit to a site when nothing happens.',
    unit: 'probability',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  delivery_rest_risk: field(share().default(0.003), {
    text: 'Perceived risk of a delivery when nothing happens.',
    unit: 'probability',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  missing_product_utils: field(real(0, 100).default(1.5), {
    text: 'Utility lost at a seller without the preferred product.',
    unit: 'utils',
    grade: 'A',
    source: `${CHOOSE}; assumption`,
  }),
  other_price_eur_per_g: field(eur(1000).default(60), { text: 'Price at other sources.', unit: 'EUR/g', ...ASSUMED }),
});

export const returns = section('Occasions that failed and come back.', {
  probability: field(share().default(0.5), {
    text: 'Probability that an occasion lost to closure, queue or raised risk comes back.',
    unit: 'probability',
    grade: 'A',
    source: 'MODEL 4, come back; assumption',
  }),
  mean_h: field(real(0.01, 720).default(6), {
    text: 'Mean time until it comes back.',
    unit: 'h',
    grade: 'A',
    source: 'MODEL 4, come back; assumption',
  }),
  at_most: field(whole(0, 10).default(2), {
    text: 'Times one occasion may come back.',
    unit: 'times',
    grade: 'A',
    source: 'MODEL 4, come back; assumption',
  }),
});

export const learning = section('What customers learn from a delivery and tell others.', {
  loyalty_rate: field(share().default(0.15), {
    text: 'Share by which a purchase moves the loyalty stocks.',
    unit: 'share',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
  loyalty_max: field(real(0, 20).default(1.5), {
    text: 'Ceiling of a loyalty stock.',
    unit: '',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
  quality_weight_per_point: field(real(0, 1).default(0.03), {
    text: 'Loyalty gained per point of purity above the expected.',
    unit: 'per point',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
  late_penalty: field(real(0, 10).default(0.3), {
    text: 'Loyalty lost by a late delivery.',
    unit: '',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
  gift_bonus: field(real(0, 10).default(0.3), {
    text: 'Loyalty gained by a gift.',
    unit: '',
    grade: 'S direction, A size',
    source: `MODEL 4, learn; founding article 2024`,
  }),
  smoothing: field(share().default(0.2), {
    text: 'Weight of the newest delivery in expected purity and wait.',
    unit: 'share',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
  referral_probability: field(share().default(0.04), {
    text: 'Probability that a purchase makes a neighbour know the platform; it balances forgetting.',
    unit: 'probability',
    grade: 'A',
    source: 'MODEL 4, learn; assumption',
  }),
});
