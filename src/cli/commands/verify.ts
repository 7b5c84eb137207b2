// `waterbed-sim verify`: runs some of a folder's replicates again, and compares what they leave with what is written.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { PLACEBO } from '../../engine/run.ts';
import { runPool } from '../../experiment/pool.ts';
import { keyedSample } from '../../experiment/store/sample.ts';
import { selfContained } from '../inputs.ts';
import { load } from '../load.ts';
import { sha256Of, sha256OfRecord } from '../sha256.ts';
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
  /** Replicates that the folder has. */
  replicates: number;
  /** Seeds of those that were run again. */
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
  const found = await verified(folder, manifestIn(folder), sample);
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
    replicates: Object.keys(sums).length,
    again,
    arms,
    files: Object.keys(sha256).length,
    differs,
    because: differs.length === 0 ? [] : reasons(manifest, files.length > 0 || isOther, replicates.length > 0),
  };
}

function fileDifference(folder: string, file: string, sum: string): string[] {
  const path = join(folder, file);
  if (!existsSync(path)) return [`${file}: is missing`];
  const now = createHash('sha256').update(readFileSync(path)).digest('hex');
  return now === sum ? [] : [`${file}: has changed since it was written`];
}

function reasons(manifest: Manifest, isChanged: boolean, isElse: boolean): string[] {
  const { node, v8 } = manifest.versions;
  const here = `${process.platform}-${process.arch}`;
  const others = [
    ...(manifest.waterbed === version
      ? []
      : [`It was made by waterbed ${manifest.waterbed}, and this is ${version}: numbers may be others.`]),
    ...(v8 === process.versions.v8
      ? []
      : [`It was made by Node ${node}, and this is ${process.versions.node}: numbers should be the same.`]),
    ...(manifest.platform === here ? [] : [`It was made on ${manifest.platform}, and this is ${here}.`]),
  ];
  return [
    ...(isChanged ? ['Files were changed or lost: what they say may not be what was simulated.'] : []),
    ...(isElse ? others : []),
    ...(isElse && !isChanged && others.length === 0
      ? [
          'Version, Node and files are the same: that should not be. The manifest may have been changed; else please report it.',
        ]
      : []),
  ];
}

function textOf({ name, replicates, again, arms, files, differs, because }: Verified): string {
  const compared = `${paint('bold', name)}: ${again.length} of ${counted(replicates, 'replicate')} run again (${again.join(', ')}), ${counted(arms.length, 'arm')} each; ${counted(files, 'file')} compared with the manifest`;
  if (differs.length === 0) return `${compared}\nAll are the same.`;
  return [compared, ...differs.map((one) => `  ${one}`), ...because].join('\n');
}
