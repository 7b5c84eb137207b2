// Charts: lines with bands of paired effects over one factor, in panels over outcomes; by level offered and by hours spent.
import {
  changeBetween,
  effectOver,
  hoursOver,
  levelsOf,
  outcomeOf,
  pointsAt,
  type SweepEffect,
  shapeOf,
} from '../../experiment/sweep/effects.ts';
import type { SweepTable, Value } from '../../experiment/sweep/sweep.ts';
import {
  armName,
  effectText,
  factorName,
  factorTitle,
  listed,
  type SweepNames,
  valueText,
} from '../../experiment/sweep/words.ts';
import { endsOfAxis } from '../dot-panels.ts';
import { type Curve, curvePanels, type Named } from '../line-panels.ts';
import { line, PANELS_WIDTH, type Range, rangeOf, widthOfText, yOf } from '../panels.ts';
import { armLook, type Chart, INK, TEXT_PX } from '../style.ts';
import { headedOf, isOpen, meaningNote } from './heading.ts';
import { evenly } from './heat.ts';

const MOST_PANELS = 6;
const MOST_LINES = 6;
const MOST_BANDS = 3;
/** Hours of which less than this share is lost, or levels whose hours differ by less, need no axis of their own. */
const LEAST_MOVED = 0.01;

/** A line of a panel: an arm, at a level of a second factor where there is one. */
interface Line {
  label: string;
  arm: string;
  at: { factor: number; level: Value }[];
}

/**
 * Of a grid or a row of points: over its first factor, a line for each arm, or for each level of its second factor and then
 * a chart for each arm; once more by officer-hours spent where these change along the factor.
 */
export function sweepLines(table: SweepTable, names: SweepNames): Chart[] {
  const { shape, factors } = shapeOf(table);
  const [x, y] = factors;
  if (x === undefined || shape === 'cloud' || (shape === 'holed' && factors.length > 1)) return [];
  const arms = table.arms.slice(1);
  const one = shape === 'row' || y === undefined;
  const sets: { name: string; lines: Line[] }[] = one
    ? [{ name: '', lines: arms.map((arm) => ({ label: armName(names, arm), arm, at: [] })) }]
    : arms.map((arm) => ({
        name: `-${arm}`,
        lines: evenly(levelsOf(table, y), MOST_LINES).map((level) => ({
          label: `${factorName(table.factors[y]!)} ${valueText(level)}`,
          arm,
          at: [{ factor: y, level }],
        })),
      }));
  return sets.flatMap(({ name, lines }) => [
    linesChart(table, names, { id: `lines${name}`, x, lines, isSpent: false }),
    ...(lines.some((one) => isSpending(table, x, one))
      ? [linesChart(table, names, { id: `lines-spent${name}`, x, lines, isSpent: true })]
      : []),
  ]);
}

/** Whether the hours that an arm spends change along the factor. */
function isSpending(table: SweepTable, x: number, { arm, at }: Line): boolean {
  const hours = levelsOf(table, x).map(
    (level) => hoursOver(table, pointsAt(table, [...at, { factor: x, level }]), arm, 'spent_h') ?? 0,
  );
  return Math.max(...hours) - Math.min(...hours) > LEAST_MOVED * Math.max(...hours);
}

function linesChart(
  table: SweepTable,
  names: SweepNames,
  { id, x, lines, isSpent }: { id: string; x: number; lines: Line[]; isSpent: boolean },
): Chart {
  const { shape, factors } = shapeOf(table);
  const factor = table.factors[x]!;
  const levels = levelsOf(table, x);
  const outcomes = table.outcomes.slice(0, MOST_PANELS).map(outcomeOf);
  const columns = outcomes.length === 1 ? 1 : outcomes.length <= 4 ? 2 : 3;
  const placesOf = ({ at }: Line) => levels.map((level) => pointsAt(table, [...at, { factor: x, level }]));
  const positions = lines.map((one) =>
    isSpent
      ? placesOf(one).map((points) => hoursOver(table, points, one.arm, 'spent_h') ?? Number.NaN)
      : levels.map((level, i) => positionOf(level, i, factor.range?.log ?? false)),
  );
  const drawn = outcomes.map((outcome) => ({
    outcome,
    curves: lines.map((one, i) => ({
      ...one,
      ...ordered(
        placesOf(one).map((points, n) => ({
          at: positions[i]![n]!,
          effect: effectOver(table, points, one.arm, outcome.id),
        })),
      ),
    })),
  }));
  const name = (arm: string): string => armName(names, arm);
  const arms = [...new Set(lines.map(({ arm }) => arm))];
  const [first] = drawn;
  const ends = first!.curves.map(({ label, effects }) => ({
    label,
    from: effects[0]!,
    to: effects.at(-1)!,
  }));
  const others = shape === 'row' ? [] : factors.slice(lines[0]!.at.length + 1);
  const bandsNote =
    lines.length > MOST_BANDS
      ? 'Lines: mean paired difference, without the bands of so many'
      : 'Lines: mean paired difference; bands: its 95 % t interval';
  const widthPx = PANELS_WIDTH / columns - 110;
  const axis = isSpent
    ? rangeOf([0, ...positions.flat().filter(Number.isFinite)], columns > 2 ? 3 : 5)
    : rangeOfLevels(levels, factor.range?.log ?? false, widthPx);
  return curvePanels(
    headedOf(table, names),
    {
      id,
      title: `${arms.map(name).join(' and ')} against ${name(table.arms[0]!)}: effects by ${isSpent ? 'officer-hours spent' : factorName(factor)}`,
      notes: [
        `${bandsNote}. Rings: the interval holds 0${others.length > 0 ? `. Means over the levels of ${listed(others.map((one) => factorName(table.factors[one]!)))}` : ''}`,
        ...(isSpent ? [`Dots stand at the levels of ${factorTitle(factor)}: ${listed(levels.map(valueText))}`] : []),
        ...(shape === 'row' && factors.length > 1
          ? [`Along with it move ${listed(factors.slice(1).map((one) => factorName(table.factors[one]!)))}`]
          : []),
        meaningNote([factor, ...(lines[0]!.at[0] ? [table.factors[lines[0]!.at[0].factor]!] : [])]),
      ],
      alt: `Line charts of ${outcomes.length} outcomes by ${isSpent ? 'officer-hours spent' : factorName(factor)}; ${first!.outcome.label}: ${ends
        .map(
          ({ label, from, to }) =>
            `${label}: from ${effectText(from, first!.outcome, 'short')} to ${effectText(to, first!.outcome, 'short')}, a change of ${effectText({ ...changeBetween(from, to) }, first!.outcome, 'short')}`,
        )
        .join('; ')}.`,
    },
    {
      columns,
      x: axis,
      xTitle: isSpent ? 'officer-hours spent in the post window, mean over replicates' : factorTitle(factor),
      legend: lines.length === 1 ? [] : lines.map((one, i): Named => ({ label: one.label, ...look(i) })),
      marks: (key, box, _, range) =>
        range.min <= 0 && range.max >= 0
          ? { [`${key}-zero`]: line([box.left, box.right], [yOf(box, range, 0), yOf(box, range, 0)], INK, 1.5) }
          : {},
      panels: drawn.map(({ outcome, curves }) => {
        const { scale, label, change } = outcome;
        const scaled = (value: number | null | undefined): number | null => (value == null ? null : value * scale);
        const dots = curves
          .flatMap(({ effects }) => effects)
          .filter(({ mean }) => mean !== null)
          .map(({ mean, ci95 }) => ({
            value: mean! * scale,
            ci95: ci95 && ([ci95[0] * scale, ci95[1] * scale] as const),
          }));
        return {
          key: outcome.id,
          title: change === '' || label.toLowerCase().includes(change) ? label : `${label}, ${change}`,
          range: rangeOf(dots.length > 0 ? endsOfAxis(dots, true) : [0], outcomes.length > 2 ? 4 : 7, true),
          curves: curves.map(
            ({ effects, at }, i): Curve => ({
              ...look(i),
              days: at,
              rings: effects.map(isOpen),
              band: {
                mean: effects.map(({ mean }) => scaled(mean)),
                low: effects.map(({ ci95 }) => (lines.length > MOST_BANDS ? null : scaled(ci95?.[0]))),
                high: effects.map(({ ci95 }) => (lines.length > MOST_BANDS ? null : scaled(ci95?.[1]))),
              },
            }),
          ),
        };
      }),
    },
  );
}

const look = (i: number): { color: string; dash: number[] } => {
  const { color, dash } = armLook(i + 1);
  return { color, dash };
};

/** Effects from left to right; what was not run has no place by hours. */
function ordered(all: { at: number; effect: SweepEffect }[]): { at: number[]; effects: SweepEffect[] } {
  const sorted = all.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
  return { at: sorted.map(({ at }) => at), effects: sorted.map(({ effect }) => effect) };
}

/** Where a level stands on an axis: numbers as they are, or by their logarithm; texts one after another. */
export const positionOf = (level: Value, i: number, isLog: boolean): number =>
  typeof level !== 'number' ? i : isLog && level > 0 ? Math.log10(level) : level;

/** An axis with a tick at each level, or at every second, third and so on where names need the room. */
export function rangeOfLevels(levels: readonly Value[], isLog: boolean, widthPx: number): Range {
  const at = levels.map((level, i) => positionOf(level, i, isLog));
  const names = new Map(at.map((position, i) => [position, valueText(levels[i]!)]));
  const [low, high] = [Math.min(...at), Math.max(...at)];
  const margin = (high - low || 1) * 0.03;
  const pxPer = widthPx / (high - low + 2 * margin);
  const sorted = [...names.keys()].sort((a, b) => a - b);
  const halfOf = (position: number): number => widthOfText(names.get(position)!, TEXT_PX) / 2 + 4;
  const meet = (position: number, i: number, all: number[]): boolean =>
    i > 0 && (position - all[i - 1]!) * pxPer < halfOf(position) + halfOf(all[i - 1]!);
  let ticks = sorted;
  for (let every = 2; ticks.some(meet); every++) ticks = sorted.filter((_, i) => i % every === 0);
  return { min: low - margin, max: high + margin, ticks, format: (value) => names.get(value) ?? '' };
}
