// Whether a folder of results is whole: what its manifest names, each with the sum that it names, and no other file.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is wrong with the folder, one line each; `theirs` are files of the user's that must be there too. */
export function faultsOf(folder: string, theirs: readonly string[] = []): string[] {
  let manifest: { files: string[]; sha256: Record<string, string> };
  try {
    manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  } catch (error) {
    return [`no manifest: ${(error as Error).message}`];
  }
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const expected = [...manifest.files, 'manifest.json', ...theirs];
  return [
    ...expected.filter((path) => !found.includes(path)).map((path) => `${path} is missing`),
    ...found.filter((path) => !expected.includes(path)).map((path) => `${path} is one too many`),
    ...manifest.files
      .filter((path) => found.includes(path))
      .filter((path) => manifest.sha256[path] !== sumOf(join(folder, path)))
      .map((path) => `${path} is not what the manifest says`),
  ];
}

const sumOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
