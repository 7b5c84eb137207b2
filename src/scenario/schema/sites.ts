// Fields of fixed sites. Knows no platform and no customer.
import { z } from 'zod';
import { field } from '../../fields/field.ts';
import { closes, MARGINS, opens, opensBeforeCloses, productCost } from '../../fields/hours-and-margins.ts';
import { complain, eur, real, share, whole } from '../../fields/kinds.ts';

const ASSUMED = { grade: 'A', source: 'assumption' } as const;
const SITES = 'MODEL 4, sites';

/** Places have 16-bit numbers in the engine. */
const MAX_PLACES = 65_000;

export const sites = z
  .strictObject({
    count: field(whole(0, 20_000), {
      text: 'Fixed sites open at the start.',
      unit: 'sites',
      plausible: '0-400',
      grade: 'P',
      source: 'MODEL 11; 80 sites at the scale of the inner ring',
    }),
    places_per_site: field(real(1, 10).default(1.5), {
      text: 'Places where a site can open, per site open at the start.',
      unit: 'per site',
      ...ASSUMED,
    }),
    nearest: field(whole(1, 5).default(5), {
      text: 'Nearest sites that a customer considers.',
      unit: 'sites',
      grade: 'A',
      source: 'MODEL 4, choose; assumption',
    }),
    opens_h: opens(10),
    closes_h: closes(),
    served_per_10_min: field(real(0.01, 1000).default(3), {
      text: 'Customers served in ten minutes.',
      unit: 'customers per 10 min',
      grade: 'A',
      source: `${SITES}; assumption`,
    }),
    patience_min: field(real(0, 1440).default(30), {
      text: 'Longest wait in the queue before choosing again.',
      unit: 'min',
      grade: 'A',
      source: `${SITES}; assumption`,
    }),
    price_eur_per_g: field(eur(1000).default(55), {
      text: 'Price at a site.',
      unit: 'EUR/g',
      plausible: '50-66',
      grade: 'P,D',
      source: `${MARGINS}; 66 to 58 EUR/g`,
    }),
    purity_points: field(real(0, 100).default(64), {
      text: 'Purity at a site.',
      unit: 'points',
      grade: 'V',
      source: 'MODEL 6, purity',
    }),
    second_product_share: field(share().default(0.5), {
      text: 'Share of sites that also sell the second product.',
      unit: 'share',
      ...ASSUMED,
    }),
    turnover_per_week: field(share().default(0.05), {
      text: 'Share of sites that close, and about as many that open, in a week without police.',
      unit: 'share per week',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
    crowding_exponent: field(real(0, 5).default(0.2), {
      text: 'How much entry falls as sites become more than at the start.',
      unit: '',
      grade: 'A',
      source: 'MODEL 6, sites; assumption',
    }),
    product_cost_eur_per_g: productCost(),
    other_cost_eur: field(eur(1000).default(5), {
      text: 'Other cost of a sale at a site.',
      unit: 'EUR per order',
      ...ASSUMED,
    }),
  })
  .meta({ description: 'Fixed selling sites.' })
  .superRefine(
    complain((sites) => {
      const got = Math.round(sites.count * sites.places_per_site);
      const tooMany = { path: ['places_per_site'], what: 'too many places', got, expected: `at most ${MAX_PLACES}` };
      return [...opensBeforeCloses(sites), ...(got > MAX_PLACES ? [tooMany] : [])];
    }),
  );
