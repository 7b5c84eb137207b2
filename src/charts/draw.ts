// Charts from results to bytes, one at a time and in one order, in whatever thread.
import type { Comparison } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { makersOf } from './registry.ts';
import { renderPng, renderSvg } from './render.ts';
import type { Chart } from './style.ts';

/** What charts are made of; `comparison` for those of a comparison. */
export interface ChartData {
  results: Results;
  comparison?: Comparison | undefined;
  /** What is rendered of each. */
  png: boolean;
  svg: boolean;
}

/** One chart of one file of charts, by their places. */
export interface ChartTask {
  maker: number;
  nth: number;
  id: string;
}

/** A chart that was drawn, as far as that was asked for. */
export interface DrawnChart extends Pick<Chart, 'id' | 'title' | 'alt'> {
  png?: Uint8Array;
  svg?: string;
}

export type Drawn = { chart: DrawnChart } | { error: string };

/** Draws the charts of `data`; a file's charts are made once. What a chart throws is what it comes to. */
export function drawer({ results, comparison, png, svg }: ChartData): (task: ChartTask) => Promise<Drawn> {
  const makers = makersOf(results, comparison);
  const made = new Map<number, Chart[]>();
  return async ({ maker, nth }) => {
    try {
      const charts = made.get(maker) ?? makers[maker]!.make();
      made.set(maker, charts);
      const chart = charts[nth]!;
      const { id, title, alt } = chart;
      // The bitmap is packed while the drawing is made.
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
