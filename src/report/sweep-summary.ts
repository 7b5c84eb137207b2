// The summary of a sweep, as CSV and for the terminal.
import { csvFormatRows } from 'd3-dsv';
import type { PointEffect } from '../experiment/sweep/summary.ts';
import type { Factor, SweepTable } from '../experiment/sweep/sweep.ts';
import { OUTCOMES } from '../measures/outcomes.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { differenceUnitOf, plusMinus, scaleOf, UNDEFINED } from './numbers.ts';
import { type Column, column, lines, type Style } from './table.ts';

/** One line for each point, arm and outcome; what is undefined is empty. */
export function summaryCsv(factors: readonly Pick<Factor, 'id'>[], effects: readonly PointEffect[]): string {
  const head = [
    ...factors.map(({ id }) => id),
    ...['arm', 'outcome', 'n', 'reference_mean', 'arm_mean', 'effect', 'ci95_low', 'ci95_high'],
    ...['offered_h', 'spent_h', 'offered_eur', 'spent_eur'],
  ];
  const rows = effects.map(({ values, arm, outcome, n, reference_mean, arm_mean, effect, ci95, effort }) =>
    [
      ...[...values, arm, outcome, n, reference_mean, arm_mean, effect, ci95?.[0], ci95?.[1]],
      ...[effort?.offered_h, effort?.spent_h, effort?.offered_eur, effort?.spent_eur],
    ].map((value) => String(value ?? '')),
  );
  return `${csvFormatRows([head, ...rows])}\n`;
}

/** Most lines of a table in the terminal. */
const MOST_LINES = 60;
const ABOUT = new Map(OUTCOMES.map((outcome) => [outcome.id, outcome]));

/** For each arm a table of points: values of factors, effort spent, paired effects with half their 95 % intervals. */
export function summaryText(
  { name, factors, outcomes, arms, replicates, failed }: SweepTable,
  effects: readonly PointEffect[],
  style: Style,
): string {
  const texts = arms.slice(1).map((arm) => {
    const own = effects.filter((one) => one.arm === arm);
    const perPoint = Array.from({ length: own.length / outcomes.length }, (_, k) =>
      own.slice(k * outcomes.length, (k + 1) * outcomes.length),
    );
    const shown = perPoint.slice(0, MOST_LINES);
    const columns: Column[] = [
      ...factors.map(({ id }, k) =>
        column(
          id,
          shown.map(([one]) => String(one!.values[k])),
        ),
      ),
      column(
        'spent h',
        shown.map(([one]) => amount(one!.effort?.spent_h)),
      ),
      ...(own.some(({ effort }) => (effort?.spent_eur ?? 0) > 0)
        ? [
            column(
              'spent EUR',
              shown.map(([one]) => amount(one!.effort?.spent_eur)),
            ),
          ]
        : []),
      ...outcomes.map((id, k) =>
        column(
          headOf(id),
          shown.map((row) => cell(id, row[k]!)),
        ),
      ),
    ];
    const more = perPoint.length - shown.length;
    return [
      `${arm} − ${arms[0]}`,
      ...lines(columns, style),
      ...(more > 0 ? [`${grouped(more)} more points in summary.csv`] : []),
    ].join('\n');
  });
  const n = `${name}: effects by point, mean of paired differences over ${grouped(replicates.length)} replicate${replicates.length === 1 ? '' : 's'} ± half the 95 % interval`;
  const errors = [...new Set(failed.map(({ error }) => error))];
  const failures =
    failed.length === 0
      ? []
      : [`${grouped(failed.length)} runs failed: ${errors.slice(0, 3).join('; ')}${errors.length > 3 ? '; …' : ''}`];
  return [style('bold', n), ...texts, ...failures].join('\n\n');
}

const amount = (value: number | undefined): string =>
  value === undefined ? UNDEFINED : grouped(value, Math.min(1, decimalsFor(value, null)));

function headOf(id: string): string {
  const unit = differenceUnitOf(ABOUT.get(id)?.unit ?? '');
  return unit === '' || unit === id ? id : `${id}, ${unit}`;
}

function cell(id: string, { effect, ci95 }: PointEffect): string {
  if (effect === null) return UNDEFINED;
  return plusMinus(effect, ci95, { scale: scaleOf(ABOUT.get(id)?.unit ?? ''), most: 3, format: signed });
}
