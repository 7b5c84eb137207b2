// Platform investigation: officer-hours on a few lines until they fall.
import { z } from 'zod';
import { ALL_SPENT } from '../engine/entities/effort.ts';
import type { WorldView } from '../engine/view.ts';
import { field } from '../fields/field.ts';
import { complain, onOff } from '../fields/kinds.ts';
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
import { announced, DESIGN, datesInOrder, describeEffort, hoursOnDay, kindOf } from './schedule.ts';

const fields = z
  .strictObject({
    kind: kindOf('platform-investigation'),
    ...against,
    lines: atATime,
    undercover: field(onOff(false), {
      text: 'Whether officers also buy; only from platforms that anyone can order from.',
      unit: '',
      ...DESIGN,
    }),
  })
  .meta({ description: 'Investigations of platforms, line by line.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type PlatformInvestigation = z.output<typeof schema>;

export const platformInvestigation = {
  kind: 'platform-investigation',
  summary:
    'Officers learn of a line week by week until they take it down: couriers and often the manager are arrested, stock and cash are seized.',
  writes: ['investigationMin', 'undercoverMin'],
  presses: [{ channel: 'delivery', hours: 'all' }],
  grade: 'S direction, A size',
  source: 'MODEL 5; founding article 2024',
  schema,
  describe: (policy) =>
    `${policy.label ?? (policy.undercover ? 'Undercover purchase' : 'Investigation of platforms')}: ${describeEffort(policy)}, ${describeFocus(policy)}.`,
  compile,
  underdose: tooFewHours,
  foresee: withoutLines,
  needs: ['investigation'],
} satisfies PolicyKind<PlatformInvestigation>;

/** Equal hours for each line; hours without a line are not spent. */
function compile(policy: PlatformInvestigation, view: WorldView): Apply {
  const focusOn = createFocus({ ...policy, onlyOpen: policy.undercover }, view, policy.lines);
  return (day, effort) => {
    const hours = hoursOnDay(policy, day);
    if (hours === 0) return ALL_SPENT;
    const isTaken = (line: number): boolean => effort.investigationMin[line] + effort.holderMin[line] > 0;
    const share = minutesEach(hours, policy.lines, day);
    const focus = focusOn(day, isTaken);
    for (const [at, line] of focus.entries()) {
      effort.investigationMin[line] += share(at);
      if (policy.undercover) effort.undercoverMin[line] += share(at);
    }
    return withoutLine(share, focus.length, policy.lines);
  };
}
