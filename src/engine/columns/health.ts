// State of health work by zone: what purchases are expected to lead to, and whom programmes reach.

export interface Health {
  /** Emergency visits expected of today's purchases, [zone of residence]. Written by harm, emergencies. */
  expectedVisits: Float64Array;
  /** The same as a mean a day over four weeks, and over the burn-in. Written by emergencies. */
  recentVisits: Float64Array;
  burnInVisits: Float64Array;
  /** Customers at the start, and possible customers who did not buy then, [zone]. Written by build. */
  nCustomers: Int32Array;
  nDormant: Int32Array;
  /** Share 0..1 of customers in treatment, of those with their purchases checked, of persons prevention reaches, [zone]. Written by health. */
  treatment: Float64Array;
  checking: Float64Array;
  prevention: Float64Array;
  /** Net customers who begin to buy less those who stop, by day of the run. Written by customerTurnover. */
  newCustomers: Int32Array;
}

export const createHealth = (nZones: number, nDays: number): Health => ({
  expectedVisits: new Float64Array(nZones),
  recentVisits: new Float64Array(nZones),
  burnInVisits: new Float64Array(nZones),
  nCustomers: new Int32Array(nZones),
  nDormant: new Int32Array(nZones),
  treatment: new Float64Array(nZones),
  checking: new Float64Array(nZones),
  prevention: new Float64Array(nZones),
  newCustomers: new Int32Array(nDays),
});
