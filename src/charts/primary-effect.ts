// Chart: effect of each arm on the primary outcome with its interval, and the smallest effect that matters.
import type { Comparison, Effect } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { decimalsFor, signed } from '../numbers.ts';
import { isTold } from './dot-panels.ts';
import { line, type Mark, panelled, rangeOf, roomFor, text, ticksBelow, widthOfText, xOf } from './panels.ts';
import {
  type AnnotationOptions,
  armLabel,
  armLook,
  type Chart,
  INK,
  letters,
  PADDING,
  SOFT,
  TEXT_PX,
} from './style.ts';

/** Smaller than the others, so that its letters stay legible beside a table. */
const WIDTH = 800;
const HEIGHT = 450;
const AXIS_PX = 66;
const LETTER_PX = 19;
const MOST_ROW_PX = 90;
const MOST_NAME_SHARE = 0.42;
const MATTERS = '#e8f1e8';

export function primaryEffect(results: Results, { arms, primary, interval }: Comparison): Chart[] {
  const names = armsInFileOrder(results.scenario, results.baseline).slice(1);
  const effects = names.map((arm) => arms[arm]!.effects[primary.outcome]);
  const known = effects.find(isKnown);
  if (!known) return [];
  const scale = known.unit === 'share' ? 100 : 1;
  const unit = known.unit === 'share' ? 'percentage points' : known.unit;
  const reference = armLabel(results, results.baseline);
  const smallest = (Math.abs(known.reference_mean ?? 0) * scale * primary.smallest_effect_percent) / 100;
  const title = `${known.label}: difference from ${reference}`;
  const notes = [
    `${known.ci95 ? `Dots: mean difference; bars: 95 % ${interval === 'paired t' ? 't' : interval} interval; rings: it holds 0` : 'No intervals with a single replicate'}. Shaded: less than ${primary.smallest_effect_percent} % of the reference’s level, the smallest effect that matters`,
  ];
  const room = roomFor(results, title, notes, HEIGHT, WIDTH);
  const plotWidth = WIDTH - PADDING.left - PADDING.right;
  const texts = effects.map((effect) => (isKnown(effect) ? numbersOf(effect, scale) : 'undefined'));
  const rowPx = Math.min(MOST_ROW_PX, (room - AXIS_PX) / names.length);
  const px = Math.min(LETTER_PX, Math.max(TEXT_PX - 4, rowPx - 4));
  const namesPx = Math.min(
    plotWidth * MOST_NAME_SHARE,
    Math.max(...names.map((arm) => widthOfText(armLabel(results, arm), px))) + 14,
  );
  const numbersPx = Math.max(...texts.map((one) => widthOfText(one, px))) + 12;
  const top = (room - AXIS_PX - rowPx * names.length) / 2;
  const box = { left: namesPx, right: plotWidth - numbersPx, top, bottom: top + rowPx * names.length };
  const shown = effects.filter(isKnown);
  const told = shown.filter((effect) => isTold({ ci95: effect.ci95 }));
  const range = rangeOf(
    [
      0,
      -smallest,
      smallest,
      ...shown.flatMap((effect) =>
        [effect.diff, ...((told.length > 0 && !told.includes(effect) ? null : effect.ci95) ?? [])].map(
          (one) => one * scale,
        ),
      ),
    ],
    4,
    true,
  );
  const within = (value: number): number => xOf(box, range, Math.min(range.max, Math.max(range.min, value * scale)));
  const zero = xOf(box, range, 0);
  const annotations: Record<string, AnnotationOptions> = {
    matters: {
      type: 'box',
      xMin: xOf(box, range, -smallest),
      xMax: xOf(box, range, smallest),
      yMin: box.top,
      yMax: box.bottom,
      backgroundColor: MATTERS,
      borderWidth: 0,
      drawTime: 'beforeDraw',
    },
    ...ticksBelow('difference', box, range),
    zero: line([zero, zero], [box.top, box.bottom], INK, 1.5),
    unit: text(unit, (box.left + box.right) / 2, box.bottom + 46, 'center', { color: SOFT }),
    ...Object.fromEntries(
      names.flatMap((arm, a) => {
        const y = box.top + (a + 0.5) * rowPx;
        return [
          [`name-${a}`, text(armLabel(results, arm), box.left - 14, y, 'end', { font: letters(px, 'bold') })],
          [`number-${a}`, text(texts[a]!, plotWidth, y, 'end', { font: letters(px) })],
        ];
      }),
    ),
  };
  const series = names.map((arm, a) => {
    const effect = effects[a];
    const mark = (one: Known): Mark => ({
      x: within(one.diff),
      y: box.top + (a + 0.5) * rowPx,
      ...(one.ci95 ? { xMin: within(one.ci95[0]), xMax: within(one.ci95[1]) } : {}),
      isHollow: !isTold({ ci95: one.ci95 }),
    });
    return { label: armLabel(results, arm), ...armLook(a + 1), marks: isKnown(effect) ? [mark(effect)] : [] };
  });
  const spoken = names.map((arm, a) => `${texts[a]} in ${armLabel(results, arm)}`).join(', ');
  return [
    panelled(
      results,
      {
        id: 'primary-effect',
        title,
        alt: `Dot plot: ${known.label}, difference from ${reference} in ${unit}: ${spoken}.`,
        notes,
      },
      room,
      series,
      annotations,
      WIDTH,
    ),
  ];
}

type Known = Effect & { diff: number };
const isKnown = (effect: Effect | undefined): effect is Known => effect !== undefined && effect.diff !== null;

function numbersOf({ diff, ci95 }: Known, scale: number): string {
  const decimals = decimalsFor(diff * scale, ci95 && ((ci95[1] - ci95[0]) / 2) * scale);
  const number = (value: number): string => signed(value * scale, decimals);
  return `${number(diff)}${ci95 ? ` [${number(ci95[0])}, ${number(ci95[1])}]` : ''}`;
}
