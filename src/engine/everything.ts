// TEMPORARY: the whole world, until each phase says what it needs.
import type { City } from '../city/city.ts';
import type { Quantiles } from '../random/quantiles.ts';
import type { Utility } from './acts/utility.ts';
import type { Accounts } from './entities/accounts.ts';
import type { Couriers } from './entities/couriers.ts';
import type { Custody } from './entities/custody.ts';
import type { Customers } from './entities/customers.ts';
import type { Effort, PolicyAtWork } from './entities/effort.ts';
import type { Health } from './entities/health.ts';
import type { Occasions, Returns } from './entities/occasions.ts';
import type { Lines, Platforms } from './entities/platforms.ts';
import type { NearestLists, Sites } from './entities/sites.ts';
import type { Notice, Zones } from './entities/zones.ts';
import type { Calendar, Today } from './kernel/calendar.ts';
import type { Clock } from './kernel/clock.ts';
import type { Ledger } from './kernel/ledger.ts';
import type { ArmRecord } from './kernel/record.ts';
import type { Tape } from './kernel/tape.ts';
import type { Tempo } from './kernel/tempo.ts';

export interface Everything {
  clock: Clock;
  // biome-ignore lint/suspicious/noExplicitAny: temporary
  scenario: any;
  city: City;
  // biome-ignore lint/suspicious/noExplicitAny: temporary
  streams: any;
  tempo: Tempo;
  logStable: Quantiles;
  logExponential: Quantiles;
  utility: Utility;
  calendar: Calendar;
  today: Today;
  customers: Customers;
  sites: Sites;
  platforms: Platforms;
  lines: Lines;
  couriers: Couriers;
  custody: Custody;
  zones: Zones;
  nearestLists: NearestLists;
  notice: Notice;
  health: Health;
  effort: Effort;
  accounts: Accounts;
  ledger: Ledger;
  occasions: Occasions;
  returns: Returns;
  startLoyalty: Float64Array;
  clientsPerWeight: number;
  rateBound: number;
  rateFactor: Float64Array;
  paidCents: Float64Array;
  paidMg: Float64Array;
  policyHours: Uint8Array;
  policies: PolicyAtWork[];
  tape: Tape;
  record: ArmRecord;
  // biome-ignore lint/suspicious/noExplicitAny: temporary
  counts: any;
}
