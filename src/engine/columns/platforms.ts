// State of platforms, their organisations and their lines. A platform's couriers and lines are contiguous.

/** Dispatch rules by number. */
export const DISPATCH = { line: 0, sector: 1, pooled: 2 } as const;

export interface Platforms {
  count: number;
  /** Identity that keys draws: a stable hash, the same in all arms. Written by build. */
  key: Int32Array;
  homeZone: Uint16Array;
  dispatch: Uint8Array;
  /** Share of orders that cross lines against the rule, 0..1. Written by build. */
  leakage: Float32Array;
  /** Minutes of travel for a km of straight line, detours included. Written by build. */
  minPerKm: Float64Array;
  priceCentsPerG: Float64Array;
  /** Purity of what it sells, points. Written by build. */
  purity: Float32Array;
  hasSecond: Uint8Array;
  brand: Float32Array;
  /** Gift to a client who was served late, mg; 0 for none. Written by build. */
  lateGiftMg: Int32Array;
  /** Hazard at which a client forgets it, per day. Written by build. */
  churnPerDay: Float64Array;
  /** Relative size of its file at the start. Written by build. */
  fileWeight: Float64Array;
  /** Share of its couriers on shift on an average day. Written by build. */
  dutyShare: Float32Array;
  firstLine: Int32Array;
  nLines: Int32Array;
  firstCourier: Int32Array;
  nCouriers: Int32Array;
  /** Couriers on shift today who are not in custody. Written by rota, deliver. */
  nOnDuty: Int32Array;
  /** Clock minute before which no line has stock to sell. Written by deliver. */
  emptyUntil: Float64Array;
  /** Running sum of planned shifts, of which the whole part is worked; start is a keyed phase. Written by rota. */
  shiftSum: Float64Array;
  /** Courier with whom the next shift begins, 0..nCouriers − 1. Written by rota. */
  nextOnShift: Int32Array;
  /** Cash of the organisation, cents; may be negative, which is credit. Written by deliver. */
  cashCents: Float64Array;
}

export function createPlatforms(count: number): Platforms {
  return {
    count,
    key: new Int32Array(count),
    homeZone: new Uint16Array(count),
    dispatch: new Uint8Array(count),
    leakage: new Float32Array(count),
    minPerKm: new Float64Array(count),
    priceCentsPerG: new Float64Array(count),
    purity: new Float32Array(count),
    hasSecond: new Uint8Array(count),
    brand: new Float32Array(count),
    lateGiftMg: new Int32Array(count),
    churnPerDay: new Float64Array(count),
    fileWeight: new Float64Array(count),
    dutyShare: new Float32Array(count),
    firstLine: new Int32Array(count),
    nLines: new Int32Array(count),
    firstCourier: new Int32Array(count),
    nCouriers: new Int32Array(count),
    nOnDuty: new Int32Array(count),
    emptyUntil: new Float64Array(count).fill(Number.NEGATIVE_INFINITY),
    shiftSum: new Float64Array(count),
    nextOnShift: new Int32Array(count),
    cashCents: new Float64Array(count),
  };
}

export interface Lines {
  count: number;
  /** Product at the restock point, mg. Written by deliver. */
  stockMg: Float64Array;
  /** Full stock, mg. Written by build. */
  capacityMg: Float64Array;
  /** Clock minute at which an ordered restock arrives, Infinity if none is under way. Written by deliver. */
  restockAt: Float64Array;
}

export function createLines(count: number): Lines {
  return {
    count,
    stockMg: new Float64Array(count),
    capacityMg: new Float64Array(count),
    restockAt: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  };
}
