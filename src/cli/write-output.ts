// Writes a folder of results, completely or not at all.
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, parse, relative, resolve } from 'node:path';
import { freshBeside, leftBeside } from './beside.ts';
import { exchange } from './exchange.ts';
import { lock } from './lock.ts';
import { UserError } from './terminal.ts';
import { carry, inTheWay, oursIn, theirsIn } from './theirs.ts';

type Files = ReadonlyMap<string, string | Uint8Array>;

/**
 * Makes sure that `out` may be written and keeps other processes off it; clears, or puts back in place, what a run left
 * that was killed. `names` are the files to come. Returns what gives the folder free. Throws a {@link UserError}.
 */
export function claimFolder(out: string, force: boolean, names: readonly string[] = []): () => void {
  // Checks for an existing folder after the remains of a killed run are cleared.
  checkFolder(out, true, names);
  const target = resolve(out);
  const release = explained(out, () => lock(out, target));
  const giveBack = (): void => {
    held.delete(giveBack);
    release();
  };
  held.add(giveBack);
  try {
    explained(out, () => recover(target));
    checkFolder(out, force, names);
    return giveBack;
  } catch (error) {
    giveBack();
    throw error;
  }
}

/**
 * Throws a {@link UserError} unless `out` may be written: free, or with `force` one of our own folders in which no file
 * of the user's stands where one of `names` is to go.
 */
export function checkFolder(out: string, force: boolean, names: readonly string[] = []): void {
  if (out.trim() === '') throw new UserError('--out: no folder is named; expected a path');
  const path = resolve(out);
  const refuse = (what: string): never => {
    throw new UserError(`${out}: ${what}; name another folder with --out`);
  };
  const found = explained(out, () => lstatSync(path, { throwIfNoEntry: false }));
  if (found) {
    if (!found.isDirectory()) refuse('is there already and is not a folder');
    const real = realpathSync(path);
    if (real === parse(real).root) refuse('is the root of the file system');
    if (holds(real, homedir())) refuse('is or holds your home folder');
    if (holds(real, process.cwd())) refuse('is or holds the folder you are in');
    if (found.dev !== statSync(dirname(path)).dev) refuse('is a file system of its own, which cannot be replaced');
    if (!isOurs(path)) refuse('is there already and holds no results of waterbed, so it is never replaced');
    if (!force)
      throw new UserError(`${out}: is there already; replace it with --force, or name another folder with --out`);
    const theirs = theirsIn(path);
    for (const name of names) {
      const stands = inTheWay(theirs, name);
      if (stands) refuse(`${stands} in it is yours and stands where ${name} is to go; move it`);
    }
  }
  explained(out, () => tryBeside(path));
}

/**
 * Writes `files` (by path inside the folder, manifest.json last) beside `out` and puts the whole in place, the manifest
 * with every file's SHA-256. With `force` the new folder changes places with the old one, which is then deleted; files
 * in it that are not ours stay. Whatever fails leaves the old one where it was. Throws as `checkFolder` does.
 */
export function writeFolder(out: string, files: Files, force: boolean): void {
  const target = resolve(out);
  const fresh = freshBeside(target, 'new');
  unfinished.add(fresh);
  try {
    explained(out, () => {
      mkdirSync(fresh, { recursive: true });
      for (const [name, content] of files) {
        mkdirSync(dirname(join(fresh, name)), { recursive: true });
        writeFileSync(join(fresh, name), name === 'manifest.json' ? withSums(content, files) : content);
      }
      checkFolder(out, force, [...files.keys()]);
      replace(target, fresh);
    });
  } finally {
    abandon(fresh);
  }
}

/** Removes unfinished folders and locks, for an early exit. */
export function abandonAll(): void {
  for (const path of unfinished) abandon(path);
  for (const giveBack of held) giveBack();
}

const unfinished = new Set<string>();
const held = new Set<() => void>();

function abandon(path: string): void {
  rmSync(path, { recursive: true, force: true });
  unfinished.delete(path);
}

/** Turns errors of the system, such as a full disk, into errors for the user. */
function explained<T>(out: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new UserError(
        `${out}: cannot be written (${error.message.replace(/, .*$/s, '')}); name another folder with --out`,
      );
    throw error;
  }
}

const withSums = (manifest: string | Uint8Array, files: Files): string => {
  const sha256 = Object.fromEntries(
    [...files]
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, content]) => [name, createHash('sha256').update(content).digest('hex')]),
  );
  return `${JSON.stringify({ ...JSON.parse(String(manifest)), sha256 }, null, 2)}\n`;
};

/** Puts `fresh` where `target` is; the old folder, if any, is gone when this is done. */
function replace(target: string, fresh: string): void {
  if (!lstatSync(target, { throwIfNoEntry: false })) {
    renameSync(fresh, target);
    return;
  }
  carry(target, fresh);
  if (exchange(fresh, target)) {
    discard(fresh, target);
    return;
  }
  // Between these two renames there is no folder in place. If the run is killed here, the next one restores it.
  const aside = freshBeside(target, 'old');
  renameSync(target, aside);
  try {
    renameSync(fresh, target);
  } catch (error) {
    renameSync(aside, target);
    throw error;
  }
  discard(aside, target);
}

/** Deletes an old folder once the user's files are all in `target`. Its manifest goes first. */
function discard(old: string, target: string): void {
  if (oursIn(old)) {
    carry(old, target);
    rmSync(join(old, 'manifest.json'));
  }
  rmSync(old, { recursive: true, force: true });
}

/** After a killed run: restores the old folder if its place is empty, and removes other remains. */
function recover(target: string): void {
  const { old, fresh } = leftBeside(target);
  const isThere = (): boolean => lstatSync(target, { throwIfNoEntry: false }) !== undefined;
  for (const path of old) {
    if (isThere()) discard(path, target);
    else renameSync(path, target);
  }
  // One with a manifest may be the old folder, on its way out when the kill came.
  for (const path of fresh) {
    if (isThere()) discard(path, target);
    else rmSync(path, { recursive: true, force: true });
  }
}

/** Makes and removes a folder where the new one will be made; throws the system's error if that fails. */
function tryBeside(target: string): void {
  const above = dirname(target);
  if (statSync(above, { throwIfNoEntry: false })) {
    const trial = freshBeside(target, 'new');
    mkdirSync(trial);
    rmdirSync(trial);
  } else if (above !== target) tryBeside(above);
}

/** True for equal paths too. */
function holds(outer: string, inner: string): boolean {
  let real: string;
  try {
    real = realpathSync(inner);
  } catch {
    return false;
  }
  const path = relative(outer, real);
  return path === '' || (!path.startsWith('..') && parse(path).root === '');
}

/** An empty folder, or one whose manifest says that we wrote it. */
const isOurs = (path: string): boolean => readdirSync(path).length === 0 || oursIn(path) !== undefined;
