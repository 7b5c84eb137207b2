// Violence interruption: outreach workers mediate conflicts in an area, so that fewer acts of violence are avenged.
import { z } from 'zod';
import { complain } from '../fields/kinds.ts';
import { beyondAll, paidTo } from './funded.ts';
import { limit, sumOver, total } from './limits.ts';
import type { PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, funding, kindOf, timeline } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('violence-interruption'), ...funding, where: timeline.where })
  .meta({ description: 'Outreach workers who mediate conflicts.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type ViolenceInterruption = z.output<typeof schema>;

export const violenceInterruption = {
  kind: 'violence-interruption',
  summary:
    'Outreach workers mediate conflicts: of the violence that other violence would bring about, part does not happen.',
  writes: ['interruptionCents'],
  presses: [],
  grade: 'V',
  source: 'MODEL 5 and 6; factor on retaliation of a published evaluation, dose assumed',
  schema,
  describe: (policy) => `${policy.label ?? 'Violence interruption'}: ${describeEffort(policy)}.`,
  compile: paidTo('interruptionCents'),
  needs: ['violence', 'violence_retaliation'],
  foresee: (policy, start, offer) => {
    const perPerson = start.scenario.violence.interruption_eur_per_1000_day / 1000;
    const least = start.mean(policy.where, (zones, { population }) => sumOver(population, zones)) * perPerson;
    const tooLittle = offer.filter((eur) => eur < least * start.scenario.violence.interruption_minimum_share);
    return [
      ...limit('below_dose', total(tooLittle), 'are below the least share of conflicts at which anything is prevented'),
      ...beyondAll((people) => people * perPerson)(policy, start, offer),
    ];
  },
} satisfies PolicyKind<ViolenceInterruption>;
