// Reads and checks a scenario file: the only way from a file to a scenario that runs.
import { settingsSet, splitArms } from './arm-settings.ts';
import { explain } from './explain.ts';
import { loadExtended, type ReadText } from './extends.ts';
import { byPosition, type Fault, type Flaw, faultAt, formatFaults, limited } from './faults.ts';
import { get, type Located, type LocatedMap, originOf, type Path, plain, setAt } from './located.ts';
import { resolvePath, stem } from './paths.ts';
import { readYaml } from './read-yaml.ts';
import { type Scenario, scenarioSchema } from './schema.ts';
import { translated } from './translate.ts';

/** `faultOf` makes a fault for later checks, at the place of a field's value or the nearest value around it. */
export type Parsed =
  | { ok: true; scenario: Scenario; files: string[]; faultOf: FaultOf }
  | { ok: false; faults: Fault[] };

export type FaultOf = (path: Path, flaw: Omit<Flaw, 'path'>) => Fault;

export interface ParseOptions {
  /** The text of a file; throws where there is none. */
  readText: ReadText;
  /** Changes from the command line, each `a.b.c=VALUE` with a YAML value, applied to the file in order. */
  sets?: readonly (string | Change)[];
}

/** A change with the option it came from, for faults: `--seeds 3` for `seeds=3`. */
export interface Change {
  set: string;
  as: string;
}

/** A scenario as it is written, merged with what it extends and what is set on top. */
export interface Written {
  tree: LocatedMap;
  /** The file that was named, and all that were read. */
  path: string;
  files: string[];
}

/**
 * Reads a scenario, YAML or JSON, with what it extends and `sets` on top; fills defaults, checks all, freezes the
 * result. `files` lists what was read. Never throws on what a user wrote: every mistake is a {@link Fault}.
 */
export function parseScenario(path: string, options: ParseOptions): Parsed {
  const { written, faults } = readWritten(path, options);
  if (!written) return { ok: false, faults: limited(faults) };
  const sweep = written.tree.entries.get('sweep');
  if (sweep) {
    const [what, expected] = ['a sweep, which is many scenarios', 'one scenario'];
    const hint = '`waterbed-sim sweep` runs it, and with --dry-run checks it and says what it would do';
    return { ok: false, faults: limited([...faults, faultAt(sweep.keyAt, { path: 'sweep', what, expected, hint })]) };
  }
  const parsed = parseWritten(written);
  if (faults.length === 0 && parsed.ok) return parsed;
  return { ok: false, faults: limited([...faults, ...(parsed.ok ? [] : parsed.faults)]) };
}

/** Reads a file with what it extends and `sets` on top, unchecked; `written` is missing where a file cannot be read. */
export function readWritten(
  path: string,
  { readText, sets = [] }: ParseOptions,
): { written?: Written; faults: Fault[] } {
  const loaded = loadExtended(path, readText);
  const faults = 'faults' in loaded ? loaded.faults : [];
  const changes = sets.flatMap((written) => {
    const read = typeof written === 'string' ? readSet(written) : readSet(written.set, written.as);
    if ('value' in read) return [read];
    faults.push(...read.faults);
    return [];
  });
  if ('faults' in loaded) return { faults };
  const tree = changes.reduce<Located>((before, { steps, value }) => {
    const after = setAt(before, steps, value);
    if (!('what' in after)) return after;
    const at = steps.slice(0, after.steps + 1).join('.');
    faults.push(
      faultAt(value.at, { path: at, what: `no such place to set: ${after.what}`, expected: 'the path of a field' }),
    );
    return before;
  }, loaded.tree);
  return { written: { tree: tree as LocatedMap, path, files: loaded.files }, faults };
}

/** Checks the scenario, and the one that each arm makes of it by what it sets. */
export function parseWritten({ tree, path, files }: Written): Parsed {
  const { shared, arms, faults } = splitArms(tree);
  const parsed = validate(shared, path, files);
  const known = parsed.ok ? [] : parsed.faults;
  const told = new Set(known.map((fault) => formatFaults([fault])));
  const sets = new Map<string, Record<string, unknown>>();
  for (const [name, { tree, paths }] of arms) {
    const own = validate(tree, path, files);
    if (own.ok) sets.set(name, settingsSet(own.scenario, paths));
    else
      for (const fault of own.faults)
        if (!told.has(formatFaults([fault]))) faults.push({ ...fault, path: `arms.${name}.set.${fault.path}` });
  }
  if (!parsed.ok || faults.length > 0) return { ok: false, faults: inOrder([...known, ...faults], files) };
  if (sets.size === 0) return parsed;
  const withSets = Object.entries(parsed.scenario.arms).map(([name, arm]) => [name, { ...arm, set: sets.get(name) }]);
  const scenario = scenarioSchema.parse({ ...parsed.scenario, arms: Object.fromEntries(withSets) });
  return { ...parsed, scenario };
}

function validate(asWritten: LocatedMap, path: string, files: string[]): Parsed {
  const tree = translated(asWritten);
  const written = plain(withCityPaths(tree)) as Record<string, unknown>;
  const value = 'name' in written ? written : { ...written, name: nameFrom(path) };
  const result = scenarioSchema.safeParse(value);
  if (result.success) {
    const faultOf: FaultOf = (path, flaw) => {
      const at = asListed(tree, path);
      return faultAt(originOf(tree, at, 'value'), { ...flaw, path: at.join('.') });
    };
    return { ok: true, scenario: result.data, files, faultOf };
  }
  const faults = explain(result.error.issues, scenarioSchema, tree, written);
  return { ok: false, faults: inOrder(faults, files) };
}

/** Faults of the file first, then of those that it extends, each in order of place; those without a place last. */
function inOrder(faults: Fault[], files: readonly string[]): Fault[] {
  const rank = ({ line, file }: Fault): number =>
    line === 0 ? files.length : files.length - 1 - files.lastIndexOf(file);
  return faults.sort((a, b) => rank(a) - rank(b) || byPosition(a, b));
}

/** A path of the parsed scenario as written in the file, where a single city need not be a list. */
const asListed = (tree: LocatedMap, path: Path): Path =>
  path[0] === 'city' && get(tree, ['city'])?.kind === 'map' ? ['city', ...path.slice(2)] : path;

function readSet(written: string, as = `--set ${written}`): { steps: string[]; value: Located } | { faults: Fault[] } {
  const equals = written.indexOf('=');
  const steps = written.slice(0, Math.max(0, equals)).trim().split('.');
  const source = {
    file: as.length > 66 ? `${as.slice(0, 63)}...` : as,
    text: written.slice(equals + 1),
    hasLines: false,
  };
  const refuse = (what: string, expected: string) => ({ faults: [faultAt({ source, offset: 0 }, { what, expected })] });
  if (equals < 0 || steps.some((step) => step.trim() !== step || step === ''))
    return refuse('no field with a value', 'FIELD=VALUE, as in customers.count=5000');
  if (steps.length > 100) return refuse('too deep a path', 'at most 100 steps');
  if (['__proto__', 'constructor', 'prototype'].some((key) => steps.includes(key)))
    return refuse('a forbidden key', 'the path of a field');
  if (steps[0] === 'extends') return refuse('extends cannot be set', 'the path of a field');
  const read = readYaml(source);
  return 'faults' in read ? read : { steps, value: read.tree };
}

/** Paths of cities' files, resolved relative to the file that names them. */
export function withCityPaths(tree: LocatedMap): Located {
  const city = get(tree, ['city']);
  if (!city) return tree;
  const resolved = city.kind === 'list' ? { ...city, items: city.items.map(one) } : one(city);
  const entry = tree.entries.get('city');
  return entry ? { ...tree, entries: new Map(tree.entries).set('city', { ...entry, value: resolved }) } : tree;

  function one(place: Located): Located {
    if (place.kind !== 'map') return place;
    const entries = new Map(place.entries);
    for (const key of ['zones', 'geojson']) {
      const named = entries.get(key);
      if (named?.value.kind !== 'scalar' || typeof named.value.value !== 'string' || named.value.value === '') continue;
      const { source } = named.value.at;
      const from = source.hasLines ? source.file : '';
      entries.set(key, { ...named, value: { ...named.value, value: resolvePath(from, named.value.value) } });
    }
    return { ...place, entries };
  }
}

/** The file's stem as a name: lower case, with hyphens for other characters. */
const nameFrom = (path: string): string =>
  stem(path)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'scenario';
