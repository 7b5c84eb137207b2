// The tables of trends and of kinds of a baseline, and what they say.
import {
  DRIFT_CONFIDENCE,
  type Drift,
  type KindDrift,
  LEAST_OF_KIND,
  TOLERATED_ERRORS,
  TOLERATED_PERCENT,
} from '../measures/drift.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { scaleOf } from './numbers.ts';
import { type Column, column, fold, lines, PLAIN, type Style } from './table.ts';
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

/** Kinds that drift first; their number at the start and over the years, and the trend of their share of platforms. */
export function kindDriftText(kinds: readonly KindDrift[], years: number, style: Style = PLAIN): string {
  const ordered = [...kinds].sort((a, b) => Number(b.verdict === 'drifts') - Number(a.verdict === 'drifts'));
  const number = (head: string, of: (kind: KindDrift) => number): Column =>
    column(
      head,
      ordered.map((kind) => grouped(of(kind), 2)),
    );
  const table = lines(
    [
      column(
        'platforms',
        ordered.map(({ archetype }) => archetype),
        'left',
      ),
      number('start', ({ start }) => start),
      number('mean', ({ mean }) => mean),
      number('standard error', ({ standard_error }) => standard_error),
      number('last year', ({ by_year }) => by_year.at(-1)!),
      column(
        '',
        ordered.map(({ verdict }) => WORDS[verdict]),
        'left',
      ),
      column(
        `share, change in ${years} years, %`,
        ordered.map(({ share }) => signed(share.change_percent, 1)),
      ),
      column(
        `${100 * DRIFT_CONFIDENCE} % interval`,
        ordered.map(
          ({
            share: {
              ci90_percent: [low, high],
            },
          }) => `${signed(low, 1)} to ${signed(high, 1)}`,
        ),
      ),
      column(
        '',
        ordered.map(({ share }) => WORDS[share.verdict]),
        'left',
      ),
    ],
    style,
  );
  const drifting = kinds.filter(({ verdict }) => verdict === 'drifts');
  const sentences = [
    drifting.length === 0
      ? `No kind of ${kinds.length} leaves its number.`
      : `${drifting.length} of ${kinds.length} kinds leave their number: ${drifting.map(({ archetype }) => archetype).join(', ')}.`,
    `Platforms that sell, on the mean of all years. steady: within ${TOLERATED_ERRORS} standard errors of the start. slight: not, but within ±${TOLERATED_PERCENT} %. DRIFTS: neither, or below ${100 * LEAST_OF_KIND} % of the start in a year. The share is that of all platforms that sell; its words are those of the table above.`,
  ];
  return [...table, '', ...sentences.flatMap((sentence) => fold(sentence))].join('\n');
}
