// Street stops: officer-hours spread over an area, where couriers are stopped more often.
import { z } from 'zod';
import { ALL_SPENT } from '../engine/entities/effort.ts';
import { isOpenAt } from '../engine/kernel/clock.ts';
import type { WorldView } from '../engine/view.ts';
import { complain } from '../fields/kinds.ts';
import { apportion } from '../stats/apportion.ts';
import { wholeMinutes } from '../units.ts';
import { type DailyOffer, inClosedHours, type Limit, limit, type Start, total } from './limits.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, hoursOnDay, kindOf, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

const fields = z
  .strictObject({ kind: kindOf('street-stops'), ...timeline })
  .meta({ description: 'Stops of couriers in the street.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type StreetStops = z.output<typeof schema>;

const CLOSED = 'hours in which no platform takes orders';

export const streetStops = {
  kind: 'street-stops',
  summary:
    'Officers in the street: the density of stops rises, and with it the chance that a courier on the way is arrested.',
  writes: ['stopMin'],
  presses: [{ channel: 'delivery', hours: 'of officers' }],
  grade: 'D',
  source: 'MODEL 4 and 5; hazard by arithmetic on official figures',
  schema,
  describe: (policy) => `${policy.label ?? 'Street stops'}: ${describeEffort(policy)}.`,
  compile,
  needs: ['stops'],
  closedHours: CLOSED,
  foresee,
} satisfies PolicyKind<StreetStops>;

/** Officer-minutes in proportion to area, the same in every hour of the policy. */
function compile(policy: StreetStops, view: WorldView): Apply {
  const zones = zonesOf(policy.where, view);
  const [from, to] = policy.between;
  const weights = zones.flatMap((zone) => Array.from({ length: to - from }, () => view.areaKm2[zone]));

  return (day, effort) => {
    const minutes = wholeMinutes(hoursOnDay(policy, day));
    if (minutes === 0) return ALL_SPENT;
    if (zones.length === 0) return { no_zone: minutes };
    const shares = apportion(minutes, weights);
    for (const [z, zone] of zones.entries()) {
      for (let hour = from; hour < to; hour++)
        effort.stopMin[zone * 24 + hour] += shares[z * (to - from) + hour - from];
    }
    return ALL_SPENT;
  };
}

function foresee({ where, between }: StreetStops, { scenario, nCouriers, mean }: Start, offer: DailyOffer): Limit[] {
  const { opens_h, closes_h } = scenario.delivery;
  if (nCouriers === 0) return limit('nobody', total(offer), 'meet nobody, as there are no couriers');
  const nowhere = total(offer) * mean(where, (zones) => Number(zones.length === 0));
  if (nowhere > 0) return limit('no_zone', nowhere, 'have no zone to work in');
  const isOpen = (hour: number): boolean => isOpenAt(hour, opens_h, closes_h);
  return inClosedHours(between, isOpen, offer, `fall in ${CLOSED}`);
}
