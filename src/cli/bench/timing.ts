// Measures time and memory of the parts of a replicate: ground, pilot, one arm alone, further arms.
import { readCity } from '../../city/read.ts';
import { createGround } from '../../engine/ground.ts';
import { seriesAt } from '../../engine/kernel/record.ts';
import { runPilot } from '../../engine/pilot.ts';
import { runArm, runReplicate } from '../../engine/run.ts';
import type { World } from '../../engine/world.ts';
import { compilePolicy } from '../../policies/registry.ts';
import { threefry } from '../../random/threefry.ts';
import type { Scenario } from '../../scenario/schema.ts';

export interface Timing {
  /** Time of what all arms share: ground and pilot. */
  groundSeconds: number;
  pilotSeconds: number;
  /** One baseline arm, from building its world to its last record. */
  seconds: number;
  orders: number;
  candidates: number;
  world: World;
}

export function timeArm(scenario: Scenario): Timing {
  const city = cityOf(scenario);
  const start = performance.now();
  const ground = createGround(scenario, city, 0);
  const grounded = performance.now();
  runPilot(ground, 0);
  const settled = performance.now();
  const world = runArm(ground, 'baseline', 0, compilePolicy);
  const end = performance.now();
  const { record } = world;
  let orders = 0;
  for (let day = 0; day < record.nDays; day++) {
    for (let channel = 0; channel < 3; channel++)
      for (let g = 0; g < 3; g++) orders += record.series[seriesAt(day, channel, g)];
  }
  return {
    groundSeconds: (grounded - start) / 1000,
    pilotSeconds: (settled - grounded) / 1000,
    seconds: (end - settled) / 1000,
    orders,
    candidates: record.nCandidates,
    world,
  };
}

/** Seconds of a replicate with all its arms, ground and pilot with them. */
export function timeReplicate(scenario: Scenario): number {
  const city = cityOf(scenario);
  const start = performance.now();
  runReplicate(scenario, city, 0, compilePolicy);
  return (performance.now() - start) / 1000;
}

const cityOf = (scenario: Scenario) => readCity(scenario.city, () => '');

/** Bytes of all typed arrays that a world holds, its tape and record apart. */
export function bytesOf(world: World): number {
  const { tape: _tape, record: _record, city: _city, scenario: _scenario, ...columns } = world;
  const seen = new Set<ArrayBufferLike>();
  const walk = (value: unknown): number => {
    if (ArrayBuffer.isView(value)) {
      if (seen.has(value.buffer)) return 0;
      seen.add(value.buffer);
      return value.buffer.byteLength;
    }
    if (typeof value !== 'object' || value === null) return 0;
    return Object.values(value).reduce((sum: number, part) => sum + walk(part), 0);
  };
  return walk(columns);
}

/** Nanoseconds of one Threefry block in a fixed loop: what this machine can do, to read the other figures against. */
export function reference(): number {
  const blocks = 20_000_000;
  let sum = 0;
  const from = performance.now();
  for (let i = 0; i < blocks; i++) sum ^= threefry(1, 2, i, 3);
  const ns = ((performance.now() - from) * 1e6) / blocks;
  return sum === 0.5 ? 0 : ns;
}
