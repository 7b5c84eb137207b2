// Times one thing of the benchmark, in a process of its own: arguments say which, JSON on stdout what it took.
import { timeMarket } from './market.ts';
import { bytesOf, timeArm, timeReplicate } from './timing.ts';
import { benchScenario, type Kind } from './towns.ts';

/** Functions are compiled while they run: the same at this size first, so that nothing is timed cold. */
const WARM_UP = 10_000;

const TIMED = {
  market: timeMarket,
  full: arm(),
  half: arm({ rate: 0.5 }),
  everything: arm({ isEverything: true }),
  further: (customers: number, days: number) => ({
    seconds: timeReplicate(benchScenario(customers, days, { furtherArms: 1 })),
  }),
};
export type Timed = typeof TIMED;

function arm(kind?: Kind) {
  return (customers: number, days: number) => {
    const { world, ...timing } = timeArm(benchScenario(customers, days, kind));
    const { tape } = world;
    return { ...timing, bytes: bytesOf(world), tapeBytes: tape.cells.byteLength + tape.sellers.byteLength };
  };
}

const [kind, customers, days] = process.argv.slice(2);
const time = TIMED[kind as keyof Timed];
time(WARM_UP, Number(days));
console.log(JSON.stringify(time(Number(customers), Number(days))));
