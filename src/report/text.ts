// The closing table of a run and where its files are, as plain lines. Knows no terminal: styles are handed in.
import type { OutcomeSummary, Results } from '../experiment/results.ts';
import { headlines } from '../measures/outcomes.ts';
import { armsInFileOrder, pairedDifference } from '../measures/series.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { seedOf } from './json.ts';
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
  const ids = headlines(MOST_SHOWN, (id) => results.arms[baseline]!.outcomes[id] !== undefined);
  const labels = column(
    '',
    ids.map((id) => labelOf(results.arms[baseline]!.outcomes[id]!)),
    'left',
  );
  const valuesOf = (arm: string): Column =>
    column(
      nameOf(results, arm),
      ids.map((id) => level(results.arms[arm]!.outcomes[id])),
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
  return [...blocks.map((block) => lines(block, style).join('\n')), note(results, others.length > 0, style)].join(
    '\n\n',
  );
}

/** Where the files of a run are: the folder, then one line per kind. */
export function fileList(folder: string, paths: Iterable<string>, style: Style = PLAIN): string {
  const all = [...paths];
  const isChart = (path: string): boolean => path.startsWith('charts/');
  const charts = [...new Set(all.filter(isChart).map((path) => path.replace(/\.\w+$/, '')))];
  return [
    `${style('bold', 'Written to')} ${folder}`,
    `  ${all.filter((path) => !isChart(path)).join(', ')}`,
    ...(charts.length > 0
      ? [`  charts/ as .png and .svg: ${charts.map((path) => path.slice('charts/'.length)).join(', ')}`]
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

function level(outcome: OutcomeSummary | undefined): string {
  if (!outcome || outcome.mean === null) return 'undefined';
  const scale = outcome.unit === 'share' ? 100 : 1;
  const half = outcome.ci95 && ((outcome.ci95[1] - outcome.ci95[0]) / 2) * scale;
  const decimals = Math.min(2, decimalsFor(outcome.mean * scale, half));
  return grouped(outcome.mean * scale, decimals) + (half === null ? '' : ` ± ${grouped(half, decimals)}`);
}

function change(results: Results, arm: string, baseline: string, id: string): string {
  const { meanPercent, ci95Percent } = pairedDifference(
    results.arms[arm]!.outcomes[id]?.values ?? [],
    results.arms[baseline]!.outcomes[id]!.values,
  );
  if (meanPercent === null) return '–';
  const half = ci95Percent && (ci95Percent[1] - ci95Percent[0]) / 2;
  const decimals = Math.min(1, decimalsFor(meanPercent, half));
  return signed(meanPercent, decimals) + (half === null ? '' : ` ± ${grouped(half, decimals)}`);
}

function note(results: Results, isCompared: boolean, style: Style): string {
  const {
    scenario: { seeds, time },
    replicates,
    complete,
    failed,
  } = results;
  const n = replicates.length;
  const last = time.pre_days + time.post_days - 1;
  const parts = [
    `Days ${time.pre_days} to ${last}, ${n} replicate${n === 1 ? '' : 's'} (${n > 0 ? seedOf(results, replicates[0]!) : 'none'}${n > 1 ? ` to ${seedOf(results, replicates[n - 1]!)}` : ''}).`,
    n > 1 ? '± is half the 95 % t interval of the mean.' : 'No intervals with a single replicate.',
    isCompared ? 'Change: difference in the same replicate, % of the baseline’s mean; – where that is 0.' : '',
    complete ? '' : `Unfinished: ${n} of ${seeds} replicates.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  return [
    ...fold(parts).map((line) => style('dim', line)),
    ...failed.flatMap(({ seed, error }) => fold(`Failed: ${seed}: ${error}`)),
  ].join('\n');
}
