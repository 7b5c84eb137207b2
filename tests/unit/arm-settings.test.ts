// What arms set: how it is read, refused, told, and what of the engine it reaches.
import { describe, expect, test } from 'vitest';
import { createGround } from '../../src/engine/ground.ts';
import { runPilot } from '../../src/engine/pilot.ts';
import { runArm } from '../../src/engine/run.ts';
import { settingsOf } from '../../src/engine/settings.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { describeChanges } from '../../src/scenario/arm-settings.ts';
import { formatFaults } from '../../src/scenario/faults.ts';
import { accepted, brief, LEAST, refused } from '../support/scenario-files.ts';
import { type Changes, cityOf, differences, expectSame, run, small } from '../support/small.ts';

const PLATFORMS =
  'platforms: [ { archetype: three-line-hands-on, count: 2 }, { archetype: service-quality-bikes, count: 1 } ]\n';
const arms = (...lines: string[]): string =>
  `${LEAST}arms:\n  baseline: {}\n${lines.map((one) => `  ${one}\n`).join('')}`;
const setOf = (text: string, arm = 'a'): unknown => accepted(text).arms[arm].set;

describe('a set', () => {
  test('is read as paths, dotted or in maps, in the form that settings have', () => {
    const written = [
      'a: { set: { travel.car_kmh: 20, mechanisms.rebirth: OFF } }',
      'b: { set: { travel: { car_kmh: 20 }, mechanisms: { rebirth: off } } }',
    ];
    const { arms: read } = accepted(arms(...written));
    expect(read.a.set).toEqual({ 'mechanisms.rebirth': false, 'travel.car_kmh': 20 });
    expect(read.b.set).toEqual(read.a.set);
  });

  test('reaches traits of one kind of platform, a whole list, and a mix', () => {
    expect(setOf(PLATFORMS + arms('a: { set: { platforms.0.overrides.dispatch: pooled } }'))).toEqual({
      'platforms.0.overrides.dispatch': 'pooled',
    });
    expect(setOf(PLATFORMS + arms("a: { set: { platforms: { '1': { overrides: { lines: 2 } } } } }"))).toEqual({
      'platforms.1.overrides.lines': 2,
    });
    const list = [{ archetype: 'family-micro', count: 4 }];
    expect(setOf(PLATFORMS + arms('a: { set: { platforms: [ { archetype: family-micro, count: 4 } ] } }'))).toEqual({
      platforms: list,
    });
    const mixed = setOf(`${arms('a: { set: { platforms.count: 40 } }')}platforms: { mix: default, count: 30 }\n`);
    const { platforms } = mixed as { platforms: { count: number }[] };
    expect(platforms.reduce((sum, { count }) => sum + count, 0)).toBe(40);
  });

  test('runs again from the scenario that it makes', () => {
    const text = PLATFORMS + arms('a: { set: { platforms.0.overrides.dispatch: pooled, background: none } }');
    const scenario = accepted(text);
    expect(accepted(JSON.stringify(scenario))).toEqual(scenario);
  });

  test('merges with what a file extends', () => {
    const base = arms('a: { set: { travel.car_kmh: 20 } }');
    const set = setOf as never as (files: Record<string, string>) => unknown;
    const files = {
      'test.yaml': 'extends: base.yaml\narms: { a: { set: { travel.bike_kmh: 9 } } }',
      'base.yaml': base,
    };
    expect(set(files)).toEqual({ 'travel.bike_kmh': 9, 'travel.car_kmh': 20 });
    const removed = { ...files, 'test.yaml': 'extends: base.yaml\narms: { a: { set: { travel.car_kmh: null } } }' };
    expect(set(removed)).toEqual({});
  });

  test('changes what the arm runs with, and nothing of the others', () => {
    const scenario = accepted(PLATFORMS + arms('a: { set: { travel.car_kmh: 20, platforms.1.overrides.lines: 2 } }'));
    const own = settingsOf(scenario, 'a');
    expect(own.travel).toEqual({ ...scenario.travel, car_kmh: 20 });
    expect(own.platforms[1].overrides).toEqual({ lines: 2 });
    expect(own.platforms[0]).toBe(scenario.platforms[0]);
    expect(settingsOf(scenario, 'baseline')).toBe(scenario);
  });
});

describe('a fault of a set', () => {
  test('says where it is, with a near name or what was expected', () => {
    expect(formatFaults(refused(arms('a: { set: { rebirt.hazard_per_week: 1, travel: { car_kmh: fast } } }')))).toBe(
      [
        'test.yaml:7:15: arms.a.set.rebirt: unknown key, got "rebirt"; expected a known key; did you mean rebirth',
        '  7 |   a: { set: { rebirt.hazard_per_week: 1, travel: { car_kmh: fast } } }',
        '    |               ^',
        'test.yaml:7:61: arms.a.set.travel.car_kmh: wrong type, got "fast"; expected a number from 0.5 to 200 (km/h)',
        '  7 |   a: { set: { rebirt.hazard_per_week: 1, travel: { car_kmh: fast } } }',
        '    |                                                             ^',
      ].join('\n'),
    );
  });

  test.each([
    ['customers.count', 'all arms of a replicate have the same customers and candidate occasions'],
    ['time.post_days', 'it is the same in all arms, so that they can be compared'],
    ['city.grid.rows', 'it is the same in all arms, so that they can be compared'],
    ['seed', 'it is the same in all arms, so that they can be compared'],
    ['baseline', 'it is the same in all arms, so that they can be compared'],
    ['arms.b', 'it is the same in all arms, so that they can be compared'],
    ['choice.share_none', 'the constants of the choice are solved once, for the baseline'],
    ['choice.dissimilarity', 'all arms have the same noise of choices'],
    ['policies', 'an arm has its own, beside those of every arm'],
    ['name', 'it says what the scenario is, and not what happens in it'],
  ])('refuses %s, with the reason', (path, reason) => {
    const [fault, ...others] = refused(arms(`a: { set: { ${path}: 3 } }`));
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ line: 7, col: 15, path: `arms.a.set.${path}`, hint: reason });
    expect(fault.what).toBe('a field in which arms may not differ');
  });

  test('is told once for each arm, also inside maps, in lists and from --set', () => {
    const text =
      PLATFORMS + arms('a: { set: { choice: { share_none: 0.1 }, platforms.5.count: 1, a..b: 1 } }', 'b: { set: 3 }');
    expect(brief(refused(text, ['arms.c.set.travel.car_kmh=0']))).toEqual([
      'test.yaml:8:15 arms.a.set.choice a field in which arms may not differ',
      'test.yaml:8:44 arms.a.set.platforms.5.count no such place to set: the list has elements 0 to 1',
      'test.yaml:8:66 arms.a.set.a..b no such place to set: a step without a name',
      'test.yaml:9:13 arms.b.set wrong type',
      '--set arms.c.set.travel.car_kmh=0 arms.c.set.travel.car_kmh out of range',
    ]);
  });

  test('is found by rules between sections, too', () => {
    const text = PLATFORMS + arms('a: { set: { platforms.0.count: 19990, platforms.1.count: 20 } }');
    expect(refused(text)[0].path).toBe('arms.a.set.platforms');
  });
});

test('an arm says in sentences what it sets', () => {
  const set = {
    'rebirth.hazard_per_week': 0.2,
    platforms: [{ archetype: 'family-micro', count: 2, overrides: { lines: 2 } }],
  };
  const scenario = small({ arms: { baseline: {}, a: { set } } });
  expect(describeChanges(scenario, 'a')).toEqual([
    'Sets rebirth.hazard_per_week to 0.2 and platforms to 2 × family-micro (lines 2).',
  ]);
  expect(describeChanges(scenario, 'baseline')).toEqual([]);
  const overrides = { manager: 'remote' };
  const all = [
    { archetype: 'family-micro', count: 2, overrides },
    { archetype: 'defector', count: 1, overrides },
  ];
  expect(describeChanges(small({ arms: { baseline: {}, a: { set: { platforms: all } } } }), 'a')).toEqual([
    'Sets platforms to 2 × family-micro, 1 × defector, all with manager remote.',
  ]);
  const same = small({
    platforms: all.map(({ overrides: _, ...rest }) => rest),
    arms: { baseline: {}, a: { set: { platforms: all } } },
  });
  expect(describeChanges(same, 'a')).toEqual(['Sets all platforms to manager remote.']);
});

/** A town in which investigations fell platforms, so that their rebirth matters. */
const PRESSED: Changes = {
  investigation: { scale_h: 60 },
  rebirth: { hazard_per_week: 0.3 },
  policies: [{ kind: 'platform-investigation', start_day: 0, hours_per_day: 40, lines: 2 }],
};
const FOILS = [
  { archetype: 'remote-franchised-brand', count: 2 },
  { archetype: 'service-quality-bikes', count: 2 },
];

describe('an arm that sets fields', () => {
  test('is that arm of a scenario with these fields in all arms, bit by bit but for flows', () => {
    const changed = { rebirth: { hazard_per_week: 0.01 }, takedown: { courier_arrest_share: 0.2 } };
    const set = { 'rebirth.hazard_per_week': 0.01, 'takedown.courier_arrest_share': 0.2 };
    const [baseline, own] = run(small(PRESSED, { arms: { baseline: {}, own: { set } } }));
    const [apart] = run(small(PRESSED, changed));
    expect(differences(own, apart)).toEqual(['flows']);
    expect(differences(own, baseline)).toContain('daily');
    expect(own.flows.every((n) => n === 0)).toBe(true);
  });

  test('has the constants of the choice of the baseline, its own platforms, and the same candidates', () => {
    const scenario = small(PRESSED, { arms: { baseline: {}, own: { set: { platforms: FOILS, 'sites.count': 6 } } } });
    const [baseline, own] = run(scenario);
    const shared = createGround(scenario, cityOf(scenario), 1);
    runPilot(shared, 1);
    const { start, zoneGroup, zoneRole } = shared;
    const ground = { ...createGround(settingsOf(scenario, 'own'), cityOf(scenario), 1), start, zoneGroup, zoneRole };
    const alone = runArm(ground, 'own', 1, compilePolicy);
    expect(differences(own, alone.record)).toEqual(['flows']);
    expect(own.nCandidates).toBe(baseline.nCandidates);
    expect(alone.platforms.nAtStart).toBe(4);
  });

  test('is the same whatever other arms there are, and in whatever order', () => {
    const own = { set: { platforms: FOILS } };
    const twin = {
      set: { platforms: FOILS },
      policies: [{ kind: 'number-cut', start_day: 10, hours_per_day: 8 } as const],
    };
    const faster = { set: { 'rebirth.hazard_per_week': 0.9, 'mechanisms.drift': false } };
    const alone = run(small(PRESSED, { arms: { baseline: {}, own } }));
    const among = run(small(PRESSED, { arms: { faster, twin, own, baseline: {} } }));
    for (const record of alone) expectSame(record, among.find(({ arm }) => arm === record.arm)!);
  });

  test('has flows against a reference that sets the same', () => {
    const set = { platforms: FOILS };
    const cuts = { set, policies: [{ kind: 'number-cut', start_day: 10, hours_per_day: 8 } as const] };
    const [, , pressed] = run(small(PRESSED, { arms: { baseline: {}, own: { set }, cuts }, baseline: 'own' }));
    const apart = run(small(PRESSED, { platforms: FOILS, arms: { baseline: {}, cuts: { policies: cuts.policies } } }));
    expectSame(pressed, apart[1]);
    expect(pressed.flows.some((n) => n > 0)).toBe(true);
  });

  test('may let candidates through that no other arm needs', () => {
    const scenario = small(
      { customers: { drift_per_year: 0.5 }, mechanisms: { drift: false } },
      {
        arms: { baseline: {}, own: { set: { 'mechanisms.drift': true } } },
      },
    );
    const [baseline, own] = run(scenario);
    const [always] = run(small({ customers: { drift_per_year: 0.5 }, mechanisms: { drift: true } }));
    expect(differences(own, always)).toEqual(['flows']);
    const [never] = run(small({ customers: { drift_per_year: 0.5 }, mechanisms: { drift: false } }));
    expect(differences(baseline, never).filter((key) => !['flows', 'nCandidates', 'ceiling'].includes(key))).toEqual(
      [],
    );
  });
});
