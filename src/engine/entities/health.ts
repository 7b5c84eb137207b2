// State of health work by zone: what purchases are expected to lead to, and whom programmes reach.

export interface Health {
  /** Emergency visits expected of today's purchases, [zone of residence]. Written by harm, emergencies. */
  expectedVisits: Float64Array;
  /** The same as a mean a day over four weeks, and over the burn-in. Written by emergencies. */
  recentVisits: Float64Array;
  burnInVisits: Float64Array;
  /** Customers at the start, [zone]. Written by build. */
  nCustomers: Int32Array;
  /** In treatment are customers ranked below this × own rate ÷ mean rate, [zone]. Written by health. */
  treatmentScale: Float64Array;
  /** Share 0..1 of customers with their purchases checked, of persons whom prevention reaches, [zone]. Written by health. */
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
  treatmentScale: new Float64Array(nZones),
  checking: new Float64Array(nZones),
  prevention: new Float64Array(nZones),
  newCustomers: new Int32Array(nDays),
});
