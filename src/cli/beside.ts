// Names of what lies beside a folder of results while it is made: hidden, and told apart from whatever else is there.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A path beside `target`: `.results.lock` for `lock`. */
export const beside = (target: string, what: string): string => join(dirname(target), `.${basename(target)}.${what}`);

/** A name of its own beside `target`: for what is half-written, or what was replaced and is to go. */
export const freshBeside = (target: string, what: 'new' | 'old'): string =>
  beside(target, `${what}-${randomBytes(4).toString('hex')}`);

/** What of either kind a run that was killed has left. */
export function leftBeside(target: string): { old: string[]; fresh: string[] } {
  const found = (what: 'new' | 'old'): string[] => {
    const start = `.${basename(target)}.${what}-`;
    return names.filter((name) => name.startsWith(start) && /^[0-9a-f]{8}$/.test(name.slice(start.length)));
  };
  const names = readdirSync(dirname(target)).sort();
  const paths = (list: string[]): string[] => list.map((name) => join(dirname(target), name));
  return { old: paths(found('old')), fresh: paths(found('new')) };
}

/** Makes the folders above `target`; returns what removes those that were made and are empty. */
export function makeAbove(target: string): () => void {
  const made: string[] = [];
  for (let folder = dirname(target); !existsSync(folder) && folder !== dirname(folder); folder = dirname(folder))
    made.push(folder);
  const remove = (): void => {
    for (const folder of made) {
      try {
        rmdirSync(folder);
      } catch {
        // It holds something, or was never made.
      }
    }
  };
  try {
    mkdirSync(dirname(target), { recursive: true });
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}
