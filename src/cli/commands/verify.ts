// `waterbed-sim verify`: runs some of what a folder holds again, and compares what that leaves with what is written.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLACEBO } from '../../engine/run.ts';
import { runPool } from '../../experiment/pool.ts';
import { collectRuns, type Layout, RUNS, SEGMENTS } from '../../experiment/store/runs.ts';
import { keyedSample, runAgain } from '../../experiment/store/sample.ts';
import { identityOf } from '../../experiment/sweep/identity.ts';
import { runSweep } from '../../experiment/sweep/run.ts';
import type { RunRow } from '../../experiment/sweep/sweep.ts';
import { selfContained } from '../inputs.ts';
import { load } from '../load.ts';
import { sha256Of, sha256OfRecord } from '../sha256.ts';
import { describedIn } from '../sweep/folder.ts';
import { identify, loadSweep, SWEEP_FILE } from '../sweep/load-sweep.ts';
import { counted, EXIT, paint, say, sayJson, UserError } from '../terminal.ts';
import { version } from '../version.ts';

export interface VerifyOptions {
  sample?: number;
  json?: true;
}

const SAMPLE = 3;

/** What the manifest of `run` and `compare` says. */
interface Manifest {
  waterbed: string;
  versions: Record<string, string>;
  platform: string;
  scenario: { name: string; sha256: string };
  /** By seed and arm. */
  records_sha256?: Record<string, Record<string, string>>;
  /** By file. */
  sha256: Record<string, string>;
}

interface Verified {
  name: string;
  /** What is run again. */
  what: 'replicate' | 'run';
  /** How many of them the folder has. */
  of: number;
  /** Seeds of those that were run again, of a sweep with their ids. */
  again: string[];
  arms: string[];
  files: number;
  /** What differs, a sentence each. */
  differs: string[];
  /** What that may come from, a sentence each. */
  because: string[];
}

/** Leaves `process.exitCode` at 1 if anything differs. */
export async function verify(folder: string, { sample = SAMPLE, json }: VerifyOptions): Promise<void> {
  const isOfSweep = existsSync(join(folder, SWEEP_FILE));
  const found = isOfSweep ? await verifiedSweep(folder, sample) : await verified(folder, manifestIn(folder), sample);
  if (json) sayJson(found);
  else say(textOf(found));
  if (found.differs.length > 0) process.exitCode = EXIT.failed;
}

function manifestIn(folder: string): Manifest {
  const path = join(folder, 'manifest.json');
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}; expected a folder of results`);
  }
  if (!manifest.records_sha256)
    throw new UserError(
      `${path}: has no hashes of replicates; expected results of a later version of waterbed, which writes them`,
    );
  return manifest;
}

async function verified(folder: string, manifest: Manifest, n: number): Promise<Verified> {
  const { records_sha256: sums = {}, sha256, scenario: ran } = manifest;
  const files = Object.entries(sha256).flatMap(([file, sum]) => fileDifference(folder, file, sum));
  const loaded = load(join(folder, 'scenario.json'), [], { quiet: true });
  const { scenario } = selfContained(loaded.scenario, loaded.texts);
  const isOther = sha256Of(scenario) !== ran.sha256;

  const picked = keyedSample(Object.keys(sums), String, n, ran.sha256);
  const again = Object.keys(sums).filter((seed) => picked.includes(seed));
  const arms = Object.keys(Object.values(sums)[0] ?? {});
  const jobs = again.map((seed, id) => ({ id, seed, replicate: Number(seed.slice(seed.lastIndexOf('/') + 1)) }));
  const outcomes = await runPool(scenario, loaded.city, jobs, {
    nWorkers: availableParallelism(),
    placebo: arms.includes(PLACEBO),
  });
  const replicates = jobs.flatMap(({ id, seed }) => {
    const outcome = outcomes[id];
    if (!outcome || 'error' in outcome) return [`${seed}: fails now: ${outcome?.error}`];
    const now = new Map(outcome.records.map((record) => [record.arm, sha256OfRecord(record)]));
    const others = Object.entries(sums[seed]!).filter(([arm, sum]) => now.get(arm) !== sum);
    return others.length > 0 ? [`${seed}: ${others.map(([arm]) => arm).join(', ')} left something else`] : [];
  });
  const differs = [...files, ...(isOther ? ['scenario.json: is not the scenario that ran'] : []), ...replicates];
  return {
    name: ran.name,
    what: 'replicate',
    of: Object.keys(sums).length,
    again,
    arms,
    files: Object.keys(sha256).length,
    differs,
    because:
      differs.length === 0
        ? []
        : reasons(
            { ...manifest, node: manifest.versions.node, v8: manifest.versions.v8 },
            files.length > 0 || isOther,
            replicates.length > 0,
          ),
  };
}

/** Runs of a sweep against their rows, and its table against what its segments give. */
async function verifiedSweep(folder: string, n: number): Promise<Verified> {
  const { name, model, sha256, factors, arms, outcomes, points, replicates } = describedIn(folder);
  const { sweep, given } = loadSweep(folder, [], { quiet: true });
  const isOther = identityOf(sweep.scenario, identify(given)).id !== sha256;
  const found = await runAgain(join(folder, SEGMENTS), n, sha256, async (rows) => {
    const again = new Map<string, RunRow>();
    const tasks = rows.map(({ id, point, values, replicate }) => ({
      points: [{ id: point, values, run: id }],
      replicate,
    }));
    const onRows = (made: readonly RunRow[]): void => made.forEach((row) => void again.set(row.id, row));
    await runSweep(given, tasks, { nWorkers: availableParallelism(), onRows });
    return rows.map(({ id }) => again.get(id)!);
  });
  const table = join(folder, RUNS);
  const hasTable = existsSync(table);
  const isOld = hasTable && !(await isCollected(folder, { factors, arms, outcomes }));
  const rows = found.flatMap(({ id, seed, differs }) => differs.map((where) => `${id} (seed ${seed}): ${where}`));
  const files = [
    ...(isOther ? [`${SWEEP_FILE}: is not the sweep that ran`] : []),
    ...(isOld ? [`${RUNS}: is not what the segments give; waterbed-sim collect makes it anew`] : []),
  ];
  const differs = [...files, ...rows];
  return {
    ...{ name, what: 'run', of: points * replicates.length, arms, files: Number(hasTable), differs },
    again: found.map(({ id, seed }) => `${id}, seed ${seed}`),
    because: differs.length === 0 ? [] : reasons({ waterbed: model }, files.length > 0, rows.length > 0),
  };
}

async function isCollected(folder: string, layout: Layout): Promise<boolean> {
  const scratch = mkdtempSync(join(tmpdir(), 'waterbed-verify-'));
  try {
    await collectRuns(folder, layout, join(scratch, RUNS));
    return readFileSync(join(scratch, RUNS)).equals(readFileSync(join(folder, RUNS)));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function fileDifference(folder: string, file: string, sum: string): string[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [`${file}: is missing`];
  const now = createHash('sha256').update(readFileSync(path)).digest('hex');
  return now === sum ? [] : [`${file}: has changed since it was written`];
}

/** How it was made; of a sweep, which many machines may have made, the version alone is known. */
interface Made {
  waterbed: string;
  node?: string | undefined;
  v8?: string | undefined;
  platform?: string;
}

function reasons({ waterbed, node, v8, platform }: Made, isChanged: boolean, isElse: boolean): string[] {
  const here = `${process.platform}-${process.arch}`;
  const others = [
    ...(waterbed === version
      ? []
      : [`It was made by waterbed ${waterbed}, and this is ${version}: numbers may be others.`]),
    ...(node === undefined || v8 === process.versions.v8
      ? []
      : [`It was made by Node ${node}, and this is ${process.versions.node}: numbers should be the same.`]),
    ...(platform === undefined || platform === here ? [] : [`It was made on ${platform}, and this is ${here}.`]),
  ];
  return [
    ...(isChanged ? ['Files were changed or lost: what they say may not be what was simulated.'] : []),
    ...(isElse ? others : []),
    ...(isElse && !isChanged && others.length === 0
      ? [
          'Version, Node and files are the same: that should not be. What is written may have been changed; else please report it.',
        ]
      : []),
  ];
}

function textOf({ name, what, of, again, arms, files, differs, because }: Verified): string {
  const compared = `${paint('bold', name)}: ${again.length} of ${counted(of, what)} run again (${again.join(what === 'run' ? '; ' : ', ')}), ${counted(arms.length, 'arm')} each; ${counted(files, 'file')} compared with ${what === 'run' ? 'the segments' : 'the manifest'}`;
  if (differs.length === 0) return `${compared}\nAll are the same.`;
  return [compared, ...differs.map((one) => `  ${one}`), ...because].join('\n');
}
