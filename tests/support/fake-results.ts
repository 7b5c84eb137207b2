// A believable `Results` and `Comparison` without an engine: counts by hash around a made-up market. For tests of outputs.
import { type CountName, daysOfCount, emptyRecord } from '../../src/engine/counts.ts';
import {
  type ArmRecord,
  CALL_CHANNELS,
  CHANNELS,
  cellsAt,
  EVENT_CAUSES,
  EVENT_KINDS,
  type EventCause,
  eventsAt,
  GROUPS,
  nClientMonths,
  PLATFORM_EVENTS,
  type PlatformEventKind,
  seriesAt,
  WAIT_BIN_MIN,
  WAIT_BINS,
  zoneEventsAt,
} from '../../src/engine/kernel/record.ts';
import type { ArmComparison, Comparison, Effect, Flow, TradeChange } from '../../src/experiment/comparison.ts';
import { flowSentence } from '../../src/experiment/flow-sentence.ts';
import { perEffort } from '../../src/experiment/per-effort.ts';
import type { ArmResults, Results } from '../../src/experiment/results.ts';
import type { AuditRow } from '../../src/measures/audit.ts';
import { distanceToTarget } from '../../src/measures/change-by-distance.ts';
import type { EstimatorId } from '../../src/measures/estimators/ids.ts';
import type { FlowClass } from '../../src/measures/flows.ts';
import { CELL_NAMES, FLOW_CLASSES, PART_OF } from '../../src/measures/flows.ts';
import type { OutcomeSummary } from '../../src/measures/summarise.ts';
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
    version: 2,
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
  const distanceKm = zones.flatMap((from) =>
    zones.map((to) =>
      Math.hypot((from % columns) - (to % columns), Math.floor(from / columns) - Math.floor(to / columns)),
    ),
  );
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
    placebo: [],
    map: {
      targetKm: records.baseline!.map((record) => distanceToTarget(record, distanceKm)),
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
/** Buffer rings of an evaluator, as many as `audit.buffers_km` has by default. */
const N_RINGS = 3;
const groupOf = (zone: number, nZones: number): number => (zone < nZones * 0.2 ? 0 : zone < nZones * 0.5 ? 1 : 2);

function fakeRecord({ arm, strength, replicate, nDays, preDays, startDay, nZones }: Plan): ArmRecord {
  const zoneGroup = Uint8Array.from({ length: nZones }, (_, zone) => groupOf(zone, nZones));
  const zoneRole = zoneGroup.map((group, zone) => [0, 1 + (zone % N_RINGS), N_RINGS + 1 + (zone % 2)][group]!);
  const record = emptyRecord(arm, replicate, { nDays, preDays, nZones, zoneGroup, zoneRole, nRings: N_RINGS });
  const daily = (measure: CountName, day: number, value: number): void => {
    daysOfCount(record, measure)[day] = value;
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
        if (channel < CALL_CHANNELS.length)
          for (const [hours, count] of [orders - inHours, inHours].entries()) {
            const calls = Math.round(count * [0.01, 0.0005][channel]! + hash(replicate, zone, day, 20 + hours) - 0.5);
            const recorded = Math.round(calls * 0.6);
            const byRole = eventsAt(record, day, zoneRole[zone]!, channel, hours);
            const byZone = zoneEventsAt(record, day < preDays ? 0 : 1, zone, channel, hours);
            for (const [measure, value] of [count, calls, recorded].entries()) {
              record.events[byRole + measure]! += value;
              record.zoneEvents[byZone + measure]! += value;
            }
          }
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
  fakePlatforms(record, strength);
  for (let i = 0; i < record.waits.length; i++) record.waits[i] = Math.round(record.waits[i]!);
  record.clientMonths.set([900, 1900]);
  record.ceiling.set([3, 50_000]);
  record.seconds = 0.1 + replicate;
  return record;
}

/** Seven platforms of four kinds, of which one opens, one goes dark for three weeks in all arms and one closes under pressure. */
function fakePlatforms(record: ArmRecord, strength: number): void {
  const kinds = [0, 0, 2, 2, 4, 8, 8];
  const key = (birth: number): number => 0x7f000000 + 7919 * birth;
  const event = (day: number, kind: PlatformEventKind, birth: number, cause: EventCause, files: number[]): number[] => [
    day,
    PLATFORM_EVENTS.indexOf(kind),
    birth,
    key(birth),
    kinds[birth]!,
    EVENT_CAUSES.indexOf(cause),
    ...files,
  ];
  const [opens, dark, closes] = [5, 9, record.nDays - 4];
  const last = kinds.length - 1;
  const months = nClientMonths(record);
  record.platformEvents = Int32Array.from([
    ...kinds.slice(0, last).flatMap((_, birth) => event(-90, 'birth', birth, 'start', [0, 300])),
    ...event(opens, 'birth', last, 'niche', [0, 150]),
    ...event(dark, 'takedown', 1, 'investigation', [310, 310]),
    ...(dark + 21 < record.nDays ? event(dark + 21, 'rebirth', 1, 'none', [310, 260]) : []),
    ...(strength > 0 ? event(closes, 'exit', 2, 'insolvent', [90, 0]) : []),
  ]);
  record.platformOrders = new Uint32Array(kinds.length * months);
  record.platformClients = new Uint32Array(kinds.length * months);
  for (let at = 0; at < record.platformOrders.length; at++) {
    const size = 1 + (Math.floor(at / months) % 3);
    record.platformOrders[at] = Math.round(400 * size * (0.8 + 0.4 * hash(record.replicate, 600, at)));
    record.platformClients[at] = Math.round(150 * size * (0.8 + 0.4 * hash(record.replicate, 601, at)));
  }
  for (let day = 0; day < record.nDays; day++) {
    for (const [channel, name, points] of [
      [0, 'pure_site', 64],
      [1, 'pure_delivered', 81 - strength],
    ] as const) {
      let mg = 0;
      for (const group of GROUPS.keys()) mg += record.series[seriesAt(day, channel, group) + 1]!;
      daysOfCount(record, name)[day] = mg * (points + hash(record.replicate, 602, day));
    }
  }
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
  ['arrests_couriers_expected', 'couriers arrested', 'persons', 'none', 9, 0.3],
  ['arrests_sites', 'persons arrested at sites', 'persons', 'none', 0, 350],
  ['officer_hours', 'officer-hours of policies', 'h', 'none', 0, 4800],
  ['rate_ceiling_share', 'occasions beyond the rate ceiling', 'share', 'none', 0, 0],
  ['cost_eur', 'cost of policing', 'EUR', 'lower', 0, 3600],
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
    changes: [],
    policies: isTreated ? ['80 officer-hours a day on the largest sites of the target area'] : [],
    effort: [],
    outcomes: Object.fromEntries(outcomes),
  };
}

/** Gross, reverse and floor of the classes that are no sums, in the arm of strength 1, orders per replicate. */
const MOVES: Partial<Record<FlowClass, [gross: number, reverse: number, floor: number]>> = {
  spatial: [830, 210, 190],
  tactical_delivery: [1240, 230, 150],
  tactical_other: [110, 30, 20],
  temporal: [95, 70, 68],
  target: [40, 36, 37],
  lost: [180, 60, 55],
  deterred: [610, 170, 160],
  induced_sites_outside: [90, 700, 60],
  induced_delivery: [70, 420, 50],
  induced_other: [36, 20, 18],
  lost_elsewhere_delivery: [340, 90, 80],
  seller: [760, 240, 230],
  perpetrator: [340, 0, 55],
};

/**
 * A comparison of `results`, which must have its arms' outcomes: effects are those of the outcomes, flows and audit are
 * made up. `isStill` is a policy of strength zero: every difference and every flow is 0, not the floor.
 */
export function fakeComparison(results: Results, { isStill = false } = {}): Comparison {
  const against = results.baseline;
  const arms = Object.keys(results.arms).filter((arm) => arm !== against);
  return {
    against,
    interval: 'paired t',
    primary: {
      outcome: 'share_delivery',
      smallest_effect_percent: 5,
      seeds_needed: Object.fromEntries(arms.map((arm) => [arm, results.replicates.length > 1 ? 6 : null])),
    },
    secondary: Object.keys(results.arms[against]!.outcomes)
      .filter((id) => id !== 'share_delivery')
      .slice(0, 10),
    multiplicity: 'Holm within each arm, over all outcomes but the primary one',
    warnings: ['arms spend unequal officer-hours'],
    cells: CELL_NAMES,
    arms: Object.fromEntries(arms.map((arm, i) => [arm, fakeArmComparison(results, arm, isStill ? 0 : i + 1)])),
  };
}

function fakeArmComparison(results: Results, arm: string, strength: number): ArmComparison {
  const { outcomes } = results.arms[results.baseline]!;
  const n = results.replicates.length;
  const flow = (values: [gross: number, reverse: number][], floor: number): Flow => {
    const gross_values = values.map(([gross]) => gross);
    const net_values = values.map(([gross, reverse]) => gross - reverse);
    const net = tInterval95(net_values);
    return {
      n,
      gross: tInterval95(gross_values).mean!,
      net: net.mean!,
      ci95: net.ci95,
      floor,
      floor_net: 0,
      floor_net_ci95: n > 1 ? [0 - floor / 10, floor / 10] : null,
      gross_values,
      net_values,
    };
  };
  const sums = Object.fromEntries(
    FLOW_CLASSES.map((name) => [name, { values: results.replicates.map((): [number, number] => [0, 0]), floor: 0 }]),
  );
  for (const [number, [name, [gross, reverse, floor]]] of Object.entries(MOVES).entries())
    for (let at: FlowClass | undefined = name as FlowClass; at !== undefined; at = PART_OF[at]) {
      sums[at]!.floor += floor;
      for (const [r, replicate] of results.replicates.entries()) {
        if (strength === 0) continue;
        const value = sums[at]!.values[r]!;
        value[0] += Math.round(gross * Math.sqrt(strength) * (0.95 + 0.1 * hash(replicate, 600 + number, 0)));
        value[1] += Math.round(reverse * (0.95 + 0.1 * hash(replicate, 600 + number, 1)));
      }
    }
  const flows = Object.fromEntries(
    FLOW_CLASSES.map((name) => [name, flow(sums[name]!.values, sums[name]!.floor)]),
  ) as Record<FlowClass, Flow>;
  const trade = CHANNELS.flatMap((channel, c) =>
    (['target', 'outside'] as const).map((place, p): TradeChange => {
      const values = results.replicates.map((replicate) =>
        strength === 0
          ? 0
          : Math.round([-2000, 400, 900, -300, 60, 20][2 * c + p]! * (0.9 + 0.2 * hash(replicate, 700, c))),
      );
      const { mean, ci95 } = tInterval95(values);
      const reference_mean = 10_000 + 1000 * c;
      return { channel, place, n, reference_mean, arm_mean: reference_mean + mean!, change: mean!, ci95, values };
    }),
  );
  const moved = {
    channels: ['site' as const],
    channels_at_all_hours: ['site' as const],
    keeps_to_target: true,
    flows,
    trade,
    matrix: CELL_NAMES.map((_, from) =>
      CELL_NAMES.map((_, to) => (from === to ? 1000 + 10 * from : strength * ((from + to) % 7))),
    ),
  };
  const rivals = Object.keys(results.arms).filter((other) => other !== arm);
  const effects = Object.fromEntries(
    Object.entries(outcomes).map(([id, base]) => {
      const own = results.arms[arm]!.outcomes[id]!;
      return [id, fakeEffect(base, strength === 0 ? base.values : own.values, rivals)];
    }),
  );
  return {
    ...moved,
    label: results.scenario.arms[arm]?.label ?? arm,
    changes: results.arms[arm]!.changes,
    policies: results.arms[arm]!.policies,
    effort: results.arms[arm]!.effort,
    effects,
    per_effort: perEffort(effects, tInterval95),
    audit: fakeAudit(n, strength),
    sentence: flowSentence(moved),
  };
}

function fakeEffect(base: OutcomeSummary, values: (number | null)[], rivals: string[]): Effect {
  const differences = values.map((value, i) => {
    const reference = base.values[i] ?? null;
    return value === null || reference === null ? null : value - reference;
  });
  const { n, mean, sd, ci95 } = tInterval95(differences);
  const own = tInterval95(values).mean;
  const isCount = base.unit !== 'share' && base.unit !== 'min' && own !== null && own > 0 && (base.mean ?? 0) > 0;
  const p = mean === null || sd === null ? null : sd > 0 ? Math.exp((-1.5 * Math.abs(mean)) / sd) : mean === 0 ? 1 : 0;
  return {
    label: base.label,
    unit: base.unit,
    better: base.better,
    n,
    reference_mean: base.mean,
    arm_mean: own,
    diff: mean,
    sd,
    ci95,
    ratio: isCount ? own / base.mean! : null,
    ratio_ci95: isCount && ci95 ? [1 + ci95[0] / base.mean!, 1 + ci95[1] / base.mean!] : null,
    p,
    p_adjusted: p === null ? null : Math.min(1, p * 5),
    p_better: base.better === 'none' ? null : Object.fromEntries(rivals.map((rival) => [rival, p])),
    correlation: sd === null || !(sd > 0) ? null : 0.9,
    variance_reduction: sd === null || !(sd > 0) ? null : 12,
    variance_reduction_ci95: sd === null || !(sd > 0) ? null : [5, 29],
    values: differences,
  };
}

const UNITS: Record<EstimatorId, string> = {
  wdq: 'quotient',
  tne: 'events prevented',
  wdd: 'events',
  did: 'events',
  'e-test': 'rate ratio',
  's-index': 'share of areas',
  gini: 'Gini points',
  'share-top': 'share of events',
  hhi: 'points',
};
const AUDITED: Record<'buffer' | 'target' | 'pattern', Pick<AuditRow, 'dimension' | 'buffer_km'>[]> = {
  buffer: [
    { dimension: 'places', buffer_km: 1 },
    { dimension: 'places', buffer_km: 2 },
    { dimension: 'places', buffer_km: 4 },
    { dimension: 'channels', buffer_km: null },
    { dimension: 'hours', buffer_km: null },
  ],
  target: [
    { dimension: 'places', buffer_km: null },
    { dimension: 'hours', buffer_km: null },
  ],
  pattern: [
    { dimension: 'places', buffer_km: null },
    { dimension: 'channels', buffer_km: null },
    { dimension: 'hours', buffer_km: null },
  ],
};

/** Estimators that look at a buffer by its width; all of sums by window, of patterns over the whole windows. */
function fakeAudit(n: number, strength: number): ArmComparison['audit'] {
  const viewsOf = (id: EstimatorId) =>
    AUDITED[id === 'did' || id === 'e-test' ? 'target' : ['wdq', 'tne', 'wdd'].includes(id) ? 'buffer' : 'pattern'];
  return Object.fromEntries(
    (Object.keys(UNITS) as EstimatorId[]).map((id) => [
      id,
      EVENT_KINDS.flatMap((events) =>
        viewsOf(id)
          .filter(({ dimension }) => events === 'calls' || dimension === 'places')
          .flatMap((view, i) =>
            (viewsOf(id) === AUDITED.pattern ? [80] : [28, 84, 182, 364]).map((window_days) =>
              fakeAuditRow(id, { ...view, events, window_days }, i, n, strength),
            ),
          ),
      ),
    ]),
  );
}

function fakeAuditRow(
  id: EstimatorId,
  view: Pick<AuditRow, 'events' | 'dimension' | 'buffer_km' | 'window_days'>,
  i: number,
  n: number,
  strength: number,
): AuditRow {
  const isOfEvents = UNITS[id].startsWith('events');
  const isTested = id === 'wdd' || id === 'did' || id === 'e-test';
  const n_defined = id === 'wdq' ? Math.floor((n * (view.window_days === 28 ? 0 : 3)) / 4) : n;
  const isDefined = n_defined > 0;
  const scale = isOfEvents ? view.window_days / 28 : 0.01;
  const truth = (id === 'tne' ? 20 : -20) * scale * strength;
  const bias = scale * (id === 'did' ? 6 : id === 'tne' ? 2 : -3) * (1 + i) * (strength + 0.2);
  const half = 9 * Math.sqrt(scale);
  return {
    ...view,
    unit: UNITS[id],
    n,
    n_defined,
    estimate: isDefined ? truth * 0.6 + bias : null,
    truth: isDefined ? truth : null,
    truth_recorded: isDefined ? truth * 0.6 : null,
    bias: isDefined ? bias - truth * 0.4 : null,
    bias_recorded: isDefined ? bias : null,
    bias_recorded_ci95: n_defined < 2 ? null : [bias - half, bias + half],
    coverage: isTested ? Math.max(0, 0.95 - 0.16 * i) : null,
    wrong_sign: isDefined ? 0.05 * i : null,
    wrong_conclusion: isTested || (id === 'wdq' && isDefined) ? Math.min(1, 0.17 * i + 0.05) : null,
    true_conclusion: n < 2 ? null : strength === 0 ? 'nothing' : 'fall',
  };
}

/** The same where every outcome is undefined and nothing was ever sold. */
export const withNulls = (results: Results): Results => {
  for (const { outcomes } of Object.values(results.arms))
    for (const outcome of Object.values(outcomes))
      Object.assign(outcome, { mean: null, sd: null, ci95: null, values: outcome.values.map(() => null) });
  for (const record of Object.values(results.records).flat()) {
    record.series.fill(0);
    record.waits.fill(0);
    record.cells.fill(0);
    record.daily.fill(0);
    record.platformEvents = new Int32Array(0);
    record.platformOrders = new Uint32Array(0);
    record.platformClients = new Uint32Array(0);
  }
  return results;
};
