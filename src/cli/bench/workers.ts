// Times runs of about a second on one worker and on two, in turns.
import { readCity } from '../../city/read.ts';
import { plan } from '../../experiment/plan.ts';
import { runPool } from '../../experiment/pool.ts';
import { benchScenario } from './towns.ts';

const CUSTOMERS = 10_000;
const DAYS = 365;
const RUNS = 20;
const PAIRS = 3;

/** Seconds by the clock and of processors of all runs, start of threads included. */
interface Took {
  seconds: number;
  cpu_s: number;
}

/** Each pair on one worker and on two, and medians over pairs of how many times one reached. */
export async function timeWorkers() {
  const pairs: { one: Took; two: Took }[] = [];
  for (let pair = 0; pair < PAIRS; pair++) pairs.push({ one: await timeRuns(1), two: await timeRuns(2) });
  const medianOf = (of: (pair: (typeof pairs)[number]) => number): number =>
    pairs.map(of).sort((a, b) => a - b)[pairs.length >> 1]!;
  return {
    runs: RUNS,
    pairs,
    speed_up: medianOf(({ one, two }) => one.seconds / two.seconds),
    cpu_ratio: medianOf(({ one, two }) => two.cpu_s / one.cpu_s),
  };
}

async function timeRuns(nWorkers: number): Promise<Took> {
  const scenario = { ...benchScenario(CUSTOMERS, DAYS), seeds: RUNS };
  const city = readCity(scenario.city, () => '');
  const cpu = process.cpuUsage();
  const from = performance.now();
  let failed: string | undefined;
  await runPool(scenario, city, plan(scenario), {
    nWorkers,
    onOutcome: (_, outcome) => {
      if ('error' in outcome) failed = outcome.error;
    },
  });
  if (failed !== undefined) throw new Error(failed);
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - from) / 1000, cpu_s: (user + system) / 1e6 };
}
