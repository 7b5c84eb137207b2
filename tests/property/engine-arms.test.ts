import { beforeAll, describe, expect, it } from 'vitest';
import { COUNT_NAMES, type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { F32, F32_STRIDE, MAX_KNOWN, U16, U16_STRIDE } from '../../src/engine/entities/customers.ts';
import { type ArmRecord, CHANNELS, GROUPS, SERIES_MEASURES } from '../../src/engine/kernel/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy, POLICIES } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { allMechanisms, fieldsOf, RARE } from '../support/any-policy.ts';
import {
  against,
  type Changes,
  differences,
  EVERY_POLICY,
  expectSame,
  groundOf,
  OPERATIONS,
  type PolicyInput,
  run,
  STOPS,
  small,
} from '../support/small.ts';

/** Columns of a customer's mind but for those by platform. */
const MINDS = [F32.siteRisk, F32.placeRisk, F32.deliveryRisk, F32.habit, F32.siteWait];

/** Stops and returns often enough to be seen in a small town. */
const LIVELY: Changes = {
  customers: { light_per_month: 8 },
  couriers: { stop_hazard_per_h: 0.03 },
  police: { operation_officer_h: 20 },
};

describe('arms', () => {
  it('are the same bit by bit when repeated, and unlike between replicates and seeds', () => {
    const scenario = small(LIVELY, against(OPERATIONS, STOPS));
    const [first, second, other] = [run(scenario), run(scenario), run(scenario, { replicate: 2 })];
    for (const k of [0, 1]) {
      expectSame(first[k], second[k]);
      expect(differences(first[k], other[k])).toContain('series');
    }
    expect(differences(first[0], run(small(LIVELY, { seed: 'another' }))[0])).toContain('series');
    expect(differences(first[0], first[1])).toContain('series');
  });

  it('do not depend on their order in the file', () => {
    const stops = { policies: [STOPS] };
    const pressure = { policies: [OPERATIONS] };
    const one = run(small(LIVELY, { arms: { baseline: {}, stops, pressure } }));
    const two = run(small(LIVELY, { arms: { pressure, baseline: {}, stops } }));
    expect(two.map(({ arm }) => arm)).toEqual(['baseline', 'pressure', 'stops']);
    for (const record of one) expectSame(record, two.find(({ arm }) => arm === record.arm) as ArmRecord);
  });

  it('do not depend on which of them is the baseline, but for what moved between them', () => {
    const scenario = small(LIVELY, against(OPERATIONS, STOPS));
    const turned = small(LIVELY, against(OPERATIONS, STOPS), { baseline: 'pressure' });
    const [baseline, pressure] = run(scenario);
    const [first, second] = run(turned);
    expect(differences(pressure, first)).toEqual(['flows', 'sellerMoves']);
    expect(differences(baseline, second)).toEqual(['flows', 'sellerMoves']);
  });

  it.each(POLICIES.map(({ kind }) => kind))(
    'with policies of no strength leave the record of the baseline: %s',
    (kind) => {
      const schema = POLICIES.find((one) => one.kind === kind)?.schema;
      const dates = { kind, announce_day: 2, start_day: 10 };
      const idle = [
        { ...dates, hours_per_day: 0 },
        { ...dates, eur_per_day: 0 },
      ].filter((policy) => schema?.safeParse(policy).success) as PolicyInput[];
      expect(idle).toHaveLength(1);
      const [baseline, pressure] = run(small(LIVELY, against(...idle)));
      expectSame(baseline, pressure);
      expect(pressure.arm).toBe('pressure');
    },
  );

  it('with pressure where nobody is leave the same record as the baseline, but for what was offered', () => {
    const nowhere = small(LIVELY, against({ ...OPERATIONS, where: 'target' }), {
      areas: { target: { rule: 'most-sites', share: 0 } },
    });
    const [baseline, pressure] = run(nowhere);
    expect(differences(baseline, pressure)).toEqual(['daily']);
    for (const [m, measure] of COUNT_NAMES.entries()) {
      const days = ({ daily, nDays }: ArmRecord) => daily.subarray(m * nDays, (m + 1) * nDays);
      if (!measure.endsWith('_offered')) expect(days(pressure), measure).toEqual(days(baseline));
    }
  });

  it('are not changed by a third arm beside them with policies of every kind that works in the same hours', () => {
    const inHours = (policy: PolicyInput): PolicyInput =>
      fieldsOf(policy.kind).includes('between') ? ({ ...policy, between: OPERATIONS.between } as PolicyInput) : policy;
    const town = (arms: NonNullable<Changes['arms']>): Scenario =>
      small(RARE, LIVELY, { time: { tick_min: 30 }, mechanisms: allMechanisms(true), arms });
    const two = { baseline: {}, pressure: { policies: [OPERATIONS] } };
    // The first of the file, so that it is not the last to run.
    const beside = run(town({ another: { policies: EVERY_POLICY.map(inHours) }, ...two }));
    expect(beside.map(({ arm }) => arm)).toEqual(['baseline', 'another', 'pressure']);
    for (const record of run(town(two))) expectSame(record, beside.find(({ arm }) => arm === record.arm) as ArmRecord);
    expect(differences(beside[0], beside[1])).not.toEqual([]);
  });

  it.each([
    ['operations that are announced', { ...OPERATIONS, announce_day: 7, start_day: 13 }, 7],
    ['operations that are not', { ...OPERATIONS, start_day: 9, ramp_days: 3 }, 9],
    ['stops', { ...STOPS, start_day: 16 }, 16],
  ])('show nothing before %s', (_, policy, first) => {
    const [baseline, pressure] = run(small(LIVELY, against(policy as PolicyInput)));
    const perDay = CHANNELS.length * GROUPS.length * SERIES_MEASURES.length;
    expect(pressure.series.subarray(0, first * perDay)).toEqual(baseline.series.subarray(0, first * perDay));
    for (const measure of COUNT_NAMES.keys()) {
      const at = measure * baseline.nDays;
      expect(pressure.daily.subarray(at, at + first)).toEqual(baseline.daily.subarray(at, at + first));
    }
    expect(differences(baseline, pressure)).toContain('series');
  });

  it.each(EVERY_POLICY.map((policy) => [policy.kind, policy] as const))(
    'spend nothing before their start, between their turns and from their end on: %s',
    (_, policy) => {
      const [start_day, active_days, repeat_every_days, end_day] = [4, 3, 7, 27];
      // More hours than there is work for, which are not to be spent later.
      const much = 'hours_per_day' in policy ? { hours_per_day: policy.hours_per_day * 20 } : {};
      const turns = { ...policy, ...much, start_day, active_days, repeat_every_days, end_day } as PolicyInput;
      const [, record] = run(small(RARE, { time: { tick_min: 60 } }, against(turns)));
      const spending = Array.from(daysOfCount(record, 'cost_cents').entries()).filter(([, cents]) => cents > 0);
      expect(spending.length).toBeGreaterThan(0);
      for (const [day] of spending) {
        expect(day).toBeGreaterThanOrEqual(start_day);
        expect(day).toBeLessThan(end_day);
        expect((day - start_day) % repeat_every_days).toBeLessThan(active_days);
      }
    },
  );

  it('have the same occasions: each customer wants to buy in the same minutes, touched or not', () => {
    const minutes = new Map<string, Map<string, number>>();
    const scenario = small(LIVELY, against(OPERATIONS, STOPS), {
      mechanisms: { price_feedback: false, marketing: false, initiation: false },
    });
    run(scenario, {
      afterTick: ({ occasions, record }) => {
        let seen = minutes.get(record.arm);
        if (!seen) minutes.set(record.arm, (seen = new Map()));
        for (let i = 0; i < occasions.count; i++) {
          if (occasions.attempt[i] === 0)
            seen.set(`${occasions.customer[i]}:${occasions.candidate[i]}`, occasions.minute[i]);
        }
      },
    });
    expect(minutes.get('baseline')?.size).toBeGreaterThan(2000);
    expect(minutes.get('pressure')).toEqual(minutes.get('baseline'));
  });
});

describe('a mechanism that is off', () => {
  const mechanisms = Object.keys(small().mechanisms) as (keyof Scenario['mechanisms'])[];

  let withAll: number[];
  beforeAll(() => {
    withAll = wakings({});
    expect(withAll.length).toBeGreaterThan(1000);
  });

  it.each(mechanisms.filter((name) => !['price_feedback', 'marketing', 'quitting', 'initiation'].includes(name)))(
    'leaves the candidate occasions as they are: %s',
    (mechanism) => {
      expect(wakings({ [mechanism]: false })).toEqual(withAll);
    },
  );

  /** Who wakes when, and for how much, in the first days. */
  function wakings(mechanisms: Changes['mechanisms']): number[] {
    const found: number[] = [];
    const time = { burn_in_days: 4, pre_days: 4, post_days: 3 };
    const scenario = small(LIVELY, { time, mechanisms: { price_feedback: false, marketing: false, ...mechanisms } });
    runArm(groundOf(scenario), 'baseline', 1, compilePolicy, {
      afterTick: ({ occasions: o }: World) => {
        for (let i = 0; i < o.count; i++) if (o.attempt[i] === 0) found.push(o.customer[i], o.minute[i], o.amountMg[i]);
      },
    });
    return found;
  }

  const daily = (record: ArmRecord, measure: CountName): number[] => Array.from(daysOfCount(record, measure));

  it('has none of its effects: no arrests of couriers without stops, no change of sites without turnover', () => {
    const noStops = run(small(LIVELY, against(STOPS), { mechanisms: { stops: false } }))[1];
    expect(daily(noStops, 'arrests_couriers').every((n) => n === 0)).toBe(true);
    expect(daily(noStops, 'officer_minutes').some((n) => n > 0)).toBe(true);
    const [, noTurnover] = run(small(LIVELY, against(STOPS), { mechanisms: { site_turnover: false } }));
    expect(new Set(daily(noTurnover, 'sites_open'))).toEqual(new Set([4]));
    expect(daily(noTurnover, 'site_closures').every((n) => n === 0)).toBe(true);
  });

  it('has none of its effects: nobody afraid, nobody loyal anew, nobody back, nobody told, nobody forgetting', () => {
    const scenario = small(LIVELY, against(OPERATIONS, STOPS), {
      mechanisms: {
        learning: false,
        returns: false,
        referral: false,
        search: false,
        forgetting: false,
        perceived_risk: false,
        initiation: false,
      },
    });
    const ground = groundOf(scenario);
    let returned = 0;
    const start: number[][] = [];
    const minds = ({ customers }: World): number[] =>
      Array.from({ length: customers.count }, (_, c) => [
        ...MINDS.map((column) => customers.f32[c * F32_STRIDE + column]),
        ...customers.f32.subarray(c * F32_STRIDE + F32.loyalty, c * F32_STRIDE + F32.wait + MAX_KNOWN),
        ...customers.u16.subarray(c * U16_STRIDE + U16.known, c * U16_STRIDE + U16.known + MAX_KNOWN),
      ]).flat();
    const world = runArm(ground, 'pressure', 1, compilePolicy, {
      afterTick: (w) => {
        if (start.length === 0) start.push(minds(w));
        for (let i = 0; i < w.occasions.count; i++) returned += w.occasions.attempt[i];
      },
    });
    expect(returned).toBe(0);
    expect(minds(world)).toEqual(start[0]);
    expect(world.zones.siteRisk.every((risk) => risk === 0)).toBe(true);
  });

  it('has none of its effects: without price feedback occasions do not follow prices', () => {
    const { record, rateFactor, rateBound } = runArm(
      groundOf(
        small(LIVELY, {
          customers: { ...LIVELY.customers, dormant_share: 0 },
          mechanisms: { price_feedback: false, marketing: false, quitting: false },
        }),
      ),
      'baseline',
      1,
      compilePolicy,
    );
    expect(Array.from(rateFactor)).toEqual([1]);
    expect(rateBound).toBe(1);
    expect(daily(record, 'candidates').reduce((a, b) => a + b, 0)).toBe(record.nCandidates);
  });
});
