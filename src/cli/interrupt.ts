// Ctrl-C: the first asks for an orderly end, the second leaves at once. Knows nothing of what is running.
import { EXIT } from './terminal.ts';

export interface Interrupt {
  /** Aborted by the first signal. */
  signal: AbortSignal;
  /** Gives the signals back to the system. */
  release: () => void;
}

/** A terminal and npm may each pass on the same key press; a second press comes later than this, ms. */
const SAME_PRESS_MS = 300;

/** `onFirst` hears the first SIGINT or SIGTERM; `leave` tidies up before the second ends the process. */
export function listenForInterrupt(onFirst: () => void, leave: () => void): Interrupt {
  const controller = new AbortController();
  let firstAt = 0;
  const heard = (): void => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      onFirst();
      controller.abort();
    } else if (performance.now() - firstAt > SAME_PRESS_MS) {
      leave();
      process.exit(EXIT.interrupted);
    }
  };
  for (const name of SIGNALS) process.on(name, heard);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of SIGNALS) process.off(name, heard);
    },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
