// Numbers as spreadsheets write them in a table: decimal commas, thousands, marks of missing values.
import { parseNumber } from './zones.ts';

export type DecimalSign = '.' | ',';

/** Why a text is no number, and what to do about it. */
export interface NoNumber {
  what: string;
  hint?: string;
}

/** Digits in groups of three, separated by one kind of blank or apostrophe, which cannot be decimal signs. */
const GROUPED = /^[+-]?\d{1,3}([ \u00a0\u2009\u202f'’])\d{3}(?:\1\d{3})*(?:[.,]\d+)?$/;

/** A point or comma that may be a thousands or a decimal sign: 1.234, but not 0.234 or 48.86. */
const EITHER = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

const DECIMAL = /^[+-]?(?:\d+[.,]\d*|[.,]\d+)(?:e[+-]?\d+)?$/i;

/**
 * The decimal sign that a cell shows, undefined where it shows none. Three digits behind the sign show nothing, since
 * thousands are written so too, unless the column `isFraction`: degrees and shares have no thousands.
 */
export function signShown(text: string, isFraction: boolean): DecimalSign | undefined {
  const number = plain(text);
  if (!DECIMAL.test(number) || (EITHER.test(number) && !isFraction)) return undefined;
  return number.includes(',') ? ',' : '.';
}

/** The number that a cell holds by the decimal sign of its column; undefined where no cell shows it. */
export function readNumber(text: string, sign: DecimalSign | undefined): number | NoNumber {
  const number = plain(text);
  const found = parseNumber(number.replace(',', '.'));
  if (Number.isNaN(found)) return whyNot(number);
  if (sign === undefined && EITHER.test(number))
    return {
      what: `could be ${number.replace(/[.,]/, '')} or ${number.replace(',', '.')}`,
      hint: 'write thousands without a sign between them',
    };
  if (sign === '.' && number.includes(','))
    return { what: 'a comma in a number where the file has decimal points', hint: 'write 2.5 and 12000' };
  if (sign === ',' && number.includes('.'))
    return { what: 'a point in a number where the file has decimal commas', hint: 'write 2,5 and 12000' };
  return found;
}

/** Without blanks around it and between thousands, with a hyphen for a true minus sign. */
function plain(text: string): string {
  const number = text.trim().replace(/^\u2212/, '-');
  return GROUPED.test(number) ? number.replace(/[ \u00a0\u2009\u202f'’]/g, '') : number;
}

/** The result of a failed formula: `#N/A`, `#REF!`, in any language. */
export const isSheetError = (text: string): boolean => /^#[\p{Lu}/0]+[!?]?$/u.test(text);

const MISSING = /^(?:n\/?a|n\.a\.|nan|null|none|nil|missing|[-\u2010-\u2015.?]+)$/i;
const PERCENT = /^[+-]?[\d., \u00a0\u202f]+%$/;
const PARTED = /^[+-]?\d+(?:[., \u00a0\u2009\u202f'’_]\d+)+$/;
const WITH_UNIT = /^[+-]?\d[\d.,]*[ \u00a0\u202f]?[\p{L}€$£°][\p{L}/€$£° .]*[23²³]?$/u;

function whyNot(text: string): NoNumber {
  if (isSheetError(text)) return { what: 'an error of a spreadsheet', hint: 'mend the formula that gave it' };
  if (MISSING.test(text)) return { what: 'a mark of a missing value' };
  if (PERCENT.test(text)) return { what: 'a percentage', hint: 'write 0.2 for 20 %' };
  if (PARTED.test(text)) return { what: 'not a number', hint: 'write thousands without a sign between them' };
  if (WITH_UNIT.test(text)) return { what: 'a number with a unit', hint: 'write the number alone' };
  return { what: 'not a number' };
}
