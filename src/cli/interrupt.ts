// Ctrl-C: the first ends the run in order, the second ends the process at once.
import { EXIT } from './terminal.ts';

/** A terminal and npm may each pass on the same key press; a second press comes later than this, ms. */
const SAME_PRESS_MS = 300;

/**
 * Listens for SIGINT and SIGTERM until the process ends, in place of `bin/waterbed.js`, which leaves at the first. The
 * first aborts the signal that is returned, after `onFirst`; `leave` tidies up before the second ends the process.
 */
export function listenForInterrupt(onFirst: () => void, leave: () => void): AbortSignal {
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
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    const others = process.listeners(name);
    // Added before the others are removed: without a listener, the system would end the process.
    process.on(name, heard);
    for (const other of others) process.off(name, other);
  }
  return controller.signal;
}
