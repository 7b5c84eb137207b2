// Names the errors of a worker without memory, in words that say what to do.

const TEXT = 'worker ran out of memory: fewer jobs, a smaller town';

/** The same error, unless it is one of memory: V8's for objects, or the one for typed arrays. */
export function named(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const isHeap = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const isArrays = error instanceof RangeError && error.message.includes('allocation failed');
  return isHeap || isArrays ? new Error(TEXT, { cause: error }) : error;
}
