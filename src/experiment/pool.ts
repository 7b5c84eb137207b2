// Runs jobs over worker threads. Outcomes are ordered by job id, whichever finishes first.
import type { City } from '../city/city.ts';
import type { Scenario } from '../scenario/schema.ts';
import { failure, type JobOptions, type JobResult, runJob } from './job.ts';
import type { Job } from './plan.ts';
import { type Handle, onThreads } from './threads.ts';

export interface PoolOptions extends JobOptions {
  /** Threads at most. */
  nWorkers: number;
  /** Stops the pool at once; what is not finished by then has no outcome. */
  signal?: AbortSignal;
  /** Hears the share of a job that is done, 0..1. */
  onProgress?: (job: Job, done: number) => void;
  /** Hears each outcome as it comes, in any order. */
  onOutcome?: (job: Job, outcome: JobResult) => void;
}

interface JobData {
  scenario: Scenario;
  city: City;
  options: JobOptions;
}

/**
 * Outcomes by job id, with all records: for results that are made of them. Undefined for jobs cut short by `signal`.
 * Never rejects for what happens inside a job.
 */
export async function runPool(
  scenario: Scenario,
  city: City,
  jobs: readonly Job[],
  { nWorkers, signal, onProgress, onOutcome, ...options }: PoolOptions,
): Promise<(JobResult | undefined)[]> {
  const outcomes: (JobResult | undefined)[] = jobs.map(() => undefined);
  const settle = (job: Job, outcome: JobResult): void => {
    outcomes[job.id] = outcome;
    onOutcome?.(job, outcome);
  };
  await onThreads<JobData, Job, JobResult>(jobs, {
    worker: new URL('./worker.js', import.meta.url),
    work: jobRunner,
    // Each thread gets a copy without outlines, which may have a million positions and which no phase uses.
    data: { scenario, city: { ...city, outline: [] }, options },
    nWorkers,
    signal,
    onProgress,
    onAnswer: settle,
    onDeath: (job, error) => settle(job, failure(job, error)),
  });
  return outcomes;
}

/** What a worker does with jobs. */
export function jobRunner({ scenario, city, options }: JobData): Handle<Job, JobResult> {
  return (job, onProgress) => runJob(scenario, city, job, options, onProgress);
}
