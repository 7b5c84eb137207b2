// The table of trends of a baseline, and what it says.
import { DRIFT_CONFIDENCE, type Drift, TOLERATED_PERCENT } from '../measures/drift.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { scaleOf } from './numbers.ts';
import { column, fold, lines, PLAIN, type Style } from './table.ts';
import { labelOf } from './text.ts';

const WORDS = { steady: 'steady', slight: 'slight', drifts: 'DRIFTS' } as const;

/** Drifting outcomes first; the mean of a year, the change over all years with its interval, and the verdict. */
export function driftText(drifts: readonly Drift[], years: number, replicates: number, style: Style = PLAIN): string {
  const ordered = [...drifts].sort((a, b) => Number(b.verdict === 'drifts') - Number(a.verdict === 'drifts'));
  const table = lines(
    [
      column('', ordered.map(labelOf), 'left'),
      column(
        'mean of a year',
        ordered.map(({ unit, mean }) => grouped(mean * scaleOf(unit), decimalsFor(mean * scaleOf(unit), null, 3))),
      ),
      column(
        `change in ${years} years, %`,
        ordered.map(({ change_percent: change }) => signed(change, 1)),
      ),
      column(
        `${100 * DRIFT_CONFIDENCE} % interval`,
        ordered.map(({ ci90_percent: [low, high] }) => `${signed(low, 1)} to ${signed(high, 1)}`),
      ),
      column(
        '',
        ordered.map(({ verdict }) => WORDS[verdict]),
        'left',
      ),
    ],
    style,
  );
  const drifting = drifts.filter(({ verdict }) => verdict === 'drifts');
  const sentences = [
    drifting.length === 0
      ? `No outcome of ${drifts.length} drifts.`
      : `${drifting.length} of ${drifts.length} outcomes drift: ${drifting.map(({ id }) => id).join(', ')}.`,
    `The change is that of a straight line through the values of each year of 52 weeks, in % of their mean; its interval is over ${replicates} replicates. steady: the interval holds 0. slight: it does not, but the change is within ±${TOLERATED_PERCENT} %. DRIFTS: neither. By chance alone, one interval in ten of an outcome without any trend leaves 0 out. Outcomes that are not counted by day are not shown.`,
  ];
  return [...table, '', ...sentences.flatMap((sentence) => fold(sentence))].join('\n');
}
