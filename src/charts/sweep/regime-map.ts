// Chart: which pairs of effects a model can bring about, cells of two outcomes named by regime where replicates agree.
import { grouped } from '../../numbers.ts';
import { cellBox, OPEN_FILL, stripedLine, stripesIn } from '../heat-panels.ts';
import { type Drawing, drawnChart } from '../line-panels.ts';
import {
  type Box,
  line,
  PANELS_WIDTH,
  rangeOf,
  roomFor,
  text,
  ticksBelow,
  ticksBeside,
  widthOfText,
  xOf,
  yOf,
} from '../panels.ts';
import {
  type AnnotationOptions,
  type Chart,
  faded,
  HEIGHT,
  type Headed,
  INK,
  letters,
  OKABE_ITO,
  SOFT,
  TEXT_PX,
} from '../style.ts';

/** One outcome: ascending ends of its cells, in the unit of `unit`. */
export interface RegimeAxis {
  label: string;
  unit: string;
  edges: readonly number[];
}
/** A cell in which some world came to lie, by its places on both axes. */
export interface RegimeCell {
  column: number;
  row: number;
  regime: string;
  worlds: number;
  /** Whether replicates of its worlds agree on the cell; others are striped and count for no regime. */
  isAgreed: boolean;
}
export interface RegimeMapOf {
  id: string;
  title: string;
  notes: string[];
  x: RegimeAxis;
  y: RegimeAxis;
  cells: readonly RegimeCell[];
  /** In the order of the legend. */
  regimes: readonly string[];
}

const COLOURS = [
  OKABE_ITO.blue,
  OKABE_ITO.vermillion,
  OKABE_ITO.green,
  OKABE_ITO.orange,
  OKABE_ITO.purple,
  OKABE_ITO.sky,
  OKABE_ITO.yellow,
];
const OPACITY = 0.55;
const LEGEND_ROW_PX = 28;
const NOT_AGREED = 'replicates do not agree';

export function regimeMap(headed: Headed, { id, title, notes: more, x, y, cells, regimes }: RegimeMapOf): Chart {
  const notes = [
    ...more,
    'Cells: pairs of effects that some world shows, with the number of worlds; blank: none was found',
  ];
  const room = roomFor(headed, title, notes, HEIGHT);
  const agreed = cells.filter(({ isAgreed }) => isAgreed);
  const entries = [...regimes, ...(agreed.length < cells.length ? [NOT_AGREED] : [])];
  const annotations: Record<string, AnnotationOptions> = {};
  const stripes: Drawing['datasets'][number]['data'] = [];
  let [left, row] = [0, 0];
  for (const [i, label] of entries.entries()) {
    const width = 34 + widthOfText(label, TEXT_PX) + 24;
    if (left > 0 && left + width > PANELS_WIDTH) [left, row] = [0, row + 1];
    const key = { left, right: left + 26, top: row * LEGEND_ROW_PX + 2, bottom: row * LEGEND_ROW_PX + 20 };
    annotations[`key-${i}`] = cellBox(key, label === NOT_AGREED ? OPEN_FILL : colourOf(regimes, label));
    annotations[`key-text-${i}`] = text(label, left + 34, row * LEGEND_ROW_PX + 11, 'start');
    if (label === NOT_AGREED) stripes.push(...stripesIn(key));
    left += width;
  }
  const legendPx = (row + 1) * LEGEND_ROW_PX;
  const box: Box = { left: 104, right: PANELS_WIDTH - 24, top: legendPx + 34, bottom: room - 62 };
  const rangeX = { ...rangeOf(ends(x), 8, true), ...limits(x) };
  const rangeY = { ...rangeOf(ends(y), 6, true), ...limits(y) };
  const isIn = (least: number, most: number) => (tick: number) => tick >= least && tick <= most;
  rangeX.ticks = rangeX.ticks.filter(isIn(rangeX.min, rangeX.max));
  rangeY.ticks = rangeY.ticks.filter(isIn(rangeY.min, rangeY.max));
  Object.assign(annotations, ticksBelow('x', box, rangeX), ticksBeside('y', box, rangeY), {
    'x-title': text(axisTitle(x), (box.left + box.right) / 2, box.bottom + 42, 'center', {
      font: letters(TEXT_PX + 1),
    }),
    'y-title': text(axisTitle(y), 0, legendPx + 12, 'start', { font: letters(TEXT_PX + 1) }),
  });
  for (const { column, row: place, regime, worlds, isAgreed } of cells) {
    const at = {
      left: xOf(box, rangeX, x.edges[column]!),
      right: xOf(box, rangeX, x.edges[column + 1]!),
      top: yOf(box, rangeY, y.edges[place + 1]!),
      bottom: yOf(box, rangeY, y.edges[place]!),
    };
    annotations[`cell-${column}-${place}`] = cellBox(at, isAgreed ? colourOf(regimes, regime) : OPEN_FILL);
    if (!isAgreed) stripes.push(...stripesIn(at));
    const label = grouped(worlds);
    if (widthOfText(label, TEXT_PX - 2) < at.right - at.left - 4 && at.bottom - at.top > TEXT_PX + 2)
      annotations[`worlds-${column}-${place}`] = text(
        label,
        (at.left + at.right) / 2,
        (at.top + at.bottom) / 2,
        'center',
        {
          font: letters(TEXT_PX - 2),
          color: isAgreed ? INK : SOFT,
          ...(isAgreed ? {} : { backgroundColor: `${OPEN_FILL}dd`, padding: 2 }),
        },
      );
  }
  const zeros = { drawTime: 'afterDatasetsDraw' };
  if (isIn(rangeX.min, rangeX.max)(0))
    annotations['zero-x'] = {
      ...line([xOf(box, rangeX, 0), xOf(box, rangeX, 0)], [box.top, box.bottom], INK, 1.5),
      ...zeros,
    };
  if (isIn(rangeY.min, rangeY.max)(0))
    annotations['zero-y'] = {
      ...line([box.left, box.right], [yOf(box, rangeY, 0), yOf(box, rangeY, 0)], INK, 1.5),
      ...zeros,
    };
  return drawnChart(
    headed,
    {
      id,
      title,
      notes,
      alt: `Map of ${cells.length} cells of ${x.label} by ${y.label}: ${regimes
        .map((regime) => `${regime} in ${agreed.filter((cell) => cell.regime === regime).length}`)
        .join(', ')}; in ${cells.length - agreed.length} replicates do not agree.`,
    },
    { datasets: [stripedLine(stripes)], annotations },
  );
}

const ends = ({ edges }: RegimeAxis): number[] => [edges[0]!, edges.at(-1)!];
const limits = ({ edges }: RegimeAxis): { min: number; max: number } => ({ min: edges[0]!, max: edges.at(-1)! });
const axisTitle = ({ label, unit }: RegimeAxis): string => (unit === '' ? label : `${label}, ${unit}`);

const colourOf = (regimes: readonly string[], regime: string): string =>
  faded(COLOURS[Math.max(0, regimes.indexOf(regime)) % COLOURS.length]!, OPACITY);
