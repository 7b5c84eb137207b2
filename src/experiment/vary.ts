// What an effect rests on: each field in turn at both ends of its plausible range, on the same replicates.
import type { City } from '../city/city.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import type { Scenario } from '../scenario/schema.ts';
import { excludesZero, tInterval95 } from '../stats/intervals.ts';
import { differencesOf } from '../stats/pairs.ts';
import { runJob } from './job.ts';
import { type Job, plan } from './plan.ts';
import { type Handle, onThreads } from './threads.ts';

/** A field to vary, and the scenario at the low and the high end of its plausible range. */
export interface Variable {
  path: string;
  text: string;
  unit: string;
  grade: string;
  /** Value in the scenario as it is. */
  value: number;
  ends: readonly { value: number; scenario: Scenario }[];
}

/** The effect of an arm on the primary outcome with a field at an end of its range. */
export interface AtEnd {
  value: number;
  effect: number | null;
  /** Mean difference from the effect with all fields as they are, by replicate, and its 95 % t interval. */
  shift: number | null;
  ci95: [number, number] | null;
}

export interface Varied extends Omit<Variable, 'ends'> {
  /** Low and high end, by arm. */
  arms: Record<string, AtEnd[]>;
}

export interface RestsOn {
  outcome: string;
  replicates: number;
  /** Effect of each arm with all fields as they are, over those replicates. */
  effects: Record<string, number | null>;
  fields: Varied[];
  /** Paths of fields that decide the effect of an arm, those that move it most first; at most three. */
  deciding: Record<string, string[]>;
  /** Fields whose ends the scenario refuses. */
  left_out: string[];
}

/** A field decides where it moves an effect by so large a part of it, told from chance. */
const DECIDING_SHARE = 0.1;
const MOST_DECIDING = 3;

export interface VaryOptions {
  replicates: number;
  nWorkers: number;
  signal: AbortSignal;
  /** Hears the number of runs done, of all. */
  onDone: (done: number, of: number) => void;
}

/** One replicate of the scenario as it is (point 0), or with a field at an end of its range. */
export interface VaryTask {
  point: number;
  scenario: Scenario;
  job: Job;
}

/** Differences arm − reference in the primary outcome by arm, in one replicate; null where undefined, or if it failed. */
export type VaryAnswer = Record<string, number | null>;

/** Varies one field at a time; undefined if stopped. */
export async function vary(
  scenario: Scenario,
  city: City,
  variables: readonly Variable[],
  leftOut: readonly string[],
  { replicates, nWorkers, signal, onDone }: VaryOptions,
): Promise<RestsOn | undefined> {
  const jobs = plan({ seed: scenario.seed, seeds: replicates });
  const points = [scenario, ...variables.flatMap(({ ends }) => ends.map((end) => end.scenario))];
  const tasks = points.flatMap((at, point) => jobs.map((job): VaryTask => ({ point, scenario: at, job })));
  const answers: VaryAnswer[][] = points.map(() => []);
  let done = 0;
  const settle = ({ point, job }: VaryTask, answer: VaryAnswer): void => {
    answers[point]![job.id] = answer;
    onDone(++done, tasks.length);
  };
  await onThreads<City, VaryTask, VaryAnswer>(tasks, {
    worker: new URL('./vary-worker.js', import.meta.url),
    work: varier,
    data: { ...city, outline: [] },
    nWorkers,
    signal,
    onAnswer: settle,
    onDeath: (task) => settle(task, {}),
  });
  if (signal.aborted) return undefined;

  const arms = Object.keys(scenario.arms).filter((arm) => arm !== scenario.baseline);
  const effectsAt = (point: number, arm: string): (number | null)[] =>
    jobs.map(({ id }) => answers[point]![id]?.[arm] ?? null);
  let point = 0;
  const fields = variables.map(({ ends, ...variable }): Varied => {
    const first = point + 1;
    point += ends.length;
    const at = (arm: string): AtEnd[] =>
      ends.map(({ value }, end) => {
        const effects = effectsAt(first + end, arm);
        const { mean, ci95 } = tInterval95(differencesOf(effects, effectsAt(0, arm)));
        return { value, effect: tInterval95(effects).mean, shift: mean, ci95 };
      });
    return { ...variable, arms: Object.fromEntries(arms.map((arm) => [arm, at(arm)])) };
  });
  const effects = Object.fromEntries(arms.map((arm) => [arm, tInterval95(effectsAt(0, arm)).mean]));
  const deciding = Object.fromEntries(arms.map((arm) => [arm, decidingOf(fields, arm, effects[arm] ?? 0)]));
  return { outcome: scenario.compare.outcome, replicates, effects, fields, deciding, left_out: [...leftOut] };
}

/** What a worker does with replicates: answers with the effects of each. */
export function varier(city: City): Handle<VaryTask, VaryAnswer> {
  return (task) => effectsIn(city, task);
}

function effectsIn(city: City, { scenario, job }: VaryTask): VaryAnswer {
  const result = runJob(scenario, city, job, {}, () => {});
  if (!('records' in result)) return {};
  const { of } = OUTCOMES.find(({ id }) => id === scenario.compare.outcome)!;
  const values = new Map(result.records.map((record) => [record.arm, of(record, 'post')]));
  const reference = values.get(scenario.baseline) ?? null;
  return Object.fromEntries(
    [...values].map(([arm, value]) => [arm, value === null || reference === null ? null : value - reference]),
  );
}

/** Paths of the fields that move the effect of an arm most, by their largest shift that is told from chance. */
function decidingOf(fields: readonly Varied[], arm: string, effect: number): string[] {
  const most = ({ arms }: Varied): number =>
    Math.max(0, ...arms[arm]!.filter(({ ci95 }) => excludesZero(ci95)).map(({ shift }) => Math.abs(shift ?? 0)));
  return fields
    .map((field) => ({ path: field.path, size: most(field) }))
    .filter(({ size }) => size > 0 && size >= DECIDING_SHARE * Math.abs(effect))
    .sort((a, b) => b.size - a.size)
    .slice(0, MOST_DECIDING)
    .map(({ path }) => path);
}
