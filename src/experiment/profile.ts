// Where the time of runs goes: seconds and calls of each span, over all threads.
import type { Spans } from '../engine/kernel/spans.ts';

export interface Span {
  seconds: number;
  calls: number;
}

/** Spans by name: building, pilot, day-list, each phase, flows, collecting, tables, charts. */
export type Profile = Record<string, Span>;

/** Begins with a first span now. */
export function createProfile(): { spans: Spans; profile: Profile } {
  const profile: Profile = {};
  let last = performance.now();
  return {
    profile,
    spans: (name) => {
      profile[name] ??= { seconds: 0, calls: 0 };
      const span = profile[name];
      return () => {
        const now = performance.now();
        span.seconds += (now - last) / 1000;
        span.calls++;
        last = now;
      };
    },
  };
}

/** Adds spans to those of the same name. */
export function addProfile(to: Profile, from: Profile): void {
  for (const [name, { seconds, calls }] of Object.entries(from)) {
    to[name] ??= { seconds: 0, calls: 0 };
    to[name].seconds += seconds;
    to[name].calls += calls;
  }
}
