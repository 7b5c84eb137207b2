// `sweep --on slurm`: submits what is missing of a sweep to Slurm, or says how far its jobs are.
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shardsOf, type Work } from '../../experiment/cluster/shards.ts';
import {
  arrayScript,
  collectScript,
  type Jobs,
  jobsIn,
  LOGS,
  mostTasksIn,
  SECONDS_EACH,
  SQUEUE_FORMAT,
} from '../../experiment/cluster/slurm.ts';
import { clock } from '../progress.ts';
import { counted, EXIT, say, sayJson, tell, UserError } from '../terminal.ts';
import { outputOf, WATERBED } from './run-program.ts';

export interface SlurmOptions {
  /** Tasks at most. */
  shards?: number;
  /** Options for sbatch. */
  slurmArg: string[];
  /** Tasks at the same time, at most. */
  atOnce?: number;
  /** Waves at most, this one and those that collecting jobs submit. */
  waves: number;
  retryFailed?: true;
  dryRun?: true;
  json?: true;
}

/** Runs of the sweep in a folder. */
export interface Counts {
  name: string;
  runs: number;
  done: number;
  failed: number;
  missing: number;
}

/** What is kept of a wave, in `cluster/wave-1.json`. */
interface Submitted {
  shards: number;
  array: string;
  collect: string;
}

const CLUSTER = 'cluster';

/** `out` holds the sweep's description; `work` is asked for if something is to be submitted. Sets `process.exitCode`. */
export function onSlurm(out: string, counts: Counts, work: () => Work, options: SlurmOptions): void {
  const jobs = options.dryRun ? NONE : queued(out);
  const state = `${counts.name}: ${counts.done} of ${counted(counts.runs, 'run')} done, ${counts.missing} missing, ${counts.failed} failed`;
  const answer = (submitted: Submitted | null, text: string): void => {
    if (options.json) sayJson({ ...counts, folder: out, jobs, submitted });
    else say(`${state}\n${text}`);
  };
  const idle = reasonToWait(out, jobs, counts, options);
  process.exitCode = EXIT.done;
  if (idle !== undefined) {
    if (options.waves === 0 && counts.missing > 0) process.exitCode = EXIT.failed;
    answer(null, idle);
    return;
  }

  const earlier = wavesIn(out);
  const { seconds, tasks } = work();
  const shards = shardsOf(tasks, options.shards ?? seconds / SECONDS_EACH, mostTasks(options), earlier);
  const wave = {
    name: counts.name,
    shards,
    secondsEach: seconds / shards,
    atOnce: options.atOnce ?? null,
    wavesLeft: options.waves - 1,
    options: options.slurmArg,
    retryFailed: options.retryFailed === true,
    waterbed: WATERBED,
  };
  const plan = `${counted(shards, 'task')} of about ${clock(wave.secondsEach)}`;
  if (options.dryRun) {
    tell(`${state}\n${plan}; these scripts would be submitted in ${out}:\n`);
    say(`${arrayScript(wave)}\n${collectScript(wave)}`);
    return;
  }
  const submitted = submit(out, earlier.length + 1, shards, arrayScript(wave), collectScript(wave));
  answer(
    submitted,
    `Submitted job ${submitted.array}, ${plan}; job ${submitted.collect} collects after it. The same command says how far they are.`,
  );
}

/** Why nothing is submitted now; undefined if it is. */
function reasonToWait(out: string, jobs: Jobs, { missing }: Counts, { waves }: SlurmOptions): string | undefined {
  if (jobs.running + jobs.waiting > 0 || jobs.collects) return jobsText(jobs);
  if (missing === 0) return `Nothing is left to do. \`waterbed-sim collect ${out}\` makes the table anew.`;
  if (waves > 0) return undefined;
  return `No wave is left: ${join(out, LOGS)} may say why runs are missing. Without --waves 0 they are submitted.`;
}

function submit(out: string, nth: number, shards: number, array: string, collect: string): Submitted {
  mkdirSync(join(out, LOGS), { recursive: true });
  const path = `${CLUSTER}/wave-${nth}`;
  writeFileSync(join(out, `${path}.sh`), array, { mode: 0o755 });
  writeFileSync(join(out, `${path}-collect.sh`), collect, { mode: 0o755 });
  const sbatch = (...words: string[]): string =>
    outputOf('sbatch', ['--parsable', ...words], { cwd: out, env: withoutJob(process.env) })
      .trim()
      .split(';')[0]!;
  const id = sbatch(`${path}.sh`);
  const submitted = { shards, array: id, collect: '' };
  const note = (): void => writeFileSync(join(out, `${path}.json`), `${JSON.stringify(submitted)}\n`);
  note();
  submitted.collect = sbatch(`--dependency=afterany:${id}`, `${path}-collect.sh`);
  note();
  return submitted;
}

/** Parts of each wave that was submitted. */
function wavesIn(out: string): number[] {
  const folder = join(out, CLUSTER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^wave-\d+\.json$/.test(name))
    .map((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as Submitted).shards);
}

const NONE: Jobs = { running: 0, waiting: 0, collects: false };

function queued(out: string): Jobs {
  const words = ['--noheader', '--array', '--user', String(process.getuid?.()), '--format', SQUEUE_FORMAT];
  return existsSync(out) ? jobsIn(outputOf('squeue', words), realpathSync(out), process.env.SLURM_JOB_ID) : NONE;
}

function mostTasks({ dryRun }: SlurmOptions): number {
  try {
    return mostTasksIn(outputOf('scontrol', ['show', 'config']));
  } catch (error) {
    if (!dryRun || !(error instanceof UserError)) throw error;
    tell(`${error.message}: its usual limit of tasks is taken`);
    return mostTasksIn('');
  }
}

/** Without what Slurm says of the job that collects, which the next one would take for its own. */
const withoutJob = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SLURM_') || name === 'SLURM_CONF'));

function jobsText({ running, waiting, collects }: Jobs): string {
  if (running + waiting === 0) return 'Slurm collects, or is about to.';
  return `Slurm: ${counted(running, 'task')} at work, ${waiting} waiting${collects ? '; a job collects after them' : ', and no job collects after them'}.`;
}
