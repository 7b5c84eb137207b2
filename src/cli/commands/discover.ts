// `waterbed-sim discover`: in which worlds an effect has a sign or a size, or which pairs of effects there are at all.
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Chart } from '../../charts/style.ts';
import { type Discovery, discover as discoverIn, type Question } from '../../experiment/discover/boxes.ts';
import { RUNS } from '../../experiment/store/runs.ts';
import { readTable } from '../../experiment/store/table.ts';
import type { SweepTable } from '../../experiment/sweep/sweep.ts';
import { nearest } from '../../nearest.ts';
import { discoveryText, regimeMapText } from '../../report/discover-text.ts';
import { fileList } from '../../report/text.ts';
import { cellOf } from '../../stats/pattern-space.ts';
import type { CHART_KINDS } from '../chart-kinds.ts';
import { doRuns, type RunsOptions, todoOf, todoText } from '../sweep/do-runs.ts';
import { finish, namesOf } from '../sweep/finish.ts';
import { type Description, describe, describedIn, writeWhole } from '../sweep/folder.ts';
import { anyEarlier, inFolder } from '../sweep/in-folder.ts';
import { loadSweep, planOf } from '../sweep/load-sweep.ts';
import { type Mapped, mapRegimes } from '../sweep/map-regimes.ts';
import { counted, EXIT, paint, say, sayJson, tell, UserError } from '../terminal.ts';

type Kind = (typeof CHART_KINDS)[number];

export interface DiscoverOptions extends RunsOptions {
  outcome?: string;
  arm?: string;
  above?: number;
  below?: number;
  of: 'level' | 'effect';
  /** Two outcomes; true for the usual ones. */
  map?: string | true;
  points: number;
  out?: string;
  seeds?: number[];
  set: string[];
  charts: Kind;
  json?: true;
}

/** Fewer points with a value tell nothing. */
const LEAST_POINTS = 20;
/** Displacement to delivery, and violence. */
const USUAL_MAP = 'share_delivery,violence_expected';
const [DISCOVERY, REGIMES] = ['discover.json', 'regimes.json'];

/** Leaves `process.exitCode` at 1 when a run failed, at 130 when it was interrupted. */
export async function discover(path: string, options: DiscoverOptions): Promise<void> {
  const { map, outcome, above, below } = options;
  if (map !== undefined) {
    if (outcome !== undefined || above !== undefined || below !== undefined || options.of === 'level')
      throw new UserError('--map is of two effects: neither --outcome, --above, --below nor --of level goes with it');
    await mapOf(path, options, map === true ? USUAL_MAP : map);
    return;
  }
  if (outcome === undefined || (above === undefined) === (below === undefined))
    throw new UserError('expected --outcome with --above or --below, or --map');
  await boxesOf(path, options, outcome);
}

async function boxesOf(path: string, options: DiscoverOptions, outcome: string): Promise<void> {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const ask = ({ arms, outcomes }: Pick<Description, 'arms' | 'outcomes'>): Question => {
    const arm = armIn(arms, options.arm, options.of);
    const { above, below } = options;
    return {
      outcome: known(outcome, outcomes, 'outcome of this sweep'),
      arm,
      against: options.of === 'level' ? null : arms[0]!,
      ...(above === undefined ? { side: 'below', limit: below! } : { side: 'above', limit: above }),
    };
  };
  const opened = isFolder ? await read(path, options, ask) : await run(path, options, ask);
  if (opened === undefined) return;
  const { out, description, table, question } = opened;
  checkTable(table, question);
  const found = discoverIn(table, question, { seed: seedIn(description) });
  const charts = options.charts === 'none' ? [] : await chartsOf(found, table, description);
  const files = await writeAll(
    out,
    DISCOVERY,
    { name: description.name, ...found },
    charts,
    options.charts,
    /^box-\d+$/,
  );
  if (options.json) sayJson({ folder: out, ...found, files });
  else if (!options.quiet) say(`${discoveryText(found, paint)}\n\n${fileList(out, files, paint)}`);
  if (table.failed.length > 0) process.exitCode = EXIT.failed;
}

interface Opened {
  out: string;
  description: Description;
  table: SweepTable;
  question: Question;
}

type Ask = (sweep: Pick<Description, 'arms' | 'outcomes'>) => Question;

/** A sweep's table as it lies there. */
async function read(folder: string, options: DiscoverOptions, ask: Ask): Promise<Opened> {
  if (options.set.length > 0 || options.seeds !== undefined || options.retryFailed)
    throw new UserError(`${folder}: a folder is read as it is; --set, --seeds and --retry-failed are for a file`);
  const description = describedIn(folder);
  const question = ask(description);
  if (!statSync(join(folder, RUNS), { throwIfNoEntry: false }))
    throw new UserError(`${folder}: holds no ${RUNS}; \`waterbed-sim collect ${folder}\` makes it`);
  return { out: options.out ?? folder, description, table: await readTable(folder, description), question };
}

/** The table of a sweep whose missing runs are done first; undefined if it was interrupted. */
async function run(path: string, options: DiscoverOptions, ask: Ask): Promise<Opened | undefined> {
  const loaded = loadSweep(path, options.set, options);
  const { name, scenario } = loaded.sweep;
  const out = options.out ?? `output/${name}`;
  const plan = planOf(loaded);
  const replicates = options.seeds ?? upTo(scenario.seeds);
  const own = describe(loaded, replicates, plan);
  const question = ask(own.description);
  return inFolder(out, own, anyEarlier, async (description) => {
    const todo = todoOf(out, plan, replicates, options);
    if (!options.quiet) tell(`${name}: ${todoText(todo, plan.points.length, replicates.length)}`);
    const isWhole = await doRuns(out, loaded, todo, options);
    const { table } = await finish(out, description);
    if (isWhole) return { out, description, table, question };
    process.exitCode = EXIT.interrupted;
    return undefined;
  });
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, k) => k + 1);

/** Refuses a table of which boxes would say nothing. */
function checkTable(
  { name, points, factors, replicates, value }: SweepTable,
  { outcome, arm, against }: Question,
): void {
  const isThere = (point: number): boolean =>
    replicates.some((_, r) =>
      [arm, ...(against === null ? [] : [against])].every((one) => value(point, r, one, outcome) !== null),
    );
  const there = points.filter((_, point) => isThere(point));
  if (there.length < LEAST_POINTS)
    throw new UserError(
      `${name}: ${counted(there.length, 'point')} with a value of ${outcome}; expected at least ${LEAST_POINTS}, best a hundred or more of design sobol or lhs`,
    );
  if (factors.every((_, f) => there.every(({ values }) => values[f] === there[0]!.values[f])))
    throw new UserError(`${name}: all points have the same values of all factors; expected a design that varies some`);
}

async function mapOf(path: string, options: DiscoverOptions, asked: string): Promise<void> {
  const loaded = loadSweep(path, options.set, options);
  const { sweep, folder } = loaded;
  const { name, scenario, factors } = sweep;
  const ids = asked.split(',').map((id) => id.trim());
  if (ids.length !== 2 || ids[0] === ids[1])
    throw new UserError(`--map: got ${asked}; expected two outcomes, as in ${USUAL_MAP}`);
  const [one, other] = ids.map((id) => known(id, sweep.outcomes, 'outcome of this sweep')) as [string, string];
  const bad = factors.find(({ range, levels }) => range === null && levels.length === 0);
  if (bad) throw new UserError(`${name}: ${bad.id} has neither a range nor values; expected from and to`);
  const arms = [scenario.baseline, ...Object.keys(scenario.arms).filter((arm) => arm !== scenario.baseline)];
  const arm = armIn(arms, options.arm, 'effect');
  const out = options.out ?? folder ?? `output/${name}-map`;
  const { points, charts: kind } = options;
  const replicates = options.seeds ?? upTo(scenario.seeds);
  const mapped = await mapRegimes(out, loaded, { ...options, arm, outcomes: [one, other], points, replicates });
  if (mapped === undefined) {
    process.exitCode = EXIT.interrupted;
    return;
  }
  const json = regimesJson(mapped, replicates);
  const charts = kind === 'none' ? [] : [await chartOfMap(mapped, replicates.length)];
  const files = await writeAll(out, REGIMES, json, charts, kind, /^regime-map$/);
  if (options.json) sayJson({ folder: out, ...json, files: [RUNS, ...files] });
  else if (!options.quiet)
    say(`${regimeMapText(mapped.map, factors, paint)}\n\n${fileList(out, [RUNS, ...files], paint)}`);
  if (mapped.failed > 0) process.exitCode = EXIT.failed;
}

/** The same for any number of threads, and after any interruption. */
function regimesJson({ map, worlds, failed, description }: Mapped, replicates: readonly number[]): object {
  const { name, model, sha256, factors, design } = description;
  const byFactor = (values: readonly unknown[]) => Object.fromEntries(factors.map(({ id }, f) => [id, values[f]]));
  return {
    ...{ name, model, sha256, design, replicates, failed },
    ...map,
    regimes: map.regimes.map((regime) => ({ ...regime, example: byFactor(regime.example) })),
    worlds: worlds.map(({ values, outcomes }) => ({
      values: byFactor(values),
      cell: cellOf(map.axes, { u: [], outcomes }),
      outcomes,
    })),
  };
}

/** The chart of a map, as the command and the page of regimes show it. */
export async function chartOfMap({ map, description }: Mapped, nReplicates: number): Promise<Chart> {
  const { regimeChart } = await import('../../charts/sweep/discover.ts');
  const names = namesOf(description);
  const source = `${names.title ?? description.name} · ${counted(map.evaluations, 'world')}, ${counted(nReplicates, 'replicate')} each · simulated`;
  return regimeChart(map, source, names);
}

async function chartsOf(found: Discovery, table: SweepTable, description: Description): Promise<Chart[]> {
  const { boxCharts } = await import('../../charts/sweep/discover.ts');
  return boxCharts(found, table, namesOf(description));
}

/** Everything is made before the first file is written; charts of an earlier time go. Names of the files. */
async function writeAll(
  out: string,
  name: string,
  json: object,
  charts: readonly Chart[],
  kind: Kind,
  earlier: RegExp,
): Promise<string[]> {
  const files = new Map<string, string | Uint8Array>([[name, `${JSON.stringify(json, null, 2)}\n`]]);
  if (charts.length > 0) {
    const { renderPng, renderSvg } = await import('../../charts/render.ts');
    for (const chart of charts) {
      if (kind !== 'svg') files.set(`charts/${chart.id}.png`, await renderPng(chart));
      if (kind !== 'png') files.set(`charts/${chart.id}.svg`, renderSvg(chart));
    }
  }
  const folder = join(out, 'charts');
  const there = statSync(folder, { throwIfNoEntry: false }) ? readdirSync(folder) : [];
  for (const file of there)
    if (earlier.test(file.replace(/\.(png|svg)$/, ''))) rmSync(join(folder, file), { force: true });
  for (const [path, content] of files) writeWhole(join(out, path), content);
  return [...files.keys()];
}

/** The arm that is asked for; of a sweep with one beside the reference, that one. */
function armIn(arms: readonly string[], asked: string | undefined, of: 'level' | 'effect'): string {
  const [reference, ...others] = arms;
  const choice = of === 'level' ? arms : others;
  if (asked !== undefined) {
    if (of === 'effect' && asked === reference)
      throw new UserError(
        `--arm: ${asked} is the reference, against which effects are; expected ${others.join(' or ')}`,
      );
    return known(asked, choice, 'arm');
  }
  if (others.length === 1) return others[0]!;
  throw new UserError(
    others.length === 0 && of === 'effect'
      ? 'there is no arm beside the reference, so that there are no effects'
      : `expected --arm, one of ${choice.join(', ')}`,
  );
}

function known(asked: string, there: readonly string[], what: string): string {
  if (there.includes(asked)) return asked;
  const meant = nearest(asked, there);
  throw new UserError(`no ${what}: ${asked}; there are ${there.join(', ')}${meant ? `; did you mean ${meant}` : ''}`);
}

const seedIn = ({ design }: Description): string => String((design.settings as { seed?: string }).seed ?? '1');
