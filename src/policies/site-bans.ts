// Site bans: officer-hours gather until they make a ban, which keeps the operator of a site away from it.
import { z } from 'zod';
import type { WorldView } from '../engine/columns/effort.ts';
import { field } from '../scenario/field.ts';
import { complain, whole } from '../scenario/schema/kinds.ts';
import { inOrderOf, pick, sitePicker } from './pick-sites.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, area, describeEffort, hoursOnDay, inOrder, kindOf, officers } from './schedule.ts';

const fields = z
  .strictObject({
    kind: kindOf('site-bans'),
    ...officers,
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

const schema = fields.superRefine(complain(inOrder)).transform(announced<z.output<typeof fields>>);
export type SiteBans = z.output<typeof schema>;

export const siteBans = {
  kind: 'site-bans',
  summary:
    'Operators are banned from their fixed site, which closes; some of them open a platform, and others take the place.',
  presses: [{ channel: 'site', hours: 'all' }],
  grade: 'S direction, A size',
  source: 'MODEL 5, site ban',
  schema,
  describe: (policy) => `${policy.label ?? 'Site bans'}: ${describeEffort(policy)}, ${inOrderOf(policy.pick)}.`,
  compile,
} satisfies PolicyKind<SiteBans>;

/** Sites that are open and not disrupted, largest first or in keyed order; hours that find none wait for one. */
function compile(policy: SiteBans, view: WorldView): Apply {
  const pickSites = sitePicker(policy, view);
  let bankedMin = 0;
  return (day, effort) => {
    const hours = hoursOnDay(policy, day);
    bankedMin += hours * 60;
    const nBans = Math.floor(bankedMin / view.banMin);
    if (nBans === 0 || hours === 0) return;
    for (const place of pickSites(nBans, day, effort)) {
      bankedMin -= view.banMin;
      effort.banMin[place] += view.banMin;
    }
  };
}
