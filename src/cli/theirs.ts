// The user's own files in a folder of results: all that its manifest does not name.
import { cpSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MANIFEST = 'manifest.json';

/** Paths of a folder that we wrote, as its manifest names them; undefined without a manifest of ours. */
export function oursIn(folder: string): Set<string> | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8'));
    if (!('waterbed' in manifest)) return undefined;
    const listed = Array.isArray(manifest.files) ? manifest.files : [];
    return new Set([MANIFEST, ...listed.map(String), ...Object.keys(manifest.sha256 ?? {})]);
  } catch {
    return undefined;
  }
}

/** Paths of the user's own files, at any depth, and of empty folders, with a slash behind. */
export function theirsIn(folder: string): string[] {
  const ours = oursIn(folder) ?? new Set<string>();
  const walk = (below: string): string[] =>
    readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) return ours.has(path) ? [] : [path];
      return readdirSync(join(folder, path)).length === 0 ? [`${path}/`] : walk(path);
    });
  return walk('');
}

/** The user's path in the way of `path` or of one of its folders, if any. */
export const inTheWay = (theirs: readonly string[], path: string): string | undefined =>
  theirs.find((one) => one === path || path.startsWith(`${one}/`) || one.startsWith(`${path}/`));

/**
 * Puts the user's own files of one folder into another too, as further names of the same files; what is there stays as
 * it is.
 */
export function carry(from: string, to: string): void {
  for (const path of theirsIn(from)) {
    const [source, target] = [join(from, path), join(to, path)];
    if (lstatSync(target, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(target), { recursive: true });
    if (lstatSync(source).isDirectory()) mkdirSync(target);
    else link(source, target);
  }
}

/** Makes a hard link, or a copy if the file system has no hard links. */
function link(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    cpSync(source, target, { verbatimSymlinks: true, preserveTimestamps: true });
  }
}
