// Puts a folder of results in its place, all of it or nothing. Knows nothing of what the files say.
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { UserError } from './terminal.ts';

/** Throws a {@link UserError} unless `out` may be written: free, or with `force` one of our own folders. */
export function checkFolder(out: string, force: boolean): void {
  const path = resolve(out);
  const refuse = (what: string): never => {
    throw new UserError(`${out}: ${what}; name another folder with --out`);
  };
  if (!canBeMade(path)) refuse('cannot be written');
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory()) refuse('is there already and is not a folder');
  const real = realpathSync(path);
  if (real === parse(real).root) refuse('is the root of the file system');
  if (holds(real, homedir())) refuse('is or holds your home folder');
  if (holds(real, process.cwd())) refuse('is or holds the folder you are in');
  if (!isOurs(path)) refuse('is there already and holds no results of waterbed, so it is never replaced');
  if (!force)
    throw new UserError(`${out}: is there already; replace it with --force, or name another folder with --out`);
}

/**
 * Writes `files` (by path inside the folder) beside `out` and then renames the whole into place. With `force` the old
 * folder is moved aside first and deleted last; whatever fails leaves it where it was. Throws as `checkFolder` does.
 */
export function writeFolder(out: string, files: ReadonlyMap<string, string | Uint8Array>, force: boolean): void {
  const target = resolve(out);
  const mark = randomBytes(4).toString('hex');
  const beside = (what: string): string => join(dirname(target), `.${basename(target)}.${what}-${mark}`);
  const fresh = beside('new');
  unfinished.add(fresh);
  try {
    mkdirSync(fresh, { recursive: true });
    for (const [name, content] of files) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      writeFileSync(join(fresh, name), content);
    }
    checkFolder(out, force);
    replace(target, fresh, beside('old'));
  } catch (error) {
    // The system's refusal, such as a full disk, is no bug.
    if (error instanceof Error && 'syscall' in error)
      throw new UserError(`${out}: cannot be written (${error.message})`);
    throw error;
  } finally {
    abandon();
  }
}

/** Removes what is half-written; for those who leave in the middle. */
export function abandon(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
  unfinished.clear();
}

const unfinished = new Set<string>();

function replace(target: string, fresh: string, aside: string): void {
  const isThere = lstatSync(target, { throwIfNoEntry: false }) !== undefined;
  if (isThere) renameSync(target, aside);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (isThere) renameSync(aside, target);
    throw error;
  }
  rmSync(aside, { recursive: true, force: true });
}

/** Whether the nearest folder above that is there lets us write. */
function canBeMade(path: string): boolean {
  const above = dirname(path);
  try {
    const found = statSync(above, { throwIfNoEntry: false });
    if (!found && above !== path) return canBeMade(above);
    accessSync(above, constants.W_OK);
    return found?.isDirectory() === true;
  } catch {
    return false;
  }
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
function isOurs(path: string): boolean {
  if (readdirSync(path).length === 0) return true;
  try {
    return 'waterbed' in JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'));
  } catch {
    return false;
  }
}
