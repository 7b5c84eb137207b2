// Draws charts on worker threads. A chart that fails is reported, and the others are drawn.
import type { ChartData, ChartTask, Drawn, DrawnChart } from '../charts/draw.ts';
import { makersOf } from '../charts/registry.ts';
import type { Comparison } from '../experiment/comparison.ts';
import type { Span } from '../experiment/profile.ts';
import type { Results } from '../experiment/results.ts';
import { onThreads } from '../experiment/threads.ts';

export interface DrawOptions {
  comparison?: Comparison | undefined;
  png: boolean;
  svg: boolean;
  nWorkers: number;
  signal?: AbortSignal | undefined;
  /** Hears how many of how many charts are done. */
  onDrawn: (done: number, of: number) => void;
}

/** Charts in the order of the registry, and errors of the others by chart. */
export interface Gallery {
  charts: DrawnChart[];
  failed: Map<string, string>;
  /** What drawing took, on all threads. */
  span: Span;
}

export async function drawCharts(results: Results, options: DrawOptions): Promise<Gallery> {
  const { comparison, png, svg, nWorkers, signal, onDrawn } = options;
  const failed = new Map<string, string>();
  const tasks = makersOf(results, comparison).flatMap(({ name, make }, maker): ChartTask[] => {
    try {
      return make().map(({ id }, nth) => ({ maker, nth, id }));
    } catch (error) {
      failed.set(kebab(name), messageOf(error));
      return [];
    }
  });
  const drawn = new Map<string, DrawnChart>();
  const span: Span = { seconds: 0, calls: 0 };
  const settle = ({ id }: ChartTask, answer: Drawn, seconds = 0): void => {
    span.seconds += seconds;
    span.calls++;
    if ('chart' in answer) drawn.set(id, answer.chart);
    else failed.set(id, answer.error);
    onDrawn(drawn.size + failed.size, tasks.length);
  };
  await onThreads<ChartData, ChartTask, Drawn>(tasks, {
    worker: new URL('../charts/worker.js', import.meta.url),
    work: async (data) => (await import('../charts/draw.ts')).drawer(data),
    data: { ...shared({ results, comparison }), png, svg },
    nWorkers,
    signal,
    onAnswer: settle,
    onDeath: (task, error) => settle(task, { error: messageOf(error) }),
  });
  return { charts: tasks.flatMap(({ id }) => drawn.get(id) ?? []), failed, span };
}

/** The same plain data with its numbers in memory that all threads see, so that none of them takes a copy. */
function shared<T>(value: T): T {
  if (ArrayBuffer.isView(value)) {
    const view = value as unknown as Uint8Array;
    const Columns = view.constructor as Uint8ArrayConstructor;
    const copy = new Columns(new SharedArrayBuffer(view.byteLength));
    copy.set(view);
    return copy as T;
  }
  if (Array.isArray(value)) return value.map(shared) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shared(part)])) as T;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
