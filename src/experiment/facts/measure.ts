// Measures facts: runs the studies that they need, and says of each quantity whether it lies in its band.
import type { City } from '../../city/city.ts';
import { runReplicate } from '../../engine/run.ts';
import { compilePolicy } from '../../policies/registry.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { tInterval95 } from '../../stats/intervals.ts';
import { ratioOfMeans } from '../../stats/ratio-of-means.ts';
import { hasThreads, onThreads } from '../threads.ts';
import type { Fact, FactRole, Quantity, Runs, Study } from './fact.ts';
import { FACTS } from './list.ts';
import { STUDIES } from './studies.ts';

/** One replicate of all runs of a study. */
export interface Task {
  study: string;
  replicate: number;
}

/** Scenario and city of each run of each study. */
export type Grounds = Record<string, Record<string, { scenario: Scenario; city: City }>>;

/** Above and below the line of each quantity of a study in the order of the facts; 1 below where nothing is. */
export type Answer = { values: [of: number | null, per: number | null][] } | { error: string };

export type Verdict = 'in' | 'in, interval reaches out' | 'out, interval reaches in' | 'out' | 'undefined';

export interface Measured extends Pick<Quantity, 'label' | 'unit' | 'band' | 'study'> {
  value: number | null;
  ci95: [number, number] | null;
  verdict: Verdict;
  input: string | null;
}

export interface MeasuredFact extends Pick<Fact, 'id' | 'name' | 'figure' | 'grade' | 'source'> {
  role: FactRole;
  /** Each of its quantities lies in its band. */
  isIn: boolean;
  quantities: Measured[];
  /** Why it is out, if that is known. */
  reason: string | null;
}

export interface MeasureOptions {
  /** Replicates; a study may have some times as many. */
  seeds: number;
  nWorkers: number;
  signal?: AbortSignal;
  /** Hears of each task that is done, and how many there are. */
  onDone?: (task: Task, done: number, of: number) => void;
}

/** The facts of a list of ids, all of them without one. */
export const factsOf = (ids?: readonly string[]): Fact[] => FACTS.filter(({ id }) => ids?.includes(id) ?? true);

/** The studies that facts are read from. */
export const studiesOf = (facts: readonly Fact[]): Study[] =>
  STUDIES.filter(({ id }) => facts.some(({ quantities }) => quantities.some(({ study }) => study === id)));

/** Facts measured; undefined if stopped. Throws if a run fails, which is a bug. */
export async function measureFacts(
  facts: readonly Fact[],
  grounds: Grounds,
  { seeds, nWorkers, signal, onDone }: MeasureOptions,
): Promise<MeasuredFact[] | undefined> {
  const tasks = studiesOf(facts).flatMap(({ id: study, each }) =>
    Array.from({ length: seeds * each }, (_, k): Task => ({ study, replicate: k + 1 })),
  );
  const answers = new Map<Task, Answer>();
  const settle = (task: Task, answer: Answer): void => {
    answers.set(task, answer);
    onDone?.(task, answers.size, tasks.length);
  };
  if (hasThreads) {
    await onThreads<Task, Answer>(tasks, {
      worker: new URL('./worker.js', import.meta.url),
      data: grounds,
      nWorkers,
      signal,
      onAnswer: settle,
      onDeath: (task, error) => settle(task, { error: String(error) }),
    });
  } else {
    for (const task of tasks) if (!signal?.aborted) settle(task, live(grounds, task));
  }
  if (signal?.aborted) return undefined;
  return facts.map((fact) => {
    const quantities = fact.quantities.map((quantity) => {
      const pairs = tasks.flatMap((task) => {
        if (task.study !== quantity.study) return [];
        const answer = answers.get(task)!;
        if ('error' in answer) throw new Error(`study ${task.study}, replicate ${task.replicate}: ${answer.error}`);
        return [answer.values[quantitiesOf(quantity.study).indexOf(quantity)]!];
      });
      return measured(quantity, pairs);
    });
    const { id, name, figure, grade, source, role, ifOut } = fact;
    const isIn = quantities.every(({ verdict }) => verdict.startsWith('in'));
    return { id, name, figure, grade, source, role, isIn, quantities, reason: isIn ? null : (ifOut ?? null) };
  });
}

/** One replicate of a study, and what its quantities are; never throws. */
export function live(grounds: Grounds, { study: id, replicate }: Task): Answer {
  try {
    const study = STUDIES.find((one) => one.id === id)!;
    const runs: Runs = Object.fromEntries(
      Object.entries(grounds[id]!).map(([name, { scenario, city }]) => {
        const watch = study.watch?.();
        const all = runReplicate(scenario, city, replicate, compilePolicy, {
          afterTick: (world, clock) => {
            if (world.record.arm === scenario.baseline) watch?.afterTick(world, clock);
          },
        });
        const records = Object.fromEntries(all.map((record) => [record.arm, record]));
        return [name, { scenario, records, seen: watch?.seen() ?? {} }];
      }),
    );
    return { values: quantitiesOf(id).map(({ of, per }) => [of(runs), per ? per(runs) : 1]) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const quantitiesOf = (study: string): Quantity[] =>
  FACTS.flatMap(({ quantities }) => quantities.filter((quantity) => quantity.study === study));

function measured(
  { label, unit, band, study, per, input }: Quantity,
  pairs: readonly (readonly [number | null, number | null])[],
): Measured {
  const above = pairs.map(([of]) => of);
  const interval = tInterval95(above);
  const ratio =
    per &&
    ratioOfMeans(
      above,
      pairs.map(([, below]) => below),
      tInterval95,
    );
  const value = per ? (ratio?.ratio ?? null) : interval.mean;
  const ci95 = per ? (ratio?.ci95 ?? null) : interval.ci95;
  return { label, unit, band, study, value, ci95, verdict: verdictOf(value, ci95, band), input: input ?? null };
}

/** Whether a value and its interval lie in a band, ends included. */
export function verdictOf(
  value: number | null,
  ci95: readonly [number, number] | null,
  [low, high]: Quantity['band'],
): Verdict {
  if (value === null) return 'undefined';
  const holds = (x: number): boolean => (low === null || x >= low) && (high === null || x <= high);
  if (holds(value)) return ci95 === null || (holds(ci95[0]) && holds(ci95[1])) ? 'in' : 'in, interval reaches out';
  const isBelow = low !== null && value < low;
  return ci95 !== null && holds(isBelow ? Math.min(ci95[1], high ?? ci95[1]) : Math.max(ci95[0], low ?? ci95[0]))
    ? 'out, interval reaches in'
    : 'out';
}

/** How many facts that are neither identity nor input are in, of how many. */
export function score(facts: readonly MeasuredFact[]): { isIn: number; of: number } {
  const counted = facts.filter(({ role }) => role !== 'identity' && role !== 'input');
  return { isIn: counted.filter(({ isIn }) => isIn).length, of: counted.length };
}
