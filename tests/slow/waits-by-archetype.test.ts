// Bikes that serve a small area from one pool wait less than three lines on scooters, at equal couriers on duty.
import { expect, it } from 'vitest';
import { CHOICE, FATE } from '../../src/engine/entities/occasions.ts';
import { DISPATCH } from '../../src/engine/entities/platforms.ts';
import { runPilot } from '../../src/engine/pilot.ts';
import { runArm } from '../../src/engine/run.ts';
import { compilePolicy } from '../../src/policies/registry.ts';
import { type Changes, groundOf, small } from '../support/small.ts';

const KINDS = [
  { archetype: 'three-line-hands-on', count: 3 },
  { archetype: 'service-quality-bikes', count: 2, overrides: { duty_share: 0.564 } },
] as const;
/** A town of the density of the inner ring. Of five posts 2.82 are on duty, as of the six of three lines. */
const TOWN: Changes = {
  time: { burn_in_days: 30, pre_days: 0, post_days: 60 },
  city: { grid: { columns: 12, rows: 12, cell_km: 1, population: 480_000 } },
  customers: { count: 6000 },
  sites: { count: 5 },
  platforms: [...KINDS],
};

interface Seen {
  waits: number[];
  onDuty: number;
}

/** Waits of orders, and courier-days, of the platforms of each dispatch rule. */
function live(changes: Changes, replicate: number): Map<number, Seen> {
  const scenario = small(TOWN, changes);
  const ground = groundOf(scenario, replicate);
  runPilot(ground, replicate);
  const seen = new Map<number, Seen>([DISPATCH.line, DISPATCH.pooled].map((rule) => [rule, { waits: [], onDuty: 0 }]));
  runArm(ground, 'baseline', replicate, compilePolicy, {
    afterTick: ({ occasions: o, platforms }, clock) => {
      if (clock.reportedDay < 0) return;
      if (clock.tick === 0)
        for (let p = 0; p < platforms.count; p++) seen.get(platforms.dispatch[p])!.onDuty += platforms.nOnDuty[p];
      for (let i = 0; i < o.count; i++)
        if (o.choice[i] === CHOICE.delivery && o.fate[i] === FATE.fulfilled)
          seen.get(platforms.dispatch[o.seller[i]])!.waits.push(o.waitMin[i]);
    },
  });
  return seen;
}

const median = (waits: number[]): number => waits.sort((a, b) => a - b)[Math.floor(waits.length / 2)];

/** Relative difference of the median waits of bikes and lines, with its standard error over seeds. */
function compare(changes: Changes, seeds: number): { mean: number; error: number } {
  const differences: number[] = [];
  const onDuty = [0, 0];
  for (let replicate = 1; replicate <= seeds; replicate++) {
    const seen = live(changes, replicate);
    const [lines, bikes] = [seen.get(DISPATCH.line)!, seen.get(DISPATCH.pooled)!];
    differences.push(median(bikes.waits) / median(lines.waits) - 1);
    onDuty[0] += lines.onDuty / 3;
    onDuty[1] += bikes.onDuty / 2;
  }
  expect(Math.abs(onDuty[1] / onDuty[0] - 1)).toBeLessThan(0.02);
  const mean = differences.reduce((a, b) => a + b, 0) / seeds;
  const squares = differences.reduce((sum, d) => sum + (d - mean) * (d - mean), 0);
  return { mean, error: Math.sqrt(squares / (seeds - 1) / seeds) };
}

it('with their own files: at least 20 % less, with the whole 90 % interval', () => {
  const { mean, error } = compare({}, 30);
  expect(mean + 1.7 * error, `${mean} ± ${error}`).toBeLessThan(-0.2);
});

it('at equal files it is the small area that does it: one as large by time as that of others has longer waits', () => {
  const [lines, bikes] = KINDS;
  const as = (factor: number): Changes => ({
    platforms: [lines, { ...bikes, overrides: { ...bikes.overrides, active_clients: 900, catchment_factor: factor } }],
  });
  const [near, far] = [0.6, 1].map((factor) => compare(as(factor), 15).mean);
  expect(near).toBeLessThan(0);
  expect(far - near, `${near}, ${far}`).toBeGreaterThan(0.1);
});
