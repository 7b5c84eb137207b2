// Site bans: officer-hours are saved until they suffice for a ban, which keeps the operator of a site away from it.
import { z } from 'zod';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { complain, whole } from '../fields/kinds.ts';
import { wholeMinutes } from '../units.ts';
import { dose, oneDose } from './dose.ts';
import { type DailyOffer, type Limit, numberOf, type Start, sumOver, withoutPlace } from './limits.ts';
import { inOrderOf, pick, sitePicker } from './pick-sites.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { saveUp } from './savings.ts';
import { announced, area, dates, datesInOrder, describeEffort, hoursOnDay, kindOf } from './schedule.ts';

const fields = z
  .strictObject({
    kind: kindOf('site-bans'),
    ...dates,
    ...dose,
    ...area,
    pick,
    platforms_at_most: field(whole(1, 500).default(100), {
      text: 'Platforms that the banned operators can open at most; a run that needs more of them fails.',
      unit: 'platforms',
      grade: 'A',
      source: 'MODEL 5, site ban; technical choice',
    }),
  })
  .meta({ description: 'Bans of operators from their site.' });

const schema = fields
  .superRefine(complain(datesInOrder))
  .superRefine(oneDose)
  .transform(announced<z.output<typeof fields>>);
export type SiteBans = z.output<typeof schema>;

export const siteBans = {
  kind: 'site-bans',
  summary:
    'Operators are banned from their fixed site, which closes; some of them open a platform, and others take the place.',
  writes: ['banMin'],
  presses: [{ channel: 'site', hours: 'all' }],
  grade: 'S direction, A size',
  source: 'MODEL 5, site ban',
  schema,
  describe: (policy) => `${policy.label ?? 'Site bans'}: ${describeEffort(policy, 'ban')}, ${inOrderOf(policy.pick)}.`,
  compile,
  saves: 'ban',
  pieceH: (_, { police }) => police.ban_officer_h,
  opensPlatforms: ({ platforms_at_most }) => platforms_at_most,
  foresee,
} satisfies PolicyKind<SiteBans>;

/** Goes to open, undisrupted sites, largest first or in keyed random order; hours without a site are kept. */
function compile(policy: SiteBans, view: WorldView, full: () => number): Apply {
  const pickSites = sitePicker(policy, view);
  const neededMin = wholeMinutes(view.scenario.police.ban_officer_h);
  const spend = saveUp((day) => hoursOnDay(policy, day, full()), neededMin, 'no_site');
  return (day, effort) =>
    spend(
      day,
      (n) => pickSites(n, day, effort),
      (place) => {
        effort.banMin[place] += neededMin;
      },
    );
}

/** A site can be banned once only. */
function foresee({ where }: SiteBans, { scenario, mean }: Start, offer: DailyOffer): Limit[] {
  const nPlaces = mean(where, (zones, { sites }) => sumOver(sites, zones));
  const neededH = scenario.police.ban_officer_h;
  return withoutPlace(
    offer,
    { neededH, daysBetween: Number.POSITIVE_INFINITY, nPlaces, what: 'ban' },
    {
      reason: 'no_site',
      text: `find no open site, unless others open: ${numberOf(nPlaces, 'stands', 'stand')} there at the start`,
    },
  );
}
