// Chart: cost of each arm beyond the reference against its effect on the main outcomes.
import type { Comparison, Effect } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { headlines } from '../measures/outcomes.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { decimalsFor, signed } from '../numbers.ts';
import { keptApart } from './days.ts';
import { endsOfAxis } from './dot-panels.ts';
import { type Label, LETTER_PX, placed } from './labels.ts';
import {
  type Box,
  line,
  type Mark,
  PANELS_WIDTH,
  panelled,
  type Range,
  rangeOf,
  roomFor,
  text,
  ticksBelow,
  ticksBeside,
  titleOf,
  widthOfText,
  xOf,
  yOf,
} from './panels.ts';
import { type AnnotationOptions, armLabel, armLook, type Chart, HEIGHT, INK, letters, SOFT, TEXT_PX } from './style.ts';

const COST = 'cost_eur';
const MOST_PANELS = 4;
/** With more arms there is one row of panels, as names in a column need its height. */
const MOST_ARMS_OF_TWO_ROWS = 7;

const TITLE_PX = 54;
const TICKS_PX = 40;
const AXIS_TITLE_PX = 30;
const SIDE_PX = 90;
const GAP_PX = 24;
/** Width of the ends of bars, larger for each further arm, so that overlapping bars can be distinguished. */
const LEAST_WHISKER_PX = 8;
const WIDER_PX = 5;
/** Dots closer than this share of the axis crowd. */
const CLOSE_SHARE = 0.06;
/** Least distance of names in a column, and the room for the lines to them. */
const NAME_GAP_PX = 19;
const LEAD_PX = 40;

export function costAgainstEffect(results: Results, { arms, against, primary, interval }: Comparison): Chart[] {
  const names = armsInFileOrder(results.scenario, results.baseline)
    .slice(1)
    .filter((arm) => isKnown(arms[arm]!.effects[COST]));
  const effectsOf = (id: string): (Effect | undefined)[] => names.map((arm) => arms[arm]!.effects[id]);
  const isChanged = (id: string): boolean => id !== primary.outcome && effectsOf(id).some((effect) => effect?.diff);
  const further = headlines(MOST_PANELS, isChanged, ['result']);
  const shown = [primary.outcome, ...further]
    .filter((id) => id !== COST && effectsOf(id).some(isKnown))
    .slice(0, names.length > MOST_ARMS_OF_TWO_ROWS ? 2 : MOST_PANELS);
  if (shown.length === 0) return [];

  const name = armLabel(results, against);
  const title = `Cost against effect, each arm less ${name}`;
  const isOne = results.replicates.length === 1;
  const notes = [
    isOne
      ? 'Post window. Dots: differences; no intervals with a single replicate'
      : `Post window, same replicates compared pair by pair. Dots: mean differences; bars: 95 % ${interval === 'paired t' ? 't' : interval} intervals of effect and of cost`,
    `${name} is the grey dot, at zero. Bars of arms that cost the same lie over each other: those of later arms end wider`,
  ];
  const columns = Math.min(2, shown.length);
  const rows = Math.ceil(shown.length / columns);
  const room = roomFor(results, title, notes, HEIGHT) - AXIS_TITLE_PX;
  const columnPx = PANELS_WIDTH / columns;
  const costs = effectsOf(COST) as Known[];
  const x = rangeOf([0, ...costs.flatMap(endsOf)], 5, true);
  const isCrowded = standsClose(
    costs.map(({ diff }) => diff),
    x.max - x.min,
  );
  const namesPx = Math.max(...names.map((arm) => widthOfText(armLabel(results, arm), LETTER_PX))) + LEAD_PX;
  const marks: Mark[][] = names.map(() => []);
  const references: Mark[] = [];
  const annotations: Record<string, AnnotationOptions> = {
    cost: text(`difference in cost from ${name}, EUR`, PANELS_WIDTH / 2, room + 16, 'center', {
      font: letters(TEXT_PX + 1),
    }),
  };

  for (const [i, id] of shown.entries()) {
    const effects = effectsOf(id);
    const { label, unit, better } = effects.find((effect) => effect !== undefined)!;
    const left = (i % columns) * columnPx + SIDE_PX;
    const top = Math.floor(i / columns) * (room / rows) + TITLE_PX;
    const box = {
      left,
      top,
      right: left + columnPx - SIDE_PX - GAP_PX - (isCrowded ? namesPx : 0),
      bottom: top + room / rows - TITLE_PX - TICKS_PX,
    };
    const scale = unit === 'share' ? 100 : 1;
    const scaled = effects.map((effect) => (isKnown(effect) ? times(effect, scale) : null));
    const y = rangeOf(
      endsOfAxis(
        scaled.flatMap((effect) => (effect ? [{ value: effect.diff, ci95: effect.ci95 }] : [])),
        true,
      ),
      4,
      true,
    );
    const zero = { x: xOf(box, x, 0), y: yOf(box, y, 0) };
    references.push(zero);
    const dots = scaled.flatMap((effect, a) => (effect ? [{ a, ...markOf(box, x, y, costs[a]!, effect) }] : []));
    const reference = { ...zero, label: name, color: SOFT, lead: SOFT };
    const named = dots.map((dot) => ({
      ...dot,
      label: armLabel(results, names[dot.a]!),
      offPx: whiskerOf(dot.a) / 2,
      color: INK,
      lead: armLook(dot.a + 1).color,
    }));
    for (const { a, ...mark } of dots) marks[a]!.push(mark);
    Object.assign(
      annotations,
      titleOf(id, box, [label, unit === 'share' ? 'percentage points' : unit], better),
      ticksBelow(id, box, x),
      ticksBeside(id, box, y),
      zeroLines(id, box, zero),
      namesOf(id, box, zero, isCrowded ? [reference] : [reference, ...named]),
      isCrowded ? columnOf(id, box, named) : {},
    );
  }

  const spoken = names.map((arm, a) => {
    const effect = effectsOf(shown[0]!)[a];
    return `${isKnown(effect) ? inWords(effect) : 'undefined'} for ${inWords(costs[a]!)} in ${armLabel(results, arm)}`;
  });
  return [
    panelled(
      results,
      {
        id: 'cost-against-effect',
        title,
        alt: `Dot plot: difference in cost from ${name} against ${shown.length === 1 ? 'the effect' : `effects on ${shown.length} outcomes`}; ${effectsOf(shown[0]!).find(isKnown)!.label}: ${spoken.join(', ')}.`,
        notes,
      },
      room + AXIS_TITLE_PX,
      [
        { label: name, ...armLook(0), marks: references },
        ...names.map((arm, a) => ({
          label: armLabel(results, arm),
          ...armLook(a + 1),
          marks: marks[a]!,
          whiskerPx: whiskerOf(a),
        })),
      ],
      annotations,
    ),
  ];
}

/** Whether three arms or more cost about the same, so that names beside their dots would cover each other. */
const standsClose = (costs: number[], span: number): boolean =>
  costs.some((cost) => costs.filter((other) => Math.abs(other - cost) < CLOSE_SHARE * span).length > 2);

type Known = Effect & { diff: number };
const isKnown = (effect: Effect | undefined): effect is Known => effect !== undefined && effect.diff !== null;
const endsOf = ({ diff, ci95 }: Pick<Known, 'diff' | 'ci95'>): number[] => [diff, ...(ci95 ?? [])];
const whiskerOf = (a: number): number => LEAST_WHISKER_PX + a * WIDER_PX;
const times = ({ diff, ci95 }: Known, scale: number): Pick<Known, 'diff' | 'ci95'> => ({
  diff: diff * scale,
  ci95: ci95 && [ci95[0] * scale, ci95[1] * scale],
});

function inWords({ diff, ci95, unit }: Known): string {
  const scale = unit === 'share' ? 100 : 1;
  const decimals = decimalsFor(diff * scale, ci95 && ((ci95[1] - ci95[0]) / 2) * scale);
  const number = (value: number): string => signed(value * scale, decimals);
  const interval = ci95 && ci95[0] < ci95[1] ? ` [${number(ci95[0])}, ${number(ci95[1])}]` : '';
  return `${number(diff)}${interval} ${unit === 'share' ? 'percentage points' : unit}`;
}

const markOf = (box: Box, x: Range, y: Range, cost: Known, effect: Pick<Known, 'diff' | 'ci95'>): Mark => ({
  x: xOf(box, x, cost.diff),
  y: yOf(box, y, effect.diff),
  ...(cost.ci95 ? { xMin: xOf(box, x, cost.ci95[0]), xMax: xOf(box, x, cost.ci95[1]) } : {}),
  ...(effect.ci95
    ? { yMin: yOf(box, y, Math.max(y.min, effect.ci95[0])), yMax: yOf(box, y, Math.min(y.max, effect.ci95[1])) }
    : {}),
});

/** Lines of no difference. */
const zeroLines = (key: string, box: Box, { x, y }: Mark): Record<string, AnnotationOptions> => ({
  [`${key}-no-cost`]: line([x, x], [box.top, box.bottom], INK, 1.5),
  [`${key}-no-effect`]: line([box.left, box.right], [y, y], INK, 1.5),
});

/** Names in a column at the right of the panel where dots crowd, from top to bottom as the dots; each with a line to its dot. */
function columnOf(key: string, box: Box, dots: Label[]): Record<string, AnnotationOptions> {
  const ends = [...dots].sort((one, other) => one.y - other.y);
  const heights = keptApart(
    ends.map(({ y }) => y),
    Math.min(NAME_GAP_PX, (box.bottom - box.top + NAME_GAP_PX) / ends.length),
  );
  const over = Math.max(0, heights.at(-1)! - box.bottom) - Math.max(0, box.top - heights[0]!);
  return Object.fromEntries(
    ends.flatMap(({ label, color, lead, x, y }, i) => {
      const at = heights[i]! - over;
      return [
        [`${key}-name-${i + 1}`, text(label, box.right + LEAD_PX, at, 'start', { color, font: letters(LETTER_PX) })],
        [`${key}-lead-${i + 1}`, line([x, box.right + LEAD_PX - 4], [y, at], lead)],
      ];
    }),
  );
}

/** A name beside each dot, with a thin line to it where it had to stand off. */
const namesOf = (key: string, box: Box, zero: Mark, dots: Label[]): Record<string, AnnotationOptions> =>
  Object.fromEntries(
    placed(dots, box, [{ ...zero, xMin: box.left, xMax: box.right, yMin: box.top, yMax: box.bottom }]).flatMap(
      ({ label, color, lead, x, y, at, side }, i) => [
        [
          `${key}-name-${i}`,
          text(label, at.x, at.y, side, { color, backgroundColor: '#ffffffcc', font: letters(LETTER_PX) }),
        ],
        ...(Math.abs(at.y - y) > 8
          ? [[`${key}-lead-${i}`, line([x, at.x + (side === 'start' ? -2 : 2)], [y, at.y], lead)]]
          : []),
      ],
    ),
  );
