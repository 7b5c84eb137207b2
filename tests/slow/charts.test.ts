// Charts as they are drawn: with letters, in the same bytes each time, and at the ends of what a run can be.
import { expect, it } from 'vitest';
import { chartsOf, comparisonChartsOf } from '../../src/charts/registry.ts';
import { renderPng, renderSvg } from '../../src/charts/render.ts';
import type { Chart } from '../../src/charts/style.ts';
import { fakeComparison, fakeResults, withNulls } from '../support/fake-results.ts';
import { type Pixels, pixelsOf } from '../support/pixels.ts';
import { assertWellFormed } from '../support/well-formed.ts';

const SMALL = { columns: 3, rows: 2, preDays: 10, postDays: 40, replicates: 3 };

it.each([
  ['one replicate', { ...SMALL, replicates: 1 }],
  ['the baseline only', { ...SMALL, arms: [] }],
  ['the baseline only, one replicate', { ...SMALL, arms: [], replicates: 1 }],
  ['many arms', { ...SMALL, arms: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }],
  ['a post window shorter than a week', { ...SMALL, preDays: 0, postDays: 3 }],
  ['one zone', { ...SMALL, columns: 1, rows: 1 }],
])('every chart of a run can be drawn with %s', (_, options) => {
  const charts = chartsOf(fakeResults(options));
  expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length);
  for (const chart of charts) assertWellFormed(renderSvg(chart));
});

/** Share of pixels that are not white within a box given in shares of width and height. */
function inkShare({ width, height, data }: Pixels, [x0, y0, x1, y1] = [0, 0, 1, 1]): number {
  let ink = 0;
  let all = 0;
  for (let y = Math.floor(y0! * height); y < Math.floor(y1! * height); y++)
    for (let x = Math.floor(x0! * width); x < Math.floor(x1! * width); x++) {
      all++;
      const at = (y * width + x) * 4;
      if (Math.min(data[at]!, data[at + 1]!, data[at + 2]!) < 200) ink++;
    }
  return ink / all;
}

const allCharts = (): Chart[] => {
  const results = fakeResults();
  return [...chartsOf(results), ...comparisonChartsOf(results, fakeComparison(results))];
};
/** The same charts from results of their own. */
const [drawnOnce, afresh] = [allCharts(), allCharts()];

it.each(
  drawnOnce
    .filter(({ id }, at) => drawnOnce.findIndex((one) => one.id === id) === at)
    .map((chart) => [chart.id, chart] as const),
)('the chart %s is drawn with letters, and the same bytes each time', async (_, chart: Chart) => {
  const [png, svg] = [await renderPng(chart), renderSvg(chart)];
  const pixels = await pixelsOf(png);
  expect([pixels.width, pixels.height]).toEqual([chart.width * 1.6, chart.height * 1.6]);
  const title = inkShare(pixels, [0.02, 0.03, 0.4, 0.08]);
  expect(title).toBeGreaterThan(0.05);
  expect(title).toBeLessThan(0.5);
  expect(inkShare(pixels, [0.02, 0.08, 0.4, 0.15])).toBeGreaterThan(0.02);
  expect(inkShare(pixels, [0, 0.25, 1, 1])).toBeGreaterThan(0.005);
  expect(svg).not.toMatch(/<text|<image|font-family/);
  assertWellFormed(svg);
  const again = afresh.find(({ id }) => id === chart.id)!;
  expect((await renderPng(again)).equals(png)).toBe(true);
  expect(renderSvg(again) === svg).toBe(true);
});

it.each([
  ['one replicate', { ...SMALL, replicates: 1 }, {}],
  ['a post window shorter than a week', { ...SMALL, preDays: 0, postDays: 3 }, {}],
  ['a policy that does nothing', SMALL, { isStill: true }],
])('every chart of a comparison can be drawn with %s', (_, options, kind) => {
  const results = fakeResults(options);
  const charts = comparisonChartsOf(results, fakeComparison(results, kind));
  expect(new Set(charts.map(({ id }) => id)).size).toBe(charts.length);
  for (const chart of charts.slice(0, 7)) assertWellFormed(renderSvg(chart));
});

it('every chart can be drawn where every outcome is undefined and nothing was ever sold', () => {
  const results = withNulls(fakeResults(SMALL));
  const charts = [...chartsOf(results), ...comparisonChartsOf(results, fakeComparison(results)).slice(0, 7)];
  for (const chart of charts) assertWellFormed(renderSvg(chart));
});
