// Charts: lives of the largest platforms of an arm in one replicate: born, dark, reborn, gone; size as thickness.
import type { ChartDataset } from 'chart.js';
import type { Results } from '../experiment/results.ts';
import { archetypesIn, daysOfMonths, livesOf, type PlatformLife } from '../measures/platforms.ts';
import { armsInFileOrder } from '../measures/series.ts';
import { grouped } from '../numbers.ts';
import { DAY_TITLE, keptApart } from './days.ts';
import { type Drawing, dayRange, daysBelow, drawnChart, policyLines, policyNote } from './line-panels.ts';
import { type Box, line, PANELS_WIDTH, roomFor, text, widthOfText, xOf } from './panels.ts';
import {
  type AnnotationOptions,
  armLabel,
  CHANNEL_LOOK,
  type Chart,
  faded,
  GRID,
  HEIGHT,
  INK,
  letters,
  OKABE_ITO,
  TEXT_PX,
} from './style.ts';

const MOST_PLATFORMS = 40;
const LEGEND_PX = 34;
const BELOW_PX = 56;
const NAME_GAP_PX = 18;
/** Share of a row that the thickest part of a life takes, and the thinnest in pixels. */
const THICKEST = 0.9;
const THINNEST_PX = 2;

const BAR = faded(CHANNEL_LOOK.delivery.color, 0.75);
const SIGNS = {
  born: { pointStyle: 'circle', backgroundColor: '#ffffff', borderColor: INK, borderWidth: 2, radius: 4 },
  reborn: {
    pointStyle: 'triangle',
    backgroundColor: OKABE_ITO.blue,
    borderColor: '#ffffff',
    borderWidth: 1,
    radius: 6,
  },
  gone: { pointStyle: 'crossRot', backgroundColor: INK, borderColor: INK, borderWidth: 2.5, radius: 5 },
} as const;

export function lifeLines(results: Results): Chart[] {
  const arms = armsInFileOrder(results.scenario, results.baseline);
  return arms.flatMap((arm) => ofArm(results, arm, arms.length === 1 ? 'life-lines' : `life-lines-${arm}`));
}

function ofArm(results: Results, arm: string, id: string): Chart[] {
  const record = results.records[arm]![0]!;
  const kinds = archetypesIn([record]);
  const lives = livesOf(record).filter((life) => sumOf(life) > 0);
  if (lives.length === 0) return [];
  const shown = lives
    .sort((a, b) => sumOf(b) - sumOf(a))
    .slice(0, MOST_PLATFORMS)
    .sort((a, b) => kinds.indexOf(a.archetype) - kinds.indexOf(b.archetype) || a.born - b.born || sumOf(b) - sumOf(a));
  const orders = lives.reduce((sum, life) => sum + sumOf(life), 0);
  const share = grouped((100 * shown.reduce((sum, life) => sum + sumOf(life), 0)) / orders, 0);
  const times = (count: number): string => `${count} ${count === 1 ? 'time' : 'times'}`;
  const isIn = (day: number | null): boolean => day !== null && day >= 0;
  const dark = shown.reduce((sum, life) => sum + life.dark.filter(({ from }) => isIn(from)).length, 0);
  const which =
    lives.length > shown.length
      ? `The ${shown.length} largest of ${lives.length} platforms`
      : `All ${shown.length} platforms`;
  const months = daysOfMonths(record);
  const most = Math.max(
    ...shown.flatMap((life) =>
      stretchesOf(life, record.nDays).flatMap((stretch) => pacesOf(life, stretch, months).map(({ perDay }) => perDay)),
    ),
  );
  const head = {
    id,
    title: `Lives of platforms: ${armLabel(results, arm)}`,
    alt: `Line chart: lives of ${shown.length} platforms, one row for each; they go dark ${times(dark)}, and ${shown.filter(({ gone }) => isIn(gone)).length} close.`,
    notes: [
      `${which}, with ${share} % of the orders delivered; replicate ${record.replicate} alone: one history, no mean`,
      `Thickness: square root of the orders of a day, at most ${grouped(most, 0)}, by month${policyNote(results, [arm])}`,
    ],
  };
  return [drawnChart(results, head, drawing(results, arm, shown, most, head))];
}

interface Pace {
  first: number;
  last: number;
  perDay: number;
}
type Days = [from: number, until: number];

/** Times in which a platform sells, within the reported days. */
function stretchesOf({ born, gone, dark }: PlatformLife, nDays: number): Days[] {
  const starts = [born, ...dark.map(({ until }) => until ?? nDays)];
  const ends = [...dark.map(({ from }) => from), gone ?? nDays];
  return starts.map((start, i): Days => [Math.max(0, start), ends[i]!]).filter(([from, until]) => from < until);
}

/** Orders a day in each month of a stretch; those of a month are spread over all days on which it sells. */
function pacesOf(life: PlatformLife, [from, until]: Days, months: readonly Days[]): Pace[] {
  return months.flatMap(([start, end], month) => {
    const [first, last] = [Math.max(start, from), Math.min(end, until)];
    if (first >= last) return [];
    const days = stretchesOf(life, months.at(-1)![1]).reduce(
      (sum, [one, other]) => sum + Math.max(0, Math.min(end, other) - Math.max(start, one)),
      0,
    );
    return [{ first, last, perDay: life.orders[month]! / days }];
  });
}

const sumOf = ({ orders }: PlatformLife): number => orders.reduce((sum, month) => sum + month, 0);

function drawing(
  results: Results,
  arm: string,
  lives: PlatformLife[],
  most: number,
  { title, notes }: { title: string; notes: string[] },
): Drawing {
  const room = roomFor(results, title, notes, HEIGHT);
  const left = Math.max(...lives.map(({ archetype }) => widthOfText(archetype, TEXT_PX))) + 14;
  const box: Box = { left, right: PANELS_WIDTH, top: LEGEND_PX, bottom: room - BELOW_PX };
  const days = dayRange(results, 14);
  const nDays = days.max + 1;
  const months = daysOfMonths(results.records[arm]![0]!);
  const rowPx = (box.bottom - box.top) / lives.length;
  const x = (day: number): number => xOf(box, days, Math.min(days.max, Math.max(0, day)));
  const yOf = (row: number): number => box.top + (row + 0.5) * rowPx;
  const paces = lives.map((life) => stretchesOf(life, nDays).map((stretch) => pacesOf(life, stretch, months)));
  const halfOf = (perDay: number): number =>
    Math.max(THINNEST_PX / 2, (rowPx / 2) * THICKEST * Math.sqrt(perDay / most));
  const shapes = paces.flatMap((ofLife, row) =>
    ofLife.map((stretch) => {
      const edge = stretch.flatMap(({ first, last, perDay }) =>
        [first, last].map((day) => ({ x: x(day), half: halfOf(perDay) })),
      );
      return [
        ...edge.map(({ x, half }) => ({ x, y: yOf(row) - half })),
        ...edge.toReversed().map(({ x, half }) => ({ x, y: yOf(row) + half })),
      ];
    }),
  );
  const signs = {
    born: lives.flatMap(({ born }, row) => (born >= 0 ? [{ x: x(born), y: yOf(row) }] : [])),
    reborn: lives.flatMap(({ dark, gone }, row) =>
      dark.flatMap(({ until }) =>
        until !== null && until >= 0 && until !== gone ? [{ x: x(until), y: yOf(row) }] : [],
      ),
    ),
    gone: lives.flatMap(({ gone }, row) => (gone !== null && gone >= 0 ? [{ x: x(gone), y: yOf(row) }] : [])),
  };
  const plain = { label: '', borderWidth: 0, pointRadius: 0, tension: 0 };
  return {
    datasets: [
      ...shapes.map((data) => ({ ...plain, data, fill: 'shape', backgroundColor: BAR, order: 2 })),
      ...Object.entries(signs).map(([sign, data]) => {
        const { pointStyle, backgroundColor, borderColor, borderWidth, radius } = SIGNS[sign as keyof typeof SIGNS];
        return {
          ...plain,
          data,
          showLine: false,
          clip: false,
          pointStyle,
          pointRadius: radius,
          pointBackgroundColor: backgroundColor,
          pointBorderColor: borderColor,
          pointBorderWidth: borderWidth,
          order: 1,
        };
      }),
    ] as ChartDataset<'line', { x: number; y: number | null }[]>[],
    annotations: {
      ...groups(lives, box, rowPx),
      ...policyLines(results, [arm], 'lives', box, days),
      ...Object.fromEntries(
        lives.flatMap(({ dark }, row) =>
          dark
            .filter(({ until }) => until === null || until > 0)
            .map(({ from, until }, n): [string, AnnotationOptions] => [
              `dark-${row}-${n}`,
              line([x(from), x(until ?? nDays)], [yOf(row), yOf(row)], INK, 2),
            ]),
        ),
      ),
      ...daysBelow('lives', box, days, true),
      'axis-title': text(DAY_TITLE, (box.left + box.right) / 2, room - 12, 'center', {
        font: letters(TEXT_PX + 1),
      }),
      ...legend(box),
    },
  };
}

/** Names of archetypes beside their rows, and lines between them. */
function groups(lives: readonly PlatformLife[], box: Box, rowPx: number): Record<string, AnnotationOptions> {
  const kinds = [...new Set(lives.map(({ archetype }) => archetype))];
  const first = (kind: string): number => lives.findIndex(({ archetype }) => archetype === kind);
  const end = (kind: string): number => lives.findLastIndex(({ archetype }) => archetype === kind) + 1;
  const heights = keptApart(
    kinds.map((kind) => box.top + ((first(kind) + end(kind)) / 2) * rowPx),
    NAME_GAP_PX,
  );
  return Object.fromEntries(
    kinds.flatMap((kind, k) => {
      const y = box.top + first(kind) * rowPx;
      return [
        [`kind-${k}`, text(kind, box.left - 10, heights[k]!, 'end')],
        [`between-${k}`, line([box.left, box.right], [y, y], GRID, 1)],
      ];
    }),
  );
}

function legend(box: Box): Record<string, AnnotationOptions> {
  const annotations: Record<string, AnnotationOptions> = {};
  const y = 12;
  let at = box.left;
  const entry = (key: string, sign: AnnotationOptions, width: number, label: string): void => {
    annotations[`legend-${key}`] = sign;
    annotations[`legend-${key}-text`] = text(label, at + width + 8, y, 'start');
    at += width + 8 + widthOfText(label, TEXT_PX) + 20;
  };
  const bar = { type: 'box' as const, xMin: at, xMax: at + 34, yMin: y - 5, yMax: y + 5, backgroundColor: BAR };
  entry('sells', { ...bar, borderWidth: 0 }, 34, 'sells');
  entry('dark', line([at, at + 34], [y, y], INK, 2), 34, 'dark');
  for (const [sign, label] of [
    ['born', 'opens'],
    ['reborn', 'comes back'],
    ['gone', 'closes'],
  ] as const)
    entry(sign, { type: 'point', xValue: at + 7, yValue: y, ...SIGNS[sign] }, 14, label);
  return annotations;
}
