// The closing text of a comparison: a table of effects per arm, displacement, warnings.
import type { ArmComparison, Comparison, Effect } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { Stopping } from '../experiment/until.ts';
import { headlines } from '../measures/outcomes.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { grouped, noEvents, signed } from '../numbers.ts';
import { oneSidedSentence } from './answer.ts';
import { seedOf } from './json.ts';
import {
  NO_DIFFERENCE,
  NO_EVENT,
  nothingToTell,
  plusMinus,
  probabilityText,
  scaleOf,
  UNDEFINED,
  worthText,
} from './numbers.ts';
import { type AnyRestsOn, armSentence, restsOnByArm, variedSentence } from './rests-on.ts';
import { type Column, column, fold, lines, MOST_WIDTH, PLAIN, type Style, widthOf } from './table.ts';
import { labelOf, MOST_SHOWN } from './text.ts';

/** Columns to leave out, in this order, if the table is too wide. */
const GIVE_WAY = ['corr.', 'ratio', 'saving', 'better', 'p'];
/** Explanations of the less usual columns, by their heads. */
const MEANINGS: [head: string, text: string][] = [
  ['better', 'probability of being better than the reference, – where neither side is better'],
  ['corr.', 'correlation of the two arms over replicates'],
  [
    'saving',
    'how many times as many independent replicates the same interval would take, with its 95 % interval, where the difference is told from 0',
  ],
];

/** Per arm a table outcome × effect and the flows in words; then what the columns are, and warnings in yellow. */
export function comparisonText(
  results: Results,
  comparison: Comparison,
  { stopping, restsOn = null }: { stopping: Stopping | null; restsOn?: AnyRestsOn | null },
  style: Style = PLAIN,
  width = MOST_WIDTH,
): string {
  const { against, arms, warnings } = comparison;
  const names = armsInFileOrder(results.scenario, against).filter((arm) => arm in arms);
  const named = results.scenario.compare.secondary ?? [];
  const tables = fitted(
    names.map((name) => table(arms[name]!, comparison, named)),
    Math.min(width, MOST_WIDTH),
  );
  const blocks = names.map((name, i) =>
    [
      style('bold', `${arms[name]!.label} against ${results.scenario.arms[against]?.label ?? against}`),
      ...arms[name]!.changes.flatMap((change) => fold(change, MOST_WIDTH, '')),
      ...lines(tables[i]!, style),
      ...oneSided(results, comparison, name, named),
      ...fold(arms[name]!.sentence, MOST_WIDTH, ''),
    ].join('\n'),
  );
  const heads = new Set(tables.flat().map(({ head }) => head));
  const cells = new Set(tables.flat().flatMap((column) => column.cells));
  return [
    ...blocks,
    ...(restsOn ? [restsOnText(restsOn, results, style)] : []),
    legend(results, comparison, stopping, heads, cells)
      .flatMap((line) => fold(line, MOST_WIDTH, ''))
      .map((line) => style('dim', line))
      .join('\n'),
    [...warnings, ...results.failed.map(({ seed, error }) => `replicate ${seed} failed: ${error}`)]
      .flatMap((warning) => fold(`Warning: ${warning}`))
      .map((line) => style('yellow', line))
      .join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

/** The levels of outcomes that the scenario names and that only one of two arms has, a line each. */
const oneSided = (
  { arms, scenario }: Results,
  { against, arms: compared }: Comparison,
  arm: string,
  named: readonly string[],
): string[] =>
  named
    .filter((id) => compared[arm]!.effects[id]?.diff === null)
    .map((id) => {
      const [here, there] = [arm, against].map((name) => arms[name]!.outcomes[id]);
      return oneSidedSentence(here, there, scenario.arms[against]?.label ?? against);
    })
    .filter((sentence) => sentence !== '')
    .flatMap((sentence) => fold(sentence, MOST_WIDTH, ''));

/** What each effect rests on, an arm a line. */
function restsOnText(restsOn: AnyRestsOn, { scenario }: Results, style: Style): string {
  const byArm = restsOnByArm(restsOn);
  const lines = byArm.flatMap((one) => fold(`${scenario.arms[one.arm]?.label ?? one.arm}: ${armSentence(one)}`));
  const notes = fold(variedSentence(restsOn), MOST_WIDTH, '').map((line) => style('dim', line));
  return [style('bold', 'What this rests on'), ...lines, ...notes].join('\n');
}

/** Outcomes in rows: the primary one, those that the scenario names, the foremost of the rest. */
function table({ effects }: ArmComparison, { against, primary }: Comparison, named: readonly string[]): Column[] {
  const isKnown = (id: string): boolean => effects[id] !== undefined;
  const shown = [...new Set([primary.outcome, ...named, ...headlines(MOST_SHOWN, isKnown)])].filter(isKnown);
  /** Where nothing happened or nothing differs, that is said once, in place of the difference. */
  const of = (head: string, text: (effect: Effect) => string, nothing = (_: string) => UNDEFINED): Column =>
    column(
      head,
      shown.map((id) => {
        const why = nothingToTell(id, effects[id]!);
        return why === null ? text(effects[id]!) : nothing(why);
      }),
    );
  const labels = column(
    '',
    shown.map((id) => labelOf(effects[id]!) + (id === primary.outcome ? ' *' : '')),
    'left',
  );
  return [
    labels,
    of('difference', difference, (why) => why),
    of('in %', percent),
    of('ratio', ({ ratio }) => (ratio === null ? UNDEFINED : grouped(ratio, 3))),
    of('p', ({ p }) => probabilityText(p)),
    of('p adj.', ({ p_adjusted }) => probabilityText(p_adjusted)),
    of('better', ({ p_better }) => probabilityText(p_better?.[against] ?? null)),
    of('corr.', ({ correlation }) => (correlation === null ? UNDEFINED : grouped(correlation, 2))),
    of('saving', worthText),
  ];
}

/** Tables of the same columns, all within `width` if giving way suffices. */
const fitted = (tables: Column[][], width: number): Column[][] =>
  GIVE_WAY.reduce(
    (kept, given) =>
      kept.some((columns) => widthOf(columns) > width)
        ? kept.map((columns) => columns.filter(({ head }) => head !== given))
        : kept,
    tables,
  );

/** In the outcome's unit; shares in percentage points. */
function difference({ unit, diff, ci95 }: Effect): string {
  return diff === null ? UNDEFINED : plusMinus(diff, ci95, { scale: scaleOf(unit), most: 2, format: signed });
}

/** In % of the reference's mean. */
function percent({ reference_mean, diff, ci95 }: Effect): string {
  if (diff === null || !reference_mean) return UNDEFINED;
  return plusMinus(diff, ci95, { scale: 100 / Math.abs(reference_mean), most: 1, format: signed });
}

function legend(
  { replicates, complete, scenario }: Results,
  { primary, interval, multiplicity }: Comparison,
  stopping: Stopping | null,
  heads: ReadonlySet<string>,
  cells: ReadonlySet<string>,
): string[] {
  const { pre_days, post_days } = scenario.time;
  const n = replicates.length;
  const [first, last] = [replicates[0]!, replicates[n - 1]!].map((replicate) => seedOf({ scenario }, replicate));
  const unfinished = n < scenario.seeds ? ` Unfinished: ${n} of ${scenario.seeds} replicates.` : ' Unfinished.';
  return [
    `Days ${pre_days} to ${pre_days + post_days - 1}, ${n === 1 ? `1 replicate (${first})` : `${n} replicates (${first} to ${last})`}.${complete ? '' : unfinished} Differences within the same replicate, those of shares in percentage points; in %: of the reference’s mean.`,
    n === 1
      ? 'No intervals with a single replicate.'
      : `±: half the 95 % interval (${interval}); there is none where all replicates agree.`,
    cells.has(NO_EVENT) ? `“${NO_EVENT}”, in either arm: ${noEvents(n)}.` : '',
    cells.has(NO_DIFFERENCE) ? `“${NO_DIFFERENCE}”: no difference in any replicate.` : '',
    n === 1 ? '' : `p: paired t test; p adj.: adjusted. ${multiplicity}`,
    `${MEANINGS.filter(([head]) => heads.has(head))
      .map(([head, text]) => `${head}: ${text}`)
      .join('. ')}.`,
    `* primary outcome; the smallest effect that matters is ${primary.smallest_effect_percent} %.`,
    stopping === null || !stopping.reached
      ? ''
      : `Replicates were added until half its interval was at most ${stopping.until_ci_percent} % of the reference’s mean; looking repeatedly makes intervals slightly optimistic.`,
  ].filter((line) => line !== '');
}
