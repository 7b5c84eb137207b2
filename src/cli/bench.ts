// The benchmark: cost of an order at several sizes, against a fixed reference loop. Knows no scenario file.
import { parseArgs } from 'node:util';
import { readCity } from '../city/read.ts';
import { createGround } from '../engine/ground.ts';
import { seriesAt } from '../engine/kernel/record.ts';
import { runPilot } from '../engine/pilot.ts';
import { runArm } from '../engine/run.ts';
import type { World } from '../engine/world.ts';
import { compilePolicy } from '../policies/registry.ts';
import { threefry } from '../random/threefry.ts';
import { type Scenario, type ScenarioFile, scenarioSchema } from '../scenario/schema.ts';

/** Customers, sites, platforms and area stand in the proportions of the inner ring (docs/model.md, section 11). */
const CUSTOMERS_PER_ZONE = 820;
const PER_CUSTOMER = { sites: 80 / 115_000, threeLine: 60 / 115_000, bikes: 40 / 115_000, people: 60 };

/** All kinds of policy from the first day on, at doses in proportion to the inner ring's customers. */
function everyPolicy(customers: number): ScenarioFile['policies'] {
  const scale = customers / 115_000;
  const officers = (hours: number) => ({ start_day: 0, where: 'all', hours_per_day: hours * scale });
  const money = (eur: number) => ({ start_day: 0, where: 'all', eur_per_day: eur * scale });
  const lines = Math.max(1, Math.round(10 * scale));
  return [
    { kind: 'site-operations', ...officers(40), between: [10, 18], pick: 'random' },
    { kind: 'street-stops', ...officers(80), between: [10, 18] },
    { kind: 'platform-investigation', ...officers(70), lines },
    { kind: 'holder-arrest', ...officers(70), lines },
    { kind: 'number-cut', ...officers(10) },
    { kind: 'finance', start_day: 0, hours_per_day: 10 * scale },
    { kind: 'site-bans', ...officers(20), platforms_at_most: 500 },
    { kind: 'job-placement', start_day: 0, eur_per_day: 2000 * scale },
    { kind: 'violence-interruption', ...money(200_000) },
    { kind: 'customer-fines', ...officers(40) },
    { kind: 'treatment', ...money(20_000) },
    { kind: 'drug-checking', ...money(5000) },
    { kind: 'prevention', ...money(20_000) },
  ];
}

/** Mechanisms that do nothing by default, at rates within their ranges. */
const EVERYTHING = {
  mechanisms: { direct_drop: true },
  health: { treatment_share: 0.02, least_eur_per_day: 0 },
  rebirth: { platforms_entry_per_year: 10 },
} satisfies Partial<ScenarioFile>;

function benchScenario(customers: number, days: number, rate: number, isEverything = false): Scenario {
  const side = Math.max(2, Math.round(Math.sqrt(customers / CUSTOMERS_PER_ZONE)));
  return scenarioSchema.parse({
    version: 1,
    name: 'bench',
    time: { burn_in_days: 0, pre_days: 0, post_days: days },
    city: [
      { name: 'grid', grid: { columns: side, rows: side, cell_km: 2.33, population: customers * PER_CUSTOMER.people } },
    ],
    customers: {
      count: customers,
      light_per_month: 2.3 * rate,
      heavy_min_per_month: 10 * rate,
      heavy_max_per_month: 19 * rate,
      drift_per_year: isEverything ? 0.05 : 0,
    },
    sites: { count: Math.max(1, Math.round(customers * PER_CUSTOMER.sites)) },
    platforms: [
      { archetype: 'three-line-hands-on', count: Math.max(1, Math.round(customers * PER_CUSTOMER.threeLine)) },
      { archetype: 'service-quality-bikes', count: Math.max(1, Math.round(customers * PER_CUSTOMER.bikes)) },
    ],
    arms: { baseline: {} },
    ...(isEverything && { ...EVERYTHING, policies: everyPolicy(customers) }),
  });
}

interface Timing {
  seconds: number;
  orders: number;
  world: World;
}

/** One baseline arm, from building its world to its last record; the pilot before it is not timed. */
function time(scenario: Scenario): Timing {
  const city = readCity(scenario.city, () => '');
  const ground = createGround(scenario, city, 0);
  runPilot(ground, 0);
  const from = performance.now();
  const world = runArm(ground, 'baseline', 0, compilePolicy);
  const seconds = (performance.now() - from) / 1000;
  const { record } = world;
  let orders = 0;
  for (let day = 0; day < record.nDays; day++) {
    for (let channel = 0; channel < 3; channel++)
      for (let g = 0; g < 3; g++) orders += record.series[seriesAt(day, channel, g)];
  }
  return { seconds, orders, world };
}

/** Bytes of all typed arrays that a world holds, its tape and record apart. */
function bytesOf(world: World): number {
  const { tape: _tape, record: _record, city: _city, scenario: _scenario, ...columns } = world;
  const seen = new Set<ArrayBufferLike>();
  const walk = (value: unknown): number => {
    if (ArrayBuffer.isView(value)) {
      if (seen.has(value.buffer)) return 0;
      seen.add(value.buffer);
      return value.buffer.byteLength;
    }
    if (typeof value !== 'object' || value === null) return 0;
    return Object.values(value).reduce((sum: number, part) => sum + walk(part), 0);
  };
  return walk(columns);
}

/** Nanoseconds of one Threefry block in a fixed loop: what this machine can do, to read the other figures against. */
function reference(): number {
  const blocks = 20_000_000;
  let sum = 0;
  const from = performance.now();
  for (let i = 0; i < blocks; i++) sum ^= threefry(1, 2, i, 3);
  const ns = ((performance.now() - from) * 1e6) / blocks;
  return sum === 0.5 ? 0 : ns;
}

const { values } = parseArgs({
  options: {
    customers: { type: 'string', multiple: true },
    days: { type: 'string', default: '365' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run bench -- [--customers N]... [--days N] [--json]\nDefault: 10000, 100000 and 1000000 customers over a year.',
  );
  process.exit(0);
}
const sizes = (values.customers ?? ['10000', '100000', '1000000']).map(Number);
const days = Number(values.days);
if (![...sizes, days].every((n) => Number.isInteger(n) && n > 0)) {
  console.error('bench: --customers and --days take whole numbers above 0');
  process.exit(2);
}

// Functions are compiled while they run: a year at the smallest size first, so that the first size is not timed cold.
for (const rate of [1, 0.5]) time(benchScenario(10_000, 365, rate));
time(benchScenario(10_000, 365, 1, true));
const rows = sizes.map((customers) => {
  const half = time(benchScenario(customers, days, 0.5));
  const everything = time(benchScenario(customers, days, 1, true));
  const full = time(benchScenario(customers, days, 1));
  const b = (full.seconds - half.seconds) / (full.orders - half.orders);
  return {
    customers,
    days,
    orders: full.orders,
    seconds: full.seconds,
    ns_per_order: (full.seconds * 1e9) / full.orders,
    orders_per_s: full.orders / full.seconds,
    /** Under all kinds of policy, with every mechanism at work. */
    everything_ns_per_order: (everything.seconds * 1e9) / everything.orders,
    everything_orders: everything.orders,
    /** Fit seconds = a + b·orders through full and half rates. */
    fit_a_s: full.seconds - b * full.orders,
    fit_b_ns_per_order: b * 1e9,
    half_rate_time_ratio: half.seconds / full.seconds,
    half_rate_orders_ratio: half.orders / full.orders,
    bytes_per_customer: bytesOf(full.world) / customers,
    tape_bytes_per_candidate: full.world.tape.cells.byteLength / full.world.record.nCandidates,
    reference_ns: reference(),
  };
});

if (values.json) console.log(JSON.stringify(rows, null, 2));
else {
  const columns = [
    ['customers', (r) => String(r.customers)],
    ['orders', (r) => String(r.orders)],
    ['s', (r) => r.seconds.toFixed(2)],
    ['ns/order', (r) => r.ns_per_order.toFixed(0)],
    ['orders/s', (r) => r.orders_per_s.toFixed(0)],
    ['everything: ns/order', (r) => r.everything_ns_per_order.toFixed(0)],
    ['a (s)', (r) => r.fit_a_s.toFixed(2)],
    ['b (ns/order)', (r) => r.fit_b_ns_per_order.toFixed(0)],
    ['half rates: time', (r) => r.half_rate_time_ratio.toFixed(2)],
    ['bytes/customer', (r) => r.bytes_per_customer.toFixed(0)],
    ['tape bytes/candidate', (r) => r.tape_bytes_per_candidate.toFixed(2)],
    ['reference ns', (r) => r.reference_ns.toFixed(1)],
  ] satisfies [string, (row: (typeof rows)[number]) => string][];
  const table = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, show]) => show(row)))];
  const widths = columns.map((_, c) => Math.max(...table.map((line) => line[c].length)));
  for (const line of table) console.log(line.map((cell, c) => cell.padStart(widths[c])).join('  '));
}
