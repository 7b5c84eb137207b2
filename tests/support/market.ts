// A market in which all that counts is choice, and numbers of its alternatives. Knows no test.
import { CHOICE } from '../../src/engine/entities/occasions.ts';
import { type Changes, NO_FEEDBACK } from './small.ts';

export const OTHER = 9;
export const NONE = 10;
/** Five places, four platforms, other, none. */
export const ALTERNATIVES = 11;

/** Few kinds of customers with many occasions, all shops open day and night, nobody queues or runs out. */
export const MARKET: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
  city: { grid: { columns: 3, rows: 1, population: 3000, cell_km: 0.8 } },
  customers: {
    count: 900,
    heavy_share: 1,
    heavy_min_per_month: 80,
    heavy_max_per_month: 80,
    known_mean: 4,
    second_product_share: 0.4,
    aware_share: { low: 1, middle: 1, high: 1 },
  },
  sites: { count: 5, places_per_site: 1, opens_h: 0, closes_h: 24, served_per_10_min: 1000, patience_min: 1440 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 2, overrides: { brand: 0.7 } },
    { archetype: 'service-quality-bikes', count: 2 },
  ],
  delivery: { opens_h: 0, closes_h: 24, stock_g_per_courier: 1e5, purity_sd_points: 9 },
  mechanisms: NO_FEEDBACK,
};

export const alternativeOf = (choice: number, seller: number): number =>
  choice === CHOICE.site ? seller : choice === CHOICE.delivery ? 5 + seller : choice === CHOICE.other ? OTHER : NONE;
