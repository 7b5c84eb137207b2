// A believable `Results` without an engine: counts drawn by hash around a made-up market. For tests of outputs only.
import {
  type ArmRecord,
  CHANNELS,
  cellsAt,
  createRecord,
  DAILY_MEASURES,
  seriesAt,
  WAIT_BIN_MIN,
  WAIT_BINS,
} from '../../src/engine/record.ts';
import type { ArmResults, OutcomeSummary, Results } from '../../src/experiment/results.ts';
import { threefry, uniform } from '../../src/random/threefry.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { tInterval95 } from '../../src/stats/intervals.ts';

export interface FakeOptions {
  /** Arms beside the baseline, each stronger than the one before. */
  arms?: string[];
  replicates?: number;
  preDays?: number;
  postDays?: number;
  columns?: number;
  rows?: number;
  seed?: string;
}

export function fakeResults(options: FakeOptions = {}): Results {
  const {
    arms = ['pressure'],
    replicates = 4,
    preDays = 40,
    postDays = 80,
    columns = 8,
    rows = 5,
    seed = 'waterbed',
  } = options;
  const names = ['baseline', ...arms];
  const announceDay = Math.min(preDays + 5, preDays + postDays - 1);
  const startDay = Math.min(preDays + 20, preDays + postDays - 1);
  const policy = (strength: number) => ({
    kind: 'site-operations' as const,
    announce_day: announceDay,
    start_day: startDay,
    ramp_days: 7,
    hours_per_day: 80 * strength,
    between: [10, 18] as [number, number],
    where: 'target',
    pick: 'largest' as const,
  });
  const scenario = scenarioSchema.parse({
    version: 1,
    name: 'fake',
    title: 'A made-up city under pressure',
    seed,
    seeds: replicates,
    time: { pre_days: preDays, post_days: postDays },
    city: { grid: { columns, rows, population: 400_000 } },
    customers: { count: 5000 },
    sites: { count: 12 },
    platforms: [{ archetype: 'three-line-hands-on', count: 4 }],
    arms: Object.fromEntries(
      names.map((name, strength) => [name, { policies: strength === 0 ? [] : [policy(strength)] }]),
    ),
  });
  const records = Object.fromEntries(
    names.map((name, strength) => [
      name,
      Array.from({ length: replicates }, (_, r) =>
        fakeRecord({
          arm: name,
          strength,
          replicate: r + 1,
          preDays,
          nDays: preDays + postDays,
          startDay,
          nZones: columns * rows,
        }),
      ),
    ]),
  );
  const zones = Array.from({ length: columns * rows }, (_, zone) => zone);
  return {
    scenario,
    complete: true,
    replicates: Array.from({ length: replicates }, (_, r) => r + 1),
    failed: [],
    baseline: 'baseline',
    arms: Object.fromEntries(names.map((name) => [name, fakeArm(records[name]!, name !== 'baseline')])),
    marks: arms.map((arm) => ({
      arm,
      text: '80 officer-hours a day on the largest sites of the target area, from 10 to 18 h',
      announceDay,
      startDay,
      endDay: null,
    })),
    records,
    map: {
      xKm: zones.map((zone) => (zone % columns) + 0.5),
      yKm: zones.map((zone) => Math.floor(zone / columns) + 0.5),
      areaKm2: zones.map(() => 1),
      population: zones.map(() => 10_000),
      zoneCode: zones.map((zone) => `r${Math.floor(zone / columns) + 1}c${(zone % columns) + 1}`),
    },
  };
}

interface Plan {
  arm: string;
  strength: number;
  replicate: number;
  nDays: number;
  preDays: number;
  startDay: number;
  nZones: number;
}

/** Uniform on (0, 1) by address; the first number is the replicate, so that arms share what pressure leaves alone. */
const hash = (a: number, b: number, c: number, d = 0): number => uniform(threefry(a, d, b, c));
const groupOf = (zone: number, nZones: number): number => (zone < nZones * 0.2 ? 0 : zone < nZones * 0.5 ? 1 : 2);

function fakeRecord({ arm, strength, replicate, nDays, preDays, startDay, nZones }: Plan): ArmRecord {
  const zoneGroup = Uint8Array.from({ length: nZones }, (_, zone) => groupOf(zone, nZones));
  const record = createRecord(arm, replicate, { nDays, preDays, nZones, zoneGroup });
  const daily = (measure: (typeof DAILY_MEASURES)[number], day: number, value: number): void => {
    record.daily[DAILY_MEASURES.indexOf(measure) * nDays + day] = value;
  };
  let open = 30;
  for (let day = 0; day < nDays; day++) {
    const pressure = strength === 0 ? 0 : Math.min(1, Math.max(0, (day - startDay) / 14)) * (1 - 1 / (1 + strength));
    const week = [0.8, 0.8, 0.8, 0.8, 1.6, 1.6, 0.8][day % 7]!;
    const drift = 1 + 0.05 * (hash(replicate, 99, day >> 3) - 0.5);
    let delivered = 0;
    for (let zone = 0; zone < nZones; zone++) {
      const group = zoneGroup[zone]!;
      for (let channel = 0; channel < CHANNELS.length; channel++) {
        const base = [group === 0 ? 22 : group === 1 ? 9 : 4, 11, 1][channel]! * (0.4 + 1.2 * hash(7, zone, channel));
        const effect =
          channel === 0
            ? group === 0
              ? 1 - 0.8 * pressure
              : group === 1
                ? 1 + 0.3 * pressure
                : 1
            : channel === 1
              ? 1 + 0.35 * pressure
              : 1;
        const expected = base * week * drift * effect;
        const noise = hash(replicate, zone, day, channel) + hash(replicate, zone, day, channel + 8) - 1;
        const orders = Math.max(0, Math.round(expected + 2.4 * Math.sqrt(expected) * noise));
        if (channel === 1) delivered += orders;
        const at = seriesAt(day, channel, group);
        record.series[at]! += orders;
        record.series[at + 1]! += orders * 1200;
        record.series[at + 2]! += orders * [6600, 8220, 7200][channel]!;
        const second = Math.floor(orders / 10);
        const inHours = Math.floor((orders - second) * 0.4);
        const month = Math.floor(day / 30);
        record.cells[cellsAt(record, month, zone, channel, 1, 0)]! += inHours;
        record.cells[cellsAt(record, month, zone, channel, 0, 0)]! += orders - second - inHours;
        record.cells[cellsAt(record, month, zone, channel, 0, 1)]! += second;
        record.byClass[((day < preDays ? 0 : 1) * 3 + (zone % 3)) * 3 + channel]! += orders;
      }
    }
    if (hash(replicate, 500, day) < 0.25 + 0.5 * pressure) open = Math.max(8, open - 1);
    else if (hash(replicate, 501, day) < 0.35) open = Math.min(36, open + 1);
    daily('sites_open', day, open);
    daily('delivered', day, delivered);
    daily(
      'officer_minutes',
      day,
      strength === 0 ? 0 : Math.round(4800 * strength * Math.min(1, Math.max(0, (day - startDay) / 7))),
    );
    const window = day < preDays ? 0 : 1;
    const scale = 8 * (1 + 0.35 * pressure) * (0.95 + 0.1 * hash(replicate, 77, 0));
    for (let bin = 0; bin < WAIT_BINS; bin++) {
      const min = (bin + 0.5) * WAIT_BIN_MIN - 5;
      if (min > 0)
        record.waits[window * WAIT_BINS + bin]! +=
          delivered * ((min * WAIT_BIN_MIN) / (scale * scale)) * Math.exp(-min / scale);
    }
  }
  for (let i = 0; i < record.waits.length; i++) record.waits[i] = Math.round(record.waits[i]!);
  record.clientMonths.set([900, 1900]);
  record.ceiling.set([3, 50_000]);
  record.seconds = 0.1 + replicate;
  return record;
}

const OUTCOMES: [
  id: string,
  label: string,
  unit: string,
  better: OutcomeSummary['better'],
  base: number,
  change: number,
][] = [
  ['orders', 'orders, all channels', 'orders', 'none', 60_000, -0.04],
  ['grams', 'quantity sold', 'g', 'none', 72_000, -0.04],
  ['revenue_eur', 'revenue', 'EUR', 'none', 4_400_000, -0.02],
  ['share_delivery', 'share delivered', 'share', 'none', 0.55, 0.16],
  ['share_site', 'share at sites', 'share', 'none', 0.4, -0.22],
  ['share_other', 'share from other sources', 'share', 'none', 0.05, 0.02],
  ['share_delivery_low', 'share delivered, low income', 'share', 'none', 0.37, 0.2],
  ['share_delivery_middle', 'share delivered, middle income', 'share', 'none', 0.58, 0.14],
  ['share_delivery_high', 'share delivered, high income', 'share', 'none', 0.75, 0.1],
  ['orders_lost_share', 'orders lost, of lost and delivered', 'share', 'none', 0.02, 0.9],
  ['wait_mean_min', 'mean wait for a delivery', 'min', 'none', 21, 0.18],
  ['wait_p50_min', 'median wait for a delivery', 'min', 'none', 18.5, 0.17],
  ['wait_le_30_share', 'deliveries within 30 min', 'share', 'none', 0.82, -0.12],
  ['orders_per_courier_day', 'orders per courier-day', 'orders', 'none', 24, 0.12],
  ['orders_per_client_month', 'delivered orders per client and month', 'orders', 'none', 2.8, 0.03],
  ['sites_open_end', 'sites open at the end', 'sites', 'lower', 30, -0.35],
  ['site_closures', 'sites closed', 'sites', 'none', 24, 0.6],
  ['site_operations', 'site operations', 'operations', 'none', 0, 120],
  ['arrests_couriers', 'couriers arrested', 'persons', 'none', 9, 0.3],
  ['arrests_sites', 'persons arrested at sites', 'persons', 'none', 0, 350],
  ['officer_hours', 'officer-hours of policies', 'h', 'none', 0, 4800],
  ['rate_ceiling_share', 'occasions beyond the rate ceiling', 'share', 'none', 0, 0],
];

function fakeArm(records: ArmRecord[], isTreated: boolean): ArmResults {
  const summary = (values: (number | null)[]) => {
    const { mean, sd, ci95 } = tInterval95(values);
    return { mean, sd, ci95, values };
  };
  const outcomes = OUTCOMES.map(([id, label, unit, better, base, change], number) => {
    const draw = (window: number) =>
      records.map(({ replicate }) => (1 + 0.03 * (hash(replicate, 300 + number, window) - 0.5)) * base);
    const shift = (value: number, i: number): number =>
      isTreated ? value + (base === 0 ? change : change * base) * (1 + 0.3 * (hash(i, 400 + number, 0) - 0.5)) : value;
    const outcome: OutcomeSummary = { label, unit, better, ...summary(draw(1).map(shift)), pre: summary(draw(0)) };
    return [id, outcome];
  });
  return {
    policies: isTreated ? ['80 officer-hours a day on the largest sites of the target area'] : [],
    outcomes: Object.fromEntries(outcomes),
  };
}
