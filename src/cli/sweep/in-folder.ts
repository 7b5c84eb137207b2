// Opens the folder of a sweep for more runs: what it is of is written, and nobody else writes there meanwhile.
import { resolve } from 'node:path';
import { lock } from '../lock.ts';
import { type Description, type describe, earlierIn, writeDescription } from './folder.ts';

/** A check that takes whatever is there of the same sweep. */
export const anyEarlier = (): void => {};

/** `check` may refuse what is there already. Replicates of all times are kept in the description. */
export async function inFolder<T>(
  out: string,
  own: ReturnType<typeof describe>,
  check: (earlier: Description) => void,
  act: (description: Description) => Promise<T>,
): Promise<T> {
  const earlier = earlierIn(out, own.description);
  if (earlier) check(earlier);
  // Lets the event loop run once, so that an earlier Ctrl-C is handled before the start.
  await new Promise(setImmediate);
  const free = lock(out, resolve(out));
  try {
    return await act(writeDescription(out, own, earlier));
  } finally {
    free();
  }
}
