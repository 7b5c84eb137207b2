// Prevention: money that reaches people who do not buy, so that fewer begin.
import { z } from 'zod';
import { complain } from '../fields/kinds.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { beyondAll, fundedWhere, paidTo, tooLittleMoney } from './funded.ts';
import type { PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, kindOf } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('prevention'), ...fundedWhere })
  .meta({ description: 'Prevention among people who do not buy.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type Prevention = z.output<typeof schema>;

export const prevention = {
  kind: 'prevention',
  summary: 'Money for prevention: those reached who do not buy are less likely to begin.',
  writes: ['preventionCents'],
  presses: [],
  grade: 'A',
  source: 'MODEL 5, non-police levers',
  schema,
  describe: (policy) => `${policy.label ?? 'Prevention'}: ${describeEffort(policy)}.`,
  compile: paidTo('preventionCents'),
  underdose: tooLittleMoney,
  foresee: beyondAll((people, { health }) => (people * health.prevention_eur_per_resident_year) / DAYS_PER_YEAR),
  needs: ['initiation'],
} satisfies PolicyKind<Prevention>;
