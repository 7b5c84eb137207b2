// Wall-clock seconds of the parts of a run, for its manifest.

export interface Stopwatch {
  /** Seconds by part, as they were when it ended. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Ends a part that began when the one before ended. */
  lap: (part: string) => void;
}

export function stopwatch(): Stopwatch {
  const seconds: Record<string, number> = {};
  let since = performance.now();
  return {
    seconds,
    lap: (part) => {
      const now = performance.now();
      seconds[part] = (now - since) / 1000;
      since = now;
    },
  };
}
