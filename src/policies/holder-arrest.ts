// Holder arrest: investigations of managers; an arrest takes down the line.
import { z } from 'zod';
import { ALL_SPENT } from '../engine/entities/effort.ts';
import type { WorldView } from '../engine/view.ts';
import { complain } from '../fields/kinds.ts';
import {
  against,
  atATime,
  createFocus,
  describeFocus,
  minutesEach,
  tooFewHours,
  withoutLine,
  withoutLines,
} from './focus.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { announced, datesInOrder, describeEffort, hoursOnDay, kindOf } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('holder-arrest'), ...against, lines: atATime })
  .meta({ description: 'Investigations that aim at line holders.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type HolderArrest = z.output<typeof schema>;

export const holderArrest = {
  kind: 'holder-arrest',
  summary:
    'Officers learn of a line as in an investigation, but aim at its holder: the manager is arrested and the line falls; couriers are left alone.',
  writes: ['holderMin'],
  presses: [{ channel: 'delivery', hours: 'all' }],
  grade: 'V direction, A size',
  source: 'MODEL 1 and 5; County Lines programme',
  schema,
  describe: (policy) =>
    `${policy.label ?? 'Arrest of line holders'}: ${describeEffort(policy)}, ${describeFocus(policy)}.`,
  compile,
  underdose: tooFewHours,
  foresee: withoutLines,
  needs: ['investigation'],
} satisfies PolicyKind<HolderArrest>;

/** As platform investigation. Lines of managers in custody are included, since they still sell. */
function compile(policy: HolderArrest, view: WorldView): Apply {
  const focusOn = createFocus({ ...policy, onlyOpen: false }, view, policy.lines);
  return (day, effort) => {
    const hours = hoursOnDay(policy, day);
    if (hours === 0) return ALL_SPENT;
    const isTaken = (line: number): boolean => effort.investigationMin[line] + effort.holderMin[line] > 0;
    const share = minutesEach(hours, policy.lines, day);
    const focus = focusOn(day, isTaken);
    for (const [at, line] of focus.entries()) effort.holderMin[line] += share(at);
    return withoutLine(share, focus.length, policy.lines);
  };
}
