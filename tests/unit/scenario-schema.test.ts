// What a scenario may say, and what it says when nothing is written.
import { describe, expect, test } from 'vitest';
import { ARCHETYPES, PLATFORM_ARCHETYPES, traitsOf } from '../../src/archetypes/registry.ts';
import { parameterTable } from '../../src/scenario/describe.ts';
import { accepted, LEAST, refused } from '../support/scenario-files.ts';

describe('defaults', () => {
  test('the least scenario runs with the numbers of the model', () => {
    const scenario = accepted(LEAST);
    expect(scenario.seeds).toBe(4);
    expect(scenario.time).toEqual({
      start_date: '2021-01-01',
      burn_in_days: 90,
      pre_days: 90,
      post_days: 275,
      tick_min: 10,
    });
    expect(scenario.choice.cost_weight_per_eur).toEqual({ low: 0.08, middle: 0.07, high: 0.06 });
    expect(scenario.couriers.stop_hazard_per_h).toBe(2.5e-4);
    expect(scenario.arms).toEqual({ baseline: { policies: [], shocks: [] } });
    expect(scenario.city).toEqual([{ name: 'city', grid: { columns: 4, rows: 3, cell_km: 1, population: 10000 } }]);
    const off = Object.entries(scenario.mechanisms).filter(([, isOn]) => !isOn);
    expect(off.map(([name]) => name)).toEqual(['direct_drop']);
  });

  test('a scenario is frozen to the last leaf', () => {
    const scenario = accepted(LEAST);
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(scenario)).toBe(true);
    expect(() => scenario.customers.hour_profile.push(1)).toThrow();
    expect(accepted(LEAST).customers.hour_profile).toHaveLength(24);
  });

  test('one class may be written and the others keep their defaults', () => {
    expect(accepted(`${LEAST}choice: { loss_eur: { low: 1 } }`).choice.loss_eur).toEqual({
      low: 1,
      middle: 500,
      high: 600,
    });
  });

  test('the name is the stem of the file as a slug', () => {
    expect(accepted({ 'a/My Scenario_2.yaml': LEAST }).name).toBe('my-scenario-2');
    expect(
      accepted({
        'quick.start.json':
          '{"version":2,"city":{"grid":{"columns":1,"rows":1,"population":1}},"customers":{"count":1},"sites":{"count":0}}',
      }).name,
    ).toBe('quick-start');
    expect(accepted({ '-': LEAST }).name).toBe('scenario');
    expect(accepted(`${LEAST}name: other`).name).toBe('other');
  });

  test('cities are always a list and all have names', () => {
    const grid = 'grid: { columns: 1, rows: 1, population: 1 }';
    const names = (city: string) => accepted(LEAST.replace(/city:.*/, `city: ${city}`)).city.map(({ name }) => name);
    expect(names(`[{ ${grid} }]`)).toEqual(['city']);
    expect(names(`[{ ${grid} }, { name: b, ${grid} }, { ${grid} }]`)).toEqual(['city-1', 'b', 'city-3']);
  });

  test('a seed may be written as a number', () => {
    expect(accepted(`${LEAST}seed: 42`).seed).toBe('42');
  });

  test('switches take on, off, true and false', () => {
    const { mechanisms } = accepted(`${LEAST}mechanisms: { stops: off, returns: false, learning: on, referral: true }`);
    expect(mechanisms).toMatchObject({
      stops: false,
      returns: false,
      learning: true,
      referral: true,
      forgetting: true,
    });
  });

  test('a policy is announced when it starts unless it says otherwise', () => {
    const { arms } = accepted(
      `${LEAST}arms: { baseline: {}, a: { policies: [{ kind: street-stops, hours_per_day: 8, start_day: 20 }, { kind: site-operations, hours_per_day: 8, announce_day: 5, start_day: 20 }] } }`,
    );
    expect(arms.a.policies).toEqual([
      {
        kind: 'street-stops',
        announce_day: 20,
        start_day: 20,
        end_day: null,
        ramp_days: 0,
        active_days: null,
        repeat_every_days: null,
        hours_per_day: 8,
        between: [0, 24],
        where: 'target',
      },
      {
        kind: 'site-operations',
        announce_day: 5,
        start_day: 20,
        end_day: null,
        ramp_days: 0,
        active_days: null,
        repeat_every_days: null,
        hours_per_day: 8,
        between: [0, 24],
        where: 'target',
        pick: 'largest',
        size: 'ordinary',
      },
    ]);
  });
});

describe('limits', () => {
  const plain = parameterTable().filter(
    ({ path, allowed }) => /^an? (whole )?number from/.test(allowed) && !/\b(N|NAME)\b/.test(path),
  );

  test.each(plain.map(({ path, allowed }) => [path, allowed]))('%s takes %s and nothing beyond', (path, allowed) => {
    const [low, high] = allowed.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
    for (const nonsense of [low - 1, high + 1, '.nan', '.inf', '-.inf', 'many', '[1]', '{ a: 1 }']) {
      const faults = refused(LEAST, [`${path}=${nonsense}`]).filter(
        (fault) => fault.path === path || fault.path === `${path}.a`,
      );
      expect(faults, String(nonsense)).toHaveLength(1);
    }
  });

  test('there are well over a hundred such fields', () => expect(plain.length).toBeGreaterThan(100));

  test.each([
    ['customers.count=1.5', 'customers.count', 'not a whole number'],
    ['customers.grams.shares=[0.5, 0.5]', 'customers.grams.shares', 'one share per size is needed'],
    ['customers.grams={ sizes_g: [1, 2], shares: [0.5, 0.6] }', 'customers.grams.shares', 'shares must sum to 1'],
    ['customers.heavy_min_per_month=25', 'customers.heavy_max_per_month', 'below heavy_min_per_month'],
    ['customers.hour_profile=[1, 2]', 'customers.hour_profile', 'too short'],
    ['customers.weekday_factor=[0, 0, 0, 0, 0, 0, 0]', 'customers.weekday_factor', 'not allowed'],
    ['customers.known_mean=4.5', 'customers.known_mean', 'out of range'],
    ['choice.share_delivery=0.96', 'choice.share_delivery', 'share_delivery and share_other leave nothing for sites'],
    ['choice.share_none=1', 'choice.share_none', 'out of range'],
    ['sites.closes_h=9', 'sites.closes_h', 'closes before it opens'],
    ['delivery={ opens_h: 2, closes_h: 27 }', 'delivery.closes_h', 'open for more than a day'],
    ['couriers.women_share=0.9', 'couriers.minors_share', 'women_share and minors_share exceed 1'],
    ['time.tick_min=7', 'time.tick_min', 'not allowed'],
    ['time.tick_min=0', 'time.tick_min', 'out of range'],
    ['time.start_date=2021-02-30', 'time.start_date', 'not in the right form'],
    ['time.post_days=7300', 'time', 'the windows are too long together'],
    ['time={ tick_min: 1, post_days: 1000 }', 'time.tick_min', 'too many ticks'],
    ['city.grid={ columns: 100, rows: 100 }', 'city.grid', 'too many zones'],
    ['city.zones=a.csv', 'city', 'more than one source of zones'],
    ['city={ grid: null }', 'city', 'no zones'],
    [
      'platforms=[{ archetype: three-line-hands-on, count: 15000 }, { archetype: service-quality-bikes, count: 6000 }]',
      'platforms',
      'too many platforms',
    ],
    [
      'platforms=[{ archetype: service-quality-bikes, count: 2000, overrides: { lines: 60 } }]',
      'platforms',
      'too many lines',
    ],
    [
      'platforms=[{ archetype: street-site, count: 2 }]',
      'platforms.0.archetype',
      'a fixed site is no platform: use `sites:`',
    ],
    ['baseline=other', 'baseline', 'no such arm'],
    ['arms={ baseline: null }', 'arms', 'no arms'],
    ['arms={ Not A Slug: {} }', 'arms.Not A Slug', 'not a valid name'],
    [
      'policies=[{ kind: street-stops, hours_per_day: 1, start_day: -91 }]',
      'policies.0.start_day',
      'outside the windows',
    ],
    [
      'policies=[{ kind: street-stops, hours_per_day: 1, start_day: 365 }]',
      'policies.0.start_day',
      'outside the windows',
    ],
    [
      'arms.baseline.policies=[{ kind: street-stops, hours_per_day: 1, start_day: -1 }]',
      'arms.baseline.policies.0.start_day',
      'outside the windows',
    ],
    [
      'policies=[{ kind: street-stops, hours_per_day: 1, start_day: 5, announce_day: 6 }]',
      'policies.0.announce_day',
      'announced after the start',
    ],
    [
      'policies=[{ kind: street-stops, hours_per_day: 1, start_day: 5, end_day: 5 }]',
      'policies.0.end_day',
      'ends before it starts',
    ],
    [
      'policies=[{ kind: street-stops, hours_per_day: 1, between: [22, 4] }]',
      'policies.0.between',
      'ends before it begins',
    ],
    ['policies=[{ kind: street-stops, hours_per_day: 1, where: "city:other" }]', 'policies.0.where', 'no such city'],
    [
      'policies=[{ kind: street-stops, hours_per_day: 1, where: targets }]',
      'policies.0.where',
      'not in the right form',
    ],
    ['policies=[{ kind: street-stops, hours_per_day: 1, pick: largest }]', 'policies.0.pick', 'unknown key'],
    ['policies=[{ hours_per_day: 1 }]', 'policies.0.kind', 'missing'],
    ['seed=[1]', 'seed', 'wrong value'],
    ['name=Some Name', 'name', 'not in the right form'],
    ['mechanisms.stops=maybe', 'mechanisms.stops', 'wrong value'],
  ])('%s is one fault', (set, path, what) => {
    const faults = refused(LEAST, [set]);
    expect(faults).toMatchObject([{ path, what }]);
  });

  test('background policies may start in the burn-in', () => {
    expect(
      accepted(LEAST, ['policies=[{ kind: street-stops, hours_per_day: 1, start_day: -90 }]']).policies[0].start_day,
    ).toBe(-90);
  });

  test('without sites delivery and other may take all', () => {
    expect(accepted(LEAST, ['sites.count=0', 'choice.share_delivery=0.95']).sites.count).toBe(0);
  });

  test('two cities cannot share a name', () => {
    const grid = 'grid: { columns: 1, rows: 1, population: 1 }';
    expect(refused(LEAST, [`city=[{ name: a, ${grid} }, { name: a, ${grid} }]`])[0]).toMatchObject({
      path: 'city.1.name',
      what: 'two cities of one name',
    });
  });

  test('more than twenty arms are refused', () => {
    const arms = Array.from({ length: 21 }, (_, k) => `a${k}: {}`).join(', ');
    expect(refused(LEAST, [`arms={ ${arms} }`, 'baseline=a0']).map(({ what }) => what)).toEqual(['too many arms']);
  });
});

describe('archetypes', () => {
  test('all have unlike ids and a sentence', () => {
    expect(new Set(ARCHETYPES.map(({ id }) => id)).size).toBe(ARCHETYPES.length);
    for (const { whatMakesItItself } of ARCHETYPES) expect(whatMakesItItself).toMatch(/^[A-Z].{30,}\.$/);
  });

  test('every trait of every platform is one that a scenario could write', () => {
    for (const [id, { traits }] of PLATFORM_ARCHETYPES) {
      const { platforms } = accepted(LEAST, [
        `platforms=[{ archetype: ${id}, count: 1, overrides: ${JSON.stringify(traits)} }]`,
      ]);
      expect(traitsOf(platforms[0])).toEqual(traits);
    }
  });

  test('overrides replace single traits', () => {
    const { platforms } = accepted(LEAST, [
      'platforms=[{ archetype: three-line-hands-on, count: 1, overrides: { dispatch: pooled } }]',
    ]);
    expect(traitsOf(platforms[0])).toMatchObject({
      lines: 3,
      couriers_per_line: 2,
      duty_share: 0.47,
      dispatch: 'pooled',
      leakage: 0.15,
    });
  });
});
