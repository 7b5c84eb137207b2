// Merges a scenario file with the files that it extends.
import { whyUnread } from '../unreadable.ts';
import { type Fault, faultAt, type Source } from './faults.ts';
import { escapeHint } from './habits.ts';
import { get, isNull, type Located, type LocatedMap, merge } from './located.ts';
import { resolvePath } from './paths.ts';
import { readYaml } from './read-yaml.ts';
import { VERSION } from './schema.ts';
import { upgrade } from './upgrade.ts';

export type ReadText = (path: string) => string;

const BEGINNING = `a map that begins with version: ${VERSION}`;
const MAX_CHAIN = 16;
const MAX_FILES = 64;

/** The tree of `path` merged over those it extends, with all files read, in order; or every fault of every file. */
export function loadExtended(
  path: string,
  readText: ReadText,
): { tree: LocatedMap; files: string[] } | { faults: Fault[] } {
  const faults: Fault[] = [];
  const done = new Map<string, LocatedMap | undefined>();
  const tree = load(path, [], undefined);
  return tree && faults.length === 0 ? { tree, files: [...done.keys()] } : { faults };

  function load(file: string, chain: readonly string[], named: Located | undefined): LocatedMap | undefined {
    const refuse = (what: string, expected: string, hint?: string): undefined => {
      const at = named?.at ?? { source: { file, text: '', hasLines: false }, offset: 0 };
      faults.push(faultAt(at, { path: named ? 'extends' : '', what, got: named ? file : undefined, expected, hint }));
      return undefined;
    };
    if (chain.includes(file))
      return refuse(
        `a file that extends itself: ${[...chain.slice(chain.indexOf(file)), file].join(' -> ')}`,
        'files that end somewhere',
      );
    if (done.has(file)) return done.get(file);
    if (chain.length >= MAX_CHAIN) return refuse('too long a chain of files', `at most ${MAX_CHAIN}`);
    if (done.size + chain.length >= MAX_FILES) return refuse('too many files', `at most ${MAX_FILES}`);
    let text: string;
    try {
      text = readText(file);
    } catch (error) {
      const { line, col, what, expected } = whyUnread(error, 'a scenario file');
      if (line === 0) return refuse(what, expected);
      return refuseAll([{ file, line, col, path: '', what, got: '', expected }]);
    }
    const own = readFile({ file, text: String(text), hasLines: true });
    const tree = own && withBases(own, file, [...chain, file]);
    done.set(file, tree);
    return tree;
  }

  function readFile(source: Source): LocatedMap | undefined {
    const read = readYaml(source);
    if ('faults' in read) return refuseAll(read.faults);
    const { tree } = read;
    if (isNull(tree)) return refuseAll([faultAt(tree.at, { what: 'the file is empty', expected: BEGINNING })]);
    if (tree.kind !== 'map')
      return refuseAll([
        faultAt(tree.at, {
          what: 'not a map',
          got: tree.kind === 'list' ? tree.items.map(() => ({})) : tree.value,
          expected: BEGINNING,
        }),
      ]);
    const upgraded = upgrade(tree);
    return 'faults' in upgraded ? refuseAll(upgraded.faults) : (upgraded.tree as LocatedMap);
  }

  function refuseAll(found: Fault[]): undefined {
    faults.push(...found);
    return undefined;
  }

  function withBases(own: LocatedMap, file: string, chain: readonly string[]): LocatedMap | undefined {
    const written = get(own, ['extends']);
    const entries = new Map(own.entries);
    entries.delete('extends');
    let tree: LocatedMap = { ...own, entries };
    if (!written || isNull(written)) return tree;
    const names = written.kind === 'list' ? written.items : [written];
    const bases = names.map((name) => {
      if (name.kind === 'scalar' && typeof name.value === 'string' && name.value !== '') {
        if (!/\p{Cc}/u.test(name.value)) return load(resolvePath(file, name.value), chain, name);
        const [got, hint] = [name.value, escapeHint(name.value, name.at)];
        const expected = 'a path without control characters';
        return refuseAll([faultAt(name.at, { path: 'extends', what: 'not allowed', got, expected, hint })]);
      }
      return refuseAll([
        faultAt(name.at, {
          path: 'extends',
          what: 'wrong type',
          got: name.kind === 'scalar' ? name.value : {},
          expected: 'a path or a list of paths',
        }),
      ]);
    });
    const below = bases.reduce<LocatedMap | undefined>(
      (sum, base) => (sum && base ? (merge(sum, base) as LocatedMap) : (sum ?? base)),
      undefined,
    );
    if (below) tree = merge(below, tree) as LocatedMap;
    return tree;
  }
}
