// Street stops: officer-hours spread over an area, where couriers are stopped more often.
import { z } from 'zod';
import { ALL_SPENT } from '../engine/entities/effort.ts';
import { isOpenAt } from '../engine/kernel/clock.ts';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { complain } from '../fields/kinds.ts';
import { apportion } from '../stats/apportion.ts';
import { wholeMinutes } from '../units.ts';
import { type DailyOffer, inClosedHours, type Limit, limit, type Start, total } from './limits.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, DESIGN, datesInOrder, describeEffort, hoursOnDay, kindOf, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

/** Instead of an area: all zones and hours, in proportion to deliveries. */
const DELIVERIES = 'deliveries';

const fields = z
  .strictObject({
    kind: kindOf('street-stops'),
    ...timeline,
    where: field(
      z
        .string()
        .max(200)
        .regex(
          /^(target|buffer|control|all|deliveries|city:.+)$/,
          'target, buffer, control, all, deliveries or city:NAME',
        )
        .default('target'),
      {
        text: 'Where officers work: target, buffer, control, all, city:NAME, or deliveries: in all zones and hours in proportion to the orders delivered there.',
        unit: '',
        ...DESIGN,
      },
    ),
  })
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

/**
 * Officer-minutes in proportion to area, the same in every hour of the policy; or to the orders delivered by zone and hour
 * over four weeks, none where none are.
 */
function compile(policy: StreetStops, view: WorldView): Apply {
  const { areaKm2 } = view;
  const { recentDeliveries } = view.zones;
  const isByDeliveries = policy.where === DELIVERIES;
  const zones = zonesOf(isByDeliveries ? 'all' : policy.where, view);
  const [from, to] = policy.between;
  const weights = new Float64Array(zones.length * (to - from));

  return (day, effort) => {
    const minutes = wholeMinutes(hoursOnDay(policy, day));
    if (minutes === 0) return ALL_SPENT;
    if (zones.length === 0) return { no_zone: minutes };
    let isAny = false;
    for (let at = 0, z = 0; z < zones.length; z++) {
      for (let hour = from; hour < to; hour++, at++) {
        weights[at] = isByDeliveries ? recentDeliveries[zones[z] * 24 + hour] : areaKm2[zones[z]];
        isAny ||= weights[at] > 0;
      }
    }
    if (!isAny) return { nobody: minutes };
    const shares = apportion(minutes, weights);
    for (let at = 0, z = 0; z < zones.length; z++)
      for (let hour = from; hour < to; hour++, at++) effort.stopMin[zones[z] * 24 + hour] += shares[at];
    return ALL_SPENT;
  };
}

function foresee({ where, between }: StreetStops, { scenario, nCouriers, mean }: Start, offer: DailyOffer): Limit[] {
  const { opens_h, closes_h } = scenario.delivery;
  const isOpen = (hour: number): boolean => isOpenAt(hour, opens_h, closes_h);
  if (nCouriers === 0) return limit('nobody', total(offer), 'meet nobody, as there are no couriers');
  if (where === DELIVERIES) {
    for (let hour = between[0]; hour < between[1]; hour++) if (isOpen(hour)) return [];
    return limit('nobody', total(offer), `fall in ${CLOSED}`);
  }
  const nowhere = total(offer) * mean(where, (zones) => Number(zones.length === 0));
  if (nowhere > 0) return limit('no_zone', nowhere, 'have no zone to work in');
  return inClosedHours(between, isOpen, offer, `fall in ${CLOSED}`);
}
