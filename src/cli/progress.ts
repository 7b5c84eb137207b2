// Shows how a run gets on: one live line on a terminal, plain lines elsewhere. Knows jobs, not what they compute.
import type { Outcome } from '../experiment/job.ts';
import type { Job } from '../experiment/plan.ts';
import { CLEAR_LINE, paint, write } from './terminal.ts';

export interface Progress {
  /** How many jobs there are now; asked for before the first is run, and again when some are added. */
  expect: (nJobs: number) => void;
  onProgress: (job: Job, done: number) => void;
  onOutcome: (job: Job, outcome: Outcome) => void;
  /** A line of its own, above the live line. */
  note: (text: string) => void;
  /** What is being done after the last job. */
  stage: (text: string) => void;
  /** Takes the live line away. */
  end: () => void;
}

export interface ProgressOptions {
  daysPerJob: number;
  quiet: boolean;
  stream?: NodeJS.WriteStream;
}

const REDRAW_EVERY_MS = 80;

export function createProgress({ daysPerJob, quiet, stream = process.stderr }: ProgressOptions): Progress {
  const isLive = stream.isTTY && !quiet;
  const startedAt = performance.now();
  /** Share of each job that is done, by its id. */
  const doneOf: number[] = [];
  let nJobs = 0;
  let nEnded = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;

  const clear = (): void => void (isLive && write(stream, CLEAR_LINE));
  const show = (text: string): void => write(stream, CLEAR_LINE + text.slice(0, (stream.columns ?? 80) - 1));
  const draw = (): void => {
    const now = performance.now();
    if (!isLive || now - drawnAt < REDRAW_EVERY_MS) return;
    drawnAt = now;
    const done = doneOf.reduce((sum, share) => sum + share, 0);
    const seconds = (now - startedAt) / 1000;
    const share = done / nJobs;
    const left = share > 0 ? `, ${clock((seconds * (1 - share)) / share)} left` : '';
    const rate = Math.round((done * daysPerJob) / seconds).toLocaleString('en');
    show(
      `${bar(share)} ${String(Math.floor(share * 100)).padStart(3)} %  ${nEnded} of ${nJobs} replicates, ${rate} simulated days/s${left}`,
    );
  };
  const note = (text: string): void => {
    clear();
    write(stream, `${text}\n`);
  };

  return {
    expect: (n) => {
      nJobs = n;
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
        note(`${paint('red', `replicate ${job.replicate} failed`, stream)} (seed ${job.seed}): ${outcome.stack}`);
      } else if (!isLive && !quiet) {
        note(
          `replicate ${job.replicate} done, ${nEnded} of ${nJobs} (seed ${job.seed}, ${clock((performance.now() - startedAt) / 1000)})`,
        );
      }
      draw();
    },
    stage: (text) => {
      if (isLive) show(text);
    },
    end: clear,
  };
}

const WIDTH = 20;
const bar = (share: number): string => '█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░');

/** Seconds as a reader says them: `8 s`, `2:05 min`, `1:02 h`. */
function clock(seconds: number): string {
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  const two = (n: number): string => String(n).padStart(2, '0');
  return s < 3600
    ? `${Math.floor(s / 60)}:${two(s % 60)} min`
    : `${Math.floor(s / 3600)}:${two(Math.floor((s % 3600) / 60))} h`;
}
