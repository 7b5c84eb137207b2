// The fields of the schema as tables and as JSON Schema: for help, documentation, results and editors.
import { z } from 'zod';
import { traitsOf } from '../archetypes/registry.ts';
import type { FieldNotes } from '../fields/field.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import { sweepSchema } from './sweep/schema.ts';
import { expectation, isDay, isMap, isRequired, isSwitch, meant, notesOf, unwrap } from './walk.ts';

type Type = z.core.$ZodType;

/** One field; `N` in a path stands for an index of a list, `NAME` for a name of the user's. */
export interface ParameterRow extends FieldNotes {
  path: string;
  /** What may be written, in words. */
  allowed: string;
  required: boolean;
  /** The value when not written; absent where there is none. */
  default?: unknown;
}

/** All fields, in the order of the schema. */
export function parameterTable(): ParameterRow[] {
  const rows = new Map<string, ParameterRow>();
  collect(scenarioSchema, []);
  return [...rows.values()];

  function collect(type: Type, path: string[]): void {
    const notes = notesOf(type);
    if (notes) {
      add(type, path.join('.'), notes);
      return;
    }
    const { def } = unwrap(type)._zod;
    if (def.type === 'object') for (const [key, one] of Object.entries(def.shape)) collect(one, [...path, key]);
    if (def.type === 'array') collect(def.element, [...path, 'N']);
    if (def.type === 'record') collect(def.valueType, [...path, 'NAME']);
    if (def.type !== 'union') return;
    for (const option of def.options) {
      const inside = unwrap(option)._zod.def;
      // A list of what may also stand alone is told once.
      const isOther = inside.type === 'array' && !def.options.includes(inside.element);
      if (inside.type === 'object' || isOther) collect(option, path);
    }
  }

  function add(type: Type, path: string, notes: FieldNotes): void {
    const known = rows.get(path);
    const allowed = expectation(type);
    if (known) {
      // The kinds of policy share most fields; only the kind itself differs.
      if (known.allowed !== allowed) known.allowed += ` or ${allowed}`;
      return;
    }
    const { text, symbol, unit, plausible, grade, source } = notes;
    const unwritten = z.safeParse(type, undefined);
    rows.set(path, {
      path,
      text,
      ...(symbol === undefined ? {} : { symbol }),
      unit,
      allowed,
      required: isRequired(type),
      ...(unwritten.success && unwritten.data !== undefined ? { default: unwritten.data } : {}),
      ...(plausible === undefined ? {} : { plausible }),
      grade,
      source,
    });
  }
}

/** One value of a scenario with the notes of its field. */
export interface Parameter {
  /** As `--set` takes it. */
  path: string;
  value: unknown;
  /** The default, for traits that of the archetype; absent if there is none. */
  default?: unknown;
  unit: string;
  grade: string;
  source: string;
  text: string;
}

/** Every value a scenario runs with, defaults included; platforms with all traits, whether overridden or not. */
export function parametersOf(scenario: Scenario): Parameter[] {
  const withTraits = (of: (platform: Scenario['platforms'][number]) => object): Parameter[] => {
    const platforms = scenario.platforms.map((platform) => ({ ...platform, overrides: of(platform) }));
    return values(scenarioSchema, { ...scenario, platforms }, []);
  };
  const archetypal = new Map(
    withTraits(({ archetype }) => traitsOf({ archetype })).map(({ path, value }) => [path, value]),
  );
  return withTraits(traitsOf).map((one) =>
    /^platforms\.\d+\.overrides\./.test(one.path) ? { ...one, default: archetypal.get(one.path) } : one,
  );
}

function values(type: Type, value: unknown, path: string[]): Parameter[] {
  const notes = notesOf(type);
  if (notes) {
    if (value === undefined) return [];
    const { unit, grade, source, text } = notes;
    const unwritten = z.safeParse(type, undefined);
    const known = unwritten.success && unwritten.data !== undefined ? { default: unwritten.data } : {};
    return [{ path: path.join('.'), value, ...known, unit, grade, source, text }];
  }
  const [member] = meant(type, value);
  const def = member && unwrap(member)._zod.def;
  if (def?.type === 'object' && isMap(value))
    return Object.entries(def.shape).flatMap(([key, one]) => values(one, value[key], [...path, key]));
  if (def?.type === 'array' && Array.isArray(value))
    return value.flatMap((one, index) => values(def.element, one, [...path, String(index)]));
  if (def?.type === 'record' && isMap(value))
    return Object.entries(value).flatMap(([key, one]) => values(def.valueType, one, [...path, key]));
  return [];
}

type Json = z.core.JSONSchema.BaseSchema;

/** JSON Schema (draft 2020-12) of what may be written, for completion and hover in editors; the same each time. */
export function jsonSchema(): object {
  const { properties, required, ...rest } = z.toJSONSchema(scenarioSchema, {
    io: 'input',
    override: tellInOneSentence,
  });
  const path = { type: 'string', minLength: 1 };
  const bases = {
    description: 'Scenario files that this one changes, relative to it; later ones win, this one wins over all.',
    anyOf: [path, { type: 'array', items: path }],
  };
  const sweep = z.toJSONSchema(sweepSchema, { io: 'input', override: tellInOneSentence }) as Json;
  delete sweep.$schema;
  const { version, ...others } = { ...properties, sweep } as Record<string, Json>;
  Object.values(others).forEach(requireNothing);
  return {
    ...rest,
    properties: { version, extends: bases, ...others },
    anyOf: [{ required: ['extends'] }, { required }],
  };
}

/** No field is required, since a file may extend another one; only elements of lists must be complete. */
function requireNothing(schema: Json): void {
  delete schema.required;
  for (const inside of [
    ...Object.values(schema.properties ?? {}),
    schema.additionalProperties,
    ...(schema.anyOf ?? []),
  ]) {
    if (isMap(inside)) requireNothing(inside);
  }
}

/** Adds unit, default and grade to the description, since editors show nothing else. */
function tellInOneSentence({ zodSchema, jsonSchema }: { zodSchema: Type; jsonSchema: Json }): void {
  takeBothForms(zodSchema, jsonSchema);
  const { text, unit, plausible, grade, source } = jsonSchema as Partial<FieldNotes>;
  if (text === undefined) return;
  for (const key of ['text', 'symbol', 'unit', 'plausible', 'grade', 'source', 'inPilot']) delete jsonSchema[key];
  const unwritten = z.safeParse(zodSchema, undefined);
  const value = unwritten.success ? unwritten.data : undefined;
  if (value !== undefined) jsonSchema.default = value as NonNullable<Json['default']>;
  const parts = [
    text,
    unit === '' ? '' : `Unit: ${unit}.`,
    value === undefined || value === '' ? '' : `Default: ${JSON.stringify(value)}.`,
    plausible === undefined ? '' : `Plausible: ${plausible}.`,
    `Grade ${grade} (${source}).`,
  ];
  jsonSchema.description = parts.filter((part) => part !== '').join(' ');
}

/** Also allows what the parser translates before the schema checks it: dates for days, switches in any case. */
function takeBothForms(zodSchema: Type, jsonSchema: Json): void {
  if (jsonSchema.text === undefined) return;
  if (isSwitch(zodSchema)) jsonSchema.anyOf?.push({ type: 'string', pattern: '^[Oo]([Nn]|[Ff][Ff])$' });
  if (!isDay(zodSchema)) return;
  const { type, minimum, maximum, anyOf } = jsonSchema;
  for (const key of ['type', 'minimum', 'maximum']) delete jsonSchema[key];
  jsonSchema.anyOf = [...(anyOf ?? [{ type, minimum, maximum } as Json]), { type: 'string', format: 'date' }];
}
