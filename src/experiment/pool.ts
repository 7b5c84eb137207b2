// Runs jobs over worker threads. Outcomes are placed by id, so that nothing depends on who finishes first.
import { Worker } from 'node:worker_threads';
import type { City } from '../city/city.ts';
import type { Scenario } from '../scenario/schema.ts';
import { failure, type JobOptions, type Outcome, runJob } from './job.ts';
import type { Job } from './plan.ts';
import type { Message } from './worker.ts';

export interface PoolOptions extends JobOptions {
  /** Threads at most. */
  nWorkers: number;
  /** Stops the pool at once; what is not finished by then has no outcome. */
  signal?: AbortSignal;
  /** Hears the share of a job that is done, 0..1. */
  onProgress?: (job: Job, done: number) => void;
  /** Hears each outcome as it comes, in any order. */
  onOutcome?: (job: Job, outcome: Outcome) => void;
}

/** Outcomes by job id; undefined for jobs cut short by `signal`. Never rejects for what happens inside a job. */
export async function runPool(
  scenario: Scenario,
  city: City,
  jobs: readonly Job[],
  options: PoolOptions,
): Promise<(Outcome | undefined)[]> {
  const outcomes: (Outcome | undefined)[] = jobs.map(() => undefined);
  const waiting = [...jobs];
  const settle = (job: Job, outcome: Outcome): void => {
    outcomes[job.id] = outcome;
    options.onOutcome?.(job, outcome);
  };
  const lane = isBuilt ? threadLane : inlineLane;
  const nLanes = isBuilt ? Math.min(options.nWorkers, jobs.length) : 1;
  await Promise.all(Array.from({ length: nLanes }, () => lane(scenario, city, waiting, settle, options)));
  return outcomes;
}

/** Threads need the compiled file; from source (tests, tsx) jobs run one after the other in this thread. */
const isBuilt = import.meta.url.endsWith('.js');

type Lane = (
  scenario: Scenario,
  city: City,
  waiting: Job[],
  settle: (job: Job, outcome: Outcome) => void,
  options: PoolOptions,
) => Promise<void>;

const inlineLane: Lane = async (scenario, city, waiting, settle, { placebo, signal, onProgress }) => {
  for (let job = waiting.shift(); job && !signal?.aborted; job = waiting.shift()) {
    const current = job;
    settle(
      job,
      runJob(scenario, city, job, { placebo }, (done) => onProgress?.(current, done)),
    );
    await new Promise(setImmediate);
  }
};

/** One thread after another takes jobs until none waits; a thread that dies takes only its job with it. */
const threadLane: Lane = async (scenario, city, waiting, settle, options) => {
  while (waiting.length > 0 && !options.signal?.aborted) await runThread(scenario, city, waiting, settle, options);
};

function runThread(
  ...[scenario, city, waiting, settle, { placebo, signal, onProgress }]: Parameters<Lane>
): Promise<void> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { scenario, city, options: { placebo } },
  });
  let job: Job | undefined;
  const next = (): void => {
    job = signal?.aborted ? undefined : waiting.shift();
    if (job) worker.postMessage(job);
    else void worker.terminate();
  };
  const stop = (): void => {
    job = undefined;
    void worker.terminate();
  };
  return new Promise((resolve) => {
    worker.on('message', (message: Message) => {
      if (!job) return;
      if (message.kind === 'progress') return onProgress?.(job, message.done);
      settle(job, message.outcome);
      next();
    });
    worker.on('error', (error) => {
      if (job) settle(job, failure(job, error));
      job = undefined;
    });
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (job) settle(job, failure(job, new Error(`the worker thread ended with code ${code}`)));
      resolve();
    });
    signal?.addEventListener('abort', stop);
    next();
  });
}
