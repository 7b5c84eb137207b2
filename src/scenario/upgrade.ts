// Numbered steps that upgrade scenario files of older versions.
import { type Fault, faultAt } from './faults.ts';
import { get, isNull, type Located } from './located.ts';
import { VERSION } from './schema.ts';

type Upgraded = { tree: Located } | { faults: Fault[] };

/**
 * Step number n turns a document of version n + 1 into one of version n + 2, all but the number; each needs a
 * before/after fixture.
 */
const STEPS: readonly ((tree: Located) => Upgraded)[] = [withoutOpenings];

/** The document in the newest version. A document without a version counts as newest, so that others may extend it. */
export function upgrade(tree: Located): Upgraded {
  const version = get(tree, ['version']);
  if (!version || isNull(version)) return { tree };
  const number = version.kind === 'scalar' ? version.value : NaN;
  if (!isVersion(number)) {
    const got = version.kind === 'scalar' ? version.value : `a ${version.kind}`;
    const expected = `a version from 1 to ${VERSION}`;
    const hint = typeof got === 'string' && isVersion(Number(got)) ? `write ${Number(got)}, without quotes` : undefined;
    return { faults: [faultAt(version.at, { path: 'version', what: 'unknown version', got, expected, hint })] };
  }
  return STEPS.slice(number - 1).reduce<Upgraded>((older, step) => ('tree' in older ? step(older.tree) : older), {
    tree: number === VERSION ? tree : changed(tree, ['version'], { ...version, value: VERSION } as Located),
  });
}

const isVersion = (number: unknown): number is number =>
  typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= VERSION;

/** From 1 to 2: platforms no longer open at a rate of their own, but take vacant niches. */
function withoutOpenings(tree: Located): Upgraded {
  const path = ['rebirth', 'platforms_entry_per_year'];
  const rate = get(tree, path);
  if (!rate) return { tree };
  if (isNull(rate) || (rate.kind === 'scalar' && rate.value === 0)) return { tree: changed(tree, path, undefined) };
  const flaw = {
    path: path.join('.'),
    what: 'new platforms open at no rate of their own since version 2: they take vacant niches',
    got: rate.kind === 'scalar' ? rate.value : `a ${rate.kind}`,
    expected: 'no such field',
    hint: 'remove it, and set organisations.entry_per_week if vacant niches should be taken faster or slower',
  };
  return { faults: [faultAt(rate.at, flaw)] };
}

/** The tree with another value at a path that exists, or without it. */
function changed(tree: Located, [key, ...rest]: readonly string[], value: Located | undefined): Located {
  const entry = tree.kind === 'map' ? tree.entries.get(key) : undefined;
  if (tree.kind !== 'map' || !entry) return tree;
  const entries = new Map(tree.entries);
  const inside = rest.length > 0 ? changed(entry.value, rest, value) : value;
  if (inside) entries.set(key, { ...entry, value: inside });
  else entries.delete(key);
  return { ...tree, entries };
}
