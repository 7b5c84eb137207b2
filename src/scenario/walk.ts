// Looks up fields in the schema by path, and describes them in words.
import { z } from 'zod';
import type { FieldNotes } from '../fields/field.ts';
import type { Path } from './located.ts';

/** The parts of a Zod type that this file reads. */
type Type = z.core.$ZodType;
type Inner = z.core.$ZodTypes;

const WRAPPERS = ['default', 'prefault', 'optional', 'nullable', 'readonly', 'nonoptional', 'catch'];

/** The inner type, without defaults, optional marks and transforms. */
export function unwrap(type: Type): Inner {
  let inner = type as Inner;
  for (;;) {
    const { def } = inner._zod;
    if (def.type === 'pipe') inner = def.in as Inner;
    else if (WRAPPERS.includes(def.type) && 'innerType' in def) inner = def.innerType as Inner;
    else return inner;
  }
}

/** The notes of a field; undefined for maps and lists that only hold fields. */
export function notesOf(type: Type): FieldNotes | undefined {
  for (let inner: Type = type; ; ) {
    const meta = z.globalRegistry.get(inner) as Partial<FieldNotes> | undefined;
    if (meta?.grade !== undefined) return meta as FieldNotes;
    const { def } = inner._zod as Inner['_zod'];
    if (def.type === 'pipe') inner = def.in;
    else if ('innerType' in def) inner = def.innerType as Type;
    else return undefined;
  }
}

/** The members of a union that may be meant by `value`: by its kind, or by being a map, a list or neither. */
export function meant(union: Type, value: unknown): Type[] {
  const { def } = unwrap(union)._zod;
  if (def.type !== 'union') return [union];
  const kindOf = 'discriminator' in def && typeof def.discriminator === 'string' ? def.discriminator : undefined;
  if (kindOf !== undefined) {
    const kind = isMap(value) ? value[kindOf] : undefined;
    return def.options.filter((option) => option._zod.propValues?.[kindOf]?.has(kind as string));
  }
  return def.options.filter((option) => {
    const { type } = unwrap(option)._zod.def;
    if (isMap(value)) return type === 'object' || type === 'record';
    return type === (Array.isArray(value) ? 'array' : typeof value);
  });
}

/** Types of all keys of a map; undefined where keys are free or the type is no map. */
export function keysOf(type: Type): Record<string, Type> | undefined {
  const { def } = unwrap(type)._zod;
  if (def.type === 'object') return def.shape;
  if (def.type !== 'record') return undefined;
  const keys = unwrap(def.keyType)._zod.def;
  if (keys.type !== 'enum') return undefined;
  return Object.fromEntries(Object.values(keys.entries).map((key) => [key, def.valueType]));
}

/** The type of the field at `path` of a scenario file that holds `value`, or undefined where there is none. */
export function typeAt(type: Type, path: Path, value: unknown): Type | undefined {
  let here: Type | undefined = type;
  let held = value;
  for (const step of path) {
    if (here && unwrap(here)._zod.def.type === 'union') here = meant(here, held)[0];
    if (!here) return undefined;
    const def: Inner['_zod']['def'] = unwrap(here)._zod.def;
    if (def.type === 'object') here = Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
    else if (def.type === 'array') here = def.element;
    else if (def.type === 'record') here = def.valueType;
    else if (def.type === 'tuple') here = def.items[Number(step)];
    else return undefined;
    held =
      typeof held === 'object' && held !== null && Object.hasOwn(held, step)
        ? (held as Record<string, unknown>)[step]
        : undefined;
  }
  return here;
}

/** The allowed values in words. */
export function expectation(type: Type): string {
  const unit = notesOf(type)?.unit ?? '';
  const words = inWords(type);
  const numbers = unit !== '' && /number/.test(words) ? `${words} (${unit})` : words;
  return isDay(type) ? `${numbers} or a date` : numbers;
}

/** Whether a field counts days from day 0, so that a date may be written too; durations have the unit 'days'. */
export const isDay = (type: Type): boolean => notesOf(type)?.unit === 'day';

export function isWhole(type: Type): boolean {
  const inner = unwrap(type);
  return inner._zod.def.type === 'number' && (inner as unknown as z.ZodNumber).isInt;
}

/** Whether a field is true or false, so that `on` and `off` in any case may be written too. */
export function isSwitch(type: Type): boolean {
  const { def } = unwrap(type)._zod;
  return def.type === 'union' && def.options.some((option) => unwrap(option)._zod.def.type === 'boolean');
}

function inWords(type: Type): string {
  const orNull = isNullable(type) ? ' or null' : '';
  const inner = unwrap(type);
  const { def } = inner._zod;
  switch (def.type) {
    case 'number': {
      const { minValue, maxValue, isInt } = inner as unknown as z.ZodNumber;
      const isOpen = minValue === null || maxValue === null || minValue <= Number.MIN_SAFE_INTEGER;
      return `a${isInt ? ' whole' : ''} number${isOpen ? '' : ` from ${minValue} to ${maxValue}`}${orNull}`;
    }
    case 'string':
      return (inner as unknown as z.ZodString).format === 'date' ? 'a date as YYYY-MM-DD' : 'text';
    case 'boolean':
      return 'true or false';
    case 'enum':
      return Object.values(def.entries)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1');
    case 'literal':
      return def.values.join(' or ');
    case 'array':
      return `a list of ${lengthOf(inner)}${unwrap(def.element)._zod.def.type === 'number' ? 'numbers' : 'maps'}`;
    case 'tuple':
      return `a list of ${def.items.length} numbers`;
    case 'record':
      return unwrap(def.valueType)._zod.def.type === 'number' ? 'a map of named numbers' : 'a map of named maps';
    case 'object': {
      const required = Object.entries(def.shape)
        .filter(([, one]) => isRequired(one))
        .map(([key]) => key);
      return required.length > 0 ? `a map with ${required.join(', ')}` : 'a map';
    }
    case 'union':
      return 'discriminator' in def ? 'a map with kind' : [...new Set(def.options.map(inWords))].join(' or ');
    default:
      return 'another value';
  }
}

/** The number of elements that a list must have, if it is fixed, and a space. */
function lengthOf(list: Inner): string {
  const exact = list._zod.def.checks
    ?.map((check) => check._zod.def as { check: string; length?: number })
    .find(({ check }) => check === 'length_equals');
  return exact ? `${exact.length} ` : '';
}

function isNullable(type: Type): boolean {
  const { def } = type._zod as Inner['_zod'];
  return def.type === 'nullable' || ('innerType' in def && isNullable(def.innerType as Type));
}

/** Whether a field must be written. */
export const isRequired = (type: Type): boolean => !z.safeParse(type, undefined).success;

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
