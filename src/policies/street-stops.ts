// Street stops: officer-hours spread over an area, where couriers on the way are stopped more often.
import type { WorldView } from '../engine/columns/effort.ts';
import { apportion } from '../stats/apportion.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { describeStreetStops, hoursOnDay, type StreetStops, streetStopsSchema } from './schedule.ts';
import { zonesOf } from './where.ts';

export const streetStops: PolicyKind<StreetStops> = {
  kind: 'street-stops',
  summary:
    'Officers in the street: the density of stops rises, and with it the chance that a courier on the way is arrested.',
  grade: 'D',
  source: 'MODEL 4 and 5; hazard by arithmetic on official figures',
  schema: streetStopsSchema,
  describe: describeStreetStops,
  compile,
};

/** Officer-minutes in proportion to area, the same in every hour of the policy. */
function compile(policy: StreetStops, view: WorldView): Apply {
  const zones = zonesOf(policy.where, view);
  const [from, to] = policy.between;
  const weights = zones.flatMap((zone) => Array.from({ length: to - from }, () => view.areaKm2[zone]));

  return (day, effort) => {
    const minutes = Math.round(hoursOnDay(policy, day) * 60);
    if (minutes === 0 || zones.length === 0) return;
    const shares = apportion(minutes, weights);
    for (const [z, zone] of zones.entries()) {
      for (let hour = from; hour < to; hour++)
        effort.stopMin[zone * 24 + hour] += shares[z * (to - from) + hour - from];
    }
  };
}
