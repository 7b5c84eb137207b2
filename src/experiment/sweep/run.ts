// Runs tasks of a sweep on worker threads, and hands on each row as it comes.
import type { City } from '../../city/city.ts';
import { readCity } from '../../city/read.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { parseSweep, type Sweep } from '../../scenario/sweep/parse.ts';
import { addProfile, createProfile, type Profile } from '../profile.ts';
import { onThreads } from '../threads.ts';
import { runBundle } from './bundle.ts';
import type { PlannedPoint } from './plan.ts';
import { failedRow, type RunOf } from './run-one.ts';
import type { RunRow } from './sweep.ts';

/** All that a sweep is made of, as a thread can get it. */
export interface SweepGiven {
  /** See {@link Sweep}. */
  file: Record<string, unknown>;
  /** What the files hold that the sweep names, by path. */
  texts: ReadonlyMap<string, string>;
}

/** What a thread gets of a sweep. */
interface RunnerData extends SweepGiven {
  isProfiled: boolean;
}

/** Rows of a task, and where its time went if that was asked for. */
interface Ran {
  rows: RunRow[];
  profile?: Profile;
}

/** A task, with the ids of its runs. */
export interface RunTask {
  points: readonly (PlannedPoint & { run: string })[];
  replicate: number;
}

export interface RunSweepOptions {
  /** Threads at most. */
  nWorkers: number;
  signal?: AbortSignal | undefined;
  /** Hears the rows of each task, in any order of tasks. */
  onRows: (rows: readonly RunRow[]) => void;
  /** Gets the spans of each task, if it is asked for. */
  profile?: Profile | undefined;
}

/** Ends when each task has left its rows, or `signal` came. Never rejects for what happens inside a run. */
export async function runSweep(
  given: SweepGiven,
  tasks: Iterable<RunTask>,
  { nWorkers, signal, onRows, profile }: RunSweepOptions,
): Promise<void> {
  await onThreads<RunnerData, RunTask, Ran>(tasks, {
    worker: new URL('./worker.js', import.meta.url),
    work: createRunner,
    data: { ...given, isProfiled: profile !== undefined },
    nWorkers,
    signal,
    onAnswer: (_, ran) => {
      if (profile && ran.profile) addProfile(profile, ran.profile);
      onRows(ran.rows);
    },
    onDeath: (task, error) => onRows(lost(given, task, error)),
  });
}

/** Runs one task after another; scenarios of its points are made here. */
export function createRunner({ isProfiled, ...given }: RunnerData): (task: RunTask) => Ran {
  const sweep = openGiven(given);
  const cityOf = createCityOf(given);
  // A unit's replicates follow each other.
  let held = new Map<string, Scenario>();
  const scenarioOf = ({ id, values }: PlannedPoint): Scenario => {
    const known = held.get(id);
    if (known) return known;
    const parsed = sweep.scenarioAt(values);
    if (!parsed.ok) throw new Error(`no scenario at ${values.join(', ')}`);
    return parsed.scenario;
  };
  return ({ points, replicate }) => {
    const runs = points.map((point): RunOf => ({ id: point.run, point, replicate, scenario: scenarioOf(point) }));
    held = new Map(runs.map(({ point, scenario }) => [point.id, scenario]));
    const profiled = isProfiled ? createProfile() : undefined;
    const rows = runBundle(runs, cityOf(runs[0]!.scenario), sweep.outcomes, profiled?.spans);
    return { rows, ...(profiled && { profile: profiled.profile }) };
  };
}

/** The sweep from what a thread got. It was checked before. */
export function openGiven({ file, texts }: SweepGiven): Sweep {
  const readText = (path: string): string =>
    path === FILE ? JSON.stringify(file) : (texts.get(path) ?? missing(path));
  const parsed = parseSweep(FILE, { readText, outcomes: OUTCOMES.map(({ id }) => id), isChecked: true });
  if (!parsed.ok) throw new Error(`the sweep is refused: ${parsed.faults[0]!.path}: ${parsed.faults[0]!.what}`);
  return parsed.sweep;
}

const FILE = 'sweep.json';

const missing = (path: string): never => {
  throw new Error(`${path}: not among the files of the sweep`);
};

/** The city of a scenario; the last one is kept. `readText` is for files that are not among the texts. */
export function createCityOf(
  { texts }: Pick<SweepGiven, 'texts'>,
  readText: (path: string) => string = missing,
): (scenario: Scenario) => City {
  let key = '';
  let city: City;
  return (scenario) => {
    const wanted = JSON.stringify(scenario.city);
    if (wanted !== key) city = { ...readCity(scenario.city, (path) => texts.get(path) ?? readText(path)), outline: [] };
    key = wanted;
    return city;
  };
}

/** Rows of a task whose thread died. */
function lost(given: SweepGiven, { points, replicate }: RunTask, error: unknown): RunRow[] {
  const { scenario } = openGiven(given);
  const message = error instanceof Error ? error.message : String(error);
  return points.map((point) => failedRow({ id: point.run, point, replicate, scenario }, message));
}
