// What the schema says of itself, and what a policy says of itself.
import { describe, expect, test } from 'vitest';
import { describePolicy, POLICIES } from '../../src/policies/registry.ts';
import { hoursOnDay } from '../../src/policies/schedule.ts';
import { jsonSchema, parametersOf, parameterTable } from '../../src/scenario/describe.ts';
import type { ScenarioFile } from '../../src/scenario/schema.ts';
import { accepted, LEAST } from '../support/scenario-files.ts';

describe('the table of parameters', () => {
  const table = parameterTable();

  test('has every field once, with a sentence, a grade and a source', () => {
    expect(new Set(table.map(({ path }) => path)).size).toBe(table.length);
    for (const { path, text, grade, source, allowed } of table) {
      expect(text, path).toMatch(/^[A-Z].*\.$/);
      expect(grade, path).toMatch(/^[SVPDA](,[SVPDA])*( direction, [SVPDA] size)?$/);
      expect(source, path).not.toBe('');
      expect(allowed, path).not.toBe('');
    }
  });

  test('tells which fields must be written', () => {
    expect(table.filter(({ required }) => required).map(({ path }) => path)).toEqual([
      'version',
      'city.grid.columns',
      'city.grid.rows',
      'city.grid.population',
      'customers.count',
      'sites.count',
      'platforms.N.archetype',
      'platforms.N.count',
      'platforms.mix',
      'platforms.count',
      'policies.N.kind',
      'policies.N.hours_per_day',
      'policies.N.eur_per_day',
      'shocks.N.kind',
      'shocks.N.day',
      'shocks.N.share',
      'shocks.N.from_day',
      'shocks.N.factor',
      'arms.NAME.policies.N.kind',
      'arms.NAME.policies.N.hours_per_day',
      'arms.NAME.policies.N.eur_per_day',
      'arms.NAME.shocks.N.kind',
      'arms.NAME.shocks.N.day',
      'arms.NAME.shocks.N.share',
      'arms.NAME.shocks.N.from_day',
      'arms.NAME.shocks.N.factor',
    ]);
  });

  test('gives the defaults that a scenario gets', () => {
    const scenario = accepted(LEAST) as unknown as Record<string, Record<string, unknown>>;
    for (const { path, default: value } of table.filter(({ path }) =>
      /^(choice|travel|delivery|police|couriers|time)\.[^.]+$/.test(path),
    )) {
      const [section, key] = path.split('.');
      expect(scenario[section][key], path).toEqual(value);
    }
  });

  test('names the unit that the field names', () => {
    const units: Record<string, RegExp> = {
      _eur: /EUR/,
      _min: /min/,
      _h: /\bh\b/,
      _km: /km/,
      _g: /g/,
      _kmh: /km\/h/,
      _days: /day/,
      _points: /points/,
      _share: /share/,
    };
    for (const { path, unit } of table) {
      for (const [ending, said] of Object.entries(units)) if (path.endsWith(ending)) expect(unit, path).toMatch(said);
    }
  });

  test('names all mechanisms and all kinds of policy', () => {
    expect(table.flatMap(({ path }) => path.match(/^mechanisms\.(.*)$/)?.[1] ?? [])).toEqual(
      Object.keys(accepted(LEAST).mechanisms),
    );
    expect(table.find(({ path }) => path === 'policies.N.kind')?.allowed).toBe(
      POLICIES.map(({ kind }) => kind).join(' or '),
    );
  });
});

describe('the parameters of a scenario', () => {
  const scenario = accepted(
    `${LEAST}seeds: 7\nplatforms: [{ archetype: three-line-hands-on, count: 2, overrides: { lines: 5 } }]\narms: { baseline: {}, a: { policies: [{ kind: street-stops, hours_per_day: 3 }] } }\n`,
  );
  const values = new Map(parametersOf(scenario).map(({ path, value }) => [path, value]));

  test('are all values with their grades, by the path that --set takes', () => {
    expect(Object.fromEntries(values)).toMatchObject({
      seeds: 7,
      'city.0.grid.columns': 4,
      'choice.loss_eur.low': 250,
      'platforms.0.overrides.lines': 5,
      'platforms.0.overrides.couriers_per_line': 2,
      'arms.a.policies.0.hours_per_day': 3,
    });
    expect(values.size).toBeGreaterThan(140);
  });

  test('come with what they would be if not written, of traits with those of the archetype', () => {
    const rows = new Map(parametersOf(scenario).map((row) => [row.path, row]));
    expect(rows.get('seeds')).toMatchObject({ value: 7, default: 4 });
    expect(rows.get('platforms.0.overrides.lines')).toMatchObject({ value: 5, default: 3 });
    expect(rows.get('platforms.0.overrides.couriers_per_line')).toMatchObject({ value: 2, default: 2 });
    expect(rows.get('arms.a.policies.0.hours_per_day')).not.toHaveProperty('default');
  });

  test('set again give the same scenario', () => {
    const sets = [...values]
      .filter(([, value]) => value !== '')
      .map(([path, value]) => `${path}=${JSON.stringify(value)}`);
    const bare = 'version: 2\ncity: [{}]\nplatforms: [{}]\narms: { a: { policies: [{}] } }\n';
    const again = accepted(bare, [...sets, 'arms.baseline={}']);
    expect({ ...again, platforms: [] }).toEqual({ ...scenario, platforms: [] });
  });
});

describe('the JSON Schema', () => {
  const schema = jsonSchema() as {
    properties: Record<
      string,
      { description: string; properties: Record<string, { description: string; default?: unknown }> }
    >;
  };

  test('is the same each time', () => expect(JSON.stringify(jsonSchema())).toBe(JSON.stringify(schema)));

  test('tells unit, default, grade and source in the description', () => {
    expect(schema.properties.delivery.properties.price_eur_per_g).toMatchObject({
      description: 'Price delivered. Unit: EUR/g. Default: 68.5. Plausible: 60-75. Grade D (MODEL 6, platforms).',
      default: 68.5,
      type: 'number',
      minimum: 0,
    });
    expect(schema.properties.mechanisms.properties.stops.default).toBe(true);
  });

  test('knows extends, every section, and that of sweeps', () => {
    expect(Object.keys(schema.properties).slice(0, 3)).toEqual(['version', 'extends', 'name']);
    expect(schema.properties).toHaveProperty('sweep');
    expect(Object.keys(schema.properties).filter((key) => !['extends', 'sweep'].includes(key))).toEqual(
      Object.keys(accepted(LEAST)),
    );
  });

  test('forbids unknown keys and lets a file that extends another be short', () => {
    const text = JSON.stringify(schema);
    expect(text).toContain('"additionalProperties":false');
    expect(schema.properties.customers).not.toHaveProperty('required');
    expect(schema).toMatchObject({
      anyOf: [{ required: ['extends'] }, { required: ['version', 'city', 'customers', 'sites'] }],
    });
    expect(text).toContain('"required":["archetype","count"]');
  });

  test('and the type of a file agree', () => {
    const file: ScenarioFile = {
      version: 2,
      city: { zones: 'z.csv' },
      customers: { count: 3 },
      sites: { count: 1 },
      mechanisms: { stops: 'off' },
    };
    expect(accepted({ 'a.json': JSON.stringify(file) }).mechanisms.stops).toBe(false);
  });
});

describe('a policy', () => {
  const policy = { start_day: 90, end_day: 100, ramp_days: 4, hours_per_day: 80 };

  test('has no hours before its start and from its end on', () => {
    expect([0, 89, 100, 500].map((day) => hoursOnDay(policy, day))).toEqual([0, 0, 0, 0]);
    expect(hoursOnDay({ ...policy, end_day: null }, 5000)).toBe(80);
  });

  test('rises in a straight line over its ramp', () => {
    expect([90, 91, 92, 93, 94, 99].map((day) => hoursOnDay(policy, day))).toEqual([10, 30, 50, 70, 80, 80]);
    expect(hoursOnDay({ ...policy, ramp_days: 0 }, 90)).toBe(80);
    expect(hoursOnDay({ ...policy, hours_per_day: 0 }, 91)).toBe(0);
  });

  test('says in one sentence what it does', () => {
    const sentence = (written: string) =>
      describePolicy(accepted(`${LEAST}arms: { baseline: {}, a: { policies: [{ ${written} }] } }`).arms.a.policies[0]);
    expect(
      sentence(
        'kind: site-operations, announce_day: 60, start_day: 90, ramp_days: 14, hours_per_day: 80, between: [10, 18]',
      ),
    ).toBe(
      'Site operations: 80 officer-hours a day between 10 and 18 h in the target area, from day 90 on (rising over 14 days, announced on day 60), largest sites first.',
    );
    expect(sentence('kind: street-stops, label: Stops, hours_per_day: 1, end_day: 10, where: all')).toBe(
      'Stops: 1 officer-hours a day in all zones, from day 0 to day 9.',
    );
  });
});
