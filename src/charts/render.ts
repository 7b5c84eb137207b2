// The one file that renders: a chart's configuration to PNG and SVG, on a machine with no fonts. Knows no chart.
import { createRequire } from 'node:module';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import { type Chart, FONT } from './style.ts';

const require = createRequire(import.meta.url);
const PLUGINS = ['chartjs-plugin-annotation', 'chartjs-chart-error-bars', 'chartjs-chart-sankey'] as const;
const WEIGHTS = ['Regular', 'Bold'];
/** 1200 × 675 becomes 1920 × 1080, a slide. */
const PIXELS_PER_CSS_PIXEL = 1.6;

/** A chart as a bitmap of 1.6 times its size in pixels. Same chart, same bytes. */
export const renderPng = (chart: Chart): Buffer => render(chart, 'image', PIXELS_PER_CSS_PIXEL, 'image/png');

/** A chart as SVG with text as paths. Same chart, same bytes. */
export const renderSvg = (chart: Chart): string => onWhite(render(chart, 'svg', 1, 'image/svg+xml').toString('utf8'));

export const renderChart = (chart: Chart): { png: Buffer; svg: string } => ({
  png: renderPng(chart),
  svg: renderSvg(chart),
});

/** The background of the renderer goes below what is drawn already, which SVG cannot: it would hide the shades of rows. */
const onWhite = (svg: string): string =>
  svg.replace(/<svg [^>]*>/, (open) => `${open}<rect fill="white" width="100%" height="100%"/>`);

function render({ width, height, configuration }: Chart, type: Kind, devicePixelRatio: number, mime: string): Buffer {
  registerFonts();
  const options = { ...configuration.options, devicePixelRatio };
  return rendererOf(width, height, type).renderToBufferSync(
    { ...configuration, options } as never,
    mime as 'image/png',
  );
}

type Kind = 'image' | 'svg';
const renderers = new Map<string, ChartJSNodeCanvas>();

function rendererOf(width: number, height: number, type: Kind): ChartJSNodeCanvas {
  const key = `${width}x${height} ${type}`;
  const known = renderers.get(key);
  if (known) return known;
  const renderer = new ChartJSNodeCanvas({
    width,
    height,
    chartCallback: registerPlugins,
    ...(type === 'svg' ? { type } : { backgroundColour: 'white' }),
  });
  renderers.set(key, renderer);
  return renderer;
}

/** Each renderer loads its own Chart.js, so its plugins must be loaded anew to meet that one and no other. */
function registerPlugins(chartJs: {
  register: (...parts: never[]) => void;
  defaults: { font: { family?: string } };
}): void {
  chartJs.defaults.font.family = FONT;
  for (const name of PLUGINS) {
    const path = require.resolve(name);
    delete require.cache[path];
    const plugin = require(path) as Record<string, unknown>;
    delete require.cache[path];
    const parts = plugin.id
      ? [plugin]
      : Object.values(plugin).filter((part) => typeof part === 'function' && 'id' in part);
    chartJs.register(...(parts as never[]));
  }
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
