// Reads and checks the file of a sweep: a scenario, and what varies in it.
import { nearest } from '../../nearest.ts';
import { whyUnread } from '../../unreadable.ts';
import { explain } from '../explain.ts';
import { type Fault, type Flaw, faultAt, formatFaults, limited, type Origin } from '../faults.ts';
import { get, isNull, type Located, type LocatedMap, originOf, plain, setAt } from '../located.ts';
import {
  type FaultOf,
  type Parsed,
  type ParseOptions,
  parseWritten,
  readWritten,
  type Written,
  withCityPaths,
} from '../parse.ts';
import { resolvePath, stem } from '../paths.ts';
import type { Scenario } from '../schema.ts';
import { isWhole, notesOf } from '../walk.ts';
import type { DesignChoice, Factor, Value, Values } from './factor.ts';
import { fieldAt } from './paths.ts';
import { type FactorFile, type SweepFile, sweepSchema } from './schema.ts';
import { readTable, type TableRow } from './table.ts';

/** A sweep as it runs. */
export interface Sweep {
  name: string;
  design: DesignChoice;
  factors: Factor[];
  outcomes: string[];
  /** The scenario without the section `sweep`, with the values that its file has. */
  scenario: Scenario;
  /** The scenario at a point, checked. */
  scenarioAt: (values: Values) => Parsed;
  /** A place of the scenario, for later checks. */
  faultOf: FaultOf;
  /** The whole as written, merged, in plain data: a file of the same sweep. */
  file: Record<string, unknown>;
  files: string[];
}

export type ParsedSweep = { ok: true; sweep: Sweep } | { ok: false; faults: Fault[] };

export interface ParseSweepOptions extends ParseOptions {
  /** Ids of all outcomes there are. */
  outcomes: readonly string[];
  /** Its values were tried before. */
  isChecked?: boolean;
}

/** Whether a file, with what it extends, has a section `sweep`; false of what cannot be read. */
export const isSweep = (path: string, options: ParseOptions): boolean =>
  readWritten(path, options).written?.tree.entries.has('sweep') ?? false;

/** Reads a sweep as `parseScenario` reads a scenario. `sets` may reach into the section `sweep` too. */
export function parseSweep(path: string, { outcomes, isChecked, ...options }: ParseSweepOptions): ParsedSweep {
  const { written, faults } = readWritten(path, options);
  const refuse = (more: readonly Fault[]): ParsedSweep => ({ ok: false, faults: limited([...faults, ...more]) });
  if (!written) return refuse([]);
  const section = written.tree.entries.get('sweep');
  if (!section || isNull(section.value)) {
    const expected = 'a section `sweep` with factors';
    const hint = '`waterbed-sim run` and `compare` are for single scenarios';
    return refuse([faultAt(written.tree.at, { path: 'sweep', what: 'missing', expected, hint })]);
  }
  const tree = section.value;
  const value = plain(tree);
  const read = sweepSchema.safeParse(value);
  if (!read.success)
    return refuse(
      explain(read.error.issues, sweepSchema, tree, value).map((fault) => ({ ...fault, path: inSweep(fault.path) })),
    );
  const base = withoutSweep(written);
  const parsed = parseWritten(base);
  const found = [...faults, ...(parsed.ok ? [] : parsed.faults)];
  const plainBase = plain(base.tree);
  const factors = Object.entries(read.data.factors).map(([id, one]) =>
    factorOf(id, one, tree, plainBase, read.data.design === 'zip', found),
  );
  const outcomesHere = outcomesOf(read.data, tree, parsed, outcomes, found);
  const table = read.data.table === undefined ? [] : tableRows(read.data, tree, options.readText, found);
  if (!parsed.ok || found.length > 0) return { ok: false, faults: limited(found) };
  const tried = read.data.design === 'zip' || read.data.design === 'table' ? 'rows' : 'each';
  if (!isChecked) found.push(...badValues(base, factors, tried, table));
  if (found.length > 0) return { ok: false, faults: limited(found) };
  const name = nameOf(written);
  const tableFile = read.data.table === undefined ? undefined : fileOfTable(tree, read.data.table);
  return {
    ok: true,
    sweep: {
      name,
      design: designOf(read.data, table),
      factors: factors.map(({ factor }) => factor),
      outcomes: outcomesHere,
      scenario: parsed.scenario,
      scenarioAt: (values) =>
        parseWritten({
          ...base,
          tree: factors.reduce(
            (tree, { factor, at }, k) => withValue(tree, factor.paths, { kind: 'scalar', at, value: values[k]! }),
            base.tree,
          ),
        }),
      faultOf: parsed.faultOf,
      file: selfNamed(written, name, tableFile),

      files: written.files,
    },
  };
}

/** A factor, with the place where it stands and those of its values. */
interface Placed {
  factor: Factor;
  at: Origin;
  values: (Located & { kind: 'scalar' })[];
}

const inSweep = (path: string): string => (path === '' ? 'sweep' : `sweep.${path}`);

/** Names of columns of the table of runs, which no factor may have. */
const TAKEN = [
  ...['run', 'point', 'replicate', 'seed', 'arm', 'outcome', 'value'],
  ...['offered_h', 'spent_h', 'offered_eur', 'spent_eur', 'error'],
];

function factorOf(
  id: string,
  file: FactorFile,
  tree: Located,
  base: unknown,
  isRepeated: boolean,
  faults: Fault[],
): Placed {
  const at = originOf(tree, ['factors', id], 'key');
  const paths = file.paths ?? [file.path!];
  const key = file.paths ? 'paths' : 'path';
  if (TAKEN.includes(id))
    faults.push(
      faultAt(at, {
        path: inSweep(`factors.${id}`),
        what: 'a name that a column of the results has',
        got: id,
        expected: 'another name',
      }),
    );
  const types = paths.map((path, k) => {
    const steps = ['factors', id, key, ...(file.paths ? [k] : [])];
    const found = fieldAt(base, path);
    if ('type' in found) return found.type;
    faults.push(faultAt(originOf(tree, steps, 'value'), { ...found, path: inSweep(steps.join('.')) }));
    return undefined;
  });
  const [type] = types;
  const notes = type && notesOf(type);
  const { values, from, to, steps, log } = file;
  const place = (step: string): Origin => originOf(tree, ['factors', id, step], 'value');
  const given =
    values === undefined
      ? steps === undefined
        ? []
        : Array.from({ length: steps }, (_, k) => levelAt({ from: from!, to: to!, log }, k / (steps - 1)))
      : values;
  const written = get(tree, ['factors', id, 'values']);
  const located = given.map((value, k): Placed['values'][number] => {
    const one = written?.kind === 'list' ? written.items[k] : undefined;
    if (one?.kind === 'scalar') return { ...one, value };
    return { kind: 'scalar', at: place(k === 0 ? 'from' : k === given.length - 1 ? 'to' : 'steps'), value };
  });
  const twice = isRepeated ? -1 : given.findIndex((value, k) => given.indexOf(value) < k);
  if (twice >= 0)
    faults.push(
      faultAt(located[twice]!.at, {
        path: inSweep(`factors.${id}`),
        what: 'the same value twice',
        got: given[twice],
        expected: 'each once',
      }),
    );
  const isWholeField = types.some((one) => one && isWhole(one));
  return {
    factor: {
      id,
      paths,
      text: notes?.text ?? '',
      unit: notes?.unit ?? '',
      grade: notes?.grade ?? '',
      levels: given,
      range: from === undefined ? null : { from, to: to!, log, ...(isWholeField && { whole: true as const }) },
    },
    at,
    values:
      given.length > 0 || from === undefined
        ? located
        : [from, to!].map((value, k) => ({ kind: 'scalar', at: place(k === 0 ? 'from' : 'to'), value })),
  };
}

/**
 * The value at a share of a range, 0..1, even on a logarithmic scale if `log`. At most twelve digits, so that a tenth
 * is a tenth.
 */
function levelAt({ from, to, log }: NonNullable<Factor['range']>, share: number): number {
  if (share === 0 || share === 1) return share === 0 ? from : to;
  const value = log ? from * Math.exp(Math.log(to / from) * share) : from + (to - from) * share;
  return Number(value.toPrecision(12));
}

function outcomesOf(
  { outcomes }: SweepFile,
  tree: Located,
  parsed: Parsed,
  known: readonly string[],
  faults: Fault[],
): string[] {
  if (outcomes === undefined) {
    if (!parsed.ok) return [];
    const { outcome, secondary = [] } = parsed.scenario.compare;
    return [...new Set([outcome, ...secondary])];
  }
  for (const [k, id] of outcomes.entries()) {
    const said = (flaw: Flaw) =>
      faults.push(faultAt(originOf(tree, ['outcomes', k], 'value'), { path: `sweep.outcomes.${k}`, got: id, ...flaw }));
    const near = nearest(id, known);
    const expected = 'one of `waterbed-sim list outcomes`';
    if (!known.includes(id)) said({ what: 'no such outcome', expected, hint: near && `did you mean ${near}` });
    else if (outcomes.indexOf(id) < k) said({ what: 'the same outcome twice', expected: 'each once' });
  }
  return outcomes;
}

function tableRows(
  { table, factors }: SweepFile,
  tree: Located,
  readText: ParseOptions['readText'],
  faults: Fault[],
): TableRow[] {
  const at = originOf(tree, ['table'], 'value');
  const file = fileOfTable(tree, table!);
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    const { what, expected } = whyUnread(error, 'a CSV file of points');
    faults.push(faultAt(at, { path: 'sweep.table', what, got: file, expected }));
    return [];
  }
  const read = readTable({ file, text, hasLines: true }, Object.keys(factors));
  if ('rows' in read) return read.rows;
  faults.push(...read.faults);
  return [];
}

function fileOfTable(tree: Located, table: string): string {
  const { source } = originOf(tree, ['table'], 'value');
  return resolvePath(source.hasLines ? source.file : '', table);
}

/** The sweep in plain data under its own name, paths of files as they are from here. */
function selfNamed({ tree }: Written, name: string, table: string | undefined): Record<string, unknown> {
  const file = plain(withCityPaths(tree)) as Record<string, unknown>;
  return { ...file, name, sweep: { ...(file.sweep as object), ...(table !== undefined && { table }) } };
}

function designOf(
  { design, draws, first, trajectories, levels, groups, seed }: SweepFile,
  table: readonly TableRow[],
): DesignChoice {
  const drawn = draws ?? trajectories;
  return {
    kind: design,
    settings: {
      seed,
      ...(drawn !== undefined && { draws: drawn }),
      ...(first !== undefined && { first }),
      ...(levels !== undefined && { levels }),
      ...(groups !== undefined && { groups }),
      ...(design === 'table' && { table: table.map((row) => row.map(({ value }) => value as Value)) }),
    },
  };
}

/** Of long lists of values, and of rows, so many are tried while a file is read; the others when points are made. */
const MOST_TRIED = 200;

/** Faults of values that the scenario does not take: each value of each factor by itself, or whole rows. */
function badValues(
  base: Written,
  factors: readonly Placed[],
  tried: 'each' | 'rows',
  table: readonly TableRow[],
): Fault[] {
  const faults: Fault[] = [];
  const told = new Set<string>();
  const tell = (fault: Fault): void => {
    const text = formatFaults([fault]);
    if (!told.has(text)) faults.push(fault);
    told.add(text);
  };
  const attempt = (row: readonly { placed: Placed; value: Placed['values'][number] }[]): void => {
    const tree = row.reduce((tree, { placed, value }) => withValue(tree, placed.factor.paths, value), base.tree);
    const parsed = parseWritten({ ...base, tree });
    if (parsed.ok) return;
    for (const fault of parsed.faults) {
      const own = row.find(({ placed }) => placed.factor.paths.some((path) => touches(fault.path, path))) ?? row[0]!;
      const { placed, value } = own;
      const said = {
        what: `${fault.path}: ${fault.what}`,
        got: value.value,
        expected: fault.expected,
        hint: fault.hint,
      };
      tell(faultAt(value.at, { path: inSweep(`factors.${placed.factor.id}`), ...said }));
    }
  };
  const spread = <T>(all: readonly T[]): T[] =>
    all.filter(
      (_, k) =>
        all.length <= MOST_TRIED || k === 0 || k === all.length - 1 || k % Math.ceil(all.length / MOST_TRIED) === 0,
    );
  if (tried === 'each') {
    for (const placed of factors) {
      const before = faults.length;
      // Of a range that goes too far, the end says enough.
      const ends = placed.factor.range ? [placed.values[0]!, placed.values.at(-1)!] : [];
      for (const value of ends) attempt([{ placed, value }]);
      if (faults.length === before || ends.length === 0)
        for (const value of spread(placed.values)) if (!ends.includes(value)) attempt([{ placed, value }]);
    }
  } else {
    const rows = table.length > 0 ? table : factors[0]!.values.map((_, k) => factors.map(({ values }) => values[k]!));
    for (const row of spread(rows)) attempt(row.map((value, k) => ({ placed: factors[k]!, value })));
  }
  return faults;
}

const touches = (one: string, other: string): boolean =>
  `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);

/** The tree with a value at each of the paths, which exist. */
const withValue = (tree: LocatedMap, paths: readonly string[], value: Located): LocatedMap =>
  paths.reduce((before, path) => {
    const after = setAt(before, path.split('.'), value);
    if ('what' in after) throw new Error(`${path}: ${after.what}`);
    return after as LocatedMap;
  }, tree);

function withoutSweep(written: Written): Written {
  const entries = new Map(written.tree.entries);
  entries.delete('sweep');
  return { ...written, tree: { ...written.tree, entries } };
}

/** The name in the sweep's own file, else the file's: that of the scenario which it extends is another's. */
function nameOf({ tree, path }: Written): string {
  const name = tree.entries.get('name');
  if (name && name.keyAt.source.file === path && name.value.kind === 'scalar') return String(name.value.value);
  return stem(path);
}
