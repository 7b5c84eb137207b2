// Two cities between which nobody goes: what is done in one leaves the other as it is, to the last bit.
import { beforeAll, describe, expect, it } from 'vitest';
import { ownPostOf } from '../../src/engine/acts/own-clients.ts';
import { PRIOR_CLASSES } from '../../src/engine/entities/custody.ts';
import { U8, U8_STRIDE, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import type { Ground } from '../../src/engine/ground.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { allMechanisms, fieldsOf, RARE } from '../support/any-policy.ts';
import { CHEAP, cityOf, EVERY_POLICY, groundOf, type PolicyInput, small } from '../support/small.ts';

const [A, B] = [0, 1];
const grid = { columns: 3, rows: 3, population: 9000 };

/** One policy of every kind that works in an area. The others spend one budget in all cities. */
const everyIn = (where: string, start_day: number): PolicyInput[] =>
  EVERY_POLICY.filter(({ kind }) => fieldsOf(kind).includes('where')).map(
    (policy) =>
      ({
        ...policy,
        start_day,
        where,
        ...(policy.kind === 'site-bans' && { platforms_at_most: 40 }),
      }) as PolicyInput,
  );
const inA = everyIn('city:a', 2);
const ARMS = new Map([['all', inA], ...inA.map((policy): [string, PolicyInput[]] => [policy.kind, [policy]])]);

const scenario = small(RARE, {
  seed: 'sealed-e',
  // Three times four weeks, at whose ends customers change.
  time: { burn_in_days: 10, pre_days: 10, post_days: 70, tick_min: 30 },
  city: [
    { name: 'a', grid },
    { name: 'b', grid },
  ],
  customers: { count: 400, light_per_month: 12 },
  sites: { count: 8 },
  platforms: [
    { archetype: 'three-line-hands-on', count: 4, overrides: CHEAP },
    { archetype: 'service-quality-bikes', count: 3, overrides: CHEAP },
  ],
  couriers: { stop_hazard_per_h: 0.01 },
  health: { prevention_factor: 0.1 },
  mechanisms: allMechanisms(true),
  // In the other city everything is done in every arm, so that all that can happen happens there too.
  policies: [...everyIn('city:b', -5), { kind: 'finance', start_day: -5, hours_per_day: 5 }],
  arms: { baseline: {}, ...Object.fromEntries([...ARMS].map(([name, policies]) => [name, { policies }])) },
});
const city = cityOf(scenario);

/** What policies that leave every order alone change in their own city. */
const CHANGED: Record<string, string> = {
  'violence-interruption': 'record.zoneViolence',
  'drug-checking': 'health.recentVisits',
};

/** Bytes by table and column of all that is a city's. */
type Parts = Record<string, Buffer>;

/** All that the columns and the record hold about each city at the end, and every order of its customers. */
function live(ground: Ground, arm: string): Parts[] {
  const lived: string[][] = [[], []];
  const world = runArm(ground, arm, 1, compilePolicy, {
    afterTick: ({ occasions: o, customers, platforms }) => {
      for (let i = 0; i < o.count; i++) {
        const zone = customers.u16[o.customer[i] * U16_STRIDE + U16.zone];
        const seller = o.choice[i] === CHOICE.delivery ? platforms.key[o.seller[i]] : o.seller[i];
        const sold =
          o.fate[i] === FATE.fulfilled && o.choice[i] !== CHOICE.other ? `${seller} after ${o.waitMin[i]}` : '';
        lived[city.zoneCity[zone]].push(
          `${o.customer[i]}:${o.candidate[i]}:${o.attempt[i]} ${o.minute[i]} ${o.fate[i]} ${o.choice[i]} ${sold}`,
        );
      }
    },
  });
  return lived.map((orders, c) => ({ ...aboutCity(world, c), orders: Buffer.from(orders.join('\n')) }));
}

/**
 * Platforms that banned operators and defectors open in the two cities share the numbers that wait for them, and all births
 * are numbered together: platforms, lines and posts are told apart by key, and columns that hold such numbers are left out
 * or hold keys in their place.
 */
const NUMBERS = new Set([
  'sites.platform',
  'platforms.birth',
  'platforms.rentsFrom',
  'platforms.firstLine',
  'platforms.firstCourier',
  'lines.financeMin',
  'lines.platform',
  'couriers.platform',
  'couriers.line',
]);

function aboutCity(world: World, c: number): Parts {
  const { sites, platforms, lines, couriers, customers, zones, health, violence, record, custody } = world;
  const parts: Parts = {};
  /** Columns of `count` rows each; those of the city's rows, by key where they have one. */
  const add = (table: string, columns: object, count: number, isOfCity: (at: number) => boolean): void => {
    const key = 'key' in columns ? (columns.key as Int32Array) : null;
    const rows = Array.from({ length: count }, (_, at) => at).filter(isOfCity);
    if (key) rows.sort((one, other) => key[one] - key[other]);
    for (const [name, column] of Object.entries(columns)) {
      if (!ArrayBuffer.isView(column) || NUMBERS.has(`${table}.${name}`)) continue;
      const width = column.byteLength / count;
      if (!Number.isInteger(width)) throw new Error(`${table}.${name} has not ${count} rows`);
      parts[`${table}.${name}`] = Buffer.concat(
        rows.map((at) => Buffer.from(column.buffer, column.byteOffset + at * width, width)),
      );
    }
  };
  const isIn = (zone: number): boolean => city.zoneCity[zone] === c;
  const isAt = (place: number): boolean => isIn(sites.zone[place]);
  const isOurs = (p: number): boolean => platforms.niche[p] !== 0 && isIn(platforms.homeZone[p]);
  add('sites', sites, sites.nPlaces, isAt);
  add('violence', { contestedUntil: violence.contestedUntil }, sites.nPlaces, isAt);
  const keysOf = (numbers: Int32Array): Int32Array => numbers.map((p) => (p < 0 ? 0 : platforms.key[p]));
  add('sites', { brand: keysOf(sites.platform) }, sites.nPlaces, isAt);
  add('platforms', platforms, platforms.count, isOurs);
  add('platforms', { key: platforms.key, owner: keysOf(platforms.rentsFrom) }, platforms.count, isOurs);
  add('lines', lines, lines.count, (line) => isOurs(lines.platform[line]));
  add('couriers', couriers, couriers.count, (post) => isOurs(couriers.platform[post]));

  // Known platforms by key; slots that are not in use hold what was there before.
  const u16 = customers.u16.slice();
  const known = new Int32Array(customers.count * 4);
  const servedBy = new Int32Array(customers.count);
  for (let one = 0; one < customers.count; one++) {
    for (let slot = 0; slot < customers.u8[one * U8_STRIDE + U8.nKnown]; slot++)
      known[one * 4 + slot] = platforms.key[u16[one * U16_STRIDE + U16.known + slot]];
    u16.fill(0, one * U16_STRIDE + U16.known, one * U16_STRIDE + U16.known + 4);
    const post = ownPostOf(world, one);
    servedBy[one] = post < 0 ? 0 : couriers.key[post];
    u16.fill(0, one * U16_STRIDE + U16.servedBy, one * U16_STRIDE + U16.servedBy + 3);
  }
  const isResident = (one: number): boolean => isIn(customers.u16[one * U16_STRIDE + U16.zone]);
  add('customers', { records: u16, known, servedBy }, customers.count, isResident);

  add('zones', zones, zones.count, isIn);
  const { newCustomers: _, ...byZone } = health;
  add('health', byZone, zones.count, isIn);
  add('violence', { excitation: violence.excitation, fromZone: world.defections.fromZone }, zones.count, isIn);
  add(
    'city',
    { fearedEur: world.defections.fearedEur, pay: world.pay.centsPerOrder },
    city.nCities,
    (one) => one === c,
  );
  const { rateFactor, otherBurnInMg, burnInValue } = world;
  add('world', { rateFactor, otherBurnInMg, burnInValue, pool: custody.pool }, city.nCities, (one) => one === c);
  add('custody', { exits: custody.exits }, custody.exits.length / PRIOR_CLASSES, (at) => at % city.nCities === c);
  const { cells, zoneEvents, zoneViolence, replaced } = record;
  add('record', { cells }, record.nMonths * zones.count, (at) => isIn(at % zones.count));
  add('record', { zoneEvents, zoneViolence, replaced }, 2 * zones.count, (at) => isIn(at % zones.count));
  return parts;
}

const changed = (now: Parts, before: Parts): string[] =>
  Object.keys(before).filter((part) => Buffer.compare(now[part], before[part]) !== 0);

describe('a sealed city', () => {
  const ground = groundOf(scenario);
  let baseline: Parts[];
  beforeAll(() => {
    baseline = live(ground, 'baseline');
  });

  it('has what can happen: orders, takedowns, prison, bans that open platforms, violence and harm', () => {
    const b = baseline[B];
    expect(b.orders.toString().split('\n').length).toBeGreaterThan(2000);
    const happened = [
      'record.zoneViolence',
      'record.zoneEvents',
      'record.replaced',
      'health.recentVisits',
      'health.treatmentScale',
      'violence.excitation',
      'platforms.darkSince',
      'platforms.heldUntil',
      'lines.downUntil',
      'couriers.prisonUntil',
      'custody.exits',
      'sites.nPlatformsFrom',
      'sites.removedOn',
      'zones.siteRisk',
      'zones.visitDrop',
    ];
    expect(happened.filter((part) => !b[part]?.some((byte) => byte !== 0))).toEqual([]);
  });

  it.each([...ARMS.keys()])(
    'is untouched by what is done in another, every order and every column of it: %s',
    (arm) => {
      const parts = live(ground, arm);
      expect(changed(parts[B], baseline[B])).toEqual([]);
      expect(changed(parts[A], baseline[A])).toContain(CHANGED[arm] ?? 'orders');
    },
  );
});
