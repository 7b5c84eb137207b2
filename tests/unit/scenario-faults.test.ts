// What a reader of a wrong scenario is told, and where.
import { describe, expect, test } from 'vitest';
import { formatFaults } from '../../src/scenario/faults.ts';
import { brief, LEAST, refused } from '../support/scenario-files.ts';

describe('a fault', () => {
  test('prints place, path, what, got, expected and hint, then the line with a caret', () => {
    expect(formatFaults(refused(`${LEAST}travel:\n  car_kmh: fast\n  cars_kmh: 20\n`))).toBe(
      [
        'test.yaml:6:12: travel.car_kmh: wrong type, got "fast"; expected a number from 0.5 to 200 (km/h)',
        '  6 |   car_kmh: fast',
        '    |            ^',
        'test.yaml:7:3: travel.cars_kmh: unknown key, got "cars_kmh"; expected a known key; did you mean car_kmh',
        '  7 |   cars_kmh: 20',
        '    |   ^',
      ].join('\n'),
    );
  });

  test('from --set has no line to show', () => {
    expect(formatFaults(refused(LEAST, ['seeds=0']))).toBe(
      '--set seeds=0: seeds: out of range, got 0; expected a whole number from 1 to 10000 (replicates)',
    );
  });

  test('in a very long line shows the part around the caret', () => {
    const [, line, caret] = formatFaults(
      refused(`${LEAST}description: &a "${'x'.repeat(5000)}" \nseed: ${' '.repeat(5000)}[1]`),
    ).split('\n');
    expect(line.length).toBeLessThan(130);
    expect(line[caret.indexOf('^')]).toBe('[');
  });

  test('prints no control characters', () => {
    const text = formatFaults(refused(`${LEAST}"a\\e[2Jb": "\\x07"`));
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

describe('all faults at once', () => {
  test('of every section and every kind, in the order of the file', () => {
    const text = `version: 2
city:
  grid: { columns: 1.5, rows: 2 }
customers: { count: -1, light_per_month: x, cont: 1 }
sites: {}
choice: { share_delivery: 1 }
platforms:
  - archetype: three-line-hands
    count: 1
baseline: basline
arms:
  baseline: {}
  b:
    policies:
      - { kind: street-stop }
      - { kind: street-stops, hours_per_day: 3, start_day: 400 }
delivery: { opens_h: 12, closes_h: 3 }
foo: 1
`;
    expect(brief(refused(text))).toEqual([
      'test.yaml:3:3 city.grid.population missing',
      'test.yaml:3:20 city.grid.columns not a whole number',
      'test.yaml:4:21 customers.count out of range',
      'test.yaml:4:42 customers.light_per_month wrong type',
      'test.yaml:4:45 customers.cont unknown key',
      'test.yaml:5:1 sites.count missing',
      'test.yaml:8:16 platforms.0.archetype unknown value',
      'test.yaml:10:11 baseline no such arm',
      'test.yaml:15:17 arms.b.policies.0.kind unknown kind',
      'test.yaml:16:60 arms.b.policies.1.start_day outside the windows',
      'test.yaml:17:36 delivery.closes_h closes before it opens',
      'test.yaml:18:1 foo unknown key',
    ]);
  });

  test('rules between sound sections are asked whatever else is wrong', () => {
    expect(refused(LEAST, ['choice.share_delivery=0.97', 'seeds=x']).map(({ path }) => path)).toEqual([
      'seeds',
      'choice.share_delivery',
    ]);
  });

  test('past two hundred the rest are counted', () => {
    const faults = refused(`${LEAST}${Array.from({ length: 300 }, (_, k) => `zz${k}: 1`).join('\n')}`);
    expect(faults).toHaveLength(201);
    expect(faults.at(-1)?.what).toBe('100 more faults');
  });
});

describe('one fault per mistake', () => {
  test('a misspelt required key is not missing besides', () => {
    expect(brief(refused(LEAST.replace('customers', 'custmers')))).toEqual(['test.yaml:3:1 custmers unknown key']);
    expect(brief(refused(LEAST.replace('count: 100', 'cuont: 100')))).toEqual([
      'test.yaml:3:14 customers.cuont unknown key',
    ]);
  });

  test('a city is judged as what it was meant to be', () => {
    const city = (written: string) => brief(refused(LEAST.replace(/city:.*/, `city: ${written}`)));
    expect(city('{ grid: { columns: 0, rows: 1, population: 1 } }')).toEqual([
      'test.yaml:2:26 city.grid.columns out of range',
    ]);
    expect(city('[{ grid: { columns: 0, rows: 1, population: 1 } }]')).toEqual([
      'test.yaml:2:27 city.0.grid.columns out of range',
    ]);
    expect(city('{ zone: a.csv, zones: b.csv }')).toEqual(['test.yaml:2:9 city.zone unknown key']);
    expect(city('paris.csv')).toEqual(['test.yaml:2:7 city wrong value']);
    expect(city('[]')).toEqual(['test.yaml:2:7 city too short']);
  });

  test('a policy is judged by its kind', () => {
    const policy = (written: string) => brief(refused(`${LEAST}policies: [ ${written} ]`));
    expect(policy('{ kind: site-operations, hours_per_day: 1, pick: biggest }')).toEqual([
      'test.yaml:5:62 policies.0.pick unknown value',
    ]);
    expect(policy('{ kind: street-stops, hours_per_day: -1 }')).toEqual([
      'test.yaml:5:50 policies.0.hours_per_day out of range',
    ]);
    expect(policy('street-stops')).toEqual(['test.yaml:5:13 policies.0 wrong type']);
  });

  test('what is missing points to the nearest that is written', () => {
    expect(brief(refused('seed: a'))).toEqual([
      'test.yaml:1:1 version missing',
      'test.yaml:1:1 city missing',
      'test.yaml:1:1 customers missing',
      'test.yaml:1:1 sites missing',
    ]);
    expect(brief(refused(LEAST.replace('count: 3', 'count: null')))).toEqual(['test.yaml:4:10 sites.count missing']);
  });
});

describe('hints', () => {
  test.each([
    ['custmer: {}', 'did you mean customers'],
    ['Seeds: 4', 'did you mean seeds'],
    ['time: { burnin_days: 3 }', 'did you mean burn_in_days'],
    ['time: { tick-min: 3 }', 'did you mean tick_min'],
    ['travel: { brand: 3 }', undefined],
    ['baseline: basline', 'did you mean baseline'],
    ['platforms: [{ archetype: service-quality-bike, count: 1 }]', 'did you mean service-quality-bikes'],
    ['policies: [{ kind: site-operation, hours_per_day: 1 }]', 'did you mean site-operations'],
    ['policies: [{ kind: street-stops, hours_per_day: 1, where: bufer }]', 'did you mean buffer'],
    ['policies: [{ kind: street-stops, hours_per_day: 1, where: "city:citi" }]', 'did you mean city:city'],
    ['areas: { target: { rule: most-site } }', 'did you mean most-sites'],
  ])('%s: %s', (line, hint) => {
    expect(refused(`${LEAST}${line}`).map((fault) => fault.hint)).toEqual([hint]);
  });

  test('without a near key all are named', () => {
    expect(refused(LEAST, ['returns.zzz=1'])[0].expected).toBe('one of probability, mean_h, at_most');
  });
});
