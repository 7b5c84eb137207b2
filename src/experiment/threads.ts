// Gives tasks to worker threads, one after the other, and passes on their answers.
import { Worker } from 'node:worker_threads';

/** A message of a worker: the share of its task that is done, 0..1, or the answer. */
export type Message<Answer> = { kind: 'progress'; done: number } | { kind: 'answer'; answer: Answer };

export interface ThreadOptions<Task, Answer> {
  /** The compiled file of the worker. */
  worker: URL;
  /** Data that every worker gets at its start. */
  data: unknown;
  /** Threads at most. */
  nWorkers: number;
  /** Stops all threads at once; what is not answered by then never is. */
  signal?: AbortSignal | undefined;
  onProgress?: ((task: Task, done: number) => void) | undefined;
  onAnswer: (task: Task, answer: Answer) => void;
  /** Called if a thread dies during a task. */
  onDeath: (task: Task, error: unknown) => void;
}

/** Threads need compiled files; from source (tests, tsx) there are none. */
export const hasThreads = import.meta.url.endsWith('.js');

/** Ends when each task is answered, its thread is dead, or `signal` came; a thread that dies takes only its task with it. */
export async function onThreads<Task, Answer>(
  tasks: Iterable<Task>,
  options: ThreadOptions<Task, Answer>,
): Promise<void> {
  const waiting = tasks[Symbol.iterator]();
  const next = (): Task | undefined => (options.signal?.aborted ? undefined : waiting.next().value);
  const lane = async (): Promise<void> => {
    for (let task = next(); task !== undefined; task = next()) await runThread(task, next, options);
  };
  await Promise.all(Array.from({ length: options.nWorkers }, lane));
}

function runThread<Task, Answer>(
  first: Task,
  nextOf: () => Task | undefined,
  { worker: file, data, signal, onProgress, onAnswer, onDeath }: ThreadOptions<Task, Answer>,
): Promise<void> {
  const worker = new Worker(file, { workerData: data });
  let task: Task | undefined;
  const give = (one: Task | undefined): void => {
    task = one;
    if (task !== undefined) worker.postMessage(task);
    else void worker.terminate();
  };
  const stop = (): void => {
    task = undefined;
    void worker.terminate();
  };
  return new Promise((resolve) => {
    worker.on('message', (message: Message<Answer>) => {
      if (task === undefined) return;
      if (message.kind === 'progress') return onProgress?.(task, message.done);
      onAnswer(task, message.answer);
      give(nextOf());
    });
    worker.on('error', (error) => {
      if (task !== undefined) onDeath(task, error);
      task = undefined;
    });
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      if (task !== undefined) onDeath(task, new Error(`the worker thread ended with code ${code}`));
      resolve();
    });
    signal?.addEventListener('abort', stop);
    give(first);
  });
}
