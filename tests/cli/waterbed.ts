// Runs the built command line as a user does, in a folder of its own. Knows no command.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BINARY = join(ROOT, 'bin/waterbed.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A fresh folder that is removed after the file's tests. */
export function freshFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'waterbed-test-'));
  folders.push(path);
  return path;
}

const folders: string[] = [];
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

interface StartOptions {
  /** Sends a signal, once, as soon as stderr holds this. */
  interruptAt?: string;
  /** SIGINT, if nothing else is asked for. */
  signal?: NodeJS.Signals;
  /** Hears all of stderr whenever there is more. */
  onStderr?: (stderr: string, child: ChildProcess) => void;
  env?: NodeJS.ProcessEnv;
}

/** Runs `waterbed` with `args` in `cwd` to its end. */
export function start(
  cwd: string,
  args: string[],
  { interruptAt, signal = 'SIGINT', onStderr, env = {} }: StartOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd,
    env: { ...plainEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let isInterrupted = false;
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onStderr?.(stderr, child);
    if (isInterrupted || interruptAt === undefined || !stderr.includes(interruptAt)) return;
    isInterrupted = true;
    child.kill(signal);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

export const waterbed = (cwd: string, ...args: string[]): Promise<Ended> => start(cwd, args);

const { NO_COLOR: _, FORCE_COLOR: __, NODE_OPTIONS: ___, ...plainEnv } = process.env;

/** A scenario that runs in a moment, as YAML; `more` is laid after it. */
export const tiny = (more = ''): string => `version: 2
seeds: 2
time: { burn_in_days: 5, pre_days: 10, post_days: 20 }
city: { grid: { columns: 3, rows: 3, population: 9000 } }
customers: { count: 150 }
sites: { count: 3 }
platforms: [ { archetype: three-line-hands-on, count: 1 } ]
arms:
  baseline: {}
  pressure: { policies: [ { kind: site-operations, start_day: 10, hours_per_day: 20 } ] }
${more}`;

/** Writes a file below `folder` and returns its path as seen from there. */
export function put(folder: string, name: string, text: string): string {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
  return name;
}

/** Hashes of all files below `folder` by path, sorted. */
export const digests = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );

export const readJson = (...path: string[]) => JSON.parse(readFileSync(join(...path), 'utf8'));
