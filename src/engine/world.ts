// All state of one arm.
import type { City } from '../city/city.ts';
import type { Quantiles } from '../random/quantiles.ts';
import type { Streams } from '../random/streams.ts';
import type { Utility } from './acts/utility.ts';
import type { Accounts } from './entities/accounts.ts';
import type { Couriers } from './entities/couriers.ts';
import type { Custody } from './entities/custody.ts';
import type { Customers } from './entities/customers.ts';
import type { DayList } from './entities/day-list.ts';
import type { Effort, PolicyAtWork } from './entities/effort.ts';
import type { Health } from './entities/health.ts';
import type { Occasions, Returns } from './entities/occasions.ts';
import type { Lines, Platforms } from './entities/platforms.ts';
import type { Shock } from './entities/shocks.ts';
import type { NearestLists, Sites } from './entities/sites.ts';
import type { Notice, Zones } from './entities/zones.ts';
import type { Clock } from './kernel/clock.ts';
import type { Ledger } from './kernel/ledger.ts';
import type { Counts } from './kernel/part.ts';
import type { ArmRecord } from './kernel/record.ts';
import type { Tape } from './kernel/tape.ts';
import type { Tempo } from './kernel/tempo.ts';
import type { CountName, OwnColumns, StreamName } from './parts.ts';
import type { Settings } from './settings.ts';

interface Shared {
  clock: Clock;
  scenario: Settings;
  city: City;
  streams: Streams<StreamName>;
  tempo: Tempo;
  /** Quantiles of log S for the nests and of log E for everything else. */
  logStable: Quantiles;
  logExponential: Quantiles;
  utility: Utility;
  /** Candidate occasions of the day, the same in all arms. */
  days: DayList;
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
  /** Loyalty to a newly known platform, [class * 5 + number then known]: that of such clients at the start. */
  startLoyalty: Float64Array;
  /** Those who know a platform at the start, per active client. */
  clientsPerActive: number;
  /** Upper bound of the factor A·E·D: candidates with a mark above it are skipped. */
  rateBound: number;
  /** 1 for the hours of day in which any arm's policy acts, [24]. */
  policyHours: Uint8Array;
  /** The policies of this arm, those of every arm first. */
  policies: PolicyAtWork[];
  /** The shocks of this arm, those of every arm first; none where they are switched off. */
  shocks: readonly Shock[];
  tape: Tape;
  record: ArmRecord;
  /** Days of each count of the record, by name. */
  counts: Counts<CountName>;
}

export type World = Shared & OwnColumns;
