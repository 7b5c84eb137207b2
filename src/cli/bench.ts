// The benchmark: time per candidate, order and further arm at several sizes, compared with a reduced market and a fixed
// loop; time of a year of a small town; two workers beside one; share of charts in the time of a comparison.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Timed } from './bench/own-process.ts';
import { reference, type Timing, timeArm } from './bench/timing.ts';
import { benchScenario } from './bench/towns.ts';
import { timeWorkers } from './bench/workers.ts';

/** Rounds up to this number of customers, of which the median counts; larger sizes have one round. */
const ROUNDS = 3;
const MOST_IN_ROUNDS = 100_000;
const SMALL_TOWN = 5000;
const COMPARED = 'scenarios/compare-equal-budget.yaml';
const COMPARED_SEEDS = 4;

const { values } = parseArgs({
  options: {
    customers: { type: 'string', multiple: true },
    days: { type: 'string', default: '365' },
    workers: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(
    'npm run bench -- [--customers N]... [--days N] [--workers] [--json]\nDefault: 10000, 100000 and 1000000 customers over a year. --workers: only two workers beside one.',
  );
  process.exit(0);
}
const sizes = (values.customers ?? ['10000', '100000', '1000000']).map(Number);
const days = Number(values.days);
if (![...sizes, days].every((n) => Number.isInteger(n) && n > 0)) {
  console.error('bench: --customers and --days take whole numbers above 0');
  process.exit(2);
}

if (values.workers) {
  const workers = await timeWorkers();
  if (values.json) console.log(JSON.stringify({ workers }, null, 2));
  else showWorkers(workers);
  process.exit(0);
}

// Functions are compiled while they run: the first replicate of a small town pays for that, the ones after it do not.
const first = smallTown();
for (let replicate = 0; replicate < 3; replicate++) smallTown();
const later = smallTown();
const rows = sizes.map(sizeOf);
const workers = await timeWorkers();
const compared = compare();

if (values.json)
  console.log(JSON.stringify({ sizes: rows, small_town: { first, later }, workers, compare: compared }, null, 2));
else {
  table(rows, [
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
  ]);
  console.log('\nBeside the reduced market, in its nanoseconds an occasion:');
  table(rows, [
    ['customers', (r) => String(r.customers)],
    ['market ns/occasion', (r) => r.market_ns_per_occasion.toFixed(0)],
    ['ns/candidate', (r) => r.ns_per_candidate.toFixed(0)],
    ['ratio', (r) => ratio(r.ns_per_candidate, r)],
    ['ns/order', (r) => r.ns_per_order.toFixed(0)],
    ['ratio', (r) => ratio(r.ns_per_order, r)],
    ['further arm: ns/order', (r) => r.further_arm_ns_per_order.toFixed(0)],
    ['ratio', (r) => ratio(r.further_arm_ns_per_order, r)],
    ['of an arm', (r) => (r.further_arm_ns_per_order / r.ns_per_order).toFixed(2)],
  ]);
  console.log(`\nA year of ${SMALL_TOWN} customers:`);
  table(
    [
      { name: 'first replicate', ...first },
      { name: 'fifth replicate', ...later },
    ],
    [
      ['', (r) => r.name],
      ['s', (r) => r.seconds.toFixed(2)],
      ['pilot (s)', (r) => r.pilot_s.toFixed(2)],
      ['arm (s)', (r) => r.arm_s.toFixed(2)],
      ['pilot of arm', (r) => percent(r.pilot_s / r.arm_s)],
    ],
  );
  console.log('');
  showWorkers(workers);
  console.log(`\n${COMPARED} with ${COMPARED_SEEDS} seeds:`);
  table(
    [compared],
    [
      ['simulation (s)', (r) => r.simulation_s.toFixed(1)],
      ['tables (s)', (r) => r.tables_s.toFixed(1)],
      ['charts (s)', (r) => r.charts_s.toFixed(1)],
      ['tables and charts', (r) => percent(r.tables_and_charts_share)],
    ],
  );
}

function showWorkers(workers: Awaited<ReturnType<typeof timeWorkers>>): void {
  console.log(`${workers.runs} runs of about a second:`);
  table(workers.pairs, [
    ['one worker (s)', ({ one }) => one.seconds.toFixed(1)],
    ['two (s)', ({ two }) => two.seconds.toFixed(1)],
    ['times one', ({ one, two }) => (one.seconds / two.seconds).toFixed(2)],
    ['processor: one (s)', ({ one }) => one.cpu_s.toFixed(1)],
    ['two (s)', ({ two }) => two.cpu_s.toFixed(1)],
  ]);
  console.log(`Median: ${workers.speed_up.toFixed(2)} times one.`);
}

function sizeOf(customers: number) {
  // Alternating, so that all see the same state of the machine.
  const rounds = Array.from({ length: customers <= MOST_IN_ROUNDS ? ROUNDS : 1 }, () => {
    const market = inOwnProcess('market', customers);
    const half = inOwnProcess('half', customers);
    const everything = inOwnProcess('everything', customers);
    const full = inOwnProcess('full', customers);
    const withFurther = inOwnProcess('further', customers).seconds;
    return { market, half, everything, full, further: withFurther - replicateSeconds(full) };
  });
  const medianOf = (of: (round: (typeof rounds)[number]) => number): number =>
    rounds.map(of).sort((x, y) => x - y)[rounds.length >> 1];
  const { market, half, everything, full } = rounds[0];
  const seconds = medianOf((round) => round.full.seconds);
  const halfSeconds = medianOf((round) => round.half.seconds);
  const b = (seconds - halfSeconds) / (full.orders - half.orders);
  return {
    customers,
    days,
    orders: full.orders,
    seconds,
    ns_per_order: (seconds * 1e9) / full.orders,
    ns_per_candidate: (seconds * 1e9) / full.candidates,
    orders_per_s: full.orders / seconds,
    /** What a second arm adds to a replicate, without a policy, for each of its orders. */
    further_arm_ns_per_order: (medianOf((round) => round.further) * 1e9) / full.orders,
    market_ns_per_occasion: (medianOf((round) => round.market.seconds) * 1e9) / market.occasions,
    /** Under all kinds of policy, with every mechanism at work. */
    everything_ns_per_order: (medianOf((round) => round.everything.seconds) * 1e9) / everything.orders,
    everything_orders: everything.orders,
    /** Fit seconds = a + b·orders through full and half rates. */
    fit_a_s: seconds - b * full.orders,
    fit_b_ns_per_order: b * 1e9,
    half_rate_time_ratio: halfSeconds / seconds,
    half_rate_orders_ratio: half.orders / full.orders,
    bytes_per_customer: full.bytes / customers,
    tape_bytes_per_candidate: full.tapeBytes / full.candidates,
    reference_ns: reference(),
  };
}

/** What one timed thing took. In one process, what ran before would decide how the engine is compiled. */
function inOwnProcess<Kind extends keyof Timed>(kind: Kind, customers: number): ReturnType<Timed[Kind]> {
  const file = fileURLToPath(new URL('./bench/own-process.js', import.meta.url));
  const args = [...process.execArgv, file, kind, String(customers), String(days)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** Of a replicate with this arm alone. */
function replicateSeconds({ groundSeconds, pilotSeconds, seconds }: Omit<Timing, 'world'>): number {
  return groundSeconds + pilotSeconds + seconds;
}

function smallTown() {
  const town = timeArm(benchScenario(SMALL_TOWN, 365));
  return { seconds: replicateSeconds(town), pilot_s: town.pilotSeconds, arm_s: town.seconds };
}

/** The shipped comparison as people run it, in a process of its own, with charts of both kinds. */
function compare() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const out = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const args = [
      'bin/waterbed.js',
      'compare',
      COMPARED,
      '--seeds',
      String(COMPARED_SEEDS),
      '--out',
      join(out, 'compare'),
    ];
    execFileSync(process.execPath, [...args, '--quiet'], { cwd: root });
    const manifest = JSON.parse(readFileSync(join(out, 'compare', 'manifest.json'), 'utf8'));
    const { simulation, tables, charts } = manifest.seconds as Record<'simulation' | 'tables' | 'charts', number>;
    const share = (tables + charts) / (simulation + tables + charts);
    return { simulation_s: simulation, tables_s: tables, charts_s: charts, tables_and_charts_share: share };
  } finally {
    rmSync(out, { recursive: true });
  }
}

function table<Row>(rows: readonly Row[], columns: readonly [string, (row: Row) => string][]): void {
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, show]) => show(row)))];
  const widths = columns.map((_, c) => Math.max(...lines.map((line) => line[c].length)));
  for (const line of lines) console.log(line.map((cell, c) => cell.padStart(widths[c])).join('  '));
}

function ratio(ns: number, { market_ns_per_occasion }: { market_ns_per_occasion: number }): string {
  return (ns / market_ns_per_occasion).toFixed(2);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
