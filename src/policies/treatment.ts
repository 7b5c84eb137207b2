// Treatment: money that keeps customers, heavy users first, in treatment, where they buy less.
import { z } from 'zod';
import { complain } from '../fields/kinds.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { beyondAll, fundedWhere, paidTo, tooLittleMoney } from './funded.ts';
import type { PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, kindOf } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('treatment'), ...fundedWhere })
  .meta({ description: 'Treatment of customers.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type Treatment = z.output<typeof schema>;

export const treatment = {
  kind: 'treatment',
  summary: 'Money for treatment: customers in treatment, heavy users first, buy less often.',
  writes: ['treatmentCents'],
  presses: [],
  grade: 'A',
  source: 'MODEL 5, non-police levers',
  schema,
  describe: (policy) => `${policy.label ?? 'Treatment'}: ${describeEffort(policy)}.`,
  compile: paidTo('treatmentCents'),
  underdose: tooLittleMoney,
  foresee: beyondAll(
    (people, { customers, health }, all) =>
      (customers.count * people * health.treatment_eur_per_person_year) / all / DAYS_PER_YEAR,
  ),
} satisfies PolicyKind<Treatment>;
