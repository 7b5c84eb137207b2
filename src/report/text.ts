// The closing text of a run: a table of outcomes, and the list of files.
import { shortfalls } from '../experiment/effort.ts';
import { failedChannels } from '../experiment/failed-channels.ts';
import type { Results } from '../experiment/results.ts';
import { hasNoEvent, headlines } from '../measures/outcomes.ts';
import { armsInFileOrder, pairedDifference } from '../measures/series.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';
import { grouped, noEvents, signed, unseen } from '../numbers.ts';
import { seedOf } from './json.ts';
import { plusMinus, scaleOf, UNDEFINED } from './numbers.ts';
import { type Column, column, fold, lines, MOST_WIDTH, PLAIN, type Style, widthOf } from './table.ts';

/** Outcomes of closing tables at most; all are in results.json. */
export const MOST_SHOWN = 16;
const MOST_ARM_WIDTH = 24;

/**
 * Outcome × arm: mean ± half-width of the 95 % t interval, and for arms beside the baseline the paired difference in %.
 * Lines of at most `width` columns; arms that do not fit follow in further tables with the baseline repeated.
 */
export function closingTable(results: Results, style: Style = PLAIN, width = MOST_WIDTH): string {
  const [baseline, ...others] = armsInFileOrder(results.scenario, results.baseline) as [string, ...string[]];
  const isKnown = (id: string): boolean => results.arms[baseline]!.outcomes[id] !== undefined;
  const ids = headlines(MOST_SHOWN, isKnown).flatMap((id) =>
    isKnown(`${id}_offered`) && isNotAllSpent(results, id) ? [`${id}_offered`, id] : [id],
  );
  const labels = column(
    '',
    ids.map((id) => labelOf(results.arms[baseline]!.outcomes[id]!)),
    'left',
  );
  const valuesOf = (arm: string): Column =>
    column(
      nameOf(results, arm),
      ids.map((id) => level(id, results.arms[arm]!.outcomes[id])),
    );
  const base = valuesOf(baseline);
  const blocks: Column[][] = [[labels, base]];
  for (const arm of others) {
    const pair = [
      valuesOf(arm),
      column(
        'change, %',
        ids.map((id) => change(results, arm, baseline, id)),
      ),
    ];
    const block = blocks.at(-1)!;
    if (block.length > 2 && widthOf([...block, ...pair]) > width) blocks.push([labels, base, ...pair]);
    else block.push(...pair);
  }
  const isUnseen = [baseline, ...others].some((arm) =>
    ids.some((id) => hasNoEvent(id, results.arms[arm]!.outcomes[id]?.mean ?? null)),
  );
  return [
    ...blocks.map((block) => lines(block, style).join('\n')),
    note(results, others.length > 0, isUnseen, style),
  ].join('\n\n');
}

/** Whether in some arm the reader sees another amount offered than spent. */
const isNotAllSpent = ({ arms }: Results, id: string): boolean =>
  Object.values(arms).some(({ outcomes }) => level(id, outcomes[`${id}_offered`]) !== level(id, outcomes[id]));

/** Where the files of a run are: the folder, then one line per kind. */
export function fileList(folder: string, paths: Iterable<string>, style: Style = PLAIN): string {
  const all = [...paths];
  const isChart = (path: string): boolean => path.startsWith('charts/');
  const charts = [...new Set(all.filter(isChart).map((path) => path.replace(/\.\w+$/, '')))];
  const endings = [...new Set(all.filter(isChart).map((path) => path.replace(/^.*\./, '.')))];
  return [
    `${style('bold', 'Written to')} ${folder}`,
    `  ${all.filter((path) => !isChart(path)).join(', ')}`,
    ...(charts.length > 0
      ? [`  charts/ as ${endings.join(' and ')}: ${charts.map((path) => path.slice('charts/'.length)).join(', ')}`]
      : []),
  ]
    .flatMap((line) => fold(line))
    .join('\n');
}

function nameOf({ scenario }: Results, arm: string): string {
  const name = scenario.arms[arm]?.label ?? arm;
  return name.length <= MOST_ARM_WIDTH ? name : `${name.slice(0, MOST_ARM_WIDTH - 1)}…`;
}

/** Shares are shown in %; of other units, those that the label does not say. */
export const labelOf = ({ label, unit }: Pick<OutcomeSummary, 'label' | 'unit'>): string =>
  unit === 'share' ? `${label}, %` : unit.length > 0 && unit.length <= 3 ? `${label}, ${unit}` : label;

function level(id: string, outcome: OutcomeSummary | undefined): string {
  if (!outcome || outcome.mean === null) return 'undefined';
  const { mean, ci95, unit, values } = outcome;
  if (hasNoEvent(id, mean)) return unseen(values.filter((value) => value !== null).length);
  return plusMinus(mean, ci95, { scale: scaleOf(unit), most: 2, format: grouped });
}

function change(results: Results, arm: string, baseline: string, id: string): string {
  const { meanPercent, ci95Percent } = pairedDifference(
    results.arms[arm]!.outcomes[id]?.values ?? [],
    results.arms[baseline]!.outcomes[id]!.values,
  );
  return meanPercent === null ? UNDEFINED : plusMinus(meanPercent, ci95Percent, { most: 1, format: signed });
}

function note(results: Results, isCompared: boolean, isUnseen: boolean, style: Style): string {
  const {
    scenario: { seeds, time, arms },
    replicates,
    complete,
    failed,
  } = results;
  const n = replicates.length;
  const last = time.pre_days + time.post_days - 1;
  const parts = [
    `Days ${time.pre_days} to ${last}, ${n} replicate${n === 1 ? '' : 's'} (${n > 0 ? seedOf(results, replicates[0]!) : 'none'}${n > 1 ? ` to ${seedOf(results, replicates[n - 1]!)}` : ''}).`,
    n > 1
      ? '± is half the 95 % t interval of the mean; there is none where all replicates agree.'
      : 'No intervals with a single replicate.',
    isUnseen ? `${unseen(n)}: ${noEvents(n)}.` : '',
    isCompared ? 'Change: difference in the same replicate, % of the baseline’s mean; – where that is 0.' : '',
    complete ? '' : `Unfinished: ${n} of ${seeds} replicates.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  const labelOfArm = (arm: string): string => arms[arm]?.label ?? arm;
  return [
    ...shortfalls(results.arms, labelOfArm).flatMap((sentence) => fold(sentence)),
    ...fold(parts).map((line) => style('dim', line)),
    ...failed.flatMap(({ seed, error }) => fold(`Failed: ${seed}: ${error}`)),
    ...failedChannels(results).flatMap((text) => fold(`Warning: ${text}`).map((line) => style('yellow', line))),
  ].join('\n');
}
