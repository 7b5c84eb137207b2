// Customers at the start: where they live, and how often they buy.
import { drawGamma } from '../random/gamma.ts';
import { draw } from '../random/streams.ts';
import { threefry, uniform, word1 } from '../random/threefry.ts';
import { apportion } from '../stats/apportion.ts';
import { DAYS_PER_MEAN_MONTH, MIN_PER_DAY } from '../units.ts';
import {
  BUYING,
  type Customers,
  createCustomers,
  F32,
  F32_STRIDE,
  NEVER,
  NO_PLATFORM,
  NO_SITE,
  U8,
  U8_STRIDE,
  U16,
  U16_STRIDE,
} from './entities/customers.ts';
import type { Ground } from './ground.ts';

/** Event of a customer's preferred product in 'customer-traits', outside the range that the base rate uses. */
const PREFERENCE = -1;

/** Customers by zone and class in exact proportion, each with a keyed base rate and first occasion. */
export function buildCustomers(ground: Ground): Customers {
  const { scenario, city, streams, incomeShare } = ground;
  const { customers: spec } = scenario;
  const weights = new Float64Array(city.nZones * 3);
  for (let at = 0; at < weights.length; at++) weights[at] = city.population[Math.floor(at / 3)] * incomeShare[at];
  const nDormant = Math.round(spec.dormant_share * spec.count);
  const customers = createCustomers(spec.count, city.nZones, nDormant);
  const { f32, u16, u8 } = customers;
  const traits = streams['customer-traits'];
  const operationalMinPerMonth = DAYS_PER_MEAN_MONTH * MIN_PER_DAY;
  const kinds = [
    { total: spec.count, firstOfBlock: customers.firstOfBlock, buying: BUYING.yes },
    { total: nDormant, firstOfBlock: customers.firstDormantOfBlock, buying: BUYING.no },
  ];
  let rates = 0;
  let customer = 0;
  for (const { total, firstOfBlock, buying } of kinds) {
    const blocks = apportion(total, weights);
    for (let block = 0; block < blocks.length; block++) {
      firstOfBlock[block] = customer;
      for (const end = customer + blocks[block]; customer < end; customer++) fill(customer, block, buying);
    }
    firstOfBlock[blocks.length] = customer;
  }
  customers.meanGapMin = spec.count / rates;
  return customers;

  function fill(customer: number, block: number, buying: number): void {
    const heavyWord = threefry(traits.k0, traits.k1, customer, 0);
    const perMonth =
      uniform(heavyWord) < spec.heavy_share
        ? spec.heavy_min_per_month + (spec.heavy_max_per_month - spec.heavy_min_per_month) * uniform(word1)
        : (drawGamma(traits, customer, 1, spec.light_shape) / spec.light_shape) * spec.light_per_month;
    const meanGapMin = operationalMinPerMonth / perMonth;
    if (buying === BUYING.yes) rates += 1 / meanGapMin;
    f32[customer * F32_STRIDE + F32.meanGapMin] = meanGapMin;
    f32[customer * F32_STRIDE + F32.siteWait] = scenario.learning.first_site_wait_min;
    f32[customer * F32_STRIDE + F32.drift] = 1;
    u16[customer * U16_STRIDE + U16.zone] = Math.floor(block / 3);
    u16[customer * U16_STRIDE + U16.lastSite] = NO_SITE;
    u16[customer * U16_STRIDE + U16.changeDay] = NEVER;
    u16[customer * U16_STRIDE + U16.servedBy] = NO_PLATFORM;
    u8[customer * U8_STRIDE + U8.income] = block % 3;
    u8[customer * U8_STRIDE + U8.preferred] = draw(traits, customer, PREFERENCE) < spec.second_product_share ? 1 : 0;
    u8[customer * U8_STRIDE + U8.buying] = buying;
  }
}
