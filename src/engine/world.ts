// Everything a phase may read or write, assembled once per arm. Knows no policy by name, no file, no terminal.
import type { City } from '../city/city.ts';
import type { Quantiles } from '../random/quantiles.ts';
import type { Streams } from '../random/streams.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { Accounts } from './accounts.ts';
import type { Couriers } from './columns/couriers.ts';
import type { Custody } from './columns/custody.ts';
import type { Customers } from './columns/customers.ts';
import type { Effort, PolicyAtWork } from './columns/effort.ts';
import type { Health } from './columns/health.ts';
import type { Ledger } from './columns/ledger.ts';
import type { Occasions, Returns } from './columns/occasions.ts';
import type { Lines, Platforms } from './columns/platforms.ts';
import type { Sites } from './columns/sites.ts';
import type { Violence } from './columns/violence.ts';
import type { Zones } from './columns/zones.ts';
import type { DayList } from './day-list.ts';
import type { NearestLists, Notice } from './ground.ts';
import type { ArmRecord } from './record.ts';
import type { Tape } from './tape.ts';
import type { Tempo } from './tempo.ts';
import type { Utility } from './utility.ts';

export interface World {
  scenario: Scenario;
  city: City;
  streams: Streams;
  tempo: Tempo;
  /** Quantiles of log S for the nests and of log E for everything else. */
  logStable: Quantiles;
  logExponential: Quantiles;
  utility: Utility;
  /** The day's candidates, shared by all arms of a replicate. */
  days: DayList;
  customers: Customers;
  sites: Sites;
  platforms: Platforms;
  lines: Lines;
  couriers: Couriers;
  custody: Custody;
  zones: Zones;
  violence: Violence;
  nearestLists: NearestLists;
  notice: Notice;
  health: Health;
  effort: Effort;
  accounts: Accounts;
  ledger: Ledger;
  occasions: Occasions;
  returns: Returns;
  /** Loyalty of a platform newly heard of, [class * 5 + number then known]: what clients of that kind began with. */
  startLoyalty: Float64Array;
  /** Clients at the start per unit of file weight. */
  clientsPerWeight: number;
  /** Officer-minutes on finances since the last weekly phase. Written by effort, investigate. */
  financeMin: number;
  /** Bound of the factor A·E·D: candidates with a mark above it are passed over. */
  rateBound: number;
  /** Factor A·E on candidate occasions, [city]. Written by priceFeedback. */
  rateFactor: Float64Array;
  /** Money (cents) and amount (mg) bought on each of the last 28 days and over the burn-in, [city * 29 + slot]. */
  paidCents: Float64Array;
  paidMg: Float64Array;
  /** 1 for the hours of day in which any arm's policy acts, [24]. */
  policyHours: Uint8Array;
  /** The policies of this arm, those of the background first. */
  policies: PolicyAtWork[];
  tape: Tape;
  record: ArmRecord;
}
