// Guesses which number was meant by a text that is not a YAML number.
import { z } from 'zod';

type Type = z.core.$ZodType;

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
/** Matches a decimal that may have been meant as thousands. */
export const POINTED = /^[-+]?[1-9]\d{0,2}\.\d{3}$/;
/** Unusual spaces, and characters without width. */
export const ODD_SPACE = /[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]/;
const QUOTES = /^["'“”„‟«»‘’‚‛\s]+|["'“”„‟«»‘’‚‛\s]+$/g;

/** A text without quotes around it, with plain minus signs and spaces. */
export const bare = (text: string): string =>
  text
    .replace(QUOTES, '')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(new RegExp(ODD_SPACE, 'g'), ' ')
    .trim();

/** What to write in a field of numbers instead of `held`; undefined if unknown. */
export function numberHint(held: string, type: Type, unit: string): string | undefined {
  const text = bare(held);
  const field: Field = { unit, takes: (value) => z.safeParse(type, value).success };
  for (const attempt of [asItIs, asMarked, asPercent, asClock, asMeasure, asFraction, asTrailing, asNothing]) {
    const hint = attempt(text, field);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

interface Field {
  unit: string;
  takes: (value: unknown) => boolean;
}

/** The values that are valid in the field, or the first one if none is. */
function write(values: readonly number[], { takes }: Field, because: string): string {
  const right = values.filter(takes);
  return `write ${(right.length > 0 ? right : values.slice(0, 1)).join(' or ')}${because === '' ? '' : `, ${because}`}`;
}

const asItIs = (text: string, field: Field): string | undefined =>
  (NUMBER.test(text) && !POINTED.test(text)) || /^0b[01]+$/i.test(text)
    ? write([Number(text)], field, 'as a plain number')
    : undefined;

function asMarked(text: string, field: Field): string | undefined {
  const values = readings(text);
  if (values.length === 0) return undefined;
  const right = values.filter(field.takes);
  if (right.length > 1) return write(values, field, '');
  const isDecimal = /^[-+]?\d*,\d+$/.test(text) && !Number.isInteger(right[0] ?? values[0]);
  return write(values, field, isDecimal ? 'with a decimal point' : 'without marks between thousands');
}

/** The numbers that a text with commas, points and thousands separators may mean, the likeliest first. */
export function readings(text: string): number[] {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[-+]/, '');
  const of = (...written: string[]): number[] => written.map((one) => sign * Number(one));
  if (/^\d+(_\d+)+(\.\d+)?$/.test(body)) return of(body.replaceAll('_', ''));
  if (/^\d{1,3}([ '’]\d{3})+([.,]\d+)?$/.test(body)) return of(body.replace(/[ '’]/g, '').replace(',', '.'));
  if (/^\d{1,3}(,\d{3})+\.\d+$/.test(body) || /^\d{1,3}(,\d{3}){2,}$/.test(body)) return of(body.replaceAll(',', ''));
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(body) || /^\d{1,3}(\.\d{3}){2,}$/.test(body))
    return of(body.replaceAll('.', '').replace(',', '.'));
  if (POINTED.test(body)) return of(body.replace('.', ''), body);
  if (/^[1-9]\d{0,2},\d{3}$/.test(body)) return of(body.replace(',', ''), body.replace(',', '.'));
  return /^\d*,\d+$/.test(body) ? of(body.replace(',', '.')) : [];
}

/** The same with plain numbers. */
const anyReadings = (text: string): number[] => (NUMBER.test(text) ? [Number(text)] : readings(text));

function asPercent(text: string, field: Field): string | undefined {
  const before = text.match(/^(.+?) ?(%|percent|per cent)$/i)?.[1];
  const values = before === undefined ? [] : anyReadings(before);
  if (values.length === 0) return undefined;
  const parts = values.map((one) => (field.unit === '%' ? one : Number((one / 100).toPrecision(12))));
  return write(parts, field, 'without the sign');
}

function asClock(text: string, field: Field): string | undefined {
  const [, hours, minutes = '0', half] =
    text.match(/^(\d{1,2}) ?(?:[:h](\d{2})?)?(?::\d{2})? ?([ap]m|[ap]\.m\.)?$/i) ?? [];
  if (hours === undefined || field.unit !== 'h') return undefined;
  const hour = (half ? Number(hours) % 12 : Number(hours)) + (half?.toLowerCase().startsWith('p') ? 12 : 0);
  const exact = hour + Number(minutes) / 60;
  return field.takes(exact) ? `write ${exact}` : `only whole hours are read: write ${hour} or ${hour + 1}`;
}

function asMeasure(text: string, field: Field): string | undefined {
  const [, sign, digits, unit] = text.match(/^([€$£]?) ?([-+]?[\d.,' _]*\d) ?([\p{L}€$£²/ ]*)$/u) ?? [];
  if (digits === undefined || (sign === '' && unit === '')) return undefined;
  const values = anyReadings(digits);
  if (values.length === 0) return undefined;
  const isSame = sign !== '' || (UNITS[unit.toLowerCase()] ?? unit.toLowerCase()) === field.unit.toLowerCase();
  if (isSame) return write(values, field, 'without the unit');
  return `write the number alone${field.unit === '' ? '' : `, in ${field.unit}`}`;
}

/** Other names of units that fields have, in lower case. */
const UNITS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    h: 'hour hours hr hrs',
    min: 'minute minutes mins',
    days: 'd day',
    weeks: 'week',
    months: 'month',
    eur: '€ euro euros',
    g: 'gram grams',
    'km/h': 'kmh kph',
  }).flatMap(([unit, names]) => names.split(' ').map((name) => [name, unit])),
);

function asFraction(text: string, field: Field): string | undefined {
  const [, above, below] = text.match(/^(\d+) ?\/ ?(\d+)$/) ?? [];
  const value = Number((Number(above) / Number(below)).toPrecision(6));
  return Number.isFinite(value) ? write([value], field, 'as a decimal') : undefined;
}

function asTrailing(text: string, field: Field): string | undefined {
  const [, number, mark] = text.match(/^([^,;#]+?)\s*([,;#]).*$/) ?? [];
  if (number === undefined || !NUMBER.test(number)) return undefined;
  if (mark === '#') return 'a space stands before the # of a comment';
  return write([Number(number)], field, `without the ${mark === ',' ? 'comma' : 'semicolon'}`);
}

function asNothing(text: string, { takes }: Field): string | undefined {
  if (!/^([-+]?\.?(nan|inf(inity)?)|[-+]?∞|n\/?a|none|nil|-+|\?+)$/i.test(text)) return undefined;
  return takes(null) ? 'write null for none' : 'leave it out for the default';
}
