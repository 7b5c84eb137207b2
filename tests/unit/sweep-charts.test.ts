// Charts of sweeps, of sensitivity and of discovery: what is grey, what is written, and that each can be drawn.
import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../src/charts/render.ts';
import type { Chart } from '../../src/charts/style.ts';
import { elementaryEffects } from '../../src/charts/sweep/elementary.ts';
import { indexHeatMap } from '../../src/charts/sweep/indices.ts';
import { primBox } from '../../src/charts/sweep/prim-box.ts';
import { regimeMap } from '../../src/charts/sweep/regime-map.ts';
import { sweepCharts } from '../../src/charts/sweep/registry.ts';
import { tornado } from '../../src/charts/sweep/tornado.ts';
import { effectOver, pointsAt, sideOf } from '../../src/experiment/sweep/effects.ts';
import type { Values } from '../../src/experiment/sweep/sweep.ts';
import { DAYS, fakeSweep, HOURS, REACH } from '../support/fake-sweep.ts';

type Annotation = { content?: string | string[]; backgroundColor?: string };
const annotations = ({ configuration }: Chart) =>
  (configuration.options as { plugins: { annotation: { annotations: Record<string, Annotation> } } }).plugins.annotation
    .annotations;
const chart = (charts: Chart[], id: string): Chart => charts.find((one) => one.id === id)!;
const GREY = '#ececec';
const HEAD = { source: 'A town · simulated' };

describe('a heat map of a sweep', () => {
  const table = fakeSweep();
  const map = chart(sweepCharts(table), 'heat-violence_expected-pressure');
  const cells = [0, 1, 2].flatMap((row) =>
    HOURS.levels.map((hours, column) => {
      const points = pointsAt(table, [
        { factor: 0, level: hours },
        { factor: 1, level: REACH.levels[row]! },
      ]);
      return { key: `0-${row}-${column}`, effect: effectOver(table, points, 'pressure', 'violence_expected') };
    }),
  );

  it('is grey exactly where the interval holds 0, blue below and vermillion above', () => {
    const hues = new Set<string>();
    for (const { key, effect } of cells) {
      const fill = annotations(map)[`cell-${key}`]!.backgroundColor!;
      expect(fill === GREY, key).toBe(sideOf(effect) === 'open');
      if (fill === GREY) continue;
      const [red, blue] = [fill.slice(1, 3), fill.slice(5, 7)].map((hex) => Number.parseInt(hex, 16));
      expect(red! > blue!, key).toBe(effect.mean! > 0);
      hues.add(sideOf(effect));
    }
    expect([...hues].sort()).toEqual(['above', 'below']);
  });

  it('has each number with half its interval in its cell, and stripes in grey cells alone', () => {
    const texts = cells.map(({ key }) => [annotations(map)[`text-${key}`]!.content!].flat().join(' '));
    expect(texts.filter((text) => /^[+−]\d\.\d ± \d\.\d$/.test(text)).length).toBe(24);
    const stripes = map.configuration.data.datasets[0]!.data as { y: number | null }[];
    expect(stripes.length).toBeGreaterThan(100);
    const told = chart(
      sweepCharts(fakeSweep({ factors: [{ ...HOURS, levels: [80, 160] }, REACH] })),
      'heat-orders-pressure',
    );
    expect(told.configuration.data.datasets[0]!.data).toEqual([]);
    expect(Object.keys(annotations(told))).not.toContain('open-key');
  });

  it('has panels over a third factor on one scale, and says which factors its means are over', () => {
    const factors = [{ ...HOURS, levels: [20, 60, 120] }, REACH, DAYS, { ...DAYS, id: 'other', levels: [1, 2] }];
    const map = chart(sweepCharts(fakeSweep({ factors })), 'heat-orders-pressure');
    const titles = [0, 1, 2].map((i) => annotations(map)[`title-${i}`]!.content);
    expect(titles).toEqual(['fear days 7', 'fear days 28', 'fear days 90']);
    expect(JSON.stringify(map.configuration.options!.plugins!.subtitle)).toMatch(
      /Means over the levels"?,? ?"?of other/,
    );
  });

  it('has a blank cell where no run is, with one replicate no cell that is told', () => {
    const failed = table.replicates.map((replicate) => ({ point: 'point-4', replicate, error: 'no zone' }));
    const holed = annotations(chart(sweepCharts(fakeSweep({ failed })), 'heat-orders-pressure'));
    expect(holed['cell-0-1-1']).toMatchObject({ backgroundColor: '#ffffff' });
    expect(holed['text-0-1-1']!.content).toBe('–');
    const one = annotations(chart(sweepCharts(fakeSweep({ replicates: 1 })), 'heat-orders-pressure'));
    const fills = Object.entries(one).flatMap(([key, { backgroundColor }]) =>
      key.startsWith('cell-') ? [backgroundColor] : [],
    );
    expect(new Set(fills)).toEqual(new Set([GREY]));
  });
});

describe('lines of a sweep', () => {
  const charts = sweepCharts(fakeSweep());

  it('stand at levels, and at the hours spent where these are other than offered', () => {
    expect(charts.map(({ id }) => id).slice(-2)).toEqual(['lines-pressure', 'lines-spent-pressure']);
    const first = (id: string) =>
      (chart(charts, id).configuration.data.datasets[0]!.data as { x: number }[]).map(({ x }) => x);
    const gaps = (at: number[]) => at.slice(1).map((x, i) => x - at[i]!);
    const [offered, spent] = [gaps(first('lines-pressure')), gaps(first('lines-spent-pressure'))];
    for (const gap of offered) expect(gap).toBeCloseTo(offered[0]!, 6);
    expect(spent.at(-1)!).toBeLessThan(0.8 * spent[0]!);
  });

  it('have rings where the interval holds 0', () => {
    const [line] = chart(charts, 'lines-pressure').configuration.data.datasets as unknown as {
      pointBackgroundColor: string[];
    }[];
    expect(line!.pointBackgroundColor.map((color) => color === '#ffffff')).toEqual([true, ...Array(8).fill(false)]);
  });

  it('are one an arm over a single factor or a row, with no axis of hours where these stay', () => {
    const arms = ['baseline', 'pressure', 'couriers'];
    const rows: Values[] = [0.2, 0.4, 0.6, 0.8].map((reach, i) => [reach, 10 + i]);
    const row = sweepCharts(fakeSweep({ factors: [REACH, DAYS], rows, arms }));
    expect(row.map(({ id }) => id)).toEqual(['lines']);
    expect(row[0]!.alt).toContain('pressure: from');
    expect(row[0]!.alt).toContain('couriers: from');
  });
});

describe('dots of a sweep', () => {
  it('stand for points that are no grid, once for each factor', () => {
    const rows: Values[] = Array.from({ length: 11 }, (_, i) => [
      16 * i,
      ((3 * i) % 11) / 11 + 0.05,
      7 + 8 * ((5 * i) % 11),
    ]);
    const charts = sweepCharts(fakeSweep({ factors: [HOURS, REACH, DAYS], rows }));
    expect(charts.map(({ id }) => id)).toEqual(
      ['orders', 'share_delivery', 'violence_expected', 'officer_hours'].map((id) => `dots-${id}-pressure`),
    );
    expect(charts[0]!.configuration.data.datasets[0]!.data).toHaveLength(33);
  });
});

const FACTORS = [
  { factor: 'news reach', grade: 'V direction, A size' },
  { factor: 'search cost', grade: 'A' },
];
const others: Chart[] = [
  tornado(HEAD, {
    id: 'tornado',
    title: 'What decides orders',
    notes: [],
    axis: 'total index',
    base: 0,
    rows: [
      { ...FACTORS[1]!, isTold: false, bars: [{ value: 0.02, ci95: [-0.1, 0.1] }] },
      { ...FACTORS[0]!, isTold: true, bars: [{ value: 0.5, ci95: [0.4, 0.6] }] },
    ],
  }),
  elementaryEffects(HEAD, {
    id: 'elementary',
    title: 'Size and spread',
    notes: [],
    unit: 'orders',
    dots: [
      { ...FACTORS[0]!, muStar: 900, muStarCi95: [800, 1000], sigma: 300, isTold: true },
      { ...FACTORS[1]!, muStar: 20, muStarCi95: [0, 60], sigma: 30, isTold: false },
    ],
  }),
  indexHeatMap(HEAD, {
    id: 'indices',
    title: 'What outcomes rest on',
    notes: [],
    scale: ['Total index'],
    factors: FACTORS,
    outcomes: [
      {
        label: 'Orders',
        cells: [
          { value: 0.7, isTold: true },
          { value: 0.02, isTold: false },
        ],
      },
      {
        label: 'Violence',
        cells: [
          { value: 0.4, isTold: true },
          { value: null, isTold: null },
        ],
      },
    ],
  }),
  regimeMap(HEAD, {
    id: 'regimes',
    title: 'What pressure can bring about',
    notes: [],
    x: { label: 'orders in the buffer', unit: 'orders', edges: [-100, 0, 100] },
    y: { label: 'violence', unit: 'events', edges: [-4, 0, 4] },
    regimes: ['diffusion', 'displacement'],
    cells: [
      { column: 0, row: 0, regime: 'diffusion', worlds: 12, isAgreed: true },
      { column: 1, row: 1, regime: 'displacement', worlds: 3, isAgreed: false },
    ],
  }),
  primBox(HEAD, {
    id: 'box',
    title: 'Where trade moves',
    notes: [],
    coverage: 0.74,
    density: 0.88,
    overall: 0.31,
    factors: [
      {
        factor: 'hours',
        unit: 'h',
        grade: 'A',
        range: [0, 160],
        isLog: false,
        low: null,
        high: null,
        lowRange: null,
        highRange: null,
        stability: 0.1,
      },
      {
        factor: 'reach',
        unit: 'share',
        grade: 'A',
        range: [0.1, 10],
        isLog: true,
        low: null,
        high: 1,
        lowRange: null,
        highRange: [0.5, 2],
        stability: 0.9,
      },
      { factor: 'pick', grade: 'S', names: ['largest', 'random'], kept: ['largest'], stability: null },
    ],
  }),
];

describe('charts of sensitivity and discovery', () => {
  const of = (id: string) => annotations(chart(others, id));

  it('have the longest bar first, with its grade, and grey what is not told from noise', () => {
    expect([0, 1].map((r) => of('tornado')[`name-${r}`]!.content)).toEqual(['news reach', 'search cost']);
    expect(of('tornado')['grade-0']!.content).toBe('V direction, A size');
    expect([0, 1].map((r) => of('tornado')[`bar-${r}-0`]!.backgroundColor)).toEqual(['#0072b2', '#bdbdbd']);
  });

  it('name dots that are told, and the others in a note', () => {
    const names = Object.values(of('elementary')).map(({ content }) => content);
    expect(names).toContain('news reach (V direction, A size)');
    expect(JSON.stringify(names)).not.toContain('search cost');
    const { subtitle } = chart(others, 'elementary').configuration.options!.plugins!;
    expect(JSON.stringify(subtitle)).toContain('not told from noise: search cost');
  });

  it('have grey cells of indices where noise would do', () => {
    // Rows from below: search cost, news reach.
    const fills = ['0-0', '0-1', '1-0', '1-1'].map((at) => of('indices')[`cell-0-${at}`]!.backgroundColor);
    expect(fills.map((fill) => fill === GREY)).toEqual([true, false, false, false]);
    expect(fills[1]).toBe('#ffffff');
    expect(of('indices')['row-below-0-1']!.content).toBe('V direction, A size');
  });

  it('colour a cell of regimes only where replicates agree', () => {
    expect(of('regimes')['cell-0-0']!.backgroundColor).toMatch(/^#0072b2/);
    expect(of('regimes')['cell-1-1']!.backgroundColor).toBe(GREY);
    expect(chart(others, 'regimes').alt).toContain('diffusion in 1, displacement in 0; in 1 replicates do not agree');
  });

  it('write a box in words, bounded factors first, ends on the scale of the range', () => {
    expect([0, 1, 2].map((i) => of('box')[`rule-${i}`]!.content)).toEqual(['at most 1', 'largest', 'any']);
    const [whole, box] = ['whole-0', 'box-0'].map((key) => of('box')[key] as unknown as { xMin: number; xMax: number });
    expect((box!.xMax - box!.xMin) / (whole!.xMax - whole!.xMin)).toBeCloseTo(0.5, 9);
  });
});

describe('every chart', () => {
  const all = [
    ...sweepCharts(fakeSweep({ factors: [{ ...HOURS, levels: [0, 80] }, REACH], replicates: 3 })),
    ...others,
  ];

  it('is 16:9, told in one sentence with a number, and has an id of its own', () => {
    for (const { id, alt, width, height } of all) {
      expect(width / height, id).toBeCloseTo(16 / 9, 9);
      expect(alt, id).toMatch(/^(\w+ charts?|Dot plot|Heat map|Map)\b[^\n]*\d[^\n]*\.$/);
      expect(alt, id).not.toMatch(/NaN|null|Infinity|undefined/);
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('can be drawn, the same each time', () => {
    for (const one of [all[0]!, all.find(({ id }) => id.startsWith('lines'))!, others[3]!]) {
      const first = renderSvg(one);
      expect(renderSvg(one) === first, one.id).toBe(true);
    }
  });

  it('is not there without replicates or another arm', () => {
    expect(sweepCharts({ ...fakeSweep(), replicates: [] })).toEqual([]);
    expect(sweepCharts(fakeSweep({ arms: ['baseline'] })).filter(({ id }) => id.startsWith('heat'))).toEqual([]);
  });
});
