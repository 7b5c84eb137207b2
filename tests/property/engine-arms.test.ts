import { describe, expect, it } from 'vitest';
import type { Clock } from '../../src/engine/clock.ts';
import { F32, F32_STRIDE, MAX_KNOWN, U16, U16_STRIDE } from '../../src/engine/columns/customers.ts';
import { CHOICE, FATE } from '../../src/engine/columns/occasions.ts';
import { type ArmRecord, CHANNELS, cellsAt, DAILY_MEASURES, GROUPS, SERIES_MEASURES } from '../../src/engine/record.ts';
import { runArm } from '../../src/engine/run.ts';
import type { World } from '../../src/engine/world.ts';
import { compilePolicy, POLICIES } from '../../src/policies/registry.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import {
  against,
  type Changes,
  cityOf,
  differences,
  expectSame,
  groundOf,
  OPERATIONS,
  type PolicyInput,
  run,
  STOPS,
  small,
} from '../support/small.ts';

/** Columns of a customer's mind but for those by platform. */
const MINDS = [F32.siteRisk, F32.deliveryRisk, F32.habit, F32.siteWait];

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

  it('do not depend on which of them is the baseline, but for the table of displacement', () => {
    const scenario = small(LIVELY, against(OPERATIONS));
    const turned = small(LIVELY, against(OPERATIONS), { baseline: 'pressure' });
    const [baseline, pressure] = run(scenario);
    const [first, second] = run(turned);
    expect(differences(pressure, first)).toEqual(['flows']);
    expect(differences(baseline, second)).toEqual(['flows']);
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

  it('with pressure where nobody is leave the same record as the baseline', () => {
    const nowhere = small(LIVELY, against({ ...OPERATIONS, where: 'target' }), {
      areas: { target: { rule: 'most-sites', share: 0 } },
    });
    const [baseline, pressure] = run(nowhere);
    expectSame(baseline, pressure);
  });

  it('are not changed by a third arm beside them that works in the same hours', () => {
    const two = run(small(LIVELY, against(OPERATIONS)));
    const three = run(
      small(LIVELY, {
        arms: {
          another: { policies: [{ ...STOPS, between: [10, 18] }] },
          baseline: {},
          pressure: { policies: [OPERATIONS] },
        },
      }),
    );
    for (const record of two) expectSame(record, three.find(({ arm }) => arm === record.arm) as ArmRecord);
  });

  it.each([
    ['operations that are announced', { ...OPERATIONS, announce_day: 7, start_day: 13 }, 7],
    ['operations that are not', { ...OPERATIONS, start_day: 9, ramp_days: 3 }, 9],
    ['stops', { ...STOPS, start_day: 16 }, 16],
  ])('show nothing before %s', (_, policy, first) => {
    const [baseline, pressure] = run(small(LIVELY, against(policy as PolicyInput)));
    const perDay = CHANNELS.length * GROUPS.length * SERIES_MEASURES.length;
    expect(pressure.series.subarray(0, first * perDay)).toEqual(baseline.series.subarray(0, first * perDay));
    for (const measure of DAILY_MEASURES.keys()) {
      const at = measure * baseline.nDays;
      expect(pressure.daily.subarray(at, at + first)).toEqual(baseline.daily.subarray(at, at + first));
    }
    expect(differences(baseline, pressure)).toContain('series');
  });

  it('have the same occasions: each customer wants to buy in the same minutes, touched or not', () => {
    const minutes = new Map<string, Map<string, number>>();
    const scenario = small(LIVELY, against(OPERATIONS, STOPS), {
      mechanisms: { price_feedback: false, initiation: false },
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

describe('a sealed city', () => {
  const grid = { columns: 3, rows: 3, population: 9000 };
  const two = (...policies: PolicyInput[]): Changes => ({
    city: [
      { name: 'a', grid },
      { name: 'b', grid },
    ],
    customers: { count: 400, light_per_month: 8 },
    sites: { count: 8 },
    platforms: [
      { archetype: 'three-line-hands-on', count: 4 },
      { archetype: 'service-quality-bikes', count: 3 },
    ],
    couriers: { stop_hazard_per_h: 0.01 },
    police: { operation_officer_h: 10 },
    ...against(...policies),
  });
  const inA = { where: 'city:a', start_day: 2 };
  const scenario = small(two({ ...OPERATIONS, ...inA }, { ...STOPS, ...inA }));

  it('is untouched by a policy in another: every order, second by second, and every customer', () => {
    const city = cityOf(scenario);
    const ground = groundOf(scenario);
    const lived = { baseline: [] as string[], pressure: [] as string[] };
    const elsewhere = { baseline: 0, pressure: 0 };
    const see = (arm: 'baseline' | 'pressure') => (world: World) => {
      const { occasions: o, customers } = world;
      for (let i = 0; i < o.count; i++) {
        const zone = customers.u16[o.customer[i] * U16_STRIDE + U16.zone];
        if (city.zoneCity[zone] === 0) elsewhere[arm] = (elsewhere[arm] * 31 + o.choice[i] + o.seller[i]) % 1e9;
        else {
          const sold =
            o.fate[i] === FATE.fulfilled && o.choice[i] !== CHOICE.other ? `${o.seller[i]} after ${o.waitMin[i]}` : '';
          lived[arm].push(
            `${o.customer[i]}:${o.candidate[i]}:${o.attempt[i]} ${o.minute[i]} ${o.fate[i]} ${o.choice[i]} ${sold}`,
          );
        }
      }
    };
    const worlds = (['baseline', 'pressure'] as const).map((arm) =>
      runArm(ground, arm, 1, compilePolicy, null, { afterTick: see(arm) }),
    );
    expect(lived.baseline.length).toBeGreaterThan(2000);
    expect(lived.pressure).toEqual(lived.baseline);
    expect(elsewhere.pressure).not.toBe(elsewhere.baseline);

    const [baseline, pressure] = worlds;
    for (let customer = 0; customer < 400; customer++) {
      if (city.zoneCity[baseline.customers.u16[customer * U16_STRIDE + U16.zone]] === 0) continue;
      for (const at of [...MINDS, F32.loyalty, F32.purity, F32.wait]) {
        expect(pressure.customers.f32[customer * F32_STRIDE + at]).toBe(
          baseline.customers.f32[customer * F32_STRIDE + at],
        );
      }
    }
    const b = [...city.zoneCity.keys()].filter((zone) => city.zoneCity[zone] === 1);
    const cells = ({ record }: World): number[] =>
      b.flatMap((zone) =>
        Array.from({ length: record.nMonths }, (_, month) => {
          const at = cellsAt(record, month, zone, 0, 0, 0);
          return Array.from(record.cells.subarray(at, at + 12));
        }).flat(),
      );
    expect(cells(pressure)).toEqual(cells(baseline));
    for (let place = 0; place < baseline.sites.nPlaces; place++) {
      if (!b.includes(baseline.sites.zone[place])) continue;
      expect(pressure.sites.isOpen[place]).toBe(baseline.sites.isOpen[place]);
      expect(pressure.sites.cashCents[place]).toBe(baseline.sites.cashCents[place]);
    }
  });
});

describe('a mechanism that is off', () => {
  const mechanisms = Object.keys(small().mechanisms) as (keyof Scenario['mechanisms'])[];

  it.each(mechanisms.filter((name) => !['price_feedback', 'quitting', 'initiation'].includes(name)))(
    'leaves the candidate occasions as they are: %s',
    (mechanism) => {
      const wakings = (off: boolean): number[] => {
        const found: number[] = [];
        const scenario = small(LIVELY, { mechanisms: { price_feedback: false, ...(off && { [mechanism]: false }) } });
        runArm(groundOf(scenario), 'baseline', 1, compilePolicy, null, {
          afterTick: ({ occasions: o }: World, clock: Clock) => {
            if (clock.day > 10) return;
            for (let i = 0; i < o.count; i++)
              if (o.attempt[i] === 0) found.push(o.customer[i], o.minute[i], o.amountMg[i]);
          },
        });
        return found;
      };
      expect(wakings(true)).toEqual(wakings(false));
    },
  );

  const daily = (record: ArmRecord, measure: (typeof DAILY_MEASURES)[number]): number[] =>
    Array.from(
      record.daily.subarray(
        DAILY_MEASURES.indexOf(measure) * record.nDays,
        (DAILY_MEASURES.indexOf(measure) + 1) * record.nDays,
      ),
    );

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
    const world = runArm(ground, 'pressure', 1, compilePolicy, null, {
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
          mechanisms: { price_feedback: false, quitting: false },
        }),
      ),
      'baseline',
      1,
      compilePolicy,
      null,
    );
    expect(Array.from(rateFactor)).toEqual([1]);
    expect(rateBound).toBe(1);
    expect(daily(record, 'candidates').reduce((a, b) => a + b, 0)).toBe(record.nCandidates);
  });
});
