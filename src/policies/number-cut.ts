// Number cut: officer-hours are saved until they suffice to have the phone number of a line cut.
import { z } from 'zod';
import type { WorldView } from '../engine/view.ts';
import { complain } from '../fields/kinds.ts';
import { wholeMinutes } from '../units.ts';
import { against, linesOf } from './focus.ts';
import { type DailyOffer, type Limit, numberOf, type Start, sumOver, withoutPlace } from './limits.ts';
import type { Apply, PolicyKind } from './policy.ts';
import { saveUp } from './savings.ts';
import { announced, datesInOrder, describeEffort, hoursOnDay, kindOf } from './schedule.ts';

const fields = z
  .strictObject({ kind: kindOf('number-cut'), ...against })
  .meta({ description: 'Numbers of lines cut, without arrests.' });

const schema = fields.superRefine(complain(datesInOrder)).transform(announced<z.output<typeof fields>>);
export type NumberCut = z.output<typeof schema>;

export const numberCut = {
  kind: 'number-cut',
  summary:
    'The number of a line is cut: nobody is arrested, the line is back after some days and finds most of its clients again.',
  writes: ['numberMin'],
  presses: [{ channel: 'delivery', hours: 'all' }],
  grade: 'S direction, A size',
  source: 'MODEL 5; founding article 2024',
  schema,
  describe: (policy) =>
    `${policy.label ?? 'Number cuts'}: ${describeEffort(policy)}, ${policy.pick === 'busiest' ? 'busiest lines first' : 'lines at random'}.`,
  compile,
  saves: 'number cut',
  foresee,
} satisfies PolicyKind<NumberCut>;

/** Hours without a line are kept for later days, as long as the policy lasts. */
function compile(policy: NumberCut, view: WorldView): Apply {
  const candidates = linesOf({ ...policy, onlyOpen: false }, view);
  const neededMin = wholeMinutes(view.scenario.investigation.number_cut_officer_h);
  const spend = saveUp((day) => hoursOnDay(policy, day), neededMin, 'no_line');
  return (day, effort) =>
    spend(
      day,
      (n) =>
        candidates(day)
          .filter((line) => effort.numberMin[line] === 0)
          .slice(0, n),
      (line) => {
        effort.numberMin[line] += neededMin;
      },
    );
}

function foresee({ where }: NumberCut, { scenario, mean }: Start, offer: DailyOffer): Limit[] {
  const { number_cut_officer_h, number_back_days } = scenario.investigation;
  const meanDays = (number_back_days.least + number_back_days.most) / 2;
  const nPlaces = mean(where, (zones, { lines }) => sumOver(lines, zones));
  return withoutPlace(
    offer,
    { neededH: number_cut_officer_h, daysBetween: meanDays, nPlaces, what: 'number cut' },
    {
      reason: 'no_line',
      text: `find no line that sells: ${numberOf(nPlaces, 'is', 'are')} there at the start, each back ${meanDays} days after a cut on average`,
    },
  );
}
