// Acts (what several mechanisms do) that have fields, streams or counts of their own, one line each.
export { arrest } from './acts/arrest.ts';
export { charge } from './acts/charge.ts';
export { clients } from './acts/clients.ts';
export { desistance } from './acts/desistance.ts';
export { identity } from './acts/identity.ts';
export { justiceBefore } from './acts/justice-before.ts';
export { knownPlatforms } from './acts/known-platforms.ts';
export { noise } from './acts/noise.ts';
export { ownRate } from './acts/own-rate.ts';
export { perceivedRisk } from './acts/perceived-risk.ts';
export { platformOpenings } from './acts/platform-openings.ts';
export { pricesPaid } from './acts/prices-paid.ts';
export { siteEntry } from './acts/site-entry.ts';
export { takedown } from './acts/takedown.ts';
export { utility } from './acts/utility.ts';
export { whomItMeets } from './acts/whom-it-meets.ts';
