// Why the text of a file cannot be had, and where in the file that shows.

/** A file that was opened but holds no text that could be meant; `line` and `col` from 1, 0 for the file as a whole. */
export class Unreadable extends Error {
  readonly line: number;
  readonly col: number;
  readonly expected: string;
  constructor(what: string, expected: string, { line, col } = { line: 0, col: 0 }) {
    super(what);
    this.line = line;
    this.col = col;
    this.expected = expected;
  }
}

/** What a fault says of an error in reading, where `expected` was looked for; one line. */
export function whyUnread(
  error: unknown,
  expected: string,
): { line: number; col: number; what: string; expected: string } {
  if (error instanceof Unreadable)
    return { line: error.line, col: error.col, what: error.message, expected: error.expected };
  const [reason] = String((error as Error)?.message ?? error).split('\n');
  return { line: 0, col: 0, what: `cannot be read (${reason})`, expected };
}
