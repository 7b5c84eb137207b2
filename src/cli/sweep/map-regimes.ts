// Runs what a map of regimes asks for, round by round; rows are kept as those of a sweep, so that it goes on where it stopped.
import { join } from 'node:path';
import { explore, type Outcomes, type RegimeMap } from '../../experiment/discover/regimes.ts';
import { collectRuns, SEGMENTS } from '../../experiment/store/runs.ts';
import { rowAt, rowsIn } from '../../experiment/store/segments.ts';
import { runId } from '../../experiment/sweep/identity.ts';
import type { PlannedPoint } from '../../experiment/sweep/plan.ts';
import type { RunRow, Values } from '../../experiment/sweep/sweep.ts';
import { tell, UserError } from '../terminal.ts';
import { doRuns, type RunsOptions, todoOf, todoText } from './do-runs.ts';
import { type Description, describe } from './folder.ts';
import { inFolder } from './in-folder.ts';
import { type LoadedSweep, planOf, sha256 } from './load-sweep.ts';

export interface MapOptions extends RunsOptions {
  arm: string;
  outcomes: readonly [string, string];
  points: number;
  replicates: readonly number[];
}

export interface Mapped {
  map: RegimeMap;
  /** In the order in which they were chosen. */
  worlds: { values: Values; outcomes: Outcomes }[];
  /** Runs of the map that failed. */
  failed: number;
  description: Description;
}

const PATTERN_SPACE = 'pattern-space';

/** Undefined if it was interrupted; what is done is kept. The map is the same for any number of threads. */
export async function mapRegimes(out: string, loaded: LoadedSweep, options: MapOptions): Promise<Mapped | undefined> {
  const { sweep } = loaded;
  const { factors, name, design, scenario } = sweep;
  const { arm, outcomes, points, replicates, quiet } = options;
  const { seed } = design.settings;
  const own = describe(loaded, replicates, { points: [], units: [] });
  own.description = { ...own.description, points, design: { kind: PATTERN_SPACE, settings: { seed } } };
  const refuse = (earlier: Description): void => {
    if (earlier.design.kind !== PATTERN_SPACE)
      throw new UserError(`${out}: holds a sweep and no map; name another folder with --out`);
  };
  return inFolder(out, own, refuse, async (description) => {
    let failed = 0;
    const run = async (values: readonly Values[], before: number): Promise<Outcomes[] | undefined> => {
      const table = { kind: 'table', settings: { seed, table: values } } as const;
      const plan = planOf({ ...loaded, sweep: { ...sweep, design: table } });
      const todo = todoOf(out, plan, replicates, options);
      if (!quiet)
        tell(
          `${name}, points ${before + 1} to ${before + values.length} of ${points}: ${todoText(todo, values.length, replicates.length)}`,
        );
      if (!(await doRuns(out, loaded, todo, options))) return undefined;
      const found = outcomesOf(out, plan.points, { arm, against: scenario.baseline, outcomes, replicates });
      failed += found.failed;
      return found.outcomes;
    };
    const target = (outcome: string) => ({ outcome, arm, against: scenario.baseline });
    const explored = await explore(
      { targets: [target(outcomes[0]), target(outcomes[1])], factors, nPoints: points, seed },
      run,
    );
    await collectRuns(out, description);
    return explored && { map: explored.map, worlds: explored.evaluations, failed, description };
  });
}

/** Both effects at each point, by replicate; null where one is undefined or the run failed. */
function outcomesOf(
  out: string,
  points: readonly PlannedPoint[],
  {
    arm,
    against,
    outcomes,
    replicates,
  }: { arm: string; against: string; outcomes: readonly [string, string]; replicates: readonly number[] },
): { outcomes: Outcomes[]; failed: number } {
  const idOf = (point: PlannedPoint, replicate: number): string => runId(point.id, replicate, sha256);
  const wanted = new Set(points.flatMap((point) => replicates.map((replicate) => idOf(point, replicate))));
  const rows = new Map<string, RunRow>();
  for (const place of rowsIn(join(out, SEGMENTS)))
    if (!place.failed && wanted.has(place.id) && !rows.has(place.id)) rows.set(place.id, rowAt<RunRow>(place));
  const effect = ({ arms }: RunRow, outcome: string): number | null => {
    const [level, reference] = [arms[arm]!.outcomes[outcome] ?? null, arms[against]!.outcomes[outcome] ?? null];
    return level === null || reference === null ? null : level - reference;
  };
  return {
    failed: wanted.size - rows.size,
    outcomes: points.map((point) =>
      replicates.map((replicate): [number, number] | null => {
        const row = rows.get(idOf(point, replicate));
        const [one, other] = row ? [effect(row, outcomes[0]), effect(row, outcomes[1])] : [null, null];
        return one === null || other === null ? null : [one, other];
      }),
    ),
  };
}
