// One arm of a replicate: its world, its policies, and one day of it.
import { DAYS_PER_WEEK, MIN_PER_DAY } from '../units.ts';
import { buildWorld } from './build.ts';
import type { DayList } from './entities/day-list.ts';
import type { PolicyAtWork } from './entities/effort.ts';
import type { Ground } from './ground.ts';
import { type Clock, createClock, setDay, setTick } from './kernel/clock.ts';
import { type Spans, spanned } from './kernel/spans.ts';
import { PHASES } from './phase-list.ts';
import type { PolicyData, Settings } from './settings.ts';
import { createView, type WorldView } from './view.ts';
import type { World } from './world.ts';

/** Says what a policy of the scenario does; passed in, since the engine does not import policies. */
export type CompilePolicy = (policy: PolicyData) => CompiledPolicy;

/** A policy, without a world and with one. */
export interface CompiledPolicy extends Pick<PolicyAtWork, 'isMoney'> {
  /** Hours of the day between which its officers work; null where they are not said, and of a policy without effort. */
  hours: readonly [number, number] | null;
  /** Most platforms that may open because of it. */
  opensPlatforms: number;
  /** Its daily offer and effort in the world of an arm. */
  in: (view: WorldView) => Pick<PolicyAtWork, 'offeredOn' | 'apply'>;
}

export interface Arm {
  world: World;
  /** Runs the next day. The day list must have been advanced to it. */
  day: () => void;
}

export interface ArmOptions {
  /** An arm of the same ground that has not run yet: its customers are copied and its day list is shared. */
  like?: Arm | undefined;
  /** The day list of an arm of another ground with the same customers, which has not run yet either. */
  days?: DayList | undefined;
  /** Called after each tick, for tests. */
  afterTick?: ((world: World, clock: Clock) => void) | undefined;
  /** Asked for the end of each phase. */
  spans?: Spans | undefined;
}

/** An arm of the scenario before its first day. */
export function createArm(
  ground: Ground,
  name: string,
  replicate: number,
  compile: CompilePolicy,
  { like, days: shared, afterTick, spans }: ArmOptions = {},
): Arm {
  const { scenario } = ground;
  const clock = createClock(scenario.time);
  const policies = [...scenario.policies, ...scenario.arms[name].policies].map(compile);
  const mostOpened = policies.reduce((sum, { opensPlatforms }) => sum + opensPlatforms, 0);
  const world = buildWorld(ground, name, replicate, clock, { mostOpened, like: like?.world, days: shared });
  const { record, tape, days } = world;
  const view = createView(world);
  world.policies = policies.map((policy) => ({ ...policy, ...policy.in(view) }));
  world.policyHours.set(policyHours(scenario, compile));
  for (const [k, { isMoney }] of world.policies.entries()) record.isMoney[k] = isMoney ? 1 : 0;
  const phases = PHASES.map(({ name, when, run }) => ({ when, run: spanned(run(world), name, spans) }));
  const weekly = phases.filter(({ when }) => when === 'week');
  const daily = phases.filter(({ when }) => when === 'day');
  const dayEnds = phases.filter(({ when }) => when === 'day-end');
  const ticks = phases.filter(({ when }) => when === 'tick').map(({ run }) => run);
  const ticksPerDay = MIN_PER_DAY / clock.tickMin;

  const day = (): void => {
    setDay(clock, days.day);
    setTick(clock, 0);
    tape.count = days.before + days.count;
    tape.beforeDay[clock.day] = days.before;
    if (clock.reportedDay === 0) tape.reportedFrom = days.before;
    if (clock.reportedDay === clock.preDays) tape.postFrom = days.before;
    if (clock.day % DAYS_PER_WEEK === 0) for (const { run } of weekly) run();
    for (const { run } of daily) run();
    for (let tick = 0; tick < ticksPerDay; tick++) {
      setTick(clock, tick);
      for (const run of ticks) run();
      afterTick?.(world, clock);
    }
    for (const { run } of dayEnds) run();
    if (clock.day < clock.nDays - 1) return;
    abandonLastWeek(world);
    closeLists(world);
    record.nCandidates = tape.count - Math.min(tape.reportedFrom, tape.count);
  };
  return { world, day };
}

/** The union of the hours of those policies of all arms that say them, those of every arm aside; all hours if there are none. */
function policyHours({ arms }: Settings, compile: CompilePolicy): Uint8Array {
  const hours = new Uint8Array(24);
  const spans = Object.values(arms)
    .flatMap(({ policies }) => policies.map((policy) => compile(policy).hours))
    .filter((span) => span !== null);
  for (const [from, to] of spans) for (let h = from; h < to; h++) hours[h % 24] = 1;
  return spans.length > 0 ? hours : hours.fill(1);
}

/** Puts what the arm has listed into its record. */
function closeLists({ record, tape, platformEvents }: World): void {
  const { births } = tape;
  const months = births.length > 0 ? births[0].orders.length : 0;
  record.platformEvents = Int32Array.from(platformEvents);
  record.platformOrders = new Uint32Array(births.length * months);
  record.platformClients = new Uint32Array(births.length * months);
  for (const [birth, { orders, clients }] of births.entries()) {
    record.platformOrders.set(orders, birth * months);
    record.platformClients.set(clients, birth * months);
  }
}

/** Books the hours since the last weekly phase as unfinished: the run ends before the next one. */
function abandonLastWeek({ accounts, lines }: World): void {
  for (let line = 0; line < lines.count; line++) {
    accounts.waste('investigationMin', line, 'unfinished');
    accounts.waste('holderMin', line, 'unfinished');
  }
  accounts.waste('financeMin', 0, 'unfinished');
}
