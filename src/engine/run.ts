// Runs one replicate: the pilot, then all arms side by side, day by day, on the same ground and list of candidates.
import type { City } from '../city/city.ts';
import { type Arm, type ArmOptions, type CompilePolicy, createArm } from './arm.ts';
import { createGround, type Ground } from './ground.ts';
import type { ArmRecord } from './kernel/record.ts';
import { type Spans, spanned } from './kernel/spans.ts';
import { countFlows, type Tape } from './kernel/tape.ts';
import { runPilot } from './pilot.ts';
import { areAlike, keyOf, type Settings, settingsOf } from './settings.ts';
import type { World } from './world.ts';

export interface RunOptions extends Pick<ArmOptions, 'afterTick' | 'spans'> {
  /** Run the placebo too, after all arms. */
  placebo?: boolean | undefined;
  /** Called after each simulated day of an arm: share of the replicate done, 0..1, and place of the arm. */
  onProgress?: ((done: number, arm: number) => void) | undefined;
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
  { placebo, onProgress, afterTick, spans }: RunOptions = {},
): ArmRecord[] {
  const { baseline } = scenario;
  const names = [baseline, ...Object.keys(scenario.arms).filter((name) => name !== baseline)];
  const grounds = groundsOf(scenario, names, city, replicate, spans);
  const first = new Map<Ground, Arm>();
  const arms: Arm[] = [];
  for (const name of names) {
    const ground = grounds.get(keyOf(scenario.arms[name])) as Ground;
    const like = first.get(ground);
    const arm = createArm(ground, name, replicate, compile, { like, days: arms[0]?.world.days, afterTick, spans });
    if (!like) first.set(ground, arm);
    arms.push(arm);
  }
  const [like] = arms;
  const ground = grounds.get(keyOf(scenario.arms[baseline])) as Ground;
  if (placebo) arms.push(createArm(withOtherLuck(ground), baseline, replicate, compile, { like, afterTick, spans }));
  spans?.('building')();
  runDays(arms, ground.tempo.nDays, { onProgress, spans });
  const records = arms.map(({ world }, k) => {
    // Where the worlds differ from the first day, what became of a candidate in both says nothing of policies.
    if (areAlike(scenario, names[k] ?? baseline, baseline)) countFlowsOf(world, like.world.tape);
    return world.record;
  });
  spans?.('flows')();
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
  countFlowsOf(arm.world, baseline ?? arm.world.tape);
  return arm.world;
}

/** Runs arms that share a day list from their first day to the last. */
function runDays(
  arms: readonly Arm[],
  nDays: number,
  { onProgress, spans }: Pick<RunOptions, 'onProgress' | 'spans'> = {},
): void {
  const { days } = arms[0].world;
  const advance = spanned(days.advance, 'day-list', spans);
  for (let day = 0; day < nDays; day++) {
    advance();
    for (const [k, arm] of arms.entries()) {
      arm.day();
      onProgress?.((day * arms.length + k + 1) / (nDays * arms.length), k);
    }
  }
}

const countFlowsOf = ({ tape, record }: World, baseline: Tape): void =>
  countFlows(baseline, tape, record.flows, record.sellerMoves);

/**
 * The grounds of arms by what they set; those that set the same share one. Areas, the constants of the choice and the
 * bound on candidates are those of all.
 */
function groundsOf(
  scenario: Settings,
  names: readonly string[],
  city: City,
  replicate: number,
  spans?: Spans,
): Map<string, Ground> {
  const grounds = new Map<string, Ground>();
  for (const name of names) {
    const key = keyOf(scenario.arms[name]);
    if (!grounds.has(key)) grounds.set(key, createGround(settingsOf(scenario, name), city, replicate));
  }
  const [shared, ...others] = grounds.values();
  shared.rateBound = Math.max(...[...grounds.values()].map(({ rateBound }) => rateBound));
  spans?.('building')();
  runPilot(shared, replicate);
  spans?.('pilot')();
  const { zoneGroup, zoneRole, rateBound, start } = shared;
  for (const ground of others) Object.assign(ground, { zoneGroup, zoneRole, rateBound, start });
  return grounds;
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
