// What an effect rests on: each field in turn at both ends of its plausible range, on the same replicates.
import type { City } from '../city/city.ts';
import type { Scenario } from '../scenario/schema.ts';
import { excludesZero, tInterval95 } from '../stats/intervals.ts';
import { differencesOf } from '../stats/pairs.ts';
import { collect } from './collect.ts';
import { effectsOf, secondaryOf } from './effects.ts';
import { type Job, plan } from './plan.ts';
import { runPool } from './pool.ts';

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

/** Varies one field at a time; undefined if stopped. */
export async function vary(
  scenario: Scenario,
  city: City,
  variables: readonly Variable[],
  leftOut: readonly string[],
  { replicates, nWorkers, signal, onDone }: VaryOptions,
): Promise<RestsOn | undefined> {
  const jobs = plan({ seed: scenario.seed, seeds: replicates });
  const { outcome } = scenario.compare;
  const nRuns = 1 + variables.reduce((sum, { ends }) => sum + ends.length, 0);
  let done = 0;
  const effectsAt = async (at: Scenario): Promise<Record<string, (number | null)[]>> => {
    const byArm = await effectsBy(at, city, jobs, outcome, { nWorkers, signal });
    onDone(++done, nRuns);
    return byArm;
  };
  const asIs = await effectsAt(scenario);
  const arms = Object.keys(asIs);
  const fields: Varied[] = [];
  for (const { ends, ...variable } of variables) {
    if (signal.aborted) return undefined;
    const found: Record<string, AtEnd[]> = Object.fromEntries(arms.map((arm) => [arm, []]));
    for (const { value, scenario: at } of ends) {
      const effects = await effectsAt(at);
      if (signal.aborted) return undefined;
      for (const arm of arms) {
        const { mean, ci95 } = tInterval95(differencesOf(effects[arm]!, asIs[arm]!));
        found[arm]!.push({ value, effect: tInterval95(effects[arm]!).mean, shift: mean, ci95 });
      }
    }
    fields.push({ ...variable, arms: found });
  }
  const effects = Object.fromEntries(arms.map((arm) => [arm, tInterval95(asIs[arm]!).mean]));
  const deciding = Object.fromEntries(arms.map((arm) => [arm, decidingOf(fields, arm, effects[arm] ?? 0)]));
  return { outcome, replicates, effects, fields, deciding, left_out: [...leftOut] };
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

/** Differences arm − reference in one outcome by arm, [replicate]; null where a replicate failed. */
async function effectsBy(
  scenario: Scenario,
  city: City,
  jobs: readonly Job[],
  outcome: string,
  options: { nWorkers: number; signal: AbortSignal },
): Promise<Record<string, (number | null)[]>> {
  const outcomes = await runPool(scenario, city, jobs, options);
  const none = Object.fromEntries(Object.keys(scenario.arms).map((arm) => [arm, jobs.map(() => null)]));
  if (!outcomes.some((one) => one && 'records' in one)) return none;
  const results = collect(scenario, city, jobs, outcomes);
  const { interval } = scenario.compare;
  const effects = effectsOf(results, { primary: outcome, secondary: secondaryOf(results), interval });
  const place = new Map(results.replicates.map((replicate, i) => [replicate, i]));
  return Object.fromEntries(
    Object.entries(effects).map(([arm, of]) => [
      arm,
      jobs.map(({ replicate }) => (place.has(replicate) ? (of[outcome]?.values[place.get(replicate)!] ?? null) : null)),
    ]),
  );
}
