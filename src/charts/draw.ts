// Draws charts from results, one after another in a fixed order.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { makersOf } from './registry.ts';
import { renderPng, renderSvg } from './render.ts';
import type { Chart } from './style.ts';

/** Data of charts; `comparison` for charts of a comparison. */
export interface ChartData {
  results: Results;
  comparison?: Comparison | undefined;
  /** Formats to render. */
  png: boolean;
  svg: boolean;
}

/** One chart, by index of its file and index within it. */
export interface ChartTask {
  maker: number;
  nth: number;
  id: string;
}

/** A drawn chart in the requested formats. */
export interface DrawnChart extends Pick<Chart, 'id' | 'title' | 'alt'> {
  png?: Uint8Array;
  svg?: string;
}

export type Drawn = { chart: DrawnChart } | { error: string };

/** Draws the charts of `data`; the charts of a file are made once. An error is the result of its chart. */
export function drawer({ results, comparison, png, svg }: ChartData): (task: ChartTask) => Promise<Drawn> {
  const makers = makersOf(results, comparison);
  const made = new Map<number, Chart[]>();
  return async ({ maker, nth }) => {
    try {
      const charts = made.get(maker) ?? makers[maker]!.make();
      made.set(maker, charts);
      const chart = charts[nth]!;
      const { id, title, alt } = chart;
      // PNG compression runs while the SVG is made.
      const [bitmap, drawing] = await Promise.all([
        png ? renderPng(chart) : undefined,
        svg ? Promise.resolve(chart).then(renderSvg) : undefined,
      ]);
      return { chart: { id, title, alt, ...(bitmap && { png: bitmap }), ...(drawing && { svg: drawing }) } };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
}
