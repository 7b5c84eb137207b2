// State of places and of the fixed sites that stand on them. A place is drawn once; a site on it opens and closes.

export interface Sites {
  /** Number of places. */
  nPlaces: number;
  /** Zone of each place. Written by build. */
  zone: Uint16Array;
  /** 1 while a site is open for business there, disrupted or not. Written by build, siteTurnover, operations. */
  isOpen: Uint8Array;
  /** 1 if the site there sells the second product. Written by build. */
  hasSecond: Uint8Array;
  /** Clock minutes between which the site is disrupted; until Infinity where it closed. Written by operations, siteBans, siteTurnover. */
  disruptedFrom: Float64Array;
  disruptedUntil: Float64Array;
  /** 1 where an operation or a ban closed the site: it leaves the choice sets with the next day. Written by operations, siteBans, siteTurnover. */
  isClosing: Uint8Array;
  /** Chance 0..1 with which today's operations and bans close the site here. Written by operations, siteBans. */
  closureChance: Float64Array;
  /** Clock minute of the last operation, -Infinity if none. Written by operations. */
  lastOperation: Float64Array;
  /** Day of the run on which an operation closed the site here, -1 if none or if another took its place since. Written by operations, siteTurnover. */
  removedOn: Int32Array;
  /** Day of the run before which sales here are those of a site that took a removed one's place. Written by siteTurnover. */
  replacesUntil: Int32Array;
  /** Platforms that operators banned from here have opened. Written by siteBans. */
  nPlatformsFrom: Uint16Array;
  /** Clock minute at which the queue there is empty. Written by visit. */
  freeAt: Float64Array;
  /** Purchases a day, smoothed over four weeks. Written by build, visit, operations (daily decay), siteTurnover. */
  recentSales: Float32Array;
  /** Cash of the organisation that holds the place, cents. Written by visit. */
  cashCents: Float64Array;
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
    freeAt: new Float64Array(nPlaces),
    recentSales: new Float32Array(nPlaces),
    cashCents: new Float64Array(nPlaces),
  };
}
