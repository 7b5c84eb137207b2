// What was discovered in a sweep, as the terminal prints it.
import type { Condition, Discovery, FoundBox, Question } from '../experiment/discover/boxes.ts';
import type { RegimeMap } from '../experiment/discover/regimes.ts';
import type { Factor, Value } from '../experiment/sweep/sweep.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { targetText } from './sensitivity-text.ts';
import { column, fold, lines, PLAIN, type Style } from './table.ts';

export function discoveryText(found: Discovery, style: Style = PLAIN): string {
  const { question, points, leftOut, ofInterest, boxes, replicates, resamples } = found;
  return [
    style('bold', questionText(question)),
    ...fold(
      `${grouped(ofInterest)} of ${grouped(points)} points${leftOut === 0 ? '' : `, ${grouped(leftOut)} more without a value`}; means of ${grouped(replicates)} replicate${replicates === 1 ? '' : 's'}.`,
    ),
    ...(boxes.length === 0
      ? fold('No box of few factors holds them more densely than all points do, told from chance.')
      : boxes.flatMap((box, at) => boxText(box, at, style))),
    ...(boxes.length === 0
      ? []
      : fold(
          `Density: share of the box's points that are of interest; coverage: share of those of interest that lie in it. A restriction's p is that of as many in the box by chance if it were left out. Stable: share of ${grouped(resamples)} searches among resampled points${replicates > 1 ? ', and of searches with one replicate each,' : ''} that restrict the factor again.`,
        ).map((line) => style('dim', line))),
  ].join('\n');
}

const questionText = ({ side, limit, ...target }: Question): string =>
  `Where is ${targetText(target)} ${side} ${plain(limit)}?`;

function boxText(box: FoundBox, at: number, style: Style): string[] {
  const percent = (share: number): string => `${grouped(100 * share)} %`;
  const span = ([low, high]: readonly [number, number]): string => `${grouped(100 * low)} to ${percent(high)}`;
  const { density, coverage, cases, mean, conditions, overlap, byReplicate } = box;
  return [
    style('bold', `Box ${at + 1}`),
    ...conditions.flatMap((condition) =>
      fold(
        `  ${conditionText(condition)} (p ${condition.quasiP < 0.001 ? '< 0.001' : grouped(condition.quasiP, 3)}; stable ${percent(condition.resamples)}${condition.replicates === null ? '' : `, ${percent(condition.replicates)} by replicate`})`,
      ),
    ),
    ...fold(
      `  Density ${percent(density)}, coverage ${percent(coverage)}, ${grouped(cases)} points, mean ${signed(mean, decimalsFor(mean, null))}. Shared with other searches: ${percent(overlap.resamples)} of the points${overlap.replicates === null ? '' : `, ${percent(overlap.replicates)} by replicate`}.${byReplicate === null ? '' : ` In single replicates density ${span(byReplicate.density)}, coverage ${span(byReplicate.coverage)}.`}`,
    ),
  ];
}

/** 'hours at least 40 h', 'reach from 0.2 to 0.6', 'kind one of a, b'. */
export function conditionText(condition: Condition): string {
  const { factor } = condition;
  if (condition.kind === 'values')
    return condition.values.length === 1
      ? `${factor.id} ${String(condition.values[0])}`
      : `${factor.id} one of ${condition.values.map(String).join(', ')}`;
  const { low, high } = condition;
  if (low === null) return `${factor.id} at most ${withUnit(high!, factor)}`;
  if (high === null) return `${factor.id} at least ${withUnit(low, factor)}`;
  return low === high
    ? `${factor.id} ${withUnit(low, factor)}`
    : `${factor.id} from ${plain(low)} to ${withUnit(high, factor)}`;
}

const plain = (value: number): string => grouped(value, decimalsFor(value, null));
const withUnit = (value: number, { unit }: Factor): string => (unit === '' ? plain(value) : `${plain(value)} ${unit}`);

export function regimeMapText(map: RegimeMap, factors: readonly Factor[], style: Style = PLAIN): string {
  const { axes, evaluations, undecided, cells, regimes } = map;
  const range = ([from, to]: readonly [number, number]): string => `${plain(from)} to ${plain(to)}`;
  const value = (of: Value): string => (typeof of === 'number' ? plain(of) : String(of));
  return [
    style('bold', `${targetText(axes[0].target)} × ${targetText(axes[1].target)}`),
    ...(regimes.length === 0
      ? []
      : lines(
          [
            column(
              axes[0].target.outcome,
              regimes.map(({ ranges }) => range(ranges[0])),
            ),
            column(
              axes[1].target.outcome,
              regimes.map(({ ranges }) => range(ranges[1])),
            ),
            column(
              'points',
              regimes.map(({ points }) => grouped(points)),
            ),
            ...factors.map(({ id }, f) =>
              column(
                id,
                regimes.map(({ example }) => value(example[f]!)),
              ),
            ),
          ],
          style,
        )),
    ...fold(
      `${grouped(regimes.length)} of ${grouped(cells)} cells were reached by ${grouped(evaluations)} points; ${grouped(undecided)} count for none, as their replicates do not agree. Values are those of the point that reached a cell first.`,
    ).map((line) => style('dim', line)),
  ].join('\n');
}
