// The only place that opens the user's files for reading.
import { readFileSync, statSync } from 'node:fs';

const MAX_MB = 64;

/** Text of a file. Throws on what is no file, cannot be read or is larger than 64 MB. */
export function readText(path: string): string {
  const found = statSync(path);
  if (!found.isFile() && !found.isFIFO()) throw new Error('not a file');
  if (found.size > MAX_MB * 1e6) throw new Error(`larger than ${MAX_MB} MB`);
  return readFileSync(path, 'utf8');
}
