// Chart: change of trade as bubbles on an unlabelled map, and by distance from the target.
import type { Results } from '../experiment/results.ts';
import { changeByDistance, type DistanceBand } from '../measures/change-by-distance.ts';
import { armsInFileOrder, meanZoneOrders, zoneChanges, zoneDays } from '../measures/series.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { placed } from './labels.ts';
import {
  type Box,
  line,
  PANELS_WIDTH,
  type Range,
  rangeOf,
  roomFor,
  text,
  ticksBelow,
  ticksBeside,
  xOf,
  yOf,
} from './panels.ts';
import {
  type AnnotationOptions,
  armLabel,
  axis,
  type Chart,
  faded,
  HEIGHT,
  heading,
  INK,
  largest,
  letters,
  OKABE_ITO,
  PADDING,
  roundStep,
  SOFT,
  TEXT_PX,
  WIDTH,
} from './style.ts';

/** From left to right: the map, what its bubbles mean, the change by distance; CSS pixels. */
const LEGEND_PX = 190;
const DISTANCE_PX = 410;
const LEAST_RADIUS_PX = 1;
/** Every zone's own dot, below its bubble. */
const DOT_PX = 1.5;
/** Largest bubble, as a multiple of the radius at which equal discs would fill the map. */
const CROWDING = 1.5;
const MOST_RADIUS_PX = 40;
const BAND_PX = 6;
const MORE = { label: 'more orders', color: OKABE_ITO.vermillion };
const FEWER = { label: 'fewer orders', color: OKABE_ITO.blue };
const OPEN = { label: 'not told from 0', color: '#999999' };
const ORDERS = { label: 'orders', color: OKABE_ITO.blue };
type Kind = { label: string; color: string };

/** A number of orders a day with its interval; of one that is no change, without. */
interface Change {
  mean: number;
  ci95: [number, number] | null;
}

/** A change in words: no change if its interval includes 0. */
const kindOf = ({ mean, ci95 }: Change): Kind =>
  ci95 && ci95[0] <= 0 && ci95[1] >= 0 ? OPEN : mean > 0 ? MORE : FEWER;

export function mapOfChange(results: Results): Chart[] {
  const [baseline, ...others] = armsInFileOrder(results.scenario, results.baseline) as [string, ...string[]];
  const base = results.records[baseline]!;
  if (base.length === 0) return [];
  if (others.length === 0) return [mapOfOrders(results, baseline)];
  const { targetKm, population } = results.map;
  const arms = others.map((arm) => ({
    arm,
    zones: zoneChanges(results.records[arm]!, base),
    bands: changeByDistance(results.records[arm]!, base, targetKm, population),
  }));
  const most = largest(...arms.map(({ zones }) => zones.map(({ mean }) => Math.abs(mean))));
  const y = rangeOf(ofBands(arms.flatMap(({ bands }) => bands)), 5, true);
  return arms.map((one) =>
    changeChart(results, one, most, y, others.length === 1 ? 'map-of-change' : `map-of-change-${one.arm}`),
  );
}

function mapOfOrders(results: Results, arm: string): Chart {
  const title = `Orders per day by zone: ${armLabel(results, arm)}`;
  const zones = Array.from(meanZoneOrders(results.records[arm]!), (mean): Change => ({ mean, ci95: null }));
  const most = largest(zones.map(({ mean }) => mean));
  const notes = [noteOf(results)];
  const plot = { width: PANELS_WIDTH, height: roomFor(results, title, notes, HEIGHT) };
  const map = bubbleMap(results, zones, most, { ...plot, width: plot.width - LEGEND_PX }, () => ORDERS);
  return drawn(results, plot, {
    id: 'map-of-orders',
    title,
    alt: `Map of unnamed zones: up to ${perDay(most)} orders per day in a zone.`,
    notes,
    datasets: map.datasets,
    annotations: { ...legend(map, ['Orders per day'], []) },
  });
}

function changeChart(
  results: Results,
  { arm, zones, bands }: { arm: string; zones: Change[]; bands: DistanceBand[] },
  most: number,
  y: Range,
  id: string,
): Chart {
  const name = armLabel(results, results.baseline);
  const title = `Where orders rose and fell: ${armLabel(results, arm)} against ${name}`;
  const isOne = results.replicates.length === 1;
  const isAlone = Object.keys(results.arms).length === 2;
  const notes = [
    noteOf(results),
    isOne
      ? 'No intervals with a single replicate, so that nothing is told from chance'
      : `Grey: the 95 % interval over replicates holds 0; by chance alone one zone in twenty has a colour. Bars: 95 % t interval${isAlone ? '' : '; arms have one scale'}`,
  ];
  const plot = { width: PANELS_WIDTH, height: roomFor(results, title, notes, HEIGHT) };
  const hasBands = bands.length > 1;
  const room = { ...plot, width: plot.width - LEGEND_PX - (hasBands ? DISTANCE_PX : 0) };
  const map = bubbleMap(results, zones, most, room, kindOf);
  const beside = hasBands ? byDistance(bands, y, plot) : { dataset: [], annotations: {} };
  const told = zones.filter((zone) => kindOf(zone) !== OPEN);
  const count = (kind: Kind): number => told.filter((zone) => kindOf(zone) === kind && zone.mean !== 0).length;
  return drawn(results, plot, {
    id,
    title,
    alt: `Map of unnamed zones and change by distance from the target: orders rose in ${count(MORE)} zones and fell in ${count(FEWER)} of ${zones.length}${isOne ? '' : ', as far as intervals tell'}${bands[0] ? `; in the target ${inWords(bands[0])} orders per month and 1,000 residents` : ''}.`,
    notes,
    datasets: [...map.datasets, ...beside.dataset],
    annotations: {
      ...legend(map, ['Change in orders', 'per day'], isOne ? [MORE, FEWER] : [MORE, FEWER, OPEN]),
      ...beside.annotations,
    },
  });
}

/** A change with its interval. */
function inWords({ mean, ci95 }: Change): string {
  const half = ci95 && (ci95[1] - ci95[0]) / 2;
  const number = (value: number): string => signed(value, decimalsFor(mean, half));
  return number(mean) + (ci95 && half ? ` [${number(ci95[0])}, ${number(ci95[1])}]` : '');
}

function noteOf({ records, replicates }: Results): string {
  const { firstDay, days } = zoneDays(Object.values(records)[0]![0]!);
  return `Bubbles: zones, all channels, days ${firstDay} to ${firstDay + days - 1}, ${replicates.length === 1 ? 'one replicate' : `mean over ${replicates.length} replicates`}; sites placed by chance in each, places unnamed on purpose`;
}

const perDay = (orders: number): string => grouped(orders, decimalsFor(orders, null));

interface Size {
  width: number;
  height: number;
}
interface Bubble {
  x: number;
  y: number;
  r: number;
}
interface Dataset {
  label: string;
  data: Bubble[];
  backgroundColor: string;
  borderColor: string;
  borderWidth: number;
  clip: false;
}
interface BubbleMap {
  datasets: Dataset[];
  /** Bubbles of round sizes, for the legend. */
  rings: { value: number; r: number }[];
  /** Left edge of the legend, and how many pixels a km has. */
  legendX: number;
  pxPerKm: number;
}

/** Zones centred in `room`, one km as long east as north; the largest bubble is a change of `most`. */
function bubbleMap(
  { map }: Results,
  zones: readonly Change[],
  most: number,
  room: Size,
  kind: (change: Change) => Kind,
): BubbleMap {
  const range = (values: number[]): [number, number] =>
    values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
  const [[west, east], [south, north]] = [range(map.xKm), range(map.yKm)];
  const [spanX, spanY] = [Math.max(east - west, 0.5), Math.max(north - south, 0.5)];
  const margin = 2 * MOST_RADIUS_PX;
  const pxPerKm = Math.min((room.width - margin) / spanX, (room.height - margin) / spanY);
  const at = (zone: number): { x: number; y: number } => ({
    x: room.width / 2 + (map.xKm[zone]! - (west + east) / 2) * pxPerKm,
    y: room.height / 2 - (map.yKm[zone]! - (south + north) / 2) * pxPerKm,
  });
  const largestPx = Math.min(
    MOST_RADIUS_PX,
    CROWDING * Math.sqrt((spanX * spanY * pxPerKm * pxPerKm) / (Math.PI * Math.max(1, zones.length))),
  );
  const radius = (value: number): number =>
    most > 0 && value !== 0 ? Math.max(LEAST_RADIUS_PX, largestPx * Math.sqrt(Math.abs(value) / most)) : 0;
  const bubbles = zones
    .map((change, zone) => ({ ...at(zone), r: radius(change.mean), value: change.mean, kind: kind(change) }))
    .filter(({ r }) => r > 0)
    .sort((a, b) => b.r - a.r);
  const kinds = [OPEN, FEWER, MORE, ORDERS].filter((one) => bubbles.some((bubble) => bubble.kind === one));
  const examples = most > 0 ? [roundStep(most, 2), roundStep(most, 5), roundStep(most, 50)] : [];
  return {
    datasets: [
      ...kinds.map((one) =>
        discs(
          one,
          bubbles.filter((bubble) => bubble.kind === one),
        ),
      ),
      {
        ...discs(
          OPEN,
          zones.map((_, zone) => ({ ...at(zone), r: DOT_PX })),
        ),
        label: 'zones',
        borderWidth: 0,
      },
    ],
    rings: examples.map((value) => ({ value, r: radius(value) })),
    legendX: room.width + 14,
    pxPerKm,
  };
}

const discs = ({ label, color }: Kind, data: Bubble[]): Dataset => ({
  label,
  data,
  backgroundColor: faded(color, 0.55),
  borderColor: color,
  borderWidth: 1,
  clip: false,
});

const RING_TOP_PX = 58;
const RING_GAP_PX = 14;

/** Middles of the rings of sizes below each other, and where they end. */
function ringsAt({ rings, legendX }: BubbleMap): { at: Bubble[]; widest: number; bottom: number } {
  const widest = rings[0]?.r ?? 0;
  let y = RING_TOP_PX;
  const at = rings.map(({ r }) => {
    const middle = y + r;
    y = middle + r + RING_GAP_PX;
    return { x: legendX + widest, y: middle, r };
  });
  return { at, widest, bottom: y };
}

/** Legend of sizes and colours, and the scale in km. */
function legend(map: BubbleMap, title: string[], kinds: Kind[]): Record<string, AnnotationOptions> {
  const { rings, legendX: x, pxPerKm } = map;
  const { at, widest, bottom } = ringsAt(map);
  const barY = bottom + 18 + kinds.length * 28;
  const km = roundStep(120 / pxPerKm, 2);
  return {
    'size-title': text(title, x, 26, 'start', { font: letters(TEXT_PX, 'bold'), textAlign: 'start' }),
    ...Object.fromEntries(
      rings.flatMap(({ value }, i) => [
        [`ring-${i}`, disc(at[i]!, '#ffffff', SOFT)],
        [`size-${i}`, text(String(value), x + 2 * widest + 14, at[i]!.y, 'start')],
      ]),
    ),
    ...(rings.length === 0 ? { 'size-none': text('no change anywhere', x, RING_TOP_PX, 'start') } : {}),
    ...Object.fromEntries(kinds.flatMap((kind, i) => keyOf(kind, x + 10, bottom + 12 + i * 28))),
    bar: line([x, x + km * pxPerKm], [barY, barY], INK, 3),
    'bar-text': text(`${km} km`, x, barY + 16, 'start'),
  };
}

const disc = ({ x, y, r }: Bubble, backgroundColor: string, borderColor: string): AnnotationOptions => ({
  type: 'point',
  xValue: x,
  yValue: y,
  radius: r,
  backgroundColor,
  borderColor,
  borderWidth: 1,
});

const keyOf = ({ label, color }: Kind, x: number, y: number): [string, AnnotationOptions][] => [
  [`key-${label}`, disc({ x, y, r: 9 }, faded(color, 0.55), color)],
  [`key-${label}-text`, text(label, x + 20, y, 'start')],
];

/** Range of the axis of changes: intervals that exclude 0, and means of the others. */
const ofBands = (bands: DistanceBand[]): number[] => [
  0,
  ...bands.flatMap((band) => (kindOf(band) === OPEN ? [band.mean] : [band.mean, ...(band.ci95 ?? [])])),
];

/** The panel on the right: change by distance from the target, which is the first dot. */
function byDistance(bands: DistanceBand[], y: Range, plot: Size) {
  const box: Box = { left: plot.width - DISTANCE_PX + 84, right: plot.width - 14, top: 62, bottom: plot.height - 66 };
  const x = rangeOf([0, ...bands.map(({ km }) => km)], 5);
  const zero = yOf(box, y, 0);
  const dots = bands.map((band) => ({
    ...band,
    x: xOf(box, x, band.km),
    y: yOf(box, y, band.mean),
    kind: kindOf(band),
  }));
  const within = (value: number): number => yOf(box, y, Math.min(y.max, Math.max(y.min, value)));
  const annotations: Record<string, AnnotationOptions> = {
    ...ticksBelow('distance', box, x),
    ...ticksBeside('change', box, y),
    'change-title': text('Change by distance from the target', box.left - 70, 16, 'start', {
      font: letters(TEXT_PX, 'bold'),
    }),
    'change-unit': text('orders per month and 1,000 residents', box.left - 70, 38, 'start', { color: SOFT }),
    'distance-title': text('km from the target (0: in it)', (box.left + box.right) / 2, box.bottom + 44, 'center'),
    ...numbersOf(
      dots.filter(({ kind }) => kind !== OPEN),
      box,
      zero,
    ),
    'no-change': line([box.left, box.right], [zero, zero], INK, 1.5),
    ...Object.fromEntries(
      dots.flatMap(({ x: at, ci95, kind }, i) =>
        ci95
          ? [
              [
                `band-${i}`,
                {
                  ...line([at, at], [within(ci95[0]), within(ci95[1])], kind.color, 2.5),
                  drawTime: 'afterDatasetsDraw',
                },
              ],
            ]
          : [],
      ),
    ),
  };
  return {
    dataset: [
      {
        ...discs(
          OPEN,
          dots.map((dot) => ({ x: dot.x, y: dot.y, r: BAND_PX })),
        ),
        label: 'by distance',
        backgroundColor: dots.map(({ kind }) => kind.color),
        borderColor: dots.map(({ kind }) => kind.color),
      },
    ],
    annotations,
  };
}

/** Numbers beside dots whose interval excludes 0. */
const numbersOf = (
  dots: { x: number; y: number; mean: number; ci95: [number, number] | null; kind: Kind }[],
  box: Box,
  zero: number,
): Record<string, AnnotationOptions> => {
  const names = dots.map(({ x, y, mean, ci95, kind }) => ({
    x,
    y,
    label: signed(mean, Math.min(1, decimalsFor(mean, ci95 && (ci95[1] - ci95[0]) / 2))),
    color: INK,
    lead: kind.color,
  }));
  const axisLine = { x: box.left, y: zero, xMin: box.left, xMax: box.right };
  return Object.fromEntries(
    placed(names, box, [axisLine]).flatMap(({ label, x, y, at, side, lead }, i) => [
      [`number-${i}`, text(label, at.x, at.y, side)],
      ...(Math.abs(at.y - y) > 10 ? [[`lead-${i}`, line([x, at.x], [y, at.y], lead)]] : []),
    ]),
  );
};

/** On a plane of pixels below the heading, as wide and high as `plot`. */
function drawn(
  results: Results,
  plot: Size,
  {
    id,
    title,
    alt,
    notes,
    datasets,
    annotations,
  }: Pick<Chart, 'id' | 'title' | 'alt'> & {
    notes: string[];
    datasets: object[];
    annotations: Record<string, AnnotationOptions>;
  },
): Chart {
  return {
    id,
    title,
    alt,
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'bubble',
      data: { datasets: datasets as never },
      options: {
        // Without room for the largest bubble, so that a pixel of the plane is one of the picture.
        layout: { padding: PADDING, autoPadding: false },
        scales: {
          x: axis('', 0, plot.width, { display: false }),
          y: axis('', 0, plot.height, { display: false, reverse: true }),
        },
        plugins: {
          ...heading(results, title, notes),
          legend: { display: false },
          annotation: { clip: false, annotations },
        },
      },
    },
  };
}
