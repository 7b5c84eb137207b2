// comparison.json and the tables beside it, as docs/results.md describes them.
import { csvParse } from 'd3-dsv';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { FLOW_CLASSES } from '../../src/measures/flows.ts';
import { comparisonJson } from '../../src/report/comparison-json.ts';
import { auditCsv, effectsParquet, flowsParquet } from '../../src/report/comparison-tables.ts';
import { fakeComparison, fakeResults } from '../support/fake-results.ts';

const results = fakeResults({ columns: 3, rows: 2, preDays: 10, postDays: 35, replicates: 3, arms: ['b', 'a'] });
const comparison = fakeComparison(results);
const stopping = { until_ci_percent: 5, max_seeds: 200, half_interval_percent: 4.2, reached: true };
const rowsOf = async (bytes: Uint8Array): Promise<Record<string, unknown>[]> =>
  parquetReadObjects({ file: bytes.slice().buffer });
const reversed = <T>(map: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(map).reverse()) as Record<string, T>;

describe('comparison.json', () => {
  const json = JSON.parse(comparisonJson(results, comparison, null));

  it('says what it is, of which seeds, against what, and how it was made', () => {
    expect(Object.keys(json)).toEqual([
      'format',
      'version',
      'scenario',
      'seeds',
      'complete',
      'against',
      'interval',
      'primary',
      'stopping',
      'secondary',
      'multiplicity',
      'warnings',
      'rests_on',
      'cells',
      'arms',
    ]);
    expect(json).toMatchObject({
      format: 'waterbed-comparison',
      version: 3,
      scenario: { name: 'fake', title: 'A made-up city under pressure' },
      seeds: ['waterbed/1', 'waterbed/2', 'waterbed/3'],
      complete: true,
      against: 'baseline',
      interval: 'paired t',
      primary: { outcome: 'share_delivery', smallest_effect_percent: 5 },
      stopping: null,
    });
    expect(JSON.parse(comparisonJson(results, comparison, stopping)).stopping).toEqual(stopping);
  });

  it('has every arm but the reference by name, and all of each', () => {
    expect(Object.keys(json.arms)).toEqual(['a', 'b']);
    for (const arm of ['a', 'b']) {
      expect(json.arms[arm]).toEqual(comparison.arms[arm]);
      expect(Object.keys(json.arms[arm].flows)).toEqual([...FLOW_CLASSES]);
      expect(Object.keys(json.arms[arm].effects)).toEqual(Object.keys(comparison.arms[arm]!.effects));
    }
  });

  it('is the same bytes whatever the order of arms and of keys', () => {
    const turned = {
      ...comparison,
      primary: { ...comparison.primary, seeds_needed: reversed(comparison.primary.seeds_needed) },
      arms: Object.fromEntries(
        Object.entries(reversed(comparison.arms)).map(([arm, { effects, flows, audit, ...rest }]) => [
          arm,
          {
            ...rest,
            audit: reversed(audit),
            flows: reversed(flows!),
            effects: Object.fromEntries(
              Object.entries(effects).map(([id, { p_better, ...effect }]) => [
                id,
                { p_better: p_better && reversed(p_better), ...effect },
              ]),
            ),
          },
        ]),
      ),
    } as unknown as typeof comparison;
    expect(comparisonJson({ ...results, arms: reversed(results.arms) }, turned, null)).toBe(
      comparisonJson(results, comparison, null),
    );
  });
});

describe('the tables of a comparison', () => {
  it('have a row per arm, outcome and seed in which the difference is defined', async () => {
    const { values } = comparison.arms.a!.effects.orders!;
    const gap = { ...comparison.arms.a!.effects.orders!, values: [values[0]!, null, values[2]!] };
    const arms = {
      ...comparison.arms,
      a: { ...comparison.arms.a!, effects: { ...comparison.arms.a!.effects, orders: gap } },
    };
    const rows = await rowsOf(effectsParquet(results, { ...comparison, arms }));
    const nOutcomes = Object.keys(comparison.arms.b!.effects).length;
    expect(rows.filter(({ arm }) => arm === 'b')).toHaveLength(3 * nOutcomes);
    const orders = rows.filter(({ arm, outcome }) => arm === 'a' && outcome === 'orders');
    expect(orders.map(({ seed }) => seed)).toEqual(['waterbed/1', 'waterbed/3']);
    for (const { reference, value, difference } of orders)
      expect((value as number) - (reference as number)).toBeCloseTo(difference as number, 9);
  });

  it('have the moves of every class by seed', async () => {
    const rows = await rowsOf(flowsParquet(results, comparison));
    expect(rows).toHaveLength(2 * FLOW_CLASSES.length * 3);
    expect(rows.find((row) => row.arm === 'b' && row.class === 'deterred' && row.seed === 'waterbed/2')).toMatchObject({
      gross: comparison.arms.b!.flows!.deterred.gross_values[1],
      net: comparison.arms.b!.flows!.deterred.net_values[1],
    });
  });

  it('have a line per arm, estimator, dimension, buffer and window, empty where undefined', () => {
    const rows = csvParse(auditCsv(comparison));
    expect(rows).toHaveLength(
      Object.values(comparison.arms).reduce((sum, { audit }) => sum + Object.values(audit).flat().length, 0),
    );
    const { bias_recorded, bias_recorded_ci95 } = comparison.arms.a!.audit.wdd![0]!;
    expect(rows.find(({ arm, estimator }) => arm === 'a' && estimator === 'wdd')).toMatchObject({
      dimension: 'places',
      buffer_km: '1',
      window_days: '28',
      bias_recorded: String(bias_recorded),
      bias_recorded_ci95_low: String(bias_recorded_ci95![0]),
      bias_recorded_ci95_high: String(bias_recorded_ci95![1]),
    });
    expect(rows.find(({ estimator, window_days }) => estimator === 'wdq' && window_days === '28')).toMatchObject({
      n_defined: '0',
      estimate: '',
      bias_recorded_ci95_low: '',
    });
  });
});
