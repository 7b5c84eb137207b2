import { describe, expect, it } from 'vitest';
import { endsOfAxis } from '../../src/charts/dot-panels.ts';
import { chartsOf, comparisonChartsOf } from '../../src/charts/registry.ts';
import { renderPng, renderSvg } from '../../src/charts/render.ts';
import type { Chart } from '../../src/charts/style.ts';
import { HEIGHT, headingHeight, PADDING, roundStep, roundTop, WIDTH, wrap } from '../../src/charts/style.ts';
import { seriesAt } from '../../src/engine/kernel/record.ts';
import type { Comparison } from '../../src/experiment/comparison.ts';
import type { Results } from '../../src/experiment/results.ts';
import { changeByDistance } from '../../src/measures/change-by-distance.ts';
import { weekPrice, weekPurity } from '../../src/measures/platforms.ts';
import { decimalsFor, grouped, signed } from '../../src/numbers.ts';
import { type FakeOptions, fakeComparison, fakeResults, withNulls } from '../support/fake-results.ts';
import { canvas, pixelsOf } from '../support/pixels.ts';

const SMALL = { columns: 3, rows: 2, preDays: 10, postDays: 40, replicates: 3 };
const pressure = chartsOf(fakeResults());
const compare = (options: FakeOptions = {}, change: (comparison: Comparison) => void = () => {}): Chart[] => {
  const results = fakeResults(options);
  const comparison = fakeComparison(results);
  change(comparison);
  return comparisonChartsOf(results, comparison);
};
const compared = compare();
const drawn = new Map<Chart, { png: Buffer; svg: string }>();
const renderOnce = async (one: Chart): Promise<{ png: Buffer; svg: string }> => {
  const known = drawn.get(one) ?? { png: await renderPng(one), svg: renderSvg(one) };
  drawn.set(one, known);
  return known;
};
const chart = (charts: Chart[], id: string): Chart => charts.find((one) => one.id === id)!;
const annotations = ({ configuration }: Chart) =>
  (configuration.options as { plugins: { annotation: { annotations: Record<string, Record<string, unknown>> } } })
    .plugins.annotation.annotations;

describe('every chart', () => {
  it('has an id of its own, a title, and the ids that people are told of', () => {
    expect(pressure.map(({ id }) => id)).toEqual([
      'market-share',
      'sites-open',
      'waiting-times',
      'arms-side-by-side',
      'outcomes-by-arm',
      'map-of-change',
      'market-by-archetype-orders',
      'market-by-archetype-platforms',
      'market-by-archetype-clients',
      'life-lines-baseline',
      'life-lines-pressure',
      'price-and-purity',
    ]);
    for (const { title } of pressure) expect(title.length).toBeGreaterThan(10);
    expect(compared.map(({ id }) => id)).toEqual([
      'primary-effect',
      'effects',
      'outcomes-by-arm',
      'cost-against-effect',
      'reference-over-time',
      'difference-over-time',
      'flows',
      'map-of-change',
      'audit',
      'violence-audit',
      'sites-open',
      'waiting-times',
      'market-by-archetype-orders',
      'market-by-archetype-platforms',
      'market-by-archetype-clients',
      'life-lines-baseline',
      'life-lines-pressure',
      'price-and-purity',
    ]);
  });

  it('is told in one sentence with a number to those who cannot see it', () => {
    for (const { id, alt } of [...pressure, ...compared])
      expect(alt, id).toMatch(/^(\w+ chart|Dot plot|Map)\b[^\n]*\d[^\n]*\.$/);
    for (const { id, alt } of [...chartsOf(withNulls(fakeResults(SMALL))), ...compare({ ...SMALL, replicates: 1 })])
      expect(alt, id).not.toMatch(/NaN|null|Infinity|: \.|, \./);
  });

  it('of a comparison is there for each arm, by its name', () => {
    const perArm = ['difference-over-time', 'flows', 'map-of-change', 'audit', 'violence-audit'];
    const ids = compare({ ...SMALL, arms: ['a', 'b'] }).map(({ id }) => id);
    for (const id of perArm) expect(ids.filter((one) => one.startsWith(id))).toEqual([`${id}-a`, `${id}-b`]);
  });

  it('of shares of the market is not drawn of a comparison, as differences over time tell the same', () => {
    const ids = compare({ ...SMALL, arms: ['a', 'b'] }).map(({ id }) => id);
    expect(ids).toContain('difference-over-time-a');
    expect(ids.filter((id) => id.startsWith('market-share'))).toEqual([]);
  });

  it('is not there without a completed replicate, and that of a comparison not without another arm', () => {
    const none = { ...fakeResults(SMALL), replicates: [] };
    expect([...chartsOf(none), ...comparisonChartsOf(none, fakeComparison(fakeResults(SMALL)))]).toEqual([]);
    expect(compare({ ...SMALL, arms: [] }).map(({ id }) => id)).toEqual([
      'outcomes-by-arm',
      'map-of-orders',
      'sites-open',
      'waiting-times',
      'market-by-archetype-orders',
      'market-by-archetype-platforms',
      'market-by-archetype-clients',
      'life-lines',
      'price-and-purity',
    ]);
  });

  it('has arms in the order of the scenario file, whatever that of results', () => {
    const results = fakeResults({ ...SMALL, arms: ['a', 'b'] });
    const turned = (one: Results): Results => ({
      ...one,
      arms: Object.fromEntries(Object.entries(one.arms).reverse()),
      records: Object.fromEntries(Object.entries(one.records).reverse()),
      marks: one.marks.toReversed(),
    });
    expect(JSON.stringify(chartsOf(turned(results)))).toBe(JSON.stringify(chartsOf(results)));
    const { a, b, baseline } = results.scenario.arms;
    const other = { ...results, scenario: { ...results.scenario, arms: { b: b!, baseline: baseline!, a: a! } } };
    const comparison = fakeComparison(results);
    for (const [one, arms] of [
      [results, ['a', 'b']],
      [other, ['b', 'a']],
    ] as const) {
      const charts = comparisonChartsOf(one, comparison);
      expect(charts.filter(({ id }) => id.startsWith('map-of-change')).map(({ id }) => id.slice(14))).toEqual(arms);
      for (const id of ['sites-open', 'outcomes-by-arm', 'waiting-times'])
        expect(
          chart(charts, id).configuration.data.datasets.flatMap(({ label }) => label?.split(' ')[0] || []),
        ).toEqual(['baseline', ...arms]);
      for (const id of ['primary-effect', 'effects'])
        expect(chart(charts, id).configuration.data.datasets.map(({ label }) => label)).toEqual(arms);
    }
  });

  it('is 16:9, with one arm and with many', () => {
    for (const arms of [['a'], ['a', 'b', 'c', 'd', 'e', 'f', 'g'], Array.from({ length: 19 }, (_, i) => `arm-${i}`)])
      for (const { id, width, height } of compare({ ...SMALL, arms }))
        expect(width / height, id).toBeCloseTo(16 / 9, 9);
  });

  it('has letters of at least 15 px in 1200, so that it is legible at half its size', () => {
    const sizes = (one: unknown): number[] =>
      typeof one !== 'object' || one === null
        ? []
        : 'family' in one && 'size' in one
          ? [one.size as number]
          : Object.values(one).flatMap(sizes);
    for (const { id, width, configuration } of [...pressure, ...compare({ ...SMALL, arms: ['a', 'b', 'c', 'd'] })])
      expect((Math.min(...sizes(configuration.options)) * 1200) / width, id).toBeGreaterThanOrEqual(15);
  });
});

describe('charts say', () => {
  const text = (chart: Chart): string => JSON.stringify(chart.configuration.options);
  it('how many replicates there are and what bands are', () => {
    for (const chart of pressure) expect(text(chart)).toContain('4 replicates (seed “waterbed”)');
    for (const chart of pressure.slice(0, 5)) expect(text(chart)).toContain('95 % t interval');
    for (const chart of chartsOf(fakeResults({ ...SMALL, replicates: 1 })))
      expect(text(chart)).not.toContain('95 % t interval');
  });

  it('when a run is unfinished', () => {
    const results = fakeResults(SMALL);
    const charts = chartsOf({ ...results, complete: false, scenario: { ...results.scenario, seeds: 8 } });
    for (const chart of charts) expect(text(chart)).toContain('unfinished: 3 of 8');
  });

  it('when policies are announced and in force, and where the post window begins', () => {
    for (const chart of pressure.slice(0, 2))
      for (const mark of ['day 40: post window begins', 'day 45: pressure announced', 'day 60: pressure in force'])
        expect(text(chart)).toContain(mark);
  });

  it('no name of a place', () => {
    const { configuration } = pressure.at(-1)!;
    for (const code of fakeResults().map.zoneCode) expect(JSON.stringify(configuration)).not.toContain(`"${code}"`);
  });
});

describe('the map', () => {
  type Bubble = { x: number; y: number; r: number; value: number };
  const bubblesOf = (one: Chart, label: string): Bubble[] =>
    one.configuration.data.datasets
      .filter((set) => set.label === label)
      .flatMap(({ data }) => data as unknown as Bubble[]);
  const KINDS = ['more orders', 'fewer orders', 'not told from 0'];
  const mapOf = (results: Results): Chart => chart(chartsOf(results), 'map-of-change');
  /** Every replicate of the arm has in each zone what `change` makes of the baseline's orders. */
  const withZones = (change: (orders: number, zone: number, replicate: number) => number): Results => {
    const results = fakeResults({ ...SMALL, columns: 4, rows: 3 });
    for (const [r, record] of results.records.pressure!.entries()) {
      const base = results.records.baseline![r]!;
      const perZone = record.cells.length / (record.nMonths * record.nZones);
      for (let at = 0; at < record.cells.length; at++)
        record.cells[at] = change(base.cells[at]!, Math.floor(at / perZone) % record.nZones, r);
    }
    return results;
  };

  it('has bubbles whose area goes with the change, and one km as long east as north', () => {
    const one = mapOf(fakeResults({ ...SMALL, columns: 7, rows: 2 }));
    const big = KINDS.flatMap((kind) => bubblesOf(one, kind)).filter(({ r }) => r > 2);
    expect(big.length).toBeGreaterThan(3);
    const scale = big[0]!.r ** 2 / Math.abs(big[0]!.value);
    for (const { r, value } of big) expect(r ** 2 / Math.abs(value)).toBeCloseTo(scale, 6);
    const zones = bubblesOf(one, 'zones');
    expect(zones[1]!.x - zones[0]!.x).toBeCloseTo(zones[0]!.y - zones[7]!.y, 6);
    expect(zones[1]!.x - zones[0]!.x).toBeGreaterThan(20);
  });

  it('is warm where an arm has more orders than the reference and blue where it has fewer, and says so', async () => {
    const one = mapOf(withZones((orders, zone) => orders * (zone < 3 ? 2 : zone < 5 ? 0 : 1)));
    const pixels = await pixelsOf(await renderPng(one));
    const top = HEIGHT - PADDING.bottom - (one.configuration.options!.scales!.y as { max: number }).max;
    const at = (x: number, y: number): [red: number, green: number, blue: number] => {
      const pixel = (Math.round((top + y) * 1.6) * pixels.width + Math.round((PADDING.left + x) * 1.6)) * 4;
      return [...pixels.data.subarray(pixel, pixel + 3)] as [number, number, number];
    };
    const isWarm = ([red, , blue]: number[]) => red! > blue! + 60;
    const isBlue = ([red, , blue]: number[]) => blue! > red! + 60;
    const zones = bubblesOf(one, 'zones');
    // Beside the middle, where every zone has its own dot.
    const colours = zones.slice(0, 5).map(({ x, y }) => at(x + 6, y));
    expect(colours.map(isWarm)).toEqual([true, true, true, false, false]);
    expect(colours.map(isBlue)).toEqual([false, false, false, true, true]);
    const keyOf = (words: string) => {
      const [key] = Object.entries(annotations(one)).find(([, { content }]) => content === words)!;
      const { xValue, yValue } = annotations(one)[key.replace('-text', '')]! as { xValue: number; yValue: number };
      return at(xValue, yValue);
    };
    expect([isWarm(keyOf('more orders')), isBlue(keyOf('fewer orders'))]).toEqual([true, true]);
    expect(one.alt).toContain('orders rose in 3 zones and fell in 2 of 12');
  });

  it('is grey where the interval over replicates holds 0, and has no colour where nothing differs', () => {
    const one = mapOf(
      withZones((orders, zone, replicate) => (zone === 7 ? orders * (replicate === 0 ? 4 : 0.5) : orders)),
    );
    expect(KINDS.map((kind) => bubblesOf(one, kind).length)).toEqual([0, 0, 1]);
  });

  it('has one scale for all arms, of bubbles and of the change by distance', () => {
    const charts = chartsOf(fakeResults({ ...SMALL, columns: 5, rows: 4, arms: ['a', 'b'] }));
    const [a, b] = ['a', 'b'].map((arm) => chart(charts, `map-of-change-${arm}`));
    const scaleOf = (one: Chart) => {
      const [big] = KINDS.flatMap((kind) => bubblesOf(one, kind)).sort((left, right) => right.r - left.r);
      return big!.r ** 2 / Math.abs(big!.value);
    };
    expect(scaleOf(b!)).toBeCloseTo(scaleOf(a!), 6);
    const ticks = (one: Chart) =>
      Object.entries(annotations(one)).flatMap(([key, { content }]) =>
        /^(change-y|size)-/.test(key) ? [content] : [],
      );
    expect(ticks(b!)).toEqual(ticks(a!));
    expect(ticks(a!).length).toBeGreaterThan(4);
  });

  it('has beside it the change by distance: the target at 0, further bands to the right at their distance', () => {
    const results = fakeResults({ ...SMALL, columns: 8, rows: 5 });
    const bands = changeByDistance(
      results.records.pressure!,
      results.records.baseline!,
      results.map.targetKm,
      results.map.population,
    );
    const dots = bubblesOf(mapOf(results), 'by distance');
    expect(dots.length).toBe(bands.length);
    const [first, second, ...others] = dots;
    const pxPerKm = (second!.x - first!.x) / bands[1]!.km;
    const pxPerOrder = (first!.y - second!.y) / (bands[1]!.mean - bands[0]!.mean);
    expect(pxPerOrder).toBeGreaterThan(0);
    for (const [i, { x, y }] of others.entries()) {
      expect((x - first!.x) / pxPerKm).toBeCloseTo(bands[i + 2]!.km, 9);
      expect((first!.y - y) / pxPerOrder).toBeCloseTo(bands[i + 2]!.mean - bands[0]!.mean, 9);
    }
  });
});

describe('the forest plot', () => {
  it('is one and the same for a run and a comparison, but for what only a comparison knows', () => {
    const rows = (one: Chart) => {
      const { y } = one.configuration.options!.scales as unknown as {
        y: { max: number; ticks: { callback: (value: number) => string } };
      };
      const labels = Array.from({ length: y.max + 0.5 }, (_, row) => y.ticks.callback(row));
      const { data } = one.configuration.data.datasets[0] as unknown as { data: { x: number; y: number }[] };
      return new Map(data.map(({ x, y }) => [labels[y]!.replace(' (primary)', ''), x]));
    };
    const [run, comparison] = [rows(chart(pressure, 'arms-side-by-side')), rows(chart(compared, 'effects'))];
    const both = [...comparison.keys()].filter((label) => run.has(label));
    expect(both.length).toBeGreaterThan(5);
    for (const label of both) expect(comparison.get(label)).toBeCloseTo(run.get(label)!, 9);
  });

  it('takes its numbers from the comparison, puts the primary outcome first, and has rings for what may be nothing', () => {
    const effects = chart(
      compare({}, ({ primary, secondary, arms }) => {
        primary.outcome = 'orders';
        secondary.unshift('share_delivery');
        const { orders, share_delivery } = arms.pressure!.effects;
        Object.assign(orders!, { reference_mean: 200, diff: -10, ci95: [-16, -4], p_adjusted: 0.049 });
        Object.assign(share_delivery!, { p_adjusted: 0.051 });
      }),
      'effects',
    );
    const { data, backgroundColor } = effects.configuration.data.datasets[0] as unknown as {
      data: object[];
      backgroundColor: string[];
    };
    expect(data[0]).toEqual({ x: -5, y: 0, xMin: -8, xMax: -2 });
    expect(backgroundColor.slice(0, 2)).toEqual(['#d55e00', '#ffffff']);
    expect(effects.alt).toContain('orders, all channels (primary): −5.0 %  [−8.0, −2.0] in pressure');
    expect(JSON.stringify(effects.configuration.options)).toContain('Holm');
  });
});

describe('axes', () => {
  const WILD = { diff: 10, ci95: [-90_000, 90_020] as [number, number], reference_mean: 60_000, p_adjusted: 0.9 };
  it('fit what is told: an interval that holds 0 stretches none, however wide', () => {
    const widest = (wild: boolean) => {
      const one = chart(
        compare(SMALL, ({ arms }) => {
          const { share_delivery } = arms.pressure!.effects;
          Object.assign(share_delivery!, { reference_mean: 0.5, diff: 0.1, ci95: [0.08, 0.12] });
          for (const [id, effect] of Object.entries(arms.pressure!.effects))
            if (id !== 'share_delivery') Object.assign(effect, wild ? WILD : { diff: 0.001, ci95: [-0.001, 0.003] });
        }),
        'effects',
      );
      return (one.configuration.options!.scales as Record<string, { max: number }>).x!.max;
    };
    expect(widest(true)).toBe(widest(false));
    expect(widest(true)).toBeLessThan(50);
  });

  it('of panels hold every dot, and of differences that are not told no more than three times the furthest', () => {
    const levels = [{ value: 2, ci95: [-3, 7] as const }];
    expect(endsOfAxis(levels, false)).toEqual([2, 0, 7]);
    const open = { value: 1, ci95: [-500, 502] as const };
    expect(endsOfAxis([open], true)).toEqual([0, 1, -3, 3]);
    expect(endsOfAxis([open, { value: 2, ci95: [1, 3] }], true)).toEqual([0, 1, 2, 1, 3]);
  });

  it('of differences over time do not reach for bands that hold 0', () => {
    const results = fakeResults(SMALL);
    const range = () => {
      const one = chart(comparisonChartsOf(results, fakeComparison(results)), 'difference-over-time');
      return one.configuration.options!.scales!.y as { min: number; max: number };
    };
    const before = range();
    const record = results.records.pressure![0]!;
    for (let day = 11; day < 13; day++) record.series[seriesAt(day, 2, 2)]! += 4;
    expect(range().max).toBeLessThanOrEqual(before.max * 1.5);
  });
});

describe('outcomes by arm', () => {
  const titles = (one: Chart) =>
    Object.entries(annotations(one)).flatMap(([key, { content }]) => (key.endsWith('-title') ? [content] : []));

  it('have a panel for each main outcome that the results hold, with its unit, and none for what never happens', () => {
    const results = fakeResults(SMALL);
    for (const { outcomes } of Object.values(results.arms)) {
      const orders = outcomes.orders!;
      outcomes.deaths_expected = { ...orders, label: 'Deaths', unit: 'persons' };
      outcomes.platforms_active_end = { ...orders, label: 'Platforms', mean: 0, ci95: [0, 0] };
    }
    const one = chart(chartsOf(results), 'outcomes-by-arm');
    expect(titles(one)).toEqual([
      'orders, all channels',
      'share delivered, %',
      'Deaths, persons',
      'sites open at the end',
      'couriers arrested, persons',
      'share at sites, %',
      'mean wait for a delivery, min',
      'orders lost, of lost and delivered',
      'share delivered, low income, %',
    ]);
    expect(JSON.stringify(one.configuration.options)).toContain('None in any arm: Platforms');
    for (const { outcomes } of Object.values(results.arms)) for (const id of Object.keys(outcomes)) delete outcomes[id];
    expect(chartsOf(results).map(({ id }) => id)).not.toContain('outcomes-by-arm');
  });

  it('show up to how many events are compatible with none, in an arm that had none and where none had any', () => {
    const results = fakeResults(SMALL);
    const n = results.replicates.length;
    const bound = Number((3 / n).toPrecision(3));
    const none = { mean: 0, sd: 0, ci95: [0, 0] as [number, number], values: results.replicates.map(() => 0) };
    Object.assign(results.arms.baseline!.outcomes.orders!, none);
    const one = chart(chartsOf(results), 'outcomes-by-arm');
    expect(annotations(one)['orders-number-0']!.content).toBe(`≤ ${bound}`);
    const told = `no event in ${n} replicates; up to ${bound} each is compatible`;
    expect(JSON.stringify(one.configuration.options)).toContain(`≤ ${bound}: ${told}`);
    Object.assign(results.arms.pressure!.outcomes.orders!, none);
    const other = JSON.stringify(chart(chartsOf(results), 'outcomes-by-arm').configuration.options);
    expect(other).toContain(`Nothing counted in any arm (${told}): orders, all channels`);
  });

  it('stand at their levels: dots of a panel are as far apart as the means, bars as far as their intervals', () => {
    const results = fakeResults(SMALL);
    const [base, arm] = ['baseline', 'pressure'].map((name) => results.arms[name]!.outcomes.orders!);
    const one = chart(chartsOf(results), 'outcomes-by-arm');
    const [first, second] = one.configuration.data.datasets.map(
      ({ data }) => (data as unknown as { x: number; xMin: number; xMax: number }[])[0]!,
    );
    const pxPerOrder = (first!.x - second!.x) / (base!.mean! - arm!.mean!);
    expect(pxPerOrder).toBeGreaterThan(0);
    for (const [dot, outcome] of [[first!, base!] as const, [second!, arm!] as const]) {
      expect((dot.x - dot.xMin) / pxPerOrder).toBeCloseTo(outcome.mean! - outcome.ci95![0], 6);
      expect((dot.xMax - dot.x) / pxPerOrder).toBeCloseTo(outcome.ci95![1] - outcome.mean!, 6);
    }
  });

  it('stay within a slide with six arms and four outcomes', () => {
    expect(chart(chartsOf(fakeResults({ ...SMALL, arms: ['a', 'b', 'c', 'd', 'e'] })), 'outcomes-by-arm').height).toBe(
      HEIGHT,
    );
  });
});

describe('cost against effect', () => {
  type Dot = { x: number; y: number; xMin: number; xMax: number };
  const dots = (one: Chart): Dot[][] => one.configuration.data.datasets.map(({ data }) => data as unknown as Dot[]);
  const withCosts = (costs: number[]): Chart =>
    chart(
      compare({ ...SMALL, arms: ['a', 'b', 'c'] }, ({ arms }) => {
        for (const [i, arm] of Object.values(arms).entries())
          Object.assign(arm.effects.cost_eur!, { diff: costs[i], ci95: [costs[i]! - 1000, costs[i]! + 1000] });
      }),
      'cost-against-effect',
    );

  it('has dots as far from the reference as arms cost more, and bars with them', () => {
    const [reference, ...arms] = dots(withCosts([100_000, 200_000, -50_000])).map((list) => list[0]!);
    const [a, b, c] = arms.map(({ x }) => x - reference!.x);
    expect(b! / a!).toBeCloseTo(2, 9);
    expect(c! / a!).toBeCloseTo(-0.5, 9);
    for (const { x, xMin, xMax } of arms) expect((xMax - xMin) / (x - xMin)).toBeCloseTo(2, 6);
  });

  it.each([
    ['equal costs', [64_000, 64_000, 64_000]],
    ['no cost at all', [0, 0, 0]],
  ])(
    'with %s has all dots over each other, told apart by their points, their whiskers and names with lines',
    (_, costs) => {
      const one = withCosts(costs);
      for (let panel = 0; panel < dots(one)[0]!.length; panel++) {
        const [reference, ...at] = dots(one).map((list) => list[panel]!.x);
        expect(new Set(at).size).toBe(1);
        expect(at[0]! > reference!).toBe(costs[0]! > 0);
      }
      const sets = one.configuration.data.datasets.slice(1) as unknown as Record<string, unknown>[];
      for (const look of ['pointStyle', 'errorBarColor', 'errorBarWhiskerSize'])
        expect(new Set(sets.map((set) => set[look])).size, look).toBe(3);
      const of = (what: string) =>
        Object.entries(annotations(one)).flatMap(([key, mark]) =>
          key.startsWith(`share_delivery-${what}-`) ? [mark] : [],
        );
      expect(
        of('name')
          .map(({ content }) => content)
          .sort(),
      ).toEqual(['a', 'b', 'baseline', 'c']);
      const heights = of('name')
        .slice(1)
        .map(({ yValue }) => yValue as number);
      for (const [i, height] of heights.slice(1).entries()) expect(height - heights[i]!).toBeGreaterThan(18);
      expect(of('lead').length).toBeGreaterThanOrEqual(3);
    },
  );

  it('shows the primary outcome and at most three others, and is not there without costs', () => {
    const titles = Object.keys(annotations(chart(compared, 'cost-against-effect'))).filter((key) =>
      key.endsWith('-title'),
    );
    expect(titles).toEqual([
      'share_delivery-title',
      'orders-title',
      'sites_open_end-title',
      'arrests_couriers_expected-title',
    ]);
    const without = compare(SMALL, ({ arms }) => {
      delete arms.pressure!.effects.cost_eur;
    });
    expect(without.map(({ id }) => id)).not.toContain('cost-against-effect');
  });
});

describe('lines over days', () => {
  it('have names at their ends that stand around them and never meet', () => {
    const results = fakeResults(SMALL);
    results.records.pressure = results.records.baseline!;
    const still = chart(comparisonChartsOf(results, fakeComparison(results)), 'difference-over-time');
    const heights = [0, 1, 2, 3].map((end) => annotations(still)[`end-${end}`]!.yValue as number);
    const { min, max } = still.configuration.options!.scales!.y as { min: number; max: number };
    for (const i of [1, 2, 3]) expect(heights[i]! - heights[i - 1]!).toBeCloseTo(0.06 * (max - min), 9);
    expect(heights[0]! + heights[3]!).toBeCloseTo(0, 9);
  });

  it('have room above them for the marks of policies, also where they fall below zero', () => {
    const over = chart(compared, 'difference-over-time');
    const { min, max } = over.configuration.options!.scales!.y as { min: number; max: number };
    const highest = Math.max(
      ...over.configuration.data.datasets.flatMap(({ data }) =>
        (data as { y: number | null }[]).map(({ y }) => y ?? Number.NEGATIVE_INFINITY),
      ),
    );
    const lowestMark = Math.min(...[0, 1, 2].map((mark) => annotations(over)[`label-${mark}`]!.yValue as number));
    expect(min).toBeLessThan(0);
    expect(lowestMark - (max - min) * 0.05).toBeGreaterThan(highest);
  });
});

describe('the market by archetype', () => {
  const results = fakeResults({ ...SMALL, arms: ['a'] });
  const charts = chartsOf(results);

  it('has a panel for each kind of platform that was there, and no other', () => {
    for (const measure of ['orders', 'platforms', 'clients']) {
      const titles = Object.entries(annotations(chart(charts, `market-by-archetype-${measure}`)))
        .filter(([key]) => key.endsWith('-title') && key !== 'axis-title')
        .map(([, { content }]) => content);
      expect(titles).toEqual([
        'three-line-hands-on',
        'service-quality-bikes',
        'subcontracted-fleet',
        'relationship-selling',
      ]);
    }
  });

  it('says shares that add up to the whole, and how many sell at the end', () => {
    const shares = chart(charts, 'market-by-archetype-orders')
      .alt.match(/(?<= )[\d.]+(?= %[,.])/g)!
      .map(Number);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, -1);
    expect(chart(charts, 'market-by-archetype-platforms').alt).toMatch(
      /three-line-hands-on 2\.0, service-quality-bikes 2\.0, subcontracted-fleet 1\.0, relationship-selling 2\.0\.$/,
    );
  });

  it('is not there without platforms', () => {
    const ids = chartsOf(withNulls(fakeResults(SMALL))).map(({ id }) => id);
    expect(ids.filter((id) => /archetype|life-lines/.test(id))).toEqual([]);
  });
});

describe('life lines', () => {
  const results = fakeResults({ ...SMALL, arms: ['a'] });
  const [baseline, arm] = ['baseline', 'a'].map((name) => chart(chartsOf(results), `life-lines-${name}`));
  const points = (one: Chart, sign: string): { x: number; y: number }[] =>
    (one.configuration.data.datasets as { pointStyle?: string; data: { x: number; y: number }[] }[]).find(
      ({ pointStyle }) => pointStyle === sign,
    )!.data;

  it('have a sign for each platform that opens, comes back or closes in the reported days', () => {
    expect(['circle', 'triangle', 'crossRot'].map((sign) => points(baseline!, sign).length)).toEqual([1, 1, 0]);
    expect(['circle', 'triangle', 'crossRot'].map((sign) => points(arm!, sign).length)).toEqual([1, 1, 1]);
    expect(baseline!.alt).toContain('lives of 7 platforms');
  });

  it('show each stretch in which a platform sells, and a line while it is dark', () => {
    const shapes = (one: Chart) =>
      (one.configuration.data.datasets as { fill?: string; data: { x: number; y: number }[] }[]).filter(
        ({ fill }) => fill === 'shape',
      );
    expect(shapes(baseline!).length).toBe(8);
    expect(Object.keys(annotations(baseline!)).filter((key) => key.startsWith('dark-'))).toEqual(['dark-0-0']);
    const days = ({ data }: { data: { x: number }[] }): [number, number] => [
      Math.min(...data.map(({ x }) => x)),
      Math.max(...data.map(({ x }) => x)),
    ];
    const [before, after] = shapes(baseline!).slice(0, 2).map(days);
    const dark = annotations(baseline!)['dark-0-0']!;
    expect([dark.xMin, dark.xMax]).toEqual([before![1], after![0]]);
  });
});

describe('price and purity', () => {
  it('stand at what was paid and sold, for sites and delivery', () => {
    const results = fakeResults({ ...SMALL, arms: [] });
    const { alt } = chart(chartsOf(results), 'price-and-purity');
    expect(alt).toMatch(/^Line chart: price and purity/);
    const record = results.records.baseline![0]!;
    expect(weekPrice(record, 'site').at(-1)).toBeCloseTo(66 / 1.2, 9);
    expect(weekPrice(record, 'delivery').at(-1)).toBeCloseTo(82.2 / 1.2, 9);
    expect(weekPurity(record, 'site').at(-1)).toBeGreaterThan(64);
    expect(weekPurity(record, 'site').at(-1)).toBeLessThan(65);
  });
});

describe('the flows', () => {
  const flows = chart(compared, 'flows');
  const texts = JSON.stringify(Object.values(annotations(flows)).map(({ content }) => content));

  it('say of the orders that left how many were not bought or not served, where the others went, and what luck moves', () => {
    for (const text of [
      'not bought at all',
      'wanted but not served',
      'delivered',
      'from other sources',
      'in another place',
    ])
      expect(texts).toContain(text);
    for (const word of ['deterred', 'tactical', 'spatial', 'temporal', 'target', 'perpetrator'])
      expect(texts).toContain(word);
    const { left_target: left } = fakeComparison(fakeResults()).arms.pressure!.flows!;
    for (const text of [
      `gross ${grouped(left.gross)}`,
      `net ${grouped(left.net)}`,
      `placebo ${grouped(left.floor)} gross`,
    ])
      expect(texts).toContain(text);
    expect(texts).not.toContain('not told from zero');
    const open = compare({}, ({ arms }) => {
      arms.pressure!.flows!.left_target.ci95 = [-40, 900];
    });
    expect(JSON.stringify(Object.values(annotations(chart(open, 'flows'))).map(({ content }) => content))).toContain(
      'not told from zero',
    );
  });

  it('say of trade elsewhere whether it was gained or lost, by the net, each with its own name', () => {
    expect(texts).toContain('no longer at other sites');
    expect(texts).toContain('no longer delivered');
    expect(texts).toContain('no longer served');
    expect(texts).toContain('newly from other sources');
    expect(texts).not.toContain('newly delivered');
  });

  it('say in words what left the target net, with intervals', () => {
    const { left_target: left, deterred } = fakeComparison(fakeResults()).arms.pressure!.flows!;
    const net = ({ net, ci95 }: typeof left) => `${grouped(net)} [${grouped(ci95![0])}, ${grouped(ci95![1])}]`;
    expect(flows.alt).toContain(
      `${net(left)} orders per replicate left the target: ${net(deterred)} not bought at all`,
    );
  });

  it('have ribbons as wide as gross flows, in two parts of which one is net', () => {
    const { data } = flows.configuration.data.datasets[0] as unknown as { data: { to: string; flow: number }[] };
    const { tactical_delivery: delivered } = fakeComparison(fakeResults()).arms.pressure!.flows!;
    const parts = data.filter(({ to }) => to === 'tactical_delivery').map(({ flow }) => flow);
    expect(parts[0]).toBeCloseTo(delivered.net, 9);
    expect(parts[0]! + parts[1]!).toBeCloseTo(delivered.gross, 9);
  });

  it('stand beside their numbers: the middle of each node has the height of its text', async () => {
    const pixels = await pixelsOf((await renderOnce(flows)).png);
    const { min, max } = flows.configuration.options!.scales!.y as { min: number; max: number };
    const { min: west, max: east } = flows.configuration.options!.scales!.x as { min: number; max: number };
    const top = PADDING.top + headingHeight(fakeResults(), flows.title, ['one', 'two', 'three']);
    const xPx = PADDING.left + ((WIDTH - PADDING.left - PADDING.right) * (1 - west)) / (east - west) + 6;
    const keys = ['deterred', 'lost', 'tactical_delivery', 'tactical_other', 'spatial', 'temporal', 'target'] as const;
    const colours = [...keys, 'induced_sites_outside'].map((key) => {
      const value = annotations(flows)[`${key}-name`]!.yValue as number;
      const yPx = top + ((HEIGHT - PADDING.bottom - top) * (value - min)) / (max - min);
      const at = (Math.round(yPx * 1.6) * pixels.width + Math.round(xPx * 1.6)) * 4;
      return `#${[...pixels.data.subarray(at, at + 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
    });
    expect(colours).toEqual(['#e69f00', '#f0e442', '#d55e00', '#d55e00', '#0072b2', '#009e73', '#cc79a7', '#56b4e9']);
  });

  it('say that no order moved where none did', () => {
    const results = fakeResults(SMALL);
    const still = chart(comparisonChartsOf(results, fakeComparison(results, { isStill: true })), 'flows');
    expect(JSON.stringify(annotations(still))).toContain('No order moved');
    expect(still.alt).toBe('Flow chart: no order left the target.');
  });
});

describe('the audit', () => {
  const audit = chart(compared, 'audit');
  const column = (one: Chart, name: string) => annotations(one)[`${name}-texts`]!.content as string[];

  it('says of a quotient without a value that it is undefined, and how often', () => {
    const undefined28 = column(audit, 'wdq-undefined').indexOf('4 of 4');
    expect(undefined28).toBeGreaterThan(0);
    expect(column(audit, 'wdq-says')[undefined28]).toBe('–');
    expect(column(audit, 'wdq-wrong sign')[undefined28]).toBe('–');
    for (const [i, text] of column(audit, 'wdq-undefined').entries())
      if (text === '1 of 4') expect(column(audit, 'wdq-says')[i]).toMatch(/^−0\.\d\d$/);
  });

  it('has a dot for each buffer and window, and none where the estimator is undefined', () => {
    const dots = (one: Chart) =>
      Object.fromEntries(one.configuration.data.datasets.map(({ label, data }) => [label, data.length]));
    expect(dots(audit)).toEqual({ wdd: 10, tne: 10, did: 4 });
    const without = compare({}, ({ arms }) => {
      for (const row of arms.pressure!.audit.wdd!.slice(0, 4))
        Object.assign(row, {
          n_defined: 0,
          estimate: null,
          bias_recorded: null,
          bias_recorded_ci95: null,
          coverage: null,
        });
    });
    expect(dots(chart(without, 'audit'))).toEqual({ wdd: 8, tne: 10, did: 4 });
    expect(column(chart(without, 'audit'), 'wdd-covers').filter((text) => text === '–').length).toBe(2);
  });

  it('is not there without an estimate', () => {
    const without = compare(SMALL, ({ arms }) => {
      arms.pressure!.audit = {};
    });
    expect(without.map(({ id }) => id)).not.toContain('audit');
  });
});

/** Points of a path of steps. */
function absoluteOf(path: string): number[] {
  const points: number[] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers] of path.matchAll(/([mvhc])([^a-z]*)/g)) {
    const steps = numbers!.match(/-?[\d.]+/g)!.map(Number);
    const perStep = command === 'c' ? 6 : command === 'm' ? 2 : 1;
    for (let i = 0; i < steps.length; i += perStep) {
      const own = steps.slice(i, i + perStep);
      const pairs = command === 'v' ? [0, ...own] : command === 'h' ? [...own, 0] : own;
      const ends = pairs.map((step, j) => step + (j % 2 === 0 ? x : y));
      points.push(...ends);
      [x, y] = ends.slice(-2) as [number, number];
    }
  }
  return points;
}

describe('letters and canvas', () => {
  it('use the bundled font and no other, so that a machine without fonts draws the same', async () => {
    await renderOnce(pressure[0]!);
    const families = (canvas.GlobalFonts.families as { family: string }[]).map(({ family }) => family);
    expect(families).toEqual(['Inter']);
  });

  it('give PDF too, through callbacks and at once', async () => {
    const pdf = canvas.createCanvas(100, 50, 'pdf');
    pdf.getContext('2d').fillRect(0, 0, 10, 10);
    expect(pdf.getContext('2d').canvas.width).toBe(100);
    const bytes: Buffer = await new Promise((resolve, reject) => {
      pdf.toBuffer(
        (error: Error | null, result: Buffer) => (error ? reject(error) : resolve(result)),
        'application/pdf',
      );
    });
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toBuffer('application/pdf').equals(bytes)).toBe(true);
  });

  it('write lines and letters as steps that end within a twentieth of a pixel of where they were drawn', () => {
    const drawing = canvas.createCanvas(400, 300, 'svg');
    const context = drawing.getContext('2d');
    const at = Array.from({ length: 60 }, (_, i) => 0.005 + 6.1237 * i - (i % 3) * 11.45);
    for (const paint of ['stroke', 'fill'] as const) {
      context.beginPath();
      context.moveTo(at[0], at[1]);
      context.lineTo(at[0], at[2]);
      context.lineTo(at[3], at[2]);
      for (let i = 4; i + 6 <= at.length; i += 6) context.bezierCurveTo(...at.slice(i, i + 6));
      context[paint]();
    }
    const paths = [...String(drawing.toBuffer('image/svg+xml')).matchAll(/<path [^>]*?d="([^"]*)"/g)];
    const drawn = [...at.slice(0, 2), at[0]!, at[2]!, at[3]!, at[2]!, ...at.slice(4, 58)];
    expect(paths.map(([, path]) => path!.replace(/[^a-z]/g, ''))).toEqual(['mvhc', 'mvhc']);
    for (const [all, path] of paths) {
      const scale = all.includes('stroke') ? 1 : 0.1;
      const points = absoluteOf(path!).map((value) => scale * value);
      expect(points.length).toBe(drawn.length);
      // Rounded to hundredths first.
      for (const [i, value] of points.entries()) expect(Math.abs(value - drawn[i]!)).toBeLessThan(0.0551);
    }
  });

  it('give SVG that is smaller in a page than the bitmap would be', async () => {
    for (const one of compared) {
      const { png, svg } = await renderOnce(one);
      expect(svg.length, one.id).toBeLessThan((4 / 3) * png.length);
    }
  });

  it('shade rows in SVG as in the bitmap: the white of the page lies below all else', async () => {
    const { svg } = await renderOnce(chart(compared, 'effects'));
    expect(svg).toContain('#FFF3C4');
    expect(svg.lastIndexOf('fill="white" width="100%"')).toBeLessThan(svg.indexOf('#FFF3C4'));
    expect(svg).not.toContain('<rect fill="white" width="1200"');
  });

  it('refuse a type or a format they do not have', () => {
    expect(() => canvas.createCanvas(1, 1, 'gif')).toThrow(/gif.*image, svg or pdf/);
    expect(() => canvas.createCanvas(1, 1, 'svg').toBuffer('image/png')).toThrow(/image\/svg\+xml/);
  });

  it('draw arcs in SVG as in a bitmap: whole, in part and backwards', async () => {
    const arcs: [number, number, boolean][] = [
      [0, 2 * Math.PI, false],
      [0, Math.PI / 2, false],
      [0, Math.PI / 2, true],
      [1, 4, false],
      [4, 1, true],
      [5, 1, false],
    ];
    const draw = (type: string) => {
      const paper = canvas.createCanvas(600, 100, type);
      const context = paper.getContext('2d');
      for (const [i, [from, to, back]] of arcs.entries()) {
        context.beginPath();
        context.arc(50 + 100 * i, 50, 40, from, to, back);
        context.fill();
      }
      return paper;
    };
    const bitmap = draw('image').getContext('2d').getImageData(0, 0, 600, 100).data;
    const drawn = canvas.createCanvas(600, 100);
    drawn.getContext('2d').drawImage(await canvas.loadImage(draw('svg').toBuffer()), 0, 0);
    const vector = drawn.getContext('2d').getImageData(0, 0, 600, 100).data;
    let most = 0;
    for (let at = 3; at < bitmap.length; at += 4) most = Math.max(most, Math.abs(bitmap[at]! - vector[at]!));
    expect(most).toBeLessThan(128);
  });
});

describe('numbers', () => {
  it('are grouped, signed and as precise as their uncertainty', () => {
    expect([
      grouped(1234567.891, 1),
      grouped(-0.04, 1),
      grouped(999),
      signed(3),
      signed(-3.25, 1),
      signed(0),
      signed(0.01, 1),
    ]).toEqual(['1,234,567.9', '0.0', '999', '+3', '−3.3', '0', '0.0']);
    expect([
      decimalsFor(60158, 481),
      decimalsFor(20.9, 0.21),
      decimalsFor(0.5, 0.0004),
      decimalsFor(343, null),
      decimalsFor(0, 0),
      decimalsFor(39.72, null),
      decimalsFor(0.00042, 0.00006, 2),
      decimalsFor(-0.0043, 0.0068, 2),
      decimalsFor(0.00001, 0.0068, 2),
      decimalsFor(0.5, 0.0004, 2),
    ]).toEqual([0, 2, 4, 0, 0, 1, 5, 3, 4, 4]);
  });

  it('have round steps and tops', () => {
    expect([roundStep(100, 5), roundStep(37, 5), roundStep(0.3, 3), roundStep(0, 5)]).toEqual([20, 10, 0.1, 1]);
    expect([roundTop(37).top, roundTop(40).top, roundTop(0).top]).toEqual([40, 40, 1]);
  });

  it('and words wrap between words, and inside them only when they must', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij k', 4)).toEqual(['abcd', 'efgh', 'ij k']);
    expect(wrap('', 4)).toEqual([]);
  });
});
