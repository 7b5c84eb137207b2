// Lock of a folder of results: a file beside it names the process that writes there. Locks of dead processes are void.
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { beside, freshBeside, makeAbove } from './beside.ts';
import { UserError } from './terminal.ts';

/** A lock that is empty for longer was left by a killed process, ms. */
const WRITTEN_WITHIN_MS = 1000;

interface Holder {
  host: string;
  pid: number;
  /** Start time of the process in the system's unit; tells it from a later process with the same number. */
  began: string;
}

/** Takes the lock of `target`, making the folders above it; returns what gives it back. `out` is as the user wrote it. */
export function lock(out: string, target: string): () => void {
  const path = beside(target, 'lock');
  const removeAbove = makeAbove(target);
  try {
    if (!take(path)) takeOver(out, path, target);
  } catch (error) {
    removeAbove();
    throw error;
  }
  return () => {
    rmSync(path, { force: true });
    removeAbove();
  };
}

function takeOver(out: string, path: string, target: string): void {
  const text = textOf(path);
  const holder = holderIn(text);
  if (holder && isAlive(holder)) {
    const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
    throw new UserError(
      `${out}: process ${holder.pid}${where} is writing there; wait until it ends (or delete ${path}, if it is dead), or name another folder with --out`,
    );
  }
  if ((!holder && isBeingWritten(path)) || !removeIf(text, path, target) || !take(path))
    throw new UserError(`${out}: another process has just begun to write there; name another with --out`);
}

/**
 * Removes the lock if it still says `text`. It is moved aside before it is looked at: what another process took over in
 * the meantime would be that one's.
 */
function removeIf(text: string | undefined, path: string, target: string): boolean {
  const aside = freshBeside(target, 'new');
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (textOf(aside) === text) {
    rmSync(aside);
    return true;
  }
  renameSync(aside, path);
  return false;
}

function take(path: string, isAgain = false): boolean {
  const holder: Holder = { host: hostname(), pid: process.pid, began: beganOf(process.pid) };
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: 'wx' });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'ENOENT' || isAgain) throw error;
    // Another run, just refused, has removed the empty folder above that it had made.
    mkdirSync(dirname(path), { recursive: true });
    return take(path, true);
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function holderIn(text = ''): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

/** Whether a lock may still get its text: the file exists for a moment before it. */
function isBeingWritten(path: string): boolean {
  const made = statSync(path, { throwIfNoEntry: false });
  return made === undefined || Date.now() - made.mtimeMs < WRITTEN_WITHIN_MS;
}

/** A process of another machine counts as alive, since that cannot be checked here. */
function isAlive({ host, pid, began }: Holder): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return beganOf(pid) === began;
}

/** Field 22 of /proc/…/stat, counted behind the name, which may hold anything; empty where there is no such file. */
function beganOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
