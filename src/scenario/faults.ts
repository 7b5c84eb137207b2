// Faults of a scenario: what is wrong, where, and how it is printed.

/** One mistake. `line` and `col` count from 1; 0 where there is no line, as for `--set` and files that cannot be read. */
export interface Fault {
  file: string;
  line: number;
  col: number;
  /** Dotted path of the field, empty for the file as a whole. */
  path: string;
  what: string;
  /** The value as printed, empty where there is none. */
  got: string;
  expected: string;
  /** The next step, a phrase such as `did you mean count`. */
  hint?: string;
  sourceLine?: string;
}

/** A text that was read, with its name for the user. */
export interface Source {
  file: string;
  text: string;
  /** False for a value of the command line, which has no lines to show. */
  hasLines: boolean;
}

/** A place in a text, as an offset in UTF-16 units. */
export interface Origin {
  source: Source;
  offset: number;
}

/** A fault without its place; `got` undefined is left out. */
export interface Flaw {
  path?: string;
  what: string;
  got?: unknown;
  expected: string;
  hint?: string | undefined;
}

/** A fault at a place. */
export function faultAt(at: Origin, { path = '', what, got, expected, hint }: Flaw): Fault {
  const written = {
    path,
    what,
    got: got === undefined ? '' : asWritten(got),
    expected,
    ...(hint === undefined ? {} : { hint }),
  };
  if (!at.source.hasLines) return { file: at.source.file, line: 0, col: 0, ...written };
  const { text, file } = at.source;
  const starts = lineStarts(at.source);
  const line = lineOf(starts, at.offset);
  const sourceLine = text.slice(starts[line - 1], (starts[line] ?? text.length + 1) - 1).replace(/\r$/, '');
  return { file, line, col: at.offset - starts[line - 1] + 1, ...written, sourceLine };
}

const STARTS = new WeakMap<Source, number[]>();

function lineStarts(source: Source): number[] {
  const known = STARTS.get(source);
  if (known) return known;
  const starts = [0];
  for (let i = source.text.indexOf('\n'); i >= 0; i = source.text.indexOf('\n', i + 1)) starts.push(i + 1);
  STARTS.set(source, starts);
  return starts;
}

/** Number of line starts at or before `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 1;
  for (let high = starts.length; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle - 1] <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Most faults that are printed; the rest are counted. */
const MAX_FAULTS = 200;

/** At most {@link MAX_FAULTS} faults, the last one with the number of the others. */
export function limited(faults: Fault[]): Fault[] {
  const more = faults.length - MAX_FAULTS;
  if (more <= 0) return faults;
  const file = faults[MAX_FAULTS].file;
  return [
    ...faults.slice(0, MAX_FAULTS),
    { file, line: 0, col: 0, path: '', what: `${more} more faults`, got: '', expected: 'the first ones mended' },
  ];
}

/** Faults as printed, each with its line and a caret; one ends in no newline. */
export const formatFaults = (faults: readonly Fault[]): string => faults.map(formatFault).join('\n');

function formatFault({ file, line, col, path, what, got, expected, hint, sourceLine }: Fault): string {
  const place = line > 0 ? `${file}:${line}:${col}` : file;
  const said = `${place}: ${path === '' ? '' : `${cut(path)}: `}${what}${got === '' ? '' : `, got ${got}`}; expected ${expected}${hint === undefined ? '' : `; ${hint}`}`;
  if (line === 0 || sourceLine === undefined) return printable(said);
  const from = col > WIDTH - 20 ? col - WIDTH / 2 : 0;
  const gutter = `  ${line} | `;
  const shownLine = sourceLine.slice(from, from + WIDTH);
  return `${printable(said)}\n${gutter}${printable(shownLine)}\n${' '.repeat(gutter.length - 2)}| ${' '.repeat(Math.max(0, col - 1 - from))}^`;
}

const WIDTH = 110;
const cut = (path: string): string => (path.length > 120 ? `${path.slice(0, 117)}...` : path);
/** Replaces control characters, which could control a terminal and would shift the caret. */
const printable = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');

/** A value as a reader sees it, cut at 60 characters. */
export function asWritten(value: unknown): string {
  if (Array.isArray(value) && value.some((one) => typeof one === 'object')) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

export const byPosition = (a: Fault, b: Fault): number => a.line - b.line || a.col - b.col;
