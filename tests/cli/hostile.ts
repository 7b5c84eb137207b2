// A name that would drive a terminal, and what the command line shows where it meets one. Knows no command.
import { expect } from 'vitest';
import { start } from './waterbed.ts';

export const HOSTILE = '\x1b[31mred\x1b]0;pwned\x07\x9b2J\u202etxt';
export const DRIVES = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

/** Exit code and both streams, which hold nothing that a terminal obeys, even where it takes colours. */
export async function shown(folder: string, ...args: string[]): Promise<{ code: number | null; text: string }> {
  const { code, stdout, stderr } = await start(folder, args, { env: { NO_COLOR: '1' } });
  const text = stdout + stderr;
  expect(text).not.toMatch(DRIVES);
  expect(text).not.toMatch(/^ +at /m);
  return { code, text };
}
