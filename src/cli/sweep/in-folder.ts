// Opens the folder of a sweep for more runs: what it is of is written, and nobody else writes there meanwhile.
import { resolve } from 'node:path';
import { lock } from '../lock.ts';
import { type Description, earlierIn, writeDescription } from './folder.ts';

interface Own {
  description: Description;
  inputs: ReadonlyMap<string, string>;
}

/** `check` may refuse what is there already. Replicates of all times are kept in the description. */
export async function inFolder<T>(
  out: string,
  own: Own,
  check: (earlier: Description) => void,
  act: (description: Description) => Promise<T>,
): Promise<T> {
  const earlier = earlierIn(out, own.description);
  if (earlier) check(earlier);
  // Lets the event loop run once, so that an earlier Ctrl-C is handled before the start.
  await new Promise(setImmediate);
  const free = lock(out, resolve(out));
  try {
    const replicates = [...new Set([...own.description.replicates, ...(earlier?.replicates ?? [])])];
    const description = { ...own.description, replicates: replicates.sort((a, b) => a - b) };
    writeDescription(out, description, own.inputs);
    return await act(description);
  } finally {
    free();
  }
}
