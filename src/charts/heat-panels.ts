// Draws heat maps as panels of coloured cells in pixel coordinates, with numbers, hatched grey cells and a bar of colours.
import { grouped, signed } from '../numbers.ts';
import { type Drawing, drawnChart } from './line-panels.ts';
import { type Box, line, PANELS_WIDTH, roomFor, text, widthOfText } from './panels.ts';
import {
  type AnnotationOptions,
  type Chart,
  HEIGHT,
  type Headed,
  INK,
  largest,
  letters,
  OKABE_ITO,
  roundTop,
  SOFT,
  TEXT_PX,
  wrap,
} from './style.ts';

/** One cell: its colour is its value's, or grey with stripes where it `isOpen`; empty where there is no value. */
export interface HeatCell {
  value: number | null;
  isOpen: boolean;
  /** Written in the cell, and below it where there is room. */
  text: string;
  below?: string;
}
/** Cells by row, the lowest first, and column. */
export interface HeatPanel {
  title: string;
  cells: readonly (readonly HeatCell[])[];
}
export interface Heat {
  panels: readonly HeatPanel[];
  /** The second line of a name is softer. */
  rows: { title: string; names: readonly string[]; below?: readonly string[] };
  columns: { title: string; names: readonly string[] };
  /** Of the colours; from 0 up where it has one side only. */
  scale: { title: string[]; isOneSided?: boolean; most?: number };
  /** What grey with stripes is, a line each. */
  open: string[];
}

const BAR_PX = 176;
const BAR_WIDTH_PX = 26;
const BAR_STEPS = 40;
const PANEL_TITLE_PX = 30;
const NAMES_PX = 28;
const AXIS_TITLE_PX = 28;
const GAP_PX = 22;
const MOST_COLUMNS = 3;
const LINE_PX = 20;
const MOST_LINES = 2;
const LEAST_CELL_PX = 11;
const TWO_LINES_PX = 44;
const STRIPE_GAP_PX = 11;
const PALE = [247, 247, 247] as const;
export const OPEN_FILL = '#ececec';
const STRIPE = '#c9c9c9';
const NONE_FILL = '#ffffff';
/** Colours of the ends are this near to the full ones, so that ink is legible on all but the darkest. */
const FULL = 0.92;

export function heatChart(
  headed: Headed,
  head: Pick<Chart, 'id' | 'title' | 'alt'> & { notes: string[] },
  { panels, rows, columns, scale, open }: Heat,
): Chart {
  const room = roomFor(headed, head.title, head.notes, HEIGHT);
  const across = Math.min(panels.length, MOST_COLUMNS);
  const down = Math.ceil(panels.length / across);
  const hasTitles = panels.some(({ title }) => title !== '');
  const titlePx = hasTitles ? PANEL_TITLE_PX : 6;
  const namesPx =
    AXIS_TITLE_PX + 8 + Math.max(...[...rows.names, ...(rows.below ?? [])].map((name) => widthOfText(name, TEXT_PX)));
  const panelPx = (PANELS_WIDTH - BAR_PX - namesPx) / across;
  const columnNames = wrapped(columns.names, (panelPx - GAP_PX) / columns.names.length);
  const belowPx = AXIS_TITLE_PX + NAMES_PX + (Math.max(...columnNames.map(({ length }) => length)) - 1) * LINE_PX;
  const rowPx = (room - belowPx) / down;
  const all = panels.flatMap(({ cells }) => cells.flat());
  const told = all.filter(({ isOpen }) => !isOpen);
  const sizes = (told.length > 0 ? told : all).map(({ value }) => Math.abs(value ?? 0));
  const { top, step } = scale.most ? { top: scale.most, step: scale.most / 5 } : roundTop(largest(sizes), 5);
  const colour = (value: number): string => colourOf(value / top);
  const annotations: Record<string, AnnotationOptions> = {};
  const stripes: ({ x: number; y: number } | { x: number; y: null })[] = [];
  for (const [i, { title, cells }] of panels.entries()) {
    const [column, row] = [i % across, Math.floor(i / across)];
    const box: Box = {
      left: namesPx + column * panelPx,
      right: namesPx + (column + 1) * panelPx - GAP_PX,
      top: row * rowPx + titlePx,
      bottom: (row + 1) * rowPx - (down > 1 && row < down - 1 ? GAP_PX / 2 : 0),
    };
    const [width, height] = [(box.right - box.left) / columns.names.length, (box.bottom - box.top) / rows.names.length];
    if (title !== '')
      annotations[`title-${i}`] = text(title, box.left, box.top - 14, 'start', { font: letters(TEXT_PX, 'bold') });
    const size = letterSize(
      cells.flat().map((cell) => cell.text),
      width,
      height,
    );
    const hasBelow =
      height >= TWO_LINES_PX &&
      size === TEXT_PX &&
      cells.flat().every(({ below = '' }) => widthOfText(below, TEXT_PX - 2) <= width - 8);
    for (const [r, cellsOfRow] of cells.entries())
      for (const [c, cell] of cellsOfRow.entries()) {
        const at = {
          left: box.left + c * width,
          right: box.left + (c + 1) * width,
          top: box.bottom - (r + 1) * height,
          bottom: box.bottom - r * height,
        };
        const fill = cell.value === null ? NONE_FILL : cell.isOpen ? OPEN_FILL : colour(cell.value);
        annotations[`cell-${i}-${r}-${c}`] = cellBox(at, fill);
        if (cell.value !== null && cell.isOpen) stripes.push(...stripesIn(at));
        if (size !== null)
          annotations[`text-${i}-${r}-${c}`] = text(
            hasBelow && cell.below ? [cell.text, cell.below] : cell.text,
            (at.left + at.right) / 2,
            (at.top + at.bottom) / 2,
            'center',
            {
              color: cell.isOpen || cell.value === null ? SOFT : inkOn(fill),
              font: letters(size),
              ...(cell.isOpen && cell.value !== null ? { backgroundColor: `${OPEN_FILL}dd`, padding: 2 } : {}),
            },
          );
      }
    const isLowest = i + across >= panels.length;
    if (isLowest) Object.assign(annotations, namesBelow(`columns-${i}`, box, columnNames, width));
    if (column === 0)
      for (const [r, name] of rows.names.entries()) {
        const y = box.bottom - (r + 0.5) * height;
        const below = rows.below?.[r] ?? '';
        annotations[`row-${i}-${r}`] = text(name, box.left - 8, y - (below === '' ? 0 : 10), 'end');
        if (below !== '')
          annotations[`row-below-${i}-${r}`] = text(below, box.left - 8, y + 10, 'end', { color: SOFT });
      }
  }
  const middle = namesPx + (PANELS_WIDTH - BAR_PX - namesPx - GAP_PX) / 2;
  annotations['columns-title'] = text(columns.title, middle, room - 12, 'center', { font: letters(TEXT_PX + 1) });
  annotations['rows-title'] = text(rows.title, 10, (room - belowPx) / 2, 'center', {
    font: letters(TEXT_PX + 1),
    rotation: -90,
  });
  const hasOpen = all.some(({ isOpen, value }) => isOpen && value !== null);
  const bar = barOf({ top, step, scale, open, hasOpen }, room - belowPx);
  stripes.push(...bar.stripes);
  return drawnChart(headed, head, {
    datasets: [stripedLine(stripes)],
    annotations: { ...annotations, ...bar.annotations },
  });
}

/** The bar of colours on the right, with what grey is below it. */
function barOf(
  {
    top,
    step,
    scale,
    open,
    hasOpen,
  }: { top: number; step: number; scale: Heat['scale']; open: string[]; hasOpen: boolean },
  bottom: number,
) {
  const left = PANELS_WIDTH - BAR_PX + 14;
  const from = 22 * scale.title.length + 12;
  const to = bottom - (hasOpen ? 52 + 21 * open.length : 0);
  const least = scale.isOneSided ? 0 : -top;
  const yOf = (value: number): number => to - ((value - least) / (top - least)) * (to - from);
  const annotations: Record<string, AnnotationOptions> = {
    'bar-title': text(scale.title, left, 11 * scale.title.length, 'start', {
      font: letters(TEXT_PX, 'bold'),
      textAlign: 'start',
    }),
  };
  for (let i = 0; i < BAR_STEPS; i++) {
    const value = least + ((i + 0.5) / BAR_STEPS) * (top - least);
    const [low, high] = [i, i + 1].map((n) => yOf(least + (n / BAR_STEPS) * (top - least)));
    const box = { left, right: left + BAR_WIDTH_PX, top: high!, bottom: low! };
    annotations[`bar-${i}`] = { ...cellBox(box, colourOf(value / top)), borderWidth: 0 };
  }
  const nSteps = Math.round((top - least) / step);
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  for (let i = 0; i <= nSteps; i++) {
    const value = least + i * step;
    const y = yOf(value);
    annotations[`bar-tick-${i}`] = line([left + BAR_WIDTH_PX, left + BAR_WIDTH_PX + 5], [y, y], SOFT);
    annotations[`bar-name-${i}`] = text(
      (scale.isOneSided ? grouped : signed)(Math.abs(value) < step / 1e6 ? 0 : value, decimals),
      left + BAR_WIDTH_PX + 10,
      y,
      'start',
    );
  }
  if (!hasOpen) return { annotations, stripes: [] };
  const key: Box = { left, right: left + BAR_WIDTH_PX + 20, top: to + 26, bottom: to + 46 };
  annotations['open-key'] = cellBox(key, OPEN_FILL);
  annotations['open-text'] = text(open, left, to + 54 + 10.5 * open.length, 'start', { textAlign: 'start' });
  return { annotations, stripes: stripesIn(key) };
}

/** A cell in one colour, with white edges. */
export const cellBox = ({ left, right, top, bottom }: Box, backgroundColor: string): AnnotationOptions => ({
  type: 'box',
  xMin: left,
  xMax: right,
  yMin: top,
  yMax: bottom,
  backgroundColor,
  borderColor: '#ffffff',
  borderWidth: 1.5,
  drawTime: 'beforeDatasetsDraw',
});

/** Names in two lines where they have words and no room for one. */
function wrapped(names: readonly string[], width: number): string[][] {
  const chars = Math.max(1, Math.floor((width - 8) / widthOfText('x', TEXT_PX)));
  const lines = names.map((name) => wrap(name, chars));
  const isWhole = lines.every((one, i) => one.length <= MOST_LINES && one.join(' ') === names[i]);
  return isWhole ? lines : names.map((name) => [name]);
}

/** Names below the columns; where they have no room beside each other, every second, third and so on. */
function namesBelow(
  key: string,
  box: Box,
  names: readonly string[][],
  width: number,
): Record<string, AnnotationOptions> {
  const widest = Math.max(...names.flat().map((name) => widthOfText(name, TEXT_PX))) + 8;
  const every = Math.max(1, Math.ceil(widest / width));
  return Object.fromEntries(
    names.flatMap((name, c) =>
      c % every === 0
        ? [
            [
              `${key}-${c}`,
              text(name, box.left + (c + 0.5) * width, box.bottom + 16 + ((name.length - 1) * LINE_PX) / 2, 'center'),
            ],
          ]
        : [],
    ),
  );
}

/** What {@link stripesIn} gives, as a line to draw. */
export const stripedLine = (data: Drawing['datasets'][number]['data']): Drawing['datasets'][number] => ({
  label: '',
  data,
  borderColor: STRIPE,
  borderWidth: 1.5,
  pointRadius: 0,
  spanGaps: false,
  clip: false,
});

/** Lines at 45 degrees within a cell, as one broken line. */
export function stripesIn({ left, right, top, bottom }: Box): ({ x: number; y: number } | { x: number; y: null })[] {
  const [width, height] = [right - left - 2, bottom - top - 2];
  const stripes: ({ x: number; y: number } | { x: number; y: null })[] = [];
  for (let at = STRIPE_GAP_PX; at < width + height; at += STRIPE_GAP_PX) {
    const from = { x: left + 1 + Math.max(0, at - height), y: top + 1 + Math.min(at, height) };
    const to = { x: left + 1 + Math.min(at, width), y: top + 1 + Math.max(0, at - width) };
    stripes.push(from, to, { x: to.x, y: null });
  }
  return stripes;
}

/** The largest legible letters in which all texts fit their cells; null where none do. */
function letterSize(texts: readonly string[], width: number, height: number): number | null {
  const longest = texts.reduce((most, one) => Math.max(most, widthOfText(one, 1)), 0);
  const size = Math.min(TEXT_PX, Math.floor((width - 4) / longest), Math.floor(height - 3));
  return size >= LEAST_CELL_PX ? size : null;
}

/** From blue over near white to vermillion as `part` goes from -1 to 1. */
function colourOf(part: number): string {
  const end = part < 0 ? OKABE_ITO.blue : OKABE_ITO.vermillion;
  const share = FULL * Math.min(1, Math.abs(part));
  const channel = (i: number): number => Number.parseInt(end.slice(1 + 2 * i, 3 + 2 * i), 16);
  const mixed = PALE.map((pale, i) => Math.round(pale + (channel(i) - pale) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** Black or white, whichever has more contrast with a colour. */
function inkOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255) as [number, number, number];
  return 0.299 * r + 0.587 * g + 0.114 * b < 0.42 ? '#ffffff' : INK;
}
