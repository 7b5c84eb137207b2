// Effort of all policies on one day, in whole officer-minutes and cents. Set to zero each day, then added by policies.
import type { UnspentReason } from '../kernel/record.ts';

export interface Effort {
  /** Officer-minutes of site operations, [place * 24 + hour]. Written by policies. */
  operationMin: Int32Array;
  /** Officer-minutes of large site operations, [place * 24 + hour]. Written by policies. */
  largeOperationMin: Int32Array;
  /** Officer-minutes of bans of operators from their site, [place]. Written by policies. */
  banMin: Int32Array;
  /** Cents for legal jobs of couriers, [0]. Written by policies. */
  placementCents: Float64Array;
  /** Officer-minutes of street stops beyond the everyday ones, [zone * 24 + hour]. Written by policies. */
  stopMin: Int32Array;
  /** Officer-minutes of investigation, those of them undercover, and those aimed at the manager, [line]. Written by policies. */
  investigationMin: Int32Array;
  undercoverMin: Int32Array;
  holderMin: Int32Array;
  /** Officer-minutes to have the number of a line cut, [line]. Written by policies. */
  numberMin: Int32Array;
  /** Officer-minutes on the finances of organisations that are taken down, [1]. Written by policies. */
  financeMin: Int32Array;
  /** Officer-minutes of fining visitors of sites, [zone * 24 + hour]. Written by policies. */
  fineMin: Int32Array;
  /** Cents for treatment, drug checking and prevention, [zone]. Written by policies. */
  treatmentCents: Float64Array;
  drugCheckingCents: Float64Array;
  preventionCents: Float64Array;
  /** Officer-minutes per day that are announced today and start later, [zone]. Written by policies. */
  announcedMin: Int32Array;
  /** Cents for violence interruption, [zone]. Written by policies. */
  interruptionCents: Float64Array;
}

/** Effort of a day that is not spent, whole officer-minutes or cents by reason, without what rounding leaves. */
export type Unspent = Readonly<Partial<Record<UnspentReason, number>>>;
export const ALL_SPENT: Unspent = {};

/** A compiled policy: what it is offered on a day, in thousandths of officer-minutes or cents, and where that goes. */
export interface PolicyAtWork {
  isMoney: boolean;
  offeredOn: (day: number) => number;
  /** Adds one day's effort: reads the world, writes only whole officer-minutes or cents into `effort`, zeroed daily. */
  apply: (day: number, effort: Effort) => Unspent;
}

export const createEffort = (nPlaces: number, nZones: number, nLines: number): Effort => ({
  operationMin: new Int32Array(nPlaces * 24),
  largeOperationMin: new Int32Array(nPlaces * 24),
  banMin: new Int32Array(nPlaces),
  placementCents: new Float64Array(1),
  stopMin: new Int32Array(nZones * 24),
  investigationMin: new Int32Array(nLines),
  undercoverMin: new Int32Array(nLines),
  holderMin: new Int32Array(nLines),
  numberMin: new Int32Array(nLines),
  financeMin: new Int32Array(1),
  fineMin: new Int32Array(nZones * 24),
  treatmentCents: new Float64Array(nZones),
  drugCheckingCents: new Float64Array(nZones),
  preventionCents: new Float64Array(nZones),
  announcedMin: new Int32Array(nZones),
  interruptionCents: new Float64Array(nZones),
});

export function clearEffort(effort: Effort): void {
  for (const column of Object.values(effort) as Effort[keyof Effort][]) column.fill(0);
}
