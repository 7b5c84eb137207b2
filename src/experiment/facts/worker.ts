// A worker thread of the facts: runs replicates of studies, and answers with what was measured.
import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from '../threads.ts';
import { type Answer, type Grounds, live, type Task } from './measure.ts';

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage({ kind: 'answer', answer: live(workerData as Grounds, task) } satisfies Message<Answer>);
});
