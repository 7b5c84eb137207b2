// Chart: mean size of elementary effects against their spread (Morris), one dot for each factor.
import { decimalsFor, grouped } from '../../numbers.ts';
import { placed } from '../labels.ts';
import {
  line,
  type Mark,
  PANELS_WIDTH,
  panelled,
  rangeOf,
  roomFor,
  text,
  ticksBelow,
  ticksBeside,
  xOf,
  yOf,
} from '../panels.ts';
import {
  type AnnotationOptions,
  type Chart,
  HEIGHT,
  type Headed,
  INK,
  letters,
  OKABE_ITO,
  SOFT,
  TEXT_PX,
} from '../style.ts';

export interface ElementaryDot {
  factor: string;
  grade: string;
  muStar: number;
  muStarCi95: readonly [number, number] | null;
  /** Null for one walk; such factors are not drawn. */
  sigma: number | null;
  /** Whether it is told from noise; a grey ring if not. */
  isTold: boolean | null;
}

const GREY = '#8a8a8a';
/** Pieces of the line σ = μ* that names keep off. */
const DIAGONAL_STEPS = 60;

export function elementaryEffects(
  headed: Headed,
  {
    id,
    title,
    notes: more,
    unit,
    scale = 1,
    dots,
  }: { id: string; title: string; notes: string[]; unit: string; scale?: number; dots: readonly ElementaryDot[] },
): Chart {
  const shown = dots.filter((dot): dot is ElementaryDot & { sigma: number } => dot.sigma !== null);
  const isTold = (dot: ElementaryDot): boolean => dot.isTold !== false;
  const told = shown.filter(isTold);
  const open = shown.filter((dot) => !isTold(dot));
  const notes = [
    ...more,
    'Right: matters much. Above the dashed line (σ = μ*): acts out of proportion or with others. Bars: 95 % interval of μ*. In brackets: grade',
    ...(open.length > 0 ? [`Grey rings, not told from noise: ${open.map(({ factor }) => factor).join(', ')}`] : []),
  ];
  const room = roomFor(headed, title, notes, HEIGHT);
  const box = { left: 92, right: PANELS_WIDTH - 30, top: 30, bottom: room - 62 };
  const x = rangeOf(
    [
      0,
      ...shown
        .flatMap(({ muStar, muStarCi95 }) => [muStar, ...(muStarCi95 ?? [])])
        .map((value) => Math.max(0, value) * scale),
    ],
    6,
  );
  const y = rangeOf([0, ...shown.map(({ sigma }) => sigma * scale)], 5);
  const end = Math.min(x.max, y.max);
  const bars = ({ muStar, muStarCi95, sigma }: (typeof shown)[number]): Mark => ({
    x: xOf(box, x, muStar * scale),
    y: yOf(box, y, sigma * scale),
    ...(muStarCi95
      ? { xMin: xOf(box, x, Math.max(0, muStarCi95[0] * scale)), xMax: xOf(box, x, muStarCi95[1] * scale) }
      : {}),
  });
  const steps = Array.from({ length: DIAGONAL_STEPS }, (_, i) => (end * (i + 0.5)) / DIAGONAL_STEPS);
  const half = end / DIAGONAL_STEPS / 2;
  const diagonal = steps.map((at): Mark => {
    const [middle, top, bottom] = [at, at + half, at - half].map((value) => yOf(box, y, value)) as [
      number,
      number,
      number,
    ];
    return { x: xOf(box, x, at), y: middle, yMin: top, yMax: bottom };
  });
  const named = placed(
    told.map((dot) => ({
      ...bars(dot),
      label: `${dot.factor} (${dot.grade})`,
      color: INK,
      lead: OKABE_ITO.blue,
    })),
    box,
    [...diagonal, ...open.map(bars)],
  );
  const annotations: Record<string, AnnotationOptions> = {
    ...ticksBelow('x', box, x),
    ...ticksBeside('y', box, y),
    even: {
      ...line([xOf(box, x, 0), xOf(box, x, end)], [yOf(box, y, 0), yOf(box, y, end)], SOFT, 1.5),
      borderDash: [7, 5],
    },
    'x-title': text(
      `μ*: mean size of the change over the whole range${unit === '' ? '' : `, ${unit}`}`,
      (box.left + box.right) / 2,
      box.bottom + 42,
      'center',
      {
        font: letters(TEXT_PX + 1),
      },
    ),
    'y-title': text(`σ: spread of that change${unit === '' ? '' : `, ${unit}`}`, 0, 10, 'start', {
      font: letters(TEXT_PX + 1),
    }),
    ...Object.fromEntries(
      named.flatMap(({ label, x: dotX, y: dotY, at, side, color, lead }, i) => [
        [`name-${i}`, text(label, at.x, at.y, side, { color })],
        ...(Math.abs(at.y - dotY) > 10 ? [[`lead-${i}`, line([dotX, at.x], [dotY, at.y], lead)]] : []),
      ]),
    ),
  };
  const number = (value: number): string => grouped(value * scale, decimalsFor(value * scale, null, 2));
  const sorted = [...shown].sort((a, b) => b.muStar - a.muStar);
  return panelled(
    headed,
    {
      id,
      title,
      notes,
      alt: `Dot plot: size and spread of elementary effects of ${shown.length} factors: ${sorted
        .slice(0, 4)
        .map(
          (dot) =>
            `${dot.factor} μ* ${number(dot.muStar)}, σ ${number(dot.sigma)}${isTold(dot) ? '' : ' (not told from noise)'}`,
        )
        .join('; ')}.`,
    },
    room,
    [
      {
        label: 'told',
        color: OKABE_ITO.blue,
        point: 'circle',
        marks: told.map(bars),
      },
      {
        label: 'not told from noise',
        color: GREY,
        point: 'circle',
        marks: open.map((dot) => ({ ...bars(dot), isHollow: true })),
      },
    ],
    annotations,
  );
}
