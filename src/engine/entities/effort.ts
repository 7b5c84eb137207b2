// Effort of all policies on one day, in whole officer-minutes and cents. Set to zero each day, then added by policies.
import { H_PER_DAY } from '../../units.ts';
import type { UnspentReason } from '../kernel/record.ts';

/** What a column of effort is. */
interface EffortColumn {
  /** Zeroes for so many places, zones and lines. */
  create: (size: EffortSize) => Int32Array | Float64Array;
  /** Some of it may have no effect: which policy added what is kept for the day or the week. */
  keptFor?: 'day' | 'week';
  /** It only describes effort counted in another column, or announced. */
  isSpent?: false;
}

export interface EffortSize {
  nPlaces: number;
  nZones: number;
  nLines: number;
}

/** Officer-minutes and cents by cell. */
const minutes = (cells: number): Int32Array => new Int32Array(cells);
const cents = (cells: number): Float64Array => new Float64Array(cells);

/** All columns, one entry each; the names of those in money end in Cents. */
const COLUMNS = {
  /** Officer-minutes of site operations, [place * 24 + hour]. Written by policies, background. */
  operationMin: { create: ({ nPlaces }) => minutes(nPlaces * 24) },
  /** Officer-minutes of large site operations, [place * 24 + hour]. Written by policies. */
  largeOperationMin: { create: ({ nPlaces }) => minutes(nPlaces * 24) },
  /** Officer-minutes of bans of operators from their site, [place]. Written by policies. */
  banMin: { create: ({ nPlaces }) => minutes(nPlaces) },
  /** Cents for legal jobs of couriers, [0]. Written by policies. */
  placementCents: { create: () => cents(1), keptFor: 'day' },
  /** Officer-minutes of street stops beyond those of the background, [zone * 24 + hour]. Written by policies. */
  stopMin: { create: ({ nZones }) => minutes(nZones * 24), keptFor: 'day' },
  /** Officer-minutes of investigation, those of them undercover, and those aimed at the manager, [line]. Written by policies. */
  investigationMin: { create: ({ nLines }) => minutes(nLines), keptFor: 'week' },
  undercoverMin: { create: ({ nLines }) => minutes(nLines), isSpent: false },
  holderMin: { create: ({ nLines }) => minutes(nLines), keptFor: 'week' },
  /** Officer-minutes to have the number of a line cut, [line]. Written by policies. */
  numberMin: { create: ({ nLines }) => minutes(nLines) },
  /** Officer-minutes on the finances of organisations that are taken down, [1]. Written by policies. */
  financeMin: { create: () => minutes(1), keptFor: 'week' },
  /** Officer-minutes of fining visitors of sites, [zone * 24 + hour]. Written by policies. */
  fineMin: { create: ({ nZones }) => minutes(nZones * 24), keptFor: 'day' },
  /** Cents for treatment, drug checking and prevention, [zone]. Written by policies. */
  treatmentCents: { create: ({ nZones }) => cents(nZones), keptFor: 'day' },
  drugCheckingCents: { create: ({ nZones }) => cents(nZones), keptFor: 'day' },
  preventionCents: { create: ({ nZones }) => cents(nZones), keptFor: 'day' },
  /** Officer-minutes per day that are announced today and start later, [zone]. Written by policies. */
  announcedMin: { create: ({ nZones }) => minutes(nZones), isSpent: false },
  /** Cents for violence interruption, [zone]. Written by policies. */
  interruptionCents: { create: ({ nZones }) => cents(nZones), keptFor: 'day' },
} as const satisfies Readonly<Record<string, EffortColumn>>;

type Columns = typeof COLUMNS;
export type Effort = { [K in keyof Columns]: ReturnType<Columns[K]['create']> };
/** Columns of which some may have no effect. */
export type Kept = { [K in keyof Columns]: Columns[K] extends { keptFor: string } ? K : never }[keyof Columns];

export const EFFORT_COLUMNS: Readonly<Record<keyof Effort, EffortColumn>> = COLUMNS;

/** Effort of a day that is not spent, whole officer-minutes or cents by reason, without what rounding leaves. */
export type Unspent = Readonly<Partial<Record<UnspentReason, number>>>;
export const ALL_SPENT: Unspent = {};

/** A compiled policy: what it is offered on a day, in thousandths of officer-minutes or cents, and where that goes. */
export interface PolicyAtWork {
  isMoney: boolean;
  /** To be asked on the day itself, before any effort of it: a dose by sites follows those that stand. */
  offeredOn: (day: number) => number;
  /** Adds one day's effort: reads the world, writes only whole officer-minutes or cents into `effort`, zeroed daily. */
  apply: (day: number, effort: Effort) => Unspent;
}

export const createEffort = (size: EffortSize): Effort =>
  Object.fromEntries(Object.entries(COLUMNS).map(([name, { create }]) => [name, create(size)])) as unknown as Effort;

export function clearEffort(effort: Effort): void {
  for (const column of Object.values(effort)) column.fill(0);
}

/** Whether a site is operated or banned today. */
export function isPoliced(
  { operationMin, largeOperationMin, banMin }: Pick<Effort, 'operationMin' | 'largeOperationMin' | 'banMin'>,
  place: number,
): boolean {
  if (banMin[place] > 0) return true;
  for (let at = place * H_PER_DAY; at < (place + 1) * H_PER_DAY; at++)
    if (operationMin[at] > 0 || largeOperationMin[at] > 0) return true;
  return false;
}
