// The summary of a sweep, as CSV.
import { csvFormatRows } from 'd3-dsv';
import type { PointEffect } from '../experiment/sweep/summary.ts';
import type { Factor } from '../experiment/sweep/sweep.ts';

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
