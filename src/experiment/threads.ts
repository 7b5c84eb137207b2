// The pool: gives tasks to worker threads, and passes on their answers. It knows nothing of what a task is.
import { totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { named } from './out-of-memory.ts';

/** What a thread does, made once of the data that it gets at its start. Progress is the share of the task done, 0..1. */
export type Work<Data, Task, Answer> = (data: Data) => Handle<Task, Answer> | Promise<Handle<Task, Answer>>;
export type Handle<Task, Answer> = (task: Task, onProgress: (done: number) => void) => Answer | Promise<Answer>;

/** A message of a worker, on the batch of tasks that it has; `seconds` of each. */
export type Message<Answer> =
  | { kind: 'progress'; nth: number; done: number }
  | { kind: 'answers'; answers: Answer[]; seconds: number[] };

export interface ThreadOptions<Data, Task, Answer> {
  /** The compiled file of the worker, which serves `work`. */
  worker: URL;
  work: Work<Data, Task, Answer>;
  /** What every worker gets once, at its start. */
  data: Data;
  /** Threads at most. */
  nWorkers: number;
  /** Old objects of each worker at most, MB; its share of the machine's memory, if nothing else is said. */
  heapMb?: number;
  /** Stops all threads at once; what is not answered by then never is. */
  signal?: AbortSignal | undefined;
  onProgress?: ((task: Task, done: number) => void) | undefined;
  onAnswer: (task: Task, answer: Answer, seconds: number) => void;
  /** Called if a second thread dies with this task alone. */
  onDeath: (task: Task, error: unknown) => void;
}

/** Threads need compiled files; from source (tests, tsx) there are none. */
export const hasThreads = import.meta.url.endsWith('.js');

/** A batch of tasks is to take so long, ms: a message costs as much as 0.06 ms of work. */
const BATCH_MS = 20;
const MOST_IN_BATCH = 64;

/** A heap is never larger than this, MB: V8's own limit with much memory. */
const MOST_HEAP_MB = 4096;
const LEAST_HEAP_MB = 256;

/**
 * Ends when each task is answered or has died twice, or `signal` came. Tasks are drawn as threads get to them, so that
 * a list of any length need not be there at once. Tasks whose thread died are tried once more on a new one, each alone.
 * From source, tasks are done one after another in this thread.
 */
export async function onThreads<Data, Task, Answer>(
  tasks: Iterable<Task>,
  options: ThreadOptions<Data, Task, Answer>,
): Promise<void> {
  if (!hasThreads) return inThisThread(tasks, options);
  const queue = createQueue(tasks);
  const lane = async (): Promise<void> => {
    while (!options.signal?.aborted) {
      const batch = queue.take(1);
      if (batch.length === 0) return;
      await runThread(batch, queue, options);
    }
  };
  await Promise.all(Array.from({ length: options.nWorkers }, lane));
}

async function inThisThread<Data, Task, Answer>(
  tasks: Iterable<Task>,
  { work, data, signal, onProgress, onAnswer }: ThreadOptions<Data, Task, Answer>,
): Promise<void> {
  const handle = await work(data);
  for (const task of tasks) {
    if (signal?.aborted) return;
    const from = performance.now();
    const answer = await handle(task, (done) => onProgress?.(task, done));
    onAnswer(task, answer, (performance.now() - from) / 1000);
    await new Promise(setImmediate);
  }
}

interface Turn<Task> {
  task: Task;
  /** A thread has died with this task alone. */
  hasDied: boolean;
}

interface Queue<Task> {
  /** The next tasks, so many at most; none when there are no more. */
  take: (most: number) => Turn<Task>[];
  /** To be tried once more, alone. */
  again: (turn: Turn<Task>) => void;
}

function createQueue<Task>(tasks: Iterable<Task>): Queue<Task> {
  const source = tasks[Symbol.iterator]();
  const died: Turn<Task>[] = [];
  return {
    take: (most) => {
      const second = died.shift();
      if (second) return [second];
      const batch: Turn<Task>[] = [];
      while (batch.length < most) {
        const next = source.next();
        if (next.done) break;
        batch.push({ task: next.value, hasDied: false });
      }
      return batch;
    },
    again: (turn) => died.push(turn),
  };
}

/** One thread from its first batch until nothing waits, it dies, or the signal comes. */
function runThread<Data, Task, Answer>(
  first: Turn<Task>[],
  queue: Queue<Task>,
  options: ThreadOptions<Data, Task, Answer>,
): Promise<void> {
  const { worker: file, data, signal, onProgress, onAnswer, onDeath } = options;
  const worker = new Worker(file, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: options.heapMb ?? heapMbOf(options.nWorkers) },
  });
  let batch = first;
  let cause: unknown;
  const give = (): void => {
    if (batch.length > 0) worker.postMessage(batch.map(({ task }) => task));
    else void worker.terminate();
  };
  const stop = (): void => {
    batch = [];
    void worker.terminate();
  };
  return new Promise((resolve) => {
    worker.on('message', (message: Message<Answer>) => {
      if (batch.length === 0) return;
      if (message.kind === 'progress') return onProgress?.(batch[message.nth]!.task, message.done);
      const { answers, seconds } = message;
      const answered = batch;
      batch = [];
      for (const [nth, { task }] of answered.entries()) {
        if (signal?.aborted) return;
        onAnswer(task, answers[nth]!, seconds[nth]!);
      }
      if (signal?.aborted) return;
      const meanMs = (1000 * seconds.reduce((sum, s) => sum + s, 0)) / seconds.length;
      batch = queue.take(Math.min(MOST_IN_BATCH, Math.max(1, Math.round(BATCH_MS / meanMs))));
      give();
    });
    worker.on('error', (error) => {
      cause = named(error);
    });
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', stop);
      for (const turn of batch) {
        if (turn.hasDied) onDeath(turn.task, cause ?? new Error(`the worker thread ended with code ${code}`));
        // Of a batch nobody knows which task it was.
        else queue.again({ ...turn, hasDied: batch.length === 1 });
      }
      resolve();
    });
    signal?.addEventListener('abort', stop);
    give();
  });
}

function heapMbOf(nWorkers: number): number {
  const bytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return Math.min(MOST_HEAP_MB, Math.max(LEAST_HEAP_MB, Math.floor(bytes / 2 ** 20 / nWorkers)));
}
