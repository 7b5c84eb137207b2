// The hash that identifies a scenario.
import { createHash } from 'node:crypto';

/** SHA-256 of a scenario as it runs, in hex; the same in whatever order its keys were written. */
export const sha256Of = (scenario: object): string =>
  createHash('sha256').update(JSON.stringify(scenario, withSortedKeys)).digest('hex');

const withSortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
