// The error for a file that holds no text: why, and where in the file.

/** A file that was opened but holds no readable text; `line` and `col` from 1, 0 for the file as a whole. */
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
