// What one operation at one site does to orders, week by week, on the same occasions with and without it.
import type { City } from '../city/city.ts';
import { CHOICE, FATE } from '../engine/entities/occasions.ts';
import { runReplicate } from '../engine/run.ts';
import type { Settings } from '../engine/settings.ts';
import type { World } from '../engine/world.ts';
import type { Policy } from '../policies/registry.ts';
import { compilePolicy } from '../policies/registry.ts';
import { DAYS_PER_WEEK } from '../units.ts';

/** Orders by week of the post window, [week]; each an order of the baseline less one of the arm. */
export interface Aftermath {
  /** Bought at the site of the operation in the baseline. */
  atSite: Float64Array;
  /** Bought from another seller in the arm and at that site in the baseline, less the reverse. */
  moved: Float64Array;
  /** Bought in the baseline, anywhere, and not in the arm, less the reverse. */
  lost: Float64Array;
}

const NOBODY = 0;
const OTHER = 0xffff;
const FIRST_PLATFORM = 0x8000;

interface Seen {
  world: World;
  /** Who served each candidate occasion, [place on the tape]: a place plus one, a platform, other sources or nobody. */
  seller: Uint16Array;
}

/** One replicate of a scenario whose arm `name` has exactly one operation, within its post window. */
export function aftermath(scenario: Settings<Policy>, city: City, name: string, replicate: number): Aftermath {
  const seen = new Map<string, Seen>();
  /** Day of the run on which a candidate first ended in either arm, plus one, [place on the tape]. */
  let endedOn = new Uint16Array(0);
  runReplicate(scenario, city, replicate, compilePolicy, {
    afterTick: (world, { day }) => {
      const { occasions: o, tape, record } = world;
      if (endedOn.length === 0) endedOn = new Uint16Array(tape.cells.length);
      let own = seen.get(record.arm);
      if (own === undefined) seen.set(record.arm, (own = { world, seller: new Uint16Array(tape.cells.length) }));
      for (let i = 0; i < o.count; i++) {
        if (o.fate[i] === FATE.pending) continue;
        const at = o.tapeAt[i];
        if (endedOn[at] === 0) endedOn[at] = day + 1;
        if (o.fate[i] === FATE.fulfilled) own.seller[at] = sellerOf(o.choice[i], o.seller[i]);
      }
    },
  });
  const [without, arm] = [seen.get(scenario.baseline), seen.get(name)];
  if (!without || !arm) throw new Error(`aftermath: arm ${name} was not run`);
  const hit = [...arm.world.sites.lastOperation.keys()].filter((place) => arm.world.sites.lastOperation[place] >= 0);
  if (hit.length !== 1) throw new Error(`aftermath: ${hit.length} sites were operated, not one`);
  const { burn_in_days, pre_days, post_days } = scenario.time;
  const nWeeks = Math.floor(post_days / DAYS_PER_WEEK);
  const counts = {
    atSite: new Float64Array(nWeeks),
    moved: new Float64Array(nWeeks),
    lost: new Float64Array(nWeeks),
  };
  const site = hit[0] + 1;
  for (let at = 0; at < endedOn.length; at++) {
    const week = Math.floor((endedOn[at] - 1 - burn_in_days - pre_days) / DAYS_PER_WEEK);
    if (week < 0 || week >= nWeeks) continue;
    const [before, after] = [without.seller[at], arm.seller[at]];
    if (before === site) counts.atSite[week]++;
    if (before === after) continue;
    if (before === NOBODY) counts.lost[week]--;
    else if (after === NOBODY) counts.lost[week]++;
    else if (before === site) counts.moved[week]++;
    else if (after === site) counts.moved[week]--;
  }
  return counts;
}

const sellerOf = (choice: number, seller: number): number =>
  choice === CHOICE.site ? seller + 1 : choice === CHOICE.delivery ? FIRST_PLATFORM + seller : OTHER;
