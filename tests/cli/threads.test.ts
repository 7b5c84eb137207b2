// The pool itself: batches, deaths, memory, a stop.
import { describe, expect, it } from 'vitest';
import { named } from '../../src/experiment/out-of-memory.ts';
import type { ThreadOptions } from '../../src/experiment/threads.ts';

interface Task {
  id: number;
  dies?: 'always' | 'once' | 'without memory';
  waits?: number;
}
interface Answer {
  id: number;
  threadId: number;
  array: Float64Array;
}
interface Data {
  diedOnce: Int32Array;
}

const built = '../../dist/experiment/threads.js';
const { onThreads } = (await import(built)) as typeof import('../../src/experiment/threads.ts');

type Options = Partial<Omit<ThreadOptions<Data, Task, Answer>, 'worker' | 'work' | 'data'>>;

/** Answers by id, and errors of tasks that died. */
async function run(tasks: Iterable<Task>, options: Options = {}) {
  const answers = new Map<number, Answer>();
  const deaths = new Map<number, string>();
  await onThreads<Data, Task, Answer>(tasks, {
    worker: new URL('../support/mortal-worker.js', import.meta.url),
    work: () => {
      throw new Error('not in this thread');
    },
    data: { diedOnce: new Int32Array(new SharedArrayBuffer(4)) },
    nWorkers: 2,
    onAnswer: ({ id }, answer) => answers.set(id, answer),
    onDeath: ({ id }, error) => deaths.set(id, String(error)),
    ...options,
  });
  return { answers, deaths };
}

const tasks = (n: number, own: (id: number) => Partial<Task> = () => ({})): Task[] =>
  Array.from({ length: n }, (_, id) => ({ id, ...own(id) }));

describe('threads', () => {
  it('answer every task with its own answer, whatever the batches', async () => {
    for (const nWorkers of [1, 2]) {
      const { answers, deaths } = await run(tasks(500), { nWorkers });
      expect(answers.size).toBe(500);
      for (const [id, answer] of answers) expect(answer).toMatchObject({ id, array: Float64Array.of(id) });
      expect(deaths.size).toBe(0);
    }
  });

  it('draw small tasks a few at a time, and never the whole list', async () => {
    let drawn = 0;
    let answered = 0;
    let most = 0;
    function* counted(): Generator<Task> {
      for (const task of tasks(2000)) {
        drawn++;
        yield task;
      }
    }
    await run(counted(), {
      onAnswer: () => {
        most = Math.max(most, drawn - answered++);
      },
    });
    expect(answered).toBe(2000);
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThanOrEqual(2 * 64);
  });

  it('that die once cost a second try, and those that die twice one outcome', async () => {
    const { answers, deaths } = await run(
      tasks(60, (id) => (id === 20 ? { dies: 'always' } : id === 40 ? { dies: 'once' } : {})),
    );
    expect([...deaths]).toEqual([[20, 'Error: the worker thread ended with code 7']]);
    expect(answers.size).toBe(59);
    expect(answers.get(40)?.id).toBe(40);
  });

  it('that run out of memory say what to do, and the others go on', async () => {
    const { answers, deaths } = await run(
      tasks(6, (id) => (id === 3 ? { dies: 'without memory' } : {})),
      { heapMb: 32 },
    );
    expect([...deaths]).toEqual([[3, 'Error: worker ran out of memory: fewer jobs, a smaller town']]);
    expect(answers.size).toBe(5);
  });

  it('are no more than there are tasks', async () => {
    const { answers } = await run(tasks(1), { nWorkers: 8 });
    const { answers: many } = await run(
      tasks(3, () => ({ waits: 20 })),
      { nWorkers: 8 },
    );
    expect(answers.size).toBe(1);
    expect(new Set([...many.values()].map(({ threadId }) => threadId)).size).toBeLessThanOrEqual(3);
  });

  it('stop at once, and answer nothing after it', async () => {
    const stop = new AbortController();
    let after = 0;
    await run(
      tasks(1000, () => ({ waits: 1 })),
      {
        signal: stop.signal,
        onAnswer: () => {
          if (stop.signal.aborted) after++;
          stop.abort();
        },
      },
    );
    expect(after).toBe(0);
  });

  it('tell progress of the task it belongs to', async () => {
    const heard: [number, number][] = [];
    await run(tasks(1), { onProgress: ({ id }, done) => heard.push([id, done]) });
    expect(heard).toEqual([[0, 0.5]]);
  });
});

describe('an error of memory', () => {
  it('is named, of objects and of typed arrays; another is left as it is', () => {
    const other = new RangeError('Invalid typed array length');
    const arrays = new RangeError('Array buffer allocation failed');
    expect(named(arrays)).toMatchObject({ message: expect.stringContaining('ran out of memory'), cause: arrays });
    expect(named(other)).toBe(other);
  });
});
