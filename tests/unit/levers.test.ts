import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../../src/engine/acts/profile.ts';
import { type CountName, daysOfCount } from '../../src/engine/counts.ts';
import { COURIER } from '../../src/engine/entities/couriers.ts';
import { PLATFORM_STATUS } from '../../src/engine/entities/platforms.ts';
import { createGround } from '../../src/engine/ground.ts';
import { type ArmRecord, zoneViolenceAt } from '../../src/engine/kernel/record.ts';
import { STREAMS } from '../../src/engine/parts.ts';
import { runArm } from '../../src/engine/run.ts';
import { OUTCOMES } from '../../src/measures/outcomes.ts';
import { compilePolicy, describePolicy, POLICIES, type Policy, policySchema } from '../../src/policies/registry.ts';
import { hoursOnDay } from '../../src/policies/schedule.ts';
import { openStreams } from '../../src/random/streams.ts';
import { assertAddsUp, assertInvariants } from '../support/invariants.ts';
import {
  against,
  type Changes,
  cityOf,
  differences,
  expectSame,
  groundOf,
  NO_FEEDBACK,
  type PolicyInput,
  run,
  small,
} from '../support/small.ts';

const daily = (record: ArmRecord, measure: CountName): number[] => Array.from(daysOfCount(record, measure));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const total = (record: ArmRecord, measure: CountName): number => sum(daily(record, measure));
const outcome = (record: ArmRecord, id: string): number | null =>
  OUTCOMES.find((one) => one.id === id)?.of(record, 'post') ?? null;
const policy = (written: PolicyInput): Policy => policySchema.parse(written);

describe('a policy that repeats', () => {
  const turns = { start_day: 10, end_day: 100, ramp_days: 0, hours_per_day: 8, active_days: 5, repeat_every_days: 14 };

  it('is on for its active days, then off until the next turn, and ends for good', () => {
    const on = Array.from({ length: 120 }, (_, day) => day).filter((day) => hoursOnDay(turns, day) > 0);
    expect(on).toEqual(
      Array.from({ length: 7 }, (_, turn) => [0, 1, 2, 3, 4].map((day) => 10 + 14 * turn + day))
        .flat()
        .filter((day) => day < 100),
    );
  });

  it('rises anew at the start of each turn', () => {
    const ramped = { ...turns, ramp_days: 2 };
    expect([10, 11, 12, 15, 24, 25, 26].map((day) => hoursOnDay(ramped, day))).toEqual([2, 6, 8, 0, 2, 6, 8]);
  });

  it('without pauses is the policy that does not repeat', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 800 }), (days, day) => {
        const always = { ...turns, active_days: null, repeat_every_days: null };
        expect(hoursOnDay({ ...turns, active_days: days, repeat_every_days: days }, day)).toBe(hoursOnDay(always, day));
      }),
    );
  });

  it('says how long and how often', () => {
    const written = { kind: 'street-stops', hours_per_day: 8, active_days: 5, repeat_every_days: 14 } as const;
    expect(describePolicy(policy(written))).toBe(
      'Street stops: 8 officer-hours a day in the target area, from day 0 on (5 days in every 14).',
    );
  });

  it.each([
    [{ active_days: 5 }, 'active_days'],
    [{ repeat_every_days: 14 }, 'repeat_every_days'],
    [{ active_days: 15, repeat_every_days: 14 }, 'active_days'],
  ])('has both lengths, in order: %j is wrong', (changes, path) => {
    const fault = policySchema.safeParse({ kind: 'street-stops', hours_per_day: 8, ...changes }).error?.issues[0];
    expect(fault?.path).toEqual([path]);
  });
});

describe('every kind of policy', () => {
  it.each(POLICIES.map((kind) => [kind.kind, kind] as const))('%s says in a sentence what it spends', (name, kind) => {
    const [spent] = [{ hours_per_day: 12 }, { eur_per_day: 12 }].filter(
      (effort) => kind.schema.safeParse({ kind: name, ...effort }).success,
    );
    const written = { kind: name, start_day: 3, end_day: 9, label: 'Mine', ...spent } as PolicyInput;
    const sentence = describePolicy(policy(written));
    expect(sentence).toMatch(/^Mine: 12 (officer-hours|EUR) a day.*, from day 3 to day 8.*\.$/);
    const { label: _, ...unnamed } = written;
    expect(describePolicy(policy(unnamed as PolicyInput))).toMatch(/^[A-Z].*: 12 /);
    expect(kind.summary).toMatch(/^[A-Z].*\.$/);
  });

  it('stands in the table of docs/writing-scenarios.md with what it spends and its fields', () => {
    const page = readFileSync(new URL('../../docs/writing-scenarios.md', import.meta.url), 'utf8');
    const rows = page.match(/^\| `[a-z-]+` \| `(hours|eur)_per_day` \|.*$/gm) ?? [];
    expect(rows.map((row) => row.split('`')[1]).sort()).toEqual(POLICIES.map(({ kind }) => kind).sort());
    for (const row of rows) {
      const [kind, ...fields] = row.split('`').filter((_, part) => part % 2 === 1);
      const schema = POLICIES.find((one) => one.kind === kind)?.schema;
      const written = Object.fromEntries(fields.map((field) => [field.replace(/:.*/, ''), null]));
      const issues = schema?.safeParse({ kind, ...written }).error?.issues ?? [];
      expect(
        issues.map(({ code }) => code),
        row,
      ).not.toContain('unrecognized_keys');
    }
  });
});

/** Many sites and hardly any customers. */
const SITES: Changes = {
  time: { burn_in_days: 0, pre_days: 0, post_days: 60, tick_min: 60 },
  customers: { count: 10 },
  sites: { count: 300 },
  mechanisms: { ...NO_FEEDBACK, violence: false, background: false },
};

describe('large site operations', () => {
  const large = (changes: Partial<NonNullable<Changes['police']>>, hours_per_day = 670): ArmRecord =>
    run(
      small(
        SITES,
        { police: changes },
        against({ kind: 'site-operations', size: 'large', where: 'all', hours_per_day }),
      ),
    )[1];

  it('take 670 officer-hours each, close the site and arrest twenty persons on average', () => {
    const record = large({});
    expect(total(record, 'site_operations')).toBe(60);
    expect(total(record, 'officer_minutes')).toBe(60 * 670 * 60);
    expect(daily(record, 'sites_open').at(-1)).toBe(300 - 59);
    expect(Math.abs(total(record, 'arrests_sites') - 1200) / Math.sqrt(1200)).toBeLessThan(3.5);
  });

  it('are as ordinary ones where hours, closures and arrests are theirs', () => {
    const alike = { large_operation_officer_h: 40, large_closure_probability: 0.062, large_arrests_per_operation: 3 };
    const ordinary = run(small(SITES, against({ kind: 'site-operations', where: 'all', hours_per_day: 80 })))[1];
    for (const measure of ['site_operations', 'arrests_sites', 'sites_open', 'officer_minutes'] as const)
      expect(daily(large(alike, 80), measure)).toEqual(daily(ordinary, measure));
  });
});

describe('site bans', () => {
  const bans = {
    kind: 'site-bans',
    where: 'all',
    hours_per_day: 500,
    // By visits, which platforms change, other sites would be banned.
    pick: 'random',
    platforms_at_most: 500,
  } satisfies PolicyInput;
  const banned = (ban_opens_platform: number, changes: Partial<typeof bans & { pick: 'random' }> = {}): ArmRecord =>
    run(small(SITES, { police: { ban_opens_platform } }, against({ ...bans, ...changes })))[1];

  it('take 250 officer-hours each and close the site the next day', () => {
    const record = banned(0.4);
    expect(daily(record, 'site_bans')).toEqual(Array(60).fill(2));
    expect(daily(record, 'site_closures')).toEqual([0, ...Array(59).fill(2)]);
    expect(daily(record, 'sites_open')).toEqual(Array.from({ length: 60 }, (_, day) => 300 - 2 * day));
    expect(total(record, 'officer_minutes')).toBe(60 * 500 * 60);
    expect(total(record, 'arrests_sites')).toBe(0);
  });

  it('let banned operators open platforms where their sites were, in the next week', () => {
    const scenario = small(
      SITES,
      { sites: { count: 40 }, police: { ban_opens_platform: 1 }, mechanisms: { platform_entry: false } },
      { time: { burn_in_days: 7, post_days: 21 } },
      against({ ...bans, platforms_at_most: 10, end_day: 5 }),
    );
    const active: number[] = [];
    const world = runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
      afterTick: ({ platforms }, clock) => {
        if (clock.tick === 0 && clock.reportedDay >= 0)
          active[clock.reportedDay] = platforms.status.filter((status) => status === PLATFORM_STATUS.active).length;
      },
    });
    expect(total(world.record, 'site_bans')).toBe(10);
    expect(total(world.record, 'operators_to_platforms')).toBe(10);
    expect([active[0], active[6], active[7], active[20]]).toEqual([3, 3, 13, 13]);
    const { zone, removedOn } = world.sites;
    const vacated = Array.from(zone).filter((_, place) => removedOn[place] >= 8);
    const opened = [...world.platforms.status.keys()].filter((p) => p >= 3 && world.platforms.opensOn[p] < 30);
    expect(opened).toHaveLength(10);
    for (const p of opened) expect(vacated).toContain(world.platforms.homeZone[p]);
    expect(new Set(world.platforms.key.filter((_, p) => p < 3 || opened.includes(p))).size).toBe(13);
  });

  it('fail the run, and say what to raise, where more operators open platforms than were provided for', () => {
    const scenario = small(
      SITES,
      { police: { ban_opens_platform: 1 } },
      against({ ...bans, platforms_at_most: 3, end_day: 5 }),
    );
    expect(() => run(scenario)).toThrow('platforms_at_most of site-bans');
  });

  it('bring the same platform from the same place, whatever else has opened and in whatever order', () => {
    const born = (changes: Changes, where: string): Map<number, unknown> => {
      const scenario = small(
        SITES,
        { sites: { count: 40 }, police: { ban_opens_platform: 1 } },
        { time: { burn_in_days: 7, post_days: 60 }, mechanisms: { ...SITES.mechanisms, stops: false } },
        changes,
        against({ ...bans, where, pick: 'random' }),
      );
      const { platforms, couriers } = runArm(groundOf(scenario), 'pressure', 1, compilePolicy);
      return new Map(
        [...platforms.key.keys()]
          .filter((p) => platforms.nBirths[p] > 0)
          .map((p) => [
            platforms.key[p],
            [
              platforms.purity[p],
              platforms.nLines[p],
              couriers.profile.slice(platforms.firstCourier[p], platforms.firstCourier[p] + platforms.nCouriers[p]),
            ],
          ]),
      );
    };
    const some = born({}, 'target');
    const entry = { organisations: { entry_per_week: 1 }, mechanisms: { platform_entry: true } };
    const all = born(entry, 'all');
    expect(some.size).toBeGreaterThan(8);
    expect(all.size).toBeGreaterThan(some.size + 5);
    for (const [key, traits] of some) expect(all.get(key)).toEqual(traits);
  });

  it('leave all other arms as they are, platforms in waiting or not', () => {
    const other = { policies: [{ kind: 'street-stops', hours_per_day: 50, where: 'all' } as const] };
    const without = run(small({ arms: { baseline: {}, other } }));
    const beside = run(small({ arms: { baseline: {}, other, bans: { policies: [bans] } } }));
    for (const record of without) expectSame(record, beside.find(({ arm }) => arm === record.arm) as ArmRecord);
  });

  it('turn two operators in five to platforms, and more of the same ones where the probability is higher', () => {
    // At random, the order of places is that of their keys; by sales, it follows what the platforms that open take from them.
    const [none, some, more, all] = [0, 0.4, 0.6, 1].map((p) =>
      daily(banned(p, { pick: 'random' }), 'operators_to_platforms'),
    );
    expect(sum(none)).toBe(0);
    expect(sum(all)).toBe(120);
    expect(Math.abs(sum(some) - 48) / Math.sqrt(120 * 0.24)).toBeLessThan(3.5);
    expect(some.every((n, day) => n <= more[day])).toBe(true);
  });
});

describe('legal jobs for couriers', () => {
  /** 500 posts, nobody stopped, no orders to speak of. */
  const posts: Changes = {
    time: { burn_in_days: 0, pre_days: 0, post_days: 365, tick_min: 60 },
    customers: { count: 5 },
    sites: { count: 0 },
    platforms: [{ archetype: 'service-quality-bikes', count: 5, overrides: { couriers_per_line: 100 } }],
    mechanisms: NO_FEEDBACK,
  };
  const placed = (eur_per_day: number, couriers: Changes['couriers'] = {}): ArmRecord =>
    run(small(posts, { couriers }, against({ kind: 'job-placement', eur_per_day })))[1];

  it('cost 25 EUR a day each, and no more is spent than all couriers can take', () => {
    const half = placed(6250);
    const mean = total(half, 'couriers_placed') / 365;
    expect(Math.abs(mean - 250)).toBeLessThan(3.5 * Math.sqrt(125));
    expect(total(half, 'cost_cents')).toBe(365 * 625_000);
    expect(total(half, 'officer_minutes')).toBe(0);
    expect(total(placed(1e6), 'cost_cents')).toBe(365 * 500 * 2500);
  });

  it('double the desistance of 0.25 a year, so that as many leave beyond those who leave anyway', () => {
    const all = placed(12_500);
    const expected = (0.25 * total(all, 'couriers_placed')) / 365.25;
    expect(expected).toBeGreaterThan(80);
    expect(Math.abs(total(all, 'couriers_to_jobs') - expected) / Math.sqrt(expected)).toBeLessThan(3.5);
    expect(total(placed(12_500, { placement_factor: 1 }), 'couriers_to_jobs')).toBe(0);
  });

  it('reach more couriers at a higher dose, those reached at a lower one among them', () => {
    const seen = [2000, 8000].map((eur_per_day) => {
      const scenario = small(
        posts,
        { time: { burn_in_days: 0, pre_days: 0, post_days: 30, tick_min: 60 }, justice: { desistance_per_year: 3 } },
        { baseline: 'pressure' },
        against({ kind: 'job-placement', eur_per_day }),
      );
      const gone = new Set<number>();
      runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
        afterTick: ({ couriers }) => {
          for (let post = 0; post < couriers.count; post++)
            if (couriers.state[post] === COURIER.vacant && couriers.nPersons[post] === 1) gone.add(post);
        },
      });
      return gone;
    });
    expect(seen[0].size).toBeGreaterThan(5);
    expect(seen[1].size).toBeGreaterThan(seen[0].size);
    expect([...seen[0]].every((post) => seen[1].has(post))).toBe(true);
  });
});

describe('nuisance', () => {
  it('is the hours that sites are open times the people near them', () => {
    const scenario = small(SITES, { time: { post_days: 3 }, sites: { count: 5 }, residents: { near_km: 0.01 } });
    const { placeZone } = createGround(scenario, cityOf(scenario), 1);
    const people = cityOf(scenario).population;
    // Nobody lives near at 0.01 km but the zone itself; sites open from 10 to 24 h.
    const perDay = 14 * sum(Array.from(placeZone.subarray(0, 5), (zone) => people[zone]));
    const [record] = run(scenario);
    for (const hours of daily(record, 'nuisance_person_h')) expect(hours).toBeCloseTo(perDay, 6);
    expect(outcome(record, 'nuisance')).toBeCloseTo((3 * perDay) / 1e6, 9);
  });

  it('ends for the hours that an operation disrupts, and weighs people by nearness', () => {
    const one: Changes = {
      sites: { count: 1, places_per_site: 1 },
      police: { closure_probability: 0 },
      ...against({ kind: 'site-operations', where: 'all', hours_per_day: 40, end_day: 1 }),
    };
    const scenario = small(SITES, one);
    let shutMin = 0;
    const world = runArm(groundOf(scenario), 'pressure', 1, compilePolicy, {
      afterTick: ({ sites }, clock) => {
        // Business hours shut, minute by minute from a tick of an hour.
        for (let minute = clock.start; minute < clock.start + 60; minute++) {
          const isOpenHour = minute % 1440 >= 600;
          if (isOpenHour && minute >= sites.disruptedFrom[0] && minute < sites.disruptedUntil[0]) shutMin++;
        }
      },
    });
    const [zone] = world.sites.zone;
    const { distanceKm, nZones, population } = cityOf(scenario);
    let near = 0;
    for (let other = 0; other < nZones; other++) {
      const beyond = distanceKm[zone * nZones + other] - distanceKm[zone * nZones + zone];
      near += population[other] * Math.exp(-beyond);
    }
    const hours = total(world.record, 'nuisance_person_h') / near;
    expect(shutMin).toBeGreaterThan(60);
    expect(hours).toBeLessThan(60 * 14 - shutMin / 60 + 0.1);
    expect(hours).toBeGreaterThan(60 * 14 - shutMin / 60 - 0.1);
  });

  it('weighs an act of violence as an open site for 24 hours, by the people near where it happens, on its day', () => {
    const violent = (residents: Changes['residents']): ArmRecord =>
      run(
        small({
          time: { burn_in_days: 0, pre_days: 30, post_days: 60, tick_min: 60 },
          customers: { count: 10 },
          sites: { count: 0 },
          mechanisms: NO_FEEDBACK,
          violence: { robbery_per_platform_year: 60 },
          residents: { near_km: 1, ...residents },
        }),
      )[0];
    const record = violent({});
    const { population, distanceKm, nZones } = cityOf(small());
    const near = Array.from(population, (_, zone) =>
      sum(
        Array.from(population, (people, other) => {
          const beyond = distanceKm[zone * nZones + other] - distanceKm[zone * nZones + zone];
          return people * Math.exp(-beyond);
        }),
      ),
    );
    expect(new Set(near.map(Math.round)).size).toBeGreaterThan(2);
    let personHours = 0;
    for (const window of [0, 1]) {
      for (let zone = 0; zone < nZones; zone++)
        personHours += record.zoneViolence[zoneViolenceAt(record, window, zone)] * 24 * near[zone];
    }
    const acts = daily(record, 'violence_retaliation').map((n, day) => n + daily(record, 'violence_robbery')[day]);
    expect(sum(acts.slice(0, 30))).toBeGreaterThan(3);
    expect(sum(acts.slice(30))).toBeGreaterThan(6);
    expect(total(record, 'nuisance_person_h')).toBeCloseTo(personHours, 6);
    const isAny = (n: number): boolean => n > 0;
    expect(daily(record, 'nuisance_person_h').map(isAny)).toEqual(acts.map(isAny));
    expect(total(violent({ nuisance_h_per_violence: 6 }), 'nuisance_person_h')).toBeCloseTo(personHours / 4, 6);
  });
});

describe('arrests of couriers by profile', () => {
  const DAYS = 150;
  const scenario = small({
    time: { burn_in_days: 0, pre_days: 0, post_days: DAYS, tick_min: 60 },
    customers: { count: 1500, light_per_month: 20 },
    couriers: { stop_hazard_per_h: 0.2, women_share: 0.5, minors_share: 0.2, custody_days: 0, kept_share: 0.2 },
    mechanisms: { ...NO_FEEDBACK, background: true, stops: true, justice: false },
  });

  it('are told apart, and are day by day those of the profiles of the persons on their posts', () => {
    const found = Object.values(PROFILE).map(() => new Array<number>(DAYS).fill(0));
    const { record } = runArm(groundOf(scenario), 'baseline', 1, compilePolicy, {
      afterTick: ({ couriers }, clock) => {
        if (clock.tick < 23) return;
        // Arrested today: with the police until the next rota, or gone until the post is filled anew.
        for (let post = 0; post < couriers.count; post++) {
          const isHeld = couriers.state[post] === COURIER.custody && couriers.untilDay[post] === clock.day;
          const isGone = couriers.state[post] === COURIER.vacant && couriers.replacesUntil[post] === clock.day + 90;
          if (isHeld || isGone) found[couriers.profile[post]][clock.day]++;
        }
      },
    });
    expect(daily(record, 'arrests_women')).toEqual(found[PROFILE.woman]);
    expect(daily(record, 'arrests_minors')).toEqual(found[PROFILE.minor]);
    const all = found[PROFILE.man].map((n, day) => n + found[PROFILE.woman][day] + found[PROFILE.minor][day]);
    expect(daily(record, 'arrests_couriers')).toEqual(all);
    for (const one of found) expect(sum(one)).toBeGreaterThan(20);
    expect(outcome(record, 'arrests_women_share')).toBeCloseTo(sum(found[PROFILE.woman]) / sum(all), 12);
    expect(outcome(record, 'arrests_minors_share')).toBeCloseTo(sum(found[PROFILE.minor]) / sum(all), 12);
    expect(sum(found[PROFILE.woman])).not.toBe(sum(found[PROFILE.minor]));
  });

  it('have no shares where nobody was arrested', () => {
    const [none] = run(small({ mechanisms: { stops: false } }));
    expect(outcome(none, 'arrests_women_share')).toBeNull();
    expect(outcome(none, 'arrests_minors_share')).toBeNull();
  });

  it('have women among them by their share and their factor', () => {
    const all = (women_share: number, woman_factor: number): number | null =>
      outcome(
        run(
          small({
            customers: { count: 600 },
            couriers: { stop_hazard_per_h: 0.2, women_share, woman_factor, minors_share: 0 },
          }),
        )[0],
        'arrests_women_share',
      );
    expect(all(1, 0.5)).toBe(1);
    expect(all(0, 0.5)).toBe(0);
    expect(all(0.5, 0)).toBe(0);
  });
});

describe('large operations, bans and jobs together', () => {
  const LEVERS = against(
    { kind: 'site-operations', size: 'large', hours_per_day: 100, where: 'all', active_days: 3, repeat_every_days: 7 },
    { kind: 'site-bans', hours_per_day: 100, where: 'all' },
    { kind: 'job-placement', eur_per_day: 400 },
  );
  const town = small(LEVERS, {
    customers: { light_per_month: 12 },
    sites: { count: 12 },
    couriers: { stop_hazard_per_h: 0.05, replacement_days: 3 },
    justice: { desistance_per_year: 10 },
    police: { ban_opens_platform: 0.7 },
  });

  it('keep cents, milligrams and people, tick by tick', () => {
    const [, pressure] = run(town, { afterTick: assertInvariants });
    assertAddsUp(pressure);
    for (const measure of ['site_operations', 'site_bans', 'operators_to_platforms', 'couriers_to_jobs'] as const)
      expect(total(pressure, measure), measure).toBeGreaterThan(0);
  });

  it.each(['site-ban', 'job-placement'] as const)('draw from %s where they act, and nowhere else', (stream) => {
    const ground = groundOf(town);
    const redrawn = { ...ground, streams: { ...ground.streams, [stream]: openStreams('other', 1, STREAMS)[stream] } };
    const [baseline, pressure] = (['baseline', 'pressure'] as const).map((arm) =>
      differences(runArm(ground, arm, 1, compilePolicy).record, runArm(redrawn, arm, 1, compilePolicy).record),
    );
    expect(baseline).toEqual([]);
    expect(pressure).toContain('daily');
  });
});
