// Charts of runs at their ends: few replicates, days, zones or arms, and many arms.
import { expect, it } from 'vitest';
import { chartsOf } from '../../src/charts/registry.ts';
import { renderSvg } from '../../src/charts/render.ts';
import { fakeResults } from '../support/fake-results.ts';
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
