import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { CHANNELS, GROUPS } from '../../src/engine/kernel/record.ts';
import type { Results } from '../../src/experiment/results.ts';
import { eventsParquet } from '../../src/report/events.ts';
import { chartFiles, namesOf, page, tables } from '../../src/report/files.ts';
import { type ReportedParameter, resultsJson } from '../../src/report/json.ts';
import { manifestJson, type RunFacts } from '../../src/report/manifest.ts';
import { cellsParquet } from '../../src/report/orders-by-zone.ts';
import { SERIES_COLUMNS, seriesCsv, seriesParquet } from '../../src/report/series.ts';
import { closingTable, fileList } from '../../src/report/text.ts';
import { fakeComparison, fakeResults, withNulls } from '../support/fake-results.ts';

const SMALL = { columns: 3, rows: 2, preDays: 10, postDays: 35, replicates: 2 };
const rowsOf = async (bytes: Uint8Array): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: bytes.slice().buffer });
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const row = (path: string, value: unknown): ReportedParameter => ({
  path,
  value,
  unit: 'days',
  grade: 'A',
  source: 'assumption',
  text: 'A sentence.',
});
const parameters = [
  row('seed', 'waterbed'),
  row('arms.pressure.policies', [1]),
  row('arms.baseline.policies', []),
  row('time.pre_days', 10),
];
const facts: RunFacts = {
  versions: { waterbed: '0.1.0', node: '20.19.0' },
  scenarioSha256: 'abc',
  command: ['waterbed-sim', 'run', 'x.yaml'],
  platform: 'linux-x64',
  jobs: 2,
  startedAt: '2024-01-01T00:00:00.000Z',
  records: { 'waterbed/1': { baseline: 'a1', pressure: 'b2' } },
  seconds: { simulation: 1.23456 },
};
const turned = (results: Results): Results => ({
  ...results,
  arms: Object.fromEntries(Object.entries(results.arms).reverse()),
  records: Object.fromEntries(Object.entries(results.records).reverse()),
});

describe('results.json', () => {
  const results = fakeResults(SMALL);
  const json = JSON.parse(resultsJson(results, parameters));

  it('says what it is, of which scenario, seeds and windows', () => {
    expect(json).toMatchObject({
      format: 'waterbed-results',
      version: 1,
      scenario: { name: 'fake', title: 'A made-up city under pressure' },
      seeds: ['waterbed/1', 'waterbed/2'],
      complete: true,
      failed: [],
      baseline: 'baseline',
      windows: {
        start_date: '2021-01-01',
        burn_in_days: 90,
        pre: { first_day: 0, days: 10 },
        post: { first_day: 10, days: 35 },
      },
    });
    expect(Object.keys(json)).toEqual([
      'format',
      'version',
      'scenario',
      'seeds',
      'complete',
      'failed',
      'baseline',
      'windows',
      'arms',
      'parameters',
    ]);
  });

  it('has every outcome of every arm, as it was summed up, in the same form', () => {
    expect(Object.keys(json.arms)).toEqual(['baseline', 'pressure']);
    for (const [arm, { outcomes }] of Object.entries(results.arms)) {
      expect(json.arms[arm].outcomes).toEqual(outcomes);
      for (const outcome of Object.values(json.arms[arm].outcomes) as object[]) {
        expect(Object.keys(outcome)).toEqual(['label', 'unit', 'better', 'mean', 'sd', 'ci95', 'values', 'pre']);
      }
    }
  });

  it('ends in a newline, tells no time, and does not depend on the order of arms', () => {
    const text = resultsJson(results, parameters);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text).not.toContain('seconds');
    const reordered = [parameters[0]!, parameters[2]!, parameters[1]!, parameters[3]!];
    expect(resultsJson(turned(fakeResults(SMALL)), reordered)).toBe(text);
    expect(json.parameters.map(({ path }: ReportedParameter) => path)).toEqual([
      'seed',
      'arms.baseline.policies',
      'arms.pressure.policies',
      'time.pre_days',
    ]);
  });

  it('has nulls, and no interval, with one replicate or an undefined outcome', () => {
    const single = fakeResults({ ...SMALL, replicates: 1 });
    single.arms.pressure!.outcomes.wait_mean_min!.values = [null];
    single.arms.pressure!.outcomes.wait_mean_min!.mean = null;
    const { outcomes } = JSON.parse(resultsJson(single, [])).arms.pressure;
    expect(outcomes.orders).toMatchObject({ sd: null, ci95: null });
    expect(outcomes.wait_mean_min).toMatchObject({ mean: null, values: [null] });
  });

  it('keeps failed replicates as rows', () => {
    const failed = [{ replicate: 3, seed: 'waterbed/3', error: 'no more couriers' }];
    expect(JSON.parse(resultsJson({ ...results, complete: false, failed }, []))).toMatchObject({
      complete: false,
      failed: [{ seed: 'waterbed/3', error: 'no more couriers' }],
    });
  });
});

describe('series', () => {
  const results = fakeResults({ ...SMALL, seed: 'a "seed", with commas' });
  const text = textOf(seriesCsv(results));

  it('has a row for each arm, seed, day, channel and area, under a header', () => {
    const lines = text.trimEnd().split('\n');
    expect(lines[0]).toBe(SERIES_COLUMNS.join(','));
    expect(lines.length - 1).toBe(2 * 2 * 45 * CHANNELS.length * GROUPS.length);
    expect(lines[1]).toMatch(/^baseline,"a ""seed"", with commas\/1",0,2021-01-01,site,target,\d+,[\d.]+,[\d.]+$/);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('holds the same numbers as Parquet, in grams and euros', async () => {
    const rows = await rowsOf(seriesParquet(results));
    expect(Object.keys(rows[0]!)).toEqual([...SERIES_COLUMNS]);
    const fromCsv = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(-3).map(Number));
    expect(rows.map(({ orders, grams, revenue_eur }) => [orders, grams, revenue_eur])).toEqual(fromCsv);
    expect(rows.at(-1)).toMatchObject({
      arm: 'pressure',
      seed: 'a "seed", with commas/2',
      day: 44,
      date: '2021-02-14',
      channel: 'other',
      area: 'control',
    });
    const orders = rows
      .filter(({ arm, seed }) => arm === 'baseline' && String(seed).endsWith('/1'))
      .reduce((sum, one) => sum + Number(one.orders), 0);
    const { series } = results.records.baseline![0]!;
    expect(orders).toBe(series.filter((_, at) => at % 3 === 0).reduce((sum, value) => sum + value, 0));
  });
});

describe('cells', () => {
  it('hold every order once and no row without one', async () => {
    const results = fakeResults(SMALL);
    const rows = await rowsOf(cellsParquet(results));
    expect(Object.keys(rows[0]!)).toEqual([
      'seed',
      'arm',
      'zone',
      'zone_index',
      'month',
      'channel',
      'in_hours',
      'product',
      'orders',
    ]);
    expect(rows.every(({ orders }) => Number(orders) > 0)).toBe(true);
    for (const arm of ['baseline', 'pressure']) {
      const recorded = results.records[arm]!.flatMap(({ cells }) => [...cells]).reduce((a, b) => a + b, 0);
      expect(rows.filter((one) => one.arm === arm).reduce((sum, one) => sum + Number(one.orders), 0)).toBe(recorded);
    }
    expect(rows[0]).toMatchObject({
      seed: 'waterbed/1',
      arm: 'baseline',
      zone: 'r1c1',
      zone_index: 0,
      month: 0,
      channel: 'site',
      in_hours: false,
      product: 'main',
    });
  });

  it('may be empty', async () => {
    const results = fakeResults({ ...SMALL, arms: [] });
    for (const record of results.records.baseline!) record.cells.fill(0);
    expect(await rowsOf(cellsParquet(results))).toEqual([]);
  });
});

describe('events', () => {
  it('have a row for each, with the same platform in all arms', async () => {
    const rows = await rowsOf(eventsParquet(fakeResults(SMALL)));
    expect(Object.keys(rows[0]!)).toEqual([
      'seed',
      'arm',
      'day',
      'event',
      'platform',
      'archetype',
      'cause',
      'file_before',
      'file_after',
    ]);
    expect(rows[0]).toEqual({
      seed: 'waterbed/1',
      arm: 'baseline',
      day: -90,
      event: 'birth',
      platform: '7f000000',
      archetype: 'three-line-hands-on',
      cause: 'start',
      file_before: 0,
      file_after: 300,
    });
    const of = (arm: string) => rows.filter((one) => one.arm === arm && one.seed === 'waterbed/2');
    expect(of('pressure').slice(0, -1)).toEqual(of('baseline').map((one) => ({ ...one, arm: 'pressure' })));
    expect(of('pressure').at(-1)).toMatchObject({ event: 'exit', cause: 'insolvent', file_before: 90, file_after: 0 });
    expect(rows.find(({ event }) => event === 'rebirth')).toMatchObject({ day: 30, cause: '' });
  });

  it('may be none', async () => {
    expect(await rowsOf(eventsParquet(withNulls(fakeResults(SMALL))))).toEqual([]);
  });
});

describe('a folder', () => {
  const make = (results = fakeResults(SMALL)) =>
    new Map([...tables(results, parameters)].map(([path, content]) => [path, content()]));

  it('holds the numbers whose names are known before, and those of a comparison with it', () => {
    expect([...make().keys()]).toEqual([
      'results.json',
      'series.csv',
      'series.parquet',
      'cells.parquet',
      'events.parquet',
    ]);
    expect(namesOf(false)).toEqual([...make().keys()]);
    const results = fakeResults(SMALL);
    const made = { command: '', version: '0.1.0', scenarioSha256: 'abc', stopping: null, restsOn: null };
    const compared = { ...made, comparison: fakeComparison(results) };
    expect(namesOf(true)).toEqual(['report.html', ...tables(results, parameters, compared).keys()]);
  });

  it('has the same bytes each time and in any order of arms', () => {
    const [one, two] = [make(), make(turned(fakeResults(SMALL)))];
    expect([...two.keys()]).toEqual([...one.keys()]);
    for (const [path, content] of one)
      expect(Buffer.compare(Buffer.from(content as string), Buffer.from(two.get(path) as string)), path).toBe(0);
  });

  it('keeps charts of the kinds that are asked for, and its page shows those that are drawn', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>';
    const charts = [
      { id: 'a', title: 'First', alt: 'One.', png: new Uint8Array([1]), svg },
      { id: 'b', title: 'Second', alt: 'Two.', png: new Uint8Array([2]) },
    ];
    const names = (png: boolean, kept: boolean) => [...chartFiles(charts, { png, svg: kept }).keys()];
    expect(names(true, true)).toEqual(['charts/a.png', 'charts/a.svg', 'charts/b.png']);
    expect(names(false, true)).toEqual(['charts/a.svg']);
    const results = fakeResults(SMALL);
    const made = { command: '', version: '0.1.0', scenarioSha256: 'abc', stopping: null, restsOn: null };
    const html = page(results, parameters, { ...made, comparison: fakeComparison(results) }, charts);
    expect(html).toContain('First');
    expect(html).not.toContain('Second');
  });

  it('has a manifest that says who made it, how and what', () => {
    const manifest = JSON.parse(manifestJson(fakeResults(SMALL), facts, ['scenario.json']));
    expect(manifest).toMatchObject({
      waterbed: '0.1.0',
      scenario: { name: 'fake', sha256: 'abc' },
      command: ['waterbed-sim', 'run', 'x.yaml'],
      seeds: ['waterbed/1', 'waterbed/2'],
      versions: { node: '20.19.0' },
      platform: 'linux-x64',
      jobs: 2,
      seconds: { simulation: 1.235 },
    });
    expect(manifest.files).toContain('scenario.json');
  });

  it('is made of one replicate, of the baseline only, and of whole replicates of an unfinished run', () => {
    for (const options of [{ replicates: 1 }, { arms: [] }, { arms: [], replicates: 1 }]) {
      const folder = make({ ...fakeResults({ ...SMALL, ...options }), complete: false });
      expect(JSON.parse(folder.get('results.json') as string).complete).toBe(false);
    }
  });
});

describe('the closing table', () => {
  it('has a line per outcome, aligned, within 100 columns, with intervals and paired changes', () => {
    const lines = closingTable(fakeResults()).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(lines[0]).toMatch(/^ +baseline +pressure +change, %$/);
    const table = lines.slice(1, lines.indexOf(''));
    expect(table.length).toBe(13);
    expect(new Set(table.map(({ length }) => length)).size).toBe(1);
    expect(table[0]).toMatch(/[\d,]+ ± \d+ +[\d,]+ ± \d+ +−\d\.\d ± \d\.\d$/);
  });

  it('puts arms that do not fit below, and leaves out what one replicate or one arm cannot say', () => {
    const many = closingTable(fakeResults({ ...SMALL, arms: ['a', 'b', 'c', 'd'] }));
    expect(Math.max(...many.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(many.match(/ baseline /g)!.length).toBeGreaterThan(1);
    const single = closingTable(fakeResults({ ...SMALL, replicates: 1, arms: [] }));
    expect(single).not.toMatch(/±|change/);
    expect(single).toContain('No intervals with a single replicate.');
  });

  it('gives no ± where all replicates agree, and of events that never happened up to how many are compatible', () => {
    const results = fakeResults(SMALL);
    const flat = { unit: 'persons', mean: 0, sd: 0, ci95: [0, 0] as [number, number], values: [0, 0] };
    for (const { outcomes } of Object.values(results.arms)) {
      outcomes.arrests_sites = { ...outcomes.orders!, ...flat, label: 'Arrests' };
      outcomes.deaths_expected = { ...outcomes.orders!, ...flat, label: 'Deaths' };
      outcomes.violence_expected = { ...outcomes.orders!, label: 'Violence', unit: 'events' };
      Object.assign(outcomes.violence_expected, { mean: 0.0042, ci95: [0.0036, 0.0048], values: [0.0041, 0.0043] });
    }
    const text = closingTable(results);
    expect(text).not.toMatch(/\b0(\.0+)? ± 0(\.0+)?\b/);
    expect(text).toMatch(/\nArrests +≤ 1\.5 +≤ 1\.5 +–\n/);
    expect(text).toMatch(/\nDeaths +0 +0 +–\n/);
    expect(text).toMatch(/\nViolence +0\.0042 ± 0\.0006 /);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('≤ 1.5: no event in 2 replicates; up to 1.5 each is compatible.');
    for (const { outcomes } of Object.values(results.arms)) delete outcomes.arrests_sites;
    expect(closingTable(results)).not.toContain('no event');
  });

  it('says undefined, unfinished and failed', () => {
    const results = fakeResults(SMALL);
    Object.assign(results.arms.pressure!.outcomes.wait_mean_min!, { mean: null, ci95: null, values: [null, null] });
    const text = closingTable({
      ...results,
      complete: false,
      scenario: { ...results.scenario, seeds: 9 },
      failed: [{ replicate: 3, seed: 'waterbed/3', error: 'no more couriers' }],
    });
    expect(text).toMatch(/undefined +–\n/);
    expect(text).toContain('Unfinished: 2 of 9 replicates.');
    expect(text).toContain('Failed: waterbed/3: no more couriers');
  });

  it('leaves styles to others, and files are listed with it', () => {
    const bold = (style: string, text: string): string => `<${style}>${text}</${style}>`;
    expect(closingTable(fakeResults(SMALL), bold)).toMatch(/^<bold> +baseline/);
    expect(fileList('output/x', ['results.json', 'charts/a.png', 'charts/a.svg', 'charts/b.png'], bold)).toBe(
      '<bold>Written to</bold> output/x\n  results.json\n  charts/ as .png and .svg: a, b',
    );
  });
});
