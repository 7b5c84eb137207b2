// Numbers of persons in police custody, on remand and in prison, and of those released, by day; how often prison is firm.

/** Classes of released persons by priors: one, two, three or more. */
export const PRIOR_CLASSES = 3;

export interface Custody {
  /** Persons who enter minus persons who leave on each day of the run, [day]. Written by charge. */
  change: Int32Array;
  /** Those of them who enter and leave police custody, [day]. Written by charge. */
  policeChange: Int32Array;
  /** Persons who are released into a city's pool on each day of the run, [(day * nCities + city) * PRIOR_CLASSES + class]. Written by charge. */
  exits: Int32Array;
  /** Persons in custody today, and those of them in police custody. Written by justice. */
  now: number;
  withPolice: number;
  /**
   * Share of firm prison among the sentences of those who are neither managers, nor jailed at once, nor couriers without
   * a record who are free until trial; the same in all arms. Written by build.
   */
  firmShare: number;
  /** Released persons who have neither desisted nor found a post, [city * PRIOR_CLASSES + class]. Written by justice, rota. */
  pool: Int32Array;
}

export const createCustody = (nDays: number, nCities: number): Custody => ({
  change: new Int32Array(nDays + 1),
  policeChange: new Int32Array(nDays + 1),
  exits: new Int32Array((nDays + 1) * nCities * PRIOR_CLASSES),
  now: 0,
  withPolice: 0,
  firmShare: 0,
  pool: new Int32Array(nCities * PRIOR_CLASSES),
});
