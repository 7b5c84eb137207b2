// Violence interruption: outreach workers mediate conflicts in an area, so that fewer acts of violence are avenged.
import { z } from 'zod';
import type { WorldView } from '../engine/columns/effort.ts';
import { complain } from '../scenario/schema/kinds.ts';
import { apportion } from '../stats/apportion.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, centsOnDay, describeEffort, funding, inOrder, kindOf, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

const fields = z
  .strictObject({ kind: kindOf('violence-interruption'), ...funding, where: timeline.where })
  .meta({ description: 'Outreach workers who mediate conflicts.' });

const schema = fields.superRefine(complain(inOrder)).transform(announced<z.output<typeof fields>>);
export type ViolenceInterruption = z.output<typeof schema>;

export const violenceInterruption = {
  kind: 'violence-interruption',
  summary:
    'Outreach workers mediate conflicts: of the violence that other violence would bring about, part does not happen.',
  presses: [],
  grade: 'V',
  source: 'MODEL 5 and 6; factor on retaliation of a published evaluation, dose assumed',
  schema,
  describe: (policy) => `${policy.label ?? 'Violence interruption'}: ${describeEffort(policy)}.`,
  compile,
} satisfies PolicyKind<ViolenceInterruption>;

/** Cents in proportion to population, so that all zones of the area have the same dose. */
function compile(policy: ViolenceInterruption, view: WorldView): Apply {
  const zones = zonesOf(policy.where, view);
  const weights = zones.map((zone) => view.population[zone]);
  return (day, effort) => {
    const spent = centsOnDay(policy, day);
    if (spent === 0 || zones.length === 0) return;
    const shares = apportion(spent, weights);
    for (const [z, zone] of zones.entries()) effort.interruptionCents[zone] += shares[z];
  };
}
