// Names of the temporary files and folders beside a folder of results.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** A path beside `target`: `.results.lock` for `lock`. */
export const beside = (target: string, what: string): string => join(dirname(target), `.${basename(target)}.${what}`);

/** A unique path beside `target`, for a folder that is being written or deleted. */
export const freshBeside = (target: string, what: 'new' | 'old'): string =>
  beside(target, `${what}-${randomBytes(4).toString('hex')}`);

/** Such paths that a killed run has left. */
export function leftBeside(target: string): { old: string[]; fresh: string[] } {
  const found = (what: 'new' | 'old'): string[] => {
    const start = `.${basename(target)}.${what}-`;
    return names.filter((name) => name.startsWith(start) && /^[0-9a-f]{8}$/.test(name.slice(start.length)));
  };
  const names = readdirSync(dirname(target)).sort();
  const paths = (list: string[]): string[] => list.map((name) => join(dirname(target), name));
  return { old: paths(found('old')), fresh: paths(found('new')) };
}

/** Makes the folders above `target`; returns a function that removes those it made, if they are empty. */
export function makeAbove(target: string): () => void {
  const made: string[] = [];
  for (let folder = dirname(target); !existsSync(folder) && folder !== dirname(folder); folder = dirname(folder))
    made.push(folder);
  const remove = (): void => {
    for (const folder of made) {
      try {
        rmdirSync(folder);
      } catch {
        // Not empty, or never made.
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
