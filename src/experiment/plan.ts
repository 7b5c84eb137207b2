// The list of jobs of an experiment. A job is one replicate with all its arms.
import type { Scenario } from '../scenario/schema.ts';

/** One replicate. `id` is its place in the list and in every list of outcomes. */
export interface Job {
  id: number;
  /** From 1; with the scenario's seed it decides all random draws. */
  replicate: number;
  /** The seed as a reader can repeat it: the scenario's, a slash, the replicate. */
  seed: string;
}

export const plan = ({ seed, seeds }: Pick<Scenario, 'seed' | 'seeds'>): Job[] =>
  Array.from({ length: seeds }, (_, id) => ({ id, replicate: id + 1, seed: `${seed}/${id + 1}` }));

/** Days one job simulates: all windows of all arms, and of the placebo if it is run. */
export const daysOfJob = ({ time, arms }: Pick<Scenario, 'time' | 'arms'>, placebo = false): number =>
  (time.burn_in_days + time.pre_days + time.post_days) * (Object.keys(arms).length + (placebo ? 1 : 0));
