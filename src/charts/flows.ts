// Where the orders went that left the target area: ribbons from the reference to the arm. Computes no statistic.
import type { ArmComparison, Comparison, Flow, FlowClass } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import {
  type AnnotationOptions,
  armLabel,
  axis,
  CHANNEL_LOOK,
  type Chart,
  faded,
  HEIGHT,
  heading,
  headingHeight,
  INK,
  letters,
  OKABE_ITO,
  PADDING,
  SOFT,
  TEXT_PX,
  WIDTH,
} from './house.ts';

/** Ways out of the target area, the one that is no displacement first. */
const WAYS: { name: FlowClass; label: string; color: string }[] = [
  { name: 'deterred', label: 'not bought at all', color: OKABE_ITO.orange },
  { name: 'tactical', label: 'through another channel', color: OKABE_ITO.vermillion },
  { name: 'spatial', label: 'in another place', color: OKABE_ITO.blue },
  { name: 'temporal', label: 'at other hours', color: OKABE_ITO.green },
  { name: 'target', label: 'of another product', color: OKABE_ITO.purple },
];
const OUTSIDE = OKABE_ITO.sky;
const NET_OPACITY = 0.8;
const BACK_OPACITY = 0.3;

/** The picture from left to right: names on the left, ribbons between the nodes, the table; CSS pixels. */
const LEFT_PX = 190;
const NODE_PX = 16;
const TABLE_PX = 575;
const RIBBONS_PX = WIDTH - PADDING.left - PADDING.right - LEFT_PX - TABLE_PX;
/** Columns of the table: where they begin or end from the nodes on. */
const NAME_PX = 36;
const COLUMNS = [
  { head: 'gross', px: 372 },
  { head: 'net', px: 503 },
  { head: 'floor', px: 575 },
];
/** Height that the two lines beside a node need. */
const SLOT_PX = 46;
const GAP_PX = 8;
/** Space for the heads of columns, and above what did not leave the target. */
const HEAD_PX = 34;
const PART_PX = 24;
const BISECTIONS = 50;

/** A row of the table; those with a ribbon have a node. */
interface Row {
  key: string;
  /** First and second line. */
  label: string;
  term: string;
  flow: Flow;
  /** Its part of the table, and the node from which its ribbon comes. */
  from: 'left' | 'outside' | 'nowhere';
  /** As drawn: orders that moved this way, and those of them that as many the other way make up for. */
  ribbon: { color: string; gross: number; madeUp: number } | null;
}

export function flows(results: Results, { arms }: Comparison): Chart[] {
  const names = armsInFileOrder(results.scenario, results.baseline).slice(1);
  return names.map((arm) => alluvial(results, arm, arms[arm]!, names.length === 1 ? 'flows' : `flows-${arm}`));
}

function alluvial(results: Results, arm: string, comparison: ArmComparison, id: string): Chart {
  const { flows: moves, channels, channels_at_all_hours: always } = comparison;
  const title = `Where orders went that left the target: ${armLabel(results, arm)} against ${armLabel(results, results.baseline)}`;
  const isOne = results.replicates.length === 1;
  const where = channels.map((channel) => CHANNEL_LOOK[channel].label).join(' and ');
  const when =
    always.length === 0
      ? 'at the hours of policies'
      : always.length < channels.length
        ? `at the hours of policies, ${always.map((channel) => CHANNEL_LOOK[channel].label).join(' and ')} at all hours`
        : 'at all hours';
  const notes = [
    `Post window, ${isOne ? '' : 'mean '}orders per replicate. Target: ${where || 'all channels'} in the target area, ${when}`,
    `Ribbons and percent: gross, all that left. Full colour: net of what moved back${isOne ? '' : ', in numbers with 95 % interval'}`,
    'Brackets, floor: gross moves by luck alone, without any policy (placebo)',
  ];
  const rows = [...waysOut(moves), ...outside(moves.induced), ...replaced(moves.perpetrator)];
  const places = placesOf(rows, HEIGHT - PADDING.top - PADDING.bottom - headingHeight(results, title, notes));
  return {
    id,
    title,
    alt: altOf(moves),
    width: WIDTH,
    height: HEIGHT,
    configuration: {
      type: 'sankey',
      data: {
        datasets: [{ ...ribbonsOf(rows, places), borderWidth: 0, nodeWidth: NODE_PX, nodeLabels: { display: false } }],
      },
      options: {
        layout: { padding: PADDING },
        scales: {
          x: axis('', -LEFT_PX / RIBBONS_PX, 1 + TABLE_PX / RIBBONS_PX, { display: false }),
          y: axis('', places.min, places.max, { display: false, reverse: true }),
        },
        plugins: {
          ...heading(results, title, notes),
          legend: { display: false },
          annotation: {
            clip: false,
            annotations: rows.some(({ ribbon }) => ribbon)
              ? { ...table(rows, places), ...sources(rows, places, moves.left_target) }
              : nothingMoved(moves.left_target),
          },
        },
      },
    },
  };
}

function waysOut(moves: Record<FlowClass, Flow>): Row[] {
  const { gross: all } = moves.left_target;
  if (!(all > 0)) return [];
  return WAYS.map(({ name, label, color }) => {
    const flow = moves[name];
    const madeUp = Math.min(flow.gross, flow.gross - flow.net);
    const ribbon = { color, gross: flow.gross, madeUp };
    return {
      key: name,
      label: `${grouped((100 * flow.gross) / all)} % ${label}`,
      term: name,
      flow,
      from: 'left',
      ribbon: flow.gross > 0 ? ribbon : null,
    };
  });
}

/** The way that more orders went: bought where nothing was bought before, or, with benefits diffused, no longer bought. */
function outside(induced: Flow): Row[] {
  const { gross, net, ci95 } = induced;
  const back = gross - net;
  if (gross === 0 && back === 0) return [];
  const row = { key: 'induced', from: 'outside' as const };
  if (net >= 0) {
    const ribbon = { color: OUTSIDE, gross, madeUp: back };
    return [{ ...row, label: 'newly bought outside it', term: 'induced', flow: induced, ribbon }];
  }
  return [
    {
      ...row,
      label: 'no longer bought outside it',
      term: `induced: ${orders(gross)} gross, ${orders(net)} net`,
      flow: { ...induced, gross: back, net: -net, ci95: ci95 && [-ci95[1], -ci95[0]] },
      ribbon: { color: OUTSIDE, gross: back, madeUp: gross },
    },
  ];
}

const replaced = (flow: Flow): Row[] =>
  flow.gross > 0
    ? [
        {
          key: 'perpetrator',
          label: 'sold by those who took over',
          term: 'perpetrator: places of others',
          flow,
          from: 'nowhere',
          ribbon: null,
        },
      ]
    : [];

/** Heights in orders: of the rows' middles, of the gap above each node, and of the ends of the axis. */
interface Places {
  middles: number[];
  gaps: Record<string, number>;
  min: number;
  max: number;
}

/** Nodes as large as there is room when each row has its two lines; the first node stands at 0, where the library puts it. */
function placesOf(rows: Row[], height: number): Places {
  const gapAbove = ({ from }: Row, i: number): number =>
    i === 0 ? HEAD_PX : from === rows[i - 1]!.from ? GAP_PX : PART_PX;
  const slot = ({ ribbon, flow }: Row, pxPerOrder: number): number =>
    Math.max(SLOT_PX, ribbon ? Math.max(ribbon.gross, flow.floor) * pxPerOrder : 0);
  const needed = (pxPerOrder: number): number =>
    rows.reduce((sum, row, i) => sum + gapAbove(row, i) + slot(row, pxPerOrder), 0);
  const nodes = rows.flatMap(({ key, from, ribbon }, row) => (ribbon ? [{ key, row, from, ...ribbon }] : []));
  if (nodes.length === 0) return { middles: [], gaps: {}, min: 0, max: 1 };
  let [pxPerOrder, most] = [0, height / Math.max(...nodes.map(({ gross }) => gross))];
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (pxPerOrder + most) / 2;
    if (needed(middle) <= height) pxPerOrder = middle;
    else most = middle;
  }
  let bottom = 0;
  const px = rows.map((row, i) => {
    const above = bottom + gapAbove(row, i);
    bottom = above + slot(row, pxPerOrder);
    return (above + bottom) / 2;
  });
  const zero = px[nodes[0]!.row]! - (nodes[0]!.gross * pxPerOrder) / 2;
  const middles = px.map((middle) => (middle - zero) / pxPerOrder);
  const gaps: Record<string, number> = {};
  let end = 0;
  for (const { key, row, gross } of nodes) {
    gaps[key] = middles[row]! - gross / 2 - end;
    end = middles[row]! + gross / 2;
  }
  const left = nodes.filter(({ from }) => from === 'left').reduce((sum, { gross }) => sum + gross, 0);
  gaps['from outside'] = end - nodes.at(-1)!.gross - left;
  return { middles, gaps, min: -zero / pxPerOrder, max: (height - zero) / pxPerOrder };
}

/** Each ribbon as two beside each other: what is net, and what moved back. */
function ribbonsOf(rows: Row[], { gaps }: Places) {
  const parts = rows
    .flatMap(({ key, from, ribbon }) =>
      ribbon
        ? [
            { ...ribbon, from, to: key, flow: ribbon.gross - ribbon.madeUp, opacity: NET_OPACITY },
            { ...ribbon, from, to: key, flow: ribbon.madeUp, opacity: BACK_OPACITY },
          ]
        : [],
    )
    .filter(({ flow }) => flow > 0);
  const total = parts.reduce((sum, { flow }) => sum + flow, 0);
  return {
    data: parts.map(({ from, to, flow }) => ({ from: `from ${from}`, to, flow })),
    colorFrom: ({ dataIndex }: { dataIndex: number }) => (parts[dataIndex]?.from === 'left' ? INK : SOFT),
    colorTo: ({ dataIndex }: { dataIndex: number }) => parts[dataIndex]?.color ?? INK,
    flowColor: ({ dataIndex }: { dataIndex: number }) =>
      faded(parts[dataIndex]?.color ?? INK, parts[dataIndex]?.opacity ?? 1),
    priority: { 'from left': 0, 'from outside': 1, ...Object.fromEntries(rows.map(({ key }, i) => [key, i])) },
    nodePaddingMode: 'even' as const,
    // The library counts gaps in pixels of a picture whose height all nodes of a column would fill.
    nodePadding: ({ key }: { key: string }) => ({ before: ((gaps[key] ?? 0) * HEIGHT) / total, after: 0 }),
  };
}

/** Position on the axis of a point `px` to the right of the left edge of the nodes on the right. */
const beside = (px: number): number => 1 + px / RIBBONS_PX;

/** One line in ink, and a second one, softer. */
const lines = (xValue: number, yValue: number, content: string[], more: object = {}): AnnotationOptions => ({
  type: 'label',
  xValue,
  yValue,
  position: { x: 'start', y: 'center' },
  textAlign: 'start',
  content,
  color: [INK, SOFT],
  font: [letters(TEXT_PX, 'bold'), letters(TEXT_PX - 1)],
  padding: 0,
  ...more,
});
const AT_END = { position: { x: 'end', y: 'center' }, textAlign: 'end' };

/** Beside each node its floor as a bracket, its name, and its numbers. */
function table(rows: Row[], { middles, min }: Places): Record<string, AnnotationOptions> {
  const annotations: Record<string, AnnotationOptions> = {};
  for (const { head, px } of COLUMNS)
    annotations[head] = lines(beside(px), min, [head], {
      ...AT_END,
      position: { x: 'end', y: 'start' },
      color: SOFT,
      font: letters(TEXT_PX),
    });
  for (const [i, { key, label, term, flow, ribbon }] of rows.entries()) {
    const middle = middles[i]!;
    annotations[`${key}-name`] = lines(beside(NAME_PX), middle, [label, term]);
    const cells = [[orders(flow.gross)], netOf(flow), [orders(flow.floor)]];
    for (const [c, { head, px }] of COLUMNS.entries())
      annotations[`${key}-${head}`] = lines(beside(px), middle, cells[c]!, {
        ...AT_END,
        ...(head === 'net' ? {} : { font: letters(TEXT_PX) }),
      });
    if (ribbon && flow.floor > 0)
      annotations[`${key}-bracket`] = {
        type: 'box',
        xMin: beside(NODE_PX + 4),
        xMax: beside(NODE_PX + 10),
        yMin: middle - flow.floor / 2,
        yMax: middle + flow.floor / 2,
        backgroundColor: 'transparent',
        borderColor: INK,
        borderWidth: 1.5,
      };
  }
  return annotations;
}

/** Names and numbers of the nodes on the left. */
function sources(rows: Row[], { middles }: Places, left: Flow): Record<string, AnnotationOptions> {
  const at = (y: number, content: string[]): AnnotationOptions => lines(0, y, content, { ...AT_END, xAdjust: -12 });
  const i = rows.findIndex(({ from }) => from === 'outside');
  const isLuck = left.floor > 0 && left.gross <= left.floor;
  const numbers = [
    `gross ${orders(left.gross)}`,
    `net ${orders(left.net)}`,
    ...netOf(left).slice(1),
    `floor ${orders(left.floor)}`,
    ...(isLuck ? ['no more than by luck'] : []),
  ];
  return {
    ...(left.gross > 0 ? { left: at(left.gross / 2, ['left the target', ...numbers]) } : {}),
    ...(i >= 0
      ? { outside: at(middles[i]!, rows[i]!.term === 'induced' ? ['bought by nobody'] : ['bought outside it']) }
      : {}),
  };
}

const nothingMoved = (left: Flow): Record<string, AnnotationOptions> => ({
  nothing: lines(
    0.5 + (TABLE_PX - LEFT_PX) / RIBBONS_PX / 2,
    0.5,
    [
      left.net === 0 ? 'No order moved' : `None left the target, ${orders(-left.net)} came`,
      `by luck alone ${orders(left.floor)} leave the target (floor)`,
    ],
    {
      position: 'center',
      textAlign: 'center',
      font: [letters(30, 'bold'), letters(18)],
    },
  ),
});

const orders = (count: number): string => grouped(count, Math.abs(count) < 10 && !Number.isInteger(count) ? 1 : 0);

const netOf = ({ net, ci95 }: Flow): string[] => [
  orders(net),
  ...(ci95 ? [`[${orders(ci95[0])}, ${orders(ci95[1])}]`] : []),
];

function altOf(moves: Record<FlowClass, Flow>): string {
  const { left_target: left } = moves;
  if (!(left.gross > 0)) return `Flow chart: no order left the target; by luck alone ${orders(left.floor)} do.`;
  const ways = WAYS.map(({ name, label }) => `${orders(moves[name].gross)} ${label}`).join(', ');
  return `Flow chart: of ${orders(left.gross)} orders per replicate that left the target, ${ways}; by luck alone ${orders(left.floor)} leave it.`;
}
