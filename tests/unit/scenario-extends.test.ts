// Scenarios made of several files and of changes from the command line.
import { describe, expect, test } from 'vitest';
import { formatFaults } from '../../src/scenario/faults.ts';
import { resolvePath } from '../../src/scenario/paths.ts';
import { accepted, brief, LEAST, parse, refused } from '../support/scenario-files.ts';

describe('extends', () => {
  test('maps merge, lists and scalars replace, null removes', () => {
    const scenario = accepted({
      'child.yaml':
        'extends: base.yaml\ntravel: { car_kmh: 30, bike_kmh: null }\nplatforms: [{ archetype: service-quality-bikes, count: 1 }]\narms: { b: null }\n',
      'base.yaml': `${LEAST}travel: { bike_kmh: 10, scooter_kmh: 11 }\nplatforms: [{ archetype: three-line-hands-on, count: 3 }, { archetype: three-line-hands-on, count: 4 }]\narms: { baseline: {}, b: {}, c: {} }\n`,
    });
    expect(scenario.travel).toMatchObject({ car_kmh: 30, bike_kmh: 16, scooter_kmh: 11 });
    expect(scenario.platforms).toEqual([{ archetype: 'service-quality-bikes', count: 1 }]);
    expect(Object.keys(scenario.arms)).toEqual(['baseline', 'c']);
    expect(scenario.name).toBe('child');
  });

  test('of a list lets later files win, and the file itself over all', () => {
    const scenario = accepted({
      'x.yaml': 'extends: [a.yaml, b.yaml]\nseed: x\n',
      'a.yaml': `${LEAST}seed: a\nseeds: 2\ntitle: a\n`,
      'b.yaml': 'seed: b\nseeds: 3\n',
    });
    expect(scenario).toMatchObject({ seed: 'x', seeds: 3, title: 'a' });
  });

  test('looks for a file from where it is named', () => {
    const parsed = parse({
      'runs/x.yaml': 'extends: ../base/a.yaml',
      'base/a.yaml': 'extends: deep/b.json\nseeds: 9',
      'base/deep/b.json': '{ "extends": "../../least.yaml", "seeds": 8 }',
      'least.yaml': LEAST,
    });
    expect(parsed).toMatchObject({
      ok: true,
      scenario: { seeds: 9 },
      files: ['least.yaml', 'base/deep/b.json', 'base/a.yaml', 'runs/x.yaml'],
    });
  });

  test('names the file in which the wrong value was written', () => {
    expect(
      brief(
        refused({
          'a/x.yaml': 'extends: ../b.yaml\ntravel: { car_kmh: -1 }',
          'b.yaml': `${LEAST}\ntravel:\n  bike_kmh: -1\n  car_kmh: 5\n`,
        }),
      ),
    ).toEqual(['a/x.yaml:2:20 travel.car_kmh out of range', 'b.yaml:7:13 travel.bike_kmh out of range']);
  });

  test('in a circle prints the chain', () => {
    const faults = refused({
      'a.yaml': `${LEAST}extends: b.yaml`,
      'b.yaml': 'extends: c.yaml',
      'c.yaml': 'seeds: 3\nextends: b.yaml',
    });
    expect(formatFaults(faults)).toContain(
      'c.yaml:2:10: extends: a file that extends itself: b.yaml -> c.yaml -> b.yaml, got "b.yaml"',
    );
    expect(brief(refused({ 'a.yaml': 'extends: ./a.yaml' }))).toEqual([
      'a.yaml:1:10 extends a file that extends itself: a.yaml -> a.yaml',
    ]);
  });

  test('of what cannot be read points to the line that names it', () => {
    expect(brief(refused({ 'a.yaml': `${LEAST}extends: [none.yaml]` }))).toEqual([
      'a.yaml:5:11 extends cannot be read (no such file)',
    ]);
    expect(formatFaults(refused({ 'a.yaml': `${LEAST}extends: 3` }))).toContain(
      'a.yaml:5:10: extends: wrong type, got 3; expected a path or a list of paths',
    );
  });

  test('takes a common base twice, but no endless chain and no crowd', () => {
    const base = {
      'a.yaml': 'extends: [b.yaml, c.yaml]',
      'b.yaml': 'extends: d.yaml',
      'c.yaml': 'extends: d.yaml\nseeds: 2',
      'd.yaml': LEAST,
    };
    expect(accepted(base).seeds).toBe(2);
    const chain = Object.fromEntries(Array.from({ length: 30 }, (_, k) => [`f${k}.yaml`, `extends: f${k + 1}.yaml`]));
    expect(refused(chain)[0].what).toBe('too long a chain of files');
    const many = Array.from({ length: 80 }, (_, k) => `f${k}.yaml`);
    expect(
      refused({ 'x.yaml': `extends: [${many}]`, ...Object.fromEntries(many.map((file) => [file, LEAST])) })[0].what,
    ).toBe('too many files');
  });

  test('collects the faults of all files', () => {
    expect(
      refused({
        'a.yaml': 'extends: [b.yaml, c.yaml, d.yaml]',
        'b.yaml': 'a: [',
        'c.yaml': '',
        'd.yaml': 'version: 7',
      }).map(({ file }) => file),
    ).toEqual(['b.yaml', 'c.yaml', 'd.yaml']);
  });
});

describe('the file itself', () => {
  test('that cannot be read is a fault', () => {
    expect(parse({})).toMatchObject({ ok: false, faults: [{ what: 'cannot be read (no such file)', line: 0 }] });
  });

  test('of a version that is not read says which are', () => {
    expect(formatFaults(refused(LEAST.replace('version: 2', 'version: 3')))).toContain(
      'test.yaml:1:10: version: unknown version, got 3; expected a version from 1 to 2',
    );
    for (const version of ['0', '"2"', '1.5', '[2]', '.nan'])
      expect(refused(LEAST.replace('version: 2', `version: ${version}`))).toHaveLength(1);
  });
});

describe('--set', () => {
  test('takes dotted paths, indices and YAML values', () => {
    const text = `${LEAST}platforms:\n  - { archetype: three-line-hands-on, count: 3 }\n`;
    const scenario = accepted(text, [
      'travel.car_kmh=31',
      'platforms.0.count=5',
      'platforms.0.overrides.mode=car',
      'platforms.1={ archetype: service-quality-bikes, count: 2 }',
      'title=a = b',
      'customers.grams={ sizes_g: [1], shares: [1] }',
    ]);
    expect(scenario.platforms).toEqual([
      { archetype: 'three-line-hands-on', count: 5, overrides: { mode: 'car' } },
      { archetype: 'service-quality-bikes', count: 2 },
    ]);
    expect(scenario).toMatchObject({
      title: 'a = b',
      travel: { car_kmh: 31, scooter_kmh: 25 },
      customers: { grams: { shares: [1] } },
    });
    expect(accepted(`${text}arms: { baseline: {} }`, ['arms.more.label=More']).arms.more).toEqual({
      label: 'More',
      policies: [],
      shocks: [],
    });
  });

  test('of null or nothing removes, and the last of two wins', () => {
    expect(accepted(`${LEAST}seeds: 9`, ['seeds=null']).seeds).toBe(4);
    expect(accepted(`${LEAST}seeds: 9`, ['seeds=']).seeds).toBe(4);
    expect(accepted(LEAST, ['seeds=7', 'seeds=8']).seeds).toBe(8);
  });

  test.each([
    ['seeds', 'no field with a value'],
    ['=3', 'no field with a value'],
    ['a..b=3', 'no field with a value'],
    ['__proto__.polluted=1', 'a forbidden key'],
    ['constructor.prototype.x=1', 'a forbidden key'],
    ['extends=a.yaml', 'extends cannot be set'],
    ['travel={ constructor: 1 }', 'a forbidden key'],
    ['travel.car_kmh=[1', 'not well-formed: Flow sequence must end with a ]'],
    ['version.a=1', 'no such place to set: a plain value has nothing inside'],
    ['platforms.1.count=1', 'no such place to set: the list is empty'],
    ['travel.cars=1', 'unknown key'],
    [`${'a.'.repeat(200)}b=1`, 'too deep a path'],
  ])('%s is one fault that names the option', (set, what) => {
    const faults = refused(`${LEAST}platforms: []`, [set]);
    expect(faults).toHaveLength(1);
    expect(faults[0].what).toBe(what);
    expect(faults[0].file).toMatch(/^--set /);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('and file are reported together', () => {
    expect(brief(refused(`${LEAST}foo: 1`, ['seeds', 'travel.car_kmh=-1']))).toEqual([
      '--set seeds  no field with a value',
      'test.yaml:5:1 foo unknown key',
      '--set travel.car_kmh=-1 travel.car_kmh out of range',
    ]);
  });
});

describe('paths of cities', () => {
  const zones = (files: Record<string, string>, sets: string[] = []) =>
    accepted(files, sets).city.map((place) =>
      'zones' in place ? place.zones : 'geojson' in place ? place.geojson : '',
    );
  const rest = 'version: 2\ncustomers: { count: 1 }\nsites: { count: 1 }\n';

  test('are seen from the file that names them, also through extends', () => {
    expect(
      zones({
        'runs/x.yaml': 'extends: ../lib/a.yaml',
        'lib/a.yaml': `${rest}city: [{ zones: data/z.csv }, { geojson: ../z.json }]`,
      }),
    ).toEqual(['lib/data/z.csv', 'z.json']);
  });

  test('on the command line are seen from where it is run', () => {
    expect(zones({ 'runs/x.yaml': `${rest}city: { zones: z.csv }` }, ['city.zones=data/z.csv'])).toEqual([
      'data/z.csv',
    ]);
  });

  test.each([
    ['a/b.yaml', 'c.csv', 'a/c.csv'],
    ['b.yaml', './c.csv', 'c.csv'],
    ['a/b.yaml', '../../c.csv', '../c.csv'],
    ['../a/b.yaml', '../c.csv', '../c.csv'],
    ['/a/b.yaml', '../../c.csv', '/c.csv'],
    ['/a/b.yaml', '/x/c.csv', '/x/c.csv'],
    ['C:\\a\\b.yaml', '..\\c.csv', 'C:\\c.csv'],
    ['a\\b.yaml', 'c.csv', 'a/c.csv'],
    ['b.yaml', 'D:\\c.csv', 'D:\\c.csv'],
  ])('from %s, %s is %s', (file, path, seen) => expect(resolvePath(file, path)).toBe(seen));
});
