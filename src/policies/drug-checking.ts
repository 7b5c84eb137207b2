// Drug checking: money for tests that tell customers what they bought, so that unexpected purity harms them less.
import { z } from 'zod';
import { complain } from '../fields/kinds.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { beyondAll, fundedWhere, paidTo, tooLittleMoney } from './funded.ts';
import type { PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, kindOf } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('drug-checking'), ...fundedWhere })
  .meta({ description: 'Checking of what customers bought.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type DrugChecking = z.output<typeof schema>;

export const drugChecking = {
  kind: 'drug-checking',
  summary: 'Money for checking what customers bought: those reached are harmed less by purity and by surprise.',
  writes: ['drugCheckingCents'],
  presses: [],
  grade: 'A',
  source: 'MODEL 5, non-police levers',
  schema,
  describe: (policy) => `${policy.label ?? 'Drug checking'}: ${describeEffort(policy)}.`,
  compile: paidTo('drugCheckingCents'),
  underdose: tooLittleMoney,
  foresee: beyondAll(
    (people, { customers, health }, all) =>
      (customers.count * people * health.drug_checking_eur_per_person_year) / all / DAYS_PER_YEAR,
  ),
  needs: ['harm'],
} satisfies PolicyKind<DrugChecking>;
