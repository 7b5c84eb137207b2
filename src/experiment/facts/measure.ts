// Measures facts and contrasts: runs the studies that they need, and says of each quantity whether it lies in its band.
import type { City } from '../../city/city.ts';
import { runReplicate } from '../../engine/run.ts';
import { compilePolicy } from '../../policies/registry.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { excludesZero, tInterval95 } from '../../stats/intervals.ts';
import { ratioOfMeans } from '../../stats/ratio-of-means.ts';
import { type Handle, onThreads } from '../threads.ts';
import { CONTRAST_STUDIES, CONTRASTS } from './contrasts.ts';
import type { Contrast, ContrastRow, Fact, FactRole, Quantity, Runs, Study } from './fact.ts';
import { FACTS } from './list.ts';
import { STUDIES } from './studies.ts';

/** One replicate of all runs of a study. */
export interface Task {
  study: string;
  replicate: number;
}

/** Scenario and city of each run of each study. */
export type Grounds = Record<string, Record<string, { scenario: Scenario; city: City }>>;

/** Above and below the line of each quantity of a study in the order of the lists; 1 below where nothing is. */
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

export interface MeasuredContrast extends Pick<ContrastRow, 'outcome' | 'asked' | 'trait'> {
  archetype: string;
  foil: string;
  input: string | null;
  measured: Measured;
  /** In its band, with an interval that leaves out 0. */
  holds: boolean;
  /** With the foil's value of the trait alone; null where the foil differs by nothing else. */
  without: Measured | null;
  isGone: boolean;
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

/** The contrasts of a list of archetypes, all of them without one. */
export const contrastsOf = (archetypes?: readonly string[]): Contrast[] =>
  CONTRASTS.filter(({ archetype }) => archetypes?.includes(archetype) ?? true);

const ALL_STUDIES = [...STUDIES, ...CONTRAST_STUDIES];

/** The studies that facts, or contrasts, are read from. */
export const studiesOf = (facts: readonly Fact[]): Study[] => studiesFor(facts.flatMap(({ quantities }) => quantities));
export const studiesOfContrasts = (contrasts: readonly Contrast[]): Study[] =>
  studiesFor(contrasts.flatMap(({ rows }) => rows.flatMap(quantitiesOfRow)));

const studiesFor = (quantities: readonly Quantity[]): Study[] =>
  ALL_STUDIES.filter(({ id }) => quantities.some(({ study }) => study === id));

const quantitiesOfRow = ({ quantity, without }: ContrastRow): Quantity[] => [
  quantity,
  ...(without === null ? [] : [without]),
];

/** Facts measured; undefined if stopped. Throws if a run fails, which is a bug. */
export async function measureFacts(
  facts: readonly Fact[],
  grounds: Grounds,
  options: MeasureOptions,
): Promise<MeasuredFact[] | undefined> {
  const measuredOf = await measureAll(studiesOf(facts), grounds, options);
  return (
    measuredOf &&
    facts.map((fact) => {
      const quantities = fact.quantities.map(measuredOf);
      const { id, name, figure, grade, source, role, ifOut } = fact;
      const isIn = quantities.every(({ verdict }) => verdict.startsWith('in'));
      return { id, name, figure, grade, source, role, isIn, quantities, reason: isIn ? null : (ifOut ?? null) };
    })
  );
}

/** Contrasts measured, row by row; undefined if stopped. */
export async function measureContrasts(
  contrasts: readonly Contrast[],
  grounds: Grounds,
  options: MeasureOptions,
): Promise<MeasuredContrast[] | undefined> {
  const measuredOf = await measureAll(studiesOfContrasts(contrasts), grounds, options);
  return (
    measuredOf &&
    contrasts.flatMap(({ archetype, foil, rows }) =>
      rows.map(({ outcome, asked, trait, input = null, ifNot = null, quantity, without }) => {
        const measured = measuredOf(quantity);
        const left = without === null ? null : measuredOf(without);
        const holds = measured.verdict.startsWith('in') && excludesZero(measured.ci95);
        const isGone = left === null || isNothing(left, measured);
        const reason = holds && isGone ? null : ifNot;
        return { archetype, foil, outcome, asked, trait, input, measured, holds, without: left, isGone, reason };
      }),
    )
  );
}

/** Whether a contrast is gone: its interval holds 0, or it is of the other sign, or less than half of what it was. */
function isNothing({ value, ci95 }: Measured, { value: whole }: Measured): boolean {
  if (value === null || value === 0 || (ci95 !== null && !excludesZero(ci95))) return true;
  return whole !== null && value / whole < 1 / 2;
}

/** Runs studies; then says of each quantity of them what it is. */
async function measureAll(
  studies: readonly Study[],
  grounds: Grounds,
  { seeds, nWorkers, signal, onDone }: MeasureOptions,
): Promise<((quantity: Quantity) => Measured) | undefined> {
  const tasks = studies.flatMap(({ id: study, each }) =>
    Array.from({ length: seeds * each }, (_, k): Task => ({ study, replicate: k + 1 })),
  );
  const answers = new Map<Task, Answer>();
  const settle = (task: Task, answer: Answer): void => {
    answers.set(task, answer);
    onDone?.(task, answers.size, tasks.length);
  };
  await onThreads<Grounds, Task, Answer>(tasks, {
    worker: new URL('./worker.js', import.meta.url),
    work: liver,
    data: grounds,
    nWorkers,
    signal,
    onAnswer: settle,
    onDeath: (task, error) => settle(task, { error: String(error) }),
  });
  if (signal?.aborted) return undefined;
  return (quantity) => {
    const pairs = tasks.flatMap((task) => {
      if (task.study !== quantity.study) return [];
      const answer = answers.get(task)!;
      if ('error' in answer) throw new Error(`study ${task.study}, replicate ${task.replicate}: ${answer.error}`);
      return [answer.values[quantitiesOf(quantity.study).indexOf(quantity)]!];
    });
    return measured(quantity, pairs);
  };
}

/** What a worker does with replicates of studies. */
export function liver(grounds: Grounds): Handle<Task, Answer> {
  return (task) => live(grounds, task);
}

/** One replicate of a study, and what its quantities are; never throws. */
export function live(grounds: Grounds, { study: id, replicate }: Task): Answer {
  try {
    const study = ALL_STUDIES.find((one) => one.id === id)!;
    const runs: Runs = Object.fromEntries(
      Object.entries(grounds[id]!).map(([name, { scenario, city }]) => {
        const watch = study.watch?.();
        const all = runReplicate(scenario, city, replicate, compilePolicy, { afterTick: watch?.afterTick });
        const records = Object.fromEntries(all.map((record) => [record.arm, record]));
        return [name, { scenario, records, seen: watch?.seen() ?? {} }];
      }),
    );
    return { values: quantitiesOf(id).map(({ of, per }) => [of(runs), per ? per(runs) : 1]) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

const QUANTITIES = [
  ...FACTS.flatMap(({ quantities }) => quantities),
  ...CONTRASTS.flatMap(({ rows }) => rows.flatMap(quantitiesOfRow)),
];
const quantitiesOf = (study: string): Quantity[] => QUANTITIES.filter((quantity) => quantity.study === study);

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
