// The facts of the field that can be measured on the shipped scenarios, each with its bands and how it is read, in the order of their numbers.
import type { Fact } from './fact.ts';
import { CLIENTS } from './subjects/clients.ts';
import { COURIERS } from './subjects/couriers.ts';
import { DELIVERY } from './subjects/delivery.ts';
import { HARM } from './subjects/harm.ts';
import { JUSTICE } from './subjects/justice.ts';
import { MARKET } from './subjects/market.ts';
import { PLATFORMS } from './subjects/platforms.ts';
import { SITES } from './subjects/sites.ts';

export const FACTS: readonly Fact[] = [
  ...DELIVERY,
  ...COURIERS,
  ...CLIENTS,
  ...PLATFORMS,
  ...SITES,
  ...JUSTICE,
  ...MARKET,
  ...HARM,
].sort((a, b) => (a.id < b.id ? -1 : 1));
