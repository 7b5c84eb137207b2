// Draws the charts of a sensitivity analysis.
import type { Indices, Screening } from '../../experiment/sensitivity/sensitivity.ts';
import type { CHART_KINDS } from '../chart-kinds.ts';

/** Files by path, below the folder of the analysis. */
export async function drawSensitivity(
  screened: readonly Screening[],
  indexed: readonly Indices[],
  kind: (typeof CHART_KINDS)[number],
): Promise<Map<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>();
  if (kind === 'none') return files;
  // Loaded only here: most analyses draw nothing.
  const [{ sensitivityCharts }, { renderPng, renderSvg }] = await Promise.all([
    import('../../charts/sweep/sensitivity.ts'),
    import('../../charts/render.ts'),
  ]);
  for (const chart of sensitivityCharts(screened, indexed)) {
    if (kind !== 'svg') files.set(`charts/${chart.id}.png`, await renderPng(chart));
    if (kind !== 'png') files.set(`charts/${chart.id}.svg`, renderSvg(chart));
  }
  return files;
}
