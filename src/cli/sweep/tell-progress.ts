// Shows how far a sweep is: one live line on a terminal, plain lines elsewhere.
import { clock } from '../progress.ts';
import { CLEAR_LINE, write } from '../terminal.ts';

export interface SweepProgress {
  /** Hears of runs that are done. */
  add: (runs: number) => void;
  /** A line of its own. */
  note: (text: string) => void;
  end: () => void;
}

const REDRAW_EVERY_MS = 100;
/** Plain lines, at most. */
const SPOKEN_OF = 10;

export function sweepProgress(of: number, quiet: boolean, stream = process.stderr): SweepProgress {
  const startedAt = performance.now();
  const isLive = stream.isTTY && !quiet;
  let done = 0;
  let drawnAt = 0;
  let spoken = 0;
  const state = (): string => {
    const seconds = (performance.now() - startedAt) / 1000;
    return `${done} of ${of} runs, ${clock(seconds)}${done < of ? `, about ${clock((seconds / done) * (of - done))} left` : ''}`;
  };
  const note = (text: string): void => write(stream, `${isLive ? CLEAR_LINE : ''}${text}\n`);
  return {
    note,
    add: (runs) => {
      done += runs;
      const now = performance.now();
      if (isLive && (now - drawnAt > REDRAW_EVERY_MS || done === of)) {
        drawnAt = now;
        write(stream, CLEAR_LINE + state().slice(0, (stream.columns ?? 80) - 1));
      } else if (!isLive && !quiet && Math.floor((done / of) * SPOKEN_OF) > spoken) {
        spoken = Math.floor((done / of) * SPOKEN_OF);
        note(state());
      }
    },
    end: () => {
      if (isLive) write(stream, CLEAR_LINE);
    },
  };
}
