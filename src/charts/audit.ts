// Chart of the audit: bias, coverage and wrong conclusions of estimators.
import type { Chart as ChartOnCanvas } from 'chart.js';
import { EVENT_KINDS, type EventKind } from '../engine/kernel/record.ts';
import type { ArmComparison, Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import type { AuditRow } from '../measures/audit.ts';
import type { EstimatorId } from '../measures/estimators/ids.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
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
  roundTop,
  SOFT,
  WIDTH,
} from './style.ts';

/** Of numbers in rows: there are many. */
const TEXT_PX = 15;
/** Estimators of sums of events: each has a panel of dots and its rates beside. */
const SHADE = '#eeeeee';
const BAD = OKABE_ITO.vermillion;
/** Nominal coverage of a 95 % interval. */
const PROMISED = 0.95;

/** Widths of dots, a column of numbers and the gap between panels, in shares of the whole. */
const DOTS_SHARE = 112;
const CELL_SHARE = 64;
const WIDE_CELL_SHARE = 92;
/** Where two wide heads stand beside each other. */
const WIDEST_CELL_SHARE = 100;
const GAP_SHARE = 22;
/** Rows above the first: names of the panels and of their columns. */
const HEADS = 2;

/** A column of numbers beside dots: its head, its text, and its shade, 0 (good) to 1 (bad). */
interface Column {
  head: string;
  text: (row: AuditRow) => string;
  badness?: (row: AuditRow) => number;
}
const percent = (share: number | null): string => (share === null ? '–' : `${grouped(share * 100)} %`);
const WRONG: Column = {
  head: 'wrong',
  text: ({ wrong_conclusion }) => percent(wrong_conclusion),
  badness: ({ wrong_conclusion }) => wrong_conclusion ?? 0,
};
const TRUTH: Column = { head: 'truth', text: ({ truth_recorded: truth }) => rounded(truth) };
const COVERS: Column = {
  head: 'covers',
  text: ({ coverage }) => percent(coverage),
  badness: ({ coverage }) => (coverage === null ? 0 : Math.max(0, PROMISED - coverage)),
};
const WRONG_SIGN: Column = {
  head: 'wrong sign',
  text: ({ wrong_sign }) => percent(wrong_sign),
  badness: ({ wrong_sign }) => wrong_sign ?? 0,
};
const SAYS: Column = {
  head: 'says',
  text: ({ estimate }) => (estimate === null ? '–' : signed(estimate, 2)),
};
/** Column for estimators that are not defined in every replicate. */
const UNDEFINED: Column = {
  head: 'undefined',
  text: ({ n, n_defined }) => `${n - n_defined} of ${n}`,
  badness: ({ n, n_defined }) => (n - n_defined) / n,
};

/** One panel: an estimator, dots of its bias where it is one of sums of events, and columns beside. */
interface Panel {
  id: EstimatorId;
  color: string | null;
  columns: Column[];
  cellShare: number;
}
const PANELS: Panel[] = [
  { id: 'wdd', color: OKABE_ITO.blue, columns: [TRUTH, COVERS, WRONG], cellShare: CELL_SHARE },
  { id: 'tne', color: OKABE_ITO.green, columns: [TRUTH, WRONG_SIGN], cellShare: WIDE_CELL_SHARE },
  { id: 'did', color: OKABE_ITO.purple, columns: [TRUTH, COVERS, WRONG], cellShare: CELL_SHARE },
  { id: 'wdq', color: null, columns: [SAYS, UNDEFINED, WRONG_SIGN], cellShare: WIDEST_CELL_SHARE },
];

export function audit(results: Results, { arms }: Comparison): Chart[] {
  const names = armsInFileOrder(results.scenario, results.baseline).slice(1);
  return EVENT_KINDS.flatMap((events) =>
    names.flatMap((arm) =>
      ofArm(results, arm, arms[arm]!, events, names.length === 1 ? IDS[events] : `${IDS[events]}-${arm}`),
    ),
  );
}

/** One chart for each kind of events, since their numbers differ in size. */
const IDS: Record<EventKind, string> = { calls: 'audit', violence: 'violence-audit' };
const WORDS: Record<EventKind, string> = { calls: 'calls', violence: 'acts of violence' };

/** Rows of the estimators that look at one thing, one for each length of window. */
interface Group {
  label: string;
  dimension: AuditRow['dimension'];
  buffer_km: number | null;
  windows: number[];
}

type Filled = Panel & { rows: AuditRow[] };

/** A line of the picture: a group's name, or one window of it. */
type Line = { group: Group; window: null } | { group: Group; window: number };

function ofArm(results: Results, arm: string, { audit: found }: ArmComparison, events: EventKind, id: string): Chart[] {
  const panels = PANELS.map(
    (panel): Filled => ({ ...panel, rows: found[panel.id]?.filter((row) => row.events === events) ?? [] }),
  ).filter(({ rows }) => rows.length > 0);
  const lines = groupsOf(panels.flatMap(({ rows }) => rows)).flatMap((group): Line[] => [
    { group, window: null },
    ...group.windows.map((window) => ({ group, window })),
  ]);
  if (lines.length === 0) return [];
  const isOne = results.replicates.length === 1;
  const title = `Would recorded ${events} have shown it: ${armLabel(results, arm)} against ${armLabel(results, results.baseline)}?`;
  const notes = [
    `As many days before as after, shortest and longest window. Dots: estimate less truth${isOne ? '; no intervals with a single replicate' : '; bars: 95 % t interval; scales differ'}`,
    `Truth: change in recorded ${WORDS[events]} against the world without the policy. Covers: share of 95 % intervals that hold it`,
    'Wrong: share that concludes at 5 % what is not so; TNE and WDQ have no test, only a sign. Darker: worse',
    'WDD, WDQ: weighted displacement difference, quotient. TNE: total net effect. DID: difference in differences',
  ];
  return [
    {
      id,
      title,
      alt: altOf(results, arm, events, panels),
      width: WIDTH,
      height: HEIGHT,
      configuration: {
        type: 'scatterWithErrorBars',
        data: { datasets: panels.filter(({ color }) => color).map((panel) => dots(panel, lines)) as never },
        options: {
          layout: { padding: PADDING },
          scales: {
            y: windowAxis(lines),
            ...Object.assign({}, ...panels.map(panelAxes)),
          },
          plugins: {
            ...heading(results, title, notes),
            legend: { display: false },
            annotation: {
              clip: false,
              annotations: {
                ...groupNames(lines, panels),
                ...Object.assign({}, ...panels.map((panel) => numbersOf(panel, lines))),
              },
            },
          },
        },
      },
    },
  ];
}

const DIMENSIONS: AuditRow['dimension'][] = ['places', 'channels', 'hours'];

/** Groups of estimators: the target alone, then buffers of increasing width, then channels and hours. */
function groupsOf(rows: AuditRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { dimension, buffer_km, window_days } of rows) {
    const key = `${dimension} ${buffer_km}`;
    const group = groups.get(key) ?? { label: labelOf(dimension, buffer_km), dimension, buffer_km, windows: [] };
    groups.set(key, group);
    if (!group.windows.includes(window_days)) group.windows.push(window_days);
  }
  return [...groups.values()]
    .map(withEnds)
    .sort(
      (a, b) =>
        DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension) || (a.buffer_km ?? 0) - (b.buffer_km ?? 0),
    );
}

/** A slide has room for the shortest and the longest window. */
const withEnds = (group: Group): Group => {
  const windows = group.windows.toSorted((a, b) => a - b);
  return { ...group, windows: windows.length > 2 ? [windows[0]!, windows.at(-1)!] : windows };
};

function labelOf(dimension: AuditRow['dimension'], buffer_km: number | null): string {
  if (dimension === 'channels') return 'Channels: sites and delivery';
  if (dimension === 'hours') return 'Hours: in and outside those of policies';
  return buffer_km === null ? 'Places: target area' : `Places: target area and a buffer of ${buffer_km} km`;
}

const rowAt = ({ rows }: Filled, { group, window }: Line): AuditRow | undefined =>
  rows.find(
    ({ dimension, buffer_km, window_days }) =>
      dimension === group.dimension && buffer_km === group.buffer_km && window_days === window,
  );

const dots = (panel: Filled, lines: Line[]) => ({
  label: panel.id,
  xAxisID: panel.id,
  yAxisID: 'y',
  backgroundColor: panel.color,
  borderWidth: 0,
  radius: 5,
  clip: false,
  errorBarColor: panel.color,
  errorBarWhiskerColor: panel.color,
  errorBarLineWidth: 2,
  errorBarWhiskerLineWidth: 2,
  errorBarWhiskerSize: 9,
  data: lines.flatMap((line, y) => {
    const row = rowAt(panel, line);
    if (!row || row.bias_recorded === null) return [];
    const ci95 = row.bias_recorded_ci95;
    return [{ x: row.bias_recorded, y, ...(ci95 ? { xMin: ci95[0], xMax: ci95[1] } : {}) }];
  }),
});

const windowAxis = (lines: Line[]) =>
  axis('', -HEADS - 0.5, lines.length - 0.5, {
    reverse: true,
    grid: { display: false },
    border: { display: false },
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = lines.flatMap(({ window }, value) => (window === null ? [] : [{ value }]));
    },
    ticks: { autoSkip: false, callback: (value: number) => `${lines[value]?.window} days` },
  });

/** The axis of dots runs from `-top` to `top`. */
const topOf = ({ rows }: Filled): number =>
  roundTop(
    1.05 * largest(rows.flatMap((row) => [row.bias_recorded ?? 0, ...(row.bias_recorded_ci95 ?? [])]).map(Math.abs)),
    2,
  ).top;

const cellsId = ({ id }: Panel): string => `${id}-cells`;

/** Beside each other: the axis of the dots, and one without a line that places the columns. */
function panelAxes(panel: Filled) {
  const top = topOf(panel);
  const beside = { axis: 'x', position: 'bottom', stack: 'panels' };
  const hidden = { ticks: { display: false }, grid: { display: false }, border: { display: false } };
  const { id, columns, rows, color, cellShare } = panel;
  return {
    ...(color
      ? {
          [id]: axis(['bias,', ...rows[0]!.unit.split(' ')], -top, top, {
            ...beside,
            stackWeight: DOTS_SHARE,
            ticks: {
              stepSize: top,
              maxRotation: 0,
              autoSkip: false,
              callback: (value: number) => signed(value, decimalsFor(top, null)),
            },
          }),
        }
      : {}),
    [cellsId(panel)]: axis('', 0, columns.length + GAP_SHARE / cellShare, {
      ...beside,
      ...hidden,
      stackWeight: columns.length * cellShare + GAP_SHARE,
    }),
  };
}

const label = (xScaleID: string, xValue: number, yValue: number, content: string, more: object): AnnotationOptions => ({
  type: 'label',
  xScaleID,
  yScaleID: 'y',
  xValue,
  yValue,
  content,
  padding: 0,
  color: INK,
  font: letters(TEXT_PX),
  ...more,
});

/** The shade behind a group's name reaches over all panels; the first one, which has dots, gives its measure. */
function groupNames(lines: Line[], panels: Filled[]): Record<string, AnnotationOptions> {
  const shares = panels.reduce(
    (sum, { color, columns, cellShare }) => sum + (color ? DOTS_SHARE : 0) + columns.length * cellShare + GAP_SHARE,
    0,
  );
  const top = topOf(panels[0]!);
  const [xScaleID, xMin, xMax] = panels[0]!.color
    ? [panels[0]!.id, -top, (2 * top * shares) / DOTS_SHARE - top]
    : [cellsId(panels[0]!), 0, shares / panels[0]!.cellShare];
  const annotations: Record<string, AnnotationOptions> = {};
  for (const [y, { group, window }] of lines.entries()) {
    if (window !== null) continue;
    annotations[`group-shade-${y}`] = {
      type: 'box',
      xScaleID,
      yScaleID: 'y',
      xMin,
      xMax,
      yMin: y - 0.5,
      yMax: y + 0.5,
      backgroundColor: SHADE,
      borderWidth: 0,
      drawTime: 'beforeDraw',
    };
    annotations[`group-${y}`] = label(xScaleID, xMin, y, group.label, {
      position: { x: 'start', y: 'center' },
      xAdjust: 6,
      font: letters(TEXT_PX, 'bold'),
      backgroundColor: SHADE,
    });
  }
  return annotations;
}

/** Heads of a panel, the line of no bias, and its columns of numbers. */
function numbersOf(panel: Filled, lines: Line[]): Record<string, AnnotationOptions> {
  const { id, color, columns } = panel;
  const cells = cellsId(panel);
  const annotations: Record<string, AnnotationOptions> = {
    [`${id}-name`]: label(color ? id : cells, color ? 0 : columns.length / 2, -2, id.toUpperCase(), {
      font: letters(16, 'bold'),
      color: color ?? INK,
    }),
  };
  if (color)
    annotations[`${id}-zero`] = {
      type: 'line',
      xScaleID: id,
      yScaleID: 'y',
      xMin: 0,
      xMax: 0,
      yMin: -0.5,
      yMax: lines.length - 0.5,
      borderColor: INK,
      borderWidth: 1.5,
      drawTime: 'beforeDatasetsDraw',
    };
  for (const [c, { head, text, badness }] of columns.entries()) {
    const rows = lines.map((line) => rowAt(panel, line));
    annotations[`${id}-${head}`] = label(cells, c + 0.5, -1, head, { color: SOFT });
    // One label for a whole column, its lines as high as rows are: a label for each number takes three times as long.
    annotations[`${id}-${head}-texts`] = label(cells, c + 0.5, -0.5, '', {
      content: rows.map((row) => (row ? text(row) : '')),
      position: { x: 'center', y: 'start' },
      font: ({ chart }: { chart: ChartOnCanvas }) => ({
        ...letters(TEXT_PX),
        lineHeight: chart.scales.y!.height / (lines.length + HEADS) / TEXT_PX,
      }),
    });
    for (const [y, row] of rows.entries()) {
      const bad = row && badness ? badness(row) : 0;
      if (bad > 0)
        annotations[`${id}-${head}-shade-${y}`] = {
          type: 'box',
          xScaleID: cells,
          yScaleID: 'y',
          xMin: c + 0.04,
          xMax: c + 0.96,
          yMin: y - 0.45,
          yMax: y + 0.45,
          backgroundColor: faded(BAD, Math.min(1, bad) * 0.7),
          borderWidth: 0,
          drawTime: 'beforeDatasetsDraw',
        };
    }
  }
  return annotations;
}

const rounded = (value: number | null): string =>
  value === null ? '–' : grouped(value, Math.min(1, decimalsFor(value, null)));

function altOf(results: Results, arm: string, events: EventKind, panels: Filled[]): string {
  const spoken = panels.flatMap(({ id, rows }) => {
    const row = rows.filter(({ dimension }) => dimension === 'places').at(-1);
    return row && row.wrong_conclusion !== null ? [`${id.toUpperCase()} ${percent(row.wrong_conclusion)}`] : [];
  });
  return `Dot plot: bias of ${panels.length} estimators of ${WORDS[events]} in ${armLabel(results, arm)}; wrong conclusions with the widest buffer and longest window: ${spoken.join(', ') || 'undefined'}.`;
}
