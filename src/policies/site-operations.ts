// Site operations: officer-hours gather until they make an operation, which goes to a site in the area.
import { z } from 'zod';
import type { WorldView } from '../engine/columns/effort.ts';
import { field } from '../scenario/field.ts';
import { complain } from '../scenario/schema/kinds.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, DESIGN, describeEffort, hoursOnDay, inOrder, kindOf, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

const fields = z
  .strictObject({
    kind: kindOf('site-operations'),
    ...timeline,
    pick: field(z.enum(['largest', 'random']).default('largest'), {
      text: 'Which sites come first: those with most visits, or any.',
      unit: '',
      ...DESIGN,
    }),
  })
  .meta({ description: 'Operations against fixed sites.' });

const schema = fields.superRefine(complain(inOrder)).transform(announced<z.output<typeof fields>>);
export type SiteOperations = z.output<typeof schema>;

export const siteOperations = {
  kind: 'site-operations',
  summary:
    'Officers operate against fixed sites: a site is disrupted for days, sometimes for good, and persons are arrested.',
  channels: ['site'],
  grade: 'P',
  source: 'MODEL 5; official figures through the press',
  schema,
  describe: (policy) =>
    `${policy.label ?? 'Site operations'}: ${describeEffort(policy)}, ${policy.pick === 'largest' ? 'largest sites first' : 'sites at random'}.`,
  compile,
} satisfies PolicyKind<SiteOperations>;

/** Sites that are open and not disrupted, largest first or in keyed order; hours that find none are not spent. */
function compile(policy: SiteOperations, view: WorldView): Apply {
  const { sites } = view;
  const zones = zonesOf(policy.where, view);
  const isTarget = new Uint8Array(view.zones.group.length);
  for (const zone of zones) isTarget[zone] = 1;
  const [from, to] = policy.between;
  let bankedMin = 0;

  return (day, effort) => {
    if (day === policy.announce_day && policy.announce_day < policy.start_day && policy.hours_per_day > 0) {
      const perZone = Math.ceil((policy.hours_per_day * 60) / zones.length);
      for (const zone of zones) effort.announcedMin[zone] += perZone;
    }
    bankedMin += hoursOnDay(policy, day) * 60;
    const nOperations = Math.floor(bankedMin / view.operationMin);
    if (nOperations === 0) return;
    bankedMin -= nOperations * view.operationMin;

    const now = view.minuteOfDay(day);
    const size = (place: number): number => (policy.pick === 'largest' ? sites.recentSales[place] : 0);
    const eligible = Array.from(sites.zone.keys())
      .filter(
        (place) => sites.isOpen[place] === 1 && isTarget[sites.zone[place]] === 1 && sites.disruptedUntil[place] < now,
      )
      .filter((place) => effort.operationMin.subarray(place * 24, place * 24 + 24).every((min) => min === 0))
      .sort((a, b) => size(b) - size(a) || view.rank(a, day) - view.rank(b, day));
    for (const place of eligible.slice(0, nOperations)) {
      for (let hour = from; hour < to; hour++) {
        const share = (h: number): number => Math.floor((view.operationMin * (h - from)) / (to - from));
        effort.operationMin[place * 24 + hour] += share(hour + 1) - share(hour);
      }
    }
  };
}
