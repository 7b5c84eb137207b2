// Runs one replicate: the pilot, then all arms side by side, day by day, on the same ground and list of candidates.
import type { City } from '../city/city.ts';
import { type Arm, type ArmOptions, type CompilePolicy, createArm } from './arm.ts';
import { createGround, type Ground } from './ground.ts';
import type { ArmRecord } from './kernel/record.ts';
import { countFlows, type Tape } from './kernel/tape.ts';
import { runPilot } from './pilot.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';

export interface RunOptions extends Pick<ArmOptions, 'afterTick'> {
  /** Run the placebo too, after all arms. */
  placebo?: boolean | undefined;
  /** Called after each simulated day of an arm: share of the replicate done, 0..1, and place of the arm. */
  onProgress?: (done: number, arm: number) => void;
}

/** Name of the placebo's record; not a valid name of an arm. */
export const PLACEBO = '(placebo)';

/**
 * Records of all arms, the baseline first, then in the scenario's order, last the placebo if wanted. A pure function of
 * its arguments but for `seconds`. Throws only on a bug.
 */
export function runReplicate(
  scenario: Settings,
  city: City,
  replicate: number,
  compile: CompilePolicy,
  { placebo, onProgress, afterTick }: RunOptions = {},
): ArmRecord[] {
  const ground = createGround(scenario, city, replicate);
  runPilot(ground, replicate);
  const { baseline } = scenario;
  const like = createArm(ground, baseline, replicate, compile, { afterTick });
  const others = Object.keys(scenario.arms).filter((name) => name !== baseline);
  const arms = [like, ...others.map((name) => createArm(ground, name, replicate, compile, { like, afterTick }))];
  if (placebo) arms.push(createArm(withOtherLuck(ground), baseline, replicate, compile, { like, afterTick }));
  runDays(arms, ground.tempo.nDays, onProgress);
  const records = arms.map(({ world }) => read(world, like.world.tape));
  if (placebo) records.push({ ...(records.pop() as ArmRecord), arm: PLACEBO });
  return records;
}

/** Runs one arm alone, without a pilot, and returns its world at the end. Flows are against `baseline`, else itself. */
export function runArm(
  ground: Ground,
  name: string,
  replicate: number,
  compile: CompilePolicy,
  { baseline, ...options }: ArmOptions & { baseline?: Tape } = {},
): World {
  const arm = createArm(ground, name, replicate, compile, options);
  runDays([arm], ground.tempo.nDays);
  read(arm.world, baseline ?? arm.world.tape);
  return arm.world;
}

/** Runs arms that share a day list from their first day to the last. */
function runDays(arms: readonly Arm[], nDays: number, onProgress?: RunOptions['onProgress']): void {
  const { days } = arms[0].world;
  for (let day = 0; day < nDays; day++) {
    days.advance();
    for (const [k, arm] of arms.entries()) {
      arm.day();
      onProgress?.((day * arms.length + k + 1) / (nDays * arms.length), k);
    }
  }
}

function read({ tape, record }: World, baseline: Tape): ArmRecord {
  countFlows(baseline, tape, record.flows, record.sellerMoves);
  return record;
}

/**
 * The ground of the placebo: the same world and customers, but new draws of which orders cross lines and which couriers
 * are stopped. What then moves between cells, through queues and learning, moves by chance and not by a policy.
 */
const withOtherLuck = (ground: Ground): Ground => ({
  ...ground,
  streams: {
    ...ground.streams,
    'cross-line': ground.streams['placebo-cross-line'],
    stop: ground.streams['placebo-stop'],
  },
});
