// The folder of a sweep: what it is of, and whether runs may be added to it.
import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { identityOf } from '../../experiment/sweep/identity.ts';
import type { Plan } from '../../experiment/sweep/plan.ts';
import type { Factor } from '../../experiment/sweep/sweep.ts';
import { armOrder } from '../../measures/series.ts';
import { freeName } from '../inputs.ts';
import { readText } from '../read-text.ts';
import { UserError } from '../terminal.ts';
import { version } from '../version.ts';
import { identify, type LoadedSweep, SWEEP_FILE } from './load-sweep.ts';

/** What `sweep.json` says. */
export interface Description {
  name: string;
  /** Version of the model. */
  model: string;
  /** Hash of the scenario with the values that its file has, without number of replicates and texts. */
  sha256: string;
  factors: Factor[];
  design: { kind: string; settings: object };
  outcomes: string[];
  /** The reference first. */
  arms: string[];
  /** All that were asked for, ascending. */
  replicates: number[];
  /** Number of points, each with all replicates. */
  points: number;
  /** A file of the same sweep; what it names lies in `inputs`. */
  file: Record<string, unknown>;
}

/** What is kept of a sweep, its files by their new path beside it. */
export function describe(
  { sweep, given }: LoadedSweep,
  replicates: readonly number[],
  plan: Plan,
): { description: Description; inputs: Map<string, string> } {
  const { scenario, design } = sweep;
  const { table: _, ...settings } = design.settings;
  const inputs = new Map<string, string>();
  const moved = new Map<string, string>();
  for (const [path, text] of given.texts) {
    const to = freeName(path, inputs);
    inputs.set(to, text);
    moved.set(path, to);
  }
  const description = {
    name: sweep.name,
    model: version,
    sha256: identityOf(scenario, identify(given)).id,
    factors: sweep.factors,
    design: { kind: design.kind, settings },
    outcomes: sweep.outcomes,
    arms: armOrder(Object.keys(scenario.arms), scenario.baseline),
    replicates: [...replicates],
    points: plan.units.reduce((sum, { points }) => sum + points.length, 0),
    file: withMoved(sweep.file, moved),
  };
  return { description, inputs };
}

/** The file with other paths of files. */
function withMoved(file: Record<string, unknown>, moved: ReadonlyMap<string, string>): Record<string, unknown> {
  const to = (path: unknown): unknown => moved.get(String(path)) ?? path;
  const place = (one: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(one).map(([key, value]) => [key, key === 'zones' || key === 'geojson' ? to(value) : value]),
    );
  const { city } = file;
  const sweep = file.sweep as Record<string, unknown>;
  return {
    ...file,
    ...(city !== undefined && { city: Array.isArray(city) ? city.map(place) : place(city as never) }),
    sweep: { ...sweep, ...(sweep.table !== undefined && { table: to(sweep.table) }) },
  };
}

/**
 * What `out` holds of this sweep, undefined if nothing yet. Throws a {@link UserError} where it holds something else, or
 * another sweep, to which nothing may be added.
 */
export function earlierIn(out: string, own: Description): Description | undefined {
  const refuse = (what: string): never => {
    throw new UserError(`${out}: ${what}; name another folder with --out`);
  };
  if (out.trim() === '') throw new UserError('--out: no folder is named; expected a path');
  const found = lstatSync(out, { throwIfNoEntry: false });
  if (!found) return undefined;
  if (!found.isDirectory()) return refuse('is there already and is not a folder');
  const names = readdirSync(out);
  if (names.length === 0) return undefined;
  if (!names.includes(SWEEP_FILE)) return refuse('is there already and holds no sweep');
  let earlier: Description;
  try {
    earlier = JSON.parse(readText(join(out, SWEEP_FILE))) as Description;
  } catch (error) {
    return refuse(`${SWEEP_FILE} in it cannot be read (${(error as Error).message})`);
  }
  const kept = (one: Description): Record<string, unknown> => ({
    'version of waterbed': one.model,
    scenario: one.sha256,
    'list of arms': one.arms,
    'list of outcomes': one.outcomes,
    'list of factors': one.factors.map(({ id, paths }) => [id, paths]),
  });
  const [before, now] = [kept(earlier), kept(own)];
  const differing = Object.keys(now).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key]));
  if (differing.length > 0) return refuse(`holds a sweep of another ${differing.join(' and another ')}`);
  return earlier;
}

/** Replicates of a sweep that was named by its folder. */
export const keptReplicates = ({ folder }: LoadedSweep): number[] | undefined =>
  folder === undefined ? undefined : descriptionIn(folder)?.replicates;

/** Draws of the first hypercube of a sweep that has begun in `out`. */
export const firstIn = (out: string): number | undefined =>
  (descriptionIn(out)?.file.sweep as { first?: number } | undefined)?.first;

function descriptionIn(out: string): Description | undefined {
  try {
    return JSON.parse(readText(join(out, SWEEP_FILE))) as Description;
  } catch {
    return undefined;
  }
}

/** A description with the replicates of an earlier one too. */
export const withEarlier = (own: Description, earlier: Description | undefined): Description => ({
  ...own,
  replicates: [...new Set([...own.replicates, ...(earlier?.replicates ?? [])])].sort((a, b) => a - b),
});

/**
 * Writes `sweep.json` with all replicates that were ever asked for, and the files that it names, each whole or not at all.
 * Returns what it says.
 */
export function writeDescription(
  out: string,
  { description: own, inputs }: ReturnType<typeof describe>,
  earlier: Description | undefined,
): Description {
  const description = withEarlier(own, earlier);
  if (JSON.stringify(description) === JSON.stringify(earlier)) return description;
  for (const [path, text] of inputs) writeWhole(join(out, path), text);
  writeWhole(join(out, SWEEP_FILE), `${JSON.stringify(description, null, 2)}\n`);
  return description;
}

/** Writes a file beside its place and puts it there. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const fresh = `${path}.new-${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(fresh, content);
    renameSync(fresh, path);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new UserError(`${path}: cannot be written (${error.message}); name another folder with --out`);
    throw error;
  }
}

/** What the folder of a sweep says of it. Throws a {@link UserError} where there is none. */
export function describedIn(folder: string): Description {
  const path = join(folder, SWEEP_FILE);
  try {
    return JSON.parse(readText(path)) as Description;
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}; expected a folder that \`waterbed-sim sweep\` wrote`);
  }
}
