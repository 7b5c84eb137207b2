// A worker thread of a sweep: runs the tasks it is sent, one after the other, and answers with their rows.
import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from '../threads.ts';
import { createRunner, type RunTask, type SweepGiven } from './run.ts';
import type { RunRow } from './sweep.ts';

const run = createRunner(workerData as SweepGiven);

parentPort?.on('message', (task: RunTask) => {
  parentPort?.postMessage({ kind: 'answer', answer: run(task) } satisfies Message<RunRow[]>);
});
