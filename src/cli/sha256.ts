// Hashes that identify a scenario, and what an arm left.
import { createHash } from 'node:crypto';
import type { ArmRecord } from '../engine/kernel/record.ts';

/** SHA-256 of a scenario as it runs, in hex; the same in whatever order its keys were written. */
export const sha256Of = (scenario: object): string =>
  createHash('sha256').update(JSON.stringify(scenario, withSortedKeys)).digest('hex');

const withSortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** SHA-256 of all that one arm left in one replicate, but for the time it took, in hex. */
export function sha256OfRecord({ seconds: _, ...record }: ArmRecord): string {
  const hash = createHash('sha256');
  for (const [name, value] of Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const content = ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      : Buffer.from(String(value));
    hash.update(`${name} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}
