// State of places and of the fixed sites on them. Places are drawn once; sites on them open and close.
import { field } from '../../fields/field.ts';
import { closes, MARGINS, opens, opensBeforeCloses, productCost } from '../../fields/hours-and-margins.ts';
import { type Complaint, eur, real, share, whole } from '../../fields/kinds.ts';
import { type Counts, dailyCounts, part, type Values } from '../kernel/part.ts';

const ASSUMED = { grade: 'A', source: 'assumption' } as const;
const SITES = 'MODEL 4, sites';

/** Places have 16-bit numbers. */
const MAX_PLACES = 65_000;

const sections = {
  sites: {
    text: 'Fixed selling sites.',
    rules(sites: Values<typeof fields>['sites']): Complaint[] {
      const got = Math.round(sites.count * sites.places_per_site);
      const tooMany = { path: ['places_per_site'], what: 'too many places', got, expected: `at most ${MAX_PLACES}` };
      return [...opensBeforeCloses(sites), ...(got > MAX_PLACES ? [tooMany] : [])];
    },
  },
};

const fields = {
  sites: {
    count: field(whole(0, 20_000), {
      text: 'Fixed sites open at the start.',
      unit: 'sites',
      plausible: '0-400',
      grade: 'P',
      source: 'MODEL 11; 80 sites at the scale of the inner ring',
    }),
    places_per_site: field(real(1, 10).default(2), {
      text: 'Places where a site can open, per site open at the start.',
      unit: 'per site',
      plausible: '2-4',
      ...ASSUMED,
    }),
    nearest: field(whole(1, 5).default(5), {
      text: 'Nearest places where a customer looks for an open site.',
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
    product_cost_eur_per_g: productCost(),
    other_cost_eur: field(eur(1000).default(5), {
      text: 'Other cost of a sale at a site.',
      unit: 'EUR per order',
      ...ASSUMED,
    }),
  },
};

const streams = ['site-place', 'site-traits'] as const;

const counts = dailyCounts({
  site_closures: {
    role: 'activity',
    label: 'Site closures',
    unit: 'sites',
    better: 'none',
    isCount: true,
    headline: 190,
    text: 'Fixed sites that closed, by themselves, after an operation or by a ban; new ones may open.',
  },
});

/** Values of the fields of sites, and days of their counts. */
export type SitesGiven = Values<typeof fields>;
export type SiteCounts = Counts<keyof typeof counts>;

export interface Sites {
  /** Number of places. */
  nPlaces: number;
  /** Zone of each place. Written by build. */
  zone: Uint16Array;
  /** 1 while a site is open for business there, disrupted or not. Written by build, site-turnover, operations. */
  isOpen: Uint8Array;
  /** 1 if the site there sells the second product. Written by build. */
  hasSecond: Uint8Array;
  /** Clock minutes between which the site is disrupted; until Infinity where it closed. Written by operations, site-bans, site-turnover. */
  disruptedFrom: Float64Array;
  disruptedUntil: Float64Array;
  /** 1 where an operation or a ban closed the site: it leaves the choice sets with the next day. Written by operations, site-bans, site-turnover. */
  isClosing: Uint8Array;
  /** Chance 0..1 with which today's operations and bans close the site here. Written by operations, site-bans. */
  closureChance: Float64Array;
  /** Clock minute of the last operation, -Infinity if none. Written by operations. */
  lastOperation: Float64Array;
  /** Day of the run on which the site here closed after an operation or a ban; -1 if none did, or it was replaced. Written by operations, site-turnover. */
  removedOn: Int32Array;
  /** Day of the run before which sales here count as those of a replacement of a removed site. Written by operations, site-turnover. */
  replacesUntil: Int32Array;
  /** Number of platforms opened by operators banned from here. Written by site-bans. */
  nPlatformsFrom: Uint16Array;
  /** The hybrid platform to which the site there belongs, -1 for none. Written by own-site, close-site, close-platform, site-founding. */
  platform: Int32Array;
  /** Clock minute at which the queue there is empty. Written by visit, site-turnover. */
  freeAt: Float64Array;
  /** Purchases a day, smoothed over four weeks. Written by build, visit, operations, site-turnover. */
  recentSales: Float32Array;
  /** Sold here in the burn-in, mg. Written by record. */
  burnInMg: Float64Array;
  /** Cash of the organisation that holds the place, cents. Written by build, site-turnover, visit, withdraw. */
  cashCents: Float64Array;
  /** Takings, cents: those of a week past count three quarters of those of the week after it. Written by build, visit, withdraw. */
  takingsCents: Float64Array;
}

export function createSites(nPlaces: number): Sites {
  return {
    nPlaces,
    zone: new Uint16Array(nPlaces),
    isOpen: new Uint8Array(nPlaces),
    hasSecond: new Uint8Array(nPlaces),
    disruptedFrom: new Float64Array(nPlaces).fill(Number.POSITIVE_INFINITY),
    disruptedUntil: new Float64Array(nPlaces).fill(Number.NEGATIVE_INFINITY),
    isClosing: new Uint8Array(nPlaces),
    closureChance: new Float64Array(nPlaces),
    lastOperation: new Float64Array(nPlaces).fill(Number.NEGATIVE_INFINITY),
    removedOn: new Int32Array(nPlaces).fill(-1),
    replacesUntil: new Int32Array(nPlaces),
    nPlatformsFrom: new Uint16Array(nPlaces),
    platform: new Int32Array(nPlaces).fill(-1),
    freeAt: new Float64Array(nPlaces),
    recentSales: new Float32Array(nPlaces),
    burnInMg: new Float64Array(nPlaces),
    cashCents: new Float64Array(nPlaces),
    takingsCents: new Float64Array(nPlaces),
  };
}

/** Lists of the nearest places: one per zone, or several where more places are equally near than a list holds. */
export interface NearestLists {
  /** Places, nearest first, [list * nearest + slot]; -1 where there are fewer. */
  place: Int32Array;
  /** First list of each zone, and number of its lists less one: a customer's is `firstList + (customer & listMask)`. */
  firstList: Int32Array;
  listMask: Uint8Array;
}

export const sites = part({ sections, fields, streams, counts });
