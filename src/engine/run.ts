// Runs one replicate: its baseline first, then the other arms on the same ground, each read against the baseline's tape.
import type { City } from '../city/city.ts';
import { draw } from '../random/streams.ts';
import { cents, MIN_PER_DAY } from '../units.ts';
import { buildWorld } from './build.ts';
import type { PolicyAtWork, WorldView } from './entities/effort.ts';
import { CHOICE, FATE } from './entities/occasions.ts';
import { createGround, type Ground } from './ground.ts';
import { type Clock, createClock, setDay, setTick } from './kernel/clock.ts';
import type { ArmRecord } from './kernel/record.ts';
import type { Tape } from './kernel/tape.ts';
import type { Parameters, PolicyData } from './parameters.ts';
import { PHASES } from './phase-list.ts';
import { moveTowards, referenceOf, targetShares } from './solve.ts';
import type { World } from './world.ts';

/** Turns a policy of the scenario into its daily effort; handed in, because the engine knows no policy by name. */
export type CompilePolicy = (policy: PolicyData, view: WorldView) => PolicyAtWork;

export interface RunOptions {
  /** Run the placebo too, after all arms. */
  placebo?: boolean | undefined;
  /** Called after each simulated day with the share of the replicate that is done, 0..1. */
  onProgress?: (done: number) => void;
  /** Called after each tick; tests look at the world there. */
  afterTick?: (world: World, clock: Clock) => void;
}

/** Name of the placebo's record; no arm of a scenario can have it. */
export const PLACEBO = '(placebo)';

/**
 * Records of all arms, the baseline first, then in the scenario's order, last the placebo if wanted. A pure function of
 * its arguments but for `seconds`. Throws only on a bug.
 */
export function runReplicate(
  scenario: Parameters,
  city: City,
  replicate: number,
  compile: CompilePolicy,
  options: RunOptions = {},
): ArmRecord[] {
  const ground = createGround(scenario, city, replicate);
  runPilot(ground, replicate);
  const names = [scenario.baseline, ...Object.keys(scenario.arms).filter((name) => name !== scenario.baseline)];
  const runs = names.map((name) => ({ name, arm: name, ground }));
  if (options.placebo) runs.push({ name: PLACEBO, arm: scenario.baseline, ground: withOtherLuck(ground) });
  const records: ArmRecord[] = [];
  let baselineTape: Tape | null = null;
  for (const [number, { name, arm, ground }] of runs.entries()) {
    const onProgress = options.onProgress && ((done: number) => options.onProgress?.((number + done) / runs.length));
    const world = runArm(ground, arm, replicate, compile, baselineTape, {
      ...options,
      ...(onProgress && { onProgress }),
    });
    baselineTape ??= world.tape;
    records.push({ ...world.record, arm: name });
  }
  return records;
}

/**
 * The same world and people with other luck on the way: which orders cross lines and which couriers are stopped is drawn
 * anew. What moves between cells for that alone, through queues and learning, would move without any policy.
 */
const withOtherLuck = (ground: Ground): Ground => ({
  ...ground,
  streams: {
    ...ground.streams,
    'cross-line': ground.streams['placebo-cross-line'],
    stop: ground.streams['placebo-stop'],
  },
});

const PILOT_DAYS = 14;

/** Mechanisms of the pilot, where the scenario has them: those of the market. What happens to people is for the run. */
const PILOT_MECHANISMS = ['learning', 'returns', 'referral', 'forgetting', 'price_feedback', 'site_turnover'] as const;

/**
 * A fortnight of the market alone, from which the constants of the choice are corrected once for what their solution
 * cannot know: queues, losses, returns. Its days are not reported and its world is thrown away.
 */
export function runPilot(ground: Ground, replicate: number): void {
  const { scenario } = ground;
  const target = targetShares(scenario);
  const pilot: Ground = {
    ...ground,
    scenario: {
      ...scenario,
      time: { ...scenario.time, burn_in_days: Math.min(PILOT_DAYS, ground.tempo.nDays), pre_days: 0, post_days: 0 },
      policies: [],
      arms: { [scenario.baseline]: { policies: [] } },
      mechanisms: marketOf(scenario.mechanisms),
    },
  };
  const ends = new Float64Array(target.length);
  let all = 0;
  runArm(pilot, scenario.baseline, replicate, withoutPolicies, null, {
    afterTick: ({ occasions }) => {
      for (let i = 0; i < occasions.count; i++) {
        const fate = occasions.fate[i];
        if (fate === FATE.pending) continue;
        ends[fate === FATE.fulfilled ? occasions.choice[i] : CHOICE.none]++;
        all++;
      }
    },
  });
  if (pilot.start === null) throw new Error('pilot: the constants of the choice were not solved');
  moveTowards(
    pilot.start.alpha,
    target,
    ends.map((n) => n / all),
    referenceOf(target),
  );
  ground.start = pilot.start;
}

const withoutPolicies: CompilePolicy = () => {
  throw new Error('pilot: it has no policies');
};

function marketOf(mechanisms: Parameters['mechanisms']): Parameters['mechanisms'] {
  const market: ReadonlySet<string> = new Set(PILOT_MECHANISMS);
  const entries = Object.entries(mechanisms).map(([name, isOn]) => [name, isOn && market.has(name)]);
  return Object.fromEntries(entries) as Parameters['mechanisms'];
}

/** Runs one arm and returns its world as it stands at the end. */
export function runArm(
  ground: Ground,
  arm: string,
  replicate: number,
  compile: CompilePolicy,
  baselineTape: Tape | null,
  options: RunOptions = {},
): World {
  const clock = createClock(ground.scenario.time);
  const world = buildWorld(ground, arm, replicate, baselineTape, clock);
  const view = createView(world, clock);
  const policies = [...ground.scenario.policies, ...ground.scenario.arms[arm].policies];
  world.policies = policies.map((policy) => compile(policy, view));
  for (const [k, { isMoney }] of world.policies.entries()) world.record.isMoney[k] = isMoney ? 1 : 0;
  const phases = PHASES.map(({ when, run }) => ({ when, run: run(world) }));
  const weekly = phases.filter(({ when }) => when === 'week');
  const daily = phases.filter(({ when }) => when === 'day');
  const dayEnds = phases.filter(({ when }) => when === 'day-end');
  const ticks = phases.filter(({ when }) => when === 'tick').map(({ run }) => run);
  const ticksPerDay = MIN_PER_DAY / clock.tickMin;

  for (let day = 0; day < clock.nDays; day++) {
    setDay(clock, day);
    setTick(clock, 0);
    if (clock.reportedDay === 0) world.tape.reportedFrom = world.tape.count;
    if (clock.reportedDay === clock.preDays) world.tape.postFrom = world.tape.count;
    if (day % 7 === 0) for (const { run } of weekly) run();
    for (const { run } of daily) run();
    for (let tick = 0; tick < ticksPerDay; tick++) {
      setTick(clock, tick);
      for (const run of ticks) run();
      options.afterTick?.(world, clock);
    }
    for (const { run } of dayEnds) run();
    options.onProgress?.((day + 1) / clock.nDays);
  }
  abandonLastWeek(world);
  world.record.nCandidates = world.tape.count - Math.min(world.tape.reportedFrom, world.tape.count);
  return world;
}

/** Hours since the last weekly phase, from which nothing comes any more. */
function abandonLastWeek({ accounts, lines }: World): void {
  for (let line = 0; line < lines.count; line++) {
    accounts.waste('investigationMin', line, 'unfinished');
    accounts.waste('holderMin', line, 'unfinished');
  }
  accounts.waste('financeMin', 0, 'unfinished');
}

function createView(world: World, clock: Clock): WorldView {
  const { sites, zones, platforms, city, scenario, streams } = world;
  const postsAtStart = platforms.nCouriers.subarray(0, platforms.nAtStart).reduce((sum, n) => sum + n, 0);
  return {
    sites,
    zones,
    areaKm2: city.areaKm2,
    population: city.population,
    zoneCity: city.zoneCity,
    cityNames: city.cityNames,
    platforms: world.platforms,
    lines: world.lines,
    numberMin: Math.round(scenario.investigation.number_cut_officer_h * 60),
    operationMin: Math.round(scenario.police.operation_officer_h * 60),
    largeOperationMin: Math.round(scenario.police.large_operation_officer_h * 60),
    banMin: Math.round(scenario.police.ban_officer_h * 60),
    placementCents: postsAtStart * cents(scenario.couriers.placement_eur_per_day),
    rank: (entity, day) => draw(streams['policy-rank'], entity, day),
    minuteOfDay: (day) => (day + clock.burnInDays) * MIN_PER_DAY,
  };
}
