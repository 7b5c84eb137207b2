// What an arm sets: read with the scenario that it makes, refused where arms must be alike, told in words.
import type { Platform } from '../engine/entities/platforms.ts';
import { describeShock } from '../engine/entities/shocks.ts';
import type { Settings } from '../engine/settings.ts';
import { type Fault, faultAt } from './faults.ts';
import { get, isNull, type Located, type LocatedMap, type Path, setAt } from './located.ts';

/** Fields in which arms may not differ, by the path at which they begin, with the reason. */
const SHARED: readonly (readonly [paths: readonly string[], reason: string])[] = [
  [['version', 'extends', 'name', 'title', 'description'], 'it says what the scenario is, and not what happens in it'],
  [
    ['seed', 'seeds', 'time', 'city', 'areas', 'baseline', 'arms', 'compare', 'audit'],
    'it is the same in all arms, so that they can be compared',
  ],
  [['policies', 'shocks'], 'an arm has its own, beside those of every arm'],
  [['customers'], 'all arms of a replicate have the same customers and candidate occasions'],
  [['choice.dissimilarity', 'sites.nearest'], 'all arms have the same noise of choices'],
  [
    ['choice.share_delivery', 'choice.share_other', 'choice.share_none'],
    'the constants of the choice are solved once, for the baseline',
  ],
];

/** The tree without what arms set, and that of each arm that sets something, with the paths that it sets. */
interface ArmTrees {
  shared: LocatedMap;
  arms: Map<string, { tree: LocatedMap; paths: Path[] }>;
  faults: Fault[];
}

export function splitArms(tree: LocatedMap): ArmTrees {
  const found: ArmTrees = { shared: tree, arms: new Map(), faults: [] };
  const arms = get(tree, ['arms']);
  if (arms?.kind !== 'map') return found;
  const sets = [...arms.entries].flatMap(([name, { value }]) => {
    const set = value.kind === 'map' ? value.entries.get('set')?.value : undefined;
    return value.kind === 'map' && set?.kind === 'map' ? [{ name, arm: value, set }] : [];
  });
  for (const { name, arm } of sets) {
    const entries = new Map(arm.entries);
    entries.delete('set');
    found.shared = withArm(found.shared, name, { ...arm, entries });
  }
  for (const { name, set } of sets) {
    const paths: Path[] = [];
    const refuse = (at: Located['at'], path: Path, what: string, expected: string, hint?: string): void => {
      found.faults.push(faultAt(at, { path: ['arms', name, 'set', ...path].join('.'), what, expected, hint }));
    };
    const armTree = [...set.entries].reduce<Located>((before, [key, { keyAt, value }]) => {
      const path = key.split('.');
      const reason = path.includes('') ? undefined : whyShared(path, value);
      if (reason !== undefined) {
        refuse(keyAt, path, 'a field in which arms may not differ', 'it outside of `set`', reason);
        return before;
      }
      return layOver(before, path, value, (changed, at, one) => {
        const after = path.includes('')
          ? { steps: 0, what: 'a step without a name' }
          : setAt(changed, at, one, one === value ? keyAt : one.at);
        if (!('what' in after)) {
          paths.push(at);
          return after;
        }
        refuse(keyAt, at, `no such place to set: ${after.what}`, 'the path of a field');
        return changed;
      });
    }, found.shared);
    found.arms.set(name, { tree: armTree as LocatedMap, paths });
  }
  return found;
}

function withArm(tree: LocatedMap, name: string, arm: LocatedMap): LocatedMap {
  const arms = tree.entries.get('arms')!;
  const map = arms.value as LocatedMap;
  const entries = new Map(map.entries).set(name, { ...map.entries.get(name)!, value: arm });
  return { ...tree, entries: new Map(tree.entries).set('arms', { ...arms, value: { ...map, entries } }) };
}

/** Why arms may not differ in the field at a path, or in one inside a map that is set there. */
function whyShared(path: Path, value: Located): string | undefined {
  const written = path.join('.');
  for (const [shared, reason] of SHARED)
    if (shared.some((one) => written === one || written.startsWith(`${one}.`))) return reason;
  if (value.kind !== 'map') return undefined;
  for (const [key, entry] of value.entries) {
    const reason = whyShared([...path, ...key.split('.')], entry.value);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Calls `set` for each value inside maps that lie over a map or nothing, or whose keys are places in a list; null sets nothing. */
function layOver(
  tree: Located,
  path: Path,
  value: Located,
  set: (tree: Located, path: Path, value: Located) => Located,
): Located {
  if (isNull(value)) return tree;
  const below = get(tree, path);
  const isWhole = value.kind !== 'map' || value.entries.size === 0 || below?.kind === 'scalar';
  if (isWhole || (below?.kind === 'list' && ![...value.entries.keys()].every(isPlace))) return set(tree, path, value);
  return [...value.entries].reduce(
    (before, [key, entry]) => layOver(before, [...path, ...key.split('.')], entry.value, set),
    tree,
  );
}

const isPlace = (key: string): boolean => /^\d+(\.|$)/.test(key);

/** What an arm sets in the form that settings have, by path, from the scenario that it makes. */
export function settingsSet(scenario: object, paths: readonly Path[]): Record<string, unknown> {
  const set = paths.map((path): [string, unknown] => {
    const held = path.map((_, k) => heldAt(scenario, path.slice(0, k + 1)));
    const missing = held.indexOf(undefined);
    const end = missing < 0 ? path.length : missing;
    return [path.slice(0, end).join('.'), held[end - 1]];
  });
  return Object.fromEntries(set.flatMap(leaves).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Values inside maps by their own paths, so that the same set is always written in the same way. */
function leaves([path, value]: [string, unknown]): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, one]) => leaves([`${path}.${key}`, one]));
}

const heldAt = (scenario: object, path: Path): unknown =>
  path.reduce<unknown>((held, step) => (held as Record<string, unknown> | undefined)?.[step], scenario);

/** What an arm sets, and its shocks with those of every arm, a sentence each. */
export function describeChanges(
  { arms, shocks, platforms }: Pick<Settings, 'arms' | 'shocks' | 'platforms'>,
  arm: string,
): string[] {
  const sets = describeSet(arms[arm].set, platforms);
  const all = [...shocks, ...arms[arm].shocks];
  return [...(sets === null ? [] : [`S${sets.slice(1)}.`]), ...all.map(describeShock)];
}

/**
 * What an arm sets, in words: 'sets rebirth.hazard_per_week to 0.05 and platforms to 2 × three-line-hands-on'. Where all
 * `platforms` only get the same traits: 'sets all platforms to manager remote'.
 */
export function describeSet(
  set: Readonly<Record<string, unknown>> | undefined,
  platforms: readonly Platform[],
): string | null {
  const parts = Object.entries(set ?? {}).map(([path, value]) =>
    path === 'platforms' ? platformsInWords(value as readonly Platform[], platforms) : `${path} to ${inWords(value)}`,
  );
  if (parts.length === 0) return null;
  return `sets ${parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`}`;
}

const inWords = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function platformsInWords(set: readonly Platform[], platforms: readonly Platform[]): string {
  const list = set.map(({ archetype, count, overrides }) => ({
    kind: `${count} × ${archetype}`,
    traits: Object.entries(overrides ?? {})
      .map(([trait, of]) => `${trait} ${of}`)
      .join(', '),
  }));
  const common = list.length > 1 && list.every(({ traits }) => traits === list[0].traits) ? list[0].traits : '';
  const isSameMix =
    set.length === platforms.length &&
    set.every(({ archetype, count }, k) => archetype === platforms[k].archetype && count === platforms[k].count);
  if (common !== '' && isSameMix) return `all platforms to ${common}`;
  const kinds = list.map(({ kind, traits }) => (traits === '' || common !== '' ? kind : `${kind} (${traits})`));
  return `platforms to ${kinds.join(', ') || 'none'}${common === '' ? '' : `, all with ${common}`}`;
}
