// A worker thread that draws charts, one after the other.
import { parentPort, workerData } from 'node:worker_threads';
import type { Message } from '../experiment/threads.ts';
import { type ChartData, type ChartTask, type Drawn, drawer } from './draw.ts';

const draw = drawer(workerData as ChartData);
parentPort?.on('message', async (task: ChartTask) =>
  parentPort?.postMessage({ kind: 'answer', answer: await draw(task) } satisfies Message<Drawn>),
);
