// Renders a chart's configuration to PNG and SVG, with bundled fonts.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { type Chart, FONT } from './style.ts';

const require = createRequire(import.meta.url);
const PLUGINS = ['chartjs-plugin-annotation', 'chartjs-chart-error-bars', 'chartjs-chart-sankey'] as const;
const WEIGHTS = ['Regular', 'Bold'];
/** 1200 × 675 becomes 1920 × 1080, a slide. */
const PIXELS_PER_CSS_PIXEL = 1.6;

/** A chart as a bitmap of 1.6 times its size in pixels, packed on another thread. Same chart, same bytes. */
export const renderPng = (chart: Chart): Promise<Buffer> =>
  rendererOf(chart, 'image').renderToBuffer(configured(chart, PIXELS_PER_CSS_PIXEL, [WHITE]), 'image/png');

/** A chart as SVG with text as paths. Same chart, same bytes. */
export const renderSvg = (chart: Chart): string =>
  onWhite(
    rendererOf(chart, 'svg')
      .renderToBufferSync(configured(chart, 1, []), 'image/svg+xml' as 'image/png')
      .toString('utf8'),
  );

/** White below all else; the renderer's own `backgroundColour` would hold for all that this Chart.js draws, drawings too. */
const WHITE: Plugin = {
  id: 'white',
  beforeDraw: ({ ctx, width, height }) => {
    ctx.save();
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = 'white';
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

/** White background of SVG, since `WHITE` would be drawn over the shades of rows there. */
const onWhite = (svg: string): string =>
  svg.replace(/<svg [^>]*>/, (open) => `${open}<rect fill="white" width="100%" height="100%"/>`);

const configured = ({ configuration }: Chart, devicePixelRatio: number, plugins: Plugin[]) =>
  ({ ...configuration, options: { ...configuration.options, devicePixelRatio }, plugins }) as never;

const renderers = new Map<string, ChartJSNodeCanvas>();
let chartJs: typeof require.cache | undefined;

/** Renderers drop Chart.js from the cache of modules, to have each its own; put back, it is compiled once for all of them. */
function rendererOf({ width, height }: Chart, type: 'image' | 'svg'): ChartJSNodeCanvas {
  const key = `${width}x${height} ${type}`;
  const known = renderers.get(key);
  if (known) return known;
  registerFonts();
  chartJs ??= loadChartJs();
  Object.assign(require.cache, chartJs);
  const renderer = new ChartJSNodeCanvas({ width, height, type: type as 'svg' });
  renderers.set(key, renderer);
  return renderer;
}

/** The modules of Chart.js, by path, with its plugins registered. */
function loadChartJs(): typeof require.cache {
  const { Chart } = require('chart.js/auto') as {
    Chart: { register: (...parts: never[]) => void; defaults: Defaults };
  };
  Chart.defaults.font.family = FONT;
  for (const name of PLUGINS) {
    const plugin = require(name) as Record<string, unknown>;
    const parts = plugin.id
      ? [plugin]
      : Object.values(plugin).filter((part) => typeof part === 'function' && 'id' in part);
    Chart.register(...(parts as never[]));
  }
  const folder = join('node_modules', 'chart.js', '/');
  return Object.fromEntries(Object.entries(require.cache).filter(([path]) => path.includes(folder)));
}

interface Defaults {
  font: { family?: string };
}

interface Fonts {
  has: (family: string) => boolean;
  registerFromPath: (path: string, family: string) => object | null;
}

function registerFonts(): void {
  const { GlobalFonts } = require('canvas') as { GlobalFonts: Fonts };
  if (GlobalFonts.has(FONT)) return;
  for (const weight of WEIGHTS) {
    const path = require.resolve(`inter-ui/web/Inter-${weight}.woff2`);
    if (!GlobalFonts.registerFromPath(path, FONT)) throw new Error(`cannot read the font ${path}`);
  }
}
