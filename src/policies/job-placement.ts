// Job placement: money for legal jobs of couriers, who then leave the trade more often.
import { z } from 'zod';
import type { WorldView } from '../engine/view.ts';
import { complain } from '../fields/kinds.ts';
import { cents } from '../units.ts';
import { beyond, type DailyOffer, type Limit, limit, type Start } from './limits.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, centsOnDay, datesInOrder, describeEffort, funding, kindOf } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('job-placement'), ...funding })
  .meta({ description: 'Legal jobs for couriers.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type JobPlacement = z.output<typeof schema>;

export const jobPlacement = {
  kind: 'job-placement',
  summary:
    'Couriers are given legal jobs and leave the trade more often; their posts stay vacant until others take them.',
  writes: ['placementCents'],
  presses: [],
  grade: 'S direction, A size',
  source: 'MODEL 5, legal-job placement; MODEL 6, desistance',
  schema,
  describe: (policy) => `${policy.label ?? 'Legal jobs for couriers'}: ${describeEffort(policy)}.`,
  compile,
  needs: ['desistance'],
  foresee,
} satisfies PolicyKind<JobPlacement>;

/** Money beyond what a job for every courier costs is not spent. */
function compile(policy: JobPlacement, view: WorldView): Apply {
  const { platforms, scenario } = view;
  const nPosts = platforms.nCouriers.subarray(0, platforms.nAtStart).reduce((sum, n) => sum + n, 0);
  const mostCents = nPosts * cents(scenario.couriers.placement_eur_per_day);
  return (day, effort) => {
    const offered = centsOnDay(policy, day);
    const spent = Math.min(mostCents - effort.placementCents[0], offered);
    effort.placementCents[0] += spent;
    return { enough: offered - spent };
  };
}

function foresee(_: JobPlacement, { nCouriers, scenario }: Start, offer: DailyOffer): Limit[] {
  const text = `are not spent, as there are ${nCouriers} couriers at the start`;
  return limit('enough', beyond(offer, nCouriers * scenario.couriers.placement_eur_per_day), text);
}
