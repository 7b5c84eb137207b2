// Hints for common ways of writing that are not valid here: dates, lists, decimal commas, backslashes.
import { z } from 'zod';
import type { Origin } from './faults.ts';
import { isSwitch, unwrap } from './walk.ts';
import { bare, numberHint, ODD_SPACE, readings } from './written-numbers.ts';

type Type = z.core.$ZodType;

const ODD_QUOTE = /[“”„‟«»‘’‚‛]/;
/** Control characters except line ends and tabs. */
export const CONTROL = /[^\P{Cc}\n\t]/u;

/** What to write instead of an invalid value; undefined if unknown. */
export function hintFor(held: unknown, type: Type, unit: string, at: Origin): string | undefined {
  const takes = (value: unknown): boolean => z.safeParse(type, value).success;
  if (isSwitch(type)) return switchHint(held);
  const { def } = unwrap(type)._zod;
  if (def.type === 'array' || def.type === 'tuple') return listHint(held, takes);
  if (def.type === 'number') {
    if (typeof held !== 'string') return undefined;
    const date = asDate(bare(held));
    if (date !== undefined) return unit === 'day' ? `write the date as ${date}` : 'a number, not a date';
    return NO_DATE.test(held) ? NO_SUCH_DAY : numberHint(held, type, unit);
  }
  if (typeof held === 'string') {
    const date = asDate(held.trim());
    if (!takes('2021-01-01') || takes('')) return escapeHint(held, at);
    return date === undefined ? (NO_DATE.test(held) ? NO_SUCH_DAY : escapeHint(held, at)) : `write the date as ${date}`;
  }
  if (typeof held !== 'number' && typeof held !== 'boolean') return undefined;
  const date = asDate(String(held));
  if (date !== undefined && takes(date) && !takes(String(held))) return `write the date as ${date}`;
  return takes(String(held)) ? `write it in quotes: "${held}"` : undefined;
}

/** The form of a date; used for texts that are not valid dates. */
const NO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const NO_SUCH_DAY = 'no calendar has that day';

/** What keys of former versions are called now. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['base_stop_hours_per_km2_day', 'background.stop_hours_per_km2_day'],
  ['crowding_exponent', 'entry_exponent'],
  ['file_weight', 'active_clients'],
  ['number_forgotten_share', 'number_lost_share'],
]);

/** Hint for an unknown key. */
export function hintForKey(key: string): string | undefined {
  const now = RENAMED.get(key);
  if (now !== undefined) return `it is called ${now} now`;
  const odd = key.match(ODD_SPACE)?.[0];
  if (odd !== undefined) return `${nameOf(odd)} stands in it: write ordinary spaces`;
  if (ODD_QUOTE.test(key)) return 'write it without quotes, or in those of the keyboard';
  if (/^(\/\/|\/\*)/.test(key)) return 'comments begin with #';
  const [, name, value] = key.match(/^([\w-]+)\s*[:：=]\s*(\S.*)$/) ?? [];
  if (name !== undefined) return `a colon and a space part key and value: ${name}: ${value}`;
  const [, dashed] = key.match(/^-([\w-]+)$/) ?? [];
  return dashed === undefined ? undefined : `a space follows the dash of a list: - ${dashed}`;
}

/** Hint for the name of a file that cannot be read. */
export const hintForFile = (name: string): string | undefined =>
  ODD_QUOTE.test(name) ? 'write quotes as on the keyboard, unless they are part of its name' : undefined;

/** Hint for a text that is not YAML. `code` is the library's name of the error. */
export function hintForSyntax(at: Origin, code: string): string | undefined {
  const { text } = at.source;
  const start = text.lastIndexOf('\n', at.offset - 1) + 1;
  const line = text.slice(start, `${text}\n`.indexOf('\n', at.offset));
  const above = text.slice(text.lastIndexOf('\n', start - 2) + 1, Math.max(0, start - 1));
  if (code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) return 'indent with spaces, not tabs';
  if (code === 'BAD_DQ_ESCAPE') return escapeHint('\0', { ...at, offset: text.lastIndexOf('"', at.offset - 1) });
  if (ODD_QUOTE.test(line)) return 'write quotes as on the keyboard: " or \'';
  const odd = line.match(ODD_SPACE)?.[0];
  if (odd !== undefined) return `${nameOf(odd)} stands in the line: write ordinary spaces`;
  if (/(^|[\s,{[])(\/\/|\/\*)/.test(line)) return 'comments begin with #';
  const glued = [line, above].map((one) => one.match(/^\s*(?:- )?([\w-]+):([^\s:/\\].*)$/)).find((found) => found);
  if (glued) return `a space follows the colon: ${glued[1]}: ${glued[2].trim()}`;
  return code === 'BLOCK_AS_IMPLICIT_KEY' ? 'a text that holds a colon and a space stands in quotes' : undefined;
}

/** A number with a comma that was split inside braces, by the offset of the resulting key. */
export function cutByComma(text: string, offset: number): { written: string; hint: string } | undefined {
  const before = text.slice(Math.max(0, offset - 30), offset).match(/[-+]?\d[\d,.]*,$/)?.[0];
  const after = text.slice(offset, offset + 30).match(/^\d[\d,.]*/)?.[0];
  if (before === undefined || after === undefined) return undefined;
  const written = `${before}${after}`.replace(/,$/, '');
  const values = readings(written);
  return { written, hint: values.length > 0 ? `write ${values.join(' or ')}` : 'write it without commas' };
}

/** The intended text, if backslashes in double quotes made control characters. */
export function escapeHint(held: string, { source: { text }, offset }: Origin): string | undefined {
  if (text[offset] !== '"' || !/[\p{Cc}\u00a0\u2028\u2029]/u.test(held)) return undefined;
  const written = text.slice(offset + 1).match(/^[^"\n]*/)?.[0] ?? '';
  if (!written.includes('\\')) return undefined;
  return `a \\ in double quotes begins an escape: write '${written}' or ${written.replaceAll('\\', '/')}`;
}

export const isDate = (text: unknown): text is string =>
  typeof text === 'string' && z.iso.date().safeParse(text).success;

function switchHint(held: unknown): string | undefined {
  const word = bare(String(held)).toLowerCase();
  if (['yes', 'y', 'true', '1', 'on', 'enabled'].includes(word)) return 'did you mean on';
  return ['no', 'n', 'false', '0', 'off', 'disabled'].includes(word) ? 'did you mean off' : undefined;
}

/** The list that was meant by a text of numbers or by a single value. */
function listHint(held: unknown, takes: (value: unknown) => boolean): string | undefined {
  if (typeof held === 'object' || held === undefined) return undefined;
  const isListed = typeof held === 'string' && /^[([{]?\s*\d[\d\s.,;:to–-]*[)\]}]?$/.test(held);
  const meant = isListed ? held.match(/\d+(\.\d+)?/g)?.map(Number) : [held];
  return takes(meant) ? `write ${JSON.stringify(meant).replaceAll(',', ', ')}` : undefined;
}

/** Decimal commas in a list, which split each number in two; recognised by commas with and without a space. */
export function commasInList({ source: { text }, offset }: Origin): string | undefined {
  const parts = (text.slice(offset).match(/^\[([^[\]\n]*)\]/)?.[1] ?? '').split(/[,;]\s+/).map((one) => one.trim());
  if (!parts.some((one) => /^\d+,\d+$/.test(one))) return undefined;
  return `write decimals with a point: [${parts.map((one) => one.replace(',', '.')).join(', ')}]`;
}

/** A date in another order or form as YYYY-MM-DD; in these very words where day and month may be exchanged. */
function asDate(text: string): string | undefined {
  const iso = (...parts: string[]): string | undefined => {
    const date = parts.map((part) => part.padStart(2, '0')).join('-');
    return isDate(date) ? date : undefined;
  };
  const [, y, m, d] = text.match(/^(\d{4})[-./ ]?(\d{1,2})[-./ ]?(\d{1,2})(?:[T ][\d:.+Z-]*)?$/) ?? [];
  if (y !== undefined) return iso(y, m, d);
  const [, first, second, year] = text.match(/^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$/) ?? [];
  if (year === undefined) return undefined;
  const dayFirst = iso(year, second, first);
  const monthFirst = text.includes('.') ? undefined : iso(year, first, second);
  return dayFirst && monthFirst && dayFirst !== monthFirst ? 'YYYY-MM-DD' : (dayFirst ?? monthFirst);
}

const nameOf = (character: string): string =>
  `${character === '\u00a0' ? 'a non-breaking space' : 'an unusual space'} (U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')})`;
