// Shows the progress of a run: one live line on a terminal, plain lines elsewhere.
import type { JobResult } from '../experiment/job.ts';
import type { Job } from '../experiment/plan.ts';
import { CLEAR_LINE, paint, write } from './terminal.ts';

export interface Progress {
  /** Sets the number of jobs; called before the first job, and again when some are added. */
  expect: (nJobs: number) => void;
  /** A job that was done before this run. */
  skip: (job: Job) => void;
  onProgress: (job: Job, done: number) => void;
  onOutcome: (job: Job, outcome: JobResult) => void;
  /** A line of its own, above the live line. */
  note: (text: string) => void;
  /** Names the work after the last job. */
  stage: (text: string) => void;
  /** Removes the live line. */
  end: () => void;
}

export interface ProgressOptions {
  daysPerJob: number;
  nThreads: number;
  quiet: boolean;
  /** More jobs may be added, so that the time left is a lower bound. */
  mayGrow?: boolean;
  stream?: Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;
  /** Milliseconds since some moment. */
  now?: () => number;
}

const REDRAW_EVERY_MS = 80;
const SPEAK_EVERY_MS = 60_000;
/** Number of lines about replicates when the output is not a terminal, besides the last. */
const SPOKEN_OF = 10;

export function createProgress({
  daysPerJob,
  nThreads,
  quiet,
  mayGrow = false,
  stream = process.stderr,
  now = () => performance.now(),
}: ProgressOptions): Progress {
  const isLive = stream.isTTY && !quiet;
  const startedAt = now();
  /** Share of each job that is done, by its id. */
  const doneOf: number[] = [];
  const skipped = new Set<number>();
  let nJobs = 0;
  let nEnded = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isSimulating = true;

  const clear = (): void => void (isLive && write(stream, CLEAR_LINE));
  const show = (text: string): void => write(stream, CLEAR_LINE + text.slice(0, (stream.columns ?? 80) - 1));
  const note = (text: string): void => {
    clear();
    write(stream, `${text}\n`);
  };
  const seconds = (): number => (now() - startedAt) / 1000;
  const shareDone = (): number => doneOf.reduce((sum, share) => sum + share, 0) / nJobs;
  const state = (): string => {
    const own = doneOf.reduce((sum, share, id) => sum + (skipped.has(id) ? 0 : share), 0);
    const rate = Math.round((own * daysPerJob) / seconds()).toLocaleString('en');
    const left = secondsLeft(seconds(), own, nThreads, remaining(doneOf, nJobs));
    return `${nEnded} of ${nJobs} replicates, ${rate} simulated days/s${left === undefined ? '' : `, ${mayGrow ? 'at least ' : ''}${clock(left)} left`}`;
  };
  const percent = (): number => Math.floor(shareDone() * 100);
  const draw = (): void => {
    if (!isLive || now() - drawnAt < REDRAW_EVERY_MS) return;
    drawnAt = now();
    show(`${bar(shareDone())} ${String(percent()).padStart(3)} %  ${state()}`);
  };
  const ticker = setInterval(() => {
    if (!isLive && !quiet && isSimulating && nJobs > 0) note(`${percent()} % done, ${state()}`);
  }, SPEAK_EVERY_MS);
  ticker.unref();

  return {
    expect: (n) => {
      nJobs = n;
    },
    skip: ({ id }) => {
      doneOf[id] = 1;
      skipped.add(id);
      nEnded++;
    },
    note,
    onProgress: (job, done) => {
      doneOf[job.id] = done;
      draw();
    },
    onOutcome: (job, outcome) => {
      doneOf[job.id] = 1;
      nEnded++;
      if ('error' in outcome) {
        note(
          `${paint('red', `replicate ${job.replicate} failed`, process.stderr)} (seed ${job.seed}): ${outcome.stack}`,
        );
      } else if (!isLive && !quiet && (nEnded - skipped.size <= SPOKEN_OF || nEnded === nJobs)) {
        note(`replicate ${job.replicate} done, ${nEnded} of ${nJobs} (seed ${job.seed}, ${clock(seconds())})`);
      }
      draw();
    },
    stage: (text) => {
      isSimulating = false;
      if (isLive) show(text);
    },
    end: () => {
      clearInterval(ticker);
      clear();
    },
  };
}

/** Share of each job that is left, 0..1, started jobs first. */
const remaining = (doneOf: readonly number[], nJobs: number): number[] =>
  Array.from({ length: nJobs }, (_, id) => 1 - (doneOf[id] ?? 0))
    .filter((share) => share > 0)
    .sort((a, b) => a - b);

/**
 * Seconds until all jobs are done, as fast as the `done` jobs' worth of work went: threads take whole jobs, so that the
 * last ones may leave threads idle. Undefined before anything is done.
 */
export function secondsLeft(
  seconds: number,
  done: number,
  nThreads: number,
  shares: readonly number[],
): number | undefined {
  if (done <= 0) return undefined;
  const busy = Math.min(nThreads, Math.max(1, shares.length + Math.floor(done)));
  const lanes = Array.from({ length: busy }, () => 0);
  for (const share of shares) {
    lanes.sort((a, b) => a - b);
    lanes[0]! += share;
  }
  return (Math.max(...lanes) * seconds * busy) / done;
}

const WIDTH = 20;
const bar = (share: number): string => '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');

/** Seconds as a reader says them: `8 s`, `2:05 min`, `1:02 h`. */
export function clock(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  const two = (n: number): string => String(n).padStart(2, '0');
  return s < 3600
    ? `${Math.floor(s / 60)}:${two(s % 60)} min`
    : `${Math.floor(s / 3600)}:${two(Math.floor((s % 3600) / 60))} h`;
}
