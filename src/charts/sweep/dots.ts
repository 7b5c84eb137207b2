// Charts: paired effects of points that are no grid, one dot for each point, over each factor in turn.
import { effectOver, levelsOf, outcomeOf, shapeOf, sideOf } from '../../experiment/sweep/effects.ts';
import type { Factor, SweepTable, Value } from '../../experiment/sweep/sweep.ts';
import { armName, effectText, factorTitle, listed, placeText, type SweepNames } from '../../experiment/sweep/words.ts';
import { endsOfAxis } from '../dot-panels.ts';
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
  xOf,
  yOf,
} from '../panels.ts';
import { type AnnotationOptions, type Chart, faded, HEIGHT, INK, letters, OKABE_ITO, SOFT, TEXT_PX } from '../style.ts';
import { headedOf, isOpen, meaningNote } from './heading.ts';
import { positionOf, rangeOfLevels } from './lines.ts';

const MOST_PANELS = 6;
/** With more points, bars of intervals would hide each other. */
const MOST_BARS = 40;
const TITLE_PX = 26;
const AXIS_PX = 54;
const GAP_PX = 26;

/** One for each arm but the reference and each outcome, of points with values of their own. */
export function sweepDots(table: SweepTable, names: SweepNames): Chart[] {
  const { shape, factors } = shapeOf(table);
  if (shape !== 'cloud') return [];
  return table.arms.slice(1).flatMap((arm) =>
    table.outcomes.map((outcome) =>
      dotsChart(
        table,
        names,
        factors.slice().sort((a, b) => a - b),
        arm,
        outcome,
      ),
    ),
  );
}

function dotsChart(table: SweepTable, names: SweepNames, varied: number[], arm: string, id: string): Chart {
  const headed = headedOf(table, names);
  const outcome = outcomeOf(id);
  const effects = table.points
    .map((_, point) => ({ point, ...effectOver(table, [point], arm, id) }))
    .filter(({ mean }) => mean !== null);
  const shown = varied.slice(0, MOST_PANELS);
  const columns = shown.length === 4 ? 2 : Math.min(3, shown.length);
  const rows = Math.ceil(shown.length / columns);
  const name = (one: string): string => armName(names, one);
  const title = `${outcome.label}: ${name(arm)} against ${name(table.arms[0]!)}, at ${table.points.length} points`;
  const left = varied.slice(MOST_PANELS).map((factor) => table.factors[factor]!);
  const notes = [
    `Dots: mean paired difference at a point${effects.length <= MOST_BARS ? '; bars: its 95 % t interval' : ''}. Rings: the interval holds 0. All factors change from dot to dot, so that dots scatter around the part of one`,
    meaningNote(shown.map((factor) => table.factors[factor]!)),
    ...(left.length > 0 ? [`Not shown: ${listed(left.map(factorTitle))}`] : []),
  ];
  const room = roomFor(headed, title, notes, HEIGHT);
  const panelPx = { width: (PANELS_WIDTH + GAP_PX) / columns, height: (room - 24) / rows };
  const { scale } = outcome;
  const y = rangeOf(
    effects.length > 0
      ? endsOfAxis(
          effects.map(({ mean, ci95 }) => ({
            value: mean! * scale,
            ci95: ci95 && ([ci95[0] * scale, ci95[1] * scale] as const),
          })),
          true,
        )
      : [0],
    rows > 1 ? 4 : 7,
    true,
  );
  const annotations: Record<string, AnnotationOptions> = {
    unit: text(`Vertical: difference${outcome.change === '' ? '' : `, ${outcome.change}`}`, 0, 10, 'start', {
      color: SOFT,
    }),
  };
  const marks: Mark[] = [];
  for (const [i, factor] of shown.entries()) {
    const { range } = table.factors[factor]!;
    const isLog = range?.log ?? false;
    const levels = levelsOf(table, factor);
    const box: Box = {
      left: (i % columns) * panelPx.width + 76,
      right: ((i % columns) + 1) * panelPx.width - GAP_PX,
      top: 24 + Math.floor(i / columns) * panelPx.height + TITLE_PX - 12,
      bottom: 24 + (Math.floor(i / columns) + 1) * panelPx.height - AXIS_PX,
    };
    const x = rangeOfValues(levels, range, box.right - box.left);
    const zero = yOf(box, y, 0);
    Object.assign(annotations, ticksBelow(`x-${factor}`, box, x), ticksBeside(`y-${factor}`, box, y), {
      [`zero-${factor}`]: line([box.left, box.right], [zero, zero], INK, 1.5),
      [`title-${factor}`]: text(
        factorTitle(table.factors[factor]!),
        (box.left + box.right) / 2,
        box.bottom + 38,
        'center',
        {
          font: letters(TEXT_PX, 'bold'),
        },
      ),
    });
    const within = (value: number): number => yOf(box, y, Math.min(y.max, Math.max(y.min, value * scale)));
    for (const effect of effects) {
      const level = table.points[effect.point]!.values[factor]!;
      marks.push({
        x: xOf(box, x, positionOf(level, levels.indexOf(level), isLog)),
        y: within(effect.mean!),
        isHollow: isOpen(effect),
        ...(effect.ci95 && effects.length <= MOST_BARS
          ? { yMin: within(effect.ci95[0]), yMax: within(effect.ci95[1]) }
          : {}),
      });
    }
  }
  const count = (side: string): number => effects.filter((effect) => sideOf(effect) === side).length;
  const most = effects.filter((effect) => !isOpen(effect)).sort((a, b) => Math.abs(b.mean!) - Math.abs(a.mean!))[0];
  const color = effects.length <= MOST_BARS ? OKABE_ITO.blue : faded(OKABE_ITO.blue, 0.7);
  return panelled(
    headed,
    {
      id: `dots-${id}-${arm}`,
      title,
      notes,
      alt: `Dot plot: ${outcome.label}, ${name(arm)} against ${name(table.arms[0]!)}, at ${effects.length} points: the interval lies above 0 at ${count('above')}, below 0 at ${count('below')} and holds 0 at ${count('open')}${most ? `; furthest from 0 at ${placeText(table, shown, most.point)}: ${effectText(most, outcome)}` : ''}.`,
    },
    room,
    [{ label: name(arm), color, point: 'circle', marks, whiskerPx: 0 }],
    annotations,
  );
}

/** A round axis over a range that values were drawn from, in powers of ten where it is drawn so; a tick a level of texts. */
function rangeOfValues(levels: readonly Value[], drawn: Factor['range'], widthPx: number): Range {
  const numbers = levels.filter((level) => typeof level === 'number');
  if (numbers.length < levels.length || numbers.length === 0) return rangeOfLevels(levels, false, widthPx);
  const [low, high] = drawn ? [drawn.from, drawn.to] : [Math.min(...numbers), Math.max(...numbers)];
  if (drawn?.log && low > 0) {
    const [first, last] = [low, high].map((end) => Math.floor(Math.log10(end)));
    const round = Array.from({ length: last! - first! + 1 }, (_, i) => Number(`1e${first! + i}`))
      .flatMap((power) => [1, 2, 5].map((digit) => digit * power))
      .filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
    const ticks = rangeOfLevels(round.length > 1 ? round : [low, high], true, widthPx);
    return { ...ticks, min: Math.log10(low), max: Math.log10(high) };
  }
  const range = rangeOf([low, high], 5);
  return drawn
    ? { ...range, min: low, max: high, ticks: range.ticks.filter((tick) => tick >= low && tick <= high) }
    : range;
}
