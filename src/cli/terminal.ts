// How commands speak: plain text to stdout and stderr, colour where the stream takes it. Knows no command.
import { styleText } from 'node:util';

/** The user's mistake, told without a stack; exit code 2. */
export class UserError extends Error {}

export const EXIT = { done: 0, failed: 1, usage: 2, bug: 70, interrupted: 130 } as const;

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);
export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2));

/** How the user's files were read, where that is not plain. */
export const tellNotes = (notes: readonly string[]): void => {
  for (const note of notes) tell(paint('yellow', `Note: ${note}`, process.stderr));
};

/** `1 site`, `3 sites`. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

type Format = Parameters<typeof styleText>[0];

/** Styled for `stream`; plain where NO_COLOR is set or nobody sees it. */
export const paint = (format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string =>
  styleText(format, text, { stream, validateStream: true });

/** A reader that goes away (`| head`) is no error: the rest is written to nobody. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Two columns, the first `left` wide, the second wrapped to the terminal's width. */
export function columns(rows: readonly (readonly [string, string])[], left: number): string {
  const width = Math.max(40, (process.stdout.columns ?? 120) - left);
  return rows
    .map(
      ([name, text]) =>
        paint('bold', name) + ' '.repeat(left - name.length) + wrap(text, width).join(`\n${' '.repeat(left)}`),
    )
    .join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
