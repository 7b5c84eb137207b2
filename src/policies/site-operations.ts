// Site operations: officer-hours are saved until they suffice for an operation at a site in the area.
import { z } from 'zod';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { complain } from '../fields/kinds.ts';
import { MIN_PER_H, wholeMinutes } from '../units.ts';
import { dose, oneDose } from './dose.ts';
import { type DailyOffer, type Limit, numberOf, rounded, type Start, sumOver, withoutPlace } from './limits.ts';
import { inOrderOf, pick, sitePicker } from './pick-sites.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { saveUp } from './savings.ts';
import { announced, datesInOrder, describeEffort, hoursOnDay, kindOf, timeline } from './schedule.ts';
import { zonesOf } from './where.ts';

const fields = z
  .strictObject({
    kind: kindOf('site-operations'),
    ...timeline,
    ...dose,
    pick,
    size: field(z.enum(['ordinary', 'large']).default('ordinary'), {
      text: 'Ordinary operations shut a site for days; large ones take many officers and close it.',
      unit: '',
      grade: 'A',
      source: 'MODEL 5, site operation',
    }),
  })
  .meta({ description: 'Operations against fixed sites.' });

const schema = fields
  .superRefine(complain(datesInOrder))
  .superRefine(oneDose)
  .transform(announced<z.output<typeof fields>>);
export type SiteOperations = z.output<typeof schema>;

export const siteOperations = {
  kind: 'site-operations',
  summary:
    'Officers operate against fixed sites: a site is disrupted for days, sometimes for good, and persons are arrested.',
  writes: ['operationMin', 'largeOperationMin', 'announcedMin'],
  presses: [{ channel: 'site', hours: 'all' }],
  grade: 'P',
  source: 'MODEL 5; official figures through the press',
  schema,
  describe: (policy) => {
    const name = policy.label ?? (policy.size === 'large' ? 'Large site operations' : 'Site operations');
    return `${name}: ${describeEffort(policy, 'operation')}, ${inOrderOf(policy.pick)}.`;
  },
  compile,
  saves: 'operation',
  pieceH,
  foresee,
} satisfies PolicyKind<SiteOperations>;

function pieceH({ size }: Pick<SiteOperations, 'size'>, { police }: WorldView['scenario']): number {
  return size === 'large' ? police.large_operation_officer_h : police.operation_officer_h;
}

/** Goes to open, undisrupted sites, largest first or in keyed random order; hours without a site are kept. */
function compile(policy: SiteOperations, view: WorldView, full: () => number): Apply {
  const zones = zonesOf(policy.where, view);
  const pickSites = sitePicker(policy, view);
  const neededMin = wholeMinutes(pieceH(policy, view.scenario));
  const [from, to] = policy.between;
  const spend = saveUp((day) => hoursOnDay(policy, day, full()), neededMin, 'no_site');

  return (day, effort) => {
    if (day === policy.announce_day && policy.announce_day < policy.start_day && full() > 0) {
      const perZone = Math.ceil((full() * MIN_PER_H) / zones.length);
      for (const zone of zones) effort.announcedMin[zone] += perZone;
    }
    const minutes = policy.size === 'large' ? effort.largeOperationMin : effort.operationMin;
    return spend(
      day,
      (n) => pickSites(n, day, effort),
      (place) => {
        for (let hour = from; hour < to; hour++) {
          const share = (h: number): number => Math.floor((neededMin * (h - from)) / (to - from));
          minutes[place * 24 + hour] += share(hour + 1) - share(hour);
        }
      },
    );
  };
}

/** After an operation during a day, the next one is possible on the first day on which the site opens undisrupted. */
function foresee({ where, size }: SiteOperations, { scenario, mean }: Start, offer: DailyOffer): Limit[] {
  const { disruption_mean_days: meanDays } = scenario.police;
  const nPlaces = mean(where, (zones, { sites }) => sumOver(sites, zones));
  return withoutPlace(
    offer,
    {
      neededH: pieceH({ size }, scenario),
      daysBetween: 1 + (meanDays > 0 ? Math.exp(-0.5 / meanDays) / -Math.expm1(-1 / meanDays) : 0),
      nPlaces,
      what: 'operation',
    },
    {
      reason: 'no_site',
      text: `find no open site: ${numberOf(nPlaces, 'stands', 'stand')} there at the start, each shut for ${rounded(meanDays)} days on average by an operation`,
    },
  );
}
