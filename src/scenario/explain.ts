// From what the schema found to faults that a reader can mend: one per mistake, at the place where it was written.
import type { z } from 'zod';
import { type Fault, faultAt } from './faults.ts';
import { get, isNull, type Located, originOf, type Path } from './located.ts';
import { nearest } from './nearest.ts';
import { expectation, isMap, keysOf, meant, typeAt, unwrap } from './walk.ts';

type Issue = z.core.$ZodIssue;

/** All faults of a document, in the order in which they are written. `value` is the document as plain data. */
export function explain(issues: readonly Issue[], schema: z.core.$ZodType, tree: Located, value: unknown): Fault[] {
  /** Keys that an unknown one probably stands for: they are not missing besides. */
  const meantKeys = new Set<string>();
  const found = issues.flatMap((issue) => one(issue, []));
  return found.filter(({ what, path }) => what !== MISSING || !meantKeys.has(path));

  function one(issue: Issue, above: Path): Fault[] {
    const path = [...above, ...issue.path] as (string | number)[];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const union = typeAt(schema, path, value);
      const held = dig(value, path);
      const at = union ? optionsOf(union).findIndex((option) => meant(union, held).includes(option)) : -1;
      const inside = issue.errors[at];
      if (inside) return inside.flatMap((deeper) => one(deeper, path));
    }
    return [said(issue, path)];
  }

  function unknownKey(path: Path, key: string): Fault {
    const type = typeAt(schema, path, value);
    const members = type && unwrap(type)._zod.def.type === 'union' ? meant(type, dig(value, path)) : type ? [type] : [];
    const keys = members.flatMap((member) => Object.keys(keysOf(member) ?? {}));
    const held = dig(value, path);
    const near = nearest(key, keys.filter((known) => !isMap(held) || !Object.hasOwn(held, known))) ?? nearest(key, keys);
    if (near) meantKeys.add([...path, near].join('.'));
    return faultAt(originOf(tree, [...path, key], 'key'), { path: [...path, key].join('.'), what: 'unknown key', got: key, expected: near ? 'a known key' : `one of ${keys.join(', ')}`, hint: near && `did you mean ${near}` });
  }

  function said(issue: Issue, path: Path): Fault {
    const type = typeAt(schema, path, value);
    const held = dig(value, path);
    const written = get(tree, path);
    const fault = (what: string, expected: string, got: unknown, hint?: string, of: 'key' | 'value' = 'value') =>
      faultAt(originOf(tree, path, of), { path: path.join('.'), what, got, expected, hint });
    const expected = type ? expectation(type) : 'another value';
    const own = ownMessage(issue);
    const isMissing = held === undefined && (written === undefined || isNull(written));
    if (issue.code === 'custom') {
      const { got = held, expected: wanted = own ?? expected, hint } = (issue.params ?? {}) as { got?: unknown; expected?: string; hint?: string };
      return issue.params?.['expected'] === undefined ? fault('not allowed', wanted, got) : fault(issue.message, wanted, 'got' in issue.params ? got : undefined, hint);
    }
    if (isMissing) return fault(MISSING, issue.code === 'invalid_union' && 'options' in issue ? choices(issue.options ?? []) : expected, undefined, undefined, 'key');
    switch (issue.code) {
      case 'invalid_type':
        if (typeof held === 'number') return fault(Number.isFinite(held) && issue.expected === 'int' ? 'not a whole number' : wrongNumber(held), expected, held);
        return fault('wrong type', expected, held);
      case 'too_small':
      case 'too_big': {
        if (typeof held === 'number') return fault('out of range', expected, held);
        const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
        const isText = typeof held === 'string';
        const count = isText || Array.isArray(held) ? held.length : undefined;
        return fault(issue.code === 'too_small' ? 'too short' : 'too long', `${isText ? 'text' : 'a list'} of ${'exact' in issue && issue.exact ? String(limit.match(/\d+/)) : limit} ${isText ? 'characters' : 'elements'}`, count);
      }
      case 'invalid_value': {
        const near = typeof held === 'string' ? nearest(held, issue.values.map(String)) : undefined;
        return fault(own ?? 'unknown value', expected, held, near && `did you mean ${near}`);
      }
      case 'invalid_format':
        return fault('not in the right form', own ?? expected, held, nearWord(held, own));
      case 'invalid_key':
        return fault('not a valid name', issue.issues[0]?.message ?? 'another name', path.at(-1), undefined, 'key');
      case 'invalid_union': {
        if (!('options' in issue) || !issue.options) return fault('wrong value', expected, held);
        const near = typeof held === 'string' ? nearest(held, issue.options.map(String)) : undefined;
        return fault('unknown kind', choices(issue.options), held, near && `did you mean ${near}`);
      }
      default:
        return fault('not allowed', expected, held);
    }
  }
}

const MISSING = 'missing';

const wrongNumber = (value: number): string => (Number.isFinite(value) ? 'wrong type' : 'not a finite number');
const choices = (options: readonly unknown[]): string => options.join(' or ');

/** A message that the schema wrote itself; those of Zod begin with these words. */
const ownMessage = ({ message }: Issue): string | undefined => (/^(Invalid|Too (small|big)|Unrecognized)/.test(message) ? undefined : message);

/** The word of a list in prose that was probably meant. */
function nearWord(held: unknown, prose: string | undefined): string | undefined {
  if (typeof held !== 'string' || prose === undefined) return undefined;
  const near = nearest(held, prose.split(/, | or /).filter((word) => /^[a-z]+$/.test(word)));
  return near && `did you mean ${near}`;
}

function optionsOf(union: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = unwrap(union)._zod;
  return def.type === 'union' ? def.options : [];
}

function dig(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) here = typeof here === 'object' && here !== null && Object.hasOwn(here, step) ? (here as Record<string, unknown>)[step] : undefined;
  return here;
}
