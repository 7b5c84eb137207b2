// All output to the terminal: text to stdout and stderr, with colour if the stream supports it.
import { randomBytes } from 'node:crypto';
import { styleText } from 'node:util';

/** A mistake of the user, printed without a stack; exit code 2. */
export class UserError extends Error {}

export const EXIT = { done: 0, failed: 1, usage: 2, bug: 70, interrupted: 130 } as const;

export const say = (text: string): void => write(process.stdout, `${text}\n`);
export const tell = (text: string): void => write(process.stderr, `${text}\n`);
/** JSON has escapes of its own, so that nothing in it is changed. */
export const sayJson = (value: unknown): void =>
  say(JSON.stringify(value, null, 2).replace(UNSEEN, (character) => (character === '\n' ? '\n' : escaped(character))));

/** Filters every text before a stream: only control sequences of this file reach the terminal. */
export const write = (stream: Pick<NodeJS.WritableStream, 'write'>, text: string): void =>
  void stream.write(visible(text).replaceAll(ESCAPE, '\x1b').replaceAll(RETURN, '\r'));

/** A text with control characters, except line ends, and changes of writing direction made visible. */
export const visible = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSEEN, pictureOf);

const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

function pictureOf(character: string): string {
  if (character === '\n') return character;
  if (character === '\t') return ' ';
  if (character < ' ') return String.fromCharCode(0x2400 + character.charCodeAt(0));
  return character === '\x7f' ? '\u2421' : escaped(character);
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Marks for ESC and CR of our own styles until printing. They are random in each process, so no file can contain them.
 */
const SECRET = randomBytes(12).toString('hex');
const ESCAPE = `\uf8ff${SECRET}e`;
const RETURN = `\uf8ff${SECRET}r`;

/** On stderr, as a part of progress. */
export function warn(sentences: readonly string[], { quiet = false }: { quiet?: boolean }): void {
  if (!quiet) for (const sentence of sentences) tell(paint('yellow', `Warning: ${sentence}`, process.stderr));
}

/** How the user's files were read, where that is not plain. */
export const tellNotes = (notes: readonly string[], { quiet = false }: { quiet?: boolean } = {}): void => {
  if (!quiet) for (const note of notes) tell(paint('yellow', `Note: ${note}`, process.stderr));
};

/** `1 site`, `3 sites`. */
export const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

type Format = Parameters<typeof styleText>[0];

/** Styled for `stream`, to be printed by `say`, `tell` or `write`; plain where NO_COLOR is set or nobody sees it. */
export const paint = (format: Format, text: string, stream: NodeJS.WriteStream = process.stdout): string =>
  styleText(format, '\0', { stream, validateStream: true })
    .replaceAll('\x1b', ESCAPE)
    .replace('\0', () => text);

/** Clears the line of the cursor. */
export const CLEAR_LINE = `${RETURN}${ESCAPE}[K`;

/**
 * A closed pipe (`| head`) is no error: the rest is not printed. A full disk is reported in one line, exit code 2,
 * unless stderr cannot be written either.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    let isBroken = false;
    const give = (error: NodeJS.ErrnoException): void => {
      if (isBroken) return;
      isBroken = true;
      if (error.code === 'EPIPE' || stream === process.stderr) return;
      tell(`standard output: cannot be written (${error.message})`);
      process.on('exit', () => {
        if (Number(process.exitCode ?? EXIT.done) === EXIT.done) process.exitCode = EXIT.usage;
      });
    };
    stream.on('error', give);
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
