// Looks up the field that a factor's path names, in a scenario as it is written.
import type { z } from 'zod';
import { nearest } from '../../nearest.ts';
import { parameterTable } from '../describe.ts';
import type { Flaw } from '../faults.ts';
import type { Path } from '../located.ts';
import { scenarioSchema } from '../schema.ts';
import { isMap, keysOf, meant, notesOf, unwrap } from '../walk.ts';

type Type = z.core.$ZodType;

/** What no sweep varies, by the first step of the path, with the reason. */
const FIXED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['version', 'extends', 'name', 'title', 'description', 'sweep'].map((key) => [
      key,
      'it says what the sweep is, and not what happens in it',
    ]),
  ),
  ...Object.fromEntries(
    ['seed', 'seeds'].map((key) => [key, 'every point has the same replicates, so that points can be compared']),
  ),
  baseline: 'effects at all points are against the same arm',
  compare: 'it changes no run',
};

/** The type of the field at a path, or what is wrong with the path. `written` is the scenario as plain data. */
export function fieldAt(written: unknown, path: string): { type: Type } | Flaw {
  const steps = path.split('.');
  const fixed = Object.hasOwn(FIXED, steps[0]!) ? FIXED[steps[0]!] : undefined;
  if (steps[0] === 'city' && ['zones', 'geojson'].includes(steps.at(-1)!))
    return {
      what: 'a file, which no sweep varies',
      got: path,
      expected: 'another field',
      hint: 'write a sweep for each city',
    };
  if (fixed !== undefined)
    return { what: 'a field that no sweep varies', got: path, expected: 'another field', hint: fixed };
  return walk(scenarioSchema, written, steps, []);
}

function walk(type: Type, held: unknown, steps: Path, above: Path): { type: Type } | Flaw {
  const [step, ...rest] = steps;
  const here = memberFor(type, held);
  const inner = here && unwrap(here)._zod.def;
  if (step === undefined) {
    if (notesOf(type) || (inner && !INSIDE.includes(inner.type))) return { type };
    const keys = Object.keys(keysFor(type, held) ?? {});
    return flaw(
      `${above.join('.')} is no single field`,
      above,
      keys.length > 0 ? `one of ${listed(keys)} inside it` : 'the path of a field',
    );
  }
  if (inner?.type === 'array') {
    const list = Array.isArray(held) ? held : [];
    if (/^\d+$/.test(String(step)) && Number(step) < list.length)
      return walk(inner.element, list[Number(step)], rest, [...above, step]);
    const has = list.length === 0 ? 'is empty' : `has elements 0 to ${list.length - 1}`;
    return flaw(`no such element: the list ${has}`, [...above, step], 'a field of the scenario');
  }
  if (inner?.type === 'tuple') {
    const item = inner.items[Number(step)];
    if (item) return walk(item, (held as unknown[] | undefined)?.[Number(step)], rest, [...above, step]);
    return flaw('no such element', [...above, step], `0 to ${inner.items.length - 1}`);
  }
  const keys = keysFor(type, held);
  if (!keys) {
    // Inside `set` of an arm stand paths of the scenario.
    if (above.length === 3 && above[0] === 'arms' && above[2] === 'set') return walk(scenarioSchema, {}, steps, []);
    return flaw('a plain value has nothing inside', above, above.join('.'));
  }
  const found = Object.hasOwn(keys, step) ? keys[String(step)] : undefined;
  if (found) return walk(found, isMap(held) ? held[String(step)] : undefined, rest, [...above, step]);
  const near = nearest(String(step), Object.keys(keys)) ?? elsewhere(String(steps.at(-1)));
  const whole = near && (near.includes('.') ? near : [...above, near, ...rest].join('.'));
  return flaw(
    'no such field',
    [...above, step],
    `one of ${listed(Object.keys(keys))}`,
    whole && `did you mean ${whole}`,
  );
}

const INSIDE = ['object', 'record', 'array', 'tuple', 'union'];

const flaw = (what: string, at: Path, expected: string, hint?: string): Flaw => ({
  what,
  got: at.join('.'),
  expected,
  hint,
});

/** The type, or the member of a union that is meant by what is held; where nothing is, the one that has fields. */
function memberFor(type: Type, held: unknown): Type | undefined {
  const { def } = unwrap(type)._zod;
  if (def.type !== 'union') return type;
  if (held !== undefined) return meant(type, held)[0];
  return def.options.find((option) => unwrap(option)._zod.def.type === 'object') ?? def.options[0];
}

/** Types by key of a map; where keys are free, of those that are written. */
function keysFor(type: Type, held: unknown): Record<string, Type> | undefined {
  const here = memberFor(type, held);
  if (!here) return undefined;
  const known = keysOf(here);
  if (known) return known;
  const { def } = unwrap(here)._zod;
  if (def.type !== 'record') return undefined;
  return Object.fromEntries(Object.keys(isMap(held) ? held : {}).map((key) => [key, def.valueType]));
}

/** The path of a field of that name somewhere else. */
const elsewhere = (name: string): string | undefined =>
  parameterTable().find(({ path }) => path.split('.').at(-1) === name && !path.includes('['))?.path;

const listed = (keys: readonly string[]): string =>
  keys.length <= 12 ? keys.join(', ') : `${keys.slice(0, 12).join(', ')} and ${keys.length - 12} more`;
