// Customer fines: officer-hours near sites that sell; some visitors are fined.
import { z } from 'zod';
import { ALL_SPENT } from '../engine/entities/effort.ts';
import { isOpenAt } from '../engine/kernel/clock.ts';
import type { WorldView } from '../engine/view.ts';
import { complain } from '../fields/kinds.ts';
import { apportion } from '../stats/apportion.ts';
import { wholeMinutes } from '../units.ts';
import { type DailyOffer, inClosedHours, type Limit, limit, type Start, sumOver, total } from './limits.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, hoursOnDay, kindOf, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

const fields = z
  .strictObject({ kind: kindOf('customer-fines'), ...timeline })
  .meta({ description: 'Fines of customers near fixed sites.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type CustomerFines = z.output<typeof schema>;

const CLOSED = 'hours in which sites are closed';

export const customerFines = {
  kind: 'customer-fines',
  summary:
    'Officers fine visitors of fixed sites, who pay, and think that site riskier from then on and others a little.',
  writes: ['fineMin'],
  presses: [{ channel: 'site', hours: 'all' }],
  grade: 'A',
  source: 'MODEL 5, customer fines',
  schema,
  describe: (policy) => `${policy.label ?? 'Customer fines'}: ${describeEffort(policy)}, where sites sell most.`,
  compile,
  closedHours: CLOSED,
  foresee,
} satisfies PolicyKind<CustomerFines>;

/** Officer-minutes by zone in proportion to the sales of its open sites, the same in every hour; none where none sell. */
function compile(policy: CustomerFines, view: WorldView): Apply {
  const { sites } = view;
  const zones = zonesOf(policy.where, view);
  const [from, to] = policy.between;
  const sales = new Float64Array(view.zones.count);

  return (day, effort) => {
    const minutes = wholeMinutes(hoursOnDay(policy, day));
    if (minutes === 0) return ALL_SPENT;
    sales.fill(0);
    for (let place = 0; place < sites.nPlaces; place++)
      if (sites.isOpen[place] === 1) sales[sites.zone[place]] += sites.recentSales[place];
    const weights = zones.flatMap((zone) => Array.from({ length: to - from }, () => sales[zone]));
    if (!weights.some((weight) => weight > 0)) return { no_site: minutes };
    const shares = apportion(minutes, weights);
    for (const [z, zone] of zones.entries()) {
      for (let hour = from; hour < to; hour++)
        effort.fineMin[zone * 24 + hour] += shares[z * (to - from) + hour - from];
    }
    return ALL_SPENT;
  };
}

function foresee({ where, between }: CustomerFines, { scenario, mean }: Start, offer: DailyOffer): Limit[] {
  const { opens_h, closes_h } = scenario.sites;
  const without = mean(where, (zones, { sites }) => Number(sumOver(sites, zones) === 0));
  const isOpen = (hour: number): boolean => isOpenAt(hour, opens_h, closes_h);
  return [
    ...limit('no_site', total(offer) * without, 'find no open site unless one opens: none stands there at the start'),
    ...inClosedHours(between, isOpen, offer, `fall in ${CLOSED}`),
  ];
}
