// The side of the worker: does the tasks of each batch one after another, and answers them with one message.
import { parentPort, workerData } from 'node:worker_threads';
import type { Message, Work } from './threads.ts';

/** Least time between two reports of progress, ms. */
const SPEAK_EVERY_MS = 100;

/** To be called once by the file of a worker. `buffersOf` names what of an answer is handed over without copying. */
export function serve<Data, Task, Answer>(
  work: Work<Data, Task, Answer>,
  buffersOf: (answer: Answer) => ArrayBuffer[] = () => [],
): void {
  const send = (message: Message<Answer>, transfer: ArrayBuffer[] = []): void =>
    parentPort?.postMessage(message, transfer);
  const handle = Promise.resolve(work(workerData as Data));
  let spokeAt = 0;
  parentPort?.on('message', async (tasks: Task[]) => {
    const doTask = await handle;
    const answers: Answer[] = [];
    const seconds: number[] = [];
    for (const [nth, task] of tasks.entries()) {
      const from = performance.now();
      const answer = await doTask(task, (done) => {
        const now = performance.now();
        if (now - spokeAt < SPEAK_EVERY_MS) return;
        spokeAt = now;
        send({ kind: 'progress', nth, done });
      });
      answers.push(answer);
      seconds.push((performance.now() - from) / 1000);
    }
    send({ kind: 'answers', answers, seconds }, [...new Set(answers.flatMap(buffersOf))]);
  });
}
