// Reads a sweep for a command: its file, or the folder of one that has begun.
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CityError } from '../../city/read.ts';
import type { Identify } from '../../experiment/sweep/identity.ts';
import { BadDesign, BadPoint, type Plan, planSweep } from '../../experiment/sweep/plan.ts';
import { createCityOf, type SweepGiven } from '../../experiment/sweep/run.ts';
import { OUTCOMES } from '../../measures/outcomes.ts';
import { formatFaults } from '../../scenario/faults.ts';
import type { Change } from '../../scenario/parse.ts';
import { parseSweep, type Sweep } from '../../scenario/sweep/parse.ts';
import { readText } from '../read-text.ts';
import { tellNotes, UserError } from '../terminal.ts';
import { version } from '../version.ts';

export interface LoadedSweep {
  sweep: Sweep;
  given: SweepGiven;
  /** Folder of results that was named in place of a file. */
  folder: string | undefined;
}

export const SWEEP_FILE = 'sweep.json';

/** Reads and checks a sweep and its zones. Throws a {@link UserError} with all faults. */
export function loadSweep(
  path: string,
  sets: readonly (string | Change)[],
  options: { quiet?: boolean } = {},
): LoadedSweep {
  const folder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : undefined;
  if (folder === undefined) return open(path, undefined, sets, options);
  const file = join(folder, SWEEP_FILE);
  return { ...open(file, fileIn(file), sets, options), folder };
}

/** The same of a sweep that no file holds, as if it stood in `path`. */
export const loadMade = (
  path: string,
  file: object,
  options: { quiet?: boolean },
  sets: readonly (string | Change)[] = [],
): LoadedSweep => open(path, JSON.stringify(file), sets, options);

function open(
  file: string,
  text: string | undefined,
  sets: readonly (string | Change)[],
  options: { quiet?: boolean },
): LoadedSweep {
  const parsed = parseSweep(file, {
    readText: (named) => (named === file && text !== undefined ? text : readText(named)),
    sets: [...sets],
    outcomes: OUTCOMES.map(({ id }) => id),
  });
  if (!parsed.ok) throw new UserError(formatFaults(parsed.faults));
  const { sweep } = parsed;
  const texts = new Map<string, string>();
  for (const named of namedIn(sweep)) {
    try {
      texts.set(named, readText(named));
    } catch {
      // The city is read below, which tells what is wrong with it.
    }
  }
  const given = { file: sweep.file, texts };
  try {
    tellNotes(createCityOf(given, readText)(sweep.scenario).notes, options);
  } catch (error) {
    if (!(error instanceof CityError)) throw error;
    const written = error.faults.map((fault) =>
      typeof fault === 'string' ? fault : formatFaults([sweep.faultOf(fault.path, fault)]),
    );
    throw new UserError(written.join('\n'));
  }
  return { sweep, given, folder: undefined };
}

/** The sweep inside the description of one that has begun. */
function fileIn(path: string): string {
  const refuse = (why: string): never => {
    throw new UserError(`${path}: ${why}; expected the folder of a sweep that has begun, or the file of a sweep`);
  };
  let file: unknown;
  try {
    ({ file } = JSON.parse(readText(path)) as { file?: unknown });
  } catch (error) {
    refuse(`cannot be read (${(error as Error).message})`);
  }
  return typeof file === 'object' ? JSON.stringify(file) : refuse('describes no sweep');
}

/** Paths of all files that a sweep names. */
function namedIn({ scenario, file }: Sweep): string[] {
  const { table } = file.sweep as { table?: string };
  const zones = scenario.city.flatMap((place) =>
    'zones' in place ? [place.zones] : 'geojson' in place ? [place.geojson] : [],
  );
  return table === undefined ? zones : [...zones, table];
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** How runs of this version are known. */
export function identify({ texts }: Pick<SweepGiven, 'texts'>): Identify {
  const hashes = new Map([...texts].map(([path, text]) => [path, sha256(text)]));
  return { hash: sha256, model: version, hashOf: (path) => hashes.get(path) ?? path };
}

/** The plan; throws a {@link UserError} where a point is refused. */
export function planOf({ sweep, given }: LoadedSweep, mostBeside?: number): Plan {
  try {
    return planSweep(sweep, identify(given), mostBeside);
  } catch (error) {
    if (error instanceof BadDesign) throw new UserError(error.message);
    if (!(error instanceof BadPoint)) throw error;
    const at = sweep.factors.map(({ id }, k) => `${id} ${error.values[k]}`).join(', ');
    throw new UserError(`no scenario at ${at}:\n${formatFaults(error.faults)}`);
  }
}
