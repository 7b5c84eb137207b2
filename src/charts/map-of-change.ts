// Where trade rose and fell: bubbles on an unlabelled map, averaged over replicates. Names no place, computes no statistic.
import type { Results } from '../experiment/results.ts';
import { armOrder, meanZoneOrders, zoneDays } from '../measures/series.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import {
  type AnnotationOptions,
  armLabel,
  axis,
  type Chart,
  faded,
  HEIGHT,
  heading,
  headingHeight,
  INK,
  largest,
  letters,
  OKABE_ITO,
  PADDING,
  roundStep,
  SOFT,
  WIDTH,
} from './house.ts';

/** Room to the right of the map for the legend of sizes. */
const LEGEND_PX = 250;
const LEAST_RADIUS_PX = 1;
/** Every zone's own dot, below its bubble. */
const DOT_PX = 1.5;
/** Largest bubble, as a multiple of the radius at which equal discs would fill the map. */
const CROWDING = 1.5;
const MOST_RADIUS_PX = 40;
const UP = OKABE_ITO.vermillion;
const DOWN = OKABE_ITO.blue;

export function mapOfChange(results: Results): Chart[] {
  const [baseline, ...others] = armOrder(Object.keys(results.arms), results.baseline) as [string, ...string[]];
  const base = results.records[baseline]!;
  if (base.length === 0) return [];
  if (others.length === 0)
    return [
      bubbleMap(
        results,
        'map-of-orders',
        `Orders per day by zone: ${armLabel(results, baseline)}`,
        meanZoneOrders(base),
        false,
      ),
    ];
  return others.map((arm) =>
    bubbleMap(
      results,
      others.length === 1 ? 'map-of-change' : `map-of-change-${arm}`,
      `Where orders rose and fell: ${armLabel(results, arm)} against ${armLabel(results, baseline)}`,
      meanZoneOrders(results.records[arm]!, base),
      true,
    ),
  );
}

function bubbleMap(results: Results, id: string, title: string, values: Float64Array, isChange: boolean): Chart {
  const { map, replicates } = results;
  const { firstDay, days } = zoneDays(Object.values(results.records)[0]![0]!);
  const notes = [
    `Each bubble is a zone, all channels; days ${firstDay} to ${firstDay + days - 1}, mean over ${replicates.length} replicate${replicates.length === 1 ? '' : 's'}` +
      ', sites placed by chance in each; places are not named on purpose',
  ];
  const frame = frameOf(map.xKm, map.yKm, headingHeight(results, title, notes));
  const most = largest(Float64Array.from(values, Math.abs));
  const radius = Math.min(
    MOST_RADIUS_PX,
    CROWDING *
      Math.sqrt((frame.spanX * frame.spanY * frame.pxPerKm * frame.pxPerKm) / (Math.PI * Math.max(1, values.length))),
  );
  const r = (value: number): number =>
    most > 0 && value !== 0 ? Math.max(LEAST_RADIUS_PX, radius * Math.sqrt(Math.abs(value) / most)) : 0;
  const bubbles = [...values]
    .map((value, zone) => ({ x: map.xKm[zone]!, y: map.yKm[zone]!, r: r(value), value }))
    .filter((bubble) => bubble.r > 0)
    .sort((a, b) => b.r - a.r);
  const dataset = (label: string, color: string, data: { x: number; y: number; r: number }[]) => ({
    label,
    data,
    backgroundColor: faded(color, 0.55),
    borderColor: color,
    borderWidth: 1,
    clip: false as const,
  });
  const kinds = isChange
    ? [
        dataset(
          'more orders',
          UP,
          bubbles.filter(({ value }) => value > 0),
        ),
        dataset(
          'fewer orders',
          DOWN,
          bubbles.filter(({ value }) => value < 0),
        ),
      ]
    : [dataset('orders', DOWN, bubbles)];
  const everyZone = {
    label: 'zones',
    data: map.xKm.map((x, zone) => ({ x, y: map.yKm[zone]!, r: DOT_PX })),
    backgroundColor: '#bbbbbb',
    borderWidth: 0,
    clip: false as const,
  };
  const sizes = legendOfSizes(frame, most, r, isChange ? 'Change in orders per day' : 'Orders per day');
  const key = isChange ? colourKey(frame, sizes.bottom) : {};
  return {
    id,
    title,
    alt: isChange
      ? `Map of unnamed zones: orders per day fell by up to ${perDay(largest(values.map((value) => -value)))} in a zone and rose by up to ${perDay(largest(values))}.`
      : `Map of unnamed zones: up to ${perDay(largest(values))} orders per day in a zone.`,
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'bubble',
      data: {
        datasets: [
          ...kinds,
          {
            label: 'size',
            data: sizes.data,
            backgroundColor: '#ffffff',
            borderColor: SOFT,
            borderWidth: 1.5,
            clip: false,
          },
          everyZone,
        ],
      },
      options: {
        layout: { padding: PADDING },
        scales: {
          x: axis('', frame.west, frame.east, { display: false }),
          y: axis('', frame.south, frame.north, { display: false }),
        },
        plugins: {
          ...heading(results, title, notes),
          legend: { display: false },
          annotation: {
            clip: false,
            annotations: { ...sizes.labels, ...key, ...scaleBar(frame, sizes.bottom + (isChange ? 100 : 30)) },
          },
        },
      },
    },
  };
}

const perDay = (orders: number): string => grouped(orders, decimalsFor(orders, null));

/** The plot in km: zones centred in what the legend leaves, one km as long east as north. */
interface Frame {
  west: number;
  east: number;
  south: number;
  north: number;
  pxPerKm: number;
  spanX: number;
  spanY: number;
}

function frameOf(xKm: number[], yKm: number[], headingPx: number): Frame {
  const width = WIDTH - PADDING.left - PADDING.right;
  const height = HEIGHT - PADDING.top - PADDING.bottom - headingPx;
  const range = (values: number[]): [number, number] =>
    values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
  const [x0, x1] = range(xKm);
  const [y0, y1] = range(yKm);
  const [spanX, spanY] = [Math.max(x1 - x0, 0.5), Math.max(y1 - y0, 0.5)];
  const margin = 2 * MOST_RADIUS_PX;
  const pxPerKm = Math.min((width - LEGEND_PX - margin) / spanX, (height - margin) / spanY);
  const west = (x0 + x1) / 2 - (width - LEGEND_PX) / 2 / pxPerKm;
  const south = (y0 + y1) / 2 - height / 2 / pxPerKm;
  return { west, east: west + width / pxPerKm, south, north: south + height / pxPerKm, pxPerKm, spanX, spanY };
}

/** Position in km of a point `x` px into the legend and `y` px below its top. */
const inLegend = ({ east, north, pxPerKm }: Frame, x: number, y: number): { x: number; y: number } => ({
  x: east + (x - LEGEND_PX) / pxPerKm,
  y: north - y / pxPerKm,
});

const text = (at: { x: number; y: number }, content: string, more: object = {}): AnnotationOptions => ({
  type: 'label',
  xValue: at.x,
  yValue: at.y,
  position: { x: 'start', y: 'center' },
  content,
  color: INK,
  font: letters(15),
  padding: 0,
  ...more,
});

function legendOfSizes(frame: Frame, most: number, r: (value: number) => number, title: string) {
  const examples = most > 0 ? [roundStep(most, 2), roundStep(most, 5), roundStep(most, 50)] : [];
  const widest = r(examples[0] ?? 0);
  const labels: Record<string, AnnotationOptions> = {
    'size-title': text(inLegend(frame, 10, 30), title, { font: letters(15, 'bold') }),
  };
  let y = 52;
  const data = examples.map((value, i) => {
    y += r(value);
    const at = inLegend(frame, 10 + widest, y);
    labels[`size-${i}`] = text(inLegend(frame, 2 * widest + 24, y), String(value));
    y += r(value) + 12;
    return { ...at, r: r(value) };
  });
  if (examples.length === 0) labels['size-none'] = text(inLegend(frame, 10, 60), 'no change anywhere');
  return { data, labels, bottom: Math.max(y, 90) };
}

function colourKey(frame: Frame, top: number): Record<string, AnnotationOptions> {
  const entry = (name: string, y: number, color: string, words: string): Record<string, AnnotationOptions> => {
    const at = inLegend(frame, 20, y);
    return {
      [`key-${name}`]: {
        type: 'point',
        xValue: at.x,
        yValue: at.y,
        radius: 9,
        backgroundColor: faded(color, 0.55),
        borderColor: color,
        borderWidth: 1,
      },
      [`key-${name}-text`]: text(inLegend(frame, 40, y), words),
    };
  };
  return { ...entry('up', top + 30, UP, 'more orders'), ...entry('down', top + 58, DOWN, 'fewer orders') };
}

function scaleBar(frame: Frame, top: number): Record<string, AnnotationOptions> {
  const km = roundStep(200 / frame.pxPerKm, 2);
  const from = inLegend(frame, 10, top);
  return {
    bar: {
      type: 'line',
      xMin: from.x,
      xMax: from.x + km,
      yMin: from.y,
      yMax: from.y,
      borderColor: INK,
      borderWidth: 3,
    },
    'bar-text': text(inLegend(frame, 10, top + 18), `${km} km`),
  };
}
