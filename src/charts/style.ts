// The common style of charts: sizes, colours, fonts, titles, legend.
import type {
  ChartConfiguration,
  ChartDataset,
  Chart as ChartOnCanvas,
  FontSpec,
  LegendItem,
  ScaleOptionsByType,
} from 'chart.js';
import type {} from 'chartjs-chart-error-bars';
import type {} from 'chartjs-chart-sankey';
import type {} from 'chartjs-plugin-annotation';
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';

/** A chart before it is rendered; `id` is its file stem, `width` and `height` are in CSS pixels. */
export interface Chart {
  id: string;
  title: string;
  /** Text alternative: what the chart shows, and the main number. */
  alt: string;
  width: number;
  height: number;
  configuration: Configuration;
}
export type Configuration =
  | ChartConfiguration<'line'>
  | ChartConfiguration<'bubble'>
  | ChartConfiguration<'scatterWithErrorBars'>
  | ChartConfiguration<'sankey'>;

/** One annotation as chartjs-plugin-annotation takes it; the types it ships do not resolve under `nodenext`. */
export type AnnotationOptions = { type: 'line' | 'label' | 'box' | 'point' } & Record<string, unknown>;

/** What the heading of a chart says of where it comes from. */
export type Headed = Pick<Results, 'scenario' | 'replicates' | 'complete'> | { source: string };

/** One chart's file: none, one or several charts out of the results. */
export type ChartMaker = (results: Results) => Chart[];
/** The same of a comparison; the baseline of `results` is the arm that `comparison` is against. */
export type ComparisonChartMaker = (results: Results, comparison: Comparison) => Chart[];

export const WIDTH = 1200;
export const HEIGHT = 675;
export const PADDING = { top: 22, right: 36, bottom: 20, left: 24 };
/** The bundled letters; `render` registers them under this name. */
export const FONT = 'Inter';

/** Colours that are distinct with any colour vision: Okabe & Ito (2008), Color Universal Design. */
export const OKABE_ITO = {
  black: '#000000',
  orange: '#e69f00',
  sky: '#56b4e9',
  green: '#009e73',
  yellow: '#f0e442',
  blue: '#0072b2',
  vermillion: '#d55e00',
  purple: '#cc79a7',
} as const;
export const INK = '#222222';
export const SOFT = '#555555';
export const GRID = '#e4e4e4';

export const CHANNEL_LOOK = {
  site: { label: 'fixed sites', color: OKABE_ITO.blue },
  delivery: { label: 'delivery', color: OKABE_ITO.vermillion },
  other: { label: 'other sources', color: OKABE_ITO.green },
} as const;

const ARM_COLORS = [
  OKABE_ITO.vermillion,
  OKABE_ITO.blue,
  OKABE_ITO.green,
  OKABE_ITO.purple,
  OKABE_ITO.orange,
  OKABE_ITO.sky,
];
const DASHES = [[], [10, 5], [3, 4], [12, 4, 3, 4]];
const POINTS = ['circle', 'rect', 'triangle', 'rectRot'] as const;

/** Colour, dash and point of the arm at a place in the file; the baseline is the first, in grey. */
export function armLook(index: number): { color: string; dash: number[]; point: (typeof POINTS)[number] } {
  const nth = Math.max(0, index - 1);
  return {
    color: index === 0 ? SOFT : ARM_COLORS[nth % ARM_COLORS.length]!,
    dash: DASHES[Math.floor(nth / ARM_COLORS.length) % DASHES.length]!,
    point: POINTS[index === 0 ? 0 : nth % POINTS.length]!,
  };
}

const ARM_CHARS = 36;

/** An arm's name as charts have room for it. */
export function armLabel({ scenario }: Results, arm: string): string {
  const label = scenario.arms[arm]?.label ?? arm;
  return label.length <= ARM_CHARS ? label : `${label.slice(0, ARM_CHARS - 1).trimEnd()}…`;
}

const MOST_SPOKEN = 4;

/** An outcome's mean in each arm as `alt` texts say it: "62.3 % in Site pressure, 55.0 % in No policy"; empty if undefined. */
export function levelsIn(
  results: Results,
  arms: readonly string[],
  outcome: string,
  format: (mean: number) => string,
): string {
  const levels = arms.flatMap((arm) => {
    const mean = results.arms[arm]?.outcomes[outcome]?.mean ?? null;
    return mean === null ? [] : [`${format(mean)} in ${armLabel(results, arm)}`];
  });
  return levels.slice(0, MOST_SPOKEN).join(', ') + (levels.length > MOST_SPOKEN ? ' and so on' : '');
}

/** A colour '#rrggbb' with opacity 0..1. */
export const faded = (color: string, opacity: number): string =>
  `${color}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;

export const letters = (size: number, weight: 'normal' | 'bold' = 'normal'): Partial<FontSpec> => ({
  family: FONT,
  size,
  weight,
  lineHeight: LINE_HEIGHT,
});

/** Letters that are legible when a chart is shown at half its size. */
export const TEXT_PX = 16;
const TITLE_PX = 28;
const TITLE_CHARS = 74;
const SUBTITLE_CHARS = 138;
const MOST_LINES = 5;
const LINE_HEIGHT = 1.25;

/** Title, subtitle and legend: what is shown; then scenario and replicates; then what lines and bands are. */
export function heading(results: Headed, title: string, notes: string[], width = WIDTH) {
  return {
    title: {
      display: true,
      text: evenLines(title, charsIn(TITLE_CHARS, width)),
      align: 'start' as const,
      color: INK,
      font: letters(TITLE_PX, 'bold'),
      padding: { top: 0, bottom: 6 },
    },
    subtitle: {
      display: true,
      text: subtitle(results, notes, width),
      align: 'start' as const,
      color: SOFT,
      font: letters(TEXT_PX),
      padding: { top: 0, bottom: 12 },
    },
    legend: {
      display: true,
      align: 'start' as const,
      onClick: () => {},
      labels: {
        font: letters(TEXT_PX),
        usePointStyle: true,
        pointStyleWidth: 40,
        boxHeight: 8,
        padding: 18,
        generateLabels: legendOfLines,
      },
    },
    tooltip: { enabled: false },
  };
}

/** One entry per labelled line, with its dashes. */
const legendOfLines = ({ data: { datasets } }: Pick<ChartOnCanvas, 'data'>): LegendItem[] =>
  (datasets as ChartDataset<'line'>[]).flatMap(({ label, borderColor, borderDash, borderWidth }, datasetIndex) =>
    label
      ? [
          {
            text: label,
            fontColor: INK,
            strokeStyle: borderColor as string,
            lineDash: borderDash as number[],
            lineWidth: borderWidth as number,
            pointStyle: 'line',
            datasetIndex,
          },
        ]
      : [],
  );

/** Height in CSS pixels that {@link heading} takes above the legend. */
export const headingHeight = (results: Headed, title: string, notes: string[], width = WIDTH): number =>
  evenLines(title, charsIn(TITLE_CHARS, width)).length * TITLE_PX * LINE_HEIGHT +
  6 +
  subtitle(results, notes, width).length * TEXT_PX * LINE_HEIGHT +
  12;

/** Characters of a line that has room for `chars` in a chart of full width. */
const charsIn = (chars: number, width: number): number => Math.floor((chars * width) / WIDTH);

function subtitle(results: Headed, notes: string[], width: number): string[] {
  const lines = ['source' in results ? results.source : sourceOf(results), ...notes].flatMap((line) =>
    wrap(line, charsIn(SUBTITLE_CHARS, width)),
  );
  return lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]} …`];
}

function sourceOf({ scenario, replicates, complete }: Exclude<Headed, { source: string }>): string {
  const n = replicates.length;
  const unfinished = complete ? '' : `, unfinished: ${n} of ${scenario.seeds}`;
  return `${scenario.title || scenario.name} · ${n} replicate${n === 1 ? '' : 's'} (seed “${scenario.seed}”${unfinished}) · simulated`;
}

/** Breaks a text into lines of at most `chars` characters, between words where it can. */
export function wrap(text: string, chars: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${chars}}`, 'gu')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > chars) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** A title after whose colon a new line begins where one is not enough; else lines as equal in length as words allow. */
function evenLines(text: string, chars: number): string[] {
  const colon = text.indexOf(': ');
  if (text.length > chars && colon > 0 && text.length - colon - 2 <= chars)
    return [...wrap(text.slice(0, colon + 1), chars), text.slice(colon + 2)];
  let lines = wrap(text, chars);
  for (let fewer = chars - 1; fewer > 0; fewer--) {
    const shorter = wrap(text, fewer);
    if (shorter.length > lines.length) break;
    lines = shorter;
  }
  return lines;
}

/** What bands are, for a subtitle; nothing with a single replicate. */
export const bandNote = ({ replicates }: Results, lines = 'Lines: mean over replicates'): string =>
  replicates.length > 1
    ? `${lines}; bands: 95 % t interval of that mean`
    : `${lines.replace('mean over replicates', 'the one replicate')}; no bands with a single replicate`;

/** A linear axis from `min` to `max`, with its title. */
export function axis(
  title: string | string[],
  min: number,
  max: number,
  more: object = {},
): ScaleOptionsByType<'linear'> {
  return {
    type: 'linear',
    min,
    max,
    border: { color: SOFT },
    grid: { color: GRID },
    ...more,
    title: { display: title !== '', text: title, color: INK, font: letters(TEXT_PX + 1), padding: 6 },
    ticks: { color: INK, font: letters(TEXT_PX), ...(more as { ticks?: object }).ticks },
  } as unknown as ScaleOptionsByType<'linear'>;
}

const STEPS = [1, 2, 5, 10];

/** A round step that cuts `span` into at most `parts` parts. */
export function roundStep(span: number, parts: number): number {
  if (!(span > 0)) return 1;
  const power = Number(`1e${Math.floor(Math.log10(span / parts))}`);
  return power * STEPS.find((step) => step * power * parts >= span * (1 - 1e-9))!;
}

/** The least round number at or above `value`, and the step to it; 1 where nothing is above 0. */
export function roundTop(value: number, parts = 6): { top: number; step: number } {
  const step = roundStep(value, parts);
  return { top: value > 0 ? Math.ceil(value / step - 1e-9) * step : 1, step: value > 0 ? step : 0.5 };
}

/** The largest of many numbers, 0 where there are none. */
export const largest = (...lists: Iterable<number | null>[]): number => {
  let most = 0;
  for (const list of lists) for (const value of list) if (value !== null && value > most) most = value;
  return most;
};
