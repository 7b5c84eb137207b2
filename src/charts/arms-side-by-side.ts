// Outcomes of every arm against the baseline, with intervals over paired replicates. Computes no statistic.
import type { Results } from '../experiment/results.ts';
import { armOrder, pairedDifference } from '../measures/series.ts';
import {
  type AnnotationOptions,
  armLabel,
  armLook,
  axis,
  type Chart,
  HEIGHT,
  heading,
  INK,
  largest,
  letters,
  PADDING,
  roundStep,
  roundTop,
  WIDTH,
} from './house.ts';
import { decimalsFor, grouped, signed } from './numbers.ts';

/** Outcomes shown, from the whole to the parts. Officer-hours are a cause, not an outcome. */
const SHOWN = [
  'orders',
  'revenue_eur',
  'share_site',
  'share_delivery',
  'share_other',
  'share_delivery_low',
  'share_delivery_middle',
  'share_delivery_high',
  'orders_lost_share',
  'wait_mean_min',
  'orders_per_courier_day',
  'sites_open_end',
  'site_closures',
  'arrests_couriers',
  'arrests_sites',
];
/** With more arms than this, only these. */
const MANY_ARMS = 4;
const SHOWN_FOR_MANY = [
  'orders',
  'share_site',
  'share_delivery',
  'orders_lost_share',
  'wait_mean_min',
  'sites_open_end',
  'site_closures',
  'arrests_couriers',
];
const ROW_PX = 34;
const LANE_PX = 24;
const FRAME_PX = 165;
/** Differences beyond are drawn at the edge as arrows; their number stands beside. */
const MOST_PERCENT = 100;

/** One dot with its interval; numbers are in the axis' unit. */
interface Dot {
  value: number;
  ci95: readonly [number, number] | null;
  text: string;
}
interface Row {
  label: string;
  /** One per series; null where undefined. */
  dots: (Dot | null)[];
}

export function armsSideBySide(results: Results): Chart[] {
  const [baseline, ...others] = armOrder(Object.keys(results.arms), results.baseline) as [string, ...string[]];
  return [others.length > 0 ? differences(results, baseline, others) : levels(results, baseline)];
}

function differences(results: Results, baseline: string, arms: string[]): Chart {
  const base = results.arms[baseline]!.outcomes;
  const rows = (arms.length > MANY_ARMS ? SHOWN_FOR_MANY : SHOWN)
    .filter((id) => base[id])
    .map((id) => ({
      label: base[id]!.label,
      dots: arms.map((arm) => {
        const { meanPercent, ci95Percent } = pairedDifference(
          results.arms[arm]!.outcomes[id]?.values ?? [],
          base[id]!.values,
        );
        return meanPercent === null ? null : dot(meanPercent, ci95Percent, signed);
      }),
    }));
  const shown = rows.filter(({ dots }) => dots.some((one) => one !== null));
  const unshown = rows.filter(({ dots }) => dots.every((one) => one === null)).map(({ label }) => label);
  const furthest = largest(
    shown.flatMap(({ dots }) => dots.flatMap((one) => (one ? [one.value, ...(one.ci95 ?? [])].map(Math.abs) : []))),
  );
  const { top } = roundTop(Math.min(MOST_PERCENT, furthest * 1.05), 5);
  const name = armLabel(results, baseline);
  const title =
    arms.length === 1
      ? `What changed: ${armLabel(results, arms[0]!)} against ${name}`
      : `What changed in each arm against ${name}`;
  return forest(results, shown, {
    title,
    series: arms.map((arm, i) => ({ label: armLabel(results, arm), ...armLook(i + 1) })),
    axisTitle: `difference from ${name}, % of its level in the post window`,
    range: [-top, top],
    notes: [
      (results.replicates.length > 1
        ? 'Post window, same replicates compared pair by pair. Dots: mean difference'
        : 'Post window. Dots: difference') +
        (results.replicates.length > 1
          ? '; bars and brackets: 95 % t interval'
          : '; no intervals with a single replicate') +
        (furthest > top ? '; arrows: beyond the axis' : ''),
      ...(unshown.length > 0 ? [`No percentage, as ${name} has none: ${unshown.join(', ')}`] : []),
    ],
  });
}

function levels(results: Results, arm: string): Chart {
  const rows = Object.values(results.arms[arm]!.outcomes)
    .filter(({ unit, mean }) => unit === 'share' && mean !== null)
    .map((outcome) => ({
      label: outcome.label,
      dots: [dot(outcome.mean! * 100, outcome.ci95 && [outcome.ci95[0] * 100, outcome.ci95[1] * 100], grouped)],
    }));
  const name = armLabel(results, arm);
  return forest(results, rows, {
    title: `Levels in the post window: ${name}`,
    series: [{ label: name, ...armLook(1) }],
    axisTitle: 'share, %',
    range: [0, 100],
    notes: [
      `The only arm, so that nothing is compared. Dots: mean over replicates${results.replicates.length > 1 ? '; bars and brackets: 95 % t interval' : ''}`,
    ],
  });
}

function dot(
  value: number,
  ci95: readonly [number, number] | null,
  format: (value: number, decimals: number) => string,
): Dot {
  const decimals = Math.min(
    2,
    Math.max(Math.abs(value) < 100 ? 1 : 0, decimalsFor(value, ci95 && (ci95[1] - ci95[0]) / 2) - 1),
  );
  return {
    value,
    ci95,
    text: `${format(value, decimals)} %${ci95 ? `  [${format(ci95[0], decimals)}, ${format(ci95[1], decimals)}]` : ''}`,
  };
}

interface Frame {
  title: string;
  axisTitle: string;
  notes: string[];
  range: [number, number];
  series: { label: string; color: string; point: string }[];
}

/** Rows of dots with bars, outcome names to the left, numbers to the right. */
function forest(results: Results, rows: Row[], { title, axisTitle, notes, range, series }: Frame): Chart {
  const lanes = series.length;
  const rowPx = lanes === 1 ? ROW_PX : lanes * LANE_PX + 12;
  const place = (row: number, lane: number): number =>
    row + (lanes === 1 ? 0 : ((lane - (lanes - 1) / 2) * LANE_PX) / rowPx);
  const [low, high] = range;
  const clamp = (value: number): number => Math.min(high, Math.max(low, value));
  const isBeyond = (value: number): boolean => value < low || value > high;
  const texts = new Map(
    rows.flatMap(({ dots }, row) => dots.map((one, lane) => [place(row, lane), one?.text ?? 'undefined'] as const)),
  );
  const side = { min: -0.5, max: Math.max(0.5, rows.length - 0.5), reverse: true };
  const atTicks = (values: number[]) => ({
    afterBuildTicks: (scale: { ticks: { value: number }[] }) => {
      scale.ticks = values.map((value) => ({ value }));
    },
  });
  const bands: Record<string, AnnotationOptions> = Object.fromEntries(
    rows.flatMap((_, row) =>
      row % 2 === 0
        ? [
            [
              `row-${row}`,
              {
                type: 'box',
                yMin: row - 0.5,
                yMax: row + 0.5,
                backgroundColor: '#f5f5f5',
                borderWidth: 0,
                drawTime: 'beforeDraw',
              },
            ],
          ]
        : [],
    ),
  );
  return {
    id: 'arms-side-by-side',
    title,
    width: WIDTH,
    height: Math.max(HEIGHT, Math.round(FRAME_PX + rows.length * rowPx)),
    configuration: {
      type: 'scatterWithErrorBars',
      data: {
        datasets: series.map(({ label, color, point }, lane) => ({
          label,
          backgroundColor: color,
          borderColor: color,
          borderWidth: 0,
          clip: false as const,
          errorBarColor: color,
          errorBarWhiskerColor: color,
          errorBarLineWidth: 2.5,
          errorBarWhiskerLineWidth: 2,
          errorBarWhiskerSize: 12,
          data: rows.flatMap(({ dots }, row) => {
            const one = dots[lane];
            if (!one) return [];
            const isBarred = one.ci95 !== null && !isBeyond(one.value);
            return [
              {
                x: clamp(one.value),
                y: place(row, lane),
                ...(isBarred ? { xMin: clamp(one.ci95![0]), xMax: clamp(one.ci95![1]) } : {}),
              },
            ];
          }),
          radius: rows.flatMap(({ dots }) => (dots[lane] ? [isBeyond(dots[lane].value) ? 8 : 5] : [])),
          pointStyle: rows.flatMap(({ dots }) => (dots[lane] ? [isBeyond(dots[lane].value) ? 'triangle' : point] : [])),
          rotation: rows.flatMap(({ dots }) =>
            dots[lane] ? [isBeyond(dots[lane].value) ? 90 * Math.sign(dots[lane].value) : 0] : [],
          ),
        })) as never,
      },
      options: {
        layout: { padding: PADDING },
        scales: {
          x: axis(axisTitle, low, high, {
            ticks: {
              stepSize: roundStep(high - low, 10),
              callback: (value: number) => (low < 0 ? signed(value, Number.isInteger(value) ? 0 : 1) : grouped(value)),
            },
          }),
          y: axis('', side.min, side.max, {
            ...side,
            grid: { display: false },
            ...atTicks(rows.map((_, row) => row)),
            ticks: { font: letters(15), callback: (value: number) => rows[value]?.label ?? '' },
          }),
          numbers: axis('', side.min, side.max, {
            ...side,
            position: 'right',
            grid: { display: false },
            ...atTicks([...texts.keys()]),
            border: { display: false },
            ticks: { font: letters(14), autoSkip: false, callback: (value: number) => texts.get(value) ?? '' },
          }),
        },
        plugins: {
          ...heading(results, title, notes),
          ...(lanes === 1
            ? { legend: { display: false } }
            : { legend: legendOfDots(heading(results, title, notes).legend, series) }),
          annotation: {
            annotations: {
              ...bands,
              ...(low < 0
                ? {
                    zero: {
                      type: 'line',
                      xMin: 0,
                      xMax: 0,
                      borderColor: INK,
                      borderWidth: 1.5,
                      drawTime: 'beforeDatasetsDraw',
                    },
                  }
                : {}),
            },
          },
        },
      },
    },
  };
}

/** The legend shows each series' own point: its first dot may be an arrow. */
const legendOfDots = (legend: ReturnType<typeof heading>['legend'], series: Frame['series']) =>
  ({
    ...legend,
    labels: {
      ...legend.labels,
      pointStyleWidth: 0,
      generateLabels: () =>
        series.map(({ label, color, point }, datasetIndex) => ({
          text: label,
          fontColor: INK,
          fillStyle: color,
          strokeStyle: color,
          lineWidth: 0,
          pointStyle: point,
          datasetIndex,
        })),
    },
  }) as never;
