// Sensitivity analyses as the terminal prints them.
import type { Indices, Screening } from '../experiment/sensitivity/sensitivity.ts';
import type { Target } from '../experiment/sweep/paired.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import { UNDEFINED } from './numbers.ts';
import { column, fold, lines, PLAIN, type Style } from './table.ts';

/** 'orders in pressure, less baseline'. */
export const targetText = ({ outcome, arm, against }: Target): string =>
  against === null ? `${outcome} in ${arm}` : `${outcome} in ${arm}, less ${against}`;

export function screeningText(found: Screening, style: Style = PLAIN): string {
  const { factors, walks, leftOut, replicates, target, runs } = found;
  const most = Math.max(...factors.map(({ muStar }) => muStar));
  const number = (value: number | null | undefined): string =>
    value === null || value === undefined ? UNDEFINED : grouped(value, decimalsFor(most, null));
  return [
    style('bold', `Morris: ${targetText(target)}`),
    ...lines(
      [
        column(
          '',
          factors.map(({ factor }) => factor.paths[0]!),
          'left',
        ),
        column(
          'grade',
          factors.map(({ factor }) => factor.grade),
          'left',
        ),
        column(
          'μ*',
          factors.map(({ muStar }) => number(muStar)),
        ),
        column(
          '95 %',
          factors.map(({ muStarCi95 }) => rangeText(muStarCi95, number)),
        ),
        column(
          'μ',
          factors.map(({ mu }) => number(mu)),
        ),
        column(
          'σ',
          factors.map(({ sigma }) => number(sigma)),
        ),
        column(
          'floor of μ*',
          factors.map(({ floor }) => number(floor?.muStar)),
        ),
        column(
          '',
          factors.map(({ isTold, moreRuns }) => verdict(isTold, moreRuns)),
          'left',
        ),
      ],
      style,
    ),
    ...fold(
      `${grouped(walks)} walks${leftOutText(leftOut)}, ${grouped(replicates)} replicate${replicates === 1 ? '' : 's'} of each point, ${grouped(runs)} runs. μ*: mean size of the change of the outcome for the whole range; μ: with its sign; σ: how much it differs from place to place. ${floorText(replicates, 'μ*')}`,
    ).map((line) => style('dim', line)),
  ].join('\n');
}

export function indicesText(found: Indices, style: Style = PLAIN): string {
  const { groups, draws, leftOut, replicates, target, runs, noiseShare } = found;
  const percent = (value: number | null): string => (value === null ? UNDEFINED : grouped(100 * value, 1));
  return [
    style('bold', `Sobol' indices: ${targetText(target)}`),
    ...lines(
      [
        column(
          '',
          groups.map(({ id, members }) => (members.length === 1 ? members[0]!.paths[0]! : id)),
          'left',
        ),
        column(
          'grade',
          groups.map(({ members }) => [...new Set(members.map(({ grade }) => grade))].join('; ')),
          'left',
        ),
        column(
          'total, %',
          groups.map(({ total }) => percent(total.value)),
        ),
        column(
          '95 %',
          groups.map(({ total }) => rangeText(total.ci95, percent)),
        ),
        column(
          'alone, %',
          groups.map(({ first }) => percent(first.value)),
        ),
        column(
          '95 %',
          groups.map(({ first }) => rangeText(first.ci95, percent)),
        ),
        column(
          'floor',
          groups.map(({ floor }) => percent(floor)),
        ),
        column(
          '',
          groups.map(({ total, moreRuns }) => verdict(total.isTold, moreRuns)),
          'left',
        ),
      ],
      style,
    ),
    ...fold(
      `${grouped(draws)} draws${leftOutText(leftOut)}, ${grouped(replicates)} replicate${replicates === 1 ? '' : 's'} of each point, ${grouped(runs)} runs. Shares of the variance of the expected outcome over the ranges: total is what a factor does with others and alone. ${noiseText(noiseShare)}${floorText(replicates, 'the total')}`,
    ).map((line) => style('dim', line)),
  ].join('\n');
}

const rangeText = (ci95: readonly [number, number] | null, number: (value: number) => string): string =>
  ci95 === null ? UNDEFINED : `${number(ci95[0])} to ${number(ci95[1])}`;

const leftOutText = (leftOut: number): string => (leftOut === 0 ? '' : ` (${grouped(leftOut)} more are not complete)`);

function noiseText(share: number | null): string {
  if (share === null) return '';
  if (share >= 1)
    return 'Means of replicates differ by no more than noise makes them: there are no shares to tell; take more replicates, or more draws. ';
  return `Of the variance between means of replicates ${grouped(100 * share, 1)} % is noise, which is taken off. `;
}

const floorText = (replicates: number, what: string): string =>
  replicates > 1
    ? `Floor: ${what} of a factor without effect, by noise alone. Told from noise: p after Holm at most 5 %.`
    : 'With one replicate nothing can be told from noise.';

/** More runs than this many are no advice. */
const MOST_WORTH = 1_000_000;

function verdict(isTold: boolean | null, moreRuns: number | null): string {
  if (isTold === null) return 'cannot be told';
  if (isTold) return '';
  if (moreRuns === null || moreRuns > MOST_WORTH) return 'not told from noise';
  return `not told from noise; about ${grouped(moreRuns)} more runs would`;
}
