// Turns issues of the schema into faults that a user can correct: one per mistake, with its place in the file.
import type { z } from 'zod';
import type { Complaint } from '../fields/kinds.ts';
import { nearest } from '../nearest.ts';
import { type Fault, faultAt } from './faults.ts';
import { commasInList, hintFor, hintForKey, isDate } from './habits.ts';
import { get, isNull, type Located, originOf, type Path } from './located.ts';
import { expectation, isMap, keysOf, meant, notesOf, typeAt, unwrap } from './walk.ts';

type Issue = z.core.$ZodIssue;

/** All faults of a document, in order of place. `value` is the document as plain data. */
export function explain(issues: readonly Issue[], schema: z.core.$ZodType, tree: Located, value: unknown): Fault[] {
  /** Keys that an unknown key was probably meant as; they are not also reported as missing. */
  const meantKeys = new Set<string>();
  const firstAt = new Map<string, Fault>();
  for (const fault of issues.flatMap((issue) => one(issue, []))) {
    if (!firstAt.has(fault.path)) firstAt.set(fault.path, fault);
  }
  return [...firstAt.values()].filter(({ what, path }) => what !== MISSING || !meantKeys.has(path));

  function one(issue: Issue, above: Path): Fault[] {
    const path = [...above, ...issue.path] as (string | number)[];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key, at) => unknownKey(path, key, at < MOST_HINTS));
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const union = typeAt(schema, path, value);
      const held = dig(value, path);
      const at = union ? optionsOf(union).findIndex((option) => meant(union, held).includes(option)) : -1;
      const inside = issue.errors[at];
      if (inside) return inside.flatMap((deeper) => one(deeper, path));
    }
    return [said(issue, path)];
  }

  function unknownKey(path: Path, key: string, isHinted: boolean): Fault {
    const type = typeAt(schema, path, value);
    const members = type && unwrap(type)._zod.def.type === 'union' ? meant(type, dig(value, path)) : type ? [type] : [];
    const keys = members.flatMap((member) => Object.keys(keysOf(member) ?? {}));
    const held = dig(value, path);
    const unused = keys.filter((known) => !isMap(held) || !Object.hasOwn(held, known));
    const odd = hintForKey(key);
    const near = isHinted
      ? (nearest(key, unused) ?? nearest(key, keys) ?? keys.find((known) => odd && key.includes(known)))
      : undefined;
    if (near) meantKeys.add([...path, near].join('.'));
    return faultAt(originOf(tree, [...path, key], 'key'), {
      path: [...path, key].join('.'),
      what: 'unknown key',
      got: key,
      expected: near ? 'a known key' : `one of ${keys.join(', ')}`,
      hint: odd ?? (near && `did you mean ${near}`),
    });
  }

  /** What to write instead of a list of numbers with commas. */
  function hintAt(path: Path): string | undefined {
    const list = get(tree, path);
    return list?.kind === 'list' ? commasInList(list.at) : undefined;
  }

  /** The unit of the field at a path, or of the one that holds it. */
  function unitAt(path: Path): string {
    for (let depth = path.length; depth > 0; depth--) {
      const type = typeAt(schema, path.slice(0, depth), value);
      const notes = type && notesOf(type);
      if (notes) return notes.unit;
    }
    return '';
  }

  function said(issue: Issue, path: Path): Fault {
    const type = typeAt(schema, path, value);
    const held = dig(value, path);
    const written = get(tree, path);
    const list = [path, path.slice(0, -1)].find((one) => hintAt(one) !== undefined);
    if (list)
      return faultAt(originOf(tree, list, 'value'), {
        path: list.join('.'),
        what: 'numbers with commas',
        expected: 'a point in each, and commas between them',
        hint: hintAt(list),
      });
    const fault = (what: string, expected: string, got: unknown, hint?: string, of: 'key' | 'value' = 'value') => {
      const at = originOf(tree, path, of);
      const habit = type && of === 'value' ? hintFor(held, type, unitAt(path), at) : undefined;
      const found = faultAt(at, { path: path.join('.'), what, got, expected, hint: hint ?? habit });
      const date = written?.kind === 'scalar' && written.value === got ? written.written : undefined;
      return isDate(date) ? { ...found, got: `${date} (day ${got})` } : found;
    };
    const expected = type ? expectation(type) : 'another value';
    const own = ownMessage(issue);
    if (issue.code === 'custom') {
      const params = issue.params as Omit<Complaint, 'path' | 'what'> | undefined;
      if (!params) return fault('not allowed', own ?? expected, held);
      return fault(issue.message, params.expected, params.got, params.hint);
    }
    if (held === undefined && (written === undefined || isNull(written))) {
      const wanted = 'options' in issue && issue.options ? choices(issue.options) : expected;
      return fault(MISSING, wanted, undefined, undefined, 'key');
    }
    switch (issue.code) {
      case 'invalid_type': {
        if (typeof held !== 'number') return fault('wrong type', expected, held);
        if (!Number.isFinite(held)) return fault('not a finite number', expected, held);
        return fault(issue.expected === 'int' ? 'not a whole number' : 'wrong type', expected, held);
      }
      case 'too_small':
      case 'too_big': {
        if (typeof held === 'number') return fault('out of range', expected, held);
        const isSmall = issue.code === 'too_small';
        const limit = isSmall ? issue.minimum : issue.maximum;
        const bound = `${issue.exact ? '' : isSmall ? 'at least ' : 'at most '}${limit}`;
        const [what, parts] = typeof held === 'string' ? ['text', 'characters'] : ['a list', 'elements'];
        const length = typeof held === 'string' || Array.isArray(held) ? held.length : undefined;
        return fault(isSmall ? 'too short' : 'too long', `${what} of ${bound} ${parts}`, length);
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
/** Unknown keys of one map for which the nearest known key is looked up; more than are ever printed. */
const MOST_HINTS = 400;

const choices = (options: readonly unknown[]): string => options.join(' or ');

/** The issue's message if it is our own; messages of Zod begin with these words. */
const ownMessage = ({ message }: Issue): string | undefined =>
  /^(Invalid|Too (small|big)|Unrecognized)/.test(message) ? undefined : message;

/** The word that was probably meant, from a list in prose. */
function nearWord(held: unknown, prose: string | undefined): string | undefined {
  if (typeof held !== 'string' || prose === undefined) return undefined;
  const words = prose.split(/, | or /).filter((word) => /^[a-z]+$/.test(word));
  const near = nearest(held, words);
  return near && `did you mean ${near}`;
}

function optionsOf(union: z.core.$ZodType): readonly z.core.$ZodType[] {
  const { def } = unwrap(union)._zod;
  return def.type === 'union' ? def.options : [];
}

function dig(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    const isInside = typeof here === 'object' && here !== null && Object.hasOwn(here, step);
    here = isInside ? (here as Record<string, unknown>)[step] : undefined;
  }
  return here;
}
