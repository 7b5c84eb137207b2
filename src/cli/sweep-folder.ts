// What a sweep's folder says of itself, in `sweep.json`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Described } from '../experiment/store/table.ts';
import { UserError } from './terminal.ts';

export const SWEEP = 'sweep.json';

export interface SweepFolder extends Described {
  /** Runs of the plan. */
  runs: number;
}

/** Throws a {@link UserError} where there is none. */
export function sweepIn(folder: string): SweepFolder {
  const path = join(folder, SWEEP);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SweepFolder;
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}; expected a folder that \`waterbed-sim sweep\` wrote`);
  }
}
