// Calls a program of the machine, and says in one line what is wrong where it fails.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { UserError } from '../terminal.ts';

/** What it writes to stdout. Throws a {@link UserError} where it is not there or ends with another status than 0. */
export function outputOf(
  program: string,
  words: readonly string[],
  { cwd, env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  try {
    return execFileSync(program, words, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { code, stderr, message } = error as NodeJS.ErrnoException & { stderr?: string };
    throw new UserError(`${program}: ${code === 'ENOENT' ? 'is not on this machine' : stderr?.trim() || message}`);
  }
}

/** The words that start this program on a machine that sees the same files. */
export const WATERBED: readonly string[] = [
  process.execPath,
  fileURLToPath(new URL('../../../bin/waterbed.js', import.meta.url)),
];
