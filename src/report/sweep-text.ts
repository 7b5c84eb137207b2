// The closing text of a sweep: what was varied, what each outcome says, a table of points, failed runs.
import { effectOver, hoursOver, levelsOf, outcomeOf, runsOf, shapeOf, sideOf } from '../experiment/sweep/effects.ts';
import type { SweepTable } from '../experiment/sweep/sweep.ts';
import { armName, effectText, factorName, factorTitle, type SweepNames, valueText } from '../experiment/sweep/words.ts';
import { grouped } from '../numbers.ts';
import { UNDEFINED } from './numbers.ts';
import { chanceSentence, sweepAnswer } from './sweep-answer.ts';
import { type Column, column, fold, lines, MOST_WIDTH, PLAIN, type Style, widthOf } from './table.ts';

/** Rows of the table of points at most; all are in summary.csv. */
const MOST_ROWS = 30;
const MOST_FAILED = 10;

/** Lines of at most `width` columns; outcomes that do not fit beside each other follow in further tables. */
export function sweepText(table: SweepTable, names: SweepNames = {}, style: Style = PLAIN, width = MOST_WIDTH): string {
  const arms = table.arms.slice(1);
  const against = armName(names, table.arms[0] ?? '');
  const blocks = arms.map((arm) =>
    [
      style('bold', `${armName(names, arm)} against ${against}`),
      ...table.outcomes.flatMap((id) => {
        const { points, along } = sweepAnswer(table, arm, id);
        return [...fold(`${outcomeOf(id).label}: ${points}`), ...along.flatMap((text) => fold(`    ${text}`))];
      }),
      '',
      ...pointTables(table, arm, style, width),
    ].join('\n'),
  );
  const { planned, failed, missing } = runsOf(table);
  const unfinished = missing === 0 ? '' : ` Unfinished: ${grouped(missing)} of ${grouped(planned)} runs are not there.`;
  const notes = [
    `${grouped(table.points.length)} points, ${grouped(table.replicates.length)} replicates each.${unfinished} ${chanceSentence(table)}`,
    '* the interval holds 0. Shares in percentage points.',
  ];
  return [
    varied(table),
    ...blocks,
    notes
      .flatMap((note) => fold(note, MOST_WIDTH, ''))
      .map((line) => style('dim', line))
      .join('\n'),
    failed === 0 ? '' : failedText(table, style),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

const varied = (table: SweepTable): string =>
  shapeOf(table)
    .factors.flatMap((factor) => {
      const levels = levelsOf(table, factor);
      const all = levels.length > 12 ? `${levels.length} values` : levels.map(valueText).join(', ');
      return fold(`Varied: ${factorTitle(table.factors[factor]!)}: ${all}`);
    })
    .join('\n');

function pointTables(table: SweepTable, arm: string, style: Style, width: number): string[] {
  const { factors } = shapeOf(table);
  const points = [...table.points.keys()].slice(0, MOST_ROWS);
  const places = factors.map((factor) =>
    column(
      factorName(table.factors[factor]!),
      points.map((point) => valueText(table.points[point]!.values[factor]!)),
    ),
  );
  const hours = points.map((point) => hoursOver(table, [point], arm, 'spent_h'));
  if (hours.some((spent) => spent !== null && spent > 0))
    places.push(
      column(
        'hours spent',
        hours.map((spent) => (spent === null ? UNDEFINED : grouped(spent))),
      ),
    );
  const outcomes = table.outcomes.map((id) => {
    const { label } = outcomeOf(id);
    return column(
      label,
      points.map((point) => {
        const effect = effectOver(table, [point], arm, id);
        return effect.mean === null
          ? UNDEFINED
          : `${effectText(effect, outcomeOf(id), 'short')}${sideOf(effect) === 'open' ? '*' : ' '}`;
      }),
    );
  });
  const tables: Column[][] = [];
  for (const one of outcomes) {
    const last = tables.at(-1);
    if (last && widthOf([...last, one]) <= width) last.push(one);
    else tables.push([...places, one]);
  }
  const left = table.points.length - points.length;
  return [
    ...tables.flatMap((columns, i) => [...(i > 0 ? [''] : []), ...lines(columns, style)]),
    ...(left > 0 ? [style('dim', `${grouped(left)} more points are in summary.csv.`)] : []),
  ];
}

function failedText({ failed }: SweepTable, style: Style): string {
  const left = failed.length - MOST_FAILED;
  return [
    ...failed
      .slice(0, MOST_FAILED)
      .map(({ point, replicate, error }) => `Failed: point ${point}, replicate ${replicate}: ${error}`),
    ...(left > 0 ? [`${grouped(left)} more runs failed; all are in runs.parquet.`] : []),
  ]
    .flatMap((line) => fold(line))
    .map((line) => style('yellow', line))
    .join('\n');
}
