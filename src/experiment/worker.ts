// A worker thread: runs jobs, and hands back the arrays of their records without copying them.
import type { JobResult } from './job.ts';
import { jobRunner } from './pool.ts';
import { serve } from './serve.ts';

serve(jobRunner, buffersOf);

function buffersOf(outcome: JobResult): ArrayBuffer[] {
  if (!('records' in outcome)) return [];
  const arrays = outcome.records
    .flatMap((record) => Object.values(record))
    .filter((value) => ArrayBuffer.isView(value));
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}
