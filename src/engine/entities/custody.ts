// Persons in custody: police custody, remand and prison, as spells by day.

/** Classes of released persons by what they have behind them: one arrest, two, three or more. */
export const PRIOR_CLASSES = 3;

export interface Custody {
  /** Persons who enter less persons who leave on each day of the run, [day]; what lies beyond the run is left out. Written by charge. */
  change: Int32Array;
  /** Persons who are released into a city's pool on each day of the run, [(day * nCities + city) * PRIOR_CLASSES + class]. Written by charge. */
  exits: Int32Array;
  /** Persons in custody today. Written by justice. */
  now: number;
  /** Released persons who have neither given up nor found a post, [city * PRIOR_CLASSES + class]. Written by justice, rota. */
  pool: Int32Array;
}

export const createCustody = (nDays: number, nCities: number): Custody => ({
  change: new Int32Array(nDays + 1),
  exits: new Int32Array((nDays + 1) * nCities * PRIOR_CLASSES),
  now: 0,
  pool: new Int32Array(nCities * PRIOR_CLASSES),
});
