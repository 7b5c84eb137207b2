// A worker for tests of the pool, served as the program's own are.
import { threadId } from 'node:worker_threads';
import { serve } from '../../dist/experiment/serve.js';

serve(
  ({ diedOnce }) =>
    (task, onProgress) => {
      if (task.dies === 'always' || (task.dies === 'once' && Atomics.add(diedOnce, 0, 1) === 0)) process.exit(7);
      if (task.dies === 'without memory') for (const kept = []; ; ) kept.push(new Array(1e5).fill(Math.random()));
      if (task.waits) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, task.waits);
      onProgress(0.5);
      return { id: task.id, threadId, array: Float64Array.of(task.id) };
    },
  ({ array }) => [array.buffer],
);
