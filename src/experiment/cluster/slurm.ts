// Slurm's scripts for a sweep: an array job whose tasks each run a part of what is missing, and a job that collects when
// they have ended, however they ended. Both are submitted from the sweep's folder, so that paths in them are short.
import { commandOf } from './shell.ts';

export interface Wave {
  /** Of the sweep. */
  name: string;
  /** Parts, and tasks of the array. */
  shards: number;
  /** Expected of a part, s. */
  secondsEach: number;
  /** Tasks at the same time at most; null leaves it to Slurm. */
  atOnce: number | null;
  /** Waves that the collecting job may still submit. */
  wavesLeft: number;
  /** Options for sbatch, such as `--partition=short`. */
  options: readonly string[];
  /** Runs that failed are tried again. */
  retryFailed: boolean;
  /** The words that start waterbed-sim on a node. */
  waterbed: readonly string[];
}

/** Of a part. */
export const SECONDS_EACH = 15 * 60;
/** Where Slurm's answer is not to be had. */
export const USUAL_MAX_ARRAY_SIZE = 1001;
/** Where the tasks write what they say, below the folder of the sweep. */
export const LOGS = 'cluster/logs';

const TRIES = 3;

/** The array job. */
export function arrayScript({ name, shards, secondsEach, atOnce, options, retryFailed, waterbed }: Wave): string {
  const array = `1-${shards}${atOnce === null ? '' : `%${atOnce}`}`;
  return `#!/bin/bash
# Each task runs one part of what is missing; it may be killed or run twice.
${directives([
  `--job-name=${jobName(name)}`,
  `--array=${array}`,
  `--output=${LOGS}/%A_%a.txt`,
  '--open-mode=append',
  '--requeue',
  `--time=${minutes(secondsEach)}`,
  ...options,
])}
for attempt in ${Array.from({ length: TRIES }, (_, k) => k + 1).join(' ')}; do
  ${commandOf(waterbed)} shard . --shard "$SLURM_ARRAY_TASK_ID/${shards}" --jobs "\${SLURM_CPUS_PER_TASK:-1}"${retryFailed ? ' --retry-failed' : ''}
  status=$?
  # Done; a run failed and is noted; nothing that can be run; interrupted: another attempt would be the same.
  case $status in 0 | 1 | 2 | 130) break ;; esac
  echo "attempt $attempt ended with $status"
done
exit $status
`;
}

/** The job that collects, and submits what is missing then. */
export function collectScript({ name, atOnce, wavesLeft, options, waterbed }: Wave): string {
  const again = [
    ...waterbed,
    ...['sweep', '.', '--on', 'slurm', '--waves', String(wavesLeft)],
    ...(atOnce === null ? [] : ['--at-once', String(atOnce)]),
    ...options.map((option) => `--slurm-arg=${option}`),
  ];
  return `#!/bin/bash
# Makes the table of all runs, and submits those that are missing.
${directives([`--job-name=${jobName(name)}-collect`, `--output=${LOGS}/%j.txt`, '--time=60', ...options])}
${commandOf([...waterbed, 'collect', '.'])} || exit
${commandOf(again)}
`;
}

const directives = (options: readonly string[]): string =>
  options
    .map((option) => `#SBATCH ${/^[^\s"'#\\]+$/.test(option) ? option : `"${option.replace(/["\\]/g, '\\$&')}"`}`)
    .join('\n');

const PREFIX = 'waterbed-';

const jobName = (name: string): string => PREFIX + name.replace(/[^\w.-]+/g, '-');

/** Minutes for a part: four times what is expected, since machines and towns differ, and an hour at least. */
const minutes = (seconds: number): number => Math.max(60, Math.ceil((4 * seconds) / 60));

/** Tasks that an array may have at most, of what `scontrol show config` says: Slurm's limit is on the index, from 0. */
export function mostTasksIn(config: string): number {
  const [, size] = /^MaxArraySize\s*=\s*(\d+)/m.exec(config) ?? [];
  return Math.max(1, Number(size ?? USUAL_MAX_ARRAY_SIZE) - 1);
}

/** Columns that {@link jobsIn} reads: state, id, name, folder. */
export const SQUEUE_FORMAT = '%t %i %j %Z';

export interface Jobs {
  running: number;
  waiting: number;
  /** A collecting job runs or waits. */
  collects: boolean;
}

/** Jobs of the sweep in a folder, of the lines of squeue; the one that asks does not count. */
export function jobsIn(lines: string, folder: string, own: string | undefined): Jobs {
  const jobs: Jobs = { running: 0, waiting: 0, collects: false };
  for (const line of lines.split('\n')) {
    const [, state, id, name, where] = /^(\S+) (\S+) (\S+) (.*)$/.exec(line.trim()) ?? [];
    if (where !== folder || !name?.startsWith(PREFIX) || id === own) continue;
    if (name.endsWith('-collect')) jobs.collects = true;
    else if (state === 'PD') jobs.waiting++;
    else jobs.running++;
  }
  return jobs;
}
