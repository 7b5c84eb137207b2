// How a run speaks of what is done and left: a line a minute where nobody watches, one live line where somebody does.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgress, type ProgressOptions, secondsLeft } from '../../src/cli/progress.ts';
import { plan } from '../../src/experiment/plan.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;
const jobs = plan({ seed: 'x', seeds: 40 });
function watched(options: Partial<ProgressOptions> = {}, isTTY = false) {
  let text = '';
  const write = (more: string): boolean => {
    text += more;
    return true;
  };
  const stream = { write, isTTY, columns: 200 } as never;
  const progress = createProgress({ daysPerJob: 100, nThreads: 2, quiet: false, stream, now: Date.now, ...options });
  return {
    progress,
    lines: () => text.split('\n').slice(0, -1),
    live: () => text.split('\r\x1b[K').at(-1),
    pass: (ms: number) => vi.advanceTimersByTime(ms),
  };
}
const done = (id: number) => ({ id, records: [] });

it('off a terminal says once a minute how much is done and how long is left', () => {
  const { progress, lines, pass } = watched();
  progress.expect(8);
  for (let minute = 1; minute <= 2; minute++) {
    for (const job of jobs.slice(0, 2)) progress.onProgress(job, minute / 4);
    pass(MINUTE);
  }
  expect(lines()).toEqual([
    '6 % done, 0 of 8 replicates, 1 simulated days/s, 15:00 min left',
    '12 % done, 0 of 8 replicates, 1 simulated days/s, 14:00 min left',
  ]);
  progress.stage('Writing');
  pass(5 * MINUTE);
  expect(lines()).toHaveLength(2);
});

it('off a terminal names the first replicates and the last, and is silent when asked', () => {
  const speak = (options: Partial<ProgressOptions>) => {
    const { progress, lines } = watched(options);
    progress.expect(jobs.length);
    for (const job of jobs) progress.onOutcome(job, done(job.id));
    progress.end();
    return lines();
  };
  const lines = speak({});
  expect(lines).toHaveLength(11);
  expect(lines.at(-1)).toContain('replicate 40 done, 40 of 40');
  expect(speak({ quiet: true })).toEqual([]);
});

it('on a terminal shows one line with the time left, a least where replicates may be added', () => {
  for (const [mayGrow, left] of [
    [false, ', 50 s left'],
    [true, ', at least 50 s left'],
  ] as const) {
    const { progress, lines, live, pass } = watched({ mayGrow }, true);
    progress.expect(2);
    pass(9_900);
    progress.onProgress(jobs[0]!, 1 / 6);
    pass(0);
    progress.onProgress(jobs[1]!, 1 / 6);
    pass(100);
    progress.onProgress(jobs[1]!, 1 / 6);
    expect(live()).toContain(left);
    expect(lines()).toEqual([]);
    progress.end();
  }
});

it('does not take replicates that were kept for fast ones', () => {
  const { progress, lines, pass } = watched({ nThreads: 1 });
  progress.expect(10);
  for (const job of jobs.slice(0, 8)) progress.skip(job);
  progress.onProgress(jobs[8]!, 0.5);
  pass(MINUTE);
  expect(lines()).toEqual(['85 % done, 8 of 10 replicates, 1 simulated days/s, 3:00 min left']);
});

it('knows that threads take whole replicates', () => {
  expect(secondsLeft(0, 0, 2, [1, 1])).toBe(undefined);
  // Two of three are done in 10 s on two threads: the last one takes as long again, alone.
  expect(secondsLeft(10, 2, 2, [1])).toBe(10);
  expect(secondsLeft(10, 2, 2, [1, 1])).toBe(10);
  expect(secondsLeft(10, 2, 2, [1, 1, 1])).toBe(20);
  // One replicate, four threads: only one of them works.
  expect(secondsLeft(10, 0.5, 4, [0.5])).toBe(10);
});
