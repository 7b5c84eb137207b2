// Runs one job. An error becomes the outcome of the job.
import type { City } from '../city/city.ts';
import type { ArmRecord } from '../engine/kernel/record.ts';
import { runReplicate } from '../engine/run.ts';
import { compilePolicy } from '../policies/registry.ts';
import type { Scenario } from '../scenario/schema.ts';
import { named } from './out-of-memory.ts';
import type { Job } from './plan.ts';
import { createProfile, type Profile } from './profile.ts';

/** The outcome of a job: the records of its arms (the placebo last, if any) with its profile if asked for, or the error. */
export type JobResult =
  | { id: number; records: ArmRecord[]; profile?: Profile }
  | { id: number; error: string; stack: string };

/** How jobs are run. */
export interface JobOptions {
  /** Run the placebo beside the arms. */
  placebo?: boolean | undefined;
  /** Say where the time goes. */
  isProfiled?: boolean | undefined;
}

/** Runs one replicate; never throws. `onProgress` hears the share done, 0..1, after each simulated day. */
export function runJob(
  scenario: Scenario,
  city: City,
  job: Job,
  { placebo, isProfiled }: JobOptions,
  onProgress: (done: number) => void,
): JobResult {
  const seconds: number[] = [];
  let last = performance.now();
  const profiled = isProfiled ? createProfile() : undefined;
  try {
    const records = runReplicate(scenario, city, job.replicate, compilePolicy, {
      placebo,
      spans: profiled?.spans,
      onProgress: (done, arm) => {
        const now = performance.now();
        seconds[arm] = (seconds[arm] ?? 0) + (now - last) / 1000;
        last = now;
        onProgress(done);
      },
    });
    for (const [k, record] of records.entries()) record.seconds = seconds[k] ?? 0;
    return { id: job.id, records, ...(profiled && { profile: profiled.profile }) };
  } catch (error) {
    return failure(job, error);
  }
}

/** The outcome of a job that failed. */
export function failure({ id }: Job, error: unknown): JobResult {
  const { message, stack } = asError(named(error));
  return { id, error: message, stack: stack ?? message };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
