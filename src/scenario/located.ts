// A document as a tree that remembers where each value was written: merge, set, look up.
import type { Origin } from './faults.ts';

export type Scalar = string | number | boolean | null;
export interface Entry {
  keyAt: Origin;
  value: Located;
}
export type LocatedMap = { kind: 'map'; at: Origin; entries: Map<string, Entry> };
/** `written` is the text of a number in the file: its digits, or a date. */
export type Located =
  | { kind: 'scalar'; at: Origin; value: Scalar; written?: string }
  | { kind: 'list'; at: Origin; items: Located[] }
  | LocatedMap;
export type Path = readonly (string | number)[];

/** `over` merged into `base`: maps merge by key, lists and scalars replace, null removes. Neither is changed. */
export function merge(base: Located, over: Located): Located {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    entries.set(key, below ? { ...entry, value: merge(below.value, entry.value) } : entry);
  }
  return { ...over, entries };
}

/**
 * The tree with `value` merged in at `path`. Maps that do not exist are made; a list takes the index of an element or
 * the next one. Keys that are new or changed are at `keyAt`. Returns what is wrong with the path otherwise, as `{ at, what }` with the number of steps that exist.
 */
export function setAt(
  tree: Located,
  path: Path,
  value: Located,
  keyAt = value.at,
): Located | { steps: number; what: string } {
  if (path.length === 0) return merge(tree, value);
  const [step, ...rest] = path;
  if (tree.kind === 'list') {
    const index = typeof step === 'string' && /^\d{1,6}$/.test(step) ? Number(step) : -1;
    const last = tree.items.length - 1;
    if (index < 0 || index > last + 1)
      return { steps: 0, what: last < 0 ? 'the list is empty' : `the list has elements 0 to ${last}` };
    const changed = setAt(tree.items[index] ?? emptyMap(value.at), rest, value, keyAt);
    return 'what' in changed
      ? deeper(changed)
      : { ...tree, items: [...tree.items.slice(0, index), changed, ...tree.items.slice(index + 1)] };
  }
  const entries = tree.kind === 'map' ? tree.entries : new Map<string, Entry>();
  if (tree.kind === 'scalar' && tree.value !== null) return { steps: 0, what: 'a plain value has nothing inside' };
  const changed = setAt(entries.get(String(step))?.value ?? emptyMap(value.at), rest, value, keyAt);
  if ('what' in changed) return deeper(changed);
  return { kind: 'map', at: tree.at, entries: new Map(entries).set(String(step), { keyAt, value: changed }) };
}

const deeper = ({ steps, what }: { steps: number; what: string }) => ({ steps: steps + 1, what });
const emptyMap = (at: Origin): LocatedMap => ({ kind: 'map', at, entries: new Map() });

/** The tree as plain data; keys whose value is null are left out of maps. */
export function plain(tree: Located): unknown {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(plain);
  const out: Record<string, unknown> = {};
  for (const [key, { value }] of tree.entries) if (!isNull(value)) out[key] = plain(value);
  return out;
}

export const isNull = (tree: Located): boolean => tree.kind === 'scalar' && tree.value === null;

/** Where the value at `path` was written, or its key; for what is missing, the nearest that is written around it. */
export function originOf(tree: Located, path: Path, of: 'key' | 'value'): Origin {
  let at = tree.at;
  let here = tree;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (here.kind === 'list' && typeof step === 'number' && here.items[step]) {
      here = here.items[step];
      at = here.at;
      continue;
    }
    const entry = here.kind === 'map' ? here.entries.get(String(step)) : undefined;
    if (!entry) return at;
    here = entry.value;
    at = last && of === 'value' ? here.at : entry.keyAt;
  }
  return at;
}

export function get(tree: Located, path: Path): Located | undefined {
  let here: Located | undefined = tree;
  for (const step of path) {
    if (here?.kind === 'map') here = here.entries.get(String(step))?.value;
    else if (here?.kind === 'list') here = here.items[Number(step)];
    else return undefined;
  }
  return here;
}
