// A worker thread of `vary`: runs replicates of one scenario after another, and answers with the effects of each.
import { parentPort, workerData } from 'node:worker_threads';
import type { City } from '../city/city.ts';
import type { Message } from './threads.ts';
import { runVaried, type VaryAnswer, type VaryTask } from './vary.ts';

parentPort?.on('message', (task: VaryTask) => {
  parentPort?.postMessage({
    kind: 'answer',
    answer: runVaried(workerData as City, task),
  } satisfies Message<VaryAnswer>);
});
