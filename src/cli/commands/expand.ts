// `waterbed-sim expand`: adds replicates, values or draws to a sweep that has begun.
import { nearest } from '../../nearest.ts';
import { loadSweep } from '../sweep/load-sweep.ts';
import { UserError } from '../terminal.ts';
import { type SweepOptions, sweep } from './sweep.ts';

export interface ExpandOptions extends Omit<SweepOptions, 'slurmArg' | 'waves'> {
  values: readonly { factor: string; values: readonly string[] }[];
  draws?: number;
}

export async function expand(folder: string, { values, draws, ...options }: ExpandOptions): Promise<void> {
  const loaded = loadSweep(folder, options.set, { quiet: true });
  if (loaded.folder === undefined)
    throw new UserError(
      `${folder}: not a folder; expected one of a sweep that has begun (\`waterbed-sim sweep\` takes files)`,
    );
  const { factors, design } = loaded.sweep;
  const set = [...options.set];
  for (const { factor, values: more } of values) {
    const known = factors.find(({ id }) => id === factor);
    if (!known) {
      const ids = factors.map(({ id }) => id);
      const near = nearest(factor, ids);
      throw new UserError(
        `--values: no factor ${factor}; there are ${ids.join(', ')}${near ? `; did you mean ${near}` : ''}`,
      );
    }
    if (known.levels.length === 0 || design.kind !== 'factorial')
      throw new UserError(`--values: ${factor} has no list of values that could grow with design ${design.kind}`);
    const all = [...new Set([...known.levels.map((value) => JSON.stringify(value)), ...more])];
    if (all.every((value) => Number.isFinite(Number(value)))) all.sort((a, b) => Number(a) - Number(b));
    set.push(`sweep.factors.${factor}={values: [${all.join(', ')}], from: null, to: null, steps: null, log: null}`);
  }
  if (draws !== undefined) {
    const key = { lhs: 'draws', sobol: 'draws', morris: 'trajectories' }[design.kind as string];
    if (key === undefined) throw new UserError(`--draws: design ${design.kind} draws nothing`);
    if (draws < (design.settings.draws ?? 0))
      throw new UserError(`--draws ${draws}: there are ${design.settings.draws} already; expected more`);
    set.push(`sweep.${key}=${draws}`);
  }
  await sweep(folder, { slurmArg: [], waves: 0, ...options, set });
}
