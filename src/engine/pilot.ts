// The pilot: two weeks of the market alone, before the arms of a replicate. It corrects the constants of the choice.

import { type CompilePolicy, createArm } from './arm.ts';
import { CHOICE, FATE } from './entities/occasions.ts';
import type { Ground } from './ground.ts';
import { PILOT_SWITCHES } from './parts.ts';
import type { Settings } from './settings.ts';
import { moveTowards, referenceOf, targetShares } from './solve.ts';

const PILOT_DAYS = 14;

/**
 * Runs the market alone for two weeks and corrects the constants of the choice once, for what their solution leaves
 * out: queues, losses, returns. Its days are not reported and its world is discarded.
 */
export function runPilot(ground: Ground, replicate: number): void {
  const { scenario } = ground;
  const target = targetShares(scenario);
  const nDays = Math.min(PILOT_DAYS, ground.tempo.nDays);
  const pilot: Ground = {
    ...ground,
    scenario: {
      ...scenario,
      time: { ...scenario.time, burn_in_days: nDays, pre_days: 0, post_days: 0 },
      policies: [],
      shocks: [],
      arms: { [scenario.baseline]: { policies: [], shocks: [] } },
      mechanisms: marketOf(scenario.mechanisms),
    },
  };
  const ends = new Float64Array(target.length);
  let all = 0;
  const { world, day } = createArm(pilot, scenario.baseline, replicate, withoutPolicies, {
    afterTick: ({ occasions }) => {
      for (let i = 0; i < occasions.count; i++) {
        const fate = occasions.fate[i];
        if (fate === FATE.pending) continue;
        ends[fate === FATE.fulfilled ? occasions.choice[i] : CHOICE.none]++;
        all++;
      }
    },
  });
  for (let k = 0; k < nDays; k++) {
    world.days.advance();
    day();
  }
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

function marketOf(mechanisms: Settings['mechanisms']): Settings['mechanisms'] {
  const entries = Object.entries(mechanisms).map(([name, isOn]) => [name, isOn && PILOT_SWITCHES.has(name)]);
  return Object.fromEntries(entries) as Settings['mechanisms'];
}
