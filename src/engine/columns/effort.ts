// Effort of the police on one day, in whole officer-minutes. Zeroed each day, added to by policies, read by phases.
import type { Sites } from './sites.ts';
import type { Zones } from './zones.ts';

export interface Effort {
  /** Officer-minutes of site operations, [place * 24 + hour]. Written by policies. */
  operationMin: Int32Array;
  /** Officer-minutes of street stops beyond the everyday ones, [zone * 24 + hour]. Written by policies. */
  stopMin: Int32Array;
  /** Officer-minutes a day announced today for a later start, [zone]. Written by policies. */
  announcedMin: Int32Array;
}

/** What a policy may see of the world when it decides where today's effort goes. */
export interface WorldView {
  readonly sites: Readonly<Sites>;
  readonly zones: Readonly<Zones>;
  readonly areaKm2: Float64Array;
  readonly zoneCity: Uint16Array;
  readonly cityNames: readonly string[];
  /** Officer-minutes that make one site operation. */
  readonly operationMin: number;
  /** Keyed rank of (entity, day) on (0, 1): the same in all arms. */
  readonly rank: (entity: number, day: number) => number;
  /** Clock minute at which a reported day begins. */
  readonly minuteOfDay: (day: number) => number;
}

export const createEffort = (nPlaces: number, nZones: number): Effort => ({
  operationMin: new Int32Array(nPlaces * 24),
  stopMin: new Int32Array(nZones * 24),
  announcedMin: new Int32Array(nZones),
});

export function clearEffort(effort: Effort): void {
  effort.operationMin.fill(0);
  effort.stopMin.fill(0);
  effort.announcedMin.fill(0);
}
