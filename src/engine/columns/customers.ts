// State of customers. All columns of one customer lie in one 128-byte record, so that an occasion costs two cache lines
// and not one per column, and a candidate that is none the first of them: reading twelve columns of a random customer takes 82 ns at 10^6 customers against 106 from
// separate arrays; at 10^5, where arrays still fit the cache, they are the faster (75 against 47; Node 20).

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
  /** Factor that has come upon the rate of occasions, at least 1. Written by build, customerTurnover. */
  drift: 0,
  /** Mean operational minutes between occasions where their factor is 1. Written by build. */
  meanGapMin: 2,
  /** Perceived risk of a visit above rest and above the zone's, 0..1, as of `riskMinute`. Written by choose. */
  siteRisk: 4,
  /** Perceived risk of a delivery above rest, 0..1, as of `riskMinute`. Written by choose, deliver. */
  deliveryRisk: 5,
  /** Clock minute of the last decay of both. Written by choose. */
  riskMinute: 6,
  /** Habit stock of sites, 0..loyaltyMax. Written by build, learn. */
  habit: 7,
  /** Expected wait at a site, min. Written by build, learn. */
  siteWait: 8,
  /** Loyalty stock of each known platform, 0..loyaltyMax, [4]. Written by build, learn. */
  loyalty: 12,
  /** Expected purity of each known platform, points, [4]. Written by build, learn. */
  purity: 16,
  /** Expected wait of each known platform, min, [4]. Written by build, learn. */
  wait: 20,
} as const;

/** Offsets in the Uint16 view. */
export const U16 = {
  /** Day of the run on which the customer begins or stops to buy, at most four weeks ahead; NEVER. Written by build, customerTurnover. */
  changeDay: 2,
  /** Zone of residence. Written by build. */
  zone: 18,
  /** Place of the last site purchase, NO_SITE if none or already told of an operation there. Written by learn, choose. */
  lastSite: 20,
  /** Day of the run of that purchase. Written by learn. */
  lastSiteDay: 21,
  /** Client month of the last delivered order plus one, 0 for none. Written by record. */
  clientMonth: 22,
  /** Known platforms, [4], the first `nKnown` in use. Written by build, learn, choose. */
  known: 48,
  /** Day of the run on which each is forgotten, [4]; NEVER for never. Written by build, learn. */
  forgetDay: 52,
} as const;
export const NEVER = 0xffff;

/** Offsets in the Uint8 view. */
export const U8 = {
  /** Income class: 0 low, 1 middle, 2 high. Written by build. */
  income: 38,
  /** A BUYING state, as it was before `changeDay`. Written by build, customerTurnover. */
  buying: 39,
  /** Number of platforms known, 0..4. Written by build, learn, choose. */
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
  /** First founder of each zone and income class, [zone * 3 + class], and their number at the end. Written by build. */
  firstOfBlock: Int32Array;
  /** The same of those who do not buy at the start, and the number of all at the end. Written by build. */
  firstDormantOfBlock: Int32Array;
  /** Gap between occasions at the founders' mean rate, operational min. Written by build. */
  meanGapMin: number;
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
  };
}

/** The same people with records of their own. */
export const copyCustomers = (customers: Customers): Customers => ({
  ...customers,
  ...viewsOf(customers.u8.slice().buffer),
});

const viewsOf = (buffer: ArrayBuffer): Pick<Customers, 'f32' | 'i32' | 'u16' | 'u8'> => ({
  f32: new Float32Array(buffer),
  i32: new Int32Array(buffer),
  u16: new Uint16Array(buffer),
  u8: new Uint8Array(buffer),
});
