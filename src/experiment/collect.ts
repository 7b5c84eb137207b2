// Puts the outcomes of jobs together as Results, in an order that does not depend on threads.
import type { City } from '../city/city.ts';
import type { ArmRecord } from '../engine/kernel/record.ts';
import { PLACEBO } from '../engine/run.ts';
import { settingsOf } from '../engine/settings.ts';
import { distanceToTarget } from '../measures/change-by-distance.ts';
import { armOrder } from '../measures/series.ts';
import { summarise } from '../measures/summarise.ts';
import { describePolicy } from '../policies/registry.ts';
import { describeChanges } from '../scenario/arm-settings.ts';
import type { Policy, Scenario } from '../scenario/schema.ts';
import { effortOf } from './effort.ts';
import type { JobResult } from './job.ts';
import type { Job } from './plan.ts';
import type { FailedRun, PolicyMark, Results } from './results.ts';

/**
 * Results of the jobs that have an outcome; `complete` is false when one has none. Arms stand in the order of all data
 * files, in the scenario in that of its file. At least one job must have records.
 */
export function collect(
  scenario: Scenario,
  city: City,
  jobs: readonly Job[],
  outcomes: readonly (JobResult | undefined)[],
): Results {
  const names = armOrder(Object.keys(scenario.arms), scenario.baseline);
  const policiesOf = (name: string): Policy[] => [...scenario.policies, ...scenario.arms[name].policies];
  const done = jobs.flatMap((job) => {
    const outcome = outcomes[job.id];
    return outcome && 'records' in outcome ? [{ job, records: outcome.records }] : [];
  });
  const records = byArm(names, (name) => done.map((run) => run.records.find(({ arm }) => arm === name) as ArmRecord));
  return {
    scenario,
    complete: jobs.every(({ id }) => outcomes[id] !== undefined),
    replicates: done.map(({ job }) => job.replicate),
    failed: jobs.flatMap((job) => failed(job, outcomes[job.id])),
    baseline: scenario.baseline,
    arms: byArm(names, (name) => ({
      changes: describeChanges(scenario, name),
      policies: policiesOf(name).map(describePolicy),
      effort: effortOf(settingsOf(scenario, name), policiesOf(name), records[name]),
      outcomes: summarise(records[name]),
    })),
    marks: names.flatMap((name) => policiesOf(name).map((policy) => mark(name, policy))),
    records,
    placebo: done.flatMap((run) => run.records.filter(({ arm }) => arm === PLACEBO)),
    map: {
      xKm: [...city.xKm],
      yKm: [...city.yKm],
      areaKm2: [...city.areaKm2],
      population: [...city.population],
      zoneCode: city.code,
      targetKm: records[scenario.baseline]!.map((record) => distanceToTarget(record, city.distanceKm)),
    },
  };
}

const byArm = <T>(names: readonly string[], of: (name: string) => T): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

const failed = ({ replicate, seed }: Job, outcome: JobResult | undefined): FailedRun[] =>
  outcome && 'error' in outcome ? [{ replicate, seed, error: outcome.error }] : [];

const mark = (arm: string, policy: Policy): PolicyMark => ({
  arm,
  text: describePolicy(policy),
  announceDay: policy.announce_day,
  startDay: policy.start_day,
  endDay: policy.end_day,
});
