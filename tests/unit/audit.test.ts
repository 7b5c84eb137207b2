import { describe, expect, it } from 'vitest';
import { emptyRecord } from '../../src/engine/counts.ts';
import {
  type ArmRecord,
  CALL_CHANNELS,
  eventsAt,
  violenceAt,
  zoneEventsAt,
  zoneViolenceAt,
} from '../../src/engine/kernel/record.ts';
import { auditOf } from '../../src/measures/audit.ts';
import { did } from '../../src/measures/estimators/did.ts';
import type { Estimator } from '../../src/measures/estimators/estimator.ts';
import { hhi } from '../../src/measures/estimators/hhi.ts';
import { ESTIMATORS } from '../../src/measures/estimators/registry.ts';
import { wdd } from '../../src/measures/estimators/wdd.ts';
import { wdq } from '../../src/measures/estimators/wdq.ts';
import { areaCountsOf, areasOf, patternAreasOf, tallyDays, tallyWindow } from '../../src/measures/evaluator.ts';

/** Two target zones, one in the first ring, two in the second, four controls, three controls of the buffer. */
const ROLES_OF_ZONES = [0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4];
const [TARGET, NEAR, FAR, CONTROL, REST] = [0, 1, 2, 3, 4];
const SITE = 0;
const [OUT, IN] = [0, 1];

const town = (days: { pre: number; post: number }, roles = ROLES_OF_ZONES, replicate = 1): ArmRecord =>
  emptyRecord('arm', replicate, {
    nDays: days.pre + days.post,
    preDays: days.pre,
    nZones: roles.length,
    zoneGroup: new Uint8Array(roles.length),
    zoneRole: Uint8Array.from(roles),
    nRings: 2,
  });

/** Adds calls of a role on a day, of which some are on record. */
function call(
  record: ArmRecord,
  day: number,
  role: number,
  [calls, recorded]: [number, number],
  channel = SITE,
  hours = IN,
) {
  const at = eventsAt(record, day, role, channel, hours);
  record.events[at + 1] += calls;
  record.events[at + 2] += recorded;
}

/** Calls by role before and after, of all days in one: [before, after]; half of them on record. */
function world(counts: Record<number, [before: number, after: number]>, replicate = 1): ArmRecord {
  const record = town({ pre: 1, post: 1 }, ROLES_OF_ZONES, replicate);
  for (const [role, [before, after]] of Object.entries(counts)) {
    call(record, 0, Number(role), [2 * before, before]);
    call(record, 1, Number(role), [2 * after, after]);
  }
  return record;
}

const OPTIONS = { buffersKm: [1, 3], windowDays: [1] };

describe('what an evaluator sees', () => {
  const marked = town({ pre: 1, post: 1 });
  for (let role = 0; role <= REST; role++) {
    for (const channel of CALL_CHANNELS.keys()) {
      for (const hours of [OUT, IN])
        call(marked, 0, role, [0, 100 * (role + 1) + 10 * channel + hours], channel, hours);
    }
  }
  const seen = (dimension: 'places' | 'channels' | 'hours', nBufferRings: number) =>
    areaCountsOf(
      areasOf(marked, { events: 'calls', dimension, nBufferRings }),
      tallyDays(marked, 'calls', 0, 1),
      tallyDays(marked, 'calls', 1, 2),
      'calls',
      'recorded',
    ).map(({ role, before, weight }) => [role, before, weight]);

  it('in places: calls about sites, each buffer holding the rings within it', () => {
    expect(seen('places', 1)).toEqual([
      ['target', 100 + 101, 1],
      ['buffer', 200 + 201, 1],
      ['control', 400 + 401, 2 / 4],
      ['buffer_control', 500 + 501, 1 / 3],
    ]);
    expect(seen('places', 2)).toEqual([
      ['target', 100 + 101, 1],
      ['buffer', 200 + 201 + 300 + 301, 1],
      ['control', 400 + 401, 2 / 4],
      ['buffer_control', 500 + 501, 3 / 3],
    ]);
  });

  it('in channels: deliveries in the target zones as the buffer of sites in them, whatever the hour', () => {
    expect(seen('channels', 0)).toEqual([
      ['target', 100 + 101, 1],
      ['buffer', 110 + 111, 1],
      ['control', 400 + 401, 2 / 4],
      ['buffer_control', 410 + 411, 2 / 4],
    ]);
  });

  it('in hours: the rest of the day as the buffer of the policy hours, at sites', () => {
    expect(seen('hours', 0)).toEqual([
      ['target', 101, 1],
      ['buffer', 100, 1],
      ['control', 401, 2 / 4],
      ['buffer_control', 400, 2 / 4],
    ]);
  });

  it('has no row for a role without zones, and does not weigh by none', () => {
    const narrow = town({ pre: 1, post: 1 }, [0, 2, 3, 4]);
    const roles = areasOf(narrow, { events: 'calls', dimension: 'places', nBufferRings: 1 }).map(({ role, weight }) => [
      role,
      weight,
    ]);
    expect(roles).toEqual([
      ['target', 1],
      ['control', 1],
      ['buffer_control', 1],
    ]);
  });

  it('as a pattern: every zone of the city, with its channels or hours apart where these are looked at', () => {
    const record = town({ pre: 1, post: 1 }, [0, 2, 4]);
    for (let zone = 0; zone < 3; zone++) {
      for (const channel of CALL_CHANNELS.keys()) {
        for (const hours of [OUT, IN]) {
          record.zoneEvents[zoneEventsAt(record, 1, zone, channel, hours) + 2] =
            100 * (zone + 1) + 10 * channel + hours;
        }
      }
    }
    const counted = (dimension: 'places' | 'channels' | 'hours') =>
      areaCountsOf(
        patternAreasOf(record, 'calls', dimension),
        tallyWindow(record, 'calls', 0),
        tallyWindow(record, 'calls', 1),
        'calls',
        'recorded',
      ).map((area) => area.after);
    expect(counted('places')).toEqual([201, 401, 601]);
    expect(counted('channels')).toEqual([201, 221, 401, 421, 601, 621]);
    expect(counted('hours')).toEqual([100, 101, 200, 201, 300, 301]);
    expect(patternAreasOf(record, 'calls', 'places').map(({ role }) => role)).toEqual([
      'target',
      'buffer',
      'buffer_control',
    ]);
  });
});

describe('an audit of violence', () => {
  /** Acts of violence by role before and after, two of three on record, beside calls of which nothing changes. */
  const violent = (counts: Record<number, [before: number, after: number]>, isSilent = false): ArmRecord => {
    const record = isSilent ? town({ pre: 1, post: 1 }) : world({ [TARGET]: [50, 50], [CONTROL]: [70, 70] });
    for (const [role, days] of Object.entries(counts)) {
      for (const [day, count] of days.entries()) {
        record.violence.set([3 * count, 2 * count], violenceAt(record, day, Number(role)));
        record.zoneViolence.set([3 * count, 2 * count], zoneViolenceAt(record, day, Number(role)));
      }
    }
    return record;
  };
  const reference = violent({ [TARGET]: [10, 12], [CONTROL]: [8, 8] });
  const arm = violent({ [TARGET]: [10, 20], [CONTROL]: [8, 8] });

  it('stands beside that of calls, in places only, with the same estimators and their own truths', () => {
    const rows = auditOf([reference], [arm], OPTIONS, [did]).did!;
    expect(rows.map(({ events, dimension }) => [events, dimension])).toEqual([
      ['calls', 'places'],
      ['calls', 'hours'],
      ['violence', 'places'],
    ]);
    expect(rows[0]).toMatchObject({ estimate: 0, truth: 0 });
    expect(rows[2]).toMatchObject({ estimate: 2 * 10, truth: 3 * 8, truth_recorded: 2 * 8, buffer_km: null });
  });

  it('has every width of the buffer, every zone in patterns, and neither channels nor hours', () => {
    const rows = auditOf([reference], [arm], OPTIONS);
    for (const { id } of ESTIMATORS) {
      const own = rows[id as keyof typeof rows]!.filter(({ events }) => events === 'violence');
      expect(new Set(own.map(({ dimension }) => dimension))).toEqual(new Set(['places']));
    }
    expect(rows.wdd!.filter(({ events }) => events === 'violence').map(({ buffer_km }) => buffer_km)).toEqual([1, 3]);
    const zones = patternAreasOf(arm, 'violence', 'places');
    const counts = areaCountsOf(
      zones,
      tallyWindow(arm, 'violence', 0),
      tallyWindow(arm, 'violence', 1),
      'violence',
      'all',
    );
    expect(counts.map(({ after }) => after)).toEqual([60, 0, 0, 24, ...Array(8).fill(0)]);
  });

  it('has no rows where nothing of its kind happened, and needs no calls', () => {
    const kinds = (...records: ArmRecord[]) =>
      new Set(auditOf(records, records, OPTIONS, [did]).did!.map(({ events }) => events));
    expect(kinds(world({ [TARGET]: [5, 5] }))).toEqual(new Set(['calls']));
    expect(kinds(violent({ [TARGET]: [5, 5] }, true))).toEqual(new Set(['violence']));
    expect(kinds(town({ pre: 1, post: 1 }))).toEqual(new Set());
  });
});

describe('an audit', () => {
  it('holds an estimate on recorded calls against what the arm changed after, in true and in recorded calls', () => {
    // Recorded: ΔT 70 − 100, ΔC 90 − 80 of four zones against two. True: 140 − 2 · 104.
    const reference = world({ [TARGET]: [100, 104], [CONTROL]: [80, 90] });
    const arm = world({ [TARGET]: [100, 70], [CONTROL]: [80, 90] });
    const [row] = auditOf([reference], [arm], OPTIONS, [did]).did!;
    expect(row).toMatchObject({
      dimension: 'places',
      buffer_km: null,
      window_days: 1,
      unit: 'events',
      n: 1,
      n_defined: 1,
    });
    expect(row).toMatchObject({ estimate: -30 - 5, truth: -68, truth_recorded: -34, bias: 33, bias_recorded: -1 });
    // SE² = 100 + 70 + (80 + 90) / 4: 14.6, so that −35 ± 28.6 covers −34.
    expect(row).toMatchObject({ coverage: 1, wrong_sign: 0 });
    // One replicate has no interval, so that nothing can be said of the mean.
    expect(row).toMatchObject({ bias_recorded_ci95: null, true_conclusion: null, wrong_conclusion: null });
  });

  it('shows how displacement that the buffer is too narrow for becomes bias', () => {
    // 40 of the target's calls go to the second ring; the buffer's control stands still.
    const still: [number, number] = [60, 60];
    const counts = { [NEAR]: [20, 20], [CONTROL]: [100, 100], [REST]: still } as Record<number, [number, number]>;
    const reference = world({ ...counts, [TARGET]: [100, 100], [FAR]: [30, 30] });
    const arm = world({ ...counts, [TARGET]: [100, 50], [FAR]: [30, 70] });
    const rows = auditOf([reference], [arm], OPTIONS, [wdd]).wdd!;
    expect(
      rows.map(({ dimension, buffer_km, estimate, truth_recorded }) => [
        dimension,
        buffer_km,
        estimate,
        truth_recorded,
      ]),
    ).toEqual([
      ['places', 1, -50, -50],
      ['places', 3, -10, -10],
      ['channels', null, -50, -50],
      ['hours', null, -50, -50],
    ]);
    const [narrow, wide] = auditOf([reference], [arm], OPTIONS, [wdq]).wdq!;
    expect([narrow.estimate, wide.estimate]).toEqual([0, -0.8]);
  });

  it('takes means, intervals and shares over replicates', () => {
    // Recorded truths −34, −24 and −14 with estimates −35, −10 and +12: SE² 212.5, 232.5 and 254.5.
    const arms = [70, 95, 117].map((after, i) => world({ [TARGET]: [100, after], [CONTROL]: [80, 90] }, i + 1));
    const references = [104, 119, 131].map((after, i) => world({ [TARGET]: [100, after], [CONTROL]: [80, 90] }, i + 1));
    const [row] = auditOf(references, arms, OPTIONS, [did]).did!;
    expect(row.estimate).toBeCloseTo((-35 - 10 + 12) / 3, 12);
    expect(row.truth_recorded).toBe(-24);
    expect(row.truth).toBe(-48);
    // Errors −1, 14, 26: mean 13, standard deviation √183 = 13.528; t of 2 degrees of freedom 4.302653.
    expect(row.bias_recorded).toBeCloseTo(13, 12);
    expect(row.bias_recorded_ci95![0]).toBeCloseTo(13 - (4.302653 * Math.sqrt(183)) / Math.sqrt(3), 4);
    // Half-widths 28.6, 29.9 and 31.3 against those errors; only +12 has the other sign.
    expect(row.coverage).toBe(1);
    expect(row.wrong_sign).toBeCloseTo(1 / 3, 12);
    // −24 ± 24.8: on average nothing is sure; only the first estimate says that something fell.
    expect(row.true_conclusion).toBe('nothing');
    expect(row.wrong_conclusion).toBeCloseTo(1 / 3, 12);
  });

  it('tells a fall that is true on average from an estimate that says nothing', () => {
    const arms = [1, 2, 3].map((i) => world({ [TARGET]: [100, 95 + i], [CONTROL]: [80, 80] }, i));
    const references = [1, 2, 3].map((i) => world({ [TARGET]: [100, 105 + 2 * i], [CONTROL]: [80, 80] }, i));
    const [row] = auditOf(references, arms, OPTIONS, [did]).did!;
    expect(row).toMatchObject({ true_conclusion: 'fall', wrong_conclusion: 1, coverage: 1 });
  });

  it('counts replicates in which an estimator is undefined, and never takes them for 0', () => {
    // Without a fall of the target against the control the quotient is undefined.
    const fell = world({ [TARGET]: [100, 50], [NEAR]: [10, 20], [CONTROL]: [40, 40], [REST]: [10, 10] });
    const rose = world({ [TARGET]: [100, 150], [NEAR]: [10, 20], [CONTROL]: [40, 40], [REST]: [10, 10] }, 2);
    const reference = world({ [TARGET]: [100, 100], [NEAR]: [10, 10], [CONTROL]: [40, 40], [REST]: [10, 10] });
    const [row] = auditOf([reference, { ...reference, replicate: 2 }], [fell, rose], OPTIONS, [wdq]).wdq!;
    expect(row).toMatchObject({ n: 2, n_defined: 1, estimate: -0.2, truth_recorded: -0.2, bias_recorded: 0 });
    const [none] = auditOf([reference], [rose], OPTIONS, [wdq]).wdq!;
    expect(none).toMatchObject({
      n: 1,
      n_defined: 0,
      estimate: null,
      truth: null,
      bias: null,
      coverage: null,
      wrong_sign: null,
    });
  });

  it('is undefined, not 0, at a width at which the buffer holds no zone', () => {
    const record = town({ pre: 1, post: 1 }, [0, 2, 3, 4]);
    for (const day of [0, 1]) for (const role of [TARGET, FAR, CONTROL, REST]) call(record, day, role, [9, 9]);
    const rows = auditOf([record], [record], OPTIONS, [wdd]).wdd!;
    expect(rows.map(({ buffer_km, estimate }) => [buffer_km, estimate]).slice(0, 2)).toEqual([
      [1, null],
      [3, 0],
    ]);
  });

  it('asks of estimators without a buffer only what can differ', () => {
    const record = world({ [TARGET]: [5, 5] });
    const rows = auditOf([record], [record], OPTIONS);
    const views = (id: keyof typeof rows) => rows[id]!.map(({ dimension, buffer_km }) => [dimension, buffer_km]);
    const [alone, places, channels, hours] = [
      ['places', null],
      ['places', 1],
      ['channels', null],
      ['hours', null],
    ];
    for (const id of ['did', 'e-test'] as const) expect(views(id)).toEqual([alone, hours]);
    for (const id of ['wdq', 'tne', 'wdd'] as const)
      expect(views(id)).toEqual([places, ['places', 3], channels, hours]);
    for (const id of ['s-index', 'gini', 'share-top', 'hhi'] as const)
      expect(views(id)).toEqual([alone, channels, hours]);
    expect(Object.keys(rows)).toEqual(ESTIMATORS.map(({ id }) => id));
  });
});

describe('windows', () => {
  /** Gives back recorded calls of the target before and after, as 1000 · before + after. */
  const echo: Estimator = {
    ...did,
    estimate: ([{ before, after }]) => ({ ...did.estimate([]), value: 1000 * before + after }),
    truth: ([{ before, after }]) => 1000 * before + after,
  };
  const days = (preDays: number, postDays: number) => {
    const record = town({ pre: preDays, post: postDays });
    for (let day = 0; day < record.nDays; day++) call(record, day, TARGET, [10 * (day + 1), day + 1]);
    return record;
  };
  const rowsOf = (record: ArmRecord, windowDays: number[]) =>
    (auditOf([record], [record], { ...OPTIONS, windowDays }, [echo]).did ?? []).filter(
      ({ dimension }) => dimension === 'places',
    );

  it('are the last days before and the first days after; those too long for either are left out', () => {
    const rows = rowsOf(days(4, 3), [1, 2, 3, 4]);
    expect(rows.map(({ window_days, estimate }) => [window_days, estimate])).toEqual([
      [1, 4005],
      [2, 1000 * (3 + 4) + 5 + 6],
      [3, 1000 * (2 + 3 + 4) + 5 + 6 + 7],
    ]);
  });

  it('compare true calls of the days after with those of the reference on the same days', () => {
    expect(rowsOf(days(4, 3), [2]).map(({ truth, truth_recorded }) => [truth, truth_recorded])).toEqual([
      [1000 * 110 + 110, 1000 * 11 + 11],
    ]);
  });

  it('are the longest that fits where none of those asked for does', () => {
    expect(rowsOf(days(4, 2), [7, 28]).map(({ window_days, estimate }) => [window_days, estimate])).toEqual([
      [2, 1000 * (3 + 4) + 5 + 6],
    ]);
  });

  it('of no days leave nothing to audit', () => {
    expect(auditOf([days(0, 3)], [days(0, 3)], OPTIONS)).toEqual({});
    expect(auditOf([days(3, 0)], [days(3, 0)], OPTIONS)).toEqual({});
    expect(auditOf([], [], OPTIONS)).toEqual({});
  });

  it('of patterns are whole, with the days after as their length', () => {
    const record = town({ pre: 4, post: 3 }, [0, 1, 2, 3, 4]);
    call(record, 0, TARGET, [1, 1]);
    const at = (window: number, zone: number) => zoneEventsAt(record, window, zone, SITE, IN) + 2;
    for (let zone = 0; zone < 5; zone++) record.zoneEvents[at(0, zone)] = 4;
    record.zoneEvents[at(1, 2)] = 9;
    const reference = { ...record, zoneEvents: record.zoneEvents.slice() };
    reference.zoneEvents[at(1, 4)] = 9;
    const [row] = auditOf([reference], [record], { ...OPTIONS, windowDays: [1, 2] }, [hhi]).hhi!;
    // All in one of five zones after, even before, and in two of them without the policies.
    expect(row).toMatchObject({ window_days: 3, estimate: 8000, truth_recorded: 5000, truth: null });
  });
});

describe('a policy of no strength', () => {
  it('has a true effect of exactly nothing in every estimator, so that bias is what chance says', () => {
    const record = world({
      [TARGET]: [100, 113],
      [NEAR]: [31, 29],
      [FAR]: [17, 19],
      [CONTROL]: [81, 77],
      [REST]: [23, 20],
    });
    for (let zone = 0; zone < record.nZones; zone++) {
      for (const window of [0, 1]) {
        const at = zoneEventsAt(record, window, zone, SITE, IN);
        record.zoneEvents[at + 1] = 2 * (record.zoneEvents[at + 2] = (7 * zone + 3 * window) % 11);
      }
    }
    const copy = { ...record, events: record.events.slice(), zoneEvents: record.zoneEvents.slice() };
    const audit = auditOf([copy, copy], [record, record], OPTIONS);
    for (const { id, noEffect } of ESTIMATORS) {
      for (const row of audit[id as keyof typeof audit]!.filter(({ dimension }) => dimension === 'places')) {
        // A quotient of two changes has no value where there are none.
        if (id === 'wdq') {
          expect([row.truth, row.truth_recorded, row.bias]).toEqual([null, null, null]);
          continue;
        }
        expect([id, row.n_defined, row.truth, row.truth_recorded]).toEqual([id, 2, noEffect, noEffect]);
        expect(row).toMatchObject({ true_conclusion: 'nothing', wrong_sign: null });
      }
    }
    expect(audit.did![0].bias_recorded).toBe(13 - (2 / 4) * -4);
  });
});
