// Jobs over threads: what fails is a row, and nothing else is lost with it.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCity } from '../../src/city/read.ts';
import { collect } from '../../src/experiment/collect.ts';
import { failure, type JobResult } from '../../src/experiment/job.ts';
import { plan } from '../../src/experiment/plan.ts';
import { runPool } from '../../src/experiment/pool.ts';
import { scenarioSchema } from '../../src/scenario/schema.ts';
import { tiny } from './waterbed.ts';

const scenario = scenarioSchema.parse({ ...parse(tiny()), seeds: 3, name: 'tiny' });
const city = readCity(scenario.city, () => '');
const jobs = plan(scenario);
const built = '../../dist/experiment/pool.js';
const pools = { 'in this thread': runPool, 'in worker threads': (await import(built)).runPool as typeof runPool };

describe.each(Object.entries(pools))('jobs %s', (_, pool) => {
  it('have their outcomes placed by id', async () => {
    const heard: number[] = [];
    const outcomes = await pool(scenario, city, jobs, { nWorkers: 2, onOutcome: ({ id }) => heard.push(id) });
    expect(heard.toSorted()).toEqual([0, 1, 2]);
    for (const [id, outcome] of outcomes.entries()) {
      expect(outcome).toMatchObject({
        id,
        records: [
          { arm: 'baseline', replicate: id + 1 },
          { arm: 'pressure', replicate: id + 1 },
        ],
      });
    }
  });

  it('that die are outcomes with their error, and the others are run', async () => {
    const outcomes = await pool(scenario, { ...city, zoneCity: null as never }, jobs, { nWorkers: 2 });
    for (const [id, outcome] of outcomes.entries())
      expect(outcome).toMatchObject({ id, error: expect.any(String), stack: expect.stringContaining('    at ') });
  });

  it('have no outcome once they are stopped', async () => {
    const stop = new AbortController();
    const outcomes = await pool(scenario, city, jobs, {
      nWorkers: 1,
      signal: stop.signal,
      onOutcome: () => stop.abort(),
    });
    expect(outcomes.map((outcome) => outcome !== undefined)).toEqual([true, false, false]);
  });
});

describe('collected results', () => {
  const outcomesOf = async (): Promise<(JobResult | undefined)[]> => runPool(scenario, city, jobs, { nWorkers: 1 });

  it('list a failed replicate with its seed and its error, and count the others', async () => {
    const outcomes = await outcomesOf();
    outcomes[1] = failure(jobs[1]!, new Error('a bug'));
    const results = collect(scenario, city, jobs, outcomes);
    expect(results).toMatchObject({
      complete: true,
      replicates: [1, 3],
      failed: [{ replicate: 2, seed: 'waterbed/2', error: 'a bug' }],
    });
    expect(results.arms.pressure?.outcomes.orders?.values).toHaveLength(2);
  });

  it('are incomplete when a replicate has no outcome', async () => {
    const outcomes = await outcomesOf();
    outcomes[2] = undefined;
    expect(collect(scenario, city, jobs, outcomes)).toMatchObject({ complete: false, replicates: [1, 2], failed: [] });
  });

  it('have their arms in one order, the baseline, then by name, and the scenario as it was written', async () => {
    const turned = { ...scenario, arms: { pressure: scenario.arms.pressure!, baseline: scenario.arms.baseline! } };
    const results = collect(turned, city, jobs, await outcomesOf());
    for (const map of [results.arms, results.records]) expect(Object.keys(map)).toEqual(['baseline', 'pressure']);
    expect(Object.keys(results.scenario.arms)).toEqual(['pressure', 'baseline']);
  });
});
