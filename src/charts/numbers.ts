// Moved to src/numbers.ts; this line goes when nobody imports it.
export * from '../numbers.ts';
