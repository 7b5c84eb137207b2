// Persons in custody: police custody, remand and prison, as spells by day. Knows neither sellers nor courts.

export interface Custody {
  /** Persons who enter less persons who leave on each day of the run, [day]; what lies beyond the run is left out. Written by justice. */
  change: Int32Array;
  /** Persons who are released into the trade's pool on each day of the run, [day]. Written by justice. */
  exits: Int32Array;
  /** Persons in custody today. Written by justice. */
  now: number;
  /** Released persons who have neither given up nor found a post. Written by justice, rota. */
  pool: number;
}

export const createCustody = (nDays: number): Custody => ({
  change: new Int32Array(nDays + 1),
  exits: new Int32Array(nDays + 1),
  now: 0,
  pool: 0,
});
