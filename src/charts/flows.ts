// Flow chart of orders that left the target area, from the reference to the arm.
import type { ArmComparison, Comparison, Flow } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { FlowClass } from '../measures/flows.ts';
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
} from './style.ts';

/** Ways out of the target area, those that are no displacement first. */
const WAYS: { name: FlowClass; label: string; term: string; color: string }[] = [
  { name: 'deterred', label: 'not bought at all', term: 'deterred', color: OKABE_ITO.orange },
  { name: 'lost', label: 'wanted but not served', term: 'lost', color: OKABE_ITO.yellow },
  { name: 'tactical_delivery', label: 'delivered', term: 'tactical', color: OKABE_ITO.vermillion },
  { name: 'tactical_other', label: 'from other sources', term: 'tactical', color: OKABE_ITO.vermillion },
  { name: 'tactical_site', label: 'at fixed sites', term: 'tactical', color: OKABE_ITO.vermillion },
  { name: 'spatial', label: 'in another place', term: 'spatial', color: OKABE_ITO.blue },
  { name: 'temporal', label: 'at other hours', term: 'temporal', color: OKABE_ITO.green },
  { name: 'target', label: 'of another product', term: 'target', color: OKABE_ITO.purple },
];
/** Orders gained or lost elsewhere: where, and whether the class counts gains or losses. */
const ELSEWHERE: { name: FlowClass; where: string; term: string; isLoss?: true }[] = [
  { name: 'induced_sites_outside', where: 'at other sites', term: 'induced, sites outside the target' },
  { name: 'induced_sites_target', where: 'at sites in the target', term: 'induced, sites in the target' },
  { name: 'induced_delivery', where: 'delivered', term: 'induced, deliveries' },
  { name: 'induced_other', where: 'from other sources', term: 'induced, other sources' },
  { name: 'lost_elsewhere', where: 'served', term: 'lost elsewhere, all channels', isLoss: true },
];
const IN_PLACE: { name: FlowClass; label: string; term: string; short: string }[] = [
  {
    name: 'seller',
    label: 'by another platform',
    term: 'seller: still delivered',
    short: 'by another platform: seller',
  },
  {
    name: 'perpetrator',
    label: 'sold by those who took over',
    term: 'perpetrator: places of others',
    short: 'taken over: perpetrator',
  },
];
const OUTSIDE = OKABE_ITO.sky;
const NET_OPACITY = 0.8;
const BACK_OPACITY = 0.3;

/** The picture from left to right: names on the left, ribbons between the nodes, the table; CSS pixels. */
const LEFT_PX = 190;
const NODE_PX = 16;
const TABLE_PX = 640;
const RIBBONS_PX = WIDTH - PADDING.left - PADDING.right - LEFT_PX - TABLE_PX;
/** Columns of the table: where they begin or end from the nodes on. */
const NAME_PX = 36;
const COLUMNS = [
  { key: 'gross', head: ['gross'], px: 330 },
  { key: 'net', head: ['net'], px: 545 },
  { key: 'floor', head: ['placebo,', 'gross'], px: 640 },
];
/** Height that the two lines beside a node have, unless so many rows leave less, and the share of the picture that lines may take. */
const SLOT_PX = 46;
/** Two lines need this much; with less, rows have one. */
const TWO_LINES_PX = 37;
const LINES_SHARE = 0.9;
/** Rows below this share of the largest are left out. */
const LEAST_SHARE = 0.01;
const GAP_PX = 6;
/** Space for the heads of columns, and above what did not leave the target. */
const HEAD_PX = 44;
const PART_PX = 20;
const BISECTIONS = 50;

/** Where a ribbon comes from that does not leave the target: orders made elsewhere in the reference, or none. */
const SOURCES = { outside: ['bought elsewhere'], nobody: ['not bought'] } as const;
type Source = keyof typeof SOURCES;

/** A row of the table; those with a ribbon have a node. */
interface Row {
  key: string;
  /** First and second line. */
  label: string;
  term: string;
  flow: Flow;
  /** Its part of the table, and the node from which its ribbon comes. */
  from: 'left' | Source | 'nowhere';
  /** As drawn: orders that moved this way, and those of them that as many the other way make up for. */
  ribbon: { color: string; gross: number; madeUp: number } | null;
}

export function flows(results: Results, { arms }: Comparison): Chart[] {
  const names = armsInFileOrder(results.scenario, results.baseline).slice(1);
  return names.flatMap((arm) => {
    const { flows: moves, ...pressure } = arms[arm]!;
    return moves ? [alluvial(results, arm, moves, pressure, names.length === 1 ? 'flows' : `flows-${arm}`)] : [];
  });
}

function alluvial(
  results: Results,
  arm: string,
  moves: Record<FlowClass, Flow>,
  pressure: Pick<ArmComparison, 'channels' | 'channels_at_all_hours'>,
  id: string,
): Chart {
  const { channels, channels_at_all_hours: always } = pressure;
  const title = `Where orders went that left the target: ${armLabel(results, arm)} against ${armLabel(results, results.baseline)}`;
  const isOne = results.replicates.length === 1;
  const where = channels.map((channel) => CHANNEL_LOOK[channel].label).join(' and ');
  const when =
    always.length === 0
      ? 'at the hours of policies'
      : always.length < channels.length
        ? `at the hours of policies, ${always.map((channel) => CHANNEL_LOOK[channel].label).join(' and ')} at all hours`
        : 'at all hours';
  const drawn = [...waysOut(moves), ...elsewhere(moves)];
  const all = [...drawn, ...inPlaceOf(moves)];
  const least = LEAST_SHARE * Math.max(...drawn.map(({ flow }) => flow.gross));
  const rows = all.filter(({ flow }) => flow.gross >= least || -flow.net >= least);
  const notes = [
    `Post window, ${isOne ? '' : 'mean '}orders per replicate. Target: ${where || 'all channels'} in the target area, ${when}`,
    `Ribbons: gross. Full colour: net of what moved back${isOne ? '' : ', in numbers with 95 % interval'}${rows.length < all.length ? '. Left out: moves of less than 1 % of the largest' : ''}`,
    'Brackets, placebo: moved by other luck on the way alone, gross. Net moves whose interval leaves 0 out tell of policies',
  ];
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
  if (!(moves.left_target.gross > 0)) return [];
  return WAYS.filter(({ name }) => isMoved(moves[name])).map(({ name, label, term, color }) => {
    const flow = moves[name];
    const madeUp = Math.min(flow.gross, flow.gross - flow.net);
    const ribbon = { color, gross: flow.gross, madeUp };
    return { key: name, label, term, flow, from: 'left', ribbon: flow.gross > 0 ? ribbon : null };
  });
}

/** The way that more orders went: no longer bought or served, then bought or served where nothing was before. */
function elsewhere(moves: Record<FlowClass, Flow>): Row[] {
  const rows = ELSEWHERE.filter(({ name }) => isMoved(moves[name])).map(({ name, where, term, isLoss }): Row => {
    const flow = moves[name];
    const isTurned = flow.net < 0;
    const shown = isTurned ? turned(flow) : flow;
    const isLost = isLoss ? !isTurned : isTurned;
    return {
      key: name,
      label: `${isLost ? 'no longer' : 'newly'} ${where}`,
      term,
      flow: shown,
      from: isLost ? 'outside' : 'nobody',
      ribbon: shown.gross > 0 ? { color: OUTSIDE, gross: shown.gross, madeUp: shown.gross - shown.net } : null,
    };
  });
  return (['outside', 'nobody'] as const).flatMap((source) => rows.filter(({ from }) => from === source));
}

/** The same move in the other direction. */
const turned = (flow: Flow): Flow => ({
  ...flow,
  gross: flow.gross - flow.net,
  net: -flow.net,
  ci95: flow.ci95 && [-flow.ci95[1], -flow.ci95[0]],
  floor: flow.floor - flow.floor_net,
});

const isMoved = ({ gross, net }: Flow): boolean => gross > 0 || net !== 0;

/** What others sold in the place of a seller: orders that need not have left the target, so that they have no ribbon. */
const inPlaceOf = (moves: Record<FlowClass, Flow>): Row[] =>
  IN_PLACE.filter(({ name }) => isMoved(moves[name])).map(({ name, label, term }) => ({
    key: name,
    label,
    term,
    flow: moves[name],
    from: 'nowhere',
    ribbon: null,
  }));

/** Heights in orders: of the rows' middles, of the gap above each node, and of the ends of the axis. */
interface Places {
  middles: number[];
  gaps: Record<string, number>;
  min: number;
  max: number;
  /** Rows have room for two lines. */
  isRoomy: boolean;
}

/** Nodes as large as there is room when each row has its two lines; the first node stands at 0, where the library puts it. */
function placesOf(rows: Row[], height: number): Places {
  const gapAbove = ({ from }: Row, i: number): number =>
    i === 0 ? HEAD_PX : from === rows[i - 1]!.from ? GAP_PX : PART_PX;
  const free = height - rows.reduce((sum, row, i) => sum + gapAbove(row, i), 0);
  const slotPx = Math.min(SLOT_PX, (LINES_SHARE * free) / rows.length);
  const slot = ({ ribbon, flow }: Row, pxPerOrder: number): number =>
    Math.max(slotPx, ribbon ? Math.max(ribbon.gross, flow.floor) * pxPerOrder : 0);
  const needed = (pxPerOrder: number): number =>
    rows.reduce((sum, row, i) => sum + gapAbove(row, i) + slot(row, pxPerOrder), 0);
  const nodes = rows.flatMap(({ key, from, ribbon }, row) => (ribbon ? [{ key, row, from, ...ribbon }] : []));
  if (nodes.length === 0) return { middles: [], gaps: {}, min: 0, max: 1, isRoomy: true };
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
  // On the left each source begins where the first of its ribbons ends.
  let sourceEnd = nodes.filter(({ from }) => from === 'left').reduce((sum, { gross }) => sum + gross, 0);
  for (const source of Object.keys(SOURCES)) {
    const own = nodes.filter(({ from }) => from === source);
    if (own.length === 0) continue;
    const begin = Math.max(sourceEnd, middles[own[0]!.row]! - own[0]!.gross / 2);
    gaps[`from ${source}`] = begin - sourceEnd;
    sourceEnd = begin + own.reduce((sum, { gross }) => sum + gross, 0);
  }
  return {
    middles,
    gaps,
    min: -zero / pxPerOrder,
    max: (height - zero) / pxPerOrder,
    isRoomy: slotPx >= TWO_LINES_PX,
  };
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
    priority: {
      'from left': 0,
      'from outside': 1,
      'from nobody': 2,
      ...Object.fromEntries(rows.map(({ key }, i) => [key, i])),
    },
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

/** Names of classes elsewhere already contain the place. */
const inOneLine = ({ key, label, term, from }: Row): string =>
  from === 'left' ? `${label}: ${term}` : (IN_PLACE.find(({ name }) => name === key)?.short ?? label);

/** Beside each node its floor as a bracket, its name, and its numbers. */
function table(rows: Row[], { middles, min, isRoomy }: Places): Record<string, AnnotationOptions> {
  const annotations: Record<string, AnnotationOptions> = {};
  for (const { key, head, px } of COLUMNS)
    annotations[key] = lines(beside(px), min, head, {
      ...AT_END,
      position: { x: 'end', y: 'start' },
      color: SOFT,
      font: letters(TEXT_PX),
    });
  for (const [i, row] of rows.entries()) {
    const { key, label, term, flow, ribbon } = row;
    const middle = middles[i]!;
    annotations[`${key}-name`] = lines(beside(NAME_PX), middle, isRoomy ? [label, term] : [inOneLine(row)]);
    const net = netOf(flow);
    const cells = [[orders(flow.gross)], isRoomy ? net : [net.join(' ')], [orders(flow.floor)]];
    for (const [c, { key: column, px }] of COLUMNS.entries())
      annotations[`${key}-${column}`] = lines(beside(px), middle, cells[c]!, {
        ...AT_END,
        ...(column === 'net' ? {} : { font: letters(TEXT_PX) }),
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
  const numbers = [
    `gross ${orders(left.gross)}`,
    `net ${orders(left.net)}`,
    ...netOf(left).slice(1),
    ...(left.ci95 !== null && left.ci95[0] <= 0 && left.ci95[1] >= 0 ? ['not told from zero'] : []),
    `placebo ${orders(left.floor)} gross`,
  ];
  const annotations: Record<string, AnnotationOptions> = {};
  if (left.gross > 0) annotations.left = at(left.gross / 2, ['left the target', ...numbers]);
  for (const [source, text] of Object.entries(SOURCES)) {
    const own = rows.findIndex(({ from, ribbon }) => from === source && ribbon !== null);
    if (own >= 0) annotations[source] = at(middles[own]!, [...text]);
  }
  return annotations;
}

const nothingMoved = (left: Flow): Record<string, AnnotationOptions> => ({
  nothing: lines(
    0.5 + (TABLE_PX - LEFT_PX) / RIBBONS_PX / 2,
    0.5,
    [
      left.net === 0 ? 'No order moved' : `None left the target, ${orders(-left.net)} came`,
      `by other luck on the way alone (placebo) ${orders(left.floor)} leave the target, gross`,
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
  const net = (flow: Flow): string => netOf(flow).join(' ');
  if (!(left.gross > 0)) return 'Flow chart: no order left the target.';
  const ways = WAYS.filter(({ name }) => isMoved(moves[name])).map(({ name, label }) => `${net(moves[name])} ${label}`);
  return `Flow chart: net of what came back, ${net(left)} orders per replicate left the target: ${ways.join(', ')}.`;
}
