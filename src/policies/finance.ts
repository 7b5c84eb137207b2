// Finance: officer-hours on the finances of organisations that are taken down, so that more cash is seized.
import { z } from 'zod';
import { ALL_SPENT } from '../engine/entities/effort.ts';
import { complain } from '../fields/kinds.ts';
import { wholeMinutes } from '../units.ts';
import { limit, total } from './limits.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, hoursOnDay, kindOf, officers } from './schedule.ts';

const fields = z.strictObject({ kind: kindOf('finance'), ...officers }).meta({ description: 'Work on finances.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type Finance = z.output<typeof schema>;

export const finance = {
  kind: 'finance',
  summary:
    'Officers follow the money: where a line falls a larger share of cash is seized, and part of what was taken out lately; alone it does nothing.',
  writes: ['financeMin'],
  presses: [],
  grade: 'A',
  source: 'MODEL 5, finance',
  schema,
  describe: (policy) => `${policy.label ?? 'Work on finances'}: ${describeEffort(policy)}.`,
  compile,
  needs: ['investigation'],
  foresee: (_, __, offer, beside) =>
    beside.some(({ kind }) => kind === 'platform-investigation' || kind === 'holder-arrest')
      ? []
      : limit('no_takedown', total(offer), 'do nothing, as no policy beside it takes lines down'),
} satisfies PolicyKind<Finance>;

function compile(policy: Finance): Apply {
  return (day, effort) => {
    effort.financeMin[0] += wholeMinutes(hoursOnDay(policy, day));
    return ALL_SPENT;
  };
}
