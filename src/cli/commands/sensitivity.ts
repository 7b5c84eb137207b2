// `waterbed-sim sensitivity`: which fields, or which mechanisms, decide levels and effects; first a screening of all, then
// indices of those that matter.
import { restsOnScreening, type ScreenedRestsOn } from '../../experiment/sensitivity/rests-on.ts';
import {
  type Indices,
  indices,
  type Screening,
  screening,
  worthIndices,
} from '../../experiment/sensitivity/sensitivity.ts';
import { settingsOf } from '../../experiment/sweep/designs/design.ts';
import type { Target } from '../../experiment/sweep/paired.ts';
import type { SweepTable } from '../../experiment/sweep/sweep.ts';
import { indicesText, screeningText } from '../../report/sensitivity-text.ts';
import { fileList } from '../../report/text.ts';
import type { CHART_KINDS } from '../chart-kinds.ts';
import { doRuns, type RunsOptions, todoOf, todoText } from '../sweep/do-runs.ts';
import { finish } from '../sweep/finish.ts';
import { type Description, describe, writeWhole } from '../sweep/folder.ts';
import { anyEarlier, inFolder } from '../sweep/in-folder.ts';
import { type LoadedSweep, loadMade, planOf } from '../sweep/load-sweep.ts';
import { ANALYSIS } from '../sweep/screened.ts';
import { drawSensitivity } from '../sweep/sensitivity-charts.ts';
import { type Over, screeningOf } from '../sweep/sweep-of-fields.ts';
import { EXIT, paint, say, sayJson, tell, UserError } from '../terminal.ts';

export interface SensitivityOptions extends RunsOptions {
  over: Over;
  grade?: string;
  only?: string;
  walks: number;
  /** Pairs of draws of the indices that follow; 0 for none. */
  sobol: number;
  most: number;
  outcomes?: string;
  seeds?: number[];
  out?: string;
  set: string[];
  charts: (typeof CHART_KINDS)[number];
  json?: true;
}

/** What is kept of an analysis. */
interface Analysis {
  name: string;
  /** Of the scenario that was varied, without number of replicates and texts. */
  scenario_sha256: string;
  screening: Screening[];
  indices: Indices[];
  /** Fields of which an end of the range contradicts another field. */
  left_out: string[];
  rests_on: ScreenedRestsOn | null;
}

/** Leaves `process.exitCode` at 1 when a run failed, at 130 when it was interrupted. */
export async function sensitivity(path: string, options: SensitivityOptions): Promise<void> {
  const { sweep: loaded, leftOut } = screeningOf(path, options);
  const { kind } = loaded.sweep.design;
  if (kind !== 'morris' && kind !== 'saltelli')
    throw new UserError(
      `${path}: a sweep of design ${kind}; expected a scenario, or a sweep of design morris or saltelli`,
    );
  const out = options.out ?? loaded.folder ?? `output/${loaded.sweep.name}-sensitivity`;
  const first = await run(out, loaded, options);
  if (first === undefined) return;
  const targets = targetsOf(first.table);
  const settings = settingsOf(loaded.sweep.design.settings);
  const made = <T>(of: (table: SweepTable, target: Target) => T | null, table: SweepTable): T[] =>
    targets.flatMap((target) => of(table, target) ?? []);
  const screened = kind === 'morris' ? made((table, target) => screening(table, settings, target), first.table) : [];
  let indexed = kind === 'saltelli' ? made((table, target) => indices(table, settings, target), first.table) : [];
  const files = [...first.files];
  if (kind === 'morris' && options.sobol > 0) {
    const second = indicesOf(loaded, screened, options);
    if (second) {
      const found = await run(`${out}/indices`, second, options);
      if (found === undefined) return;
      const own = settingsOf(second.sweep.design.settings);
      indexed = made((table, target) => indices(table, own, target), found.table);
      files.push(...found.files.map((file) => `indices/${file}`));
    }
  }
  const analysis: Analysis = {
    name: loaded.sweep.name,
    scenario_sha256: first.description.sha256,
    screening: screened,
    indices: indexed,
    left_out: leftOut,
    rests_on: restsOnScreening(screened, first.table),
  };
  writeWhole(`${out}/${ANALYSIS}`, `${JSON.stringify(analysis, null, 2)}\n`);
  files.push(ANALYSIS);
  for (const [file, content] of await drawSensitivity(screened, indexed, options.charts)) {
    writeWhole(`${out}/${file}`, content);
    files.push(file);
  }
  if (options.json) sayJson({ folder: out, ...analysis, files });
  else if (!options.quiet) say(`${textOf(analysis)}\n\n${fileList(out, files, paint)}`);
}

/** Does what is missing of a sweep; undefined if it was interrupted, after which the same command goes on. */
async function run(
  out: string,
  loaded: LoadedSweep,
  options: SensitivityOptions,
): Promise<{ table: SweepTable; description: Description; files: string[] } | undefined> {
  const { name, scenario } = loaded.sweep;
  const plan = planOf(loaded);
  const replicates = options.seeds ?? Array.from({ length: scenario.seeds }, (_, k) => k + 1);
  const own = describe(loaded, replicates, plan);
  return inFolder(out, own, anyEarlier, async (description) => {
    const todo = todoOf(out, plan, replicates, options);
    if (!options.quiet) tell(`${name}: ${todoText(todo, plan.points.length, replicates.length)}`);
    const isWhole = await doRuns(out, loaded, todo, options);
    if (!isWhole) {
      process.exitCode = EXIT.interrupted;
      return undefined;
    }
    const { table, files } = await finish(out, description);
    if (table.failed.length > 0) process.exitCode = EXIT.failed;
    return { table, description, files };
  });
}

/** A sweep for indices of the factors that matter for the first outcome in any arm; undefined if none does. */
function indicesOf(
  { sweep }: LoadedSweep,
  screened: readonly Screening[],
  { most, sobol, set, ...options }: SensitivityOptions,
): LoadedSweep | undefined {
  const [outcome] = sweep.outcomes;
  const own = screened.filter(({ target }) => target.outcome === outcome);
  const ids = new Set<string>();
  for (let nth = 0; nth < most; nth++)
    for (const one of own) {
      const id = worthIndices(one, most)[nth];
      if (id !== undefined && ids.size < most) ids.add(id);
    }
  if (ids.size === 0) return undefined;
  const file = sweep.file as { sweep: { factors: Record<string, unknown> } };
  const factors = Object.fromEntries(Object.entries(file.sweep.factors).filter(([id]) => ids.has(id)));
  const { trajectories: _, levels: __, ...rest } = file.sweep as Record<string, unknown>;
  const made = { ...file, sweep: { ...rest, design: 'saltelli', draws: sobol, factors } };
  return loadMade('indices.json', made, { quiet: options.quiet ?? false });
}

/** Levels in the reference, then effects of the other arms, outcome by outcome. */
function targetsOf({ arms: [reference, ...others], outcomes }: SweepTable): Target[] {
  return outcomes.flatMap((outcome): Target[] => [
    { outcome, arm: reference!, against: null },
    ...others.map((arm) => ({ outcome, arm, against: reference! })),
  ]);
}

/** Tables of the first outcome, indices where there are any; all others are in the file. */
function textOf({ screening: screened, indices: indexed, left_out }: Analysis): string {
  const outcome = (screened[0] ?? indexed[0])?.target.outcome;
  const own = <T extends { target: Target }>(all: readonly T[]): T[] =>
    all.filter(({ target }) => target.outcome === outcome);
  const refused =
    left_out.length === 0
      ? []
      : [`Not varied, since an end of the range contradicts another field: ${left_out.join(', ')}.`];
  const tables = [
    ...own(screened).map((one) => screeningText({ ...one, factors: one.factors.slice(0, MOST_SHOWN) }, paint)),
    ...own(indexed).map((one) => indicesText(one, paint)),
  ];
  return [...(tables.length > 0 ? tables : ['No walk or pair of draws is complete.']), ...refused].join('\n\n');
}

/** Factors of a screening in the terminal; all are in the file. */
const MOST_SHOWN = 15;
